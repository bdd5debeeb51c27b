#include "http/exchange.h"

struct str headers_get(const struct headers *headers, const char *name)
{
    const struct str wanted = str_of(name);

    for (size_t i = 0; i < headers->count; i++) {
        if (str_equal_ignoring_case(headers->items[i].name, wanted))
            return headers->items[i].value;
    }
    return STR_NONE;
}

size_t headers_count(const struct headers *headers, const char *name)
{
    const struct str wanted = str_of(name);
    size_t count = 0;

    for (size_t i = 0; i < headers->count; i++)
        count += str_equal_ignoring_case(headers->items[i].name, wanted);
    return count;
}
