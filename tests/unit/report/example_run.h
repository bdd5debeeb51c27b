/* A run made by hand, as events: what the tests of reports render. */
#ifndef EXAMPLE_RUN_H
#define EXAMPLE_RUN_H

#include <stdio.h>
#include <stdlib.h>

#include "finding/rules.h"
#include "report/report.h"
#include "unit.h"

/* As STR, where C wants a constant. */
#define TEXT(literal)                                                                              \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }

static const struct description_info example_description = {
    .file = TEXT("specs/pets.yaml"),
    .title = TEXT("Pet store"),
    .version = TEXT("1.2.0"),
    .openapi = TEXT("3.1.0"),
    .sha256 = TEXT("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
};
static const struct event_start example_start = {
    .descriptions = &example_description,
    .description_count = 1,
    .command = TEXT("check"),
    .time = TEXT("2026-11-22T20:00:00"),
};

#define GET_PET                                                                                    \
    {                                                                                              \
        .method = TEXT("GET"), .path = TEXT("/pets/{petId}"), .id = TEXT("getPet")                 \
    }
#define POST_PETS                                                                                  \
    {                                                                                              \
        .method = TEXT("POST"), .path = TEXT("/pets")                                              \
    }
#define PLACE(number)                                                                              \
    {                                                                                              \
        .file = TEXT("specs/pets.yaml"), .line = (number)                                          \
    }

static const struct coverage_slot example_slots[] = {
    {.kind = SLOT_PARAMETER,
     .name = TEXT("petId"),
     .detail = TEXT("path"),
     .seen = 3,
     .place = PLACE(20)},
    {.kind = SLOT_PARAMETER, .name = TEXT("fields"), .detail = TEXT("query"), .place = PLACE(24)},
    {.kind = SLOT_OMITTED,
     .name = TEXT("fields"),
     .detail = TEXT("query"),
     .seen = 3,
     .place = PLACE(24)},
    {.kind = SLOT_RESPONSE,
     .name = TEXT("200"),
     .media_type = TEXT("application/json"),
     .seen = 2,
     .place = PLACE(30)},
    {.kind = SLOT_RESPONSE,
     .name = TEXT("200"),
     .media_type = TEXT("image/*"),
     .seen = 1,
     .place = PLACE(40)},
    {.kind = SLOT_RESPONSE, .name = TEXT("404"), .place = PLACE(50)},
};
static const struct coverage_operation example_operations[] = {
    {.name = GET_PET,
     .place = PLACE(18),
     .seen = 3,
     .answers = {.judged = 3,
                 .succeeded = 2,
                 .failures = {404},
                 .failure_count = 1,
                 .secured = 3,
                 .body_known = 3},
     .selected = true,
     .slots = example_slots,
     .slot_count = ARRAY_LENGTH(example_slots)},
    {.name = POST_PETS, .place = PLACE(60), .selected = true},
};
static const struct event_coverage example_coverage = {
    .operations = example_operations, .operation_count = ARRAY_LENGTH(example_operations)};

static const struct finding example_findings[] = {
    {.rule = RULE_RESPONSE_BODY_SCHEMA,
     .keyword = TEXT("type"),
     .severity = SEVERITY_ERROR,
     .class = CLASS_VIOLATION,
     .message = TEXT("expected integer, found string \"17a\""),
     .operation = GET_PET,
     .status = 200,
     .status_key = TEXT("200"),
     .media_type = TEXT("application/json"),
     .part = PART_RESPONSE_BODY,
     .pointer = TEXT("/items/3/id"),
     .line = 1,
     .column = 311,
     .description = {.file = TEXT("specs/pets.yaml"),
                     .line = 42,
                     .column = 11,
                     .pointer = TEXT("/components/schemas/Pet/properties/id/type"),
                     .excerpt = TEXT("    type: integer"),
                     .width = 7},
     .fingerprint = "0123456789abcdef",
     .count = 13,
     .samples = {{.source = TEXT("session.har"),
                  .index = 118,
                  .method = TEXT("GET"),
                  .url = TEXT("https://api.example/pets/3"),
                  .status = 200,
                  .curl = TEXT("curl -sS 'https://api.example/pets/3'")},
                 {.source = TEXT("session.har"),
                  .index = 120,
                  .method = TEXT("GET"),
                  .url = TEXT("https://api.example/pets/4"),
                  .status = 200}},
     .sample_count = 2},
    {.rule = RULE_RESPONSE_PROPERTY_UNDOCUMENTED,
     .severity = SEVERITY_WARNING,
     .class = CLASS_UNDOCUMENTED,
     .message = TEXT("the property \"colour\" is not described"),
     .operation = GET_PET,
     .status = 200,
     .status_key = TEXT("200"),
     .media_type = TEXT("application/json"),
     .part = PART_RESPONSE_BODY,
     .pointer = TEXT("/items/3/colour"),
     .description = {.file = TEXT("specs/pets.yaml"), .line = 44, .column = 3},
     .fingerprint = "1123456789abcdef",
     .count = 1,
     .samples = {{.source = TEXT("session.har"),
                  .index = 118,
                  .method = TEXT("GET"),
                  .url = TEXT("https://api.example/pets/3"),
                  .status = 200}},
     .sample_count = 1},
    {.rule = RULE_ROUTE_PATH_UNDOCUMENTED,
     .severity = SEVERITY_ERROR,
     .class = CLASS_UNDOCUMENTED,
     .message = TEXT("no path of the description matches"),
     .part = PART_REQUEST_PATH,
     .fingerprint = "2123456789abcdef",
     .count = 2,
     .samples = {{.source = TEXT("session.har"),
                  .index = 4,
                  .method = TEXT("GET"),
                  .url = TEXT("https://api.example/animals/17?x=1"),
                  .status = 200}},
     .sample_count = 1},
};
static const struct not_checked example_not_checked = {
    .reason = TEXT("no decoder for image/png"),
    .operation = GET_PET,
    .status_key = TEXT("200"),
    .media_type = TEXT("image/png"),
    .part = PART_RESPONSE_BODY,
    .count = 4,
};
static const struct diagnostic example_diagnostic = {
    .id = "run.recording-malformed",
    .message = TEXT("the entry has no request"),
    .source = TEXT("session.har"),
    .index = 7,
    .indexed = true,
};
static const struct event_end example_end = {
    .exchanges = 5,
    .operations_seen = 1,
    .operations_total = 2,
    .findings = {[SEVERITY_WARNING] = 1, [SEVERITY_ERROR] = 2},
    .not_checked = 4,
    .errors = 1,
    .duration_ms = 1234,
    .exit_code = 1,
};

/* A report under way, into memory. */
struct rendering {
    struct report report;
    char *text;
    size_t length;
};

static inline void send(struct rendering *rendering, struct event event)
{
    struct error err = {0};

    ck_assert_msg(report_event(&rendering->report, &event, &err), "%s", err.message);
}

static inline void begin(struct rendering *rendering, const char *format,
                         const struct report_style *style)
{
    const struct report_format *known = report_format_named(str_of(format));
    FILE *out;

    ck_assert_ptr_nonnull(known);
    *rendering = (struct rendering){0};
    out = open_memstream(&rendering->text, &rendering->length);
    ck_assert_ptr_nonnull(out);
    report_init(&rendering->report, known, REPORT_EVENTS, out, style);
}

/* NUL-terminated; the caller frees it. */
static inline char *finish(struct rendering *rendering)
{
    FILE *out = rendering->report.out;

    report_release(&rendering->report);
    fclose(out);
    return rendering->text;
}

/* The whole example in one format; the caller frees it. */
static inline char *render(const char *format, const struct report_style *style)
{
    struct rendering rendering;

    begin(&rendering, format, style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &example_start});
    for (size_t i = 0; i < ARRAY_LENGTH(example_findings); i++)
        send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &example_findings[i]});
    send(&rendering,
         (struct event){.kind = EVENT_NOT_CHECKED, .not_checked = &example_not_checked});
    send(&rendering, (struct event){.kind = EVENT_ERROR, .error = &example_diagnostic});
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &example_coverage});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    return finish(&rendering);
}

/* Everything a text can be made of to do harm: control bytes, escapes, broken UTF-8, what XML 1.0
   has no place for, and its own markup. */
#define HOSTILE                                                                                    \
    "a\x01\x1b]0;x\x07 ]]> <b> & \" ' \t\r\n \xff\xc0\xaf \xed\xa0\x80 \xef\xbf\xbe "              \
    "\xe2\x80\xae \xc2\x85 \xf4\x90\x80\x80 \x7f ::error:: \xf0\x9f\x90\x88"

/* A run with HOSTILE wherever text from outside may stand. */
static inline char *render_hostile(const char *format, struct str text)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR, .verbosity = 1};
    struct description_info description = {text, text, text, text, text, text, text};
    struct event_start start = {.descriptions = &description,
                                .description_count = 1,
                                .command = STR("check"),
                                .target = text,
                                .time = text};
    struct operation_name name = {text, text, text, text};
    struct place place = {
        .file = text, .line = 1, .column = 3, .pointer = text, .excerpt = text, .width = 500};
    struct sample sample = {
        .source = text, .time = text, .method = text, .url = text, .status = 200, .curl = text};
    struct finding finding = {.rule = RULE_RESPONSE_BODY_SCHEMA,
                              .keyword = text,
                              .severity = SEVERITY_ERROR,
                              .message = text,
                              .operation = name,
                              .status_key = text,
                              .media_type = text,
                              .part = PART_RESPONSE_BODY,
                              .name = text,
                              .pointer = text,
                              .description = place,
                              .fingerprint = "0123456789abcdef",
                              .count = 1,
                              .samples = {sample},
                              .sample_count = 1};
    struct not_checked entry = {.reason = text,
                                .operation = name,
                                .status_key = text,
                                .media_type = text,
                                .part = PART_REQUEST_BODY,
                                .name = text,
                                .count = 1};
    struct diagnostic error = {"run.transport-error", text, text, 0, true};
    struct coverage_slot slots[] = {
        {.kind = SLOT_PARAMETER, .name = text, .detail = STR("path"), .media_type = text},
        {.kind = SLOT_REQUEST_BODY, .media_type = text},
        {.kind = SLOT_RESPONSE, .name = text, .media_type = text, .seen = 1, .judged = 1}};
    struct coverage_operation operations[] = {
        {.name = name,
         .place = place,
         .seen = 1,
         .answers = {.judged = 1, .failures = {404}, .failure_count = 1, .body_known = 1},
         .selected = true,
         .slots = slots,
         .slot_count = ARRAY_LENGTH(slots)},
        {.name = {.method = text, .path = STR("/")}, .place = place}};
    struct event_coverage coverage = {.operations = operations, .operation_count = 2};
    struct rendering rendering;

    begin(&rendering, format, &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    finding.severity = SEVERITY_INFO;
    finding.fingerprint[0] = '1';
    send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    finding.operation = (struct operation_name){0};
    finding.fingerprint[0] = '2';
    send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    send(&rendering, (struct event){.kind = EVENT_NOT_CHECKED, .not_checked = &entry});
    send(&rendering, (struct event){.kind = EVENT_ERROR, .error = &error});
    send(&rendering, (struct event){.kind = EVENT_COVERAGE, .coverage = &coverage});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    return finish(&rendering);
}

/* No C0 but tab, CR and LF, no DEL, no C1, no bidi controls, and valid UTF-8. */
static inline void assert_printable(const char *text)
{
    static const char *const bad[] = {"\xc2\x85", "\xe2\x80\xae", "\xef\xbf\xbe", "\x7f", "\x1b"};

    for (const char *at = text; *at; at++)
        ck_assert_msg((unsigned char)*at >= 0x20 || *at == '\n' ||
                          (at[0] == '\r' && at[1] == '\n'), /* CSV's line ends, RFC 4180 */
                      "control byte %d", *at);
    for (size_t i = 0; i < ARRAY_LENGTH(bad); i++)
        ck_assert_msg(!strstr(text, bad[i]) || !strcmp(bad[i], "\xef\xbf\xbe"), "%zu", i);
}

#endif
