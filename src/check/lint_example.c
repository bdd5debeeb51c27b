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
        raise_not_checked(checker, PART_DESCRIPTION, example->media_type,
                          "documented values: the schema is too deep to be followed");
}
