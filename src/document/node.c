#include "document/node.h"

#include "base/map.h"
#include "base/short_text.h"
#include "document/json_lexer.h"
#include "document/wide.h"

uint16_t node_make_key_hash(const struct node *string)
{
    return json_key_hash((struct str){string->text, string->length}, string->text + string->length);
}

/* The object itself: it has no table. Apart, for the stack that it needs would cost every object.
 */
static __attribute__((noinline)) const struct node *key_of_wide(const struct node *object,
                                                                struct str key)
{
    const struct node *found;

    return wide_find_key(object, key, &found) ? found : object;
}

const struct node *node_member_key(const struct node *node, struct str key)
{
    if (!node_is(node, NODE_OBJECT))
        return NULL;
    if (node->length >= WIDE_CONTAINER) {
        const struct node *found = key_of_wide(node, key);

        if (found != node)
            return found;
    }
    for (const struct node *at = node_first(node), *end = node_end(node); at < end;
         at = node_next_key(at)) {
        if (at->length == key.length && short_text_equal(at->text, key.text, key.length))
            return at;
    }
    return NULL;
}

const struct node *node_member(const struct node *node, struct str key)
{
    const struct node *found = node_member_key(node, key);

    return found ? node_value(found) : NULL;
}

const struct node *node_element(const struct node *node, size_t index)
{
    const struct node *item;

    if (!node_is(node, NODE_ARRAY) || index >= node->length)
        return NULL;
    if (wide_find_element(node, index, &item))
        return item;
    item = node_first(node);
    while (index--)
        item = node_next(item);
    return item;
}

bool node_is_integral(const struct node *node)
{
    struct decimal value;

    if (!node_is(node, NODE_NUMBER))
        return false;
    if (node->flags & NODE_INTEGER_LEXEME)
        return true;
    value = decimal_parse(node_text(node));
    return decimal_is_integer(&value);
}

const char *node_type_name(const struct node *node)
{
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        return "null";
    case NODE_FALSE:
    case NODE_TRUE:
        return "boolean";
    case NODE_NUMBER:
        return node_is_integral(node) ? "integer" : "number";
    case NODE_STRING:
        return "string";
    case NODE_ARRAY:
        return "array";
    case NODE_OBJECT:
        return "object";
    case NODE_HEADER:
        break;
    }
    return "document";
}

/* ---- equality ---- */

static bool numbers_equal(const struct node *a, const struct node *b)
{
    struct decimal x, y;

    if (str_equal(node_text(a), node_text(b)))
        return true;
    x = decimal_parse(node_text(a));
    y = decimal_parse(node_text(b));
    return decimal_compare(&x, &y) == 0;
}

static bool arrays_equal(const struct node *a, const struct node *b)
{
    const struct node *y = node_first(b);

    if (a->length != b->length)
        return false;
    for (const struct node *x = node_first(a); x < node_end(a);
         x = node_next(x), y = node_next(y)) {
        if (!node_equal(x, y))
            return false;
    }
    return true;
}

/* Keys of one object to their places, for objects whose members stand in another order. */
static void map_keys(struct map *map, const struct node *object)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        void **place = map_put(map, node_string(key));

        if (!*place)
            *place = (void *)key;
    }
}

static bool objects_equal_unordered(const struct node *a, const struct node *b)
{
    struct map keys_a = {0};
    struct map keys_b = {0};
    bool equal = true;

    map_keys(&keys_a, a);
    map_keys(&keys_b, b);
    equal = keys_a.count == keys_b.count;
    for (size_t i = 0; equal && i < keys_a.count; i++) {
        const struct node *x = keys_a.entries[i].value;
        const struct node *y = map_get(&keys_b, keys_a.entries[i].key);

        equal = y && node_equal(node_value(x), node_value(y));
    }
    map_release(&keys_a);
    map_release(&keys_b);
    return equal;
}

/* Mostly both have their members in the same order; then no table is needed. */
static bool objects_equal(const struct node *a, const struct node *b)
{
    const struct node *y = node_first(b);
    const struct node *x;

    if (a->length != b->length)
        return false;
    for (x = node_first(a); x < node_end(a); x = node_next_key(x), y = node_next_key(y)) {
        if (!str_equal(node_string(x), node_string(y)))
            return objects_equal_unordered(a, b);
    }
    y = node_first(b);
    for (x = node_first(a); x < node_end(a); x = node_next_key(x), y = node_next_key(y)) {
        if (!node_equal(node_value(x), node_value(y)))
            return false;
    }
    return true;
}

bool node_equal(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind)
        return false;
    switch ((enum node_kind)a->kind) {
    case NODE_NULL:
    case NODE_FALSE:
    case NODE_TRUE:
        return true;
    case NODE_NUMBER:
        return numbers_equal(a, b);
    case NODE_STRING:
        return str_equal(node_string(a), node_string(b));
    case NODE_ARRAY:
        return arrays_equal(a, b);
    case NODE_OBJECT:
        return objects_equal(a, b);
    case NODE_HEADER:
        break;
    }
    return false;
}
