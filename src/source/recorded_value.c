#include "source/recorded_value.h"

#include <stdlib.h>

bool recorded_status(const struct node *value, int *status)
{
    struct decimal number;
    int64_t integer;
    uint64_t digits;

    *status = 0;
    if (!value || value->kind == NODE_NULL)
        return true;
    if (value->kind == NODE_STRING) {
        if (str_trim(node_text(value)).length == 0)
            return true;
        if (!str_to_unsigned(node_text(value), &digits) || digits > 999)
            return false;
        *status = (int)digits;
        return true;
    }
    if (value->kind != NODE_NUMBER)
        return false;
    number = decimal_parse(node_text(value));
    if (!decimal_to_int64(&number, &integer) || integer < -1 || integer > 999)
        return false;
    *status = integer < 0 ? 0 : (int)integer;
    return true;
}

int64_t recorded_size(const struct node *value)
{
    struct decimal number;
    int64_t size = -1;

    if (!node_is(value, NODE_NUMBER))
        return -1;
    number = decimal_parse(node_text(value));
    return decimal_to_int64(&number, &size) && size >= 0 ? size : -1;
}

uint64_t recorded_duration_us(const struct node *milliseconds)
{
    struct str text = node_text(milliseconds);
    char digits[64];
    double value;

    if (text.length == 0 || text.length >= sizeof digits)
        return 0;
    memcpy(digits, text.text, text.length);
    digits[text.length] = '\0';
    value = strtod(digits, NULL);
    return value > 0 && value < 1e12 ? (uint64_t)(value * 1000) : 0;
}

struct str recorded_method(struct arena *arena, struct str method)
{
    char *out = arena_alloc(arena, method.length + 1);

    for (size_t i = 0; i < method.length; i++)
        out[i] = method.text[i] >= 'a' && method.text[i] <= 'z'
                     ? (char)(method.text[i] - ('a' - 'A'))
                     : method.text[i];
    return (struct str){out, method.length};
}

struct str recorded_method_of(struct arena *arena, struct str written)
{
    static const char *const standard[] = {"GET",     "HEAD",  "POST",  "PUT",    "DELETE",
                                           "OPTIONS", "TRACE", "PATCH", "CONNECT"};
    struct str capitals = recorded_method(arena, written);

    for (size_t i = 0; i < written.length; i++)
        if (written.text[i] < 'a' || written.text[i] > 'z')
            return written;
    for (size_t i = 0; i < ARRAY_LENGTH(standard); i++)
        if (str_is(capitals, standard[i]))
            return capitals;
    return written;
}

const struct node *recorded_member(const struct node *node, const char *path)
{
    struct str rest = str_of(path);
    const struct node *whole = node_member(node, rest);

    if (whole)
        return whole;
    while (node && rest.text)
        node = node_member(node, str_cut(&rest, '.'));
    return node;
}

struct str recorded_text(const struct node *value)
{
    if (node_is_boolean(value))
        return value->kind == NODE_TRUE ? STR("true") : STR("false");
    return node_text(value);
}
