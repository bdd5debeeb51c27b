#include "pattern/repetition.h"

enum { MAX_DIGITS = 9 }; /* of a bound */

struct reader {
    struct str text;
    size_t at;
};

static char peek(const struct reader *reader)
{
    return reader->at < reader->text.length ? reader->text.text[reader->at] : '\0';
}

static bool skip(struct reader *reader, char wanted)
{
    bool found = peek(reader) == wanted && reader->at < reader->text.length;

    reader->at += found;
    return found;
}

/* The ] that no backslash stands before. */
static bool skip_brackets(struct reader *reader)
{
    while (reader->at < reader->text.length) {
        if (skip(reader, ']'))
            return true;
        reader->at += peek(reader) == '\\' ? 2 : 1;
    }
    return false;
}

static bool read_class(struct reader *reader, struct str *class)
{
    size_t start = reader->at;

    if (skip(reader, '[')) {
        if (!skip_brackets(reader))
            return false;
    } else if (skip(reader, '\\')) {
        if (!char_is_any(peek(reader), "dDwWsS"))
            return false;
        reader->at++;
    } else if (!skip(reader, '.')) {
        return false;
    }
    *class = (struct str){reader->text.text + start, reader->at - start};
    return true;
}

static bool read_number(struct reader *reader, uint64_t *number)
{
    size_t start = reader->at;

    *number = 0;
    while (peek(reader) >= '0' && peek(reader) <= '9' && reader->at - start < MAX_DIGITS)
        *number = *number * 10 + (uint64_t)(reader->text.text[reader->at++] - '0');
    return reader->at > start;
}

/* {n}, {n,} and {n,m}, behind the brace. */
static bool read_bounds(struct reader *reader, uint64_t *minimum, uint64_t *maximum)
{
    if (!read_number(reader, minimum))
        return false;
    *maximum = *minimum;
    if (skip(reader, ',') && !read_number(reader, maximum))
        *maximum = UINT64_MAX;
    return skip(reader, '}') && *minimum <= *maximum;
}

/* How often a class stands: once where nothing is said. A lazy quantifier takes the same texts. */
static bool read_quantifier(struct reader *reader, uint64_t *minimum, uint64_t *maximum)
{
    *minimum = *maximum = 1;
    if (skip(reader, '*')) {
        *minimum = 0;
        *maximum = UINT64_MAX;
    } else if (skip(reader, '+')) {
        *maximum = UINT64_MAX;
    } else if (skip(reader, '?')) {
        *minimum = 0;
    } else if (!skip(reader, '{')) {
        return true;
    } else if (!read_bounds(reader, minimum, maximum)) {
        return false;
    }
    skip(reader, '?');
    return true;
}

bool pattern_is_repetition(struct str pattern, struct repetition *repetition)
{
    struct reader reader = {pattern, 0};

    *repetition = (struct repetition){.class = STR_NONE};
    if (!skip(&reader, '^'))
        return false;
    while (peek(&reader) != '$') {
        uint64_t minimum, maximum;
        struct str class;

        if (!read_class(&reader, &class) || !read_quantifier(&reader, &minimum, &maximum) ||
            (repetition->class.text && !str_equal(class, repetition->class)))
            return false;
        repetition->class = class;
        repetition->minimum += minimum;
        repetition->maximum = maximum == UINT64_MAX || repetition->maximum == UINT64_MAX
                                  ? UINT64_MAX
                                  : repetition->maximum + maximum;
    }
    return repetition->class.text && reader.at + 1 == pattern.length;
}
