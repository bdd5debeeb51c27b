/* What is one cause and what is another, and how many exchanges each is in. */
#include "finding/cause.h"
#include "finding/rules.h"

#include "unit.h"

static struct finding example(rule_index rule)
{
    return (struct finding){
        .rule = rule,
        .severity = SEVERITY_ERROR,
        .message = STR("it drifted"),
        .operation = {.method = STR("GET"), .path = STR("/pets")},
        .status = 200,
        .status_key = STR("200"),
        .media_type = STR("application/json"),
        .part = PART_RESPONSE_BODY,
        .pointer = STR("/0/price/amount"),
        .description = {.file = STR("specs/pets.yaml"),
                        .line = 42,
                        .pointer = STR("/components/schemas/Money/properties/amount/type")},
        .exchanges = 1,
    };
}

static void other_operation(struct finding *finding)
{
    finding->operation = (struct operation_name){.method = STR("POST"), .path = STR("/orders")};
    finding->pointer = STR("/total/amount");
    finding->status = 201;
    finding->status_key = STR("201");
}
static void other_place(struct finding *finding)
{
    finding->description.pointer = STR("/components/schemas/Price/properties/amount/type");
}
static void other_file(struct finding *finding)
{
    finding->description.file = STR("specs/common/pets.yaml");
}
static void other_keyword(struct finding *finding)
{
    finding->keyword = STR("enum");
}
static void other_rule(struct finding *finding)
{
    finding->rule = RULE_REQUEST_BODY_SCHEMA;
}
static void other_status(struct finding *finding)
{
    finding->status = 503;
    finding->status_key = STR("503");
}
static void actual_status(struct finding *finding)
{
    finding->status = 503;
}
static void other_case(struct finding *finding)
{
    finding->part = PART_RESPONSE_HEADER;
    finding->name = STR("DATE");
}
static void other_type(struct finding *finding)
{
    finding->media_type = STR("text/html");
}
static void other_name(struct finding *finding)
{
    finding->name = STR("debug");
}
static void other_member(struct finding *finding)
{
    finding->pointer = STR("/7/price/currency");
}

static const struct {
    rule_index rule;
    void (*change)(struct finding *);
    bool is_same;
} rows[] = {
    {RULE_RESPONSE_BODY_SCHEMA, other_operation, true},
    {RULE_RESPONSE_BODY_SCHEMA, other_place, false},
    {RULE_RESPONSE_BODY_SCHEMA, other_file, false},
    {RULE_RESPONSE_BODY_SCHEMA, other_keyword, false},
    {RULE_RESPONSE_BODY_SCHEMA, other_rule, false},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, other_member, true},
    {RULE_RESPONSE_PROPERTY_UNDOCUMENTED, other_place, false},
    {RULE_RESPONSE_STATUS_UNDOCUMENTED, other_place, true},
    {RULE_RESPONSE_STATUS_UNDOCUMENTED, other_status, false},
    {RULE_RESPONSE_STATUS_BY_DEFAULT, actual_status, true},
    {RULE_RULE_ASSERTION, other_place, true},
    {RULE_HTTP_HEADER_DUPLICATE, other_case, true},
    {RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED, other_place, true},
    {RULE_RESPONSE_CONTENT_TYPE_UNDOCUMENTED, other_type, false},
    {RULE_REQUEST_PARAMETER_UNDOCUMENTED, other_place, true},
    {RULE_REQUEST_PARAMETER_UNDOCUMENTED, other_name, false},
    {RULE_HTTP_HEADER_MALFORMED, other_place, true},
    {RULE_HTTP_HEADER_MALFORMED, other_name, false},
    {RULE_HTTP_JSON_DUPLICATE_KEY, other_member, false},
    {RULE_RESPONSE_NULLABLE_WITHOUT_TYPE, other_place, true},
    {RULE_RESPONSE_NULLABLE_WITHOUT_TYPE, other_file, false},
    {RULE_ROUTE_DEPRECATED_USED, other_place, false},
};

START_TEST(tells_causes_apart)
{
    struct finding first = example(rows[_i].rule), second = example(rows[_i].rule);

    if (rows[_i].change == other_case) {
        first.part = PART_RESPONSE_HEADER;
        first.name = STR("Date");
    }
    rows[_i].change(&second);
    finding_cause(&first, STR("specs"), STR_NONE);
    finding_cause(&second, STR("specs"), STR_NONE);
    ck_assert_int_eq((int)strlen(first.cause), FINGERPRINT_LENGTH);
    ck_assert_msg((strcmp(first.cause, second.cause) == 0) == rows[_i].is_same, "row %d", _i);
}
END_TEST

/* References that lead nowhere: in whatever file, to one thing. */
START_TEST(references_are_known_by_what_is_missing)
{
    struct finding first = {.rule = RULE_DESCRIPTION_REFERENCE_UNRESOLVED,
                            .part = PART_DESCRIPTION,
                            .description = {.file = STR("specs/a.yaml"), .line = 3}};
    struct finding second = first;

    second.description = (struct place){.file = STR("specs/b.yaml"), .line = 7};
    finding_cause(&first, STR("specs"), STR("0123456789abcdef"));
    finding_cause(&second, STR("specs"), STR("0123456789abcdef"));
    ck_assert_str_eq(first.cause, second.cause);
    finding_cause(&second, STR("specs"), STR("0123456789abcde0"));
    ck_assert_str_ne(first.cause, second.cause);
    finding_cause(&first, STR("specs"), STR_NONE);
    finding_cause(&second, STR("specs"), STR_NONE);
    ck_assert_str_ne(first.cause, second.cause);
}
END_TEST

START_TEST(paths_are_known_by_where_they_leave)
{
    static const struct {
        const char *url, *leaving;
    } paths[] = {{"/v1/toys/7", "/v1/toys"}, {"/v1/toys", "/v1/toys"}, {"/v2/toys", "/v2"}};
    struct finding findings[3];

    for (size_t i = 0; i < ARRAY_LENGTH(paths); i++) {
        findings[i] = (struct finding){.rule = RULE_ROUTE_PATH_UNDOCUMENTED,
                                       .part = PART_REQUEST_PATH,
                                       .samples = {{.url = str_of(paths[i].url)}},
                                       .sample_count = 1};
        finding_cause(&findings[i], STR_NONE, str_of(paths[i].leaving));
    }
    ck_assert_str_eq(findings[0].cause, findings[1].cause);
    ck_assert_str_ne(findings[0].cause, findings[2].cause);
    finding_cause(&findings[1], STR_NONE, STR_NONE);
    finding_cause(&findings[0], STR_NONE, STR("/v1"));
    ck_assert_str_eq(findings[0].cause, findings[1].cause);
}
END_TEST

/* ---- counts ---- */

static struct finding member(const char *pointer)
{
    struct finding finding = example(RULE_RESPONSE_PROPERTY_UNDOCUMENTED);

    finding.pointer = str_of(pointer);
    return finding;
}

static void add_exchange(struct findings *findings, const char *first, const char *second)
{
    struct finding finding = member(first);

    findings_begin_exchange(findings);
    findings_add(findings, &finding);
    if (!second)
        return;
    finding = member(second);
    findings_add(findings, &finding);
}

static void expect_counts(const struct findings *findings, uint64_t of_a, uint64_t of_b,
                          uint64_t of_cause)
{
    ck_assert_uint_eq(findings_count(findings), 2);
    for (size_t i = 0; i < 2; i++) {
        const struct finding *finding = findings_at(findings, i);

        ck_assert_uint_eq(finding->exchanges, str_is(finding->pointer, "/a") ? of_a : of_b);
        ck_assert_uint_eq(finding->cause_exchanges, of_cause);
    }
}

START_TEST(an_exchange_counts_once_for_a_cause)
{
    struct findings *findings = findings_new(), *others = findings_new(), *copy = findings_new();

    add_exchange(findings, "/a", "/b");
    add_exchange(findings, "/a", NULL);
    add_exchange(findings, "/b", NULL);
    add_exchange(findings, "/b", NULL);
    expect_counts(findings, 2, 3, 4);
    add_exchange(others, "/b", "/a");
    findings_unite(findings, others);
    expect_counts(findings, 3, 4, 5);
    for (size_t i = 0; i < findings_count(findings); i++)
        findings_add(copy, findings_at(findings, i));
    expect_counts(copy, 3, 4, 5);
    findings_clear(others);
    findings_unite(others, copy);
    expect_counts(others, 3, 4, 5);
    findings_free(findings);
    findings_free(others);
    findings_free(copy);
}
END_TEST

UNIT_SUITE("cause", UNIT_LOOP(tells_causes_apart, rows);
           UNIT_TEST(references_are_known_by_what_is_missing);
           UNIT_TEST(paths_are_known_by_where_they_leave);
           UNIT_TEST(an_exchange_counts_once_for_a_cause))
