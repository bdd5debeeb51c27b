/* JUnit with all that its readers understand: properties, files and lines, a case's own output. */
#include "report/junit_cases.h"
#include "report/junit_elements.h"
#include "report/types.h"
#include "report/xml_writer.h"

struct junit_state {
    struct junit junit;
    struct xml_writer xml;
};

static void write_case(struct xml_writer *xml, const struct junit_case *one)
{
    xml_element(xml, "testcase");
    xml_attribute(xml, "classname", one->classname);
    xml_attribute(xml, "name", one->name);
    xml_attribute_seconds(xml, "time", 0);
    if (one->file.length) {
        xml_attribute(xml, "file", one->file);
        xml_attribute_number(xml, "line", one->line);
    }
    xml_element(xml, "properties");
    junit_property(xml, "oas.case-id", str_of(one->id));
    xml_end(xml);
    junit_outcome(xml, one);
    if (one->output.length) {
        xml_element(xml, "system-out");
        xml_text(xml, one->output);
        xml_end(xml);
    }
    xml_end(xml);
}

static void write_counts(struct xml_writer *xml, size_t tests, size_t failures, size_t errors,
                         size_t skipped)
{
    xml_attribute_number(xml, "tests", tests);
    xml_attribute_number(xml, "failures", failures);
    xml_attribute_number(xml, "errors", errors);
    xml_attribute_number(xml, "skipped", skipped);
}

static void write_properties(struct xml_writer *xml, const struct junit *junit,
                             const struct junit_suite *suite)
{
    xml_element(xml, "properties");
    if (suite->operation) {
        junit_property(xml, "oas.method", suite->operation->name.method);
        junit_property(xml, "oas.path", suite->operation->name.path);
        junit_property(xml, "oas.operationId", suite->operation->name.id);
    }
    junit_property(xml, "oas.version", junit->version);
    junit_property(xml, "oas.sha256", junit->sha256);
    junit_property(xml, "target", junit->target);
    junit_property(xml, "tool.version", STR("oasdrift " OASDRIFT_VERSION));
    xml_end(xml);
}

static void write_suite(struct xml_writer *xml, const struct junit *junit,
                        const struct junit_suite *suite, size_t id)
{
    xml_element(xml, "testsuite");
    xml_attribute(xml, "name", suite->name);
    xml_attribute(xml, "package", suite->package);
    xml_attribute_number(xml, "id", id);
    xml_attribute(xml, "hostname", STR("localhost"));
    xml_attribute(xml, "timestamp", junit_timestamp(junit->time));
    write_counts(xml, suite->cases.count, suite->failures, suite->errors, suite->skipped);
    xml_attribute_seconds(xml, "time", 0);
    if (suite->file.length)
        xml_attribute(xml, "file", suite->file);
    write_properties(xml, junit, suite);
    for (size_t i = 0; i < suite->cases.count; i++)
        write_case(xml, &suite->cases.items[i]);
    xml_end(xml);
}

static void write_all(struct report *report, uint64_t duration_ms)
{
    struct junit_state *state = report->state;
    struct junit *junit = &state->junit;
    struct xml_writer *xml = &state->xml;
    size_t tests = 0, failures = 0, errors = 0, skipped = 0;

    for (size_t i = 0; i < junit->suites.count; i++) {
        tests += junit->suites.items[i].cases.count;
        failures += junit->suites.items[i].failures;
        errors += junit->suites.items[i].errors;
        skipped += junit->suites.items[i].skipped;
    }
    xml_begin(xml, report->out);
    xml_element(xml, "testsuites");
    xml_attribute(xml, "name",
                  str_trim(str_format(&junit->arena, "%.*s %.*s", STR_ARGS(junit->title),
                                      STR_ARGS(junit->version))));
    write_counts(xml, tests, failures, errors, skipped);
    xml_attribute_seconds(xml, "time", report->style.reproducible ? 0 : duration_ms);
    for (size_t i = 0; i < junit->suites.count; i++)
        write_suite(xml, junit, &junit->suites.items[i], i);
    xml_end(xml);
}

static bool event(struct report *report, const struct event *event, struct error *err)
{
    struct junit_state *state = report->state;

    (void)err;
    if (event->kind == EVENT_START)
        junit_init(&state->junit, &report->style);
    junit_add(&state->junit, event);
    if (event->kind == EVENT_END) {
        junit_finish(&state->junit);
        write_all(report, event->end->duration_ms);
    }
    return true;
}

static void release(struct report *report)
{
    junit_release(&((struct junit_state *)report->state)->junit);
}

const struct report_type report_junit = {
    .name = "junit",
    .summary = "JUnit XML, with properties, files and lines",
    .state_size = sizeof(struct junit_state),
    .event = event,
    .release = release,
};
