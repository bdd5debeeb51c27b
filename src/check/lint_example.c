#include "check/lint.h"

#include "check/documented_values.h"
#include "check/judge_value.h"
#include "check/raise.h"

struct example_context {
    struct lint *lint;
    const struct lint_example *example;
    size_t prefix; /* bytes of the example's own pointer */
};

static void raise_value(void *context, const struct undocumented_value *value)
{
    const struct example_context *at = context;
    struct checker *checker = at->lint->checker;
    struct str pointer = node_pointer(&checker->arena, value->instance);

    raise_finding(checker, &(struct raised){.rule = RULE_DESCRIPTION_EXAMPLE_CONTRADICTS_ENUM,
                                            .part = PART_DESCRIPTION,
                                            .media_type = at->example->media_type,
                                            .status_key = at->example->status_key,
                                            .pointer = str_slice(pointer, at->prefix, SIZE_MAX),
                                            .place = value->instance,
                                            .message = documented_values_message(checker, value)});
}

void lint_example(struct lint *lint, const struct lint_example *example)
{
    struct checker *checker = lint->checker;
    struct example_context context = {lint, example, 0};
    void **seen = node_slot(&checker->arena, &lint->examples, example->value);

    if (*seen)
        return;
    *seen = lint;
    judge_value(checker, &(struct judged_value){.rule = example->rule,
                                                .undocumented = RULE_COUNT,
                                                .part = PART_DESCRIPTION,
                                                .direction = example->direction,
                                                .media_type = example->media_type,
                                                .status_key = example->status_key,
                                                .schema = example->schema,
                                                .instance = example->value,
                                                .in_description = true});
    context.prefix = node_pointer(&checker->arena, example->value).length;
    if (!documented_values_walk(checker, example->schema, example->value, raise_value, &context))
        raise_not_checked(checker, PART_DESCRIPTION, STR_NONE, example->media_type,
                          "documented values: the schema is too deep to be followed");
}

void lint_examples(struct lint *lint, const struct example *examples, size_t count,
                   const struct node *schema, const struct lint_site *site)
{
    for (size_t i = 0; i < count; i++)
        if (examples[i].value && schema)
            lint_example(lint, &(struct lint_example){.rule = RULE_DESCRIPTION_EXAMPLE_INVALID,
                                                      .value = examples[i].value,
                                                      .schema = schema,
                                                      .direction = site->direction,
                                                      .media_type = site->media_type,
                                                      .status_key = site->status_key});
}

/* An example of XML or of a form may be written as the text of the message: only what is a JSON
   value of its own is held against the schema. */
static bool example_is_value(const struct media_type *type, const struct node *value)
{
    struct content_type parsed;

    if (!content_type_parse(type->key, &parsed))
        return false;
    return content_type_is_json(&parsed) || str_equal_ignoring_case(parsed.type, STR("text")) ||
           node_is(value, NODE_OBJECT) || node_is(value, NODE_ARRAY);
}

void lint_media_type(struct lint *lint, const struct media_type *type, struct lint_site site)
{
    site.media_type = type->key;
    lint_schema(lint, type->schema);
    for (size_t i = 0; i < type->example_count; i++) {
        const struct example *example = &type->examples[i];

        if (!example->value || !type->schema)
            continue;
        if (example_is_value(type, example->value))
            lint_examples(lint, example, 1, type->schema, &site);
        else
            raise_not_checked(lint->checker, PART_DESCRIPTION, STR_NONE, type->key,
                              "an example of %.*s: no decoder for it", STR_ARGS(type->key));
    }
}
