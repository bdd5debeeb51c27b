#include "decode/style.h"

#include "base/vec.h"

struct form {
    char first;          /* stands before the whole; 0: nothing does */
    bool named;          /* the name and '=' follow it */
    char delimiter;      /* between parts */
    const char *encoded; /* what a client may write for the delimiter; NULL: nothing else */
};

/* [style][explode] */
static const struct form forms[][2] = {
    [STYLE_SIMPLE] = {{0, false, ',', NULL}, {0, false, ',', NULL}},
    [STYLE_LABEL] = {{'.', false, ',', NULL}, {'.', false, '.', NULL}},
    [STYLE_MATRIX] = {{';', true, ',', NULL}, {';', false, ';', NULL}},
    [STYLE_FORM] = {{0, false, ',', NULL}, {0, false, ',', NULL}},
    [STYLE_SPACE_DELIMITED] = {{0, false, '+', "%20"}, {0, false, '+', "%20"}},
    [STYLE_PIPE_DELIMITED] = {{0, false, '|', "%7C"}, {0, false, '|', "%7C"}},
    [STYLE_TAB_DELIMITED] = {{0, false, '\t', "%09"}, {0, false, '\t', "%09"}},
    [STYLE_DEEP_OBJECT] = {{0, false, ',', NULL}, {0, false, ',', NULL}},
    [STYLE_COOKIE] = {{0, false, ',', NULL}, {0, false, ',', NULL}},
};

struct splitter {
    const struct parameter *parameter;
    struct arena *arena;
    struct str rest;    /* STR_NONE behind the last part */
    struct str problem; /* STR_NONE: none yet */
    VEC(struct style_part) parts;
};

static const struct form *form_of(const struct parameter *parameter)
{
    return &forms[parameter->style][parameter->explode];
}

char style_delimiter(const struct parameter *parameter)
{
    return form_of(parameter)->delimiter;
}

/* ---- what stands before a value ---- */

/* The name at the text's start, and '=' behind it where a value follows. */
static bool take_name(const struct parameter *parameter, struct str *text)
{
    size_t end = parameter->name.length;

    if (!str_starts_with(*text, parameter->name) || (end < text->length && text->text[end] != '='))
        return false;
    *text = str_slice(*text, end + 1, SIZE_MAX);
    return true;
}

static struct str take_first(const struct parameter *parameter, struct arena *arena,
                             struct str *text, bool named)
{
    char first = form_of(parameter)->first;

    if (!first)
        return STR_NONE;
    if (text->length == 0 || text->text[0] != first)
        return str_format(arena, "style %s: it does not start with \"%c\"",
                          first == '.' ? "label" : "matrix", first);
    *text = str_slice(*text, 1, SIZE_MAX);
    if (named && !take_name(parameter, text))
        return str_format(arena, "style matrix: it does not start with \";%.*s=\"",
                          STR_ARGS(parameter->name));
    return STR_NONE;
}

struct str style_single(const struct parameter *parameter, struct arena *arena, struct str text,
                        struct str *value)
{
    *value = text;
    return take_first(parameter, arena, value, parameter->style == STYLE_MATRIX);
}

/* ---- parts ---- */

static struct splitter splitter_start(const struct parameter *parameter, struct arena *arena,
                                      struct str text)
{
    struct splitter splitter = {.parameter = parameter, .arena = arena, .rest = text};
    bool named = parameter->style == STYLE_MATRIX && !parameter->explode;

    splitter.problem = take_first(parameter, arena, &splitter.rest, named);
    return splitter;
}

static struct str splitter_end(struct splitter *splitter, struct style_parts *parts)
{
    size_t count = splitter->parts.count;
    struct style_part *items = ARENA_ARRAY(splitter->arena, struct style_part, count);

    for (size_t i = 0; i < count; i++)
        items[i] = splitter->parts.items[i];
    *parts = (struct style_parts){items, count};
    VEC_RELEASE(&splitter->parts);
    return splitter->problem;
}

static void add_part(struct splitter *splitter, struct style_part part)
{
    if (splitter->parts.count < STYLE_MAX_ELEMENTS)
        VEC_ADD(&splitter->parts, part);
    else
        splitter->problem = str_format(
            splitter->arena, "it has more than the %d elements that are read", STYLE_MAX_ELEMENTS);
}

static bool is_encoded(struct str text, const char *encoded)
{
    return encoded && str_equal_ignoring_case(text, str_of(encoded));
}

/* The text before the next delimiter. */
static struct str next_piece(struct splitter *splitter)
{
    const struct form *form = form_of(splitter->parameter);
    struct str text = splitter->rest, piece;
    size_t end = 0, length = 1;

    while (end < text.length && text.text[end] != form->delimiter) {
        if (text.text[end] == '%' && is_encoded(str_slice(text, end, 3), form->encoded)) {
            length = 3;
            break;
        }
        end++;
    }
    piece = str_slice(text, 0, end);
    splitter->rest = end < text.length ? str_slice(text, end + length, SIZE_MAX) : STR_NONE;
    return splitter->parameter->in == IN_HEADER ? str_trim(piece) : piece;
}

/* In ";color=blue;color=black" each element has the name before it. */
static void split_element(struct splitter *splitter)
{
    const struct parameter *parameter = splitter->parameter;
    struct str piece = next_piece(splitter);

    if (parameter->style == STYLE_MATRIX && parameter->explode && !take_name(parameter, &piece))
        splitter->problem =
            str_format(splitter->arena, "style matrix: an element does not start with \"%.*s=\"",
                       STR_ARGS(parameter->name));
    else
        add_part(splitter, (struct style_part){STR_NONE, piece});
}

/* "R=100" */
static void split_exploded_property(struct splitter *splitter)
{
    struct str piece = next_piece(splitter);
    size_t equals = str_find_char(piece, '=');

    if (equals == piece.length)
        splitter->problem =
            STR("an exploded object is written as name=value, and a '=' is missing");
    else
        add_part(splitter, (struct style_part){str_slice(piece, 0, equals),
                                               str_slice(piece, equals + 1, SIZE_MAX)});
}

/* "R,100" */
static void split_property(struct splitter *splitter)
{
    struct style_part part = {.name = next_piece(splitter)};

    if (!splitter->rest.text) {
        splitter->problem = STR(
            "an object is written as its names and values in turn, and the last name has no value");
        return;
    }
    part.value = next_piece(splitter);
    add_part(splitter, part);
}

struct str style_array(const struct parameter *parameter, struct arena *arena, struct str text,
                       struct style_parts *parts)
{
    struct splitter splitter = splitter_start(parameter, arena, text);

    while (!splitter.problem.text && splitter.rest.text)
        split_element(&splitter);
    return splitter_end(&splitter, parts);
}

struct str style_object(const struct parameter *parameter, struct arena *arena, struct str text,
                        struct style_parts *parts)
{
    struct splitter splitter = splitter_start(parameter, arena, text);

    if (splitter.rest.length == 0)
        splitter.rest = STR_NONE; /* no property */
    while (!splitter.problem.text && splitter.rest.text) {
        if (parameter->explode)
            split_exploded_property(&splitter);
        else
            split_property(&splitter);
    }
    return splitter_end(&splitter, parts);
}
