/* What is left of a finding's texts without the values. */
#include <stdio.h>

#include "base/data_span.h"
#include "finding/excerpt.h"
#include "finding/findings_state.h"
#include "finding/rules.h"
#include "finding/seal.h"
#include "redact/request_excerpt.h"
#include "unit.h"

static bool holds(const void *context, struct str name)
{
    (void)context;
    return str_is(name, "/pets/{id}") || str_is(name, "name") || str_is(name, "a/b");
}

static bool holds_segment(const void *context, struct str segment)
{
    (void)context;
    return str_is(segment, "pets") || str_is(segment, "{id}");
}

static const struct sealing without = {
    .values = VALUES_NONE, .holds = holds, .holds_segment = holds_segment};

static const struct {
    const char *pointer, *sealed;
} pointers[] = {{"", ""},
                {"/name", "/name"},
                {"/name/3", "/name/*"},
                {"/smith", "/undocumented"},
                {"/smith/name/jones", "/undocumented/name/undocumented"},
                {"/a~1b", "/a~1b"},
                {"/a~1c", "/undocumented"},
                {"/", "/"}};

START_TEST(pointer_is_sealed)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(seal_pointer(&without, &arena, str_of(pointers[_i].pointer)),
                  pointers[_i].sealed);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *method, *path, *sealed_method, *sealed_path;
} operations[] = {{"GET", "/pets/{id}", "GET", "/pets/{id}"},
                  {"GET", "/smith/pets", "GET", "/undocumented/pets"},
                  {"GET", "/{}/pets/", "GET", "/{}/pets/"},
                  {"GET", "/pets/name", "GET", "/pets/undocumented"},
                  {"GET", "https://smith/name", "GET", "undocumented"},
                  {"SMITH", "/", "undocumented", "/"},
                  {"", "", "", ""}};

START_TEST(operation_is_sealed)
{
    struct operation_name name = {.method = str_of(operations[_i].method),
                                  .path = str_of(operations[_i].path)};
    struct arena arena;

    arena_init(&arena);
    name = seal_operation(&without, &arena, name);
    ck_assert_str(name.method, operations[_i].sealed_method);
    ck_assert_str(name.path, operations[_i].sealed_path);
    arena_release(&arena);
}
END_TEST

static const struct {
    struct data_span span;
    const char *sealed;
} spans[] = {
    {{DATA_STRING, .length = 14, .text = {"smith", 5}}, "a string of 14 characters"},
    {{DATA_STRING, .length = 14, .typed = true, .text = {"smith", 5}}, " of 14 characters"},
    {{DATA_NUMBER, .text = {"739", 3}}, "a number"},
    {{DATA_NUMBER, .typed = true, .text = {"739", 3}}, ""},
    {{DATA_LITERAL, .text = {"true", 4}}, "a boolean"},
    {{DATA_LITERAL, .text = {"null", 4}}, "null"},
    {{DATA_ARRAY, .length = 3, .text = {"[1,2,3]", 7}}, "an array of 3 items"},
    {{DATA_OBJECT, .length = 1, .text = {"{\"a\":1}", 7}}, "an object of 1 member"},
    {{DATA_TEXT, .length = 5, .text = {"smith", 5}}, "(5 characters)"},
    {{DATA_PLACEHOLDER, .length = 5, .text = {"<tok>", 5}}, "(5 characters)"},
    {{DATA_NAME, .length = 5, .text = {"smith", 5}}, "undocumented"},
    {{DATA_NAME, .length = 4, .text = {"name", 4}}, "name"},
    {{DATA_URL, .length = 6, .text = {"/smith", 6}}, "/undocumented"},
    {{DATA_NAME, .length = 9, .text = {"text/html", 9}}, "text/html"},
    {{DATA_ASIDE, .length = 5, .text = {"smith", 5}}, ""},
    {{DATA_INSTEAD, .length = 6, .text = {"a base", 6}}, "a base"},
};

START_TEST(span_is_sealed)
{
    struct strbuf message;
    struct arena arena;
    struct str sealed;

    arena_init(&arena);
    strbuf_init(&message, SIZE_MAX);
    strbuf_add_text(&message, "<");
    data_span_add(&message, &spans[_i].span);
    strbuf_add_text(&message, ">");
    sealed = seal_message(&without, &arena, strbuf_str(&message));
    ck_assert_str(str_slice(sealed, 1, sealed.length - 2), spans[_i].sealed);
    strbuf_release(&message);
    arena_release(&arena);
}
END_TEST

#define TEN     "1234567890"
#define WIDES   "éééééééééé"
#define WIDE    WIDES WIDES WIDES WIDES WIDES WIDES WIDES WIDES WIDES WIDES
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

/* Excerpts within their limits: lines are cut, and as many as are too much are left out, never the
   one that is meant. */
static const struct {
    const char *text;
    size_t line;
    const char *fitted;
    size_t fitted_line;
} excerpts[] = {
    {"", 0, "", 0},
    {"a", 1, "a", 1},
    {"a\nb\n", 0, "a\nb\n", 0},
    {"a\nb", 3, "a\nb", 0},
    {HUNDRED, 1, HUNDRED, 1},
    {HUNDRED "a\nb", 2, TEN TEN TEN TEN TEN TEN TEN TEN TEN "1234567...\nb", 2},
    {"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13", 3, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12", 3},
    {"1" WIDE "\n2\n3" WIDE "\n4" WIDE "\n5" WIDE "\n6" WIDE "\n7" WIDE "\n8" WIDE "\n9" WIDE
     "\n10" WIDE "\n11" WIDE "\n12",
     12, NULL, 6},
    {"1\n2" WIDE "\n3" WIDE "\n4" WIDE "\n5" WIDE "\n6" WIDE "\n7" WIDE "\n8" WIDE "\n9" WIDE
     "\n10" WIDE "\n11" WIDE "\n12" WIDE,
     1, NULL, 1},
};

START_TEST(excerpt_is_fitted)
{
    struct arena arena;
    struct excerpt fitted;

    arena_init(&arena);
    fitted = excerpt_fitted(&arena, str_of(excerpts[_i].text), excerpts[_i].line);
    if (excerpts[_i].fitted)
        ck_assert_str(fitted.text, excerpts[_i].fitted);
    ck_assert_uint_eq(fitted.line, excerpts[_i].fitted_line);
    ck_assert_uint_le(fitted.text.length, EXCERPT_MAX_BYTES);
    arena_release(&arena);
}
END_TEST

/* Findings of one exchange share its request; the next exchange may lie where that one lay. The
   last finding is of all exchanges. */
START_TEST(request_is_that_of_its_exchange)
{
    struct redaction *redaction = redaction_new();
    struct findings *findings = findings_new();
    struct request_excerpt request = {.method = STR("GET"), .sendable = true};
    struct sample sample = {.source = STR("a.har"), .request = &request};
    static const char *const urls[] = {"http://h/0", "http://h/1", "http://h/2"};
    enum { EXCHANGES = ARRAY_LENGTH(urls) };
    const struct sealing sealing = {.values = VALUES_REDACTED, .redaction = redaction};

    for (size_t i = 0; i < 3 * EXCHANGES; i++) {
        struct finding finding = {.rule = RULE_RESPONSE_STATUS_UNDOCUMENTED,
                                  .severity = SEVERITY_ERROR,
                                  .operation = {.method = STR("GET"), .path = STR("/{id}")},
                                  .message = STR("m"),
                                  .count = 1,
                                  .sample_count = 1};

        sample.index = i / 3;
        request.url = str_of(urls[i / 3]);
        finding.samples[0] = sample;
        snprintf(finding.fingerprint, sizeof finding.fingerprint, "%015zx",
                 i % 3 == 2 ? 3 * EXCHANGES : i);
        findings_add(findings, &finding);
    }
    findings_seal(findings, &sealing);
    ck_assert_uint_eq(findings->items.count, 2 * EXCHANGES + 1);
    for (size_t i = 0; i < findings->items.count * EXCHANGES; i++) {
        const struct finding *finding = findings->items.items[i / EXCHANGES];
        const struct sample *kept = &finding->samples[i % EXCHANGES];
        char curl[64];

        if (i % EXCHANGES >= finding->sample_count)
            continue;
        snprintf(curl, sizeof curl, "curl -sS '%s'", urls[kept->index]);
        ck_assert_str(kept->url, urls[kept->index]);
        ck_assert_str(kept->curl, curl);
    }
    ck_assert_uint_eq(findings->items.items[2]->sample_count, EXCHANGES);
    redaction_free(redaction);
    findings_free(findings);
}
END_TEST

/* What was cleared is not taken up again for an exchange of the same place. */
START_TEST(request_of_cleared_findings_is_gone)
{
    struct findings *findings = findings_new();
    struct request_excerpt request = {.method = STR("GET"), .url = STR("http://h/1")};
    const struct finding finding = {.rule = RULE_RESPONSE_STATUS_UNDOCUMENTED,
                                    .severity = SEVERITY_ERROR,
                                    .message = STR("m"),
                                    .samples = {{.source = STR("a.har"), .request = &request}},
                                    .sample_count = 1};

    findings_add(findings, &finding);
    findings_clear(findings);
    request.url = STR("http://h/2");
    findings_add(findings, &finding);
    ck_assert_str(findings->items.items[0]->samples[0].request->url, "http://h/2");
    findings_free(findings);
}
END_TEST

UNIT_SUITE("seal", UNIT_LOOP(pointer_is_sealed, pointers);
           UNIT_LOOP(operation_is_sealed, operations); UNIT_LOOP(span_is_sealed, spans);
           UNIT_LOOP(excerpt_is_fitted, excerpts); UNIT_TEST(request_is_that_of_its_exchange);
           UNIT_TEST(request_of_cleared_findings_is_gone))
