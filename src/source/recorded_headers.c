#include "source/recorded_headers.h"

#include "http/placeholder.h"
#include "source/recorded_value.h"

enum {
    HEADER_ROOM = 14, /* beside name and value: mitmproxy counts (b'NAME', b'VALUE'), */
    LINE_ROOM = 80    /* of the start line and the empty one, beside what differs */
};

static void add(struct headers *headers, struct str name, struct str text)
{
    if (name.length && name.text[0] != ':')
        headers->items[headers->count++] =
            (struct header){.name = name, .value = text.text ? text : STR("")};
}

/* A name without a value: the value is not recorded. */
static bool has_value(struct headers *headers, const struct node *value)
{
    bool is_there = value && value->kind != NODE_NULL;

    headers->partial = headers->partial || !is_there;
    return is_there;
}

/* Chrome writes the lines of one header as one value, with line feeds between them; others a list.
 */
static void add_lines(struct headers *headers, struct str name, const struct node *value)
{
    struct str rest = recorded_text(value);

    if (node_is(value, NODE_ARRAY)) {
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            add(headers, name, recorded_text(item));
        return;
    }
    do
        add(headers, name, str_cut(&rest, '\n'));
    while (rest.text);
}

static size_t count_lines(const struct node *list, const char *value)
{
    size_t count = 0;

    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        const struct node *member = node_member(item, str_of(value));
        struct str text = recorded_text(member);

        count += node_is(member, NODE_ARRAY) ? member->length : 1;
        while (str_cut(&text, '\n'), text.text)
            count++;
    }
    return count;
}

struct headers headers_from_pairs(struct arena *arena, const struct node *list, const char *name,
                                  const char *value)
{
    struct headers headers = {0};

    if (!node_is(list, NODE_ARRAY))
        return headers;
    headers.items = ARENA_ARRAY(arena, struct header, count_lines(list, value));
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (!node_member_true(item, "disabled") &&
            has_value(&headers, node_member(item, str_of(value))))
            add_lines(&headers, node_member_string(item, name), node_member(item, str_of(value)));
    return headers;
}

static size_t count_values(const struct node *map)
{
    size_t count = 0;

    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key))
        count += node_is(node_value(key), NODE_ARRAY) ? node_value(key)->length : 1;
    return count;
}

struct headers headers_from_map(struct arena *arena, const struct node *map)
{
    struct headers headers = {0};

    if (!node_is(map, NODE_OBJECT) || (map->flags & NODE_FOREIGN))
        return headers;
    headers.items = ARENA_ARRAY(arena, struct header, count_values(map));
    for (const struct node *key = node_first(map); key < node_end(map); key = node_next_key(key)) {
        const struct node *value = node_value(key);

        if (!node_is(value, NODE_ARRAY)) {
            if (has_value(&headers, value))
                add(&headers, node_string(key), recorded_text(value));
            continue;
        }
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item))
            if (has_value(&headers, item))
                add(&headers, node_string(key), recorded_text(item));
    }
    return headers;
}

struct headers headers_from_flat_list(struct arena *arena, const struct node *list)
{
    struct headers headers = {0};
    const struct node *value;

    if (!node_is(list, NODE_ARRAY))
        return headers;
    headers.items = ARENA_ARRAY(arena, struct header, list->length);
    for (const struct node *name = node_first(list); name < node_end(list);
         name = node_next(value)) {
        value = node_next(name);
        if (value >= node_end(list))
            break; /* a name without a value */
        add(&headers, node_string(name), node_text(value));
    }
    return headers;
}

void headers_mark_left_out(struct headers *headers, int64_t size, size_t start_line)
{
    uint64_t listed = start_line + LINE_ROOM;

    if (size < 0 || headers->partial)
        return;
    for (size_t i = 0; i < headers->count; i++)
        listed += headers->items[i].name.length + headers->items[i].value.length + HEADER_ROOM;
    if ((uint64_t)size <= listed)
        return;
    for (size_t i = 0; i < headers->count; i++)
        if (placeholder_find(headers->items[i].value).text)
            return;
    headers->partial = true;
}

bool headers_hide_credentials(const struct headers *headers)
{
    return !headers_get(headers, "authorization").text && !headers_get(headers, "cookie").text;
}

struct str pseudo_header(const struct node *list, const char *name)
{
    if (!node_is(list, NODE_ARRAY))
        return STR_NONE;
    for (const struct node *item = node_first(list); item < node_end(list); item = node_next(item))
        if (str_is(node_member_string(item, "key"), name))
            return node_member_string(item, "value");
    return STR_NONE;
}
