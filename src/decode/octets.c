#include "decode/octets.h"

#include "decode/schema_shape.h"

/* A schema that is larger describes values. */
enum { MAX_BRANCH_DEPTH = 16, MAX_SCHEMAS = 256 };

struct question {
    struct decoding *decoding;
    struct schema_reader reader;
    enum octets_place place;
    unsigned depth, schemas; /* met so far */
};

static struct question question_of(struct decoding *decoding, enum octets_place place)
{
    return (struct question){decoding, openapi_schema_reader(decoding->api), place, 0, 0};
}

/* ---- one schema object ---- */

/* `contentSchema` looks into what the octets mean. */
static bool states_content(const struct node *schema)
{
    return node_member(schema, STR("contentEncoding")) ||
           (node_member(schema, STR("contentMediaType")) &&
            !node_member(schema, STR("contentSchema")));
}

static bool states_octets(const struct question *question, const struct node *schema)
{
    return str_is(node_member_string(schema, "format"), "binary") ||
           str_is(node_member_string(schema, "type"), "file") ||
           (question->place == OCTETS_AS_OTHER && states_content(schema));
}

/* ---- with all that it leads to ---- */

static enum octets ask(struct question *question, const struct node *schema);

static bool is_null(const struct question *question, const struct node *branch)
{
    return shape_types(question->decoding, branch) == KIND_NULL;
}

static enum octets ask_branches(struct question *question, const struct node *branches)
{
    bool some = false, others = false;

    if (!node_is(branches, NODE_ARRAY) || question->depth == MAX_BRANCH_DEPTH)
        return OCTETS_NONE;
    question->depth++;
    for (const struct node *branch = node_first(branches);
         branch < node_end(branches) && question->schemas < MAX_SCHEMAS;
         branch = node_next(branch)) {
        enum octets octets = ask(question, branch);

        some |= octets != OCTETS_NONE;
        others |= octets != OCTETS_ONLY && !is_null(question, branch);
    }
    question->depth--;
    return !some ? OCTETS_NONE : others ? OCTETS_EITHER : OCTETS_ONLY;
}

/* What the schemas say that hold where this one does. */
static enum octets ask(struct question *question, const struct node *schema)
{
    enum octets octets = OCTETS_NONE;
    const struct node *part;
    struct schema_walk walk;

    schema_walk_init(&walk, &question->reader, WALK_CERTAIN, schema);
    while (octets != OCTETS_ONLY && question->schemas++ < MAX_SCHEMAS &&
           (part = schema_walk_next(&walk))) {
        enum octets any = ask_branches(question, node_member(part, STR("anyOf")));
        enum octets one = ask_branches(question, node_member(part, STR("oneOf")));

        octets = states_octets(question, part) ? OCTETS_ONLY : any > octets ? any : octets;
        octets = one > octets ? one : octets;
    }
    schema_walk_release(&walk);
    return octets;
}

/* Octets are a string, as far as types go; beside other types they are one thing of several. */
static enum octets within_types(struct decoding *decoding, const struct node *schema,
                                enum octets octets)
{
    unsigned types = octets == OCTETS_NONE ? 0 : shape_types(decoding, schema);

    if (types && !(types & KIND_STRING))
        return OCTETS_NONE;
    return types & ~(unsigned)(KIND_STRING | KIND_NULL) ? OCTETS_EITHER : octets;
}

/* Answers are kept, each as one more than it is. */
enum octets schema_octets(struct decoding *decoding, const struct node *schema,
                          enum octets_place place)
{
    struct question question;
    enum octets octets;
    void *known;

    if (!node_is(schema, NODE_OBJECT))
        return OCTETS_NONE;
    known = pointer_map_get(&decoding->octets, schema, place);
    if (known)
        return (enum octets)((uintptr_t)known - 1);
    question = question_of(decoding, place);
    octets = within_types(decoding, schema, ask(&question, schema));
    *pointer_map_put(&decoding->octets, schema, place) = (void *)((uintptr_t)octets + 1);
    return octets;
}

/* ---- parts ---- */

/* What is said of a property, put together from all schemas that may speak of it. */
struct sayings {
    struct decoding *decoding;
    struct part_octets found;
    bool other_single, other_items; /* something else than octets is said, too */
};

static const struct node *items_of_octets(struct decoding *decoding, const struct node *schema)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    const struct node *part, *found = NULL;
    unsigned schemas = 0;
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_BRANCHES, schema);
    while (!found && schemas++ < MAX_SCHEMAS && (part = schema_walk_next(&walk))) {
        const struct node *items = node_member(part, STR("items"));

        if (schema_octets(decoding, items, OCTETS_AS_OTHER) != OCTETS_NONE)
            found = items;
    }
    schema_walk_release(&walk);
    return found;
}

static void add_to(enum octets *said, bool *others, enum octets octets)
{
    *others |= octets != OCTETS_ONLY;
    if (octets > *said)
        *said = octets;
}

static void add_saying(struct sayings *sayings, const struct node *schema)
{
    struct decoding *decoding = sayings->decoding;
    enum octets octets = schema_octets(decoding, schema, OCTETS_AS_OTHER);
    const struct node *items;

    if (!node_is(schema, NODE_OBJECT))
        return;
    add_to(&sayings->found.single, &sayings->other_single, octets);
    items = octets == OCTETS_ONLY ? NULL : items_of_octets(decoding, schema);
    if (items)
        add_to(&sayings->found.items, &sayings->other_items,
               schema_octets(decoding, items, OCTETS_AS_OTHER));
}

static bool says_octets(const struct part_octets *found)
{
    return found->single != OCTETS_NONE || found->items != OCTETS_NONE;
}

/* patternProperties: which of them match is not asked, so each may. */
static void add_sayings_of(struct sayings *sayings, const struct node *schema, struct str name)
{
    const struct node *properties = node_member(schema, STR("properties"));
    const struct node *patterns = node_member(schema, STR("patternProperties"));
    const struct node *named =
        node_is(properties, NODE_OBJECT) ? node_member(properties, name) : NULL;

    add_saying(sayings, named);
    if (node_is(patterns, NODE_OBJECT))
        for (const struct node *key = node_first(patterns); key < node_end(patterns);
             key = node_next_key(key))
            add_saying(sayings, node_value(key));
    if (named)
        return;
    add_saying(sayings, node_member(schema, STR("additionalProperties")));
    add_saying(sayings, node_member(schema, STR("unevaluatedProperties")));
}

struct part_octets property_octets(struct decoding *decoding, const struct node *schema,
                                   struct str name)
{
    const struct schema_reader reader = openapi_schema_reader(decoding->api);
    struct sayings sayings = {.decoding = decoding};
    const struct node *part;
    unsigned schemas = 0;
    struct schema_walk walk;

    add_saying(&sayings, shape_property(decoding, schema, name));
    if (says_octets(&sayings.found))
        return sayings.found;
    schema_walk_init(&walk, &reader, WALK_PARTS, schema);
    while (schemas++ < MAX_SCHEMAS && (part = schema_walk_next(&walk)))
        add_sayings_of(&sayings, part, name);
    schema_walk_release(&walk);
    if (sayings.found.single == OCTETS_ONLY && sayings.other_single)
        sayings.found.single = OCTETS_EITHER;
    if (sayings.found.items == OCTETS_ONLY && sayings.other_items)
        sayings.found.items = OCTETS_EITHER;
    sayings.found.branched = says_octets(&sayings.found);
    return sayings.found;
}
