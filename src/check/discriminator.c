/* Discriminators: the schema that a property's value chooses (OpenAPI 3.1, 4.8.25). A discriminator
   is a hint and changes no verdict, so the value is judged against the chosen schema separately.
   What that schema describes counts as described, even where no keyword leads to it because it
   extends the schema that is referred to (the allOf form, and 2.0). */
#include "base/data_span.h"
#include "check/check_value_state.h"
#include "check/placeholder_check.h"
#include "check/value_failure.h"
#include "finding/rules.h"

bool discriminators_are_stated(struct checker *checker, const struct node *schema)
{
    const struct schema_reader reader = openapi_schema_reader(checker->api);

    return schema_leads_to(&reader, &checker->discriminators, schema, KEYWORD_DISCRIMINATOR);
}

/* Beside branches that all have no name ("inline schemas will not be considered", 3.0.4, 4.7.25)
   there is nothing to be named. */
static bool names_nothing(const struct node *schema)
{
    const struct node *list = node_member(schema, STR("oneOf"));

    if (!list)
        list = node_member(schema, STR("anyOf"));
    if (!node_is(list, NODE_ARRAY) ||
        node_member(node_member(schema, STR("discriminator")), STR("mapping")))
        return false;
    for (const struct node *branch = node_first(list); branch < node_end(list);
         branch = node_next(branch))
        if (node_member(branch, STR("$ref")))
            return false;
    return true;
}

/* ---- what is chosen ---- */

struct walk {
    struct value_check *check;
    struct schema_pairs pairs;
};

static void list_components(struct checker *checker)
{
    const struct node *components = openapi_components(checker->api, FIELD_COMPONENTS_SCHEMAS);

    if (!node_is(components, NODE_OBJECT))
        return;
    for (const struct node *key = node_first(components); key < node_end(components);
         key = node_next_key(key)) {
        void **named = map_put(&checker->components, node_string(key));

        *named = *named ? *named : (void *)node_value(key); /* of two, the first is read */
    }
}

/* A description may have thousands, and each value of a message may name one. */
static const struct node *find_component(struct walk *walk, struct str name)
{
    struct checker *checker = walk->check->checker;

    if (checker->components.count == 0)
        list_components(checker);
    return map_get(&checker->components, name);
}

/* The string is the name of a component, or else a reference. NULL, and a not-checked entry, when
   it leads nowhere. */
static const struct node *find_schema(struct walk *walk, const struct node *string)
{
    const struct node *found = find_component(walk, node_string(string));
    const struct checked_value *value = walk->check->value;
    struct error err = {0};

    if (!found)
        found = openapi_follow(walk->check->checker->api, string, &err);
    if (!found)
        raise_not_checked_of(
            walk->check->checker, err.cause, value->part, value->name, value->media_type,
            "the schema that a discriminator chooses cannot be used: %s", err.message);
    return found;
}

/* mapping first, then the names of components. 2.0 has neither object nor mapping. *unread: one is
   named, and it leads nowhere. */
static const struct node *choose(struct walk *walk, const struct node *discriminator,
                                 struct str value, bool *unread)
{
    const struct node *mapping = node_member(discriminator, STR("mapping"));
    const struct node *mapped = node_is(mapping, NODE_OBJECT) ? node_member(mapping, value) : NULL;
    const struct node *by_default = node_member(discriminator, STR("defaultMapping"));
    const struct node *chosen = NULL;

    if (value.text && !node_is(mapped, NODE_STRING))
        chosen = find_component(walk, value);
    if (!chosen && !node_is(mapped, NODE_STRING))
        mapped = by_default; /* OpenAPI 3.2, 4.25 */
    *unread = false;
    if (chosen || !node_is(mapped, NODE_STRING))
        return chosen;
    chosen = find_schema(walk, mapped);
    *unread = !chosen;
    return chosen;
}

/* ---- holding it against the value ---- */

/* As much of it as is known; NULL: it is no schema. */
static const struct schema *program_of(struct walk *walk, const struct node *schema)
{
    struct decoding *decoding = &walk->check->checker->decoding;
    const struct schema *program = decoding_schema(decoding, schema);

    return program ? program : openapi_compile_in_part(decoding->api, schema);
}

static enum schema_verdict put(struct walk *walk, const struct node *schema,
                               const struct node *instance, struct schema_question *question)
{
    const struct schema *program = program_of(walk, schema);

    question->direction = walk->check->value->direction;
    return program ? schema_evaluate(walk->check->checker->evaluator, program, instance, question)
                   : SCHEMA_UNKNOWN;
}

static enum schema_verdict ask(struct walk *walk, const struct node *schema,
                               const struct node *instance, bool coverage)
{
    return put(walk, schema, instance, &(struct schema_question){.coverage = coverage});
}

/* The first thing that does not hold, in words. */
struct reason {
    struct walk *walk;
    const struct node *instance;
    struct str text;
};

static void on_reason(void *context, const struct schema_failure *failure)
{
    struct reason *reason = context;
    const struct value_check *check = reason->walk->check;
    struct arena *arena = &check->checker->arena;
    struct str from = node_pointer(arena, reason->instance);
    struct str pointer = node_pointer(arena, failure->instance);
    struct str message;

    if (reason->text.text || failure->warning)
        return;
    message = failure_message(arena, failure, value_is_secret(check, failure));
    pointer = str_slice(pointer, from.length, SIZE_MAX);
    reason->text = str_format(arena, "%.*s%s%.*s", STR_ARGS(data_url(arena, pointer)),
                              pointer.length ? ": " : "", STR_ARGS(message));
}

static struct str reason_of(struct walk *walk, const struct node *schema,
                            const struct node *instance)
{
    struct reason reason = {walk, instance, STR_NONE};

    put(walk, schema, instance,
        &(struct schema_question){.failure = on_reason, .context = &reason});
    return reason.text;
}

static bool is_within(const struct node *node, const struct node *value)
{
    return value <= node && node < node_end(value);
}

/* What the chosen schema describes is not undocumented; of one that is not known (NULL) that may be
   everything. */
static void drop_described(struct walk *walk, const struct node *chosen,
                           const struct node *instance)
{
    struct value_check *check = walk->check;
    bool some = false;

    for (size_t i = 0; i < check->undocumented.count && !some; i++)
        some = is_within(check->undocumented.items[i].member.key, instance);
    if (!some || (chosen && !program_of(walk, chosen)))
        return;
    if (chosen)
        ask(walk, chosen, instance, true);
    for (size_t i = 0; i < check->undocumented.count; i++) {
        struct undocumented *undocumented = &check->undocumented.items[i];

        if (is_within(undocumented->member.key, instance) &&
            (!chosen || evaluator_described(check->checker->evaluator, undocumented->member.key)))
            undocumented->dropped = true;
    }
}

static void raise(struct walk *walk, const struct node *instance, const rule_index rules[2],
                  const struct node *place, const struct told *told)
{
    struct value_check *check = walk->check;
    struct raised raised = raised_at(check, instance);

    if (check->value->direction == SCHEMA_ANY || value_check_is_full(check))
        return;
    raised.rule = rules[check->value->direction == SCHEMA_RESPONSE];
    raised.place = place;
    raised.message = told->message;
    raised.expected = told->expected;
    raised.found = told->found;
    raise_finding(check->checker, &raised);
}

/* The place is the schema's, so that what is told of one schema is not counted as another's. */
static void raise_mismatch(struct walk *walk, const struct node *instance,
                           const struct node *chosen, struct str property, struct str value)
{
    static const rule_index rules[] = {RULE_REQUEST_DISCRIMINATOR_MISMATCH,
                                       RULE_RESPONSE_DISCRIMINATOR_MISMATCH};
    struct arena *arena = &walk->check->checker->arena;
    const struct node *key = node_key_of(chosen);
    struct str said =
        value.text ? str_format(arena, "is \"%.*s\"", STR_ARGS(value)) : STR("is not there");
    struct str name = key ? str_slice(node_text(key), 0, 100) : STR("its schema");

    struct str reason = reason_of(walk, chosen, instance);

    raise(walk, instance, rules, chosen,
          &(struct told){.message = str_format(
                             arena,
                             "%.*s %.*s, and the value, valid as a whole, does not fit %.*s: %.*s",
                             STR_ARGS(property), STR_ARGS(said), STR_ARGS(name), STR_ARGS(reason)),
                         .expected = str_format(arena, "what fits %.*s", STR_ARGS(name)),
                         .found = reason});
}

static void raise_unknown(struct walk *walk, const struct node *instance,
                          const struct node *discriminator, struct str property, struct str value)
{
    static const rule_index rules[] = {RULE_REQUEST_DISCRIMINATOR_UNKNOWN,
                                       RULE_RESPONSE_DISCRIMINATOR_UNKNOWN};

    struct arena *arena = &walk->check->checker->arena;
    struct str shown = str_format(arena, "\"%.*s\"", STR_ARGS(value));

    raise(walk, instance, rules, discriminator,
          &(struct told){.message = str_format(arena, "%.*s is %.*s, which names no schema",
                                               STR_ARGS(property), STR_ARGS(shown)),
                         .expected = STR("the name of a schema"),
                         .found = shown});
}

/* The property's value is shown in the message: names of schemas are no secrets. */
static void hold(struct walk *walk, const struct node *schema, const struct node *instance,
                 const struct node *chosen, struct str property)
{
    const struct node *discriminator = node_member(schema, STR("discriminator"));
    struct str value =
        data_cut(&walk->check->checker->arena, node_string(node_member(instance, property)), 100);

    if (!chosen && placeholder_note_value(walk->check, node_member(instance, property)))
        return;
    if (!chosen && !names_nothing(schema) && ask(walk, schema, instance, false) == SCHEMA_VALID)
        raise_unknown(walk, instance, discriminator, property, value);
    if (!chosen)
        return;
    if (ask(walk, chosen, instance, false) == SCHEMA_INVALID &&
        ask(walk, schema, instance, false) == SCHEMA_VALID)
        raise_mismatch(walk, instance, chosen, property, value);
    drop_described(walk, chosen, instance);
}

/* ---- the walk ---- */

/* A branch only where it holds: another one is not about the value. */
static bool is_of_interest(void *context, const struct schema_pair *pair, unsigned how)
{
    struct walk *walk = context;

    return discriminators_are_stated(walk->check->checker, pair->schema) &&
           (how != SCHEMAS_BRANCH ||
            ask(walk, pair->schema, pair->instance, false) == SCHEMA_VALID);
}

/* Where a schema is chosen, it is followed instead of the branches. */
static void visit(struct walk *walk, const struct schema_pair *pair)
{
    const struct node *discriminator = node_member(pair->schema, STR("discriminator")), *chosen;
    struct str property = node_is(discriminator, NODE_STRING)
                              ? node_string(discriminator)
                              : node_member_string(discriminator, "propertyName");
    struct str value = node_string(node_member(pair->instance, property));
    bool unread;

    if (!node_is(pair->instance, NODE_OBJECT) || !property.text ||
        (!value.text && !node_member(discriminator, STR("defaultMapping"))))
        return;
    chosen = choose(walk, discriminator, value, &unread);
    if (unread)
        drop_described(walk, NULL, pair->instance);
    else
        hold(walk, pair->schema, pair->instance, chosen, property);
    if (chosen)
        schema_pairs_narrow(&walk->pairs, WALK_CERTAIN);
    schema_pairs_add(&walk->pairs, chosen, pair->instance);
}

void discriminators_follow(struct value_check *check)
{
    const struct schema_reader reader = openapi_schema_reader(check->checker->api);
    struct walk walk = {.check = check};
    struct schema_pair pair;

    schema_pairs_init(&walk.pairs, &reader, WALK_BRANCHES);
    walk.pairs.enters = is_of_interest;
    walk.pairs.context = &walk;
    schema_pairs_add(&walk.pairs, check->value->schema, check->value->instance);
    while (schema_pairs_next(&walk.pairs, &pair))
        visit(&walk, &pair);
    if (walk.pairs.cut)
        raise_not_checked(check->checker, check->value->part, check->value->name,
                          check->value->media_type,
                          "discriminators: there are more values than are followed");
    schema_pairs_release(&walk.pairs);
}
