#include "document/yaml_scalar.h"

#include <stdio.h>

#include "base/utf8.h"

static bool is_one_of(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, words[i]))
            return true;
    }
    return false;
}

static bool is_null(struct str text)
{
    static const char *const words[] = {"", "~", "null", "Null", "NULL"};

    return is_one_of(text, words, ARRAY_LENGTH(words));
}

static bool is_true(struct str text)
{
    static const char *const words[] = {"true", "True", "TRUE"};

    return is_one_of(text, words, ARRAY_LENGTH(words));
}

static bool is_false(struct str text)
{
    static const char *const words[] = {"false", "False", "FALSE"};

    return is_one_of(text, words, ARRAY_LENGTH(words));
}

static bool is_infinite_or_nan(struct str text)
{
    static const char *const words[] = {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"};

    if (text.length && (text.text[0] == '-' || text.text[0] == '+') && text.length == 5)
        return is_one_of(str_slice(text, 1, SIZE_MAX), words, 3);
    return is_one_of(text, words, ARRAY_LENGTH(words));
}

/* ---- numbers: YAML 1.2, 10.3.2 ---- */

/* The parts of [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)? */
struct number {
    bool negative;
    struct str whole;    /* digits before the point */
    struct str fraction; /* digits behind it; STR_NONE without a point */
    struct str exponent; /* from the letter on */
};

static struct str take_digits(struct str *rest)
{
    size_t count = 0;
    struct str digits;

    while (count < rest->length && ascii_is_digit(rest->text[count]))
        count++;
    digits = str_slice(*rest, 0, count);
    *rest = str_slice(*rest, count, SIZE_MAX);
    return digits;
}

static bool next_is(struct str rest, const char *set)
{
    return rest.length && char_is_any(rest.text[0], set);
}

static bool split_number(struct str text, struct number *number)
{
    struct str rest = text;

    *number = (struct number){.negative = next_is(rest, "-")};
    if (next_is(rest, "+-"))
        rest = str_slice(rest, 1, SIZE_MAX);
    number->whole = take_digits(&rest);
    if (next_is(rest, ".")) {
        rest = str_slice(rest, 1, SIZE_MAX);
        number->fraction = take_digits(&rest);
    }
    if (number->whole.length + number->fraction.length == 0)
        return false;
    if (next_is(rest, "eE")) {
        number->exponent = rest;
        rest = str_slice(rest, 1, SIZE_MAX);
        if (next_is(rest, "+-"))
            rest = str_slice(rest, 1, SIZE_MAX);
        if (take_digits(&rest).length == 0)
            return false;
    }
    return rest.length == 0;
}

static void append(char **out, struct str text)
{
    if (text.length)
        memcpy(*out, text.text, text.length);
    *out += text.length;
}

static void set_displaced(struct node *node, enum node_kind kind, char *text, char *end)
{
    node->kind = (uint8_t)kind;
    node->flags |= NODE_DISPLACED;
    node->text = text;
    node->length = (uint32_t)(end - text);
}

/* As RFC 8259 writes it: no '+', no leading zeros, digits on both sides of a point. */
static void set_number(struct arena *arena, const struct number *number, size_t room, size_t offset,
                       struct node *node)
{
    char *text = displaced_text(arena, room + 3, offset);
    char *out = text;
    struct str whole = number->whole;

    while (whole.length > 1 && whole.text[0] == '0')
        whole = str_slice(whole, 1, SIZE_MAX);
    if (number->negative)
        *out++ = '-';
    append(&out, whole.length ? whole : STR("0"));
    if (number->fraction.text) {
        *out++ = '.';
        append(&out, number->fraction.length ? number->fraction : STR("0"));
    }
    append(&out, number->exponent);
    if (!number->fraction.text && !number->exponent.text)
        node->flags |= NODE_INTEGER_LEXEME;
    set_displaced(node, NODE_NUMBER, text, out);
}

/* 0o17 and 0x1f; *base is 0 when text is neither. */
static const char *set_based_number(struct arena *arena, struct str text, size_t offset,
                                    struct node *node, bool *matched)
{
    bool hexadecimal = str_starts_with(text, STR("0x"));
    uint64_t base = hexadecimal ? 16 : 8;
    uint64_t value = 0;
    bool overflow = false;
    char *digits;

    *matched = text.length > 2 && (hexadecimal || str_starts_with(text, STR("0o")));
    for (size_t i = 2; i < text.length && *matched; i++) {
        int digit = ascii_hex_value(text.text[i]);

        *matched = digit >= 0 && (uint64_t)digit < base;
        overflow = overflow || value > (UINT64_MAX - 15) / base;
        value = value * base + (uint64_t)digit;
    }
    if (!*matched)
        return NULL;
    if (overflow)
        return "a hexadecimal or octal number above 64 bits";
    digits = displaced_text(arena, 24, offset);
    node->flags |= NODE_INTEGER_LEXEME;
    set_displaced(node, NODE_NUMBER, digits,
                  digits + snprintf(digits, 24, "%llu", (unsigned long long)value));
    return NULL;
}

/* ---- kinds ---- */

void yaml_scalar_string(struct arena *arena, const struct yaml_scalar *scalar, size_t offset,
                        struct node *node)
{
    char *text = displaced_text(arena, scalar->text.length, offset);
    char *out = text;

    append(&out, scalar->text);
    if (!str_is_ascii(scalar->text))
        node->flags |= NODE_NON_ASCII;
    if (scalar->plain)
        node->flags |= NODE_PLAIN_SCALAR;
    set_displaced(node, NODE_STRING, text, out);
}

static void set_literal(struct node *node, enum node_kind kind, const char *place)
{
    node->kind = (uint8_t)kind;
    node->text = place;
}

/* Whether a plain scalar that begins so may be anything but a string: null, a boolean, a number. */
static bool may_resolve(struct str text)
{
    return text.length == 0 || (text.length <= 5 && char_is_any(text.text[0], "~nNtTfF")) ||
           ascii_is_digit(text.text[0]) || char_is_any(text.text[0], "+-.");
}

/* What a plain scalar without a tag means. */
static const char *resolve_plain(struct arena *arena, const struct yaml_scalar *scalar,
                                 struct str source, size_t offset, struct node *node)
{
    struct number number;
    bool matched;
    const char *problem;

    if (!may_resolve(scalar->text)) {
        yaml_scalar_string(arena, scalar, offset, node);
        return NULL;
    }
    problem = set_based_number(arena, scalar->text, offset, node, &matched);
    if (scalar->plain)
        node->flags |= NODE_PLAIN_SCALAR;
    if (matched)
        return problem;
    if (is_null(scalar->text))
        set_literal(node, NODE_NULL, source.text + offset);
    else if (is_true(scalar->text))
        set_literal(node, NODE_TRUE, source.text + offset);
    else if (is_false(scalar->text))
        set_literal(node, NODE_FALSE, source.text + offset);
    else if (split_number(scalar->text, &number))
        set_number(arena, &number, scalar->text.length, offset, node);
    else if (is_infinite_or_nan(scalar->text))
        return "infinity and NaN have no place in JSON; quote it if text is meant";
    else
        yaml_scalar_string(arena, scalar, offset, node);
    return NULL;
}

static const struct str tag_prefix = STR_INITIAL("tag:yaml.org,2002:"); /* "!!" stands for it */

static bool kind_fits_tag(const struct node *node, struct str tag)
{
    if (str_is(tag, "int"))
        return node_is(node, NODE_NUMBER) && (node->flags & NODE_INTEGER_LEXEME);
    if (str_is(tag, "float"))
        return node_is(node, NODE_NUMBER);
    if (str_is(tag, "bool"))
        return node_is_boolean(node);
    return str_is(tag, "null") && node_is(node, NODE_NULL);
}

const char *yaml_scalar_resolve(struct arena *arena, const struct yaml_scalar *scalar,
                                struct str source, size_t offset, struct node *node)
{
    const char *problem;
    struct str tag;

    if (scalar->plain)
        return resolve_plain(arena, scalar, source, offset, node);
    tag = scalar->tag;
    if (!tag.text || str_is(tag, "!") || str_is(tag, "tag:yaml.org,2002:str")) {
        yaml_scalar_string(arena, scalar, offset, node);
        return NULL;
    }
    if (!str_starts_with(tag, tag_prefix))
        return "a tag that JSON has no value for";
    problem = resolve_plain(arena, scalar, source, offset, node);
    if (problem)
        return problem;
    tag = str_slice(tag, tag_prefix.length, SIZE_MAX);
    if (kind_fits_tag(node, tag))
        return NULL;
    if (str_is(tag, "int") || str_is(tag, "float") || str_is(tag, "bool") || str_is(tag, "null"))
        return "the value does not fit its tag";
    return "a tag that JSON has no value for";
}

/* Ruby writes "!binary", Python "!!binary". */
static bool is_binary_tag(struct str tag)
{
    return str_is(tag, "tag:yaml.org,2002:binary") || str_is(tag, "!binary");
}

bool yaml_scalar_recorded(struct arena *arena, const struct yaml_scalar *scalar, size_t offset,
                          struct node *node)
{
    static const char *const core[] = {"int", "float", "bool", "null", "str"};

    if (!scalar->tag.text || str_is(scalar->tag, "!"))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(core); i++)
        if (str_starts_with(scalar->tag, tag_prefix) &&
            str_is(str_slice(scalar->tag, tag_prefix.length, SIZE_MAX), core[i]))
            return false;
    yaml_scalar_string(arena, scalar, offset, node);
    if (is_binary_tag(scalar->tag))
        node->flags |= NODE_BASE64;
    return true;
}

bool yaml_is_collection(struct str tag)
{
    return str_is(tag, "tag:yaml.org,2002:python/tuple") ||
           str_is(tag, "tag:yaml.org,2002:python/list") ||
           str_is(tag, "tag:yaml.org,2002:python/dict") ||
           str_starts_with(tag, STR("!ruby/hash")) || str_starts_with(tag, STR("!ruby/array"));
}
