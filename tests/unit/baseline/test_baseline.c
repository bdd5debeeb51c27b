#include "baseline/baseline.h"

#include "base/strbuf.h"
#include "finding/rules.h"
#include "unit.h"

/* One operation with a parameter, a body and a response, as a run may have exercised them. */
struct exercise {
    uint64_t operation, parameter, body, ok;
    bool left_out; /* by a filter */
};

static struct finding finding_of(rule_index rule, enum part part, const char *name,
                                 const char *status)
{
    return (struct finding){.rule = rule,
                            .severity = SEVERITY_ERROR,
                            .message = STR("it is so"),
                            .operation = {.method = STR("POST"), .path = STR("/pets")},
                            .part = part,
                            .name = str_of(name),
                            .status_key = str_of(status),
                            .count = 1};
}

static const struct {
    const char *name;
    rule_index rule;
    enum part part;
    const char *parameter, *status;
    struct exercise exercise;
    bool lint, partial;
    enum baseline_outcome outcome; /* of the entry, in a run without findings */
} rows[] = {
    {"parameter given",
     RULE_REQUEST_PARAMETER_SCHEMA,
     PART_REQUEST_QUERY,
     "limit",
     NULL,
     {1, 1, 0, 0, false},
     false,
     false,
     BASELINE_GONE},
    {"parameter not given",
     RULE_REQUEST_PARAMETER_SCHEMA,
     PART_REQUEST_QUERY,
     "limit",
     NULL,
     {1, 0, 1, 1, false},
     false,
     false,
     BASELINE_UNEXERCISED},
    {"a missing parameter may be told by any request",
     RULE_REQUEST_PARAMETER_MISSING,
     PART_REQUEST_QUERY,
     "limit",
     NULL,
     {1, 0, 0, 0, false},
     false,
     false,
     BASELINE_GONE},
    {"an undescribed parameter by any request",
     RULE_REQUEST_PARAMETER_UNDOCUMENTED,
     PART_REQUEST_QUERY,
     "other",
     NULL,
     {1, 0, 0, 0, false},
     false,
     false,
     BASELINE_GONE},
    {"body sent",
     RULE_REQUEST_BODY_SCHEMA,
     PART_REQUEST_BODY,
     NULL,
     NULL,
     {1, 0, 1, 0, false},
     false,
     false,
     BASELINE_GONE},
    {"body not sent",
     RULE_REQUEST_BODY_SCHEMA,
     PART_REQUEST_BODY,
     NULL,
     NULL,
     {1, 1, 0, 1, false},
     false,
     false,
     BASELINE_UNEXERCISED},
    {"response seen",
     RULE_RESPONSE_BODY_SCHEMA,
     PART_RESPONSE_BODY,
     NULL,
     "200",
     {1, 0, 0, 1, false},
     false,
     false,
     BASELINE_GONE},
    {"response not seen",
     RULE_RESPONSE_BODY_SCHEMA,
     PART_RESPONSE_BODY,
     NULL,
     "200",
     {1, 1, 1, 0, false},
     false,
     false,
     BASELINE_UNEXERCISED},
    {"an undescribed status by any exchange",
     RULE_RESPONSE_STATUS_UNDOCUMENTED,
     PART_RESPONSE_STATUS,
     NULL,
     "503",
     {1, 0, 0, 0, false},
     false,
     false,
     BASELINE_GONE},
    {"operation not seen",
     RULE_RESPONSE_STATUS_UNDOCUMENTED,
     PART_RESPONSE_STATUS,
     NULL,
     "503",
     {0, 0, 0, 0, false},
     false,
     false,
     BASELINE_UNEXERCISED},
    {"interrupted, or a shard",
     RULE_RESPONSE_BODY_SCHEMA,
     PART_RESPONSE_BODY,
     NULL,
     "200",
     {1, 1, 1, 1, false},
     false,
     true,
     BASELINE_UNEXERCISED},
    {"the description, in lint",
     RULE_DESCRIPTION_INVALID,
     PART_DESCRIPTION,
     NULL,
     NULL,
     {0, 0, 0, 0, false},
     true,
     false,
     BASELINE_GONE},
    {"the description, in lint of other operations",
     RULE_DESCRIPTION_INVALID,
     PART_DESCRIPTION,
     NULL,
     NULL,
     {.left_out = true},
     true,
     false,
     BASELINE_UNEXERCISED},
    {"the description, in a run",
     RULE_DESCRIPTION_INVALID,
     PART_DESCRIPTION,
     NULL,
     NULL,
     {1, 1, 1, 1, false},
     false,
     false,
     BASELINE_UNEXERCISED},
    {"an exchange, in lint",
     RULE_RESPONSE_BODY_SCHEMA,
     PART_RESPONSE_BODY,
     NULL,
     "200",
     {1, 1, 1, 1, false},
     true,
     false,
     BASELINE_UNEXERCISED},
};

static enum baseline_outcome outcome_of(struct baseline *baseline, const struct exercise *exercise,
                                        bool lint, bool partial)
{
    const struct coverage_slot slots[] = {
        {.kind = SLOT_PARAMETER,
         .name = STR("limit"),
         .detail = STR("query"),
         .seen = exercise->parameter},
        {.kind = SLOT_REQUEST_BODY,
         .media_type = STR("application/json"),
         .seen = exercise->body,
         .judged = exercise->body},
        {.kind = SLOT_RESPONSE,
         .name = STR("200"),
         .media_type = STR("application/json"),
         .seen = exercise->ok,
         .judged = exercise->ok},
    };
    const struct coverage_operation operation = {
        .name = {.method = STR("POST"), .path = STR("/pets")},
        .seen = exercise->operation,
        .selected = !exercise->left_out,
        .slots = slots,
        .slot_count = ARRAY_LENGTH(slots)};
    const struct event_coverage coverage = {.operations = &operation, .operation_count = 1};
    struct findings *nothing = findings_new();
    const struct baseline_question question = {.findings = nothing,
                                               .coverage = &coverage,
                                               .lint = lint,
                                               .partial = partial,
                                               .folder = STR("."),
                                               .today = STR("2026-07-01")};

    baseline_compare(baseline, &question);
    findings_free(nothing);
    return baseline_at(baseline, 0)->outcome;
}

static struct baseline *baseline_with(const struct finding *finding)
{
    struct baseline *baseline = baseline_new();
    struct findings *findings = findings_new();
    const struct baseline_question question = {
        .findings = findings, .folder = STR("."), .today = STR("2026-01-01")};
    struct baseline_change change;

    findings_add(findings, finding);
    change = baseline_update(baseline, &question, false);
    ck_assert_uint_eq(change.added, 1);
    findings_free(findings);
    return baseline;
}

START_TEST(is_gone_only_when_it_was_looked_at)
{
    const struct finding finding =
        finding_of(rows[_i].rule, rows[_i].part, rows[_i].parameter, rows[_i].status);
    struct baseline *baseline = baseline_with(&finding);
    enum baseline_outcome outcome =
        outcome_of(baseline, &rows[_i].exercise, rows[_i].lint, rows[_i].partial);

    ck_assert_msg(outcome == rows[_i].outcome, "%s: %d", rows[_i].name, (int)outcome);
    baseline_free(baseline);
}
END_TEST

/* When an entry that is found again is dated anew: a file written every night stays as it is. */
static const struct {
    const char *today, *last_seen;
} renewals[] = {
    {"2026-01-01", "2026-01-01"},
    {"2026-01-02", "2026-01-01"},
    {"2026-01-31", "2026-01-01"},
    {"2026-02-01", "2026-02-01"},
    {"2027-01-01", "2027-01-01"},
    {"2025-12-31", "2025-12-31"} /* the clock was wrong then, or is now */
};

START_TEST(is_dated_anew_after_a_month)
{
    const struct finding finding =
        finding_of(RULE_RESPONSE_BODY_SCHEMA, PART_RESPONSE_BODY, NULL, "200");
    struct baseline *baseline = baseline_with(&finding);
    struct findings *again = findings_new();
    const struct baseline_question question = {
        .findings = again, .folder = STR("."), .today = str_of(renewals[_i].today)};

    findings_add(again, &finding);
    ck_assert_uint_eq(baseline_update(baseline, &question, false).kept, 1);
    ck_assert(str_is(baseline_at(baseline, 0)->last_seen, renewals[_i].last_seen));
    ck_assert(str_is(baseline_at(baseline, 0)->accepted.first_seen, "2026-01-01"));
    findings_free(again);
    baseline_free(baseline);
}
END_TEST

START_TEST(gates_are_never_taken_in)
{
    struct baseline *baseline = baseline_new();
    struct findings *findings = findings_new();
    struct finding gate = finding_of(RULE_GATE_NOT_CHECKED, PART_DESCRIPTION, NULL, NULL);
    const struct baseline_question question = {
        .findings = findings, .folder = STR("."), .today = STR("2026-01-01")};

    gate.class = CLASS_GATE;
    findings_add(findings, &gate);
    ck_assert_uint_eq(baseline_update(baseline, &question, false).added, 0);
    ck_assert_uint_eq(baseline_count(baseline), 0);
    findings_free(findings);
    baseline_free(baseline);
}
END_TEST

/* Entries come out in the order of their places, whatever the order they came in. */
START_TEST(is_written_in_order)
{
    static const char *const paths[] = {"/c", "/a", "/b"};
    struct baseline *baseline = baseline_new();
    struct strbuf out;
    size_t a, b, c;

    for (size_t i = 0; i < ARRAY_LENGTH(paths); i++) {
        struct findings *findings = findings_new();
        struct finding finding =
            finding_of(RULE_RESPONSE_BODY_SCHEMA, PART_RESPONSE_BODY, NULL, "200");
        const struct baseline_question question = {
            .findings = findings, .folder = STR("."), .today = STR("2026-01-01")};

        finding.operation.path = str_of(paths[i]);
        findings_add(findings, &finding);
        baseline_update(baseline, &question, false);
        findings_free(findings);
    }
    strbuf_init(&out, SIZE_MAX);
    baseline_write(baseline, &out);
    a = str_find(strbuf_str(&out), STR("POST /a"));
    b = str_find(strbuf_str(&out), STR("POST /b"));
    c = str_find(strbuf_str(&out), STR("POST /c"));
    ck_assert_uint_lt(a, b);
    ck_assert_uint_lt(b, c);
    ck_assert_uint_lt(c, out.length);
    strbuf_release(&out);
    baseline_free(baseline);
}
END_TEST

/* A run that shows no values: the entry of one that did, what is left of it, and what comes back.
 */
static const struct {
    bool found; /* again */
    const char *path, *name;
} sealed[] = {{false, "/undocumented", "undocumented"}, {true, "/pets", "limit"}};

START_TEST(is_sealed_without_values)
{
    static const struct sealing nothing_held = {.values = VALUES_NONE};
    struct finding finding =
        finding_of(RULE_REQUEST_PARAMETER_SCHEMA, PART_REQUEST_QUERY, "limit", NULL);
    struct baseline *baseline = baseline_with(&finding);
    struct findings *again = findings_new();
    const struct baseline_question question = {.findings = again,
                                               .folder = STR("."),
                                               .today = STR("2026-01-01"),
                                               .sealing = &nothing_held};
    const struct baseline_entry *entry = baseline_at(baseline, 0);
    struct strbuf out;

    if (sealed[_i].found)
        findings_add(again, &finding);
    baseline_update(baseline, &question, false);
    ck_assert_str(entry->path, sealed[_i].path);
    ck_assert_str(entry->name, sealed[_i].name);
    ck_assert(str_is(entry->message, "it is so") == sealed[_i].found);
    strbuf_init(&out, SIZE_MAX);
    baseline_write(baseline, &out);
    ck_assert_uint_lt(str_find(strbuf_str(&out), STR("\"values\": \"none\"")), out.length);
    /* and so it has nothing to lose the next time */
    baseline_update(baseline, &question, false);
    ck_assert(str_is(entry->message, "it is so") == sealed[_i].found);
    strbuf_release(&out);
    findings_free(again);
    baseline_free(baseline);
}
END_TEST

UNIT_SUITE("baseline", UNIT_LOOP(is_gone_only_when_it_was_looked_at, rows);
           UNIT_LOOP(is_dated_anew_after_a_month, renewals); UNIT_TEST(gates_are_never_taken_in);
           UNIT_TEST(is_written_in_order); UNIT_LOOP(is_sealed_without_values, sealed))
