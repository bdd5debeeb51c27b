#include "call/schema_mistakes.h"

#include "base/map.h"
#include "call/caller.h"
#include "schema/ineffective.h"
#include "schema/keyword.h"

struct mistakes {
    const struct oasdrift_terminal_options *terminal;
    struct map told; /* the lines: several parts of a meta-schema may say the same of a place */
    struct arena *arena;
};

static const char *metaschema_of(enum schema_dialect dialect)
{
    static const char *const uris[] = {
        [DIALECT_2020_12] = "https://json-schema.org/draft/2020-12/schema",
        [DIALECT_2019_09] = "https://json-schema.org/draft/2019-09/schema",
        [DIALECT_DRAFT7] = "http://json-schema.org/draft-07/schema",
        [DIALECT_DRAFT6] = "http://json-schema.org/draft-06/schema",
        [DIALECT_DRAFT4] = "http://json-schema.org/draft-04/schema",
        [DIALECT_OAS20] = "urn:oasdrift:oas/2.0/schema-object",
        [DIALECT_OAS30] = "urn:oasdrift:oas/3.0/schema-object",
        [DIALECT_OAS31] = "https://spec.openapis.org/oas/3.1/dialect/base",
        [DIALECT_OAS32] = "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
    };

    return uris[dialect];
}

static void say(struct mistakes *mistakes, const struct node *place, struct str message,
                struct str keyword)
{
    struct position at = node_position(place);
    struct error line = {0};

    error_raise(&line, "%.*s:%zu:%zu: a mistake in the schema: %.*s [%.*s]",
                STR_ARGS(node_document(place)->file), at.line, at.column, STR_ARGS(message),
                STR_ARGS(keyword));
    if (map_get(&mistakes->told, str_of(line.message)))
        return;
    *map_put(&mistakes->told, str_copy(mistakes->arena, str_of(line.message))) = mistakes;
    if (mistakes->told.count <= SCHEMA_MISTAKES_SHOWN)
        caller_say(mistakes->terminal, line.message);
}

static void note(void *context, const struct schema_failure *failure)
{
    if (!str_is(failure->keyword, "anyOf")) /* failures of its nearest branch follow */
        say(context, failure->instance, schema_failure_message(failure), failure->keyword);
}

/* Under the name that lint has for it. */
static void note_ineffective(void *context, const struct node *key, struct str reason)
{
    say(context, key, reason, STR("keyword-ineffective"));
}

static void say_rest(const struct mistakes *mistakes)
{
    struct error line = {0};

    if (mistakes->told.count <= SCHEMA_MISTAKES_SHOWN)
        return;
    error_raise(&line, "and %zu more %s in the schema",
                mistakes->told.count - SCHEMA_MISTAKES_SHOWN,
                str_counted(mistakes->told.count - SCHEMA_MISTAKES_SHOWN, "mistake", "mistakes"));
    caller_say(mistakes->terminal, line.message);
}

/* Of the schema, or of the file that it is part of. */
static struct str named_dialect(const struct node *schema)
{
    struct str named = node_member_string(schema, "$schema");

    return named.text ? named : node_member_string(node_document(schema)->root, "$schema");
}

/* A schema knows better than who reads it what it is written in. */
static void say_dialect(const struct oasdrift_terminal_options *terminal,
                        const struct chosen_schema *schema)
{
    struct str named = named_dialect(schema->node);
    enum schema_dialect dialect;
    struct error line = {0};

    if (!schema->dialect_was_named || !named.text ||
        (schema_dialect_of(named, &dialect) && dialect == schema->dialect))
        return;
    error_raise_node(&line, schema->node,
                     "--dialect is for schemas without $schema; this one says %.*s, by which it "
                     "is read",
                     STR_ARGS(named));
    caller_say(terminal, line.message);
}

/* By the meta-schema of its dialect. */
static void say_all(const struct oasdrift_terminal_options *terminal, const struct node *root,
                    enum schema_dialect dialect)
{
    struct arena arena;
    struct schema_settings settings = {.formats = FORMATS_ERROR};
    struct mistakes mistakes = {.terminal = terminal, .arena = &arena};
    const struct schema_question question = {.failure = note, .context = &mistakes};
    struct str named = named_dialect(root);
    struct schema_set *set;
    struct evaluator *evaluator;
    const struct schema *schema;

    if (named.text && !schema_dialect_of(named, &dialect))
        return;
    arena_init(&arena);
    set = schema_set_new(&settings);
    evaluator = evaluator_new();
    schema = schema_compile(set, schema_metaschema(&arena, str_of(metaschema_of(dialect)))->root,
                            &(struct error){0});
    if (schema_evaluate(evaluator, schema, root, NULL) == SCHEMA_INVALID)
        schema_evaluate(evaluator, schema, root, &question);
    schema_ineffective(root, dialect, note_ineffective, &mistakes);
    say_rest(&mistakes);
    map_release(&mistakes.told);
    evaluator_free(evaluator);
    schema_set_free(set);
    arena_release(&arena);
}

/* A pointer that leads beside the schema, to the response around it, would have every value
   satisfy it. */
static void say_unless_it_looks_like_one(const struct oasdrift_terminal_options *terminal,
                                         const struct node *root)
{
    struct keyword_names names;
    struct error line = {0};

    keyword_names_init(&names);
    if (schema_looks_like_one(&names, root))
        return;
    error_raise_node(&line, root,
                     "this does not look like a schema: what is no keyword in it judges nothing");
    caller_say(terminal, line.message);
}

void schema_mistakes_say(const struct oasdrift_terminal_options *terminal,
                         const struct chosen_schema *schema)
{
    say_unless_it_looks_like_one(terminal, schema->node);
    say_dialect(terminal, schema);
    if (!schema->of_description)
        say_all(terminal, schema->node, schema->dialect);
}
