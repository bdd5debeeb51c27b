/* A run as results of Allure. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/folder_output.h"
#include "base/moment.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "report/allure.h"

/* What Allure puts together, by the messages of JUnit's cases: that of a failed case has its rule
   in brackets. The expressions have to be the same for Java, which matches all of a text, and for
   JavaScript, which knows no inline flags. */
#define UNDOCUMENTED "[\\\\s\\\\S]*\\\\[[a-z.-]*undocumented[\\\\s\\\\S]*"

static const char categories[] =
    "[{\"name\":\"Undocumented\",\"matchedStatuses\":[\"failed\"],"
    "\"messageRegex\":\"" UNDOCUMENTED "\"},"
    "{\"name\":\"The description is not kept to\",\"matchedStatuses\":[\"failed\"],"
    "\"messageRegex\":\"(?!" UNDOCUMENTED ")[\\\\s\\\\S]*\"},"
    "{\"name\":\"Could not be looked at\",\"matchedStatuses\":[\"broken\"]},"
    "{\"name\":\"Could not be judged\",\"matchedStatuses\":[\"skipped\"],"
    "\"messageRegex\":\"not checked: [\\\\s\\\\S]*\"},"
    "{\"name\":\"Switched off\",\"matchedStatuses\":[\"skipped\"],"
    "\"messageRegex\":\"switched off: [\\\\s\\\\S]*\"},"
    "{\"name\":\"Not exercised\",\"matchedStatuses\":[\"skipped\"],"
    "\"messageRegex\":\"not exercised: [\\\\s\\\\S]*\"}]\n";

/* A line of a .properties file, which Java reads as Latin-1. */
static void add_property(struct strbuf *out, const char *key, struct str value)
{
    struct strbuf shown;
    struct str rest;

    if (!value.length)
        return;
    strbuf_init(&shown, SIZE_MAX);
    escape_control_to(&shown, value);
    strbuf_addf(out, "%s=", key);
    for (rest = strbuf_str(&shown); rest.length;) {
        uint32_t code = 0;
        size_t used = utf8_decode(rest, &code);

        if (code > 0xffff)
            strbuf_addf(out, "\\u%04" PRIx32 "\\u%04" PRIx32, 0xd800 + ((code - 0x10000) >> 10),
                        0xdc00 + ((code - 0x10000) & 0x3ff));
        else if (code > 0x7e)
            strbuf_addf(out, "\\u%04" PRIx32, code);
        else if (code == '\\')
            strbuf_add_text(out, "\\u005c");
        else
            strbuf_add_char(out, (char)code);
        rest = str_slice(rest, used, SIZE_MAX);
    }
    strbuf_add_char(out, '\n');
    strbuf_release(&shown);
}

static void add_environment(FILE *out, const struct junit_document *document)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    add_property(&text, "API", document->title);
    add_property(&text, "API.version", document->version);
    add_property(&text, "description.sha256", document->sha256);
    add_property(&text, "target", document->target);
    add_property(&text, "oasdrift", STR(OASDRIFT_VERSION));
    folder_add(out, "environment.properties", strbuf_str(&text));
    strbuf_release(&text);
}

static void write_results(FILE *out, struct junit_run *gathered)
{
    const struct junit_document *document = &gathered->document;
    struct allure_run run = {.arena = &gathered->gathered.arena, .document = document};
    struct moment moment;

    if (moment_parse(document->time, &moment))
        run.time_ms = moment.seconds * 1000;
    add_environment(out, document);
    folder_add(out, "categories.json", STR(categories));
    for (size_t i = 0; i < document->suites.count; i++)
        for (size_t j = 0; j < document->suites.items[i].cases.count; j++)
            allure_add_result(out, &run, &document->suites.items[i],
                              &document->suites.items[i].cases.items[j]);
}

static void event(struct report *report, const struct event *event)
{
    struct junit_run *run = report->state;

    if (event->kind == EVENT_START)
        junit_run_init(run, &report->style);
    gathered_run_add(&run->gathered, event);
    if (event->kind != EVENT_END)
        return;
    junit_run_finish(run);
    write_results(report->out, run);
}

static void release(struct report *report)
{
    junit_run_release(report->state);
}

const struct event_renderer allure_events = {
    .state = {sizeof(struct junit_run), release},
    .event = event,
    .folder = true,
};
