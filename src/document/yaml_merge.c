#include "document/yaml_merge.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/map.h"

struct merger {
    struct tape *tape;
    struct map seen; /* keys that are on the tape already; the map's values mean nothing */
    uint32_t members;
};

static bool is_merge_key(const struct node *key)
{
    return (key->flags & NODE_PLAIN_SCALAR) && str_is(node_string(key), "<<");
}

static void add_member(struct merger *merger, const struct node *key)
{
    *map_put(&merger->seen, node_string(key)) = merger;
    tape_copy(merger->tape, key);
    tape_copy(merger->tape, node_value(key));
    merger->members++;
}

static void add_unseen(struct merger *merger, const struct node *mapping)
{
    for (const struct node *key = node_first(mapping); key < node_end(mapping);
         key = node_next_key(key)) {
        if (!map_get(&merger->seen, node_string(key)))
            add_member(merger, key);
    }
}

static bool add_merged(struct merger *merger, const struct node *value)
{
    if (value->kind == NODE_OBJECT) {
        add_unseen(merger, value);
        return true;
    }
    if (value->kind != NODE_ARRAY)
        return false;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item)) {
        if (item->kind != NODE_OBJECT)
            return false;
        add_unseen(merger, item);
    }
    return true;
}

static bool rewrite(struct merger *merger, const struct node *old, const struct node *end)
{
    for (const struct node *key = old; key < end; key = node_next_key(key)) {
        if (!is_merge_key(key))
            add_member(merger, key);
    }
    for (const struct node *key = old; key < end; key = node_next_key(key)) {
        if (is_merge_key(key) && !add_merged(merger, node_value(key)))
            return false;
    }
    return true;
}

bool yaml_merge(struct tape *tape, uint32_t mapping, uint32_t *members)
{
    size_t length = tape->count - mapping - 1;
    struct node *old = alloc_bytes(length * sizeof *old);
    struct merger merger = {.tape = tape};
    bool done;

    memcpy(old, tape->nodes + mapping + 1, length * sizeof *old);
    tape->count = mapping + 1;
    done = rewrite(&merger, old, old + length);
    *members = merger.members;
    map_release(&merger.seen);
    free(old);
    return done;
}
