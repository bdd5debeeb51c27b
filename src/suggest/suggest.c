#include "suggest/suggest.h"

#include "finding/rules.h"
#include "http/url.h"
#include "suggest/action.h"

struct suggestion *suggestion_new(struct api *api, const struct redaction *redaction)
{
    struct suggestion *suggestion = alloc_zeroed(1, sizeof *suggestion);

    suggestion->api = api;
    suggestion->redaction = redaction;
    arena_init(&suggestion->arena);
    arena_init(&suggestion->scratch);
    return suggestion;
}

void suggestion_free(struct suggestion *suggestion)
{
    if (!suggestion)
        return;
    for (size_t i = 0; i < suggestion->actions.count; i++)
        action_release(suggestion->actions.items[i]);
    VEC_RELEASE(&suggestion->actions);
    VEC_RELEASE(&suggestion->left_out);
    map_release(&suggestion->left_out_by_key);
    map_release(&suggestion->documents);
    pointer_map_release(&suggestion->of_requests);
    map_release(&suggestion->by_key);
    arena_release(&suggestion->scratch);
    arena_release(&suggestion->arena);
    free(suggestion);
}

struct str suggestion_left_out(const struct suggestion *suggestion, size_t index,
                               struct arena *arena)
{
    const struct left_out *left_out;

    if (index >= suggestion->left_out.count)
        return STR_NONE;
    left_out = suggestion->left_out.items[index];
    return str_format(arena, "%.*s: %.*s [%s]", STR_ARGS(left_out->place),
                      STR_ARGS(redact_text(suggestion->redaction, arena, left_out->what)),
                      rule_info(left_out->rule)->id);
}

size_t suggestion_left_out_count(const struct suggestion *suggestion)
{
    return (size_t)(suggestion->left_out.count + suggestion->beyond);
}

bool suggestion_has_actions(const struct suggestion *suggestion)
{
    for (size_t i = 0; i < suggestion->actions.count; i++)
        if (!suggestion->actions.items[i]->withdrawn)
            return true;
    return false;
}

bool suggestion_has_parts(const struct suggestion *suggestion)
{
    for (size_t i = 0; i < suggestion->actions.count; i++)
        if (!suggestion->actions.items[i]->withdrawn &&
            suggestion->actions.items[i]->document != suggestion->api->document)
            return true;
    return false;
}

static const struct node *body_json(struct look *look, enum part part)
{
    struct json_body *json = part == PART_REQUEST_BODY ? &look->request : &look->response;
    const struct body *body =
        part == PART_REQUEST_BODY ? &look->exchange->request.body : &look->exchange->response.body;

    if (body->state == BODY_PRESENT)
        json_body_read(json, &look->suggestion->scratch, STR("body"), body->bytes);
    return json->document ? json->document->root : NULL;
}

struct action *action_for(struct suggestion *suggestion, enum action_kind kind,
                          struct target target, struct str name, rule_index rule)
{
    struct arena *arena = &suggestion->arena;
    struct str key = str_format(&suggestion->scratch, "%d %p %zu %.*s %.*s", (int)kind,
                                (const void *)target.document, target.path.length,
                                STR_ARGS(target.path), STR_ARGS(name));
    struct action *action = map_get(&suggestion->by_key, key);

    if (action)
        return action;
    if (suggestion->actions.count == SUGGEST_MAX_ACTIONS) {
        suggestion->beyond++;
        return NULL;
    }
    action = ARENA_NEW(arena, struct action);
    action->kind = kind;
    action->document = target.document;
    action->target = str_copy(arena, target.path);
    action->name = str_copy(arena, name);
    action->rule = rule;
    *map_put(&suggestion->by_key, str_copy(arena, key)) = action;
    VEC_ADD(&suggestion->actions, action);
    return action;
}

const struct query_pairs *look_query(struct look *look)
{
    struct url parts;

    if (!look->query_read) {
        url_split(look->exchange->request.url, &parts);
        query_pairs_read(&look->suggestion->scratch, parts.query, &look->query);
        look->query_read = true;
    }
    return &look->query;
}

struct action *seen_again(struct look *look, struct action *action)
{
    if (!action)
        return NULL;
    if (action->last_exchange == look->suggestion->exchanges)
        return action;
    action->last_exchange = look->suggestion->exchanges;
    if (action->seen++ == 0) {
        action->source = str_copy(&look->suggestion->arena, look->exchange->source);
        action->index = look->exchange->index;
    }
    return action;
}

/* ---- properties ---- */

static struct str parent_of(struct str pointer)
{
    return str_slice(pointer, 0, str_find_last(pointer, '/'));
}

/* The schema that would take the property. */
static struct target schema_target(struct look *look, const struct node *body)
{
    struct arena *scratch = &look->suggestion->scratch;
    const struct finding *finding = look->finding;
    const struct node *keyword = node_of_place(look->suggestion, finding), *schema;
    struct str pointer = parent_of(finding->pointer);

    if (!keyword)
        return (struct target){0};
    schema = pointer_resolve(node_document(keyword)->root, parent_of(finding->description.pointer));
    if (finding->part == PART_RESPONSE_BODY && body && schema)
        schema = branch_of_response(look, schema, body, pointer_resolve(body, pointer));
    if (!schema)
        return (struct target){0};
    return (struct target){node_document(schema),
                           target_of_pointer(scratch, node_pointer(scratch, schema))};
}

struct gathering {
    struct suggestion *suggestion;
    struct shape *shape;
    size_t left; /* values that are still looked at */
};

/* Adds every value that the pointer leads to; an index in it stands for every index. */
static void gather(struct gathering *gathering, const struct node *node, struct str pointer)
{
    struct str token;
    uint64_t index;

    if (!node || gathering->left == 0)
        return;
    if (pointer.length == 0) {
        gathering->left--;
        shape_add(&gathering->suggestion->arena, gathering->shape, node);
        return;
    }
    pointer = str_slice(pointer, 1, SIZE_MAX);
    token = str_cut(&pointer, '/');
    /* what is left begins with '/' again */
    if (pointer.text)
        pointer = (struct str){pointer.text - 1, pointer.length + 1};
    if (node->kind == NODE_ARRAY && str_to_unsigned(token, &index)) {
        for (const struct node *item = node_first(node); item < node_end(node);
             item = node_next(item))
            gather(gathering, item, pointer);
    } else {
        struct str step = str_format(&gathering->suggestion->scratch, "/%.*s", STR_ARGS(token));

        gather(gathering, pointer_resolve(node, step), pointer);
    }
}

static struct str last_token(struct suggestion *suggestion, struct str pointer)
{
    size_t slash = pointer.length;

    while (slash && pointer.text[slash - 1] != '/')
        slash--;
    return pointer_token_text(&suggestion->scratch, str_slice(pointer, slash, SIZE_MAX));
}

static void suggest_property(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    const struct finding *finding = look->finding;
    const struct node *body = body_json(look, finding->part);
    struct target target = schema_target(look, body);
    struct gathering gathering = {.suggestion = suggestion, .left = SUGGEST_MAX_VALUES};
    struct action *action;

    if (!target.document)
        return;
    action = action_for(suggestion, ACTION_PROPERTY, target,
                        last_token(suggestion, finding->pointer), finding->rule);
    if (!seen_again(look, action))
        return;
    if (!action->shape)
        action->shape = shape_new(&suggestion->arena);
    gathering.shape = action->shape;
    gather(&gathering, body, finding->pointer);
}

/* ---- parameters, bodies, statuses of what is described ---- */

static void suggest_parameter(struct look *look)
{
    struct target target = target_of(look, look->judgement->exercised.operation->place);
    struct action *action;

    if (!target.document)
        return;
    action = action_for(look->suggestion, ACTION_PARAMETER, target, look->finding->name,
                        look->finding->rule);
    if (seen_again(look, action))
        action_add_query(look->suggestion, action, look_query(look), action->name);
}

/* 2.0 lists media types beside the operation, or for all operations at the root. */
static const struct node *lister_20(const struct look *look, const char *list)
{
    const struct node *operation = look->judgement->exercised.operation->place;

    return node_member(operation, str_of(list)) ? operation : look->suggestion->api->document->root;
}

static bool is_20(const struct suggestion *suggestion)
{
    return suggestion->api->version->dialect == DIALECT_OAS20;
}

static void suggest_request_type(struct look *look)
{
    const struct operation *operation = look->judgement->exercised.operation;
    const struct request_body *described = operation->request_body;
    const struct node *place = described ? described->place : operation->place;
    struct target target;
    struct action *action;

    if (described && is_20(look->suggestion))
        place = lister_20(look, "consumes");
    target = target_of(look, place);
    if (!target.document)
        return;
    action = action_for(look->suggestion, ACTION_REQUEST_TYPE, target, look->finding->media_type,
                        look->finding->rule);
    if (!seen_again(look, action))
        return;
    action->new_body = !described;
    seen_types_add(look->suggestion, &action->request_types, &look->exchange->request.headers,
                   &look->exchange->request.body);
}

static void suggest_response_type(struct look *look)
{
    bool listed =
        is_20(look->suggestion) && look->finding->rule == RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED;
    struct target target = target_of(look, listed ? lister_20(look, "produces")
                                                  : look->judgement->exercised.response->place);
    struct action *action;

    if (!target.document)
        return;
    action = action_for(look->suggestion, ACTION_RESPONSE_TYPE, target, look->finding->media_type,
                        look->finding->rule);
    if (seen_again(look, action))
        action_add_response(look->suggestion, action, &look->exchange->response);
}

static void suggest_status(struct look *look)
{
    const struct exercised *exercised = &look->judgement->exercised;
    struct suggestion *suggestion = look->suggestion;
    struct target target = target_of(look, exercised->operation->place);
    struct str status = str_format(&suggestion->scratch, "%d", look->exchange->response.status);
    struct action *action;

    if (!target.document)
        return;
    action = action_for(suggestion, ACTION_STATUS, target, status, look->finding->rule);
    if (!seen_again(look, action))
        return;
    if (exercised->response) /* "default" */
        action->covering = reference_of_pointer(
            &suggestion->arena,
            str_format(&suggestion->scratch, "%.*s/responses/default",
                       STR_ARGS(node_pointer(&suggestion->scratch, exercised->operation->place))));
    else
        action_add_response(suggestion, action, &look->exchange->response);
}

/* ---- what is raised, and who describes it ---- */

static const struct {
    rule_index rule;
    void (*suggest)(struct look *look);
} suggesters[] = {
    {RULE_ROUTE_SERVER_UNDOCUMENTED, suggest_server},
    {RULE_ROUTE_PATH_UNDOCUMENTED, suggest_path},
    {RULE_ROUTE_METHOD_UNDOCUMENTED, suggest_method},
    {RULE_REQUEST_PARAMETER_UNDOCUMENTED, suggest_parameter},
    {RULE_REQUEST_BODY_UNDOCUMENTED, suggest_request_type},
    {RULE_REQUEST_CONTENT_TYPE_UNDOCUMENTED, suggest_request_type},
    {RULE_REQUEST_PROPERTY_UNDOCUMENTED, suggest_property},
    {RULE_RESPONSE_STATUS_UNDOCUMENTED, suggest_status},
    {RULE_RESPONSE_STATUS_BY_DEFAULT, suggest_status},
    {RULE_RESPONSE_BODY_UNDOCUMENTED, suggest_response_type},
    {RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED, suggest_response_type},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, suggest_property},
};

void suggest_exchange(struct suggestion *suggestion, const struct exchange *exchange,
                      const struct judgement *judgement)
{
    struct look look = {.suggestion = suggestion, .exchange = exchange, .judgement = judgement};

    suggestion->exchanges++;
    for (size_t i = 0; i < judgement->finding_count; i++) {
        look.finding = &judgement->findings[i];
        for (size_t j = 0; j < ARRAY_LENGTH(suggesters); j++)
            if (suggesters[j].rule == look.finding->rule)
                suggesters[j].suggest(&look);
    }
    arena_clear(&suggestion->scratch);
}

/* ---- over a whole run ---- */

/* "/components/schemas/Pet" of "/components/schemas/Pet/properties/name". */
static struct str schema_of_property(struct str pointer)
{
    for (int tokens = 0; tokens < 2 && pointer.length;) {
        pointer.length--;
        tokens += pointer.text[pointer.length] == '/';
    }
    return pointer;
}

void suggest_finding(struct suggestion *suggestion, const struct finding *finding)
{
    struct str schema = schema_of_property(finding->description.pointer);
    const struct node *place = finding->rule == RULE_DRIFT_PROPERTY_ALWAYS_PRESENT
                                   ? node_of_place(suggestion, finding)
                                   : NULL;
    struct action *action;

    if (!place)
        return;
    action = action_for(
        suggestion, ACTION_REQUIRED,
        (struct target){node_document(place), target_of_pointer(&suggestion->scratch, schema)},
        finding->name, finding->rule);
    if (action) {
        action->seen = finding->observations;
        action->pointer = str_copy(&suggestion->arena, schema);
        action->file = node_file(node_key_of(pointer_resolve(node_document(place)->root, schema)));
    }
    arena_clear(&suggestion->scratch);
}

/* Was the property in every object of the schema, in responses and (a schema may serve both) in
   requests? A property that was in every request only says something about the clients. */
static bool was_everywhere(const struct event_coverage *coverage, const struct action *action)
{
    struct str name = action->name;
    bool in_responses = false;

    for (size_t i = 0; i < coverage->schema_count; i++) {
        const struct coverage_schema *schema = &coverage->schemas[i];

        if (!str_equal(schema->place.pointer, action->pointer) ||
            !str_equal(schema->place.file, action->file))
            continue;
        for (size_t j = 0; j < schema->point_count; j++) {
            const struct coverage_point *point = &schema->points[j];

            if (point->kind != POINT_PROPERTY || !str_equal(point->name, name))
                continue;
            if (point->seen < schema->objects)
                return false;
            in_responses = in_responses || schema->direction == IN_RESPONSE;
        }
    }
    return in_responses;
}

void suggest_coverage(struct suggestion *suggestion, const struct event_coverage *coverage)
{
    for (size_t i = 0; i < suggestion->actions.count; i++) {
        struct action *action = suggestion->actions.items[i];

        action->withdrawn = action->kind == ACTION_REQUIRED && !was_everywhere(coverage, action);
    }
}
