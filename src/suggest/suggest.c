#include "suggest/suggest.h"

#include "base/strbuf.h"
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
    map_release(&suggestion->by_key);
    arena_release(&suggestion->scratch);
    arena_release(&suggestion->arena);
    free(suggestion);
}

size_t suggestion_action_count(const struct suggestion *suggestion)
{
    return suggestion->actions.count;
}

size_t suggestion_left_out_count(const struct suggestion *suggestion)
{
    return (size_t)(suggestion->left_out + suggestion->beyond);
}

/* What an exchange is looked at with. */
struct look {
    struct suggestion *suggestion;
    const struct exchange *exchange;
    const struct judgement *judgement;
    const struct finding *finding;
    struct look_body {
        bool tried;
        const struct document *json; /* NULL: it is none */
    } request, response;
};

static const struct node *body_json(struct look *look, enum part part)
{
    struct look_body *read = part == PART_REQUEST_BODY ? &look->request : &look->response;
    const struct body *body =
        part == PART_REQUEST_BODY ? &look->exchange->request.body : &look->exchange->response.body;

    if (!read->tried && body->state == BODY_PRESENT)
        read->json = json_read(&look->suggestion->scratch, STR("body"), body->bytes, NULL);
    read->tried = true;
    return read->json ? read->json->root : NULL;
}

/* The action for the target and name, made at its first mention; NULL past the limit. */
static struct action *action_for(struct suggestion *suggestion, enum action_kind kind,
                                 struct str target, struct str name, enum rule rule)
{
    struct arena *arena = &suggestion->arena;
    struct str key = str_format(&suggestion->scratch, "%d %zu %.*s %.*s", (int)kind, target.length,
                                STR_ARGS(target), STR_ARGS(name));
    struct action *action = map_get(&suggestion->by_key, key);

    if (action)
        return action;
    if (suggestion->actions.count == SUGGEST_MAX_ACTIONS) {
        suggestion->beyond++;
        return NULL;
    }
    action = ARENA_NEW(arena, struct action);
    action->kind = kind;
    action->target = str_copy(arena, target);
    action->name = str_copy(arena, name);
    action->rule = rule;
    *map_put(&suggestion->by_key, str_copy(arena, key)) = action;
    VEC_ADD(&suggestion->actions, action);
    return action;
}

/* One more exchange in which it was seen. */
static struct action *seen_again(struct look *look, struct action *action)
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

/* ---- places ---- */

/* The JSONPath of a node of the entry document; absent when it is in another one. */
static struct str target_of(struct suggestion *suggestion, const struct node *node)
{
    if (node_document(node) != suggestion->api->document) {
        suggestion->left_out++;
        return STR_NONE;
    }
    return target_of_pointer(&suggestion->scratch, node_pointer(&suggestion->scratch, node));
}

/* Where a finding's place stands in the entry document: its pointer leads to a node there that was
   read at that very place. NULL: in another document. */
static const struct node *node_of_place(struct suggestion *suggestion, const struct place *place)
{
    const struct node *node =
        place->line ? pointer_resolve(suggestion->api->document->root, place->pointer) : NULL;
    const struct node *token = node;

    if (node && (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT))
        token = node_key_of(node);
    if (node && str_equal(node_file(token), place->file) &&
        node_position(token).line == place->line)
        return node;
    suggestion->left_out++;
    return NULL;
}

/* ---- properties ---- */

/* The schema object whose keyword the finding names. */
static struct str schema_target(struct suggestion *suggestion, const struct finding *finding)
{
    const struct node *keyword = node_of_place(suggestion, &finding->description);
    struct str pointer;
    size_t end;

    if (!keyword)
        return STR_NONE;
    pointer = finding->description.pointer;
    for (end = pointer.length; end && pointer.text[end - 1] != '/'; end--)
        ;
    return target_of_pointer(&suggestion->scratch, str_slice(pointer, 0, end ? end - 1 : 0));
}

struct gathering {
    struct suggestion *suggestion;
    struct shape *shape;
    size_t left; /* values that are still looked at */
};

/* Adds every value at the pointer, whose indices stand for any index. */
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
    struct str name = pointer;
    size_t slash = pointer.length;
    char *text;
    size_t length = 0;

    while (slash && pointer.text[slash - 1] != '/')
        slash--;
    name = str_slice(pointer, slash, SIZE_MAX);
    text = arena_alloc(&suggestion->scratch, name.length + 1);
    for (size_t i = 0; i < name.length; i++) {
        char c = name.text[i];

        if (c == '~' && i + 1 < name.length)
            c = name.text[++i] == '1' ? '/' : '~';
        text[length++] = c;
    }
    return (struct str){text, length};
}

static void suggest_property(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    const struct finding *finding = look->finding;
    struct str target = schema_target(suggestion, finding);
    const struct node *body = body_json(look, finding->part);
    struct gathering gathering = {.suggestion = suggestion, .left = SUGGEST_MAX_VALUES};
    struct action *action;

    if (!target.text)
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
    struct str target = target_of(look->suggestion, look->judgement->exercised.operation->place);
    struct action *action;

    if (!target.text)
        return;
    action = action_for(look->suggestion, ACTION_PARAMETER, target, look->finding->name,
                        look->finding->rule);
    if (seen_again(look, action))
        action_add_query(look->suggestion, action, look->exchange->request.url, action->name);
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
    struct str target;
    struct action *action;

    if (described && is_20(look->suggestion))
        place = lister_20(look, "consumes");
    target = target_of(look->suggestion, place);
    if (!target.text)
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
    struct str target =
        target_of(look->suggestion, listed ? lister_20(look, "produces")
                                           : look->judgement->exercised.response->place);
    struct action *action;

    if (!target.text)
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
    struct str target = target_of(suggestion, exercised->operation->place);
    struct str status = str_format(&suggestion->scratch, "%d", look->exchange->response.status);
    struct action *action;

    if (!target.text)
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

/* ---- operations, paths and servers that are not described ---- */

/* The path without the base of the longest server that it lies under. */
static struct str without_base(const struct api *api, struct str path)
{
    size_t longest = 0;

    for (size_t i = 0; i < api->server_count; i++) {
        struct str base = api->servers[i].base;

        if (base.length > longest && str_starts_with(path, base) && path.length > base.length &&
            path.text[base.length] == '/')
            longest = base.length;
    }
    return str_slice(path, longest, SIZE_MAX);
}

/* An expression named after the segment before it, its plural undone; its number tells those of one
   path apart. */
static void add_expression(struct strbuf *out, struct str before, int number)
{
    size_t cut = str_ends_with(before, STR("ies")) ? 3 : str_ends_with(before, STR("s")) ? 1 : 0;

    strbuf_addf(out, "/{%.*s%sId", (int)(before.length - cut), before.text, cut == 3 ? "y" : "");
    if (number > 1)
        strbuf_addf(out, "%d", number);
    strbuf_add_char(out, '}');
}

/* "/pets/{}/toys/{}" to "/pets/{petId}/toys/{toyId2}". */
static struct str name_expressions(struct arena *arena, struct str path)
{
    struct strbuf out;
    struct str before = STR("item"), template, rest = str_slice(path, 1, SIZE_MAX);
    int number = 0;

    strbuf_init(&out, SIZE_MAX);
    while (rest.text) {
        struct str segment = str_cut(&rest, '/');

        if (str_is(segment, "{}")) {
            add_expression(&out, before, ++number);
            before = STR("item");
            continue;
        }
        strbuf_add_char(&out, '/');
        strbuf_add(&out, segment);
        if (segment.length && ascii_is_alpha(segment.text[0]))
            before = segment;
    }
    template = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return template;
}

/* The operation as far as one exchange shows it. */
static void add_exchange(struct look *look, struct action *action)
{
    const struct request *request = &look->exchange->request;

    seen_types_add(look->suggestion, &action->request_types, &request->headers, &request->body);
    action_add_query(look->suggestion, action, request->url, STR_NONE);
    if (look->exchange->response.status)
        action_add_response(look->suggestion, action, &look->exchange->response);
}

static void suggest_path(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    struct arena *scratch = &suggestion->scratch;
    struct str path =
        without_base(suggestion->api, path_generalise(scratch, look->exchange->request.url));
    struct str template = name_expressions(scratch, path);
    struct action *action =
        action_for(suggestion, ACTION_OPERATION, STR("$.paths"),
                   str_format(scratch, "%.*s %.*s", STR_ARGS(look->exchange->request.method),
                              STR_ARGS(template)),
                   look->finding->rule);

    if (!seen_again(look, action))
        return;
    if (!action->path.text)
        action->path = str_copy(&suggestion->arena, template);
    add_exchange(look, action);
}

/* Bytes of the URL's path before what some path of the description matches: the base of a server
   that is not described. SIZE_MAX: no path matches any part of it. */
static size_t unknown_base(const struct look *look, struct str path)
{
    struct suggestion *suggestion = look->suggestion;
    struct route route;

    for (size_t at = 0; at < path.length; at++) {
        if (path.text[at] != '/')
            continue;
        route_match(suggestion->api, look->exchange->request.method,
                    str_format(&suggestion->scratch, "%.*s%.*s",
                               STR_ARGS(suggestion->api->servers[0].base),
                               STR_ARGS(str_slice(path, at, SIZE_MAX))),
                    &route);
        if (route.miss == ROUTE_FOUND || route.miss == ROUTE_NO_METHOD)
            return at;
    }
    return SIZE_MAX;
}

/* The server; where nothing else of the URL is known either, the path too. What is under an unknown
   server was not judged: it takes a second round to tell what else is not described there. */
static void suggest_server(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    struct url parts;
    struct str url;
    size_t base;

    url_split(look->exchange->request.url, &parts);
    base = unknown_base(look, parts.path);
    url = parts.host.length
              ? str_format(&suggestion->scratch, "%.*s://%.*s%s%.*s%.*s", STR_ARGS(parts.scheme),
                           STR_ARGS(parts.host), parts.port.length ? ":" : "", STR_ARGS(parts.port),
                           STR_ARGS(str_slice(parts.path, 0, base == SIZE_MAX ? 0 : base)))
              : str_slice(parts.path, 0, base == SIZE_MAX ? 0 : base);
    if (url.length == 0)
        url = STR("/");
    seen_again(look, action_for(suggestion, ACTION_SERVER, STR("$"), url, look->finding->rule));
    if (base == SIZE_MAX)
        suggest_path(look);
}

static void suggest_method(struct look *look)
{
    struct suggestion *suggestion = look->suggestion;
    struct route route;
    struct str target;
    struct action *action;

    route_match(suggestion->api, look->exchange->request.method, look->exchange->request.url,
                &route);
    if (route.miss != ROUTE_NO_METHOD)
        return;
    target = target_of(suggestion, route.path_item);
    if (!target.text)
        return;
    action = action_for(suggestion, ACTION_OPERATION, target, look->exchange->request.method,
                        look->finding->rule);
    if (seen_again(look, action))
        add_exchange(look, action);
}

/* ---- what is raised, and who describes it ---- */

static const struct {
    enum rule rule;
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

void suggest_finding(struct suggestion *suggestion, const struct finding *finding)
{
    (void)suggestion;
    (void)finding;
}
