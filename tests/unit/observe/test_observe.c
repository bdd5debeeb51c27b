#include "event/write.h"
#include "observe/observe.h"
#include "openapi/description.h"
#include "unit.h"

static const char description[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /a/{id}:\n"
    "    put:\n"
    "      parameters:\n"
    "        - {name: id, in: path, required: true, schema: {type: integer}}\n"
    "        - {name: q, in: query, schema: {type: integer}}\n"
    "      requestBody: {content: {application/json: {}, text/plain: {}}}\n"
    "      responses:\n"
    "        '200': {description: ok, content: {application/json: {}, text/csv: {}}}\n"
    "        '204': {description: none}\n"
    "        default: {description: other, content: {application/json: {}}}\n"
    "  /b: {get: {responses: {'200': {description: ok}}}}\n";

static struct api *load(void)
{
    struct error err = {0};
    struct api *api = load_text(description, NULL, &err);

    ck_assert_msg(api, "%s", err.message);
    return api;
}

/* What the slots say, one a line: KIND NAME DETAIL MEDIA-TYPE SEEN. */
static void list(const struct coverage_operation *operation, char *text, size_t size)
{
    size_t length = 0;

    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        length += (size_t)snprintf(text + length, size - length, "%s %.*s %.*s %.*s %llu\n",
                                   slot_kind_name(slot->kind), STR_ARGS(slot->name),
                                   STR_ARGS(slot->detail), STR_ARGS(slot->media_type),
                                   (unsigned long long)slot->seen);
        ck_assert_uint_lt(length, size);
    }
}

START_TEST(slots)
{
    struct api *api = load();
    struct observation *observation = observation_new(api, true);
    const struct operation *put = operation_open(api, &api->operations[0]);
    const struct parameter *both[] = {&put->parameters.items[0], &put->parameters.items[1]};
    const struct event_coverage *coverage;
    char text[2048];

    observe_exchange(observation, &(struct exercised){0});
    ck_assert_uint_eq(observation_operations_seen(observation), 0);
    observe_exchange(observation,
                     &(struct exercised){.operation = put,
                                         .response = operation_response(put, 200),
                                         .response_type = &put->responses[0].content.items[1],
                                         .request_type = &put->request_body->content.items[0],
                                         .parameters = both,
                                         .parameter_count = 2});
    observe_exchange(observation, &(struct exercised){.operation = put,
                                                      .response = operation_response(put, 204),
                                                      .parameters = both,
                                                      .parameter_count = 1});
    observe_exchange(observation,
                     &(struct exercised){.operation = put,
                                         .response = operation_response(put, 500),
                                         .response_type = &put->responses[2].content.items[0]});
    observe_exchange(observation, &(struct exercised){.operation = put});
    ck_assert_uint_eq(observation_operations_seen(observation), 1);
    coverage = observation_coverage(observation, NULL, NULL, true, 0);
    ck_assert_uint_eq(coverage->operation_count, 2);
    ck_assert_uint_eq(coverage->operations[0].seen, 4);
    ck_assert_uint_eq(coverage->operations[0].place.line, 5);
    ck_assert_str(coverage->operations[0].name.method, "PUT");
    list(&coverage->operations[0], text, sizeof text);
    ck_assert_str_eq(text, "parameter id path  2\n"
                           "parameter q query  1\n"
                           "parameter-omitted q query  3\n"
                           "request-body   application/json 1\n"
                           "request-body   text/plain 0\n"
                           "status 200   1\n"
                           "response 200  application/json 0\n"
                           "response 200  text/csv 1\n"
                           "status 204   1\n"
                           "response 204   1\n"
                           "status default   1\n"
                           "response default  application/json 1\n");
    ck_assert_uint_eq(coverage->operations[1].seen, 0);
    list(&coverage->operations[1], text, sizeof text);
    ck_assert_str_eq(text, "status 200   0\nresponse 200   0\n");
    observation_free(observation);
    openapi_free(api);
}
END_TEST

UNIT_SUITE("observe", UNIT_TEST(slots))
