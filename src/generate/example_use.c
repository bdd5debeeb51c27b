/* A refused example is mended in rounds: what the evaluator finds wrong in it is taken from a value
   that is made for the schema, or left out. So most of what its author meant stays. Whatever comes
   of it is judged again. */
#include "generate/example_use.h"

#include "base/strbuf.h"
#include "document/document.h"
#include "generate/edit.h"
#include "generate/maker.h"

enum {
    MEND_MAX_ROUNDS = 6,
    MEND_MAX_NODES = 20 * 1000, /* of an example; a larger one is not mended */
    ONE_WAY_MAX_TRIALS = 32     /* members that are left out one by one */
};

/* ---- what travels the other way ---- */

struct marked {
    struct edit edit;
    enum schema_note note;
    const struct node *root;
};

static void on_note(void *context, const struct node *instance, enum schema_note note,
                    const struct node *place)
{
    struct marked *marked = context;

    (void)place;
    if (note == marked->note && instance != marked->root && node_key_of(instance) != instance)
        edit_drop(&marked->edit, instance);
}

static enum schema_verdict judge(struct value_maker *maker, const struct schema *schema,
                                 const struct node *value)
{
    const struct schema_question question = {.direction = maker->settings.direction};

    return schema_evaluate(maker->evaluator, schema, value, &question);
}

static bool is_marked(const struct marked *marked, const struct node *value)
{
    for (size_t i = 0; i < marked->edit.changes.count; i++)
        if (marked->edit.changes.items[i].at == value)
            return true;
    return false;
}

static void unmark(struct marked *marked, const struct node *value)
{
    for (size_t i = 0; i < marked->edit.changes.count; i++)
        if (marked->edit.changes.items[i].at == value)
            marked->edit.changes.items[i--] =
                marked->edit.changes.items[--marked->edit.changes.count];
}

static bool is_wholly_marked(const struct marked *marked, const struct node *object)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key))
        if (!is_marked(marked, node_value(key)))
            return false;
    return object->length > 0;
}

/* An object below the whole that has nothing else, as {"id": "P1", "type": "team_reference"}, tells
   which one is meant: its members are not set by being sent. */
static void keep_references(struct marked *marked)
{
    const struct node *root = marked->root;

    for (const struct node *at = root + 1; at < root + root->span; at++) {
        if (at->kind != NODE_OBJECT || !is_wholly_marked(marked, at))
            continue;
        for (const struct node *key = node_first(at); key < node_end(at); key = node_next_key(key))
            unmark(marked, node_value(key));
    }
}

/* Each on its own, for the schema may ask for some. */
static const struct node *without_each(struct value_maker *maker, struct arena *arena,
                                       const struct schema *schema, const struct node *value,
                                       const struct edit *all)
{
    const struct node *rest = value;
    struct edit edit = {0};

    for (size_t i = 0; i < all->changes.count && i < ONE_WAY_MAX_TRIALS; i++) {
        const struct node *tried;

        edit_drop(&edit, all->changes.items[i].at);
        tried = edit_apply(&edit, arena, value);
        if (tried && judge(maker, schema, tried) != SCHEMA_INVALID)
            rest = tried;
        else
            edit.changes.count--;
    }
    edit_release(&edit);
    return rest;
}

const struct node *value_one_way(struct value_maker *maker, struct arena *arena,
                                 const struct schema *schema, const struct node *value, bool *whole)
{
    const struct schema_question question = {.direction = maker->settings.direction,
                                             .coverage = true};
    struct marked marked = {.note = maker->settings.direction == SCHEMA_REQUEST ? SCHEMA_READ_ONLY
                                                                                : SCHEMA_WRITE_ONLY,
                            .root = value};
    const struct node *rest = value;

    *whole = true;
    schema_evaluate(maker->evaluator, schema, value, &question);
    schema_notes(maker->evaluator, on_note, &marked);
    if (maker->settings.direction == SCHEMA_REQUEST && value->span <= MEND_MAX_NODES)
        keep_references(&marked);
    if (marked.edit.changes.count) {
        rest = edit_apply(&marked.edit, arena, value);
        *whole = rest && judge(maker, schema, rest) != SCHEMA_INVALID;
        if (!*whole)
            rest = without_each(maker, arena, schema, value, &marked.edit);
    }
    edit_release(&marked.edit);
    return rest;
}

/* ---- what is wrong ---- */

struct mending {
    struct value_maker *maker;
    struct arena *arena;
    const struct schema *schema;
    const struct node *root, *model; /* what is mended, and a value of the schema; NULL: none */
    struct edit edit;
    struct str message; /* of the first failure */
    bool beyond;        /* there is something that cannot be taken from the model */
    bool first_round;
};

static size_t place_within(const struct node *array, size_t place)
{
    return place < array->length ? place : array->length - 1;
}

/* What stands in the model where the value stands in what is mended; of an array with fewer items,
   the last one. NULL: nothing does. */
static const struct node *counterpart(const struct mending *mending, const struct node *value)
{
    const struct node *at = mending->root, *model = mending->model;

    while (model && at != value) {
        const struct node *key;
        size_t place;
        const struct node *child = node_child_towards(at, value, &key, &place);

        if (at->kind == NODE_OBJECT)
            model = node_member(model, node_string(key));
        else
            model = node_is(model, NODE_ARRAY) && model->length
                        ? node_element(model, place_within(model, place))
                        : NULL;
        at = child;
    }
    return model;
}

/* 5 for "5" and the other way round: what it says is kept where only its type is wrong. NULL: it
   says nothing in another type. */
static const struct node *in_other_type(const struct mending *mending, const struct node *value)
{
    struct str text = node_text(value);
    const struct document *document;
    struct strbuf json;

    if (!text.text)
        return NULL;
    strbuf_init(&json, SIZE_MAX);
    if (value->kind == NODE_STRING)
        strbuf_add(&json, text);
    else
        strbuf_addf(&json, "\"%.*s\"", STR_ARGS(text));
    document = json_read(mending->arena, STR("generated"),
                         str_copy(mending->arena, strbuf_str(&json)), NULL);
    strbuf_release(&json);
    return document && document->root->kind <= NODE_STRING && document->root->kind != value->kind
               ? document->root
               : NULL;
}

/* A lone value for the list of it. */
static const struct node *as_list(const struct mending *mending, const struct node *value)
{
    const struct document *document;
    struct strbuf json;

    strbuf_init(&json, SIZE_MAX);
    strbuf_add_char(&json, '[');
    node_write(value, &json);
    strbuf_add_char(&json, ']');
    document = json_read(mending->arena, STR("generated"),
                         str_copy(mending->arena, strbuf_str(&json)), NULL);
    strbuf_release(&json);
    return document ? document->root : NULL;
}

/* What takes the place of a value that is wrong; NULL: nothing. */
static const struct node *substitute(const struct mending *mending,
                                     const struct schema_failure *failure, const struct node *model)
{
    const struct node *same = NULL;
    bool list = !model || model->kind == NODE_ARRAY;

    if (!mending->first_round || !str_is(failure->keyword, "type") ||
        !node_text(failure->instance).text)
        return model;
    if (!node_is(model, NODE_ARRAY))
        same = in_other_type(mending, failure->instance);
    if (!same && list)
        same = as_list(mending, failure->instance);
    return same ? same : model;
}

static void note_message(struct mending *mending, const struct schema_failure *failure)
{
    struct str message;

    if (mending->message.text)
        return;
    message = failure->sensitive ? schema_failure_hidden(failure) : schema_failure_message(failure);
    mending->message =
        str_format(mending->arena, "%.*s [%.*s]", STR_ARGS(message), STR_ARGS(failure->keyword));
}

static void on_failure(void *context, const struct schema_failure *failure)
{
    struct mending *mending = context;
    const struct node *at = failure->instance, *model, *instead;

    if (failure->warning)
        return;
    note_message(mending, failure);
    if (failure->explained) /* its branch's failures follow */
        return;
    model = counterpart(mending, at);
    instead = substitute(mending, failure, model);
    if (str_is(failure->keyword, "required") && node_is(model, NODE_OBJECT))
        edit_complete(&mending->edit, at, model);
    else if (instead)
        edit_replace(&mending->edit, at, instead);
    else if (at != mending->root)
        edit_drop(&mending->edit, at);
    else
        mending->beyond = true;
}

static enum schema_verdict look(struct mending *mending)
{
    const struct schema_question question = {
        .direction = mending->maker->settings.direction, .failure = on_failure, .context = mending};

    mending->edit.changes.count = 0;
    return schema_evaluate(mending->maker->evaluator, mending->schema, mending->root, &question);
}

/* NULL: what is left is refused still. */
static const struct node *mend(struct mending *mending)
{
    for (unsigned round = 0; round < MEND_MAX_ROUNDS; round++) {
        const struct node *next;

        mending->first_round = round == 0;
        if (look(mending) != SCHEMA_INVALID)
            return mending->root;
        if (mending->beyond || mending->edit.changes.count == 0)
            return NULL;
        next = edit_apply(&mending->edit, mending->arena, mending->root);
        if (!next || node_equal(next, mending->root))
            return NULL;
        mending->root = next;
    }
    return NULL;
}

/* A value that was made has lost already what does not travel. */
static void replace(struct mending *mending, struct example_use *use, const struct node *schema,
                    struct str name)
{
    const struct node *example = mending->root;

    use->message = mending->message;
    mending->model = generate_value(mending->maker, mending->arena, schema, name, &use->why);
    mending->beyond = false;
    use->value = mending->model && example->span <= MEND_MAX_NODES ? mend(mending) : NULL;
    use->made = !use->value || node_equal(use->value, mending->model);
    if (use->made)
        use->value = mending->model;
}

void example_use(struct value_maker *maker, struct arena *arena, const struct node *schema,
                 struct str name, const struct node *example, struct example_use *use)
{
    struct error err = {0};
    const struct schema *compiled = schema ? openapi_compile(maker->api, schema, &err) : NULL;
    struct mending mending = {.maker = maker, .arena = arena, .schema = compiled, .root = example};
    bool whole;

    *use = (struct example_use){.value = example};
    if (!compiled)
        return;
    use->refused = look(&mending) == SCHEMA_INVALID;
    if (use->refused)
        replace(&mending, use, schema, name);
    if (use->value && !use->made)
        use->value = value_one_way(maker, arena, compiled, use->value, &whole);
    edit_release(&mending.edit);
}
