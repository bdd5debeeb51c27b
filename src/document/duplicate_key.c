/* Keys that stand twice. Every body is asked, so small objects (nearly all) cost no allocation. */
#include "base/map.h"
#include "document/document.h"

enum { SMALL_OBJECT = 16 };

static bool find_in_small(const struct node *object, struct duplicate_key *found)
{
    const struct node *keys[SMALL_OBJECT];
    size_t count = 0;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        for (size_t i = 0; i < count; i++) {
            if (keys[i]->length == key->length &&
                memcmp(keys[i]->text, key->text, key->length) == 0) {
                *found = (struct duplicate_key){keys[i], key};
                return true;
            }
        }
        keys[count++] = key;
    }
    return false;
}

static bool find_in_large(const struct node *object, struct duplicate_key *found)
{
    struct map keys = {0};
    bool twice = false;

    for (const struct node *key = node_first(object); key < node_end(object) && !twice;
         key = node_next_key(key)) {
        void **place = map_put(&keys, node_string(key));

        if (*place) {
            *found = (struct duplicate_key){*place, key};
            twice = true;
        }
        *place = (void *)(uintptr_t)key;
    }
    map_release(&keys);
    return twice;
}

bool document_find_duplicate_key(const struct document *document, struct duplicate_key *found)
{
    const struct node *end = node_end(document->root);

    for (const struct node *node = document->root; node < end; node++) {
        if (node->kind != NODE_OBJECT || node->length < 2)
            continue;
        if (node->length <= SMALL_OBJECT ? find_in_small(node, found) : find_in_large(node, found))
            return true;
    }
    return false;
}
