/* What values exercise of the schemas that are applied to them, and that observations which saw
   parts come to what one saw that took all. */
#include "../document/read_text.h"
#include "../openapi/description.h"
#include "base/strbuf.h"
#include "event/write.h"
#include "observe/coverage_union.h"
#include "observe/observe.h"

enum { MAX_VALUES = 4, PARTS = 3 };

/* The schema of a response, of GET /a. */
struct observing {
    struct api *api;
    const struct node *node;
    const struct schema *schema;
    struct arena arena; /* of the values */
};

static void observing_init(struct observing *observing, const char *schema)
{
    struct error err = {0};
    char paths[4096];

    ck_assert((size_t)snprintf(paths, sizeof paths,
                               "\"/a\": {\"get\": {\"responses\": {\"200\": {\"description\": "
                               "\"ok\", \"content\": {\"application/json\": {\"schema\": %s}}}}}}",
                               schema) < sizeof paths);
    observing->api = load_paths(paths, "", NULL);
    observing->node =
        pointer_resolve(observing->api->document->root,
                        STR("/paths/~1a/get/responses/200/content/application~1json/schema"));
    observing->schema = openapi_compile(observing->api, observing->node, &err);
    ck_assert_msg(observing->schema, "%s", err.message);
    arena_init(&observing->arena);
}

static void observing_release(struct observing *observing)
{
    arena_release(&observing->arena);
    openapi_free(observing->api);
}

static void observe(struct observing *observing, struct observation *observation, const char *value)
{
    observe_value(observation, IN_RESPONSE, observing->schema, read_text(&observing->arena, value),
                  NULL, 0);
}

/* "PLACE xVALUES" for each schema that a value reached and that offers something; below it "KIND
   NAME SEEN[/OTHER]". The place begins behind the response's schema. */
static void show(struct strbuf *out, const struct event_coverage *coverage)
{
    static const size_t before =
        sizeof "/paths/~1a/get/responses/200/content/application~1json/schema" - 1;

    strbuf_clear(out);
    strbuf_add_text(out, "");
    for (size_t i = 0; i < coverage->schema_count; i++) {
        const struct coverage_schema *schema = &coverage->schemas[i];

        if (!schema->values)
            continue;
        strbuf_addf(out, "%.*s x%zu\n",
                    STR_ARGS(str_slice(schema->place.pointer, before, SIZE_MAX)),
                    (size_t)schema->values);
        for (size_t j = 0; j < schema->point_count; j++) {
            const struct coverage_point *point = &schema->points[j];

            strbuf_addf(out, "  %s %.*s %zu", point_kind_name(point->kind), STR_ARGS(point->name),
                        (size_t)point->seen);
            if (point->other)
                strbuf_addf(out, "/%zu", (size_t)point->other);
            strbuf_add_char(out, '\n');
        }
    }
}

static const struct {
    const char *name, *schema;
    const char *values[MAX_VALUES];
    const char *usage;
} rows[] = {
    {"no value", "{\"type\": \"object\"}", {NULL}, ""},
    {"a keyword is about values of its kind",
     "{\"minimum\": 1, \"maxLength\": 3}",
     {"1", "2", "\"abc\"", "null"},
     " x4\n  keyword minimum 2\n  keyword maxLength 1\n"},
    {"properties, and null in them",
     "{\"properties\": {\"a\": {}, \"b\": {\"type\": [\"null\", \"integer\"]}}}",
     {"{\"a\": 1, \"b\": null}", "{\"b\": 2}", "[]"},
     " x3\n  property a 1\n  property b 2/1\n/properties/b x2\n  keyword type 2\n"},
    {"values of an enum",
     "{\"enum\": [\"a\", 1, null]}",
     {"\"a\"", "\"a\"", "1.0"},
     " x3\n  enum-value \"a\" 2\n  enum-value 1 1\n  enum-value null 0\n  keyword enum 3\n"},
    {"of a long enum that has values twice, the first of each",
     "{\"enum\": [\"a\", 1, [[2], 3], \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", "
     "\"j\", {\"k\": 4}, \"c\", 1.0, {\"k\": 4}, \"l\"]}",
     {"\"c\"", "1.0", "{\"k\": 4.0}", "\"l\""},
     " x4\n  enum-value \"a\" 0\n  enum-value 1 1\n  enum-value [[2],3] 0\n"
     "  enum-value \"b\" 0\n  enum-value \"c\" 1\n  enum-value \"d\" 0\n"
     "  enum-value \"e\" 0\n  enum-value \"f\" 0\n  enum-value \"g\" 0\n"
     "  enum-value \"h\" 0\n  enum-value \"i\" 0\n  enum-value \"j\" 0\n"
     "  enum-value {\"k\":4} 1\n  enum-value \"c\" 0\n  enum-value 1.0 0\n"
     "  enum-value {\"k\":4} 0\n  enum-value \"l\" 1\n  keyword enum 4\n"},
    {"branches that hold",
     "{\"anyOf\": [{\"type\": \"integer\"}, {\"minimum\": 5}]}",
     {"1", "7", "5.5"},
     " x3\n  branch anyOf/0 2\n  branch anyOf/1 2\n  keyword anyOf 3\n"
     "/anyOf/0 x2\n  keyword type 2\n/anyOf/1 x2\n  keyword minimum 2\n"},
    {"items",
     "{\"items\": {\"type\": \"integer\"}}",
     {"[1, 2]", "[]"},
     "/items x2\n  keyword type 2\n"},
    {"items that stand alone, and the others",
     "{\"prefixItems\": [{\"type\": \"string\"}], \"items\": {\"type\": \"integer\"}}",
     {"[\"a\", 2, 3]"},
     "/items x2\n  keyword type 2\n/prefixItems/0 x1\n  keyword type 1\n"},
    {"by pattern, and all others",
     "{\"patternProperties\": {\"^x-\": {\"type\": \"string\"}}, \"additionalProperties\": "
     "{\"type\": \"integer\"}}",
     {"{\"x-a\": \"1\", \"b\": 2, \"c\": 3}"},
     "/additionalProperties x2\n  keyword type 2\n/patternProperties/^x- x1\n"
     "  keyword type 1\n"},
    {"if, then and else",
     "{\"if\": {\"type\": \"string\"}, \"then\": {\"minLength\": 1}, \"else\": {\"minimum\": 1}}",
     {"\"a\"", "1", "2"},
     "/else x2\n  keyword minimum 2\n/if x1\n  keyword type 1\n/then x1\n  keyword minLength 1\n"},
};

START_TEST(exercises)
{
    struct observing observing;
    struct observation *observation;
    struct strbuf text;

    observing_init(&observing, rows[_i].schema);
    observation = observation_new(observing.api, true);
    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < MAX_VALUES && rows[_i].values[i]; i++)
        observe(&observing, observation, rows[_i].values[i]);
    show(&text, observation_coverage(observation, NULL, NULL, true, 0));
    ck_assert_msg(strcmp(text.text, rows[_i].usage) == 0, "%s:\n%s", rows[_i].name, text.text);
    strbuf_release(&text);
    observation_free(observation);
    observing_release(&observing);
}
END_TEST

/* Without schemas nothing is looked at, and nobody has to ask whether there is an observation. */
START_TEST(looks_at_no_value)
{
    struct observing observing;
    struct observation *observation;
    struct strbuf text;

    observing_init(&observing, "{\"minimum\": 1}");
    observation = observation_new(observing.api, false);
    strbuf_init(&text, SIZE_MAX);
    observe(&observing, observation, "1");
    observe(&observing, NULL, "1");
    observe_refusal(NULL, IN_RESPONSE, observing.node, false);
    show(&text, observation_coverage(observation, NULL, NULL, false, 0));
    ck_assert_str_eq(text.text, "");
    strbuf_release(&text);
    observation_free(observation);
    observing_release(&observing);
}
END_TEST

START_TEST(counts_refusals)
{
    struct observing observing;
    struct observation *observation;
    struct strbuf text;

    observing_init(&observing, "{\"minimum\": 1}");
    observation = observation_new(observing.api, true);
    strbuf_init(&text, SIZE_MAX);
    observe(&observing, observation, "0");
    observe_refusal(observation, IN_RESPONSE, node_member(observing.node, STR("minimum")), false);
    observe(&observing, observation, "1");
    show(&text, observation_coverage(observation, NULL, NULL, true, 0));
    ck_assert_str_eq(text.text, " x2\n  keyword minimum 2/1\n");
    strbuf_clear(&text);
    observe_refusal(observation, IN_RESPONSE, node_member(observing.node, STR("minimum")), true);
    show(&text, observation_coverage(observation, NULL, NULL, true, 0));
    ck_assert_str_eq(text.text, " x2\n  keyword minimum 3/2\n");
    strbuf_release(&text);
    observation_free(observation);
    observing_release(&observing);
}
END_TEST

/* ---- parts ---- */

static const char rich[] =
    "{\"type\": \"object\", \"properties\": {\"kind\": {\"enum\": [\"a\", \"b\", \"c\"]}, \"n\": "
    "{\"type\": [\"integer\", \"null\"], \"minimum\": 0}, \"list\": {\"items\": {\"anyOf\": "
    "[{\"type\": \"string\"}, {\"type\": \"boolean\"}]}}}}";

static const char *const seen[] = {
    "{\"kind\": \"a\", \"n\": 1}",
    "{\"kind\": \"b\", \"n\": null, \"list\": [true]}",
    "{\"kind\": \"a\", \"list\": []}",
    "{\"list\": [\"x\", false, \"y\"]}",
    "{\"kind\": \"b\", \"n\": 12, \"u\": 1}",
    "{}",
    "{\"n\": null, \"u\": \"s\", \"v\": {}}",
};

/* What an observation of the values whose number is `part` of PARTS says; PARTS: of all. */
static struct observation *observe_part(struct observing *observing, size_t part)
{
    struct observation *observation = observation_new(observing->api, true);
    const struct operation *get = operation_open(observing->api, &observing->api->operations[0]);
    const struct node *properties = node_member(observing->node, STR("properties"));

    for (size_t i = 0; i < ARRAY_LENGTH(seen); i++) {
        const struct node *value = read_text(&observing->arena, seen[i]);

        if (part != PARTS && i % PARTS != part)
            continue;
        observe_exchange(
            observation,
            &(struct exercised){.operation = get, .response = operation_response(get, 200)});
        observe_value(observation, IN_RESPONSE, observing->schema, value, NULL, 0);
        for (const char *name = "uv"; *name; name++)
            if (node_member(value, (struct str){name, 1}))
                observe_undocumented(observation, IN_RESPONSE, properties, (struct str){name, 1},
                                     node_member(value, (struct str){name, 1}));
    }
    return observation;
}

static void write_coverage(struct strbuf *out, const struct event_coverage *coverage)
{
    strbuf_clear(out);
    event_write(out, &(struct event){.kind = EVENT_COVERAGE, .coverage = coverage});
}

static const size_t turns[][PARTS] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};

START_TEST(observations_unite)
{
    struct observing observing;
    struct observation *all, *united, *part;
    struct strbuf whole, text;

    observing_init(&observing, rich);
    strbuf_init(&whole, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    all = observe_part(&observing, PARTS);
    write_coverage(&whole, observation_coverage(all, NULL, NULL, true, 0));
    ck_assert(strstr(whole.text, "\"u\"") && strstr(whole.text, "\"enum-value\""));
    united = observation_new(observing.api, true);
    for (size_t i = 0; i < PARTS; i++) {
        part = observe_part(&observing, turns[_i][i]);
        observation_unite(united, part);
        observation_free(part);
    }
    write_coverage(&text, observation_coverage(united, NULL, NULL, true, 0));
    ck_assert_str_eq(text.text, whole.text);
    observation_free(all);
    observation_free(united);
    strbuf_release(&whole);
    strbuf_release(&text);
    observing_release(&observing);
}
END_TEST

START_TEST(coverage_unites)
{
    struct observing observing;
    struct observation *all, *part;
    struct coverage_union *united = coverage_union_new();
    struct error err = {0};
    struct strbuf whole, text;

    observing_init(&observing, rich);
    strbuf_init(&whole, SIZE_MAX);
    strbuf_init(&text, SIZE_MAX);
    all = observe_part(&observing, PARTS);
    write_coverage(&whole, observation_coverage(all, NULL, NULL, true, 0));
    for (size_t i = 0; i < PARTS; i++) {
        part = observe_part(&observing, turns[_i][i]);
        ck_assert_msg(
            coverage_union_add(united, observation_coverage(part, NULL, NULL, true, 0), &err), "%s",
            err.message);
        observation_free(part);
    }
    write_coverage(&text, coverage_union_result(united));
    ck_assert_str_eq(text.text, whole.text);
    coverage_union_free(united);
    observation_free(all);
    strbuf_release(&whole);
    strbuf_release(&text);
    observing_release(&observing);
}
END_TEST

/* Coverage of another description is none of this one's. */
START_TEST(refuses_another_description)
{
    struct api *one = load_paths("\"/a\": {\"get\": {\"responses\": {}}}", "", NULL);
    struct api *two = load_paths("\"/b\": {\"get\": {\"responses\": {}}}", "", NULL);
    struct observation *of_one = observation_new(one, true), *of_two = observation_new(two, true);
    struct coverage_union *united = coverage_union_new();
    struct error err = {0};

    ck_assert(coverage_union_add(united, observation_coverage(of_one, NULL, NULL, true, 0), &err));
    ck_assert(!coverage_union_add(united, observation_coverage(of_two, NULL, NULL, true, 0), &err));
    ck_assert(err.raised);
    coverage_union_free(united);
    observation_free(of_one);
    observation_free(of_two);
    openapi_free(one);
    openapi_free(two);
}
END_TEST

UNIT_SUITE("values", UNIT_LOOP(exercises, rows); UNIT_TEST(looks_at_no_value);
           UNIT_TEST(counts_refusals); UNIT_LOOP(observations_unite, turns);
           UNIT_LOOP(coverage_unites, turns); UNIT_TEST(refuses_another_description))
