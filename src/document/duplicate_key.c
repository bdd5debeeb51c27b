/* Keys that stand twice in one object. Every body is asked for them, so small objects (nearly all
   are small) must cost no allocation. */
#include "base/map.h"
#include "document/document.h"

/* With more members than this the next way is quicker. */
enum { SMALL_OBJECT = 16, MEDIUM_OBJECT = 128 };

/* Differs for most different keys, and is never 0. */
static uint32_t signature(const struct node *key)
{
    return key->length << 16 | key->hash16 | 1;
}

/* All places are compared, filled or not, so that the compiler makes four instructions of it. */
static bool holds(const uint32_t signatures[static SMALL_OBJECT], uint32_t wanted)
{
    uint32_t hits = 0;

    for (size_t i = 0; i < SMALL_OBJECT; i++)
        hits |= signatures[i] == wanted;
    return hits != 0;
}

/* The earlier key that equals `again`; NULL when only their signatures are equal. */
static const struct node *find_before(const struct node *object, const struct node *again)
{
    for (const struct node *key = node_first(object); key < again; key = node_next_key(key)) {
        if (str_equal(node_string(key), node_string(again)))
            return key;
    }
    return NULL;
}

static bool find_in_small(const struct node *object, struct duplicate_key *found)
{
    uint32_t signatures[SMALL_OBJECT] = {0};
    size_t count = 0;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        uint32_t mine = signature(key);

        if (holds(signatures, mine)) {
            *found = (struct duplicate_key){find_before(object, key), key};
            if (found->first)
                return true;
        }
        signatures[count++] = mine;
    }
    return false;
}

/* A table of places on the stack, open addressing. Hostile keys can make it quadratic, within
   MEDIUM_OBJECT keys. */
static bool find_in_medium(const struct node *object, struct duplicate_key *found)
{
    const struct node *slots[MEDIUM_OBJECT * 2] = {0};

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        size_t at = key->hash16 % ARRAY_LENGTH(slots);

        for (; slots[at]; at = (at + 1) % ARRAY_LENGTH(slots)) {
            if (signature(slots[at]) == signature(key) &&
                str_equal(node_string(slots[at]), node_string(key))) {
                *found = (struct duplicate_key){slots[at], key};
                return true;
            }
        }
        slots[at] = key;
    }
    return false;
}

/* With a keyed hash: no text can be made to collide. */
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
        *place = (void *)key;
    }
    map_release(&keys);
    return twice;
}

static bool find_in(const struct node *object, struct duplicate_key *found)
{
    if (object->length < 2)
        return false;
    if (object->length <= SMALL_OBJECT)
        return find_in_small(object, found);
    if (object->length <= MEDIUM_OBJECT)
        return find_in_medium(object, found);
    return find_in_large(object, found);
}

void node_tell_duplicate_keys(const struct node *root,
                              void (*tell)(void *context, const struct duplicate_key *twice),
                              void *context)
{
    const struct node *end = node_end(root);
    struct duplicate_key twice;

    for (const struct node *node = root; node < end; node++) {
        if (node->kind == NODE_OBJECT && find_in(node, &twice))
            tell(context, &twice);
    }
}

bool document_find_duplicate_key(const struct document *document, struct duplicate_key *found)
{
    const struct node *end = node_end(document->root);

    for (const struct node *node = document->root; node < end; node++) {
        if (node->kind == NODE_OBJECT && find_in(node, found))
            return true;
    }
    return false;
}
