/* Making a trial smaller: each value of a schema is taken out, made to say nothing, or replaced by
   what lies in it, as long as the trial still goes wrong in the same way. */
#include "base/strbuf.h"
#include "document/json_writer.h"
#include "trial.h"

enum { MAX_TRIALS = 3000, MAX_DEPTH = 64 };

enum change {
    CHANGE_DROP,  /* the member or element is not there */
    CHANGE_OPEN,  /* {} stands in its place */
    CHANGE_INNER, /* the first value in it does, */
    CHANGE_LAST,  /* or the last one */
    CHANGES
};

struct edit {
    const struct node *target;
    enum change change;
    struct json_writer writer;
};

static const struct node *inner(const struct node *container, bool last)
{
    const struct node *found = NULL;
    bool object = container->kind == NODE_OBJECT;

    for (const struct node *at = node_first(container); at < node_end(container);
         at = object ? node_next_key(at) : node_next(at)) {
        found = object ? node_value(at) : at;
        if (!last)
            break;
    }
    return found;
}

static void write(struct edit *edit, const struct node *node, unsigned depth);

static void write_container(struct edit *edit, const struct node *node, unsigned depth)
{
    bool object = node->kind == NODE_OBJECT;

    json_writer_open(&edit->writer, object ? '{' : '[');
    for (const struct node *at = node_first(node); at < node_end(node);
         at = object ? node_next_key(at) : node_next(at)) {
        const struct node *value = object ? node_value(at) : at;

        if (value == edit->target && edit->change == CHANGE_DROP)
            continue;
        if (object)
            json_writer_key(&edit->writer, node_string(at));
        else
            json_writer_element(&edit->writer);
        write(edit, value, depth);
    }
    json_writer_close(&edit->writer, object ? '}' : ']');
}

static void write(struct edit *edit, const struct node *node, unsigned depth)
{
    if (node == edit->target && edit->change == CHANGE_OPEN)
        strbuf_add_text(edit->writer.out, "{}");
    else if (node == edit->target)
        node_write(inner(node, edit->change == CHANGE_LAST), edit->writer.out);
    else if ((node->kind == NODE_OBJECT || node->kind == NODE_ARRAY) && depth < MAX_DEPTH)
        write_container(edit, node, depth + 1);
    else
        node_write(node, edit->writer.out);
}

/* Does the change make another text, and a smaller one? */
static bool may_change(const struct node *root, const struct node *target, enum change change)
{
    bool container = target->kind == NODE_OBJECT || target->kind == NODE_ARRAY;

    switch (change) {
    case CHANGE_DROP:
        return target != root;
    case CHANGE_OPEN:
        return container && target->length;
    case CHANGE_INNER:
        return container && target->length;
    case CHANGE_LAST:
        return container && target->length > 1;
    case CHANGES:
        break;
    }
    return false;
}

/* The n-th value, from 0, of those in the root, itself first; NULL: there are fewer. */
static const struct node *value_at(const struct node *node, size_t *n, unsigned depth)
{
    bool object = node->kind == NODE_OBJECT;

    if ((*n)-- == 0)
        return node;
    if ((!object && node->kind != NODE_ARRAY) || depth == MAX_DEPTH)
        return NULL;
    for (const struct node *at = node_first(node); at < node_end(node);
         at = object ? node_next_key(at) : node_next(at)) {
        const struct node *found = value_at(object ? node_value(at) : at, n, depth + 1);

        if (found)
            return found;
    }
    return NULL;
}

static struct str changed(struct arena *arena, const struct node *root, struct edit edit)
{
    struct strbuf text;
    struct str copy;

    strbuf_init(&text, SIZE_MAX);
    edit.writer = (struct json_writer){.out = &text, .string_limit = SIZE_MAX};
    write(&edit, root, 0);
    copy = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return copy;
}

/* Where a reduction is. */
struct reduction {
    struct arena *arena;
    struct trial *trial;
    const struct node *values;
    struct trial_result *result;
    unsigned left; /* trials that may still be made */
};

static bool goes_wrong_too(struct reduction *reduction, size_t which, struct str schema)
{
    struct trial smaller = *reduction->trial;
    struct trial_result seen;

    reduction->left--;
    smaller.schemas[which] = schema;
    trial_run(&smaller, reduction->values, &seen);
    if (seen.fault != reduction->result->fault)
        return false;
    *reduction->trial = smaller;
    *reduction->result = seen;
    return true;
}

/* The next change of a schema, from the value *at on, after which the trial goes wrong as before;
   false: there is none. */
static bool reduce_once(struct reduction *reduction, size_t which, size_t *at)
{
    struct read_failure failure;
    const struct document *document =
        json_read(reduction->arena, STR("schema.json"), reduction->trial->schemas[which], &failure);

    for (; reduction->left; ++*at) {
        size_t n = *at;
        struct edit edit = {.target = value_at(document->root, &n, 0)};

        if (!edit.target)
            return false;
        for (edit.change = CHANGE_DROP; edit.change < CHANGES; edit.change++)
            if (may_change(document->root, edit.target, edit.change) &&
                goes_wrong_too(reduction, which, changed(reduction->arena, document->root, edit)))
                return true;
    }
    return false;
}

void trial_reduce(struct arena *arena, struct trial *trial, const struct node *values,
                  struct trial_result *result)
{
    struct reduction reduction = {arena, trial, values, result, MAX_TRIALS};
    bool changed = true;

    while (changed && reduction.left) {
        changed = false;
        for (size_t which = 0; which < (trial->way < TRIAL_BOTH ? 1u : 2u); which++) {
            size_t at = 0;

            while (reduce_once(&reduction, which, &at))
                changed = true;
        }
    }
}
