/* Cases as CTRF, the Common Test Report Format. Its schema allows no members beside its own: ours
   are in "extra". */
#include "base/moment.h"
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/json_output.h"
#include "report/junit_run.h"

/* What could not be judged where that fails the run is no less than a failure. */
static const struct {
    const char *status, *raw;
} outcomes[] = {[JUNIT_PASSED] = {"passed", "passed"},
                [JUNIT_SKIPPED] = {"skipped", "skipped"},
                [JUNIT_ERROR] = {"failed", "error"},
                [JUNIT_FAILURE] = {"failed", "failure"}};

/* ---- cases ---- */

static json_t *lines_of(struct str text)
{
    json_t *list = json_array();

    while (text.length)
        json_array_append_new(list, json_shown(str_cut(&text, '\n')));
    return list;
}

/* The text with its lines: only what stands in them is escaped. */
static json_t *shown_lines(struct str text)
{
    json_t *lines = lines_of(text), *json;
    struct strbuf joined;

    strbuf_init(&joined, SIZE_MAX);
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const json_t *line = json_array_get(lines, i);

        strbuf_add(&joined, (struct str){json_string_value(line), json_string_length(line)});
        strbuf_add_char(&joined, '\n');
    }
    json = json_from_str(strbuf_str(&joined));
    strbuf_release(&joined);
    json_decref(lines);
    return json;
}

/* {"rule", "findings": [{"fingerprint", "cause", "rule"}]} */
static json_t *extra_of(const struct junit_case *one)
{
    const struct junit_evidence *evidence = one->evidence;
    json_t *extra = json_object(), *findings = json_array();

    json_set_shown(extra, "rule", one->type);
    for (size_t i = 0; evidence && i < evidence->failing.count && i < JUNIT_FINDINGS_MAX; i++) {
        json_t *finding = json_object();

        json_set_text(finding, "rule", rule_info(evidence->failing.items[i]->rule)->id);
        json_set_text(finding, "fingerprint", evidence->failing.items[i]->fingerprint);
        json_set_text(finding, "cause", evidence->failing.items[i]->cause);
        json_array_append_new(findings, finding);
    }
    if (json_array_size(findings))
        json_object_set(extra, "findings", findings);
    json_decref(findings);
    return extra;
}

static json_t *test_to_json(const struct junit_document *document, const struct junit_suite *suite,
                            const struct junit_case *one)
{
    json_t *test = json_object(), *suites = json_array(), *extra = extra_of(one);
    struct str api = suite->operation ? suite->operation->name.api : STR_NONE;

    if (api.length || document->title.length) /* of several APIs its own */
        json_array_append_new(suites, json_shown(api.length ? api : document->title));
    json_array_append_new(suites, json_shown(suite->name));
    json_set_str(test, "testId", str_of(one->id)); /* instances have none */
    json_object_set_new(test, "name", json_shown(one->name));
    json_set_text(test, "status", outcomes[one->outcome].status);
    json_set_text(test, "rawStatus", outcomes[one->outcome].raw);
    json_set_count(test, "duration", 0);
    json_object_set_new(test, "suite", suites);
    json_set_shown(test, "filePath", one->file);
    json_set_number(test, "line", one->file.length ? one->line : 0);
    json_set_shown(test, "message", one->message);
    if (one->outcome != JUNIT_SKIPPED && one->text.length)
        json_object_set_new(test, "trace", shown_lines(one->text));
    if (one->output.length)
        json_object_set_new(test, "stdout", lines_of(one->output));
    if (json_object_size(extra))
        json_object_set(test, "extra", extra);
    json_decref(extra);
    return test;
}

/* ---- the whole ---- */

/* Milliseconds since 1970; 0 when the time is not known. */
static uint64_t start_of(const struct junit_document *document)
{
    struct moment moment;

    if (!moment_parse(document->time, &moment) || moment.seconds < 0)
        return 0;
    return (uint64_t)moment.seconds * 1000;
}

static json_t *summary_to_json(const struct junit_document *document)
{
    const struct junit_counts counts = junit_count(document);
    json_t *summary = json_object();
    uint64_t begun = start_of(document);

    json_set_count(summary, "tests", counts.tests);
    json_set_count(summary, "passed", counts.outcomes[JUNIT_PASSED]);
    json_set_count(summary, "failed",
                   counts.outcomes[JUNIT_ERROR] + counts.outcomes[JUNIT_FAILURE]);
    json_set_count(summary, "skipped", counts.outcomes[JUNIT_SKIPPED]);
    json_set_count(summary, "pending", 0);
    json_set_count(summary, "other", 0);
    json_set_count(summary, "suites", document->suites.count);
    json_set_count(summary, "start", begun);
    json_set_count(summary, "stop", begun + document->duration_ms);
    json_set_count(summary, "duration", document->duration_ms);
    return summary;
}

static json_t *environment_to_json(const struct junit_document *document)
{
    json_t *environment = json_object(), *extra = json_object();

    json_set_shown(environment, "reportName", document->name);
    json_set_shown(environment, "appName", document->title);
    json_set_shown(environment, "appVersion", document->version);
    json_set_shown(extra, "target", document->target);
    json_set_shown(extra, "descriptionSha256", document->sha256);
    if (json_object_size(extra))
        json_object_set(environment, "extra", extra);
    json_decref(extra);
    return environment;
}

static json_t *results_to_json(const struct junit_document *document)
{
    json_t *results = json_object(), *tests = json_array();

    for (size_t i = 0; i < document->suites.count; i++) {
        const struct junit_suite *suite = &document->suites.items[i];

        for (size_t j = 0; j < suite->cases.count; j++)
            json_array_append_new(tests, test_to_json(document, suite, &suite->cases.items[j]));
    }
    json_object_set_new(results, "tool", tool_to_json());
    json_object_set_new(results, "summary", summary_to_json(document));
    json_object_set_new(results, "environment", environment_to_json(document));
    json_object_set_new(results, "tests", tests);
    return results;
}

void ctrf_write(FILE *out, const struct junit_document *document)
{
    json_t *report = json_object();
    struct strbuf text;

    json_set_text(report, "reportFormat", "CTRF");
    json_set_text(report, "specVersion", "1.0.0");
    json_set_shown(report, "runId", document->run);
    if (moment_is_date_time(document->time))
        json_set_str(report, "timestamp", document->time);
    json_set_text(report, "generatedBy", "oasdrift " OASDRIFT_VERSION);
    json_object_set_new(report, "results", results_to_json(document));
    strbuf_init(&text, SIZE_MAX);
    json_write(&text, report, JSON_LINES);
    strbuf_add_char(&text, '\n');
    fwrite(text.text, 1, text.length, out);
    strbuf_release(&text);
    json_decref(report);
}
