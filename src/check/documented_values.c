#include "check/documented_values.h"

#include "check/check_value_state.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "document/data_excerpt.h"
#include "finding/rules.h"

enum { VALUE_MAX_BYTES = 80, VALUES_MAX_BYTES = 200 };

/* Asked once for each schema: most descriptions have none, and bodies need no walk then. */
static bool states_any(struct checker *checker, const struct node *schema)
{
    const struct schema_reader reader = openapi_schema_reader(checker->api);

    return schema_leads_to(&reader, &checker->literals, schema, KEYWORD_DOCUMENTED_VALUES);
}

static bool is_listed(const struct node *values, const struct node *instance)
{
    for (const struct node *value = node_first(values); value < node_end(values);
         value = node_next(value))
        if (node_equal(value, instance))
            return true;
    return false;
}

bool documented_values_walk(struct checker *checker, const struct node *schema,
                            const struct node *instance,
                            void (*found)(void *context, const struct undocumented_value *value),
                            void *context)
{
    const struct schema_reader reader = openapi_schema_reader(checker->api);
    struct schema_pairs pairs;
    struct schema_pair pair;
    bool whole;

    if (!schema || !states_any(checker, schema))
        return true;
    schema_pairs_init(&pairs, &reader, WALK_CERTAIN);
    schema_pairs_add(&pairs, schema, instance);
    while (schema_pairs_next(&pairs, &pair)) {
        const struct node *values =
            node_member(pair.schema, keyword_name(KEYWORD_DOCUMENTED_VALUES));

        if (node_is(values, NODE_ARRAY) && !is_listed(values, pair.instance))
            found(context, &(struct undocumented_value){pair.instance, values});
    }
    whole = !pairs.cut;
    schema_pairs_release(&pairs);
    return whole;
}

struct told documented_values_told(struct checker *checker, const struct undocumented_value *value)
{
    struct arena *arena = &checker->arena;
    bool secret = value_at_is_secret(checker, PART_RESPONSE_BODY, STR_NONE, value->instance);
    struct told told = {.expected = node_excerpt(arena, value->values, VALUES_MAX_BYTES),
                        .found = secret ? STR(SECRET_NOT_SHOWN)
                                        : data_excerpt(arena, value->instance, VALUE_MAX_BYTES)};

    told.message = str_format(arena, "%.*s is not among the documented values %.*s",
                              STR_ARGS(told.found), STR_ARGS(told.expected));
    if (told.expected.length > strlen("[]")) /* a list without its brackets */
        told.expected = str_slice(told.expected, 1, told.expected.length - 2);
    return told;
}

/* ---- response.value-undocumented ---- */

struct response_context {
    struct checker *checker;
    const struct media_type *media_type;
};

static void raise_value(void *context, const struct undocumented_value *value)
{
    const struct response_context *response = context;
    struct checker *checker = response->checker;
    struct position position = node_position(value->instance);
    struct told told;

    if (placeholder_of(checker, node_string(value->instance)).text)
        return;
    told = documented_values_told(checker, value);
    raise_finding(checker,
                  &(struct raised){.rule = RULE_RESPONSE_VALUE_UNDOCUMENTED,
                                   .part = PART_RESPONSE_BODY,
                                   .media_type = response->media_type->key,
                                   .pointer = node_pointer(&checker->arena, value->instance),
                                   .instance = value->instance,
                                   .line = position.line,
                                   .column = position.column,
                                   .place = value->values,
                                   .message = told.message,
                                   .expected = told.expected,
                                   .found = told.found});
}

void check_documented_values(struct checker *checker, const struct media_type *media_type,
                             const struct node *body)
{
    struct response_context context = {checker, media_type};

    if (!media_type->schema || !states_any(checker, media_type->schema))
        return;
    checker->exercised.valued = true;
    if (!documented_values_walk(checker, media_type->schema, body, raise_value, &context))
        raise_not_checked(checker, PART_RESPONSE_BODY, STR_NONE, media_type->key,
                          "documented values: there are more values than are followed");
}
