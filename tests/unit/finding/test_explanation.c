#include <stdio.h>

#include "finding/cause.h"
#include "finding/rules.h"

#include "unit.h"

/* A finding of its own place, seen in one exchange for each of its occurrences. */
static struct finding finding_at(const char *place, uint64_t count)
{
    struct finding finding = {.rule = RULE_RESPONSE_BODY_SCHEMA,
                              .keyword = STR("type"),
                              .severity = SEVERITY_ERROR,
                              .message = STR("expected string, found null"),
                              .operation = {.method = STR("GET"), .path = STR("/pets")},
                              .part = PART_RESPONSE_BODY,
                              .description = {.file = STR("pets.yaml"), .line = 1},
                              .count = count,
                              .exchanges = count,
                              .cause_exchanges = count};

    finding.description.pointer = str_of(place);
    finding_fingerprint(&finding, STR_NONE);
    finding_cause(&finding, STR_NONE, STR_NONE);
    return finding;
}

static const struct finding *found(const struct findings *findings, const struct finding *like)
{
    return findings_find(findings, str_of(like->fingerprint));
}

static void explained(struct findings *findings, const char *by, uint64_t count)
{
    struct finding leaf = finding_at(by, 1), finding = finding_at("/oneOf", count);

    finding_explain(&finding, leaf.fingerprint, count);
    findings_add(findings, &finding);
}

static void add(struct findings *findings, const char *place, uint64_t count)
{
    struct finding finding = finding_at(place, count);

    findings_add(findings, &finding);
}

START_TEST(what_is_explained_has_the_other_cause)
{
    struct findings *findings = findings_new();
    const struct finding choice = finding_at("/oneOf", 2), leaf = finding_at("/leaf", 5);
    const struct finding *kept;

    explained(findings, "/leaf", 2);
    add(findings, "/leaf", 5);
    findings_settle_causes(findings);
    kept = found(findings, &choice);
    ck_assert(finding_is_explained(kept));
    ck_assert_str_eq(kept->cause, leaf.cause);
    ck_assert_str_eq(kept->explained.cause, choice.cause);
    ck_assert_uint_eq(kept->cause_exchanges, 5);
    ck_assert_uint_eq(kept->explained.cause_exchanges, 2);
    findings_free(findings);
}
END_TEST

START_TEST(one_occurrence_alone_keeps_its_cause)
{
    struct findings *findings = findings_new();
    const struct finding choice = finding_at("/oneOf", 1);

    explained(findings, "/leaf", 2);
    add(findings, "/leaf", 2);
    findings_settle_causes(findings);
    add(findings, "/oneOf", 1); /* nothing explains this one */
    findings_settle_causes(findings);
    ck_assert_str_eq(found(findings, &choice)->cause, choice.cause);
    ck_assert_str_eq(found(findings, &choice)->explained.cause, "");
    findings_free(findings);
}
END_TEST

START_TEST(what_explains_must_be_there)
{
    struct findings *findings = findings_new();
    const struct finding choice = finding_at("/oneOf", 1);

    explained(findings, "/leaf", 2);
    findings_settle_causes(findings);
    ck_assert_str_eq(found(findings, &choice)->cause, choice.cause);
    findings_free(findings);
}
END_TEST

/* Whatever comes first, and in how many parts. */
START_TEST(several_explanations_are_the_first_by_fingerprint)
{
    const struct finding choice = finding_at("/oneOf", 1);
    const struct finding a = finding_at("/a", 1), b = finding_at("/b", 1);
    const struct finding *first = strcmp(a.fingerprint, b.fingerprint) < 0 ? &a : &b;
    struct findings *findings = findings_new(), *part = findings_new();

    explained(findings, _i ? "/a" : "/b", 1);
    explained(part, _i ? "/b" : "/a", 3);
    add(part, "/a", 1);
    add(findings, "/b", 1);
    findings_unite(findings, part);
    findings_settle_causes(findings);
    ck_assert_str_eq(found(findings, &choice)->cause, first->cause);
    ck_assert_uint_eq(found(findings, &choice)->explained.count, 4);
    findings_free(findings);
    findings_free(part);
}
END_TEST

/* As an event file would have it: each explains the other. */
START_TEST(a_circle_ends)
{
    struct findings *findings = findings_new();
    struct finding a = finding_at("/a", 1), b = finding_at("/b", 1);

    finding_explain(&a, b.fingerprint, 1);
    finding_explain(&b, a.fingerprint, 1);
    findings_add(findings, &a);
    findings_add(findings, &b);
    findings_settle_causes(findings);
    ck_assert_uint_eq(findings_count(findings), 2);
    ck_assert_uint_eq(strlen(found(findings, &a)->cause), FINGERPRINT_LENGTH);
    findings_free(findings);
}
END_TEST

/* As an event file would have it: one explains the other, the last one the first. */
START_TEST(a_circle_of_three_changes_no_cause)
{
    static const char *const places[] = {"/a", "/b", "/c"};
    struct findings *findings = findings_new();

    for (int i = 0; i < 3; i++) {
        struct finding finding = finding_at(places[i], 1),
                       next = finding_at(places[(i + 1) % 3], 1);

        finding_explain(&finding, next.fingerprint, 1);
        findings_add(findings, &finding);
    }
    findings_settle_causes(findings);
    for (int i = 0; i < 3; i++) {
        const struct finding finding = finding_at(places[i], 1);

        ck_assert_str_eq(found(findings, &finding)->cause, finding.cause);
    }
    findings_free(findings);
}
END_TEST

/* A tree in a body, of which what is deepest is broken. */
START_TEST(a_long_chain_has_the_last_cause)
{
    enum { LINKS = 300 };
    struct findings *findings = findings_new();
    struct finding first = finding_at("/0", 1), last = finding_at("/300", 1);

    for (int i = 0; i <= LINKS; i++) {
        char place[16], next[16];
        struct finding finding, by;

        snprintf(place, sizeof place, "/%d", i);
        snprintf(next, sizeof next, "/%d", i + 1);
        finding = finding_at(place, 1);
        by = finding_at(next, 1);
        if (i < LINKS)
            finding_explain(&finding, by.fingerprint, 1);
        findings_add(findings, &finding);
    }
    findings_settle_causes(findings);
    ck_assert_str_eq(found(findings, &first)->cause, last.cause);
    findings_free(findings);
}
END_TEST

static struct finding shown_in(size_t exchange, bool is_explained, enum severity severity)
{
    struct finding finding = finding_at("/oneOf", 1), leaf = finding_at("/leaf", 1);

    finding.severity = severity;
    finding.message = is_explained ? STR("explained") : STR("alone");
    finding.samples[0] = (struct sample){.source = STR("t.har"), .index = exchange};
    finding.sample_count = 1;
    finding.explained.is_shown = is_explained;
    if (is_explained)
        finding_explain(&finding, leaf.fingerprint, 1);
    return finding;
}

/* In whatever order the exchanges come: severity counts first, then what nothing explains. */
START_TEST(shown_is_what_nothing_explains)
{
    static const enum severity of_alone[] = {SEVERITY_ERROR, SEVERITY_INFO};
    struct findings *findings = findings_new();
    struct finding explained = shown_in(1, true, SEVERITY_ERROR);
    struct finding alone = shown_in(2, false, of_alone[_i / 2]);
    const struct finding *kept;

    findings_add(findings, _i % 2 ? &explained : &alone);
    findings_add(findings, _i % 2 ? &alone : &explained);
    kept = found(findings, &alone);
    ck_assert_str_eq(kept->message.text, _i / 2 ? "explained" : "alone");
    ck_assert_uint_eq(kept->sample_count, 1);
    ck_assert_uint_eq(kept->samples[0].index, _i / 2 ? 1 : 2);
    ck_assert_int_eq(finding_shows_explained(kept), _i / 2);
    findings_free(findings);
}
END_TEST

/* What was settled once, copied to where it is settled again. */
START_TEST(copies_keep_their_own_cause)
{
    struct findings *findings = findings_new(), *copy = findings_new();
    const struct finding choice = finding_at("/oneOf", 2), leaf = finding_at("/leaf", 2);

    explained(findings, "/leaf", 2);
    add(findings, "/leaf", 2);
    findings_settle_causes(findings);
    for (size_t i = 0; i < findings_count(findings); i++)
        findings_add(copy, findings_at(findings, i));
    ck_assert_str_eq(found(copy, &choice)->cause, choice.cause);
    findings_settle_causes(copy);
    ck_assert_str_eq(found(copy, &choice)->cause, leaf.cause);
    ck_assert_str_eq(found(copy, &choice)->explained.cause, choice.cause);
    findings_free(findings);
    findings_free(copy);
}
END_TEST

UNIT_SUITE("explanation", UNIT_TEST(what_is_explained_has_the_other_cause);
           UNIT_TEST(one_occurrence_alone_keeps_its_cause); UNIT_TEST(what_explains_must_be_there);
           tcase_add_loop_test(tests, several_explanations_are_the_first_by_fingerprint, 0, 2);
           UNIT_TEST(a_circle_ends); UNIT_TEST(a_circle_of_three_changes_no_cause);
           UNIT_TEST(a_long_chain_has_the_last_cause);
           tcase_add_loop_test(tests, shown_is_what_nothing_explains, 0, 4);
           UNIT_TEST(copies_keep_their_own_cause))
