#include "observe/comparison.h"

#include <stdlib.h>

#include "base/data_span.h"
#include "finding/rules.h"
#include "http/media_type.h"

struct comparison *comparison_new(struct api *api)
{
    struct comparison *comparison = alloc_zeroed(1, sizeof *comparison);

    comparison->api = api;
    arena_init(&comparison->arena);
    arena_init(&comparison->scratch);
    comparison->operations =
        ARENA_ARRAY(&comparison->arena, struct compared_operation, api->operation_count + 1);
    return comparison;
}

static void status_release(struct compared_status *status)
{
    for (size_t i = 0; i < status->types.count; i++) {
        shape_release(status->types.items[i].shapes[COMPARED_NEW]);
        shape_release(status->types.items[i].shapes[COMPARED_OLD]);
    }
    VEC_RELEASE(&status->types);
}

void comparison_free(struct comparison *comparison)
{
    if (!comparison)
        return;
    for (size_t i = 0; i < comparison->api->operation_count; i++) {
        struct compared_operation *operation = &comparison->operations[i];

        for (size_t j = 0; j < operation->statuses.count; j++)
            status_release(&operation->statuses.items[j]);
        VEC_RELEASE(&operation->statuses);
    }
    arena_release(&comparison->scratch);
    arena_release(&comparison->arena);
    free(comparison);
}

/* ---- adding ---- */

static struct compared_status *status_of(struct comparison *comparison,
                                         struct compared_operation *operation, int status,
                                         const struct response_object *response)
{
    for (size_t i = 0; i < operation->statuses.count; i++)
        if (operation->statuses.items[i].status == status)
            return &operation->statuses.items[i];
    VEC_ADD(&operation->statuses,
            ((struct compared_status){
                .status = status,
                .key = response ? response->key : str_format(&comparison->arena, "%d", status),
                .place = response ? response->place : operation->operation->place}));
    return &operation->statuses.items[operation->statuses.count - 1];
}

static struct compared_type *type_of(struct comparison *comparison, struct compared_status *status,
                                     struct str text)
{
    struct str name = content_type_name(text);

    for (size_t i = 0; i < status->types.count; i++)
        if (str_equal_ignoring_case(status->types.items[i].name, name))
            return &status->types.items[i];
    VEC_ADD(&status->types, ((struct compared_type){.name = str_copy(&comparison->arena, name)}));
    return &status->types.items[status->types.count - 1];
}

static void add_body(struct comparison *comparison, struct compared_type *type, enum compared side,
                     const struct body *body)
{
    const struct document *document;

    if (body->state != BODY_PRESENT || content_kind_of(type->name) != CONTENT_JSON)
        return;
    document = json_read(&comparison->scratch, STR("body"), body->bytes, NULL);
    if (!document)
        return;
    if (!type->shapes[side])
        type->shapes[side] = shape_new(&comparison->arena);
    shape_add(&comparison->arena, type->shapes[side], document->root);
}

void comparison_add(struct comparison *comparison, enum compared side,
                    const struct exchange *exchange, const struct exercised *exercised)
{
    const struct response *response = &exchange->response;
    struct compared_operation *operation;
    struct compared_status *status;
    struct compared_type *type;

    if (!exercised->operation || exercised->operation->kind != OPERATION_PATH || !response->status)
        return;
    operation = &comparison->operations[exercised->operation->index];
    operation->operation = exercised->operation;
    operation->seen.sides[side]++;
    status = status_of(comparison, operation, response->status, exercised->response);
    status->seen.sides[side]++;
    type = type_of(comparison, status,
                   response->body.state == BODY_EMPTY
                       ? STR("")
                       : headers_get(&response->headers, "content-type"));
    type->seen.sides[side]++;
    if (exercised->response_type)
        type->schema = exercised->response_type->schema;
    add_body(comparison, type, side, &response->body);
    arena_clear(&comparison->scratch);
}

/* ---- telling ---- */

void comparison_tell(const struct context *context, const struct difference *difference)
{
    struct arena *arena = &context->comparison->arena;
    const struct operation *operation = context->operation->operation;
    struct found found = {.subject = {.rule = difference->rule,
                                      .part = difference->part,
                                      .pointer = difference->pointer},
                          .told = {difference->message, difference->expected, difference->found},
                          .place = difference->place};
    struct finding finding = {.operation = operation_name(operation)};

    rule_subject_operation(arena, &found.subject, operation);
    if (context->status) {
        found.subject.status = finding.status = context->status->status;
        finding.status_key = context->status->key;
    }
    if (context->type)
        finding.media_type = context->type->name;
    if (settle(context->settler, arena, &found, &finding))
        findings_add(context->findings, &finding);
}

struct str comparison_counts(struct arena *arena, const struct counts *seen,
                             const struct counts *all, const char *one, const char *many)
{
    return str_format(arena, "in %llu of %llu %s of the recording, in %llu of %llu of the other",
                      (unsigned long long)seen->sides[COMPARED_NEW],
                      (unsigned long long)all->sides[COMPARED_NEW],
                      str_counted(all->sides[COMPARED_NEW], one, many),
                      (unsigned long long)seen->sides[COMPARED_OLD],
                      (unsigned long long)all->sides[COMPARED_OLD]);
}

static bool is_on_both(const struct counts *counts)
{
    return counts->sides[COMPARED_NEW] && counts->sides[COMPARED_OLD];
}

/* ---- media types, statuses, operations ---- */

static void compare_type(struct context *context, const struct compared_type *type)
{
    struct comparison *comparison = context->comparison;

    if (is_on_one_side(&type->seen)) {
        comparison_tell(
            context,
            &(struct difference){
                .rule = RULE_DRIFT_MEDIA_TYPE_DIFFERS,
                .part = PART_RESPONSE_HEADER,
                .place = context->status->place,
                .message = str_format(
                    &comparison->arena, "%.*s %.*s",
                    STR_ARGS(type->name.length ? data_name(&comparison->arena, type->name)
                                               : STR("a response without content")),
                    STR_ARGS(comparison_counts(&comparison->arena, &type->seen,
                                               &context->status->seen, "response", "responses")))});
        return;
    }
    if (!type->shapes[0] || !type->shapes[1])
        return;
    context->type = type;
    comparison_compare_bodies(context);
    context->type = NULL;
}

static void compare_status(struct context *context, const struct compared_status *status)
{
    struct comparison *comparison = context->comparison;

    context->status = status;
    if (is_on_one_side(&status->seen))
        comparison_tell(
            context,
            &(struct difference){
                .rule = RULE_DRIFT_STATUS_DIFFERS,
                .part = PART_RESPONSE_STATUS,
                .place = status->place,
                .message = str_format(&comparison->arena, "status %d %.*s", status->status,
                                      STR_ARGS(comparison_counts(&comparison->arena, &status->seen,
                                                                 &context->operation->seen,
                                                                 "exchange", "exchanges")))});
    else
        for (size_t i = 0; i < status->types.count; i++)
            compare_type(context, &status->types.items[i]);
    context->status = NULL;
}

void comparison_find(struct comparison *comparison, const struct settler *settler,
                     struct findings *findings)
{
    for (size_t i = 0; i < comparison->api->operation_count; i++) {
        const struct compared_operation *operation = &comparison->operations[i];
        struct context context = {.comparison = comparison,
                                  .settler = settler,
                                  .findings = findings,
                                  .operation = operation};

        if (!is_on_both(&operation->seen))
            continue;
        for (size_t j = 0; j < operation->statuses.count; j++)
            compare_status(&context, &operation->statuses.items[j]);
    }
}
