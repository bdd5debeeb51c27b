/* From OpenAPI 3.1 on readOnly and writeOnly are annotations (3.1.1, "Validating readOnly and
   writeOnly"): a property that is read-only and required is asked of requests as well, which 3.0
   excused from it. */
#include "finding/rules.h"
#include "lint/linter.h"

struct direction_walk {
    struct lint *lint;
    struct schema_reader reader;
    const char *mark; /* the keyword */
    bool request;
};

/* Does the property's schema, or one that holds where it does, say so? */
static bool is_marked(const struct direction_walk *walk, const struct node *property)
{
    struct schema_walk parts;
    const struct node *part;
    bool marked = false;

    schema_walk_init(&parts, &walk->reader, WALK_CERTAIN, property);
    while (!marked && lint_may_look(walk->lint, 1) && (part = schema_walk_next(&parts)))
        marked = node_member_true(part, walk->mark);
    schema_walk_release(&parts);
    return marked;
}

static bool is_one_way(const struct direction_walk *walk, const struct node *schema,
                       struct str name)
{
    struct schema_walk parts;
    const struct node *part;
    bool marked = false;

    schema_walk_init(&parts, &walk->reader, WALK_CERTAIN, schema);
    while (!marked && lint_may_look(walk->lint, 1) && (part = schema_walk_next(&parts)))
        marked = is_marked(walk, node_member(node_member(part, STR("properties")), name));
    schema_walk_release(&parts);
    return marked;
}

static void look_at_schema(const struct direction_walk *walk, const struct node *schema)
{
    const struct node *required = node_member(schema, STR("required"));

    if (!node_is(required, NODE_ARRAY))
        return;
    for (const struct node *name = node_first(required); name < node_end(required);
         name = node_next(name))
        if (node_is(name, NODE_STRING) && is_one_way(walk, schema, node_string(name)))
            lint_raise(walk->lint, RULE_DESCRIPTION_READ_ONLY_REQUIRED, SEVERITY_OFF, name,
                       "\"%.*s\" is %s and required: from OpenAPI 3.1 on a %s has to have it",
                       STR_ARGS(node_string(name)), walk->request ? "readOnly" : "writeOnly",
                       walk->request ? "request" : "response");
}

static void add_content(struct schema_walk *walk, const struct content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        schema_walk_add(walk, content->items[i].schema);
        schema_walk_add(walk, content->items[i].item_schema);
    }
}

static void add_operation(struct schema_walk *walk, const struct operation *operation, bool request)
{
    if (request && operation->request_body)
        add_content(walk, &operation->request_body->content);
    for (size_t i = 0; !request && i < operation->response_count; i++)
        add_content(walk, &operation->responses[i].content);
}

static void look_at_direction(struct lint *lint, bool request)
{
    const struct direction_walk one_way = {lint, schema_set_reader(lint->checker->api->schemas),
                                           request ? "readOnly" : "writeOnly", request};
    struct schema_walk walk;
    const struct node *schema;

    schema_walk_init(&walk, &one_way.reader, WALK_ALL, NULL);
    for (size_t i = 0; i < lint->operations.count; i++)
        add_operation(&walk, lint->operations.items[i].operation, request);
    while ((schema = schema_walk_next(&walk)))
        look_at_schema(&one_way, schema);
    schema_walk_release(&walk);
}

void lint_one_way_properties(struct lint *lint)
{
    if (lint->checker->api->version->number < VERSION_3_1)
        return;
    look_at_direction(lint, true);
    look_at_direction(lint, false);
}
