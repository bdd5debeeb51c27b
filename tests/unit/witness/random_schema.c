#include "random_schema.h"

#include "document/json_writer.h"
#include "document/kinds.h"
#include "schema/dialect.h"

unsigned chance_below(struct chance *chance, unsigned limit)
{
    chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(chance->state >> 33) % limit;
}

#define PICK(chance, list) (list)[chance_below((chance), ARRAY_LENGTH(list))]

struct maker {
    struct chance *chance;
    struct json_writer writer;
    const struct dialect *dialect;
    enum schema_dialect number;
    unsigned depth;       /* schemas that may still lie inside of the one being written */
    bool has_definitions; /* d0 and d1 are there */
    bool has_resource;    /* o is there, a resource of its own; then the root has a URI */
    unsigned target;      /* the first definition that may be referred to here: a schema that needs
                             itself for the same value has none, and takes long to say so */
};

enum { TARGET_ROOT, TARGET_D0, TARGET_D1, TARGET_RESOURCE, TARGETS };

static void add_schema(struct maker *maker);

/* ---- what keywords say ---- */

static const char *const names[] = {"a", "b", "c", "ab", "x1"};
static const char *const numbers[] = {"0",  "1",  "2",  "3",   "5",   "6",   "10",
                                      "-1", "-3", "12", "0.5", "2.5", "1.0", "-0.5"};
static const char *const divisors[] = {"1", "2", "3", "4", "5", "6", "0.5", "1.5", "2.5", "0.1"};
static const char *const counts[] = {"0", "1", "1", "2", "2", "3", "4"};
static const char *const constants[] = {"null",
                                        "true",
                                        "false",
                                        "0",
                                        "1",
                                        "1.0",
                                        "2",
                                        "5",
                                        "-1",
                                        "0.5",
                                        "\"\"",
                                        "\"a\"",
                                        "\"b\"",
                                        "\"ab\"",
                                        "\"x1\"",
                                        "\"2024-01-01\"",
                                        "[]",
                                        "[1]",
                                        "[1,2]",
                                        "[\"a\"]",
                                        "[[]]",
                                        "{}",
                                        "{\"a\":1}",
                                        "{\"b\":\"a\"}",
                                        "{\"a\":1,\"b\":2}",
                                        "[1,1]",
                                        "[null]",
                                        "{\"a\":{}}"};
static const char *const types[] = {"null",   "boolean", "integer", "number",
                                    "string", "array",   "object"};
static const char *const patterns[] = {
    "^a",         "b$",      "^[ab]+$", "a|b",         "^x[0-9]$",  "^.{2}$",
    "^$",         "^[^a]*$", "(ab)+",   "^a?b?$",      "\\\\d",     "",
    "^(a|bb)*$",  "^(?!a)",  "^(?=a)",  "^\\\\p{L}+$", "^(?!ab).b", "\\\\bb",
    "^(.)\\\\1$", "(?<=a)b", "a(?!b)",  "^\\\\S*$",    "[^ab]",     "^ab$"};
static const char *const formats[] = {"date",  "date-time", "time",         "duration", "uuid",
                                      "ipv4",  "ipv6",      "hostname",     "email",    "uri",
                                      "byte",  "regex",     "json-pointer", "int32",    "int64",
                                      "float", "double",    "unknown",      "char",     "language"};

static void add_key(struct maker *maker, const char *name)
{
    json_writer_key(&maker->writer, str_of(name));
}

static void add_text(struct maker *maker, const char *name, const char *json)
{
    add_key(maker, name);
    strbuf_add_text(maker->writer.out, json);
}

static void add_quoted(struct maker *maker, const char *name, const char *text)
{
    add_key(maker, name);
    strbuf_addf(maker->writer.out, "\"%s\"", text);
}

/* "list": [one to `most` of what `choices` has], each once. */
static void add_choices(struct maker *maker, const char *name, const char *const *choices,
                        unsigned count, unsigned most, bool quoted)
{
    unsigned first = chance_below(maker->chance, count),
             left = 1 + chance_below(maker->chance, most);

    add_key(maker, name);
    json_writer_open(&maker->writer, '[');
    for (unsigned i = first; left-- && i < count; i += 1 + chance_below(maker->chance, 3)) {
        json_writer_element(&maker->writer);
        strbuf_addf(maker->writer.out, quoted ? "\"%s\"" : "%s", choices[i]);
    }
    json_writer_close(&maker->writer, ']');
}

static void add_type(struct maker *maker, const char *name)
{
    bool one = maker->dialect->type_is_one || chance_below(maker->chance, 4);

    if (one)
        add_quoted(maker, name, PICK(maker->chance, types));
    else
        add_choices(maker, name, types, ARRAY_LENGTH(types), 3, true);
}

static void add_constant(struct maker *maker, const char *name)
{
    add_text(maker, name, PICK(maker->chance, constants));
}

static void add_enum(struct maker *maker, const char *name)
{
    add_choices(maker, name, constants, ARRAY_LENGTH(constants), 5, false);
}

static void add_number(struct maker *maker, const char *name)
{
    add_text(maker, name, PICK(maker->chance, numbers));
}

static void add_divisor(struct maker *maker, const char *name)
{
    add_text(maker, name, PICK(maker->chance, divisors));
}

static void add_count(struct maker *maker, const char *name)
{
    add_text(maker, name, PICK(maker->chance, counts));
}

static void add_true(struct maker *maker, const char *name)
{
    add_text(maker, name, chance_below(maker->chance, 8) ? "true" : "false");
}

static void add_pattern(struct maker *maker, const char *name)
{
    add_quoted(maker, name, PICK(maker->chance, patterns));
}

static void add_format(struct maker *maker, const char *name)
{
    add_quoted(maker, name, PICK(maker->chance, formats));
}

/* A flag beside the bound, or a bound of its own. */
static void add_exclusive(struct maker *maker, const char *name)
{
    if (maker->dialect->exclusive_is_flag)
        add_true(maker, name);
    else
        add_number(maker, name);
}

static void add_names(struct maker *maker, const char *name)
{
    add_choices(maker, name, names, ARRAY_LENGTH(names), 2, true);
}

static void add_dependent_names(struct maker *maker, const char *name)
{
    add_key(maker, name);
    json_writer_open(&maker->writer, '{');
    for (unsigned i = 0, count = 1 + chance_below(maker->chance, 2); i < count; i++)
        add_names(maker, names[2 * i + chance_below(maker->chance, 2)]);
    json_writer_close(&maker->writer, '}');
}

static void add_reference(struct maker *maker, const char *name)
{
    static const char *const targets[TARGETS] = {"#", "#/definitions/d0", "#/definitions/d1"};
    static const char *const from_all[TARGETS] = {"r", "r#/definitions/d0", "r#/definitions/d1",
                                                  "o"};
    unsigned count = maker->has_resource      ? TARGETS
                     : maker->has_definitions ? TARGET_RESOURCE
                                              : TARGET_D0;

    if (maker->target < count)
        add_quoted(
            maker, name,
            (maker->has_resource
                 ? from_all
                 : targets)[maker->target + chance_below(maker->chance, count - maker->target)]);
}

/* For items and members only, as they lead back. */
static void add_dynamic_reference(struct maker *maker, const char *name)
{
    static const char *const targets[] = {"#n", "#n", "r#n", "o#n"};

    if (maker->has_resource && maker->target == TARGET_ROOT)
        add_quoted(maker, name,
                   *name == '$' && name[1] == 'r' ? "#" : PICK(maker->chance, targets));
}

/* ---- keywords that hold schemas ---- */

static void add_one(struct maker *maker, const char *name)
{
    add_key(maker, name);
    add_schema(maker);
}

static void add_list(struct maker *maker, const char *name)
{
    unsigned count = 1 + chance_below(maker->chance, 3);

    add_key(maker, name);
    json_writer_open(&maker->writer, '[');
    while (count--) {
        json_writer_element(&maker->writer);
        add_schema(maker);
    }
    json_writer_close(&maker->writer, ']');
}

static void add_items(struct maker *maker, const char *name)
{
    if (maker->dialect->items_may_be_list && chance_below(maker->chance, 2))
        add_list(maker, name);
    else
        add_one(maker, name);
}

static void add_contains(struct maker *maker, const char *name)
{
    add_one(maker, name);
    if (chance_below(maker->chance, 3) == 0)
        add_count(maker, "minContains");
    if (chance_below(maker->chance, 3) == 0)
        add_count(maker, "maxContains");
}

/* An object of schemas; the keys out of a list, in which two neighbours differ. */
static void add_named(struct maker *maker, const char *name, const char *const *keys,
                      unsigned count)
{
    unsigned at = chance_below(maker->chance, count), left = 1 + chance_below(maker->chance, 3);

    add_key(maker, name);
    json_writer_open(&maker->writer, '{');
    for (; left-- && at < count; at += 1 + chance_below(maker->chance, 2)) {
        strbuf_addf(maker->writer.out, maker->writer.has_member ? ",\"%s\":" : "\"%s\":", keys[at]);
        maker->writer.has_member = true;
        add_schema(maker);
    }
    json_writer_close(&maker->writer, '}');
}

static void add_properties(struct maker *maker, const char *name)
{
    add_named(maker, name, names, ARRAY_LENGTH(names));
}

static void add_dependencies(struct maker *maker, const char *name)
{
    if (maker->depth && chance_below(maker->chance, 2))
        add_properties(maker, name);
    else
        add_dependent_names(maker, name);
}

static void add_patterns(struct maker *maker, const char *name)
{
    add_named(maker, name, patterns, ARRAY_LENGTH(patterns));
}

static void add_conditions(struct maker *maker, const char *name)
{
    add_one(maker, name);
    if (chance_below(maker->chance, 4))
        add_one(maker, "then");
    if (chance_below(maker->chance, 3))
        add_one(maker, "else");
}

static void add_closed(struct maker *maker, const char *name)
{
    if (chance_below(maker->chance, 2))
        add_text(maker, name, "false");
    else
        add_one(maker, name);
}

/* In OpenAPI sometimes with a discriminator. */
static void add_one_of(struct maker *maker, const char *name)
{
    unsigned described = 1u << DIALECT_OAS30 | 1u << DIALECT_OAS31 | 1u << DIALECT_OAS32;

    if (!(described & 1u << maker->number) || !maker->has_definitions ||
        maker->target > TARGET_D0 || chance_below(maker->chance, 2)) {
        add_list(maker, name);
        return;
    }
    add_key(maker, "discriminator");
    strbuf_addf(maker->writer.out, "{\"propertyName\":\"%s\"%s}", PICK(maker->chance, names),
                chance_below(maker->chance, 2) ? ",\"mapping\":{\"a\":\"#/definitions/d0\"}" : "");
    add_text(maker, name, "[{\"$ref\":\"#/definitions/d0\"},{\"$ref\":\"#/definitions/d1\"}]");
}

/* ---- schemas ---- */

enum {
    BIT_4 = 1u << DIALECT_DRAFT4,
    BIT_6 = 1u << DIALECT_DRAFT6,
    BIT_7 = 1u << DIALECT_DRAFT7,
    BIT_2019 = 1u << DIALECT_2019_09,
    BIT_2020 = 1u << DIALECT_2020_12,
    MODERN = BIT_2019 | BIT_2020 | 1u << DIALECT_OAS31 | 1u << DIALECT_OAS32,
    JUST_2020 = BIT_2020 | 1u << DIALECT_OAS31 | 1u << DIALECT_OAS32,
    DIRECTED = 1u << DIALECT_OAS20 | 1u << DIALECT_OAS30,
    EVERY = UINT16_MAX
};

enum schemas { FLAT, SAME, PARTS }; /* it holds none; of the value; of what lies in the value */

/* What a schema may say. Likelier keywords have more weight. */
static const struct keyword_row {
    const char *name;
    unsigned kinds, dialects;
    enum schemas schemas;
    unsigned weight;
    void (*add)(struct maker *maker, const char *name);
} rows[] = {
    {"type", KIND_ANY, EVERY, FLAT, 10, add_type},
    {"const", KIND_ANY, MODERN | BIT_6 | BIT_7, FLAT, 3, add_constant},
    {"enum", KIND_ANY, EVERY, FLAT, 3, add_enum},
    {"nullable", KIND_ANY, 1u << DIALECT_OAS30, FLAT, 3, add_true},
    {"x-nullable", KIND_ANY, 1u << DIALECT_OAS20, FLAT, 2, add_true},
    {"$ref", KIND_ANY, EVERY, FLAT, 3, add_reference},
    {"$dynamicRef", KIND_ANY, JUST_2020, FLAT, 3, add_dynamic_reference},
    {"$recursiveRef", KIND_ANY, BIT_2019, FLAT, 3, add_dynamic_reference},
    {"readOnly", KIND_ANY, DIRECTED, FLAT, 3, add_true},
    {"writeOnly", KIND_ANY, 1u << DIALECT_OAS30, FLAT, 2, add_true},
    {"minimum", KIND_NUMBER, EVERY, FLAT, 6, add_number},
    {"maximum", KIND_NUMBER, EVERY, FLAT, 6, add_number},
    {"exclusiveMinimum", KIND_NUMBER, EVERY, FLAT, 4, add_exclusive},
    {"exclusiveMaximum", KIND_NUMBER, EVERY, FLAT, 4, add_exclusive},
    {"multipleOf", KIND_NUMBER, EVERY, FLAT, 6, add_divisor},
    {"minLength", KIND_STRING, EVERY, FLAT, 5, add_count},
    {"maxLength", KIND_STRING, EVERY, FLAT, 5, add_count},
    {"pattern", KIND_STRING, EVERY, FLAT, 8, add_pattern},
    {"format", KIND_STRING | KIND_NUMBER, EVERY, FLAT, 3, add_format},
    {"minItems", KIND_ARRAY, EVERY, FLAT, 5, add_count},
    {"maxItems", KIND_ARRAY, EVERY, FLAT, 4, add_count},
    {"uniqueItems", KIND_ARRAY, EVERY, FLAT, 5, add_true},
    {"items", KIND_ARRAY, EVERY, PARTS, 6, add_items},
    {"prefixItems", KIND_ARRAY, JUST_2020, PARTS, 6, add_list},
    {"additionalItems", KIND_ARRAY, BIT_4 | BIT_6 | BIT_7 | BIT_2019, PARTS, 4, add_closed},
    {"contains", KIND_ARRAY, MODERN | BIT_6 | BIT_7, PARTS, 6, add_contains},
    {"unevaluatedItems", KIND_ARRAY, MODERN, PARTS, 4, add_closed},
    {"minProperties", KIND_OBJECT, EVERY, FLAT, 5, add_count},
    {"maxProperties", KIND_OBJECT, EVERY, FLAT, 4, add_count},
    {"required", KIND_OBJECT, EVERY, FLAT, 7, add_names},
    {"dependentRequired", KIND_OBJECT, MODERN, FLAT, 4, add_dependent_names},
    {"properties", KIND_OBJECT, EVERY, PARTS, 8, add_properties},
    {"patternProperties", KIND_OBJECT, MODERN | BIT_4 | BIT_6 | BIT_7, PARTS, 5, add_patterns},
    {"additionalProperties", KIND_OBJECT, EVERY, PARTS, 6, add_closed},
    {"propertyNames", KIND_OBJECT, MODERN | BIT_6 | BIT_7, PARTS, 5, add_one},
    {"dependentSchemas", KIND_OBJECT, MODERN, SAME, 4, add_properties},
    {"dependencies", KIND_OBJECT, BIT_4 | BIT_6 | BIT_7, FLAT, 5, add_dependencies},
    {"unevaluatedProperties", KIND_OBJECT, MODERN, PARTS, 4, add_closed},
    {"allOf", KIND_ANY, EVERY, SAME, 4, add_list},
    {"anyOf", KIND_ANY, EVERY, SAME, 4, add_list},
    {"oneOf", KIND_ANY, EVERY, SAME, 4, add_one_of},
    {"not", KIND_ANY, EVERY, SAME, 5, add_one},
    {"if", KIND_ANY, MODERN | BIT_7, SAME, 3, add_conditions},
};

static bool may_add(const struct maker *maker, const struct keyword_row *row, unsigned kinds)
{
    return row->kinds & kinds && row->dialects & 1u << maker->number &&
           (row->schemas == FLAT || maker->depth);
}

static const struct keyword_row *pick_row(struct maker *maker, unsigned kinds)
{
    unsigned total = 0, at;

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (may_add(maker, &rows[i], kinds))
            total += rows[i].weight;
    at = chance_below(maker->chance, total);
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (!may_add(maker, &rows[i], kinds))
            continue;
        if (at < rows[i].weight)
            return &rows[i];
        at -= rows[i].weight;
    }
    return NULL;
}

/* A few keywords, mostly of values of one kind: those of several kinds rarely have to do with each
   other. */
static void add_keywords(struct maker *maker)
{
    static const unsigned flavours[] = {KIND_NUMBER, KIND_STRING, KIND_ARRAY, KIND_OBJECT,
                                        KIND_ARRAY,  KIND_OBJECT, KIND_ANY};
    unsigned kinds = PICK(maker->chance, flavours), count = 1 + chance_below(maker->chance, 4);
    unsigned target = maker->target;
    uint64_t used = 0;

    for (unsigned i = 0; i < count; i++) {
        const struct keyword_row *row = pick_row(maker, kinds);
        uint64_t bit = UINT64_C(1) << (row - rows);

        if (used & bit)
            continue;
        used |= bit;
        if (row->schemas == PARTS)
            maker->target = TARGET_ROOT;
        row->add(maker, row->name);
        maker->target = target;
    }
}

static void add_schema(struct maker *maker)
{
    bool boolean = !maker->dialect->schema_is_object && maker->number != DIALECT_DRAFT4;

    if (boolean && chance_below(maker->chance, 12) == 0) {
        strbuf_add_text(maker->writer.out, chance_below(maker->chance, 2) ? "true" : "false");
        return;
    }
    maker->depth--;
    json_writer_open(&maker->writer, '{');
    add_keywords(maker);
    json_writer_close(&maker->writer, '}');
    maker->depth++;
}

/* Where dynamic references lead depends on who has an anchor. */
static void add_anchor(struct maker *maker, bool always)
{
    if (!always && !chance_below(maker->chance, 3))
        return;
    if (maker->number == DIALECT_2019_09)
        add_text(maker, "$recursiveAnchor", "true");
    else
        add_quoted(maker, "$dynamicAnchor", "n");
}

static void add_resource(struct maker *maker)
{
    add_key(maker, "o");
    json_writer_open(&maker->writer, '{');
    add_quoted(maker, "$id", "o");
    add_anchor(maker, true);
    maker->target = TARGETS;
    maker->depth--;
    add_keywords(maker);
    maker->depth++;
    json_writer_close(&maker->writer, '}');
}

static void add_definitions(struct maker *maker)
{
    add_key(maker, "definitions");
    json_writer_open(&maker->writer, '{');
    maker->target = TARGET_D1;
    add_one(maker, "d0");
    maker->target = TARGET_RESOURCE;
    add_one(maker, "d1");
    if (maker->has_resource)
        add_resource(maker);
    json_writer_close(&maker->writer, '}');
}

void random_schema(struct chance *chance, enum schema_dialect dialect, struct strbuf *out)
{
    struct maker maker = {.chance = chance,
                          .writer = {.out = out, .string_limit = SIZE_MAX},
                          .dialect = dialect_row(dialect),
                          .number = dialect,
                          .depth = RANDOM_SCHEMA_DEPTH - 1,
                          .target = TARGET_D0,
                          .has_definitions = chance_below(chance, 3) == 0};

    maker.has_resource = maker.has_definitions && 1u << dialect & MODERN && chance_below(chance, 2);
    json_writer_open(&maker.writer, '{');
    if (maker.has_resource) {
        add_quoted(&maker, "$id", "http://schemas.example/r");
        add_anchor(&maker, false);
    }
    add_keywords(&maker);
    if (maker.has_definitions)
        add_definitions(&maker);
    json_writer_close(&maker.writer, '}');
}
