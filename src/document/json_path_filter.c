#include "document/json_path_reader.h"

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

static const struct path_operand *parse_operand(struct path_reader *reader);

static const struct path_operand *parse_function(struct path_reader *reader,
                                                 struct path_operand *operand, struct str name)
{
    size_t i = 0;

    while (i < ARRAY_LENGTH(functions) && !str_is(name, functions[i].name))
        i++;
    if (i == ARRAY_LENGTH(functions))
        return path_fail(reader, "the functions are length, count, value, match and search");
    operand->kind = OPERAND_FUNCTION;
    operand->function = functions[i].function;
    for (size_t given = 0; given < functions[i].parameter_count; given++) {
        const struct path_operand *argument;

        path_skip_blanks(reader);
        if (given && !path_take(reader, ","))
            return path_fail(reader, "an argument is missing");
        path_skip_blanks(reader);
        argument = parse_operand(reader);
        if (!argument)
            return NULL;
        if (functions[i].parameter == TYPE_VALUE ? !is_value(argument)
                                                 : argument->kind != OPERAND_QUERY)
            return path_fail(reader, "this argument has not the type that the function takes");
        operand->arguments[given] = argument;
    }
    path_skip_blanks(reader);
    return path_take(reader, ")") ? operand : path_fail(reader, "\")\" is missing");
}

static struct node *new_literal(struct path_reader *reader, enum node_kind kind, struct str text)
{
    struct node *literal = ARENA_NEW(reader->arena, struct node);

    literal->kind = (uint8_t)kind;
    literal->span = 1;
    literal->text = text.text;
    literal->length = (uint32_t)text.length;
    return literal;
}

/* JSON's numbers; "-0" too. */
static const struct node *parse_number(struct path_reader *reader)
{
    static const char part[] = "+-.0123456789Ee";
    size_t from = reader->at;
    struct read_failure failure;
    const struct document *document;

    while (path_peek(reader) > 0 && char_is_any((char)path_peek(reader), part))
        reader->at++;
    document = json_read(reader->arena, STR("JSONPath"),
                         str_slice(reader->text, from, reader->at - from), &failure);
    return document ? document->root : path_fail(reader, "this is no JSON number");
}

static const struct path_operand *parse_word(struct path_reader *reader,
                                             struct path_operand *operand)
{
    static const struct {
        const char *word;
        enum node_kind kind;
    } words[] = {{"true", NODE_TRUE}, {"false", NODE_FALSE}, {"null", NODE_NULL}};
    struct str word = path_read_name(reader);

    if (word.length && path_take(reader, "("))
        return parse_function(reader, operand, word);
    operand->kind = OPERAND_LITERAL;
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_is(word, words[i].word)) {
            operand->literal = new_literal(reader, words[i].kind, STR_NONE);
            return operand;
        }
    return path_fail(reader,
                     "a filter compares @ and $ queries, strings, numbers, true, false, null");
}

static const struct path_operand *parse_operand(struct path_reader *reader)
{
    struct path_operand *operand = ARENA_NEW(reader->arena, struct path_operand);
    int c = path_peek(reader);
    struct str text;

    if (++reader->depth > JSON_PATH_MAX_DEPTH)
        return path_fail(reader, "too many queries inside each other");
    if (c == '@' || c == '$') {
        operand->kind = OPERAND_QUERY;
        operand->query = path_read_query(reader);
        operand = operand->query ? operand : NULL;
    } else if (c == '"' || c == '\'') {
        operand->kind = OPERAND_LITERAL;
        if (!path_read_string(reader, &text))
            return NULL;
        operand->literal = new_literal(reader, NODE_STRING, text);
    } else if (path_begins_integer(c)) {
        operand->kind = OPERAND_LITERAL;
        operand->literal = parse_number(reader);
        operand = operand->literal ? operand : NULL;
    } else if (!parse_word(reader, operand)) {
        return NULL;
    }
    reader->depth--;
    return operand;
}

static struct path_test *new_test(struct path_reader *reader, enum path_test_kind kind)
{
    struct path_test *test = ARENA_NEW(reader->arena, struct path_test);

    test->kind = kind;
    return test;
}

static bool take_comparison(struct path_reader *reader, enum path_comparison *comparison)
{
    static const struct {
        const char *token;
        enum path_comparison comparison;
    } tokens[] = {{"==", PATH_EQUAL},         {"!=", PATH_NOT_EQUAL}, {"<=", PATH_LESS_EQUAL},
                  {">=", PATH_GREATER_EQUAL}, {"<", PATH_LESS},       {">", PATH_GREATER}};

    for (size_t i = 0; i < ARRAY_LENGTH(tokens); i++)
        if (path_take(reader, tokens[i].token)) {
            *comparison = tokens[i].comparison;
            return true;
        }
    return false;
}

/* A comparison, or a question whether a query selects anything or a function holds. */
static const struct path_test *parse_comparison(struct path_reader *reader, bool may_compare)
{
    struct path_test *test = new_test(reader, TEST_EXISTS);
    size_t behind;

    test->operand = parse_operand(reader);
    if (!test->operand)
        return NULL;
    behind = reader->at;
    path_skip_blanks(reader);
    if (!may_compare || !take_comparison(reader, &test->comparison)) {
        reader->at = behind;
        if (test->operand->kind == OPERAND_LITERAL ||
            (test->operand->kind == OPERAND_FUNCTION &&
             function_result(test->operand->function) != TYPE_LOGICAL))
            return path_fail(reader, "a value alone is no test; compare it with something");
        return test;
    }
    test->kind = TEST_COMPARISON;
    path_skip_blanks(reader);
    test->other = parse_operand(reader);
    if (!test->other)
        return NULL;
    if (!is_value(test->operand) || !is_value(test->other))
        return path_fail(reader,
                         "only values are compared: literals, queries for one node, length(), "
                         "count() and value()");
    return test;
}

static const struct path_test *parse_basic(struct path_reader *reader)
{
    struct path_test *negation = NULL;
    const struct path_test *test;

    if (++reader->depth > JSON_PATH_MAX_DEPTH)
        return path_fail(reader, "too many parentheses inside each other");
    if (path_take(reader, "!")) {
        negation = new_test(reader, TEST_NOT);
        path_skip_blanks(reader);
    }
    if (path_take(reader, "(")) {
        path_skip_blanks(reader);
        test = path_read_test(reader);
        path_skip_blanks(reader);
        if (test && !path_take(reader, ")"))
            return path_fail(reader, "\")\" is missing");
    } else {
        test = parse_comparison(reader, !negation);
    }
    reader->depth--;
    if (!negation || !test)
        return test;
    negation->left = test;
    return negation;
}

/* Operands between the same operators, which associate to the left. */
static const struct path_test *parse_chain(struct path_reader *reader, enum path_test_kind kind,
                                           const char *operator,
                                           const struct path_test * (*parse)(struct path_reader *))
{
    const struct path_test *left = parse(reader);

    while (left) {
        size_t behind = reader->at;
        struct path_test *chain;

        path_skip_blanks(reader);
        if (!path_take(reader, operator)) {
            reader->at = behind;
            return left;
        }
        path_skip_blanks(reader);
        chain = new_test(reader, kind);
        chain->left = left;
        chain->right = parse(reader);
        left = chain->right ? chain : NULL;
    }
    return NULL;
}

static const struct path_test *parse_and(struct path_reader *reader)
{
    return parse_chain(reader, TEST_AND, "&&", parse_basic);
}

const struct path_test *path_read_test(struct path_reader *reader)
{
    return parse_chain(reader, TEST_OR, "||", parse_and);
}
