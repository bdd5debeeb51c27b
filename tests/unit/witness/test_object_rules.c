/* Objects: which members there have to be, and of what names. */
#include "../document/read_text.h"
#include "base/strbuf.h"
#include "witness/witness.h"

/* ---- one schema at a time ---- */

struct asked {
    struct arena arena;
    struct schema_set *set;
    struct evaluator *evaluator;
    const struct schema *schema;
    struct witness *witness;
    const struct witness_question *question;
};

static void ask(struct asked *asked, const char *schema)
{
    struct schema_settings settings = {.dialect = DIALECT_2020_12};
    struct witness_settings minimal = {.minimal = true};
    struct witness_term term = {.negated = false};
    struct error err = {0};

    *asked = (struct asked){.evaluator = evaluator_new()};
    arena_init(&asked->arena);
    asked->set = schema_set_new(&settings);
    asked->schema = schema_compile(asked->set, read_text(&asked->arena, schema), &err);
    ck_assert_msg(asked->schema != NULL, "%s: %s", schema, err.message);
    asked->witness = witness_new(&minimal);
    term.block = program_entry(asked->schema);
    asked->question = witness_ask(asked->witness, &term, 1);
}

static void asked_release(struct asked *asked)
{
    witness_free(asked->witness);
    schema_set_free(asked->set);
    evaluator_free(asked->evaluator);
    arena_release(&asked->arena);
}

/* The n-th value as text, "none", or "undecided: " and the reason. */
static void find(struct asked *asked, uint64_t n, struct strbuf *out, const struct node **value)
{
    enum witness_reason reason;

    strbuf_clear(out);
    *value = NULL;
    switch (witness_find(asked->witness, asked->question, n, value, &reason)) {
    case WITNESS_VALUE:
        node_write(*value, out);
        ck_assert_msg(schema_evaluate(asked->evaluator, asked->schema, *value, NULL) ==
                          SCHEMA_VALID,
                      "%s is no value of the schema", out->text);
        break;
    case WITNESS_NONE:
        strbuf_add_text(out, "none");
        break;
    case WITNESS_UNDECIDED:
        strbuf_addf(out, "undecided: %s", witness_reason_name(reason));
        break;
    }
}

static const struct {
    const char *name, *schema, *value;
} rows[] = {
    {"nothing is asked", "", "{}"},
    {"required", "'required':['b','a']", "{'b':null,'a':null}"},
    {"optional members are left out", "'properties':{'a':{'const':1}}", "{}"},
    {"a required member has its property's value",
     "'properties':{'a':{'const':1}},'required':['a']", "{'a':1}"},
    {"a required member that cannot be", "'properties':{'a':false},'required':['a']", "none"},
    {"a required member that contradicts itself",
     "'properties':{'a':{'const':1}},'patternProperties':{'^a':{'const':2}},'required':['a']",
     "none"},
    {"a required name that the names exclude", "'propertyNames':{'const':'b'},'required':['a']",
     "none"},
    {"a required name beyond a closed list",
     "'properties':{'b':{}},'additionalProperties':false,'required':['a']", "none"},
    {"required and absent", "'required':['a'],'not':{'required':['a']}", "none"},
    {"more required than allowed", "'required':['a','b'],'maxProperties':1", "none"},
    {"known names first", "'properties':{'a':{'const':1},'b':{'const':2}},'minProperties':1",
     "{'a':1}"},
    {"known names that have a value", "'properties':{'a':false,'b':{'const':2}},'minProperties':1",
     "{'b':2}"},
    {"fewer known names than needed",
     "'properties':{'a':{},'b':{}},'additionalProperties':false,'minProperties':3", "none"},
    {"a known name has to break its property", "'not':{'properties':{'a':{'const':1}}}",
     "{'a':null}"},
    {"a required one breaks its property",
     "'not':{'properties':{'a':{'const':1},'b':{'const':null}}},'required':['b']", "{'b':false}"},
    {"open properties cannot be broken", "'not':{'properties':{'a':{}}}", "none"},
    {"one member breaks two",
     "'allOf':[{'not':{'properties':{'a':{'const':1}}}},{'not':{'properties':{'a':{'const':"
     "null}}}}]",
     "{'a':false}"},
    {"two members break two",
     "'properties':{'a':{'enum':[1,2]},'b':{'enum':[1,2]}},'allOf':[{'not':{'properties':{'a':{"
     "'const':1}}}},{'not':{'properties':{'b':{'const':1}}}}]",
     "{'a':2,'b':2}"},
    {"two members where one is allowed",
     "'maxProperties':1,'allOf':[{'not':{'properties':{'a':{'const':1}}}},{'not':{'properties':{"
     "'b':{'const':1}}}}]",
     "none"},
    {"a recursive member ends",
     "'properties':{'next':{'anyOf':[{'$ref':'#'},{'const':1}]}},'additionalProperties':false,"
     "'required':['next']",
     "{'next':1}"},
    {"a recursive member of a closed object",
     "'properties':{'next':{'$ref':'#'}},'additionalProperties':false,'minProperties':1", "none"},
    {"a recursive member that is always needed",
     "'properties':{'next':{'$ref':'#'}},'required':['next']", "none"},
    {"unevaluated members are none",
     "'properties':{'a':{'const':1}},'unevaluatedProperties':false,'minProperties':1", "{'a':1}"},
    {"more members than a value may have", "'minProperties':1000000000", "undecided: size"},
    {"more members than there are names",
     "'minProperties':1000000000,'patternProperties':{'^x[0-9]$':{}},"
     "'additionalProperties':false",
     "none"},
    {"patterns that overlap, and many of them",
     "'minProperties':1,'additionalProperties':false,'patternProperties':{'[a]':{},'[b]':{},'[c]':"
     "{},'[d]':{},'[e]':{},'[f]':{},'[g]':{},'[h]':{},'[i]':{},'[j]':{},'[k]':{'const':1}}",
     "{'a':null}"},
    {"a name with an escape", "'required':['\\\"\\\\']", "{'\\\"\\\\':null}"},
};

static void quote(struct strbuf *out, const char *text)
{
    for (; *text; text++)
        strbuf_add_char(out, *text == '\'' ? '"' : *text);
}

START_TEST(finds_the_least)
{
    struct strbuf schema, expected, found;
    struct asked asked;
    const struct node *value;

    strbuf_init(&schema, SIZE_MAX);
    strbuf_init(&expected, SIZE_MAX);
    strbuf_init(&found, SIZE_MAX);
    strbuf_addf(&schema, "{\"type\":\"object\"%s", rows[_i].schema[0] ? "," : "");
    quote(&schema, rows[_i].schema);
    strbuf_add_char(&schema, '}');
    quote(&expected, rows[_i].value);
    ask(&asked, schema.text);
    find(&asked, 0, &found, &value);
    ck_assert_msg(str_equal(strbuf_str(&found), strbuf_str(&expected)), "%s: %s: found %s, not %s",
                  rows[_i].name, schema.text, found.text, expected.text);
    asked_release(&asked);
    strbuf_release(&schema);
    strbuf_release(&expected);
    strbuf_release(&found);
}
END_TEST

/* ---- random schemas, and all small objects ---- */

enum { SCHEMAS = 400, BATCHES = 4, NAMES = 5, VALUES = 4, MOST_MEMBERS = 3, LATER = 6 };

static const char *const names[NAMES] = {"a", "b", "ab", "c", "x"};
static const char *const values[VALUES] = {"1", "2", "true", "null"};
static const char *const members[] = {
    "true",
    "false",
    "{\"const\":1}",
    "{\"enum\":[1,2]}",
    "{\"type\":\"boolean\"}",
    "{\"not\":{\"const\":1}}",
};
static const char *const name_schemas[] = {
    "{\"pattern\":\"^a\"}",        "{\"maxLength\":1}", "{\"enum\":[\"a\",\"x\"]}",
    "{\"not\":{\"const\":\"b\"}}", "{\"minLength\":2}",
};

struct draw {
    uint64_t state;
};

static unsigned draw(struct draw *from, unsigned below)
{
    from->state = from->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)(from->state >> 33) % below;
}

static const char *draw_one(struct draw *from, const char *const *texts, size_t count)
{
    return texts[draw(from, (unsigned)count)];
}

static const char *draw_member(struct draw *from)
{
    return draw_one(from, members, ARRAY_LENGTH(members));
}

static void add_map(struct draw *from, struct strbuf *out, const char *keyword,
                    const char *const *keys, size_t count)
{
    const char *comma = "";

    strbuf_addf(out, "\"%s\":{", keyword);
    for (size_t i = 0; i < count; i++)
        if (draw(from, 2)) {
            strbuf_addf(out, "%s\"%s\":%s", comma, keys[i], draw_member(from));
            comma = ",";
        }
    strbuf_add_text(out, "}");
}

static void add_schema(struct draw *from, struct strbuf *out, unsigned depth);

/* Keywords that hold no schemas of the same value. */
static void add_plain(struct draw *from, struct strbuf *out, unsigned keyword)
{
    static const char *const properties[] = {"a", "b", "c"};
    static const char *const patterns[] = {"^a", "b$", "^.$"};

    switch (keyword) {
    case 0:
        add_map(from, out, "properties", properties, ARRAY_LENGTH(properties));
        break;
    case 1:
        add_map(from, out, "patternProperties", patterns, ARRAY_LENGTH(patterns));
        break;
    case 2:
        strbuf_addf(out, "\"additionalProperties\":%s", draw_member(from));
        break;
    case 3:
        strbuf_addf(out, "\"required\":[\"%s\"]", draw_one(from, names, NAMES));
        break;
    case 4:
        strbuf_addf(out, "\"minProperties\":%u", draw(from, 4));
        break;
    case 5:
        strbuf_addf(out, "\"maxProperties\":%u", draw(from, 4));
        break;
    case 6:
        strbuf_addf(out, "\"propertyNames\":%s",
                    draw_one(from, name_schemas, ARRAY_LENGTH(name_schemas)));
        break;
    case 7:
        strbuf_addf(out, "\"dependentRequired\":{\"%s\":[\"%s\"]}", draw_one(from, names, NAMES),
                    draw_one(from, names, NAMES));
        break;
    default:
        strbuf_addf(out, "\"unevaluatedProperties\":%s", draw_member(from));
        break;
    }
}

static void add_nested(struct draw *from, struct strbuf *out, unsigned keyword, unsigned depth)
{
    switch (keyword) {
    case 0:
        strbuf_add_text(out, "\"not\":");
        add_schema(from, out, depth - 1);
        break;
    case 1:
        strbuf_addf(out, "\"dependentSchemas\":{\"%s\":", draw_one(from, names, NAMES));
        add_schema(from, out, depth - 1);
        strbuf_add_text(out, "}");
        break;
    default:
        strbuf_addf(out, "\"%s\":[", keyword == 2 ? "anyOf" : "allOf");
        add_schema(from, out, depth - 1);
        strbuf_add_text(out, ",");
        add_schema(from, out, depth - 1);
        strbuf_add_text(out, "]");
        break;
    }
}

static void add_schema(struct draw *from, struct strbuf *out, unsigned depth)
{
    const char *comma = "";

    strbuf_add_text(out, "{");
    for (unsigned keyword = 0; keyword < 9; keyword++)
        if (draw(from, 4) == 0) {
            strbuf_add_text(out, comma);
            add_plain(from, out, keyword);
            comma = ",";
        }
    for (unsigned keyword = 0; depth > 0 && keyword < 4; keyword++)
        if (draw(from, 5) == 0) {
            strbuf_add_text(out, comma);
            add_nested(from, out, keyword, depth);
            comma = ",";
        }
    strbuf_add_text(out, "}");
}

/* All objects of the names and values with few members. */
struct objects {
    VEC(const struct node *) nodes;
};

static void make_objects(struct arena *arena, struct objects *objects)
{
    for (unsigned code = 0; code < 3125 /* (VALUES + 1) ^ NAMES */; code++) {
        struct strbuf text;
        unsigned count = 0, rest = code;

        strbuf_init(&text, SIZE_MAX);
        strbuf_add_text(&text, "{");
        for (unsigned i = 0; i < NAMES; i++, rest /= VALUES + 1)
            if (rest % (VALUES + 1)) {
                strbuf_addf(&text, "%s\"%s\":%s", count ? "," : "", names[i],
                            values[rest % (VALUES + 1) - 1]);
                count++;
            }
        strbuf_add_text(&text, "}");
        if (count <= MOST_MEMBERS)
            VEC_ADD(&objects->nodes, read_text(arena, str_copy(arena, strbuf_str(&text)).text));
        strbuf_release(&text);
    }
}

/* The number of members of the least object that the schema takes; SIZE_MAX: it takes none. */
static size_t least_object(const struct asked *asked, const struct objects *objects)
{
    size_t least = SIZE_MAX;

    for (size_t i = 0; i < objects->nodes.count; i++) {
        const struct node *object = objects->nodes.items[i];

        if (object->length < least &&
            schema_evaluate(asked->evaluator, asked->schema, object, NULL) == SCHEMA_VALID)
            least = object->length;
    }
    return least;
}

static void check_schema(const char *schema, const struct objects *objects)
{
    const struct node *found[LATER];
    struct asked asked;
    struct strbuf text;
    size_t least;

    strbuf_init(&text, SIZE_MAX);
    ask(&asked, schema);
    least = least_object(&asked, objects);
    for (uint64_t n = 0; n < LATER; n++) {
        find(&asked, n, &text, &found[n]);
        ck_assert_msg(!str_starts_with(strbuf_str(&text), STR("undecided")), "%s: value %u is %s",
                      schema, (unsigned)n, text.text);
        ck_assert_msg(n > 0 || least == SIZE_MAX || found[n], "%s: no value is found", schema);
        if (!found[n])
            break;
        for (uint64_t i = 0; i < n; i++)
            ck_assert_msg(!node_equal(found[i], found[n]), "%s: %s comes twice", schema, text.text);
    }
    asked_release(&asked);
    strbuf_release(&text);
}

START_TEST(finds_what_trying_finds)
{
    struct draw from = {(uint64_t)_i + 1};
    struct objects objects = {0};
    struct arena arena;

    arena_init(&arena);
    make_objects(&arena, &objects);
    for (unsigned i = 0; i < SCHEMAS; i++) {
        struct strbuf schema;

        strbuf_init(&schema, SIZE_MAX);
        strbuf_add_text(&schema, "{\"type\":\"object\",\"allOf\":[");
        add_schema(&from, &schema, 2);
        strbuf_add_text(&schema, "]}");
        check_schema(schema.text, &objects);
        strbuf_release(&schema);
    }
    VEC_RELEASE(&objects.nodes);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("object rules", UNIT_LOOP(finds_the_least, rows);
           UNIT_TIMES(finds_what_trying_finds, BATCHES))
