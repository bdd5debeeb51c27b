#include "http/cookie.h"

#include "http/field.h"

bool cookie_next(struct str *rest, struct str *name, struct str *value)
{
    while (rest->text) {
        struct str pair = str_trim(str_cut(rest, ';'));

        if (pair.length == 0)
            continue;
        *name = str_trim(str_cut(&pair, '='));
        *value = str_trim(pair);
        if (!pair.text) {
            *value = *name;
            *name = STR("");
        }
        return true;
    }
    return false;
}

struct str cookie_unquoted(struct str value)
{
    if (value.length >= 2 && value.text[0] == '"' && value.text[value.length - 1] == '"')
        return str_slice(value, 1, value.length - 2);
    return value;
}

size_t cookie_find_all(const struct headers *headers, struct str name, struct str *values,
                       size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < headers->count; i++) {
        struct str rest = headers->items[i].value, found, value;

        if (!str_equal_ignoring_case(headers->items[i].name, STR("cookie")))
            continue;
        while (cookie_next(&rest, &found, &value))
            if (str_equal(found, name) && count++ < most)
                values[count - 1] = value;
    }
    return count;
}

bool cookie_find(const struct headers *headers, struct str name, struct str *value)
{
    return cookie_find_all(headers, name, value, 1) > 0;
}

bool cookie_pair_is_valid(struct str name, struct str value)
{
    for (size_t i = 0; i < value.length; i++) {
        char c = value.text[i];

        if (c <= 0x20 || c >= 0x7f || char_is_any(c, "\";\\"))
            return false;
    }
    return token_is_valid(name);
}
