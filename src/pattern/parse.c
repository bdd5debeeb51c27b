/* ECMA-262, 22.2.1: the grammar with [+UnicodeMode], and a lenient form of it that also takes what
   older descriptions are full of: identity escapes of punctuation (\-, \@), literal { } ], classes
   as ends of ranges ([\w-.]), quantified lookaheads. Escaped letters that are no ECMA escapes are
   errors in both: they mean something in other engines, and nothing here. */
#include "base/utf8.h"
#include "pattern/reader.h"

/* ---- the text ---- */

uint32_t pattern_reader_peek(const struct pattern_reader *reader)
{
    uint32_t code;

    if (reader->at >= reader->text.length)
        return PATTERN_READER_END;
    return utf8_decode(str_slice(reader->text, reader->at, UTF8_MAX_BYTES), &code)
               ? code
               : PATTERN_READER_END;
}

uint32_t pattern_reader_take(struct pattern_reader *reader)
{
    uint32_t code;
    size_t bytes = utf8_decode(str_slice(reader->text, reader->at, UTF8_MAX_BYTES), &code);

    if (bytes == 0)
        return PATTERN_READER_END;
    reader->at += bytes;
    return code;
}

bool pattern_reader_eat(struct pattern_reader *reader, char c)
{
    if (reader->at >= reader->text.length || reader->text.text[reader->at] != c)
        return false;
    reader->at++;
    return true;
}

static bool eat_text(struct pattern_reader *reader, struct str text)
{
    if (!str_starts_with(str_slice(reader->text, reader->at, text.length), text))
        return false;
    reader->at += text.length;
    return true;
}

bool pattern_reader_fail(struct pattern_reader *reader, const char *problem)
{
    if (!reader->problem)
        reader->problem = problem;
    return false;
}

/* Stops reading: the text may be a pattern, but it is beyond a limit. */
static bool give_up(struct pattern_reader *reader, const char *unsupported)
{
    reader->gave_up = true;
    reader->unsupported = unsupported;
    return false;
}

static struct term *new_term(struct pattern_reader *reader, enum term_kind kind)
{
    struct term *term = ARENA_NEW(reader->arena, struct term);

    term->kind = kind;
    return term;
}

/* ---- group names ---- */

static bool is_name_character(uint32_t c, bool first)
{
    if (c < 0x80)
        return ascii_is_alpha((char)c) || c == '_' || c == '$' ||
               (!first && ascii_is_digit((char)c));
    return c >= 0xaa && c <= 0x10ffff;
}

/* After "<"; takes the ">". */
static bool read_name(struct pattern_reader *reader, struct str *name)
{
    size_t start = reader->at;

    while (is_name_character(pattern_reader_peek(reader), reader->at == start))
        pattern_reader_take(reader);
    *name = (struct str){reader->text.text + start, reader->at - start};
    if (name->length == 0 || !pattern_reader_eat(reader, '>'))
        return pattern_reader_fail(reader, "a group's name is not a name");
    return true;
}

static struct group_name *find_name(const struct pattern_reader *reader, struct str name)
{
    for (struct group_name *known = reader->names; known; known = known->next)
        if (str_equal(known->name, name))
            return known;
    return NULL;
}

static bool note_name(struct pattern_reader *reader)
{
    struct group_name *named;
    struct str name;

    if (!read_name(reader, &name))
        return false;
    if (find_name(reader, name))
        return pattern_reader_fail(reader, "two groups have the same name");
    named = ARENA_NEW(reader->arena, struct group_name);
    *named = (struct group_name){name, reader->group_total, reader->names};
    reader->names = named;
    return true;
}

/* Counts the groups beforehand, for a back-reference may stand before its group. */
static bool survey_groups(struct pattern_reader *reader)
{
    bool in_class = false;

    while (reader->at < reader->text.length) {
        char c = reader->text.text[reader->at++];

        if (c == '\\') {
            reader->at++;
        } else if (c == '[') {
            in_class = true;
        } else if (c == ']') {
            in_class = false;
        } else if (c == '(' && !in_class) {
            bool named = eat_text(reader, STR("?<"));
            char next = reader->at < reader->text.length ? reader->text.text[reader->at] : 0;

            if (named && (next == '=' || next == '!'))
                continue;
            if (!named && next == '?')
                continue;
            reader->group_total++;
            if (named && !note_name(reader))
                return false;
        }
    }
    reader->at = 0;
    if (reader->group_total > PATTERN_MAX_GROUPS)
        return give_up(reader, "more than 10,000 groups");
    return true;
}

/* ---- quantifiers ---- */

static bool read_number(struct pattern_reader *reader, uint32_t *number)
{
    uint64_t value = 0;
    size_t start = reader->at;

    while (reader->at < reader->text.length && ascii_is_digit(reader->text.text[reader->at])) {
        value = value * 10 + (uint64_t)(reader->text.text[reader->at++] - '0');
        if (value >= PATTERN_UNBOUNDED)
            value = PATTERN_UNBOUNDED - 1;
    }
    *number = (uint32_t)value;
    return reader->at > start;
}

/* {n} {n,} {n,m}; leaves the reader where it was when it is none of them. */
static bool read_braces(struct pattern_reader *reader, uint32_t *minimum, uint32_t *maximum)
{
    size_t start = reader->at;

    if (pattern_reader_eat(reader, '{') && read_number(reader, minimum)) {
        *maximum = *minimum;
        if (pattern_reader_eat(reader, ',') && !read_number(reader, maximum))
            *maximum = PATTERN_UNBOUNDED;
        if (pattern_reader_eat(reader, '}'))
            return true;
    }
    reader->at = start;
    return false;
}

static bool read_bounds(struct pattern_reader *reader, uint32_t *minimum, uint32_t *maximum)
{
    *minimum = 0;
    *maximum = PATTERN_UNBOUNDED;
    if (pattern_reader_eat(reader, '*'))
        return true;
    if (pattern_reader_eat(reader, '+')) {
        *minimum = 1;
        return true;
    }
    if (pattern_reader_eat(reader, '?')) {
        *maximum = 1;
        return true;
    }
    return read_braces(reader, minimum, maximum);
}

static bool may_be_repeated(const struct pattern_reader *reader, const struct term *term)
{
    switch (term->kind) {
    case TERM_START:
    case TERM_END:
    case TERM_BOUNDARY:
    case TERM_NOT_BOUNDARY:
    case TERM_BEHIND:
    case TERM_NOT_BEHIND:
        return false;
    case TERM_AHEAD:
    case TERM_NOT_AHEAD:
        return reader->lenient;
    default:
        return true;
    }
}

static bool read_quantifier(struct pattern_reader *reader, struct term **term)
{
    uint32_t minimum, maximum;
    struct term *repeat;

    if (!read_bounds(reader, &minimum, &maximum))
        return true;
    if (!may_be_repeated(reader, *term))
        return pattern_reader_fail(reader, "an assertion cannot be repeated");
    if (minimum > maximum)
        return pattern_reader_fail(reader, "the bounds of a repetition are out of order");
    if (minimum > PATTERN_MAX_REPEAT ||
        (maximum > PATTERN_MAX_REPEAT && maximum != PATTERN_UNBOUNDED))
        reader->unsupported = "a repetition of more than 65535";
    repeat = new_term(reader, TERM_REPEAT);
    repeat->minimum = minimum;
    repeat->maximum = maximum;
    repeat->lazy = pattern_reader_eat(reader, '?');
    repeat->child = *term;
    *term = repeat;
    return true;
}

/* ---- terms ---- */

static bool read_alternatives(struct pattern_reader *reader, struct term **result);

/* After "(". 22.2.1 since 2025: "?i-ms:", each flag once, and one at least. */
static bool has_modifiers(const struct pattern_reader *reader)
{
    struct str rest = str_slice(reader->text, reader->at + 1, SIZE_MAX);
    struct str flags = str_slice(rest, 0, str_find_char(rest, ':'));
    unsigned met = 0, minuses = 0;

    for (size_t i = 0; i < flags.length; i++) {
        size_t flag = str_find_char(STR("ims"), flags.text[i]);

        if (flags.text[i] == '-') {
            minuses++;
            continue;
        }
        if (flag == 3 || met >> flag & 1)
            return false;
        met |= 1u << flag;
    }
    return flags.length < rest.length && met && minuses <= 1;
}

static bool read_group_head(struct pattern_reader *reader, struct term *group)
{
    static const struct {
        struct str head;
        enum term_kind kind;
    } heads[] = {
        {{"?:", 2}, TERM_GROUP},   {{"?=", 2}, TERM_AHEAD},       {{"?!", 2}, TERM_NOT_AHEAD},
        {{"?<=", 3}, TERM_BEHIND}, {{"?<!", 3}, TERM_NOT_BEHIND},
    };
    struct str name;

    for (size_t i = 0; i < ARRAY_LENGTH(heads); i++)
        if (eat_text(reader, heads[i].head)) {
            group->kind = heads[i].kind;
            return true;
        }
    group->kind = TERM_CAPTURE;
    group->value = ++reader->group_count;
    if (eat_text(reader, STR("?<")))
        return read_name(reader, &name);
    if (pattern_reader_peek(reader) == '?' && has_modifiers(reader))
        return give_up(reader, "modifiers of a group, as in (?i:a), are not known here");
    if (pattern_reader_peek(reader) == '?')
        return pattern_reader_fail(reader, "(? is followed by nothing that ECMA-262 knows");
    return true;
}

/* After "(". */
static bool read_group(struct pattern_reader *reader, struct term *group)
{
    if (!read_group_head(reader, group))
        return false;
    if (++reader->nesting > PATTERN_MAX_NESTING)
        return give_up(reader, "groups lie more than 200 deep");
    if (!read_alternatives(reader, &group->child))
        return false;
    reader->nesting--;
    return pattern_reader_eat(reader, ')') || pattern_reader_fail(reader, "a group is not closed");
}

static bool read_named_reference(struct pattern_reader *reader, struct term *term)
{
    struct group_name *named;
    struct str name;

    if (!pattern_reader_eat(reader, '<') || !read_name(reader, &name))
        return pattern_reader_fail(reader, "\\k is followed by no group's name");
    named = find_name(reader, name);
    if (!named)
        return pattern_reader_fail(reader, "\\k names a group that is not there");
    term->kind = TERM_BACK_REFERENCE;
    term->value = named->group;
    return true;
}

/* After a backslash, outside a class. */
static bool read_escaped_term(struct pattern_reader *reader, struct term *term)
{
    uint32_t c = pattern_reader_peek(reader);
    struct class_item *item = NULL;

    if (c == 'b' || c == 'B') {
        reader->at++;
        term->kind = c == 'b' ? TERM_BOUNDARY : TERM_NOT_BOUNDARY;
        return true;
    }
    if (c >= '1' && c <= '9') {
        term->kind = TERM_BACK_REFERENCE;
        read_number(reader, &term->value);
        return term->value <= reader->group_total ||
               pattern_reader_fail(reader, "a back-reference to a group that is not there");
    }
    if (c == 'k') {
        reader->at++;
        return read_named_reference(reader, term);
    }
    if (!pattern_read_escape(reader, false, &term->value, &item))
        return false;
    term->kind = item ? TERM_CLASS : TERM_CHARACTER;
    term->items = item;
    return true;
}

static bool read_bracket_literal(struct pattern_reader *reader, struct term *term, uint32_t c)
{
    uint32_t minimum, maximum;

    if (!reader->lenient)
        return pattern_reader_fail(reader, "a lone { } or ] (it needs a backslash)");
    reader->at--;
    if (c == '{' && read_braces(reader, &minimum, &maximum))
        return pattern_reader_fail(reader, "a repetition of nothing");
    reader->at++;
    term->kind = TERM_CHARACTER;
    term->value = c;
    return true;
}

static bool read_atom(struct pattern_reader *reader, struct term *term)
{
    uint32_t c = pattern_reader_take(reader);

    switch (c) {
    case '^':
        term->kind = TERM_START;
        return true;
    case '$':
        term->kind = TERM_END;
        return true;
    case '.':
        term->kind = TERM_ANY;
        return true;
    case '(':
        return read_group(reader, term);
    case '[':
        return pattern_read_class(reader, term);
    case '\\':
        return read_escaped_term(reader, term);
    case '*':
    case '+':
    case '?':
        return pattern_reader_fail(reader, "a repetition of nothing");
    case '{':
    case '}':
    case ']':
        return read_bracket_literal(reader, term, c);
    case PATTERN_READER_END:
        return pattern_reader_fail(reader, "it is not valid UTF-8");
    default:
        term->kind = TERM_CHARACTER;
        term->value = c;
        return true;
    }
}

static bool read_sequence(struct pattern_reader *reader, struct term **result)
{
    struct term *sequence = new_term(reader, TERM_SEQUENCE);
    struct term **last = &sequence->child;

    while (reader->at < reader->text.length && pattern_reader_peek(reader) != '|' &&
           pattern_reader_peek(reader) != ')') {
        struct term *term = new_term(reader, TERM_CHARACTER);

        if (!read_atom(reader, term) || !read_quantifier(reader, &term))
            return false;
        *last = term;
        last = &term->next;
    }
    *result = sequence;
    return true;
}

static bool read_alternatives(struct pattern_reader *reader, struct term **result)
{
    struct term *alternatives;
    struct term **last;

    if (!read_sequence(reader, result))
        return false;
    if (pattern_reader_peek(reader) != '|')
        return true;
    alternatives = new_term(reader, TERM_ALTERNATIVES);
    alternatives->child = *result;
    last = &(*result)->next;
    while (pattern_reader_eat(reader, '|')) {
        if (!read_sequence(reader, last))
            return false;
        last = &(*last)->next;
    }
    *result = alternatives;
    return true;
}

static bool parse(struct arena *arena, struct str text, bool lenient, struct pattern_tree *tree,
                  const char **problem)
{
    struct pattern_reader reader = {.arena = arena, .text = text, .lenient = lenient};
    struct term *root = NULL;

    if (survey_groups(&reader) && read_alternatives(&reader, &root) &&
        reader.at < reader.text.length && !reader.gave_up)
        pattern_reader_fail(&reader, "a ) without its (");
    if (reader.gave_up && !utf8_is_valid(text)) { /* in what was not read */
        reader.gave_up = false;
        pattern_reader_fail(&reader, "it is not valid UTF-8");
    }
    *tree = (struct pattern_tree){root, reader.group_total, reader.unsupported};
    *problem = reader.problem;
    return reader.gave_up || !reader.problem;
}

bool pattern_parse(struct arena *arena, struct str text, struct pattern_tree *tree, bool *lenient,
                   const char **problem)
{
    *lenient = false;
    if (parse(arena, text, false, tree, problem))
        return true;
    *lenient = parse(arena, text, true, tree, problem);
    return *lenient;
}
