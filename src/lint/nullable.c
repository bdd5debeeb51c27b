/* nullable adds null to the `type` beside it (OpenAPI 3.0.3, "Clarify Semantics of nullable"): what
   stands in allOf, anyOf and oneOf may refuse null all the same. */
#include "finding/rules.h"
#include "lint/linter.h"

static void on_failure(void *context, const struct schema_failure *failure)
{
    bool *told = context;

    *told = *told || (failure->warning && (str_is(failure->keyword, "nullable") ||
                                           str_is(failure->keyword, "x-nullable")));
}

void lint_nullable(struct lint *lint, const struct schema_view *view)
{
    struct checker *checker = lint->checker;
    const struct schema *schema;
    const struct document *null;
    struct read_failure problem;
    bool told = false;

    if (!schema_view_is_nullable(view) ||
        !(view->members[KEYWORD_ALL_OF] || view->members[KEYWORD_ANY_OF] ||
          view->members[KEYWORD_ONE_OF]))
        return;
    schema = decoding_schema(&checker->decoding, view->schema);
    null = json_read(&checker->arena, STR("null"), STR("null"), &problem);
    if (schema && null)
        schema_evaluate(checker->evaluator, schema, null->root,
                        &(struct schema_question){.failure = on_failure, .context = &told});
    if (told)
        lint_raise_once(lint, RULE_DESCRIPTION_NULLABLE_WITHOUT_TYPE, SEVERITY_OFF, STR("nullable"),
                        view->members[KEYWORD_NULLABLE] ? view->members[KEYWORD_NULLABLE]
                                                        : view->members[KEYWORD_X_NULLABLE],
                        "nullable adds null to a `type` only, and a schema beside it refuses null");
}
