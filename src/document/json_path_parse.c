/* RFC 9535, appendix A, by recursive descent. One thing is taken that the grammar has not: '-'
   inside a name without quotes (`$.info.x-audience`), as Overlay 1.0's own examples write it. */
#include "document/json_path.h"

#include "base/strbuf.h"
#include "base/utf8.h"

enum { MAX_EXACT_INDEX_DIGITS = 16 }; /* 2^53 - 1 is the largest index */

static const int64_t max_index = (INT64_C(1) << 53) - 1;

struct parser {
    struct arena *arena;
    struct str text;
    size_t at;
    int depth;
    struct error *err;
};

static void *fail(struct parser *parser, const char *message)
{
    size_t column = 1 + utf8_length(str_slice(parser->text, 0, parser->at));

    error_raise(parser->err, "JSONPath, column %zu: %s", column, message);
    return NULL;
}

static int peek(const struct parser *parser)
{
    return parser->at < parser->text.length ? (unsigned char)parser->text.text[parser->at] : -1;
}

static bool take(struct parser *parser, const char *token)
{
    if (!str_starts_with(str_slice(parser->text, parser->at, SIZE_MAX), str_of(token)))
        return false;
    parser->at += strlen(token);
    return true;
}

static void skip_blanks(struct parser *parser)
{
    while (peek(parser) == ' ' || peek(parser) == '\t' || peek(parser) == '\n' ||
           peek(parser) == '\r')
        parser->at++;
}

/* ---- names, strings, numbers ---- */

static bool begins_name(int c)
{
    return c >= 0x80 || c == '_' || ascii_is_alpha((char)c);
}

static bool continues_name(int c)
{
    return begins_name(c) || c == '-' || (c >= 0 && ascii_is_digit((char)c));
}

static struct str parse_short_name(struct parser *parser)
{
    size_t from = parser->at;

    while (continues_name(peek(parser)))
        parser->at++;
    return str_slice(parser->text, from, parser->at - from);
}

static bool parse_hex(struct parser *parser, uint32_t *code)
{
    *code = 0;
    for (int i = 0; i < 4; i++, parser->at++) {
        int digit = peek(parser) < 0 ? -1 : ascii_hex_value((char)peek(parser));

        if (digit < 0)
            return false;
        *code = *code << 4 | (uint32_t)digit;
    }
    return true;
}

/* Behind "\u": one code point, of one or two units. */
static bool parse_unicode(struct parser *parser, struct strbuf *out)
{
    char bytes[UTF8_MAX_BYTES];
    uint32_t code, low;

    if (!parse_hex(parser, &code))
        return false;
    if (code >= 0xdc00 && code <= 0xdfff)
        return false;
    if (code >= 0xd800 && code <= 0xdbff) {
        if (!take(parser, "\\u") || !parse_hex(parser, &low) || low < 0xdc00 || low > 0xdfff)
            return false;
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    strbuf_add(out, (struct str){bytes, utf8_encode(code, bytes)});
    return true;
}

static bool parse_escape(struct parser *parser, int quote, struct strbuf *out)
{
    static const char letters[] = "bfnrt/\\";
    static const char values[] = "\b\f\n\r\t/\\";
    int c = peek(parser);
    const char *letter = c > 0 ? strchr(letters, c) : NULL;

    if (c < 0)
        return false;
    parser->at++;
    if (c == 'u')
        return parse_unicode(parser, out);
    if (!letter && c != quote)
        return false;
    strbuf_add_char(out, letter ? values[letter - letters] : (char)c);
    return true;
}

static bool parse_string(struct parser *parser, struct str *string)
{
    struct strbuf out;
    int quote = peek(parser);
    bool good = true;

    strbuf_init(&out, SIZE_MAX);
    parser->at++;
    while (good && peek(parser) != quote) {
        int c = peek(parser);

        good = c >= 0x20;
        parser->at += good;
        if (c == '\\')
            good = parse_escape(parser, quote, &out);
        else if (good)
            strbuf_add_char(&out, (char)c);
    }
    *string = str_copy(parser->arena, strbuf_str(&out));
    strbuf_release(&out);
    if (!good)
        return fail(parser, "the string is not closed, or has an escape that JSON has not");
    parser->at++;
    return true;
}

static bool parse_integer(struct parser *parser, int64_t *value)
{
    bool negative = take(parser, "-");
    size_t from = parser->at;
    uint64_t digits = 0;
    struct str text;

    while (peek(parser) >= 0 && ascii_is_digit((char)peek(parser)))
        parser->at++;
    text = str_slice(parser->text, from, parser->at - from);
    if (!str_to_unsigned(text, &digits) || text.length > MAX_EXACT_INDEX_DIGITS ||
        digits > (uint64_t)max_index || (text.text[0] == '0' && (text.length > 1 || negative)))
        return fail(parser, "an index is an integer without leading zeros, below 2^53");
    *value = negative ? -(int64_t)digits : (int64_t)digits;
    return true;
}

/* ---- segments ---- */

static const struct path_test *parse_or(struct parser *parser);
static const struct path_query *parse_query(struct parser *parser);

static bool begins_integer(int c)
{
    return c == '-' || (c >= 0 && ascii_is_digit((char)c));
}

static bool parse_slice(struct parser *parser, struct path_selector *selector)
{
    selector->kind = SELECT_SLICE;
    selector->step = 1;
    skip_blanks(parser);
    if (begins_integer(peek(parser))) {
        selector->has_end = true;
        if (!parse_integer(parser, &selector->end))
            return false;
        skip_blanks(parser);
    }
    if (!take(parser, ":"))
        return true;
    skip_blanks(parser);
    return !begins_integer(peek(parser)) || parse_integer(parser, &selector->step);
}

static bool parse_index(struct parser *parser, struct path_selector *selector)
{
    size_t behind;

    selector->kind = SELECT_INDEX;
    if (begins_integer(peek(parser))) {
        if (!parse_integer(parser, &selector->index))
            return false;
        selector->has_start = true;
        selector->start = selector->index;
    }
    behind = parser->at;
    skip_blanks(parser);
    if (take(parser, ":"))
        return parse_slice(parser, selector);
    parser->at = behind;
    return true;
}

static bool parse_selector(struct parser *parser, struct path_selector *selector)
{
    int c = peek(parser);

    if (c == '"' || c == '\'') {
        selector->kind = SELECT_NAME;
        return parse_string(parser, &selector->name);
    }
    if (take(parser, "*")) {
        selector->kind = SELECT_WILDCARD;
        return true;
    }
    if (take(parser, "?")) {
        selector->kind = SELECT_FILTER;
        skip_blanks(parser);
        selector->filter = parse_or(parser);
        return selector->filter != NULL;
    }
    if (c == ':' || begins_integer(c))
        return parse_index(parser, selector);
    return fail(parser, "a selector is a quoted name, *, an index, a slice or a filter (?)");
}

static bool parse_brackets(struct parser *parser, struct path_segment *segment)
{
    struct path_selector **link = &segment->selectors;

    do {
        skip_blanks(parser);
        *link = ARENA_NEW(parser->arena, struct path_selector);
        if (!parse_selector(parser, *link))
            return false;
        link = &(*link)->next;
        skip_blanks(parser);
    } while (take(parser, ","));
    return take(parser, "]") || fail(parser, "\"]\" or \",\" is missing");
}

/* Behind "." or "..": `*` or a name. */
static bool parse_shorthand(struct parser *parser, struct path_segment *segment)
{
    segment->selectors = ARENA_NEW(parser->arena, struct path_selector);
    if (take(parser, "*")) {
        segment->selectors->kind = SELECT_WILDCARD;
        return true;
    }
    segment->selectors->kind = SELECT_NAME;
    if (!begins_name(peek(parser)))
        return fail(parser, "a name begins with a letter or \"_\"; others stand in ['...']");
    segment->selectors->name = parse_short_name(parser);
    return true;
}

static bool parse_segment(struct parser *parser, struct path_segment *segment)
{
    if (take(parser, "..")) {
        segment->descendant = true;
        return take(parser, "[") ? parse_brackets(parser, segment)
                                 : parse_shorthand(parser, segment);
    }
    return take(parser, ".") ? parse_shorthand(parser, segment)
                             : take(parser, "[") && parse_brackets(parser, segment);
}

static bool parse_segments(struct parser *parser, struct path_query *query)
{
    struct path_segment **link = &query->segments;

    for (;;) {
        size_t behind = parser->at;

        skip_blanks(parser);
        if (peek(parser) != '.' && peek(parser) != '[') {
            parser->at = behind;
            return true;
        }
        *link = ARENA_NEW(parser->arena, struct path_segment);
        if (!parse_segment(parser, *link))
            return false;
        link = &(*link)->next;
    }
}

static const struct path_query *parse_query(struct parser *parser)
{
    struct path_query *query = ARENA_NEW(parser->arena, struct path_query);

    query->relative = peek(parser) == '@';
    parser->at++;
    return parse_segments(parser, query) ? query : NULL;
}

/* ---- filters ---- */

enum result_type { TYPE_VALUE, TYPE_NODES, TYPE_LOGICAL };

/* RFC 9535, 2.4.4 to 2.4.8. */
static const struct {
    const char *name;
    enum path_function function;
    enum result_type result;
    enum result_type parameter;
    size_t parameter_count;
} functions[] = {
    {"length", FUNCTION_LENGTH, TYPE_VALUE, TYPE_VALUE, 1},
    {"count", FUNCTION_COUNT, TYPE_VALUE, TYPE_NODES, 1},
    {"value", FUNCTION_VALUE, TYPE_VALUE, TYPE_NODES, 1},
    {"match", FUNCTION_MATCH, TYPE_LOGICAL, TYPE_VALUE, 2},
    {"search", FUNCTION_SEARCH, TYPE_LOGICAL, TYPE_VALUE, 2},
};

static bool is_singular(const struct path_query *query)
{
    for (const struct path_segment *segment = query->segments; segment; segment = segment->next)
        if (segment->descendant || segment->selectors->next ||
            (segment->selectors->kind != SELECT_NAME && segment->selectors->kind != SELECT_INDEX))
            return false;
    return true;
}

static enum result_type function_result(enum path_function function)
{
    for (size_t i = 0; i < ARRAY_LENGTH(functions); i++)
        if (functions[i].function == function)
            return functions[i].result;
    return TYPE_VALUE;
}

/* What may be compared, or given where a value is asked for. */
static bool is_value(const struct path_operand *operand)
{
    switch (operand->kind) {
    case OPERAND_LITERAL:
        return true;
    case OPERAND_QUERY:
        return is_singular(operand->query);
    case OPERAND_FUNCTION:
        return function_result(operand->function) == TYPE_VALUE;
    }
    return false;
}

static const struct path_operand *parse_operand(struct parser *parser);

static const struct path_operand *parse_function(struct parser *parser,
                                                 struct path_operand *operand, struct str name)
{
    size_t i = 0;

    while (i < ARRAY_LENGTH(functions) && !str_is(name, functions[i].name))
        i++;
    if (i == ARRAY_LENGTH(functions))
        return fail(parser, "the functions are length, count, value, match and search");
    operand->kind = OPERAND_FUNCTION;
    operand->function = functions[i].function;
    for (size_t given = 0; given < functions[i].parameter_count; given++) {
        const struct path_operand *argument;

        skip_blanks(parser);
        if (given && !take(parser, ","))
            return fail(parser, "an argument is missing");
        skip_blanks(parser);
        argument = parse_operand(parser);
        if (!argument)
            return NULL;
        if (functions[i].parameter == TYPE_VALUE ? !is_value(argument)
                                                 : argument->kind != OPERAND_QUERY)
            return fail(parser, "this argument has not the type that the function takes");
        operand->arguments[given] = argument;
    }
    skip_blanks(parser);
    return take(parser, ")") ? operand : fail(parser, "\")\" is missing");
}

static struct node *new_literal(struct parser *parser, enum node_kind kind, struct str text)
{
    struct node *literal = ARENA_NEW(parser->arena, struct node);

    literal->kind = (uint8_t)kind;
    literal->span = 1;
    literal->text = text.text;
    literal->length = (uint32_t)text.length;
    return literal;
}

/* JSON's numbers; "-0" too. */
static const struct node *parse_number(struct parser *parser)
{
    static const char part[] = "+-.0123456789Ee";
    size_t from = parser->at;
    struct read_failure failure;
    const struct document *document;

    while (peek(parser) > 0 && strchr(part, peek(parser)))
        parser->at++;
    document = json_read(parser->arena, STR("JSONPath"),
                         str_slice(parser->text, from, parser->at - from), &failure);
    return document ? document->root : fail(parser, "this is no JSON number");
}

static const struct path_operand *parse_word(struct parser *parser, struct path_operand *operand)
{
    static const struct {
        const char *word;
        enum node_kind kind;
    } words[] = {{"true", NODE_TRUE}, {"false", NODE_FALSE}, {"null", NODE_NULL}};
    struct str word = parse_short_name(parser);

    if (word.length && take(parser, "("))
        return parse_function(parser, operand, word);
    operand->kind = OPERAND_LITERAL;
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_is(word, words[i].word)) {
            operand->literal = new_literal(parser, words[i].kind, STR_NONE);
            return operand;
        }
    return fail(parser, "a filter compares @ and $ queries, strings, numbers, true, false, null");
}

static const struct path_operand *parse_operand(struct parser *parser)
{
    struct path_operand *operand = ARENA_NEW(parser->arena, struct path_operand);
    int c = peek(parser);
    struct str text;

    if (++parser->depth > JSON_PATH_MAX_DEPTH)
        return fail(parser, "too many queries inside each other");
    if (c == '@' || c == '$') {
        operand->kind = OPERAND_QUERY;
        operand->query = parse_query(parser);
        operand = operand->query ? operand : NULL;
    } else if (c == '"' || c == '\'') {
        operand->kind = OPERAND_LITERAL;
        if (!parse_string(parser, &text))
            return NULL;
        operand->literal = new_literal(parser, NODE_STRING, text);
    } else if (begins_integer(c)) {
        operand->kind = OPERAND_LITERAL;
        operand->literal = parse_number(parser);
        operand = operand->literal ? operand : NULL;
    } else if (!parse_word(parser, operand)) {
        return NULL;
    }
    parser->depth--;
    return operand;
}

static struct path_test *new_test(struct parser *parser, enum path_test_kind kind)
{
    struct path_test *test = ARENA_NEW(parser->arena, struct path_test);

    test->kind = kind;
    return test;
}

static bool take_comparison(struct parser *parser, enum path_comparison *comparison)
{
    static const struct {
        const char *token;
        enum path_comparison comparison;
    } tokens[] = {{"==", PATH_EQUAL},         {"!=", PATH_NOT_EQUAL}, {"<=", PATH_LESS_EQUAL},
                  {">=", PATH_GREATER_EQUAL}, {"<", PATH_LESS},       {">", PATH_GREATER}};

    for (size_t i = 0; i < ARRAY_LENGTH(tokens); i++)
        if (take(parser, tokens[i].token)) {
            *comparison = tokens[i].comparison;
            return true;
        }
    return false;
}

/* A comparison, or a question whether a query selects anything or a function holds. */
static const struct path_test *parse_comparison(struct parser *parser, bool may_compare)
{
    struct path_test *test = new_test(parser, TEST_EXISTS);
    size_t behind;

    test->operand = parse_operand(parser);
    if (!test->operand)
        return NULL;
    behind = parser->at;
    skip_blanks(parser);
    if (!may_compare || !take_comparison(parser, &test->comparison)) {
        parser->at = behind;
        if (test->operand->kind == OPERAND_LITERAL ||
            (test->operand->kind == OPERAND_FUNCTION &&
             function_result(test->operand->function) != TYPE_LOGICAL))
            return fail(parser, "a value alone is no test; compare it with something");
        return test;
    }
    test->kind = TEST_COMPARISON;
    skip_blanks(parser);
    test->other = parse_operand(parser);
    if (!test->other)
        return NULL;
    if (!is_value(test->operand) || !is_value(test->other))
        return fail(parser, "only values are compared: literals, queries for one node, length(), "
                            "count() and value()");
    return test;
}

static const struct path_test *parse_basic(struct parser *parser)
{
    struct path_test *negation = NULL;
    const struct path_test *test;

    if (++parser->depth > JSON_PATH_MAX_DEPTH)
        return fail(parser, "too many parentheses inside each other");
    if (take(parser, "!")) {
        negation = new_test(parser, TEST_NOT);
        skip_blanks(parser);
    }
    if (take(parser, "(")) {
        skip_blanks(parser);
        test = parse_or(parser);
        skip_blanks(parser);
        if (test && !take(parser, ")"))
            return fail(parser, "\")\" is missing");
    } else {
        test = parse_comparison(parser, !negation);
    }
    parser->depth--;
    if (!negation || !test)
        return test;
    negation->left = test;
    return negation;
}

/* Operands between the same operators, which associate to the left. */
static const struct path_test *parse_chain(struct parser *parser, enum path_test_kind kind,
                                           const char *operator,
                                           const struct path_test * (*parse)(struct parser *))
{
    const struct path_test *left = parse(parser);

    while (left) {
        size_t behind = parser->at;
        struct path_test *chain;

        skip_blanks(parser);
        if (!take(parser, operator)) {
            parser->at = behind;
            return left;
        }
        skip_blanks(parser);
        chain = new_test(parser, kind);
        chain->left = left;
        chain->right = parse(parser);
        left = chain->right ? chain : NULL;
    }
    return NULL;
}

static const struct path_test *parse_and(struct parser *parser)
{
    return parse_chain(parser, TEST_AND, "&&", parse_basic);
}

static const struct path_test *parse_or(struct parser *parser)
{
    return parse_chain(parser, TEST_OR, "||", parse_and);
}

const struct path_query *json_path_parse(struct arena *arena, struct str text, struct error *err)
{
    struct parser parser = {.arena = arena, .text = text, .err = err};
    const struct path_query *query;

    if (text.length > JSON_PATH_MAX_BYTES)
        return fail(&parser, "the expression is longer than 16 KiB");
    if (peek(&parser) != '$')
        return fail(&parser, "a query begins with \"$\"");
    query = parse_query(&parser);
    if (query && parser.at < text.length)
        return fail(&parser, "\".\", \"..\" or \"[\" is expected here");
    return query;
}
