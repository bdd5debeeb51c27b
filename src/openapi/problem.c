#include <stdarg.h>
#include <stdio.h>

#include "base/alloc.h"
#include "base/text_format.h"
#include "openapi/model.h"

/* Problems of one place form a chain, the last of them first. */
static bool is_noted(const struct api *api, const struct problem *problem)
{
    for (size_t i = problem->previous; i > 0; i = api->problems[i - 1].previous) {
        const struct problem *other = &api->problems[i - 1];

        if (strcmp(problem->rule, other->rule) == 0 && str_equal(problem->message, other->message))
            return true;
    }
    return false;
}

static void add(struct api *api, struct problem problem)
{
    void **last;

    if (api->problem_count == OPENAPI_MAX_PROBLEMS)
        return;
    last = pointer_map_put(&api->problems_by_place, problem.place, 0);
    problem.previous = (size_t)(uintptr_t)*last;
    if (is_noted(api, &problem))
        return;
    if (api->problem_count == api->problem_capacity) {
        api->problem_capacity = api->problem_capacity ? api->problem_capacity * 2 : 16;
        api->problems = alloc_resize(api->problems, api->problem_capacity * sizeof *api->problems);
    }
    problem.message = str_copy(openapi_arena(api), problem.message);
    problem.cause = problem.cause.length ? str_copy(openapi_arena(api), problem.cause) : STR_NONE;
    api->problems[api->problem_count++] = problem;
    *last = (void *)(uintptr_t)api->problem_count;
}

static void note(struct api *api, struct problem problem, const char *format, va_list arguments)
{
    char text[ERROR_MESSAGE_BYTES];

    problem.message = text_format_cut(text, sizeof text, format, arguments);
    pthread_mutex_lock(&api->lock);
    add(api, problem);
    pthread_mutex_unlock(&api->lock);
}

void openapi_problem(struct api *api, const struct node *place, const char *rule,
                     const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    note(api, (struct problem){.place = place, .rule = rule}, format, arguments);
    va_end(arguments);
}

void openapi_mild_problem(struct api *api, const struct node *place, const char *rule,
                          const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    note(api, (struct problem){.place = place, .rule = rule, .mild = true}, format, arguments);
    va_end(arguments);
}

void openapi_caused_problem(struct api *api, const struct node *place, struct str cause,
                            const char *rule, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    note(api, (struct problem){.place = place, .rule = rule, .cause = cause, .once = true}, format,
         arguments);
    va_end(arguments);
}

/* The message without the place of the problem, which the problem already has. */
static struct str without_place(const struct node *site, const char *message)
{
    struct position position = node_position(site);
    char place[ERROR_MESSAGE_BYTES];

    snprintf(place, sizeof place, "%.*s:%zu:%zu: ", STR_ARGS(node_file(site)), position.line,
             position.column);
    return str_of(str_starts_with(str_of(message), str_of(place)) ? message + strlen(place)
                                                                  : message);
}

void openapi_error_problem(struct api *api, const struct node *place, const char *rule, bool mild,
                           const struct error *err)
{
    pthread_mutex_lock(&api->lock);
    add(api, (struct problem){.place = place,
                              .rule = rule,
                              .message = without_place(place, err->message),
                              .cause = str_of(err->cause),
                              .once = err->unread,
                              .mild = mild});
    pthread_mutex_unlock(&api->lock);
}

void openapi_field_problem(struct api *api, const struct node *object, struct str field,
                           const char *rule, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    note(api, (struct problem){.place = object, .rule = rule, .field = field}, format, arguments);
    va_end(arguments);
}
