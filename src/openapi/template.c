#include "openapi/template.h"

bool template_next(struct str *rest, struct str *literal, struct str *name)
{
    size_t open, length;

    if (!rest->text)
        return false;
    *name = STR_NONE;
    *literal = *rest;
    open = str_find_char(*rest, '{');
    length = str_find_char(str_slice(*rest, open, SIZE_MAX), '}');
    if (open + length >= rest->length) {
        *rest = STR_NONE;
        return true;
    }
    *literal = str_slice(*rest, 0, open);
    *name = str_slice(*rest, open + 1, length - 1);
    *rest = str_slice(*rest, open + length + 1, SIZE_MAX);
    return true;
}

bool template_has_name(struct str path, struct str name)
{
    struct str literal, found;

    while (template_next(&path, &literal, &found)) {
        if (found.text && str_equal(found, name))
            return true;
    }
    return false;
}

bool template_is_valid(struct str path)
{
    struct str literal, name;

    while (template_next(&path, &literal, &name)) {
        if (str_find_char(literal, '{') < literal.length ||
            str_find_char(literal, '}') < literal.length)
            return false;
        if (!name.text)
            continue;
        for (size_t i = 0; i < name.length; i++) {
            if (name.text[i] == '\0' || char_is_any(name.text[i], "{/?#"))
                return false;
        }
        if (name.length == 0)
            return false;
    }
    return true;
}
