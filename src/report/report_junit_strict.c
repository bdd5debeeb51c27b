/* JUnit for readers that validate: what the schema of Jenkins' xUnit plugin (junit-10.xsd) and that
   of Ant (windyroad) both accept. Root and cases have no attributes of their own, a suite has all
   of them, and what a case would print stands in the suite's system-out. */
#include "base/escape.h"
#include "base/strbuf.h"
#include "report/junit_cases.h"
#include "report/junit_elements.h"
#include "report/types.h"
#include "report/xml_writer.h"

struct junit_state {
    struct junit junit;
    struct xml_writer xml;
};

/* A name of one character at least: both schemas ask for it. */
static struct str name_of(struct str name)
{
    return name.length ? name : STR("-");
}

static void write_properties(struct xml_writer *xml, const struct junit *junit,
                             const struct junit_suite *suite)
{
    xml_element(xml, "properties");
    if (suite->operation) {
        junit_property(xml, "oas.method", suite->operation->name.method);
        junit_property(xml, "oas.path", suite->operation->name.path);
        junit_property(xml, "oas.operationId", suite->operation->name.id);
        junit_property(xml, "oas.file", suite->file);
    }
    junit_property(xml, "oas.title", junit->title);
    junit_property(xml, "oas.version", junit->version);
    junit_property(xml, "oas.sha256", junit->sha256);
    junit_property(xml, "target", junit->target);
    junit_property(xml, "tool.version", STR("oasdrift " OASDRIFT_VERSION));
    xml_end(xml);
}

static void write_case(struct xml_writer *xml, const struct junit_case *one)
{
    xml_element(xml, "testcase");
    xml_attribute(xml, "classname", one->classname);
    xml_attribute(xml, "name", one->name);
    xml_attribute_seconds(xml, "time", 0);
    junit_outcome(xml, one);
    xml_end(xml);
}

static void write_output(struct xml_writer *xml, const struct junit_suite *suite)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < suite->cases.count; i++) {
        const struct junit_case *one = &suite->cases.items[i];

        if (!one->output.length)
            continue;
        escape_control_to(&out, one->name);
        strbuf_add_char(&out, '\n');
        strbuf_add(&out, one->output);
        strbuf_add_char(&out, '\n');
    }
    xml_element(xml, "system-out");
    xml_text(xml, strbuf_str(&out));
    xml_end(xml);
    xml_element(xml, "system-err");
    xml_end(xml);
    strbuf_release(&out);
}

static void write_suite(struct xml_writer *xml, const struct junit *junit,
                        const struct junit_suite *suite, size_t id)
{
    xml_element(xml, "testsuite");
    xml_attribute(xml, "name", name_of(suite->name));
    xml_attribute(xml, "package", name_of(suite->package));
    xml_attribute_number(xml, "id", id);
    xml_attribute(xml, "hostname", STR("localhost"));
    xml_attribute(xml, "timestamp", junit_timestamp(junit->time));
    xml_attribute_number(xml, "tests", suite->cases.count);
    xml_attribute_number(xml, "failures", suite->failures);
    xml_attribute_number(xml, "errors", suite->errors);
    xml_attribute_number(xml, "skipped", suite->skipped);
    xml_attribute_seconds(xml, "time", 0);
    write_properties(xml, junit, suite);
    for (size_t i = 0; i < suite->cases.count; i++)
        write_case(xml, &suite->cases.items[i]);
    write_output(xml, suite);
    xml_end(xml);
}

static void write_all(struct report *report)
{
    struct junit_state *state = report->state;

    xml_begin(&state->xml, report->out);
    xml_element(&state->xml, "testsuites");
    for (size_t i = 0; i < state->junit.suites.count; i++)
        write_suite(&state->xml, &state->junit, &state->junit.suites.items[i], i);
    xml_end(&state->xml);
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
        write_all(report);
    }
    return true;
}

static void release(struct report *report)
{
    junit_release(&((struct junit_state *)report->state)->junit);
}

const struct report_type report_junit_strict = {
    .name = "junit-strict",
    .summary = "JUnit XML that passes the schemas of Jenkins' xUnit plugin and of Ant",
    .state_size = sizeof(struct junit_state),
    .event = event,
    .release = release,
};
