/* One JSON object (reports/ has a sample), gathered event by event and written at the end. */
#include "base/strbuf.h"
#include "finding/event_write.h"
#include "finding/json_text.h"
#include "report/types.h"

struct json_state {
    json_t *report; /* the object; keys in the order they are shown */
    json_t *findings, *errors, *not_checked, *coverage; /* references of our own */
};

/* "responses": {"seen": 1, "total": 3} */
struct tally {
    uint64_t seen, total;
};

static void count_one(struct tally *tally, uint64_t seen)
{
    tally->seen += seen > 0;
    tally->total++;
}

static json_t *tally_to_json(const struct tally *tally)
{
    json_t *json = json_object();

    json_object_set_new(json, "seen", json_integer((json_int_t)tally->seen));
    json_object_set_new(json, "total", json_integer((json_int_t)tally->total));
    return json;
}

/* An operation that was never hit is missing as a whole, else each of its slots is. */
static void add_missing(json_t *missing, const struct coverage_operation *operation,
                        const struct coverage_slot *slot)
{
    json_t *one = json_object();

    json_object_set_new(one, "operation", operation_to_json(&operation->name));
    json_object_set_new(one, "kind", json_string(slot ? slot_kind_name(slot->kind) : "operation"));
    if (slot) {
        json_set_str(one, "name", slot->name);
        json_set_str(one, "in", slot->detail);
        json_set_str(one, "media_type", slot->media_type);
    }
    json_array_append_new(missing, one);
}

static void cover_operation(const struct coverage_operation *operation, struct tally tallies[],
                            json_t *missing)
{
    if (operation->seen == 0)
        add_missing(missing, operation, NULL);
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        count_one(&tallies[slot->kind], slot->seen);
        if (operation->seen && slot->seen == 0)
            add_missing(missing, operation, slot);
    }
}

static json_t *report_coverage(const struct event_coverage *coverage)
{
    struct tally operations = {0}, slots[SLOT_KINDS] = {{0}};
    json_t *json = json_object();
    json_t *missing = json_array();

    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        if (!operation->selected)
            continue;
        count_one(&operations, operation->seen);
        cover_operation(operation, slots, missing);
    }
    json_object_set_new(json, "operations", tally_to_json(&operations));
    json_object_set_new(json, "responses", tally_to_json(&slots[SLOT_RESPONSE]));
    json_object_set_new(json, "parameters", tally_to_json(&slots[SLOT_PARAMETER]));
    json_object_set_new(json, "request_bodies", tally_to_json(&slots[SLOT_REQUEST_BODY]));
    json_object_set_new(json, "missing", missing);
    return json;
}

static void start(struct json_state *state, const struct event_start *start)
{
    state->report = json_object();
    json_object_set_new(state->report, "version", json_integer(EVENT_FORMAT_VERSION));
    json_object_set_new(state->report, "tool", tool_to_json());
    json_set_str(state->report, "command", start->command);
    json_set_str(state->report, "target", start->target);
    json_set_str(state->report, "time", start->time);
    json_object_set_new(state->report, "descriptions", descriptions_to_json(start));
    state->findings = json_array();
    state->errors = json_array();
    state->not_checked = json_array();
}

static json_t *summary_to_json(const struct event_end *end)
{
    struct tally operations = {end->operations_seen, end->operations_total};
    json_t *summary = json_object();

    json_object_set_new(summary, "exchanges", json_integer((json_int_t)end->exchanges));
    json_set_number(summary, "excluded", end->excluded);
    json_object_set_new(summary, "operations", tally_to_json(&operations));
    json_object_set_new(summary, "findings", severities_to_json(end));
    json_set_number(summary, "ignored", end->ignored);
    json_object_set_new(summary, "not_checked", json_integer((json_int_t)end->not_checked));
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
    if (state->coverage)
        json_object_set(state->report, "coverage", state->coverage);
    strbuf_init(&out, SIZE_MAX);
    json_write(&out, state->report, JSON_INDENT(2));
    strbuf_add_char(&out, '\n');
    fwrite(out.text, 1, out.length, report->out);
    strbuf_release(&out);
}

static bool event(struct report *report, const struct event *event, struct error *err)
{
    struct json_state *state = report->state;

    (void)err;
    switch (event->kind) {
    case EVENT_START:
        start(state, event->start);
        break;
    case EVENT_EXCHANGE: /* ndjson has these */
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
    return true;
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

const struct report_type report_json = {
    .name = "json",
    .summary = "one JSON object",
    .state_size = sizeof(struct json_state),
    .event = event,
    .release = release,
};
