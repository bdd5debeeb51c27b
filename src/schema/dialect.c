#include "schema/dialect.h"

#include "schema/keyword.h"

static const struct dialect dialects[] = {
    [DIALECT_2020_12] = {.name = "2020-12", .identifier = "$id", .contains_evaluates = true},
    [DIALECT_OAS30] = {.name = "oas30",
                       .reference_alone = true,
                       .exclusive_is_flag = true,
                       .integer_notation = true,
                       .type_is_one = true,
                       .schema_is_object = true,
                       .has_directions = true},
    [DIALECT_OAS31] = {.name = "oas31", .identifier = "$id", .contains_evaluates = true},
    [DIALECT_OAS32] = {.name = "oas32", .identifier = "$id", .contains_evaluates = true},
    [DIALECT_OAS20] = {.name = "oas20",
                       .reference_alone = true,
                       .exclusive_is_flag = true,
                       .integer_notation = true,
                       .schema_is_object = true,
                       .has_directions = true,
                       .required_may_be_flag = true},
    [DIALECT_DRAFT4] = {.name = "draft4",
                        .identifier = "id",
                        .reference_alone = true,
                        .plain_name_id = true,
                        .exclusive_is_flag = true,
                        .integer_is_lexeme = true,
                        .items_may_be_list = true},
    [DIALECT_DRAFT6] = {.name = "draft6",
                        .identifier = "$id",
                        .reference_alone = true,
                        .plain_name_id = true,
                        .items_may_be_list = true},
    [DIALECT_DRAFT7] = {.name = "draft7",
                        .identifier = "$id",
                        .reference_alone = true,
                        .plain_name_id = true,
                        .content_judges = true,
                        .items_may_be_list = true},
    [DIALECT_2019_09] = {.name = "2019-09", .identifier = "$id", .items_may_be_list = true},
};

const struct dialect *dialect_row(enum schema_dialect dialect)
{
    return &dialects[dialect];
}

bool schema_dialect_named(const char *name, enum schema_dialect *dialect)
{
    for (size_t i = 0; i < ARRAY_LENGTH(dialects); i++)
        if (strcmp(dialects[i].name, name) == 0) {
            *dialect = (enum schema_dialect)i;
            return true;
        }
    return false;
}

bool schema_dialect_of(struct str uri, enum schema_dialect *dialect)
{
    static const struct {
        const char *uri;
        enum schema_dialect dialect;
    } rows[] = {
        {"https://json-schema.org/draft/2020-12/schema", DIALECT_2020_12},
        {"https://json-schema.org/draft/2019-09/schema", DIALECT_2019_09},
        {"http://json-schema.org/draft-07/schema", DIALECT_DRAFT7},
        {"http://json-schema.org/draft-06/schema", DIALECT_DRAFT6},
        {"http://json-schema.org/draft-04/schema", DIALECT_DRAFT4},
        {"https://spec.openapis.org/oas/3.1/dialect/base", DIALECT_OAS31},
        {"https://spec.openapis.org/oas/3.1/dialect/2024-10-25", DIALECT_OAS31},
        {"https://spec.openapis.org/oas/3.1/dialect/2024-11-10", DIALECT_OAS31},
        {"https://spec.openapis.org/oas/3.2/dialect/2025-09-17", DIALECT_OAS32},
    };

    if (str_ends_with(uri, STR("#")))
        uri.length--;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (str_is(uri, rows[i].uri)) {
            *dialect = rows[i].dialect;
            return true;
        }
    return false;
}

unsigned dialect_vocabulary(struct str uri)
{
    static const struct {
        const char *uri;
        unsigned keywords;
    } rows[] = {
        {"https://json-schema.org/draft/2020-12/vocab/core", VOCABULARY_CORE},
        {"https://json-schema.org/draft/2020-12/vocab/applicator", VOCABULARY_APPLICATOR},
        {"https://json-schema.org/draft/2020-12/vocab/unevaluated", VOCABULARY_UNEVALUATED},
        {"https://json-schema.org/draft/2020-12/vocab/validation", VOCABULARY_VALIDATION},
        {"https://json-schema.org/draft/2020-12/vocab/meta-data", VOCABULARY_META_DATA},
        {"https://json-schema.org/draft/2020-12/vocab/format-annotation", VOCABULARY_FORMAT},
        {"https://json-schema.org/draft/2020-12/vocab/format-assertion",
         VOCABULARY_FORMAT | VOCABULARY_FORMAT_ASSERTION},
        {"https://json-schema.org/draft/2020-12/vocab/content", VOCABULARY_CONTENT},
        {"https://json-schema.org/draft/2019-09/vocab/core", VOCABULARY_CORE},
        {"https://json-schema.org/draft/2019-09/vocab/applicator",
         VOCABULARY_APPLICATOR | VOCABULARY_UNEVALUATED},
        {"https://json-schema.org/draft/2019-09/vocab/validation", VOCABULARY_VALIDATION},
        {"https://json-schema.org/draft/2019-09/vocab/meta-data", VOCABULARY_META_DATA},
        {"https://json-schema.org/draft/2019-09/vocab/format", VOCABULARY_FORMAT},
        {"https://json-schema.org/draft/2019-09/vocab/content", VOCABULARY_CONTENT},
        {"https://spec.openapis.org/oas/3.1/vocab/base", VOCABULARY_OPENAPI},
        {"https://spec.openapis.org/oas/3.2/vocab/base", VOCABULARY_OPENAPI},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (str_is(uri, rows[i].uri))
            return rows[i].keywords;
    return 0;
}

/* ---- the meta-schemas ---- */

/* Written by base/embed.sh from metaschemas/; a row without a name ends it. */
struct embedded {
    const char *name;
    const char *start;
    uint64_t length;
};
extern const struct embedded embedded_metaschemas[] __attribute__((visibility("hidden")));

/* A file lies at its URI behind the prefix, with ".json". The Schema Objects of OpenAPI 2.0 and 3.0
   have no official URI: they get one of ours. */
static struct str find_metaschema(struct str uri)
{
    static const char *const prefixes[] = {"https://json-schema.org/draft/",
                                           "http://json-schema.org/", "https://spec.openapis.org/",
                                           "urn:oasdrift:"};

    for (size_t i = 0; i < ARRAY_LENGTH(prefixes); i++) {
        struct str name = str_slice(uri, strlen(prefixes[i]), SIZE_MAX);

        if (!str_starts_with(uri, str_of(prefixes[i])))
            continue;
        for (const struct embedded *file = embedded_metaschemas; file->name; file++) {
            struct str file_name = str_of(file->name);

            file_name.length -= strlen(".json");
            if (str_equal(name, file_name))
                return (struct str){file->start, file->length};
        }
    }
    return STR_NONE;
}

bool dialect_is_metaschema(struct str uri)
{
    return uri.text && find_metaschema(uri).text;
}

const struct document *schema_metaschema(struct arena *arena, struct str uri)
{
    struct str text = find_metaschema(uri);
    struct str name = str_copy(arena, uri);
    struct read_failure failure;
    const struct document *document;

    if (!text.text || !(document = json_read(arena, name, text, &failure)))
        return NULL;
    ((struct document *)document)->uri = name; /* nobody else has seen it yet */
    node_position(document->root);             /* threads share its lines from here on */
    return document;
}
