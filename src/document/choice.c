#include "document/choice.h"

#include <assert.h>

#include "base/vec.h"
#include "document/json_writer.h"

struct choice *choice_new(struct arena *arena, uint32_t capacity)
{
    struct choice *choice =
        arena_alloc(arena, sizeof *choice + capacity * sizeof *choice->alternatives);

    assert(capacity <= CHOICE_MAX_ALTERNATIVES); /* a bit each in `possible` */
    *choice = (struct choice){.capacity = capacity};
    choice->taken = choice->nearest = CHOICE_OPEN;
    return choice;
}

void choice_add(struct choice *choice, const struct node *alternative)
{
    if (!alternative || choice->count == choice->capacity)
        return;
    choice->possible |= UINT32_C(1) << choice->count;
    choice->alternatives[choice->count++] = alternative;
}

const struct node *choice_node(struct arena *arena, struct choice *choice)
{
    struct node *node;

    if (choice->count == 1 && !choice->unformed)
        return choice->alternatives[0];
    node = ARENA_NEW(arena, struct node);
    *node = (struct node){.kind = NODE_CHOICE, .span = 1, .choice = choice};
    return node;
}

bool choice_stands_in(const struct node *tree)
{
    for (const struct node *at = tree; at < node_end(tree); at++)
        if (at->kind == NODE_CHOICE)
            return true;
    return false;
}

static bool is_possible(const struct choice *choice, uint32_t alternative)
{
    return choice->possible >> alternative & 1;
}

/* The alternative that is taken; of an open choice the one that is meant where all hold. */
static const struct node *choice_meant(const struct choice *choice)
{
    uint32_t meant = choice->typed ? 0 : choice->plain;

    if (choice->taken != CHOICE_OPEN)
        return choice->alternatives[choice->taken];
    if (!is_possible(choice, meant))
        for (meant = 0; !is_possible(choice, meant); meant++)
            ;
    return choice->alternatives[meant];
}

/* ---- settling ---- */

struct settling {
    struct strbuf json;
    struct json_writer writer;
    size_t nodes;        /* written so far */
    VEC(size_t) opaques; /* their places on the tape, from the root */
};

static void settle(struct settling *settling, const struct node *node);

static void settle_array(struct settling *settling, const struct node *array)
{
    json_writer_open(&settling->writer, '[');
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        json_writer_element(&settling->writer);
        settle(settling, item);
    }
    json_writer_close(&settling->writer, ']');
}

static void settle_object(struct settling *settling, const struct node *object)
{
    json_writer_open(&settling->writer, '{');
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        json_writer_key(&settling->writer, node_string(key));
        settling->nodes++;
        settle(settling, node_value(key));
    }
    json_writer_close(&settling->writer, '}');
}

/* Recursion is as deep as the readers allow. */
static void settle(struct settling *settling, const struct node *node)
{
    while (node->kind == NODE_CHOICE && node->choice->count)
        node = choice_meant(node->choice);
    if (node->kind == NODE_CHOICE) {
        VEC_ADD(&settling->opaques, settling->nodes);
        strbuf_add_text(&settling->json, node->choice->octets ? "\"\"" : "null");
    } else if (node->kind == NODE_OBJECT || node->kind == NODE_ARRAY) {
        settling->nodes++;
        if (node->kind == NODE_OBJECT)
            settle_object(settling, node);
        else
            settle_array(settling, node);
        return;
    } else {
        node_write(node, &settling->json);
    }
    settling->nodes++;
}

static void list_opaque(const struct settling *settling, struct arena *arena,
                        const struct node *root, struct opaque_nodes *opaque)
{
    const struct node **nodes =
        ARENA_ARRAY(arena, const struct node *, settling->opaques.count + 1);

    *opaque = (struct opaque_nodes){nodes, root ? settling->opaques.count : 0};
    for (size_t i = 0; i < opaque->count; i++)
        nodes[i] = root + settling->opaques.items[i];
}

const struct node *choice_settle(struct arena *arena, const struct node *tree,
                                 struct opaque_nodes *opaque)
{
    struct settling settling = {.writer = {.out = &settling.json, .string_limit = SIZE_MAX}};
    struct read_failure failure;
    const struct document *document;

    strbuf_init(&settling.json, SIZE_MAX);
    settle(&settling, tree);
    document =
        json_read(arena, STR("value"), str_copy(arena, strbuf_str(&settling.json)), &failure);
    if (opaque)
        list_opaque(&settling, arena, document ? document->root : NULL, opaque);
    VEC_RELEASE(&settling.opaques);
    strbuf_release(&settling.json);
    return document ? document->root : NULL;
}
