/* Schemas: many of what JSON Schema has lists and maps of, and what refers to itself. */
#include "growth.h"

#define CHECK "check api.json rec.har --exit-zero --report json"
#define LINT  "lint api.json --exit-zero"

static void make(const char *schema, const char *components, const char *body)
{
    api_of_schema(schema, components);
    recording_of("https://a.example/p", body);
}

static void make_properties(size_t n)
{
    make(text("{\"type\": \"object\", \"required\": [%s], \"properties\": {%s}}",
              repeated(n, "\"p%zu\""), repeated(n, "\"p%zu\": {\"type\": \"integer\"}")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_bad_properties(size_t n)
{
    make(text("{\"type\": \"object\", \"required\": [%s], \"properties\": {%s}}",
              repeated(n, "\"p%zu\""), repeated(n, "\"p%zu\": {\"type\": \"string\"}")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_missing(size_t n)
{
    make(text("{\"type\": \"object\", \"required\": [%s], \"properties\": {%s}}",
              repeated(n, "\"p%zu\""), repeated(n, "\"p%zu\": {\"type\": \"string\"}")),
         NULL, "{}");
}

static void make_undocumented(size_t n)
{
    make("{\"type\": \"object\", \"properties\": {\"p\": {}}}", NULL,
         text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_unevaluated(size_t n)
{
    make(text("{\"allOf\": [{\"properties\": {%s}}], \"unevaluatedProperties\": false}",
              repeated(n, "\"p%zu\": {\"type\": \"integer\"}")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_dependents(size_t n)
{
    make(text("{\"type\": \"object\", \"dependentRequired\": {%s}}",
              repeated(n, "\"p%zu\": [\"p%zu\"]")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_mapping(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/Base\"}",
         text("\"components\": {\"schemas\": {\"Base\": {\"oneOf\": [%s], \"discriminator\": "
              "{\"propertyName\": \"kind\", \"mapping\": {%s}}}, %s}}",
              repeated(n, "{\"$ref\": \"#/components/schemas/S%zu\"}"),
              repeated(n, "\"k%zu\": \"#/components/schemas/S%zu\""),
              repeated(n, "\"S%zu\": {\"type\": \"object\", \"required\": [\"kind\"], "
                          "\"properties\": {\"kind\": {\"type\": \"string\"}}}")),
         "{\"kind\": \"k7\"}");
}

static void make_all_of(size_t n)
{
    make(text("{\"allOf\": [%s]}", repeated(n, "{\"properties\": {\"p%zu\": {\"type\": "
                                               "\"integer\"}}}")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_bad_all_of(size_t n)
{
    make(text("{\"allOf\": [%s]}", repeated(n, "{\"properties\": {\"p%zu\": {\"type\": "
                                               "\"string\"}}}")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_all_of_required(size_t n)
{
    make(text("{\"allOf\": [%s]}", repeated(n, "{\"required\": [\"p%zu\"]}")), NULL,
         text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_choice(size_t n, const char *keyword, const char *body)
{
    make(text("{\"%s\": [%s]}", keyword,
              repeated(n, "{\"type\": \"object\", \"required\": [\"p%zu\"], \"properties\": "
                          "{\"p%zu\": {\"type\": \"integer\"}}}")),
         NULL, body);
}

static void make_any_of(size_t n)
{
    make_choice(n, "anyOf", text("{\"p%zu\": 1}", n - 1));
}

static void make_one_of(size_t n)
{
    make_choice(n, "oneOf", text("{\"p%zu\": 1}", n - 1));
}

static void make_bad_any_of(size_t n)
{
    make_choice(n, "anyOf", text("{\"p%zu\": \"no\"}", n - 1));
}

/* open, open, ... inner ... close, close */
static char *braces(size_t depth, const char *open, const char *inner, const char *close)
{
    char *made = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&made, &length);

    for (size_t i = 0; i < depth; i++)
        fputs(open, out);
    fputs(inner, out);
    for (size_t i = 0; i < depth; i++)
        fputs(close, out);
    file_close(out);
    return made;
}

#define RECURSIVE(KEYWORD)                                                                         \
    "\"components\": {\"schemas\": {\"T\": {\"" KEYWORD                                            \
    "\": ["                                                                                        \
    "{\"type\": \"object\", \"required\": [\"and\"], \"properties\": {\"and\": {\"$ref\": "        \
    "\"#/components/schemas/T\"}}, \"additionalProperties\": false}, "                             \
    "{\"type\": \"object\", \"required\": [\"and\", \"note\"], \"properties\": {\"and\": "         \
    "{\"$ref\": \"#/components/schemas/T\"}, \"note\": {}}}, {\"type\": \"integer\"}]}}}"

static void make_recursive_any_of(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/T\"}", RECURSIVE("anyOf"),
         braces(n, "{\"and\":", "1", ", \"note\": 1}"));
}

static void make_recursive_one_of(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/T\"}", RECURSIVE("oneOf"),
         braces(n, "{\"and\":", "1", ", \"note\": 1}"));
}

static void make_bad_recursive_any_of(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/T\"}", RECURSIVE("anyOf"),
         braces(n, "{\"and\":", "\"no\"", ", \"note\": 1}"));
}

static void make_bad_recursive_one_of(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/T\"}", RECURSIVE("oneOf"),
         braces(n, "{\"and\":", "\"no\"", ", \"note\": 1}"));
}

/* Schemas S0 to Sn; the format makes each of the number of the next one; the last is an integer. */
static char *chained(size_t n, const char *format)
{
    char *made = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&made, &length);

    fputs("\"components\": {\"schemas\": {", out);
    for (size_t i = 0; i < n; i++) {
        fprintf(out, "\"S%zu\": ", i);
        fprintf(out, format, i + 1, i + 1); /* NOLINT: a format of the two below */
        fputs(",\n", out);
    }
    fprintf(out, "\"S%zu\": {\"type\": \"integer\"}}}", n);
    file_close(out);
    return made;
}

/* Each schema refers to the next one twice. */
static void make_doubling(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/S0\"}",
         chained(n, "{\"allOf\": [{\"$ref\": \"#/components/schemas/S%zu\"}, {\"$ref\": "
                    "\"#/components/schemas/S%zu\"}]}"),
         "1");
}

static void make_patterns(size_t n)
{
    make(text("{\"patternProperties\": {%s}}",
              repeated(n, "\"^p.*x%zu$\": {\"type\": \"integer\"}")),
         NULL, text("{%s}", repeated(n, "\"p%zu\": %zu")));
}

static void make_enum(size_t n)
{
    make(text("{\"enum\": [%s]}", repeated(n, "\"e%zu\"")), NULL, text("\"e%zu\"", n - 1));
}

static void make_enum_of_objects(size_t n)
{
    make(text("{\"enum\": [%s]}", repeated(n, "{\"e\": %zu}")), NULL, "{\"e\": 5}");
}

static void make_chain(size_t n)
{
    make("{\"$ref\": \"#/components/schemas/S0\"}",
         chained(n, "{\"$ref\": \"#/components/schemas/S%zu\"}"), "1");
}

static void make_depth(size_t n)
{
    make(braces(n, "{\"type\": \"object\", \"properties\": {\"a\": ", "{}", "}}"), NULL,
         braces(n, "{\"a\":", "1", "}"));
}

static void make_prefix_items(size_t n)
{
    make(text("{\"prefixItems\": [%s]}", repeated(n, "{\"type\": \"integer\"}")), NULL,
         text("[%s]", repeated(n, "%zu")));
}

const struct dimension growth_of_schemas[] = {
    {"properties, all required: lint", make_properties, LINT, 100, 100000, 10},
    {"properties, all required: check", make_properties, CHECK, 100, 100000, 10},
    {"properties, all wrong: check", make_bad_properties, CHECK, 100, 100000, 10},
    {"properties, all missing: check", make_missing, CHECK, 100, 100000, 10},
    {"properties undocumented: check", make_undocumented, CHECK, 100, 100000, 10},
    {"properties undocumented: suggest", make_undocumented, "suggest api.json rec.har", 100, 100000,
     10},
    {"unevaluatedProperties: check", make_unevaluated, CHECK, 100, 100000, 10},
    {"dependentRequired: check", make_dependents, CHECK, 100, 100000, 10},
    {"discriminator's mapping: lint", make_mapping, LINT, 100, 100000, 10},
    {"discriminator's mapping: check", make_mapping, CHECK, 100, 100000, 10},
    {"branches of allOf: lint", make_all_of, LINT, 10, 10000, 10},
    {"branches of allOf: check", make_all_of, CHECK, 10, 10000, 10},
    {"branches of allOf, wrong: check", make_bad_all_of, CHECK, 10, 10000, 10},
    {"branches of allOf with required: check", make_all_of_required, CHECK, 10, 10000, 10},
    {"branches of anyOf: lint", make_any_of, LINT, 10, 10000, 10},
    {"branches of anyOf: check", make_any_of, CHECK, 10, 10000, 10},
    {"branches of anyOf, none fits: check", make_bad_any_of, CHECK, 10, 10000, 10},
    {"branches of oneOf: check", make_one_of, CHECK, 10, 10000, 10},
    {"depth of a recursive anyOf: check", make_recursive_any_of, CHECK, 5, 320, 2},
    {"depth of a recursive oneOf: check", make_recursive_one_of, CHECK, 5, 320, 2},
    {"the same anyOf, wrong inside: check", make_bad_recursive_any_of, CHECK, 5, 320, 2},
    {"the same oneOf, wrong inside: check", make_bad_recursive_one_of, CHECK, 5, 320, 2},
    {"schemas that refer to the next twice: lint", make_doubling, LINT, 5, 40, 2},
    {"schemas that refer to the next twice: check", make_doubling, CHECK, 5, 40, 2},
    {"patternProperties, and as many keys: check", make_patterns, CHECK, 10, 10000, 10},
    {"patternProperties: lint", make_patterns, LINT, 10, 10000, 10},
    {"enum of strings: lint", make_enum, LINT, 100, 100000, 10},
    {"enum of strings: check", make_enum, CHECK, 100, 100000, 10},
    {"enum of objects: lint", make_enum_of_objects, LINT, 100, 100000, 10},
    {"references in a row: lint", make_chain, LINT, 10, 10000, 10},
    {"references in a row: check", make_chain, CHECK, 10, 10000, 10},
    {"depth of a schema: lint", make_depth, LINT, 5, 320, 2},
    {"depth of a schema: check", make_depth, CHECK, 5, 320, 2},
    {"prefixItems: check", make_prefix_items, CHECK, 100, 100000, 10},
    {NULL, NULL, NULL, 0, 0, 0},
};
