#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"
#include "openapi/model.h"

static bool is_noted(const struct api *api, const struct node *place, const char *rule,
                     struct str message)
{
    for (size_t i = api->problem_count; i-- > 0;) {
        const struct problem *problem = &api->problems[i];

        if (problem->place == place && strcmp(problem->rule, rule) == 0 &&
            str_equal(problem->message, message))
            return true;
    }
    return false;
}

void openapi_problem(struct api *api, const struct node *place, const char *rule,
                     const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    struct str message = {text, 0};
    va_list arguments;

    if (api->problem_count == OPENAPI_MAX_PROBLEMS)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    message.length = strlen(text);
    if (is_noted(api, place, rule, message))
        return;
    if (api->problem_count == api->problem_capacity) {
        api->problem_capacity = api->problem_capacity ? api->problem_capacity * 2 : 16;
        api->problems = alloc_resize(api->problems, api->problem_capacity * sizeof *api->problems);
    }
    api->problems[api->problem_count++] = (struct problem){
        .place = place, .rule = rule, .message = str_copy(openapi_arena(api), message)};
}
