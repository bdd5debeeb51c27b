#include "decode/style.h"

#include "base/percent.h"
#include "base/vec.h"
#include "document/kinds.h"
#include "http/header_elements.h"

static const struct style_form forms[] = {
    [STYLE_SIMPLE] = {.joined = ',', .exploded = ','},
    [STYLE_LABEL] = {.first = '.', .joined = ',', .exploded = '.'},
    [STYLE_MATRIX] = {.first = ';', .named = true, .joined = ',', .exploded = ';'},
    [STYLE_FORM] = {.named = true, .joined = ',', .exploded = STYLE_PAIRS},
    [STYLE_SPACE_DELIMITED] = {.named = true,
                               .joined = '+',
                               .encoded = "%20",
                               .exploded = STYLE_PAIRS},
    [STYLE_PIPE_DELIMITED] = {.named = true,
                              .joined = '|',
                              .encoded = "%7C",
                              .exploded = STYLE_PAIRS},
    [STYLE_TAB_DELIMITED] = {.named = true,
                             .joined = '\t',
                             .encoded = "%09",
                             .exploded = STYLE_PAIRS},
    [STYLE_DEEP_OBJECT] = {.named = true, .joined = STYLE_PAIRS, .exploded = STYLE_PAIRS},
    [STYLE_COOKIE] = {.named = true, .joined = ',', .exploded = STYLE_PAIRS},
};

const struct style_form *style_form(enum parameter_style style)
{
    return &forms[style];
}

/* ---- cells of the table ---- */

/* OpenAPI 3.2, 4.12.6, as 3.0.4 and 3.1.2 have it. In a cookie, '&' between what is exploded is
   "never correct" (3.2, 4.12.5). deepObject with explode: false is "n/a" in 3.0.4 and 3.1.2 alone,
   and 3.2 says that explode does not matter there: it is read. */
const char *style_undefined(const struct parameter *parameter, unsigned kind)
{
    bool whole = kind == KIND_ARRAY || kind == KIND_OBJECT;

    switch (parameter->style) {
    case STYLE_SPACE_DELIMITED:
    case STYLE_PIPE_DELIMITED:
        if (parameter->explode)
            return "the specification gives this style no form with explode";
        return whole ? NULL : "the specification gives this style no form for single values";
    case STYLE_FORM:
        return parameter->in == IN_COOKIE && parameter->explode && whole
                   ? "the specification gives exploded arrays and objects no form in a cookie"
                   : NULL;
    case STYLE_SIMPLE:
    case STYLE_LABEL:
    case STYLE_MATRIX:
    case STYLE_TAB_DELIMITED:
    case STYLE_DEEP_OBJECT:
    case STYLE_COOKIE:
        break;
    }
    return NULL;
}

struct splitter {
    const struct parameter *parameter;
    struct arena *arena;
    struct str rest;    /* STR_NONE behind the last part */
    bool at_commas;     /* a header is split at each comma, whatever its grammar */
    struct str problem; /* STR_NONE: none yet */
    VEC(struct style_part) parts;
};

char style_delimiter(const struct parameter *parameter)
{
    const struct style_form *form = style_form(parameter->style);

    return parameter->explode && form->exploded != STYLE_PAIRS ? form->exploded : form->joined;
}

/* 2.0 writes arrays in headers with other delimiters, too. */
static bool has_header_grammar(const struct parameter *parameter)
{
    return parameter->in == IN_HEADER && parameter->style == STYLE_SIMPLE;
}

/* ---- what stands before a value ---- */

/* The name at the text's start, percent-encoded where it must be, and '=' behind it where a value
   follows. */
static bool take_name(const struct parameter *parameter, struct arena *arena, struct str *text)
{
    struct str rest = *text, name = str_cut(&rest, '=');

    if (!str_equal(percent_decoded(arena, name), parameter->name))
        return false;
    *text = rest.text ? rest : STR("");
    return true;
}

static struct str take_first(const struct parameter *parameter, struct arena *arena,
                             struct str *text, bool named)
{
    char first = style_form(parameter->style)->first;

    if (!first)
        return STR_NONE;
    if (text->length == 0 || text->text[0] != first)
        return str_format(arena, "style %s: it does not start with \"%c\"",
                          first == '.' ? "label" : "matrix", first);
    *text = str_slice(*text, 1, SIZE_MAX);
    if (named && !take_name(parameter, arena, text))
        return str_format(arena, "style matrix: it does not start with \";%.*s=\"",
                          STR_ARGS(parameter->name));
    return STR_NONE;
}

struct str style_single(const struct parameter *parameter, struct arena *arena, struct str text,
                        struct str *value)
{
    *value = has_header_grammar(parameter) ? header_value(arena, parameter->name, text) : text;
    return take_first(parameter, arena, value, parameter->style == STYLE_MATRIX);
}

/* ---- parts ---- */

/* Of a header that has no element left: lists may end in empty ones (RFC 9110, 5.6.1.2). */
static void drop_empty_rest(struct splitter *splitter)
{
    struct str ahead = splitter->rest;

    if (has_header_grammar(splitter->parameter) && !splitter->at_commas &&
        !header_element_next(header_lines_of(splitter->parameter->name), &ahead).text)
        splitter->rest = STR_NONE;
}

static struct splitter splitter_start(const struct parameter *parameter, struct arena *arena,
                                      struct str text)
{
    bool other = parameter->in == IN_HEADER && !has_header_grammar(parameter);
    struct splitter splitter = {
        .parameter = parameter, .arena = arena, .rest = other ? header_joined(arena, text) : text};
    bool named = parameter->style == STYLE_MATRIX && !parameter->explode;

    splitter.problem = take_first(parameter, arena, &splitter.rest, named);
    drop_empty_rest(&splitter);
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

static struct str next_element(struct splitter *splitter)
{
    enum header_lines grammar = header_lines_of(splitter->parameter->name);
    struct str element = header_element_next(grammar, &splitter->rest);

    drop_empty_rest(splitter);
    return element;
}

/* The text before the next delimiter; of a header its next element. */
static struct str next_piece(struct splitter *splitter)
{
    const struct parameter *parameter = splitter->parameter;
    const char *encoded = parameter->literal ? NULL : style_form(parameter->style)->encoded;
    char delimiter = style_delimiter(parameter);
    struct str text = splitter->rest, piece;
    size_t end = 0, length = 1;

    if (has_header_grammar(parameter) && !splitter->at_commas)
        return next_element(splitter);
    if ((parameter->in == IN_HEADER || parameter->literal) && delimiter == '+')
        delimiter = ' '; /* nothing is encoded there */
    while (end < text.length && text.text[end] != delimiter) {
        if (text.text[end] == '%' && is_encoded(str_slice(text, end, 3), encoded)) {
            length = 3;
            break;
        }
        end++;
    }
    piece = str_slice(text, 0, end);
    splitter->rest = end < text.length ? str_slice(text, end + length, SIZE_MAX) : STR_NONE;
    return piece;
}

/* In ";color=blue;color=black" each element has the name before it. */
static void split_element(struct splitter *splitter)
{
    const struct parameter *parameter = splitter->parameter;
    struct str piece = next_piece(splitter);

    if (parameter->style == STYLE_MATRIX && parameter->explode &&
        !take_name(parameter, splitter->arena, &piece))
        splitter->problem =
            str_format(splitter->arena, "style matrix: an element does not start with \"%.*s=\"",
                       STR_ARGS(parameter->name));
    else
        add_part(splitter, (struct style_part){STR_NONE, piece});
}

/* "R=100". RFC 6570, 3.2.7: in matrix an empty value has no "=". */
static void split_exploded_property(struct splitter *splitter)
{
    struct str piece = next_piece(splitter);
    size_t equals = str_find_char(piece, '=');

    if (equals == piece.length && splitter->parameter->style != STYLE_MATRIX)
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

bool style_array_at_commas(const struct parameter *parameter, struct arena *arena, struct str text,
                           struct style_parts *parts)
{
    struct splitter splitter = {
        .parameter = parameter,
        .arena = arena,
        .rest = header_joined(arena, text),
        .at_commas = true,
    };

    if (!has_header_grammar(parameter) || header_lines_of(parameter->name) != HEADER_FREE)
        return false;
    while (!splitter.problem.text && splitter.rest.text)
        add_part(&splitter, (struct style_part){STR_NONE, str_trim(next_piece(&splitter))});
    return !splitter_end(&splitter, parts).text;
}

bool style_has_other_grammar(const struct parameter *parameter)
{
    return has_header_grammar(parameter) && header_lines_of(parameter->name) != HEADER_FREE;
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
