/* The schema that a new property of a response goes into. A finding names the first schema that
   describes its object; where that one describes requests too ("allOf: [NewTool, {the rest}]"), a
   schema of the response's own is the better place. */
#include "schema/walk.h"
#include "suggest/action.h"

static void add_request(struct suggestion *suggestion, struct schema_walk *walk,
                        struct operation *operation)
{
    const struct request_body *body = operation_open(suggestion->api, operation)->request_body;

    for (size_t i = 0; body && i < body->content.count; i++)
        schema_walk_add(walk, body->content.items[i].schema);
}

/* All schemas that speak of something in a request. */
static void find_request_schemas(struct suggestion *suggestion)
{
    const struct schema_reader reader = openapi_schema_reader(suggestion->api);
    const struct node *schema;
    struct schema_walk walk;

    schema_walk_init(&walk, &reader, WALK_ALL, NULL);
    for (size_t i = 0; i < suggestion->api->operation_count; i++)
        add_request(suggestion, &walk, &suggestion->api->operations[i]);
    while ((schema = schema_walk_next(&walk)))
        *pointer_map_put(&suggestion->of_requests, schema, 0) = (void *)schema;
    schema_walk_release(&walk);
}

static bool is_of_requests(struct suggestion *suggestion, const struct node *schema)
{
    if (!suggestion->requests_known) {
        suggestion->requests_known = true;
        find_request_schemas(suggestion);
    }
    return pointer_map_get(&suggestion->of_requests, schema, 0) != NULL;
}

static bool may_take_properties(struct suggestion *suggestion, const struct node *schema)
{
    const struct document *document = node_document(schema);

    return (document == suggestion->api->document ||
            file_of_part(&suggestion->scratch, suggestion, document).text) &&
           !node_member(schema, STR("$ref")) && !is_of_requests(suggestion, schema);
}

const struct node *branch_of_response(struct look *look, const struct node *found,
                                      const struct node *root, const struct node *object)
{
    const struct media_type *type = look->judgement->exercised.response_type;
    const struct schema_reader reader = openapi_schema_reader(look->suggestion->api);
    const struct node *with_properties = NULL, *without = NULL;
    struct schema_pairs pairs;
    struct schema_pair pair;
    bool met = false;

    if (!type || !object || !is_of_requests(look->suggestion, found))
        return found;
    schema_pairs_init(&pairs, &reader, WALK_CERTAIN);
    schema_pairs_add(&pairs, type->schema, root);
    while (schema_pairs_next(&pairs, &pair)) {
        if (pair.instance != object)
            continue;
        met = met || pair.schema == found;
        if (!may_take_properties(look->suggestion, pair.schema))
            continue;
        if (!with_properties && node_member(pair.schema, STR("properties")))
            with_properties = pair.schema;
        else if (!without)
            without = pair.schema;
    }
    schema_pairs_release(&pairs);
    if (!met)
        return found;
    return with_properties ? with_properties : without ? without : found;
}
