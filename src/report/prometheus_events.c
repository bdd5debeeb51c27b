/* A run as metrics for the textfile collector of Prometheus' node exporter. All are gauges: they
   tell of one run. Every series has the API and the command, so that files of several APIs in one
   folder have no series twice. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/map.h"
#include "base/moment.h"
#include "base/strbuf.h"
#include "finding/rules.h"
#include "observe/measure.h"
#include "report/gathered_run.h"
#include "report/renderer.h"

/* Findings of one operation, by severity; those that are excused are not counted. */
struct operation_count {
    struct operation_name operation;
    uint64_t counts[SEVERITY_ERROR + 1];
};

struct prometheus_state {
    struct arena arena;
    struct strbuf labels; /* of every series: api="Petstore",command="check" */
    struct str version;   /* of the description */
    struct str time;
    uint64_t by_rule[RULE_COUNT][SEVERITY_ERROR + 1];
    struct map operations; /* "API METHOD PATH" -> struct operation_count */
    struct tally coverage[MEASURE_COUNT];
    bool covered, observed; /* coverage is known; that of schemas as well */
};

/* ---- writing ---- */

static void add_label(struct strbuf *out, const char *name, struct str value)
{
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    escape_control_to(&shown, value);
    strbuf_addf(out, "%s%s=\"", out->length ? "," : "", name);
    for (size_t i = 0; i < shown.length; i++) {
        if (shown.text[i] == '"' || shown.text[i] == '\\')
            strbuf_add_char(out, '\\');
        strbuf_add_char(out, shown.text[i]);
    }
    strbuf_add_char(out, '"');
    strbuf_release(&shown);
}

static void write_family(struct report *report, const char *name, const char *help)
{
    fprintf(report->out, "# HELP oasdrift_%s %s\n# TYPE oasdrift_%s gauge\n", name, help, name);
}

/* labels: beside those of every series; NULL: none. */
static void write_sample(struct report *report, const char *name, const struct strbuf *labels,
                         uint64_t value)
{
    const struct prometheus_state *state = report->state;

    fprintf(report->out, "oasdrift_%s{%s%s%s} %" PRIu64 "\n", name, strbuf_str(&state->labels).text,
            labels ? "," : "", labels ? strbuf_str(labels).text : "", value);
}

static void write_labelled(struct report *report, const char *name, const char *label,
                           const char *text, uint64_t value)
{
    struct strbuf labels;

    strbuf_init(&labels, SIZE_MAX);
    add_label(&labels, label, str_of(text));
    write_sample(report, name, &labels, value);
    strbuf_release(&labels);
}

static void write_gauge(struct report *report, const char *name, const char *help, uint64_t value)
{
    write_family(report, name, help);
    write_sample(report, name, NULL, value);
}

/* ---- gathering ---- */

static void start(struct report *report, const struct event_start *start)
{
    struct prometheus_state *state = report->state;
    const struct description_info none = {.title = STR_NONE};
    const struct description_info *about =
        start->description_count ? &start->descriptions[0] : &none;

    arena_init(&state->arena);
    strbuf_init(&state->labels, SIZE_MAX);
    add_label(&state->labels, "api", run_title(&state->arena, start));
    add_label(&state->labels, "command", start->command);
    if (start->description_count < 2 || !about->api.length)
        state->version = str_copy(&state->arena, about->version);
    state->time = str_copy(&state->arena, start->time);
}

static void count(struct prometheus_state *state, const struct finding *finding)
{
    const struct operation_name *name = &finding->operation;
    struct operation_count *one;
    struct str key;
    void **known;

    if (finding_is_excused(finding))
        return;
    state->by_rule[finding->rule][finding->severity]++;
    key = str_format(&state->arena, "%.*s %.*s %.*s", STR_ARGS(name->api), STR_ARGS(name->method),
                     STR_ARGS(name->path));
    known = map_put(&state->operations, key);
    if (!*known) {
        one = ARENA_NEW(&state->arena, struct operation_count);
        one->operation = operation_name_copy(&state->arena, name);
        *known = one;
    }
    one = *known;
    one->counts[finding->severity]++;
}

/* ---- the families ---- */

static void write_info(struct report *report)
{
    const struct prometheus_state *state = report->state;
    struct strbuf labels;

    strbuf_init(&labels, SIZE_MAX);
    add_label(&labels, "api_version", state->version);
    add_label(&labels, "version", STR(OASDRIFT_VERSION));
    write_family(report, "info", "Always 1; its labels tell versions of the API and of oasdrift.");
    write_sample(report, "info", &labels, 1);
    strbuf_release(&labels);
}

static void write_run(struct report *report, const struct event_end *end)
{
    const struct prometheus_state *state = report->state;
    struct moment begun;

    write_info(report);
    if (moment_parse(state->time, &begun) && begun.seconds >= 0)
        write_gauge(report, "run_timestamp_seconds", "When the run began.",
                    (uint64_t)begun.seconds);
    write_family(report, "run_duration_seconds", "How long the run took.");
    fprintf(report->out, "oasdrift_run_duration_seconds{%s} %" PRIu64 ".%03" PRIu64 "\n",
            strbuf_str(&state->labels).text, end->duration_ms / 1000, end->duration_ms % 1000);
    write_gauge(report, "run_exit_code",
                "0: no finding that counts; 1: findings; 2: a description cannot be used; 3: "
                "incomplete; 130: interrupted.",
                (uint64_t)end->exit_code);
    write_gauge(report, "exchanges", "Exchanges that were read.", end->exchanges);
    write_gauge(report, "exchanges_judged",
                "Exchanges that were judged, if only their request; of lint: descriptions.",
                end->judged);
    write_gauge(report, "not_checked", "What should have been judged and could not be.",
                end->not_checked);
    write_gauge(report, "errors", "What could not be looked at at all.", end->errors);
}

static void write_findings(struct report *report, const struct event_end *end)
{
    const struct prometheus_state *state = report->state;

    write_family(report, "findings", "Findings that no baseline and no rule set excuses.");
    for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--)
        write_labelled(report, "findings", "severity", severity_name((enum severity)severity),
                       end->findings[severity]);
    write_gauge(report, "findings_known", "Findings that the baseline has.", end->baseline.known);
    write_gauge(report, "findings_ignored", "Findings that rule sets ignore.", end->ignored);
    if (end->baseline.used)
        write_gauge(report, "findings_new", "Findings that the baseline has not.",
                    end->baseline.fresh);
    write_family(report, "rule_findings", "The same findings by their rule.");
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--) {
            struct strbuf labels;

            if (!state->by_rule[rule][severity])
                continue;
            strbuf_init(&labels, SIZE_MAX);
            add_label(&labels, "rule", str_of(rule_info((rule_index)rule)->id));
            add_label(&labels, "severity", str_of(severity_name((enum severity)severity)));
            write_sample(report, "rule_findings", &labels, state->by_rule[rule][severity]);
            strbuf_release(&labels);
        }
    }
}

/* Those about no operation have no method and no path. */
static void write_operations(struct report *report)
{
    const struct prometheus_state *state = report->state;

    write_family(report, "operation_findings", "The same findings by their operation.");
    for (size_t i = 0; i < state->operations.count; i++) {
        const struct operation_count *one = state->operations.entries[i].value;

        for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--) {
            struct strbuf labels;

            if (!one->counts[severity])
                continue;
            strbuf_init(&labels, SIZE_MAX);
            if (one->operation.api.length)
                add_label(&labels, "api_name", one->operation.api);
            add_label(&labels, "method", one->operation.method);
            add_label(&labels, "path", one->operation.path);
            add_label(&labels, "severity", str_of(severity_name((enum severity)severity)));
            write_sample(report, "operation_findings", &labels, one->counts[severity]);
            strbuf_release(&labels);
        }
    }
}

static bool is_measured(const struct prometheus_state *state, int measure)
{
    return state->covered && (state->observed || measure < MEASURE_PROPERTIES);
}

static void write_coverage(struct report *report)
{
    const struct prometheus_state *state = report->state;

    if (!state->covered)
        return;
    write_family(report, "coverage_described", "What the description has, by measure.");
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (is_measured(state, i))
            write_labelled(report, "coverage_described", "measure", measure_id((enum measure)i),
                           state->coverage[i].total);
    write_family(report, "coverage_seen", "How much of it was exercised.");
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (is_measured(state, i))
            write_labelled(report, "coverage_seen", "measure", measure_id((enum measure)i),
                           state->coverage[i].seen);
}

static void event(struct report *report, const struct event *event)
{
    struct prometheus_state *state = report->state;

    switch (event->kind) {
    case EVENT_START:
        start(report, event->start);
        break;
    case EVENT_FINDING:
        count(state, event->finding);
        break;
    case EVENT_COVERAGE:
        coverage_measure(event->coverage, state->coverage);
        state->covered = true;
        state->observed = event->coverage->observed;
        break;
    case EVENT_END:
        write_run(report, event->end);
        write_findings(report, event->end);
        write_operations(report);
        write_coverage(report);
        break;
    case EVENT_EXCHANGE:
    case EVENT_WITHHELD:
    case EVENT_NOT_CHECKED: /* the end has their numbers */
    case EVENT_ERROR:
    case EVENT_SECRETS:
        break;
    }
}

static void release(struct report *report)
{
    struct prometheus_state *state = report->state;

    map_release(&state->operations);
    strbuf_release(&state->labels);
    arena_release(&state->arena);
}

const struct event_renderer prometheus_events = {
    .state = {sizeof(struct prometheus_state), release},
    .event = event,
};
