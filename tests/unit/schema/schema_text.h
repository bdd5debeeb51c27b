/* Schemas and instances given as JSON text, and what an evaluation said, for the suites here. */
#ifndef SCHEMA_TEXT_H
#define SCHEMA_TEXT_H

#include <stdio.h>

#include "../document/read_text.h"
#include "schema/schema.h"
#include "unit.h"

struct judgement {
    struct arena arena;
    struct schema_set *set;
    struct evaluator *evaluator;
    const struct schema *schema;
    const struct node *instance;
    enum schema_verdict verdict;
    struct error err;
    unsigned failures, doubts;
    char text[8192];  /* a line a failure: "/pointer keyword: message", warnings with "~" before */
    char path[512];   /* the first failure's evaluation path */
    char reason[512]; /* the first doubt's */
};

static inline void note_failure(void *context, const struct schema_failure *failure)
{
    struct judgement *judgement = context;
    struct arena arena;
    struct str pointer, message = schema_failure_message(failure);
    struct str path = schema_failure_path(failure);
    size_t used = strlen(judgement->text);

    arena_init(&arena);
    pointer = node_pointer(&arena, failure->instance);
    if (!judgement->failures++)
        snprintf(judgement->path, sizeof judgement->path, "%.*s", STR_ARGS(path));
    snprintf(judgement->text + used, sizeof judgement->text - used, "%s%s%.*s %.*s: %.*s",
             used ? "\n" : "", failure->warning ? "~" : "", STR_ARGS(pointer),
             STR_ARGS(failure->keyword), STR_ARGS(message));
    arena_release(&arena);
}

static inline void note_doubt(void *context, const struct schema_doubt *doubt)
{
    struct judgement *judgement = context;

    if (!judgement->doubts++)
        snprintf(judgement->reason, sizeof judgement->reason, "%.*s", STR_ARGS(doubt->reason));
}

/* Compiles and judges; judgement_release afterwards. The verdict without a callback is the same. */
static inline void judge(struct judgement *judgement, const struct schema_settings *settings,
                         const char *schema, const char *instance, enum schema_direction direction)
{
    struct schema_question question = {.direction = direction,
                                       .failure = note_failure,
                                       .doubt = note_doubt,
                                       .context = judgement,
                                       .coverage = true};
    struct schema_question quiet = {.direction = direction};
    enum schema_verdict verdict;

    *judgement = (struct judgement){.verdict = SCHEMA_UNKNOWN};
    arena_init(&judgement->arena);
    judgement->set = schema_set_new(settings);
    judgement->evaluator = evaluator_new();
    judgement->schema =
        schema_compile(judgement->set, read_text(&judgement->arena, schema), &judgement->err);
    if (!judgement->schema)
        return;
    judgement->instance = read_text(&judgement->arena, instance);
    verdict = schema_evaluate(judgement->evaluator, judgement->schema, judgement->instance, &quiet);
    judgement->verdict =
        schema_evaluate(judgement->evaluator, judgement->schema, judgement->instance, &question);
    ck_assert_msg(verdict == judgement->verdict, "%.300s on %.300s: %d without callback, %d with",
                  schema, instance, (int)verdict, (int)judgement->verdict);
}

static inline void judgement_release(struct judgement *judgement)
{
    evaluator_free(judgement->evaluator);
    schema_set_free(judgement->set);
    arena_release(&judgement->arena);
}

#endif
