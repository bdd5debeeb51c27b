#include "observe/observe.h"

#include "finding/place.h"

#include <stdlib.h>

#include "base/alloc.h"

/* One operation's slots lie in this order: parameters, request media types, then for each response
   its media types, or one slot when it has none. */
struct record {
    uint64_t seen;
    struct coverage_slot *slots; /* NULL until listed */
    size_t slot_count;
};

struct observation {
    struct api *api;
    struct arena arena;
    struct record *records; /* one for each of the api's operations */
    struct event_coverage coverage;
};

static const char *const location_names[] = {
    [IN_PATH] = "path",
    [IN_QUERY] = "query",
    [IN_HEADER] = "header",
    [IN_COOKIE] = "cookie",
    [IN_QUERYSTRING] = "querystring",
    [IN_FORM] = "form",
};

struct observation *observation_new(struct api *api)
{
    struct observation *observation = alloc_zeroed(1, sizeof *observation);

    observation->api = api;
    arena_init(&observation->arena);
    observation->records =
        ARENA_ARRAY(&observation->arena, struct record, api->operation_count + 1);
    return observation;
}

void observation_free(struct observation *observation)
{
    if (!observation)
        return;
    arena_release(&observation->arena);
    free(observation);
}

static size_t response_slots(const struct response_object *response)
{
    return response->content.count ? response->content.count : 1;
}

static size_t request_types(const struct operation *operation)
{
    return operation->request_body ? operation->request_body->content.count : 0;
}

static size_t count_slots(const struct operation *operation)
{
    size_t count = operation->parameters.count + request_types(operation);

    for (size_t i = 0; i < operation->response_count; i++)
        count += response_slots(&operation->responses[i]);
    return count;
}

static struct coverage_slot *list_response(struct arena *arena, struct coverage_slot *slot,
                                           const struct response_object *response)
{
    if (response->content.count == 0)
        *slot++ = (struct coverage_slot){.kind = SLOT_RESPONSE,
                                         .name = response->key,
                                         .place = place_of(arena, response->place)};
    for (size_t i = 0; i < response->content.count; i++)
        *slot++ =
            (struct coverage_slot){.kind = SLOT_RESPONSE,
                                   .name = response->key,
                                   .media_type = response->content.items[i].key,
                                   .place = place_of(arena, response->content.items[i].place)};
    return slot;
}

static void list_slots(struct arena *arena, const struct operation *operation,
                       struct record *record)
{
    struct coverage_slot *slot;

    if (record->slots)
        return;
    record->slot_count = count_slots(operation);
    record->slots = slot = ARENA_ARRAY(arena, struct coverage_slot, record->slot_count + 1);
    for (size_t i = 0; i < operation->parameters.count; i++) {
        const struct parameter *parameter = &operation->parameters.items[i];

        *slot++ = (struct coverage_slot){.kind = SLOT_PARAMETER,
                                         .name = parameter->name,
                                         .detail = str_of(location_names[parameter->in]),
                                         .place = place_of(arena, parameter->place)};
    }
    for (size_t i = 0; i < request_types(operation); i++) {
        const struct media_type *type = &operation->request_body->content.items[i];

        *slot++ = (struct coverage_slot){.kind = SLOT_REQUEST_BODY,
                                         .media_type = type->key,
                                         .place = place_of(arena, type->place)};
    }
    for (size_t i = 0; i < operation->response_count; i++)
        slot = list_response(arena, slot, &operation->responses[i]);
}

static void count_response(struct record *record, const struct exercised *exercised)
{
    const struct operation *operation = exercised->operation;
    const struct response_object *response = exercised->response;
    size_t at = operation->parameters.count + request_types(operation);

    for (size_t i = 0; &operation->responses[i] != response; i++)
        at += response_slots(&operation->responses[i]);
    if (response->content.count == 0)
        record->slots[at].seen++;
    else if (exercised->response_type)
        record->slots[at + (size_t)(exercised->response_type - response->content.items)].seen++;
}

void observe_exchange(struct observation *observation, const struct exercised *exercised)
{
    const struct operation *operation = exercised->operation;
    struct record *record;

    if (!operation)
        return;
    record = &observation->records[operation->index];
    list_slots(&observation->arena, operation, record);
    record->seen++;
    for (size_t i = 0; i < exercised->parameter_count; i++)
        record->slots[exercised->parameters[i] - operation->parameters.items].seen++;
    if (exercised->request_type && operation->request_body) {
        const struct media_type *types = operation->request_body->content.items;

        record->slots[operation->parameters.count + (size_t)(exercised->request_type - types)]
            .seen++;
    }
    if (exercised->response)
        count_response(record, exercised);
}

void observation_unite(struct observation *observation, const struct observation *from)
{
    for (size_t i = 0; i < observation->api->operation_count; i++) {
        const struct record *added = &from->records[i];
        struct record *record = &observation->records[i];

        if (added->seen == 0)
            continue;
        list_slots(&observation->arena, &observation->api->operations[i], record);
        record->seen += added->seen;
        for (size_t k = 0; k < added->slot_count; k++)
            record->slots[k].seen += added->slots[k].seen;
    }
}

uint64_t observation_operations_seen(const struct observation *observation)
{
    uint64_t seen = 0;

    for (size_t i = 0; i < observation->api->operation_count; i++)
        seen += observation->records[i].seen > 0;
    return seen;
}

const struct event_coverage *observation_coverage(struct observation *observation)
{
    struct api *api = observation->api;
    struct coverage_operation *operations =
        ARENA_ARRAY(&observation->arena, struct coverage_operation, api->operation_count + 1);

    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = operation_open(api, &api->operations[i]);
        struct record *record = &observation->records[i];

        list_slots(&observation->arena, operation, record);
        operations[i] =
            (struct coverage_operation){.name = {operation->method, operation->path, operation->id},
                                        .place = place_of(&observation->arena, operation->place),
                                        .seen = record->seen,
                                        .selected = !operation->excluded,
                                        .slots = record->slots,
                                        .slot_count = record->slot_count};
    }
    observation->coverage =
        (struct event_coverage){.operations = operations, .operation_count = api->operation_count};
    return &observation->coverage;
}
