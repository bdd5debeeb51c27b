/* A run as one JSON object (reports/ has a sample and its schema), written at the end. */
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/json_output.h"
#include "observe/measure.h"
#include "report/renderer.h"

struct json_state {
    json_t *report; /* the object; keys in the order they are shown */
    json_t *findings, *errors, *not_checked, *coverage; /* go into report at the end */
};

/* "responses": {"seen": 1, "total": 3, "percent": 33} */
static json_t *tally_to_json(const struct tally *tally)
{
    json_t *json = json_object();

    json_set_count(json, "seen", tally->seen);
    json_set_count(json, "total", tally->total);
    return json;
}

/* The share is rounded down: it is 100 only when nothing is missing. */
static json_t *measure_to_json(const struct tally *tally)
{
    json_t *json = tally_to_json(tally);

    json_set_count(json, "percent", tally_share(tally) / 100);
    return json;
}

static void add_missing_slot(json_t *one, const struct coverage_gap *gap)
{
    json_set_operation(one, &gap->operation->name);
    json_set_text(one, "kind",
                  gap->slot      ? slot_kind_name(gap->slot->kind)
                  : gap->success ? "success"
                                 : "operation");
    if (!gap->slot)
        return;
    json_set_str(one, "name", gap->slot->name);
    json_set_str(one, "in", gap->slot->detail);
    json_set_str(one, "media_type", gap->slot->media_type);
}

static void add_missing_point(json_t *one, const struct coverage_gap *gap)
{
    json_set_text(one, "kind", gap->side ? "bound" : point_kind_name(gap->point->kind));
    json_set_str(one, "name", gap->point->name);
    if (gap->side)
        json_set_text(one, "side", gap->side);
    json_set_text(one, "in", coverage_direction_name(gap->schema->direction));
}

static void add_missing(void *context, const struct coverage_gap *gap)
{
    json_t *one = json_object(), *place = json_object();

    if (gap->point)
        add_missing_point(one, gap);
    else
        add_missing_slot(one, gap);
    json_set_str(place, "file", gap->place->file);
    json_set_number(place, "line", gap->place->line);
    json_set_number(place, "column", gap->place->column);
    json_set_str(place, "pointer", gap->place->pointer);
    json_object_set_new(one, "description", place);
    json_array_append_new(context, one);
}

static json_t *report_coverage(const struct event_coverage *coverage)
{
    struct tally tallies[MEASURE_COUNT];
    json_t *json = json_object();
    json_t *missing = json_array();

    coverage_measure(coverage, tallies);
    for (int i = 0; i < MEASURE_COUNT; i++)
        if (coverage->observed || i < MEASURE_PROPERTIES)
            json_object_set_new(json, measure_id((enum measure)i), measure_to_json(&tallies[i]));
    coverage_gaps(coverage, add_missing, missing);
    json_object_set_new(json, "missing", missing);
    return json;
}

static void start(struct json_state *state, const struct event_start *start)
{
    state->report = json_object();
    json_set_count(state->report, "version", EVENT_FORMAT_VERSION);
    json_object_set_new(state->report, "tool", tool_to_json());
    json_set_str(state->report, "command", start->command);
    json_set_str(state->report, "target", start->target);
    if (start->values != VALUES_REDACTED)
        json_set_text(state->report, "values", shown_values_name(start->values));
    json_set_str(state->report, "time", start->time);
    json_set_rules(state->report, "rules_off", start->rules_off);
    json_object_set_new(state->report, "descriptions", descriptions_to_json(start));
    state->findings = json_array();
    state->errors = json_array();
    state->not_checked = json_array();
}

static json_t *summary_to_json(const struct event_end *end)
{
    struct tally operations = {end->operations_seen, end->operations_total};
    json_t *summary = json_object();

    json_set_count(summary, "exchanges", end->exchanges);
    json_set_number(summary, "excluded", end->excluded);
    json_object_set_new(summary, "operations", tally_to_json(&operations));
    if (end->live)
        json_set_count(summary, "operations_succeeded", end->operations_succeeded);
    json_object_set_new(summary, "findings", severities_to_json(end));
    json_set_number(summary, "ignored", end->ignored);
    json_set_count(summary, "not_checked", end->not_checked);
    json_object_set_new(summary, "baseline", baseline_tally_to_json(&end->baseline));
    json_set_number(summary, "duration_ms", end->duration_ms);
    json_object_set_new(summary, "exit", json_integer(end->exit_code));
    return summary;
}

static void end(struct report *report, const struct event_end *end)
{
    struct json_state *state = report->state;
    struct strbuf out;

    json_object_set_new(state->report, "summary", summary_to_json(end));
    json_object_set(state->report, "findings", state->findings);
    json_object_set(state->report, "errors", state->errors);
    json_object_set(state->report, "not_checked", state->not_checked);
    if (end->assertion_count)
        json_object_set_new(state->report, "assertions", assertions_to_json(end));
    if (state->coverage)
        json_object_set(state->report, "coverage", state->coverage);
    strbuf_init(&out, SIZE_MAX);
    json_write(&out, state->report, JSON_LINES);
    strbuf_add_char(&out, '\n');
    fwrite(out.text, 1, out.length, report->out);
    strbuf_release(&out);
}

static void event(struct report *report, const struct event *event)
{
    struct json_state *state = report->state;

    switch (event->kind) {
    case EVENT_START:
        start(state, event->start);
        break;
    case EVENT_EXCHANGE: /* ndjson and har show exchanges */
    case EVENT_WITHHELD: /* of shards */
    case EVENT_SECRETS:  /* the same */
        break;
    case EVENT_FINDING:
        json_array_append_new(state->findings, finding_to_json(event->finding));
        break;
    case EVENT_NOT_CHECKED:
        json_array_append_new(state->not_checked, not_checked_to_json(event->not_checked));
        break;
    case EVENT_ERROR:
        json_array_append_new(state->errors, diagnostic_to_json(event->error));
        break;
    case EVENT_COVERAGE:
        json_decref(state->coverage);
        state->coverage = report_coverage(event->coverage);
        break;
    case EVENT_END:
        end(report, event->end);
        break;
    }
}

static void release(struct report *report)
{
    struct json_state *state = report->state;

    json_decref(state->report);
    json_decref(state->findings);
    json_decref(state->errors);
    json_decref(state->not_checked);
    json_decref(state->coverage);
}

const struct event_renderer json_events = {
    .state = {sizeof(struct json_state), release},
    .event = event,
};
