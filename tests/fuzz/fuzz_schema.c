/* Schemas: any JSON compiles or is refused, any instance is judged within limits, and the verdict
   is the same with and without a callback. Input: a byte for the dialect, schema, line feed,
   instance.
*/
#include <stdio.h>
#include <stdlib.h>

#include "schema/evaluator.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEPS = 20000, DIALECTS = DIALECT_OAS32 + 1 };

static void note_failure(void *context, const struct schema_failure *failure)
{
    if (!failure->instance || !failure->place || !schema_failure_message(failure).text ||
        !schema_failure_path(failure).text)
        abort();
    ++*(size_t *)context;
}

static void note_key(void *context, const struct undocumented_member *member)
{
    if (member->key->kind != NODE_STRING || member->place->kind > NODE_OBJECT)
        abort();
    ++*(size_t *)context;
}

static void judge(struct evaluator *evaluator, const struct schema *schema,
                  const struct node *instance)
{
    size_t failures = 0, undocumented = 0;
    struct schema_question aloud = {
        .failure = note_failure, .coverage = true, .context = &failures};
    enum schema_verdict quiet = schema_evaluate(evaluator, schema, instance, NULL);
    enum schema_verdict loud = schema_evaluate(evaluator, schema, instance, &aloud);

    schema_undocumented(evaluator, instance, note_key, &undocumented);
    if (quiet != SCHEMA_UNKNOWN && loud != SCHEMA_UNKNOWN && quiet != loud) {
        fprintf(stderr, "does not hold: quiet %d, aloud %d\n", (int)quiet, (int)loud);
        abort();
    }
    if (loud == SCHEMA_INVALID && failures == 0) {
        fprintf(stderr, "does not hold: every failure is told\n");
        abort();
    }
    schema_types(schema);
}

static const struct node *read_part(struct arena *arena, struct str text)
{
    struct read_failure failure;
    const struct document *document = json_read(arena, STR("fuzz.json"), text, &failure);

    return document ? document->root : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data + 1, size - 1};
    struct schema_settings settings = {.formats = FORMATS_ERROR};
    struct arena arena;
    struct schema_set *set;
    struct evaluator *evaluator;
    const struct node *schema_node, *instance;
    const struct schema *schema = NULL;

    if (size < 2)
        return 0;
    settings.dialect = (enum schema_dialect)(data[0] % DIALECTS);
    arena_init(&arena);
    schema_node = read_part(&arena, str_cut(&rest, '\n'));
    instance = rest.text ? read_part(&arena, rest) : schema_node;
    set = schema_set_new(&settings);
    evaluator = evaluator_new();
    evaluator->step_ceiling = STEPS;
    if (schema_node)
        schema = schema_compile(set, schema_node, NULL);
    if (schema && instance)
        judge(evaluator, schema, instance);
    evaluator_free(evaluator);
    schema_set_free(set);
    arena_release(&arena);
    return 0;
}
