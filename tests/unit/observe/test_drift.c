/* What many observations say together: each rule just below and at its least number of them. */
#include "observe/drift.h"

#include "base/strbuf.h"
#include "document/kinds.h"
#include "observe/rename.h"
#include "unit.h"

enum { LEAST = DRIFT_LEAST_OBSERVATIONS, NAMES = DRIFT_MAP_LEAST_NAMES };

/* What is found in the coverage: "RULE NAME OBSERVATIONS" lines, a status in place of the name. */
static const char *find(struct strbuf *out, const struct event_coverage *coverage, uint64_t least)
{
    const struct settler settler = {0};
    const struct drift_settings settings = {.least = least, .settler = &settler};
    struct findings *findings = findings_new();

    strbuf_clear(out);
    strbuf_add_text(out, "");
    drift_find(coverage, &settings, findings);
    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);

        strbuf_addf(out, "%s %.*s%.*s %zu\n", rule_info(finding->rule)->id + strlen("drift."),
                    STR_ARGS(finding->name), STR_ARGS(finding->status_key),
                    (size_t)finding->observations);
    }
    findings_free(findings);
    return out->text;
}

/* ---- properties and values ---- */

static const struct {
    const char *name;
    uint64_t objects; /* and values, that the schema was applied to */
    struct coverage_point point;
    const char *found;
} points[] = {
    {"too few objects", LEAST - 1, {.kind = POINT_PROPERTY, .seen = 0}, ""},
    {"never there", LEAST, {.kind = POINT_PROPERTY, .seen = 0}, "property-never-seen x 30\n"},
    {"there once", LEAST, {.kind = POINT_PROPERTY, .seen = 1}, ""},
    {"always there",
     LEAST,
     {.kind = POINT_PROPERTY, .seen = LEAST},
     "property-always-present x 30\n"},
    {"always there, of too few", LEAST - 1, {.kind = POINT_PROPERTY, .seen = LEAST - 1}, ""},
    {"missing once", LEAST, {.kind = POINT_PROPERTY, .seen = LEAST - 1}, ""},
    {"always there, as it must",
     LEAST,
     {.kind = POINT_PROPERTY, .seen = LEAST, .required = true},
     ""},
    {"always null",
     LEAST + 1,
     {.kind = POINT_PROPERTY, .seen = LEAST, .other = LEAST},
     "property-always-null x 30\n"},
    {"null but once", LEAST + 1, {.kind = POINT_PROPERTY, .seen = LEAST, .other = LEAST - 1}, ""},
    {"null, too few",
     LEAST + 1,
     {.kind = POINT_PROPERTY, .seen = LEAST - 1, .other = LEAST - 1},
     ""},
    {"a value that never came",
     LEAST,
     {.kind = POINT_ENUM_VALUE, .seen = 0},
     "enum-value-never-seen  30\n"},
    {"a value that came", LEAST, {.kind = POINT_ENUM_VALUE, .seen = 1}, ""},
    {"a value, too few", LEAST - 1, {.kind = POINT_ENUM_VALUE, .seen = 0}, ""},
    {"a branch says nothing", LEAST, {.kind = POINT_BRANCH, .seen = 0}, ""},
    {"nor does a keyword", LEAST, {.kind = POINT_KEYWORD, .seen = 0}, ""},
};

START_TEST(of_schemas)
{
    struct coverage_point point = points[_i].point;
    const struct coverage_schema schema = {.direction = IN_RESPONSE,
                                           .values = points[_i].objects,
                                           .objects = points[_i].objects,
                                           .points = &point,
                                           .point_count = 1};
    struct event_coverage coverage = {.schemas = &schema, .schema_count = 1, .observed = true};
    struct strbuf text;

    point.name = STR("x");
    strbuf_init(&text, SIZE_MAX);
    ck_assert_msg(strcmp(find(&text, &coverage, 0), points[_i].found) == 0, "%s: %s",
                  points[_i].name, text.text);
    coverage.observed = false;
    ck_assert_str_eq(find(&text, &coverage, 0), "");
    strbuf_release(&text);
}
END_TEST

/* An enum of more values than there were observations: nothing can be said of one of them. */
START_TEST(as_many_observations_as_values)
{
    static struct coverage_point values[2 * LEAST];
    struct coverage_schema schema = {
        .direction = IN_RESPONSE, .points = values, .point_count = ARRAY_LENGTH(values)};
    const struct event_coverage coverage = {
        .schemas = &schema, .schema_count = 1, .observed = true};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(values); i++)
        values[i] = (struct coverage_point){.kind = POINT_ENUM_VALUE, .seen = i > 0};
    schema.values = ARRAY_LENGTH(values) - 1;
    ck_assert_str_eq(find(&text, &coverage, 0), "");
    schema.values++;
    ck_assert_str_eq(find(&text, &coverage, 0), "enum-value-never-seen  60\n");
    strbuf_release(&text);
}
END_TEST

/* Required beside a $ref, or in another branch of allOf: the property is no optional one. */
START_TEST(asked_for_by_another_schema)
{
    static const struct str required[] = {STR_INITIAL("x")};
    const struct coverage_point point = {
        .kind = POINT_PROPERTY, .name = STR_INITIAL("x"), .seen = LEAST};
    struct coverage_schema schemas[] = {
        {.direction = IN_RESPONSE, .objects = LEAST, .points = &point, .point_count = 1},
        {.direction = IN_REQUEST, .requires = required, .require_count = 1},
    };
    const struct event_coverage coverage = {
        .schemas = schemas, .schema_count = ARRAY_LENGTH(schemas), .observed = true};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    ck_assert_str_eq(find(&text, &coverage, 0), "property-always-present x 30\n");
    schemas[1].direction = IN_RESPONSE;
    ck_assert_str_eq(find(&text, &coverage, 0), "");
    strbuf_release(&text);
}
END_TEST

/* ---- operations ---- */

static const struct {
    const char *name;
    uint64_t seen, other_seen; /* of two operations */
    bool selected;             /* the second one is */
    uint64_t least;
    const char *found;
} hits[] = {
    {"too few exchanges", LEAST - 1, 0, true, 0, ""},
    {"never used, and a status never came", LEAST, 0, true, 0,
     "operation-never-seen  30\nresponse-never-seen 404 30\n"},
    {"fewer are enough", 2, 0, true, 2, "operation-never-seen  2\nresponse-never-seen 404 2\n"},
    {"fewer than operations are not", 1, 0, true, 1, "response-never-seen 404 1\n"},
    {"nobody asked for it", LEAST, 0, false, 0, "response-never-seen 404 30\n"},
    {"used once", LEAST - 1, 1, true, 0, ""},
};

START_TEST(of_operations)
{
    const struct coverage_slot slots[] = {
        {.kind = SLOT_STATUS, .name = STR("200"), .seen = hits[_i].seen},
        {.kind = SLOT_STATUS, .name = STR("404")},
        {.kind = SLOT_STATUS, .name = STR("default")},
        {.kind = SLOT_HEADER, .name = STR("etag"), .detail = STR("200")},
    };
    const struct coverage_operation operations[] = {
        {.name = {.method = STR("GET"), .path = STR("/a")},
         .seen = hits[_i].seen,
         .selected = true,
         .slots = slots,
         .slot_count = ARRAY_LENGTH(slots)},
        {.name = {.method = STR("GET"), .path = STR("/b")},
         .seen = hits[_i].other_seen,
         .selected = hits[_i].selected},
    };
    const struct event_coverage coverage = {
        .operations = operations, .operation_count = 2, .observed = true};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    ck_assert_msg(strcmp(find(&text, &coverage, hits[_i].least), hits[_i].found) == 0, "%s: %s",
                  hits[_i].name, text.text);
    strbuf_release(&text);
}
END_TEST

/* ---- names that nobody described ---- */

static const struct {
    const char *property, *other; /* documented and never there; not described, and always */
    bool renamed;
} renames[] = {
    {"firstName", "first_name", true},
    {"first-name", "FirstName", true},
    {"colour", "color", true},
    {"name", "fullName", true},
    {"count", "total", false},
    {"id", "ip", false},
    {"url", "uri", true},
    {"name", "renamed", false},
    {"a", "b", false},
    {"-", "_", false},
};

START_TEST(finds_a_rename)
{
    const struct coverage_point point = {.kind = POINT_PROPERTY,
                                         .name = str_of(renames[_i].property)};
    struct coverage_undocumented undocumented = {.name = str_of(renames[_i].other), .seen = LEAST};
    const struct coverage_schema schema = {.direction = IN_RESPONSE,
                                           .objects = LEAST,
                                           .points = &point,
                                           .point_count = 1,
                                           .undocumented = &undocumented,
                                           .undocumented_count = 1};
    const struct event_coverage coverage = {
        .schemas = &schema, .schema_count = 1, .observed = true};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    ck_assert_msg((rename_find(&schema, &point) != NULL) == renames[_i].renamed, "%s to %s",
                  renames[_i].property, renames[_i].other);
    find(&text, &coverage, 0);
    ck_assert_msg((strstr(text.text, "possible-rename") != NULL) == renames[_i].renamed, "%s",
                  text.text);
    /* It was in no more than half of the objects. */
    undocumented.seen = LEAST / 2;
    ck_assert_ptr_null(rename_find(&schema, &point));
    strbuf_release(&text);
}
END_TEST

static const struct {
    const char *name;
    size_t names;
    uint64_t objects, seen; /* each of them */
    unsigned kinds, last;   /* kinds of the values, and of the last name's */
    bool map;
} maps[] = {
    {"rare names of one kind", NAMES, LEAST, 3, KIND_STRING, KIND_STRING, true},
    {"too few names", NAMES - 1, LEAST, 3, KIND_STRING, KIND_STRING, false},
    {"too few objects", NAMES, LEAST - 1, 3, KIND_STRING, KIND_STRING, false},
    {"names that are common", NAMES, LEAST, LEAST / 2 + 1, KIND_STRING, KIND_STRING, false},
    {"null beside it", NAMES, LEAST, 3, KIND_STRING, KIND_STRING | KIND_NULL, true},
    {"another kind", NAMES, LEAST, 3, KIND_STRING, KIND_NUMBER, false},
    {"true and false", NAMES, LEAST, 3, KIND_BOOLEAN, KIND_BOOLEAN, true},
};

START_TEST(finds_a_map)
{
    struct coverage_undocumented names[NAMES];
    const struct coverage_schema schema = {.direction = IN_RESPONSE,
                                           .objects = maps[_i].objects,
                                           .undocumented = names,
                                           .undocumented_count = maps[_i].names};
    const struct event_coverage coverage = {
        .schemas = &schema, .schema_count = 1, .observed = true};
    struct strbuf text;

    for (size_t i = 0; i < maps[_i].names; i++)
        names[i] = (struct coverage_undocumented){
            .name = STR("k"), .seen = maps[_i].seen, .kinds = maps[_i].kinds};
    names[maps[_i].names - 1].kinds = maps[_i].last;
    strbuf_init(&text, SIZE_MAX);
    ck_assert_msg((strstr(find(&text, &coverage, 0), "looks-like-map  30") != NULL) == maps[_i].map,
                  "%s: %s", maps[_i].name, text.text);
    strbuf_release(&text);
}
END_TEST

UNIT_SUITE("drift", UNIT_LOOP(of_schemas, points); UNIT_TEST(as_many_observations_as_values);
           UNIT_TEST(asked_for_by_another_schema); UNIT_LOOP(of_operations, hits);
           UNIT_LOOP(finds_a_rename, renames); UNIT_LOOP(finds_a_map, maps))
