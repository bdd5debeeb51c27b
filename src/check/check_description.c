/* lint: every operation is opened, every schema walked, every example held against its schema. What
   loading and opening noted as problems become findings at the end. */
#include "check/lint.h"

#include <stdarg.h>
#include <stdio.h>

#include "check/raise.h"

void lint_raise(struct lint *lint, enum rule rule, enum severity ceiling, const struct node *place,
                const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    raise_finding(lint->checker, &(struct raised){.rule = rule,
                                                  .ceiling = ceiling,
                                                  .part = PART_DESCRIPTION,
                                                  .place = place,
                                                  .message = str_of(text)});
}

static void lint_content(struct lint *lint, const struct content *content,
                         const struct lint_site *site)
{
    for (size_t i = 0; i < content->count; i++)
        lint_media_type(lint, &content->items[i], *site);
}

static void lint_parameters(struct lint *lint, const struct parameters *parameters,
                            const struct lint_site *site)
{
    for (size_t i = 0; i < parameters->count; i++) {
        const struct parameter *parameter = &parameters->items[i];

        if (parameter->content)
            lint_media_type(lint, parameter->content, *site);
        lint_schema(lint, parameter->schema);
        lint_examples(lint, parameter->examples, parameter->example_count, parameter->schema, site);
    }
}

static void lint_operation(struct lint *lint, struct operation *closed)
{
    const struct operation *operation = operation_open(lint->checker->api, closed);
    struct lint_site request = {.direction = SCHEMA_REQUEST};

    lint->checker->exercised.operation = operation;
    lint_parameters(lint, &operation->parameters, &request);
    if (operation->request_body)
        lint_content(lint, &operation->request_body->content, &request);
    for (size_t i = 0; i < operation->response_count; i++) {
        const struct response_object *response = &operation->responses[i];
        struct lint_site site = {.direction = SCHEMA_RESPONSE, .status_key = response->key};

        lint_parameters(lint, &response->headers, &site);
        lint_content(lint, &response->content, &site);
    }
    lint->checker->exercised.operation = NULL;
}

/* Walking the schemas may note problems too: this comes last. */
static void raise_problems(struct lint *lint)
{
    const struct api *api = lint->checker->api;

    for (size_t i = 0; i < api->problem_count; i++) {
        const struct problem *problem = &api->problems[i];
        enum rule rule = rule_by_id(str_of(problem->rule));

        lint_raise(lint, rule == RULE_COUNT ? RULE_DESCRIPTION_INVALID : rule, SEVERITY_OFF,
                   problem->place, "%.*s", STR_ARGS(problem->message));
    }
}

void check_description(struct checker *checker, struct judgement *judgement)
{
    struct lint lint = {.checker = checker};

    checker_begin(checker, NULL, CHECK_MAX_LINT_FINDINGS);
    for (size_t i = 0; i < checker->api->operation_count; i++)
        lint_operation(&lint, &checker->api->operations[i]);
    openapi_list_calls(checker->api);
    for (size_t i = 0; i < checker->api->call_count; i++)
        lint_operation(&lint, &checker->api->calls[i]);
    lint_components(&lint);
    raise_problems(&lint);
    map_release(&lint.schemas);
    map_release(&lint.examples);
    VEC_RELEASE(&lint.pending);
    checker_finish(checker, true, judgement);
}
