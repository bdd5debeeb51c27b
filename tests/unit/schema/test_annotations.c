/* What schemas say of values beside their verdict. The official suite has more (make conformance).
 */
#include "schema_text.h"

static const struct row {
    const char *name;
    enum schema_dialect dialect;
    const char *schema, *instance;
    const char *found; /* "/instance/pointer /evaluation/path value", a line each */
} rows[] = {
    {"of properties, inner schemas first", DIALECT_2020_12,
     "{\"title\":\"T\",\"properties\":{\"a\":{\"default\":1}}}", "{\"a\":2}",
     "/a /properties/a/default 1\n /title \"T\""},
    {"not of an instance that fails", DIALECT_2020_12, "{\"title\":\"T\",\"type\":\"null\"}", "1",
     ""},
    {"not of a branch that fails", DIALECT_2020_12,
     "{\"anyOf\":[{\"title\":\"A\",\"type\":\"null\"},{\"title\":\"B\"},{\"title\":\"C\"}]}", "1",
     " /anyOf/1/title \"B\"\n /anyOf/2/title \"C\""},
    {"not below not", DIALECT_2020_12, "{\"not\":{\"title\":\"A\",\"type\":\"null\"}}", "1", ""},
    {"of every item that contains finds", DIALECT_2020_12,
     "{\"contains\":{\"type\":\"number\",\"title\":\"N\"}}", "[1,\"x\",2]",
     "/0 /contains/title \"N\"\n/2 /contains/title \"N\""},
    {"through a reference", DIALECT_2020_12,
     "{\"$ref\":\"#/$defs/d\",\"$defs\":{\"d\":{\"readOnly\":true}}}", "1", " /$ref/readOnly true"},
    {"beside a reference", DIALECT_2020_12,
     "{\"$ref\":\"#/$defs/d\",\"title\":\"T\",\"$defs\":{\"d\":{}}}", "1", " /title \"T\""},
    {"not beside a reference of draft 7", DIALECT_DRAFT7,
     "{\"$ref\":\"#/definitions/d\",\"title\":\"T\",\"definitions\":{\"d\":{}}}", "1", ""},
    {"once where a schema is met twice", DIALECT_2020_12,
     "{\"properties\":{\"b\":{\"$ref\":\"#/properties/a\"},\"a\":{\"title\":\"A\"}}}", "{\"a\":1}",
     "/a /properties/a/title \"A\""},
    {"not what identifies or applies", DIALECT_2020_12,
     "{\"$id\":\"http://x/\",\"$comment\":\"c\",\"$anchor\":\"a\",\"type\":\"number\","
     "\"properties\":{},\"x-a\":{\"b\":1}}",
     "1", " /x-a {\"b\":1}"},
    {"not of the unknown", DIALECT_2020_12, "{\"title\":\"T\",\"pattern\":\"(\"}", "\"x\"", ""},
};

static void note(void *context, const struct schema_annotation *annotation)
{
    char *text = context;
    size_t used = strlen(text);
    struct arena arena;

    arena_init(&arena);
    snprintf(text + used, 1024 - used, "%s%.*s %.*s %.*s", used ? "\n" : "",
             STR_ARGS(node_pointer(&arena, annotation->instance)), STR_ARGS(annotation->path),
             STR_ARGS(node_excerpt(&arena, node_value(annotation->key), 100)));
    arena_release(&arena);
}

START_TEST(annotates)
{
    const struct row *row = &rows[_i];
    struct schema_settings settings = {.dialect = row->dialect};
    char found[1024] = "";
    const struct schema_question question = {.annotation = note, .context = found};
    struct judgement judgement;

    judge(&judgement, &settings, row->schema, row->instance, SCHEMA_ANY);
    ck_assert_msg(judgement.schema != NULL, "%s: %s", row->name, judgement.err.message);
    schema_evaluate(judgement.evaluator, judgement.schema, judgement.instance, &question);
    ck_assert_msg(strcmp(found, row->found) == 0, "%s: found\n%s\nnot\n%s", row->name, found,
                  row->found);
    judgement_release(&judgement);
}
END_TEST

/* A schema that fans out to more annotations than an instance may cost is unknown, not a full
   memory. */
START_TEST(is_bounded)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct judgement judgement;
    char found[1024] = "";
    const struct schema_question question = {.annotation = note, .context = found};
    char schema[4096] = "{\"$defs\":{\"0\":{\"title\":\"T\"}";

    for (int i = 1; i < 20; i++)
        snprintf(schema + strlen(schema), sizeof schema - strlen(schema),
                 ",\"%d\":{\"allOf\":[{\"$ref\":\"#/$defs/%d\"},{\"$ref\":\"#/$defs/%d\"}]}", i,
                 i - 1, i - 1);
    strcat(schema, "},\"$ref\":\"#/$defs/19\"}");
    judge(&judgement, &settings, schema, "1", SCHEMA_ANY);
    ck_assert_int_eq(
        schema_evaluate(judgement.evaluator, judgement.schema, judgement.instance, &question),
        SCHEMA_UNKNOWN);
    ck_assert_str_eq(found, "");
    judgement_release(&judgement);
}
END_TEST

UNIT_SUITE("annotations", UNIT_LOOP(annotates, rows); UNIT_TEST(is_bounded))
