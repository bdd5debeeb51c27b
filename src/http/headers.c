#include "http/exchange.h"

#include "base/strbuf.h"

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

struct str headers_joined(struct arena *arena, const struct headers *headers, struct str name)
{
    bool lines_are_values = str_equal_ignoring_case(name, STR("set-cookie"));
    struct str first = STR_NONE, joined;
    struct strbuf lines;

    strbuf_init(&lines, SIZE_MAX);
    for (size_t i = 0; i < headers->count; i++) {
        struct str value;

        if (!str_equal_ignoring_case(headers->items[i].name, name))
            continue;
        value = str_trim(headers->items[i].value);
        if (!first.text) {
            first = value.text ? value : STR("");
            continue;
        }
        if (lines_are_values)
            break;
        if (lines.length == 0)
            strbuf_add(&lines, first);
        strbuf_add_text(&lines, ", ");
        strbuf_add(&lines, value);
    }
    joined = lines.length ? str_copy(arena, strbuf_str(&lines)) : first;
    strbuf_release(&lines);
    return joined;
}
