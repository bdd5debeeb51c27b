/* Coverage in numbers: what was seen of what there is, what is missing, and limits. */
#include "base/strbuf.h"
#include "observe/measure.h"
#include "unit.h"

static const struct coverage_slot hit_slots[] = {
    {.kind = SLOT_PARAMETER, .name = STR_INITIAL("id"), .seen = 2},
    {.kind = SLOT_OMITTED, .name = STR_INITIAL("page"), .seen = 1},
    {.kind = SLOT_PARAMETER, .name = STR_INITIAL("page"), .seen = 0},
    {.kind = SLOT_REQUEST_BODY, .media_type = STR_INITIAL("text/csv"), .seen = 0},
    {.kind = SLOT_STATUS, .name = STR_INITIAL("200"), .seen = 2},
    {.kind = SLOT_STATUS, .name = STR_INITIAL("404"), .seen = 0},
    {.kind = SLOT_RESPONSE, .name = STR_INITIAL("200"), .seen = 2},
    {.kind = SLOT_HEADER, .name = STR_INITIAL("etag"), .seen = 0},
};
static const struct coverage_slot missed_slots[] = {
    {.kind = SLOT_STATUS, .name = STR_INITIAL("204"), .seen = 0},
};
static const struct coverage_operation operations[] = {
    {.name.id = STR_INITIAL("hit"),
     .seen = 2,
     .answers = {.failures = {404}, .failure_count = 1},
     .selected = true,
     .slots = hit_slots,
     .slot_count = ARRAY_LENGTH(hit_slots)},
    {.name.id = STR_INITIAL("missed"),
     .selected = true,
     .slots = missed_slots,
     .slot_count = ARRAY_LENGTH(missed_slots)},
    {.name.id = STR_INITIAL("left out"),
     .seen = 7,
     .slots = hit_slots,
     .slot_count = ARRAY_LENGTH(hit_slots)},
};
static const struct coverage_point points[] = {
    {.kind = POINT_PROPERTY, .name = STR_INITIAL("a"), .seen = 3},
    {.kind = POINT_PROPERTY, .name = STR_INITIAL("b"), .seen = 0},
    {.kind = POINT_ENUM_VALUE, .name = STR_INITIAL("1"), .seen = 1},
    {.kind = POINT_BRANCH, .name = STR_INITIAL("oneOf/0"), .seen = 0},
    {.kind = POINT_KEYWORD, .name = STR_INITIAL("minimum"), .seen = 5, .other = 5, .bound = true},
    {.kind = POINT_KEYWORD, .name = STR_INITIAL("maximum"), .seen = 5, .other = 0, .bound = true},
    {.kind = POINT_KEYWORD, .name = STR_INITIAL("maxLength"), .seen = 5, .other = 2, .bound = true},
    {.kind = POINT_KEYWORD, .name = STR_INITIAL("minLength"), .seen = 0, .bound = true},
};
static const struct coverage_schema schemas[] = {
    {.points = points, .point_count = ARRAY_LENGTH(points)}};
static const struct event_coverage coverage = {
    .operations = operations,
    .operation_count = ARRAY_LENGTH(operations),
    .schemas = schemas,
    .schema_count = 1,
    .points =
        {[POINT_PROPERTY] = 4, [POINT_ENUM_VALUE] = 2, [POINT_BRANCH] = 2, [POINT_KEYWORD] = 5},
    .bound_sides = 8,
    .observed = true};

static const struct {
    enum measure measure;
    uint64_t seen, total, share;
} measures[] = {
    {MEASURE_OPERATIONS, 1, 2, 5000},  {MEASURE_SUCCESSES, 0, 2, 0},
    {MEASURE_PARAMETERS, 1, 2, 5000},  {MEASURE_OMISSIONS, 1, 1, 10000},
    {MEASURE_REQUEST_BODIES, 0, 1, 0}, {MEASURE_STATUSES, 1, 3, 3333},
    {MEASURE_RESPONSES, 1, 1, 10000},  {MEASURE_HEADERS, 0, 1, 0},
    {MEASURE_PROPERTIES, 1, 4, 2500},  {MEASURE_ENUM_VALUES, 1, 2, 5000},
    {MEASURE_BRANCHES, 0, 2, 0},       {MEASURE_KEYWORDS, 3, 5, 6000},
    {MEASURE_BOUNDS, 4, 8, 5000},
};

START_TEST(measures_each)
{
    struct tally tallies[MEASURE_COUNT];
    const struct tally *tally = &tallies[measures[_i].measure];

    ck_assert_uint_eq(ARRAY_LENGTH(measures), MEASURE_COUNT);
    coverage_measure(&coverage, tallies);
    ck_assert_msg(tally->seen == measures[_i].seen && tally->total == measures[_i].total,
                  "%s: %zu of %zu", measure_id(measures[_i].measure), (size_t)tally->seen,
                  (size_t)tally->total);
    ck_assert_uint_eq(tally_share(tally), measures[_i].share);
}
END_TEST

/* All is only all when nothing is missing. */
START_TEST(shares_are_rounded_down)
{
    ck_assert_uint_eq(tally_share(&(struct tally){0, 0}), 10000);
    ck_assert_uint_eq(tally_share(&(struct tally){99999, 100000}), 9999);
    ck_assert_uint_eq(tally_share(&(struct tally){1, 100000}), 0);
    ck_assert_uint_eq(tally_share(&(struct tally){7, 7}), 10000);
}
END_TEST

/* ---- gaps ---- */

static void tell_gap(void *context, const struct coverage_gap *gap)
{
    struct strbuf *out = context;

    if (gap->operation)
        strbuf_addf(out, "%.*s", STR_ARGS(gap->operation->name.id));
    if (gap->success)
        strbuf_add_text(out, " without a success");
    if (gap->slot)
        strbuf_addf(out, " %d %.*s%.*s", (int)gap->slot->kind, STR_ARGS(gap->slot->name),
                    STR_ARGS(gap->slot->media_type));
    if (gap->point)
        strbuf_addf(out, "%.*s%s%s", STR_ARGS(gap->point->name),
                    gap->point->seen && gap->side ? " " : "",
                    gap->point->seen && gap->side ? gap->side : "");
    strbuf_add_char(out, '\n');
}

START_TEST(names_what_is_missing)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    coverage_gaps(&coverage, tell_gap, &text);
    ck_assert_str_eq(text.text, "hit without a success\n"
                                "hit 0 page\n"
                                "hit 2 text/csv\n"
                                "hit 3 404\n"
                                "hit 5 etag\n"
                                "missed\n"
                                "b\n"
                                "oneOf/0\n"
                                "minimum within\n"
                                "maximum beyond\n"
                                "minLength\n");
    strbuf_release(&text);
}
END_TEST

/* ---- limits ---- */

static const struct {
    const char *text;
    uint64_t operations, responses; /* hundredths */
    const char *message;            /* NULL: it is taken */
} limits[] = {
    {"operations=100", 10000, 0, NULL},
    {"operations=100,responses=80", 10000, 8000, NULL},
    {" operations = 99.5 , responses = 0.05 ", 9950, 5, NULL},
    {"operations=100.0", 10000, 0, NULL},
    {"operations=100.01", 0, 0, "expected a percentage, 0 to 100"},
    {"operations=101", 0, 0, "expected a percentage"},
    {"operations=-1", 0, 0, "expected a percentage"},
    {"operations=1.234", 0, 0, "expected a percentage"},
    {"operations=1.", 0, 0, "expected a percentage"},
    {"operations=ninety", 0, 0, "expected a percentage"},
    {"operations", 0, 0, "expected NAME=PERCENT"},
    {"", 0, 0, "expected NAME=PERCENT"},
    {"operation=1", 0, 0, "there is no such measure; did you mean \"operations\"?"},
    {"operations=1,", 0, 0, "expected NAME=PERCENT"},
};

START_TEST(reads_limits)
{
    struct coverage_limits read;
    struct error err = {0};
    bool taken = coverage_limits_parse(&read, limits[_i].text, &err);

    ck_assert_msg(taken == !limits[_i].message, "\"%s\": %s", limits[_i].text, err.message);
    if (limits[_i].message) {
        ck_assert_msg(strstr(err.message, limits[_i].message), "%s", err.message);
        return;
    }
    ck_assert(read.given);
    ck_assert_uint_eq(read.shares[MEASURE_OPERATIONS], limits[_i].operations);
    ck_assert_uint_eq(read.shares[MEASURE_RESPONSES], limits[_i].responses);
}
END_TEST

/* What was asked for first stays. */
START_TEST(adds_limits)
{
    struct coverage_limits read;
    struct error err = {0};

    ck_assert(coverage_limits_parse(&read, NULL, &err));
    ck_assert(!read.given);
    coverage_limits_add(&read, STR("nothing"), 10);
    ck_assert(!read.given);
    coverage_limits_add(&read, STR("operations"), 90);
    coverage_limits_add(&read, STR("operations"), 50);
    ck_assert(read.given);
    ck_assert_uint_eq(read.shares[MEASURE_OPERATIONS], 9000);
}
END_TEST

UNIT_SUITE("measure", UNIT_LOOP(measures_each, measures); UNIT_TEST(shares_are_rounded_down);
           UNIT_TEST(names_what_is_missing); UNIT_LOOP(reads_limits, limits);
           UNIT_TEST(adds_limits))
