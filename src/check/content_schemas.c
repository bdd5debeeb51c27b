/* contentSchema is about what a string means, and annotates it (2020-12 validation, 8.5). Here it
   is not judged, and what is not judged is said. */
#include "check/check_value_state.h"

struct listener {
    struct value_check *check;
    bool told;
};

static void on_annotation(void *context, const struct schema_annotation *annotation)
{
    struct listener *listener = context;
    struct value_check *check = listener->check;
    struct raised at;

    if (listener->told || !str_is(node_text(annotation->key), "contentSchema"))
        return;
    listener->told = true;
    at = raised_at(check, annotation->instance);
    raise_not_checked(check->checker, check->value->part, check->value->name,
                      check->value->media_type, "contentSchema, of the text at %.*s, is not judged",
                      STR_ARGS(at.pointer.length ? at.pointer : STR("the root")));
}

void content_schemas_note(struct value_check *check, const struct schema *schema)
{
    struct checker *checker = check->checker;
    const struct schema_reader reader = openapi_schema_reader(checker->api);
    struct listener listener = {.check = check};

    if (!schema_leads_to(&reader, &checker->content_schemas, check->value->schema,
                         KEYWORD_CONTENT_SCHEMA))
        return;
    schema_evaluate(checker->evaluator, schema, check->value->instance,
                    &(struct schema_question){.direction = check->value->direction,
                                              .annotation = on_annotation,
                                              .context = &listener});
}
