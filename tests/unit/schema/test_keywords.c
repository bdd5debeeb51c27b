/* The table of keywords: whatever the meta-schemas name is in it, for the dialect they are of; and
   what is read out of a schema object by it. */
#include "schema/keyword.h"

#include "../document/read_text.h"
#include "unit.h"

/* ---- the table and the meta-schemas ---- */

static const struct {
    const char *uri, *pointer; /* where the properties stand that are keywords */
    enum schema_dialect dialect;
    size_t least; /* how many there are, or more */
} metaschemas[] = {
    {"http://json-schema.org/draft-04/schema", "/properties", DIALECT_DRAFT4, 30},
    {"http://json-schema.org/draft-06/schema", "/properties", DIALECT_DRAFT6, 35},
    {"http://json-schema.org/draft-07/schema", "/properties", DIALECT_DRAFT7, 40},
    {"https://json-schema.org/draft/2019-09/schema", "/properties", DIALECT_2019_09, 2},
    {"https://json-schema.org/draft/2019-09/meta/core", "/properties", DIALECT_2019_09, 9},
    {"https://json-schema.org/draft/2019-09/meta/applicator", "/properties", DIALECT_2019_09, 17},
    {"https://json-schema.org/draft/2019-09/meta/validation", "/properties", DIALECT_2019_09, 20},
    {"https://json-schema.org/draft/2019-09/meta/meta-data", "/properties", DIALECT_2019_09, 7},
    {"https://json-schema.org/draft/2019-09/meta/content", "/properties", DIALECT_2019_09, 3},
    {"https://json-schema.org/draft/2019-09/meta/format", "/properties", DIALECT_2019_09, 1},
    {"https://json-schema.org/draft/2020-12/schema", "/properties", DIALECT_2020_12, 4},
    {"https://json-schema.org/draft/2020-12/meta/core", "/properties", DIALECT_2020_12, 9},
    {"https://json-schema.org/draft/2020-12/meta/applicator", "/properties", DIALECT_2020_12, 15},
    {"https://json-schema.org/draft/2020-12/meta/unevaluated", "/properties", DIALECT_2020_12, 2},
    {"https://json-schema.org/draft/2020-12/meta/validation", "/properties", DIALECT_OAS31, 20},
    {"https://json-schema.org/draft/2020-12/meta/meta-data", "/properties", DIALECT_OAS32, 7},
    {"https://json-schema.org/draft/2020-12/meta/content", "/properties", DIALECT_2020_12, 3},
    {"https://spec.openapis.org/oas/3.1/meta/base", "/properties", DIALECT_OAS31, 4},
    {"https://spec.openapis.org/oas/3.2/meta/2025-09-17", "/properties", DIALECT_OAS32, 4},
    {"urn:oasdrift:oas/2.0/schema-object", "/$defs/plainSchema/properties", DIALECT_OAS20, 25},
    {"urn:oasdrift:oas/3.0/schema-object", "/$defs/plainSchema/properties", DIALECT_OAS30, 30},
};

START_TEST(knows_the_keywords_of_a_metaschema)
{
    const char *uri = metaschemas[_i].uri;
    const struct document *document;
    const struct node *properties;
    struct arena arena;

    arena_init(&arena);
    document = schema_metaschema(&arena, str_of(uri));
    ck_assert_msg(document != NULL, "no meta-schema %s", uri);
    properties = pointer_resolve(document->root, str_of(metaschemas[_i].pointer));
    ck_assert_msg(node_is(properties, NODE_OBJECT), "%s: nothing at %s", uri,
                  metaschemas[_i].pointer);
    ck_assert_msg(properties->length >= metaschemas[_i].least, "%s: %u keywords only", uri,
                  properties->length);
    for (const struct node *key = node_first(properties); key < node_end(properties);
         key = node_next_key(key)) {
        enum keyword keyword = keyword_named(node_text(key));

        ck_assert_msg(keyword != KEYWORD_NONE &&
                          keyword_is_known(keyword, 1u << metaschemas[_i].dialect),
                      "%s: %.*s has no row, or not for the dialect", uri, STR_ARGS(node_text(key)));
    }
    arena_release(&arena);
}
END_TEST

START_TEST(finds_each_name)
{
    struct keyword_names names;

    keyword_names_init(&names);
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        struct str name = keyword_name((enum keyword)i);
        const struct node key = {
            .kind = NODE_STRING, .length = (uint32_t)name.length, .span = 1, .text = name.text};

        ck_assert_msg(keyword_names_find(&names, &key) == (enum keyword)i, "%.*s is not found",
                      STR_ARGS(name));
        ck_assert_msg(keyword_named(name) == (enum keyword)i, "%.*s has two rows", STR_ARGS(name));
    }
}
END_TEST

/* ---- one schema object ---- */

static const struct {
    const char *name, *schema;
    enum schema_dialect dialect;
    unsigned others;     /* dialects whose keywords count, too */
    const char *unknown; /* the first key that is no keyword; NULL: none */
    unsigned kinds;
} views[] = {
    {"nothing said", "{}", DIALECT_OAS31, 0, NULL, KIND_EVERY},
    {"integers are told apart", "{\"type\": \"integer\"}", DIALECT_OAS31, 0, NULL, KIND_INTEGER},
    {"numbers hold integers", "{\"type\": \"number\"}", DIALECT_OAS31, 0, NULL,
     KIND_NUMBER | KIND_INTEGER},
    {"a list", "{\"type\": [\"string\", \"null\"]}", DIALECT_OAS31, 0, NULL,
     KIND_STRING | KIND_NULL},
    {"a name that is none", "{\"type\": \"text\"}", DIALECT_OAS31, 0, NULL, KIND_EVERY},
    {"nullable of 3.0", "{\"type\": \"object\", \"nullable\": true}", DIALECT_OAS30, 0, NULL,
     KIND_OBJECT | KIND_NULL},
    {"nullable elsewhere", "{\"type\": \"object\", \"nullable\": true}", DIALECT_OAS31, 0,
     "nullable", KIND_OBJECT},
    {"borrowed", "{\"x-nullable\": true}", DIALECT_OAS20, 0, NULL, KIND_EVERY},
    {"nullable as 2.0 has it", "{\"type\": \"string\", \"x-nullable\": true}", DIALECT_OAS20, 0,
     NULL, KIND_STRING | KIND_NULL},
    {"not borrowed", "{\"x-nullable\": true}", DIALECT_OAS30, 0, "x-nullable", KIND_EVERY},
    {"borrowed by another", "{\"type\": \"string\", \"x-nullable\": true}", DIALECT_OAS30,
     DIALECTS_OPENAPI, "x-nullable", KIND_STRING},
    {"known by another", "{\"$defs\": {}, \"id\": \"a\"}", DIALECT_OAS30, DIALECTS_OPENAPI, "id",
     KIND_EVERY},
    {"discouraged", "{\"definitions\": {}}", DIALECT_OAS31, 0, NULL, KIND_EVERY},
    {"of another dialect", "{\"id\": \"a\", \"additionalItems\": false}", DIALECT_OAS31, 0, "id",
     KIND_EVERY},
    {"twice: the first counts", "{\"type\": \"string\", \"type\": \"null\"}", DIALECT_OAS31, 0,
     NULL, KIND_STRING},
};

START_TEST(reads_an_object)
{
    struct keyword_names names;
    struct schema_view view;
    struct arena arena;
    const struct node *schema;

    arena_init(&arena);
    keyword_names_init(&names);
    schema = read_text(&arena, views[_i].schema);
    schema_view_read(&view, &names, schema, views[_i].dialect, views[_i].others);
    ck_assert_msg(view.kinds == views[_i].kinds, "%s: kinds %x", views[_i].name, view.kinds);
    if (!views[_i].unknown)
        ck_assert_msg(!view.unknown, "%s: unknown %.*s", views[_i].name,
                      STR_ARGS(node_text(view.unknown)));
    else
        ck_assert_msg(str_is(node_text(view.unknown), views[_i].unknown), "%s", views[_i].name);
    arena_release(&arena);
}
END_TEST

/* ---- the schemas in a value ---- */

static const struct {
    enum keyword keyword;
    enum schema_dialect dialect;
    const char *value, *titles; /* of the schemas in it, in order */
} values[] = {
    {KEYWORD_NOT, DIALECT_OAS31, "{\"title\": \"a\"}", "a"},
    {KEYWORD_NOT, DIALECT_OAS31, "[{\"title\": \"a\"}]", ""},
    {KEYWORD_ALL_OF, DIALECT_OAS31, "[{\"title\": \"a\"}, {\"title\": \"b\"}]", "ab"},
    {KEYWORD_ALL_OF, DIALECT_OAS31, "{\"title\": \"a\"}", ""},
    {KEYWORD_PROPERTIES, DIALECT_OAS31, "{\"x\": {\"title\": \"a\"}, \"y\": {\"title\": \"b\"}}",
     "ab"},
    {KEYWORD_ITEMS, DIALECT_OAS31, "{\"title\": \"a\"}", "a"},
    {KEYWORD_ITEMS, DIALECT_OAS31, "[{\"title\": \"a\"}]", ""},
    {KEYWORD_ITEMS, DIALECT_DRAFT7, "[{\"title\": \"a\"}, {\"title\": \"b\"}]", "ab"},
    {KEYWORD_DEPENDENCIES, DIALECT_DRAFT7,
     "{\"x\": [\"y\"], \"y\": {\"title\": \"a\"}, \"z\": [], \"u\": {\"title\": \"b\"}}", "ab"},
    {KEYWORD_TITLE, DIALECT_OAS31, "{\"title\": \"a\"}", ""},
};

START_TEST(lists_the_schemas_of_a_value)
{
    char titles[16] = "";
    struct arena arena;
    const struct node *value;

    arena_init(&arena);
    value = read_text(&arena, values[_i].value);
    for (struct subschemas each = subschemas_in(values[_i].keyword, value, values[_i].dialect);
         each.schema; subschemas_next(&each)) {
        struct str title = node_member_string(each.schema, "title");

        ck_assert_uint_eq(title.length, 1);
        strncat(titles, title.text, 1);
    }
    ck_assert_msg(strcmp(titles, values[_i].titles) == 0, "row %d: %s", _i, titles);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("keywords", UNIT_LOOP(knows_the_keywords_of_a_metaschema, metaschemas);
           UNIT_TEST(finds_each_name); UNIT_LOOP(reads_an_object, views);
           UNIT_LOOP(lists_the_schemas_of_a_value, values))
