#include "http/field.h"
#include "serve/answer.h"

static struct str unquote(struct str text)
{
    if (text.length >= 2 && text.text[0] == '"' && text.text[text.length - 1] == '"')
        return str_slice(text, 1, text.length - 2);
    return text;
}

static void read_one(struct preference *preference, struct str text)
{
    struct str name = str_trim(str_cut(&text, '='));
    struct str value = unquote(str_trim(text));
    uint64_t status;

    if (str_equal_ignoring_case(name, STR("example")))
        preference->example = value;
    /* "code" is what Prism calls it. */
    if ((str_equal_ignoring_case(name, STR("status")) ||
         str_equal_ignoring_case(name, STR("code"))) &&
        str_to_unsigned(value, &status) && status >= 100 && status <= 599)
        preference->status = (int)status;
}

struct preference preference_read(const struct headers *headers)
{
    struct preference preference = {0};

    for (size_t i = 0; i < headers->count; i++) {
        struct str list = headers->items[i].value, element;

        if (!str_equal_ignoring_case(headers->items[i].name, STR("prefer")))
            continue;
        while ((element = field_list_next(&list)).text)
            while (element.text)
                read_one(&preference, str_cut(&element, ';'));
    }
    return preference;
}
