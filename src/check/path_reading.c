#include "check/path_reading.h"

struct path_reading {
    struct checker *checker;
    const struct route *route;
    const struct operation *operation;
};

static const struct parameter *path_parameter(const struct operation *operation, struct str name)
{
    const struct parameters *parameters = &operation->parameters;

    for (size_t i = 0; i < parameters->count; i++)
        if (parameters->items[i].in == IN_PATH && str_equal(parameters->items[i].name, name))
            return &parameters->items[i];
    return NULL;
}

static enum value_answer ask(void *context, size_t index, struct str value)
{
    const struct path_reading *reading = context;
    const struct parameter *parameter =
        path_parameter(reading->operation, reading->route->parameters[index].name);

    return parameter ? decode_path_value(&reading->checker->decoding, parameter, value)
                     : VALUE_HOLDS;
}

static enum split read_route(struct checker *checker, struct route *route)
{
    struct path_reading reading = {
        .checker = checker,
        .route = route,
        .operation = operation_open(checker->api, route->operation),
    };

    return route_split(route, &checker->arena, ask, &reading);
}

void path_reading_choose(struct checker *checker)
{
    const struct request *request = &checker->exchange->request;
    struct route *route = &checker->route, others[ROUTE_MAX_OTHERS];
    size_t count;

    if ((!route->shared && !route->contested) || read_route(checker, route) != SPLIT_NONE ||
        !route->contested)
        return;
    count = route_others(checker->api, request->method, request->url, route, others);
    for (size_t i = 0; i < count; i++) {
        route_split(&others[i], &checker->arena, NULL, NULL);
        if (read_route(checker, &others[i]) == SPLIT_HOLDS) {
            *route = others[i];
            return;
        }
    }
}
