/* A run as SARIF 2.1.0: a result a finding, diagnostics and what was not checked as notifications.
   It is made for code scanning services, whose limits it keeps: the gravest results go first, and a
   notification tells how many found no room. */
#include <inttypes.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "event/write.h"
#include "finding/json_output.h"
#include "finding/rules.h"
#include "report/bounded_name.h"
#include "report/finding_text.h"
#include "report/gathered_run.h"
#include "report/renderer.h"
#include "report/sarif.h"
#include "stream/zlib_start.h"

struct sarif_state {
    struct arena arena;
    struct gathered_run run_start; /* its start alone */
    struct sarif_context context;
    json_t *run;
    json_t *results[SEVERITY_ERROR + 1]; /* by severity */
    json_t *rules;
    size_t rule_places[RULE_COUNT]; /* in that list, from 1 */
    json_t *notifications;
    json_t *overrides;                   /* of rules that are off */
    size_t notified[SEVERITY_ERROR + 1]; /* so many of the severity were to be told */
    struct str time;
};

/* ---- notifications ---- */

/* A notification (3.58); source: absent, or the recording or description it is about. */
static void add_notification(struct sarif_state *state, enum severity level, const char *id,
                             struct str text, struct str source)
{
    json_t *json = json_object(), *descriptor = json_object(), *locations = json_array();
    struct sarif_context unasked = state->context;

    json_set_text(descriptor, "id", id);
    json_object_set_new(json, "descriptor", descriptor);
    json_set_text(json, "level", sarif_level(level));
    json_object_set_new(json, "message",
                        sarif_message(utf8_cut(text, SARIF_NOTIFICATION_TEXT_MAX)));
    if (source.length && !str_is(source, "-")) {
        json_array_append_new(locations, sarif_file_location(&unasked, source, 0));
        json_object_set(json, "locations", locations);
    }
    json_decref(locations);
    json_array_append_new(state->notifications, json);
}

/* The same, of a kind that there may be many of. */
static void notify(struct sarif_state *state, enum severity level, const char *id, struct str text,
                   struct str source)
{
    if (state->notified[level]++ < SARIF_NOTIFICATIONS_MAX)
        add_notification(state, level, id, text, source);
}

static void add_diagnostic(struct sarif_state *state, const struct diagnostic *diagnostic)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    diagnostic_text(&text, diagnostic);
    notify(state, SEVERITY_ERROR, diagnostic->id, strbuf_str(&text), diagnostic->source);
    strbuf_release(&text);
}

/* "GET /pets 200 response body: its size is not known (4 times)" */
static void add_not_checked(struct sarif_state *state, const struct not_checked *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "not checked: ");
    if (entry->operation.path.length) {
        operation_text(&text, &entry->operation);
        if (entry->status_key.length)
            strbuf_addf(&text, " %.*s", STR_ARGS(entry->status_key));
        strbuf_addf(&text, " %s: ", part_name(entry->part));
    }
    strbuf_add(&text, entry->reason);
    if (entry->count > 1)
        strbuf_addf(&text, " (%" PRIu64 " times)", entry->count);
    notify(state, SEVERITY_INFO, rule_info(RULE_GATE_NOT_CHECKED)->id, strbuf_str(&text),
           entry->source_count ? entry->sources[0] : STR_NONE);
    strbuf_release(&text);
}

static void add_untold(struct sarif_state *state, enum severity level, const char *one,
                       const char *many)
{
    struct strbuf text;

    if (state->notified[level] <= SARIF_NOTIFICATIONS_MAX)
        return;
    strbuf_init(&text, SIZE_MAX);
    strbuf_add_counted(&text, state->notified[level] - SARIF_NOTIFICATIONS_MAX, one, many);
    strbuf_add_text(&text, ": the json report has all");
    add_notification(state, level, "run.limit", strbuf_str(&text), STR_NONE);
    strbuf_release(&text);
}

/* ---- the driver ---- */

static json_t *driver_to_json(struct sarif_state *state)
{
    json_t *driver = json_object(), *tool = json_object();

    json_set_text(driver, "name", "oasdrift");
    json_set_text(driver, "version", OASDRIFT_VERSION);
    json_set_text(driver, "semanticVersion", OASDRIFT_VERSION);
    json_object_set(driver, "rules", state->rules);
    json_object_set_new(tool, "driver", driver);
    return tool;
}

static size_t place_of_rule(struct sarif_state *state, rule_index rule)
{
    if (!state->rule_places[rule]) {
        json_array_append_new(state->rules, sarif_rule(rule));
        state->rule_places[rule] = json_array_size(state->rules);
    }
    return state->rule_places[rule] - 1;
}

/* ---- results ---- */

/* The size of what was written so far, under gzip, within what zlib has not given out yet. */
struct measure {
    z_stream stream;
    struct strbuf text;
};

static size_t measure(struct measure *measure, const json_t *result)
{
    unsigned char bytes[16 * 1024];

    strbuf_clear(&measure->text);
    json_write(&measure->text, result, JSON_LINES);
    measure->stream.next_in = (unsigned char *)measure->text.text;
    measure->stream.avail_in = (unsigned)measure->text.length;
    do {
        measure->stream.next_out = bytes;
        measure->stream.avail_out = sizeof bytes;
        deflate(&measure->stream, Z_NO_FLUSH);
    } while (measure->stream.avail_in || !measure->stream.avail_out);
    return measure->stream.total_out;
}

/* Moves results to the list, the gravest first, until one of the limits is met. Returns how many
   are left. */
static size_t take_results(struct sarif_state *state, json_t *list)
{
    struct measure size = {0};
    size_t left = 0;
    bool full = false;

    strbuf_init(&size.text, SIZE_MAX);
    zlib_start_deflating(&size.stream, Z_BEST_SPEED);
    for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--) {
        for (size_t i = 0; i < json_array_size(state->results[severity]); i++) {
            json_t *result = json_array_get(state->results[severity], i);

            full = full || json_array_size(list) == SARIF_RESULTS_MAX ||
                   measure(&size, result) > SARIF_COMPRESSED_MAX - SARIF_UNMEASURED_MAX;
            if (full)
                left++;
            else
                json_array_append(list, result);
        }
    }
    deflateEnd(&size.stream);
    strbuf_release(&size.text);
    return left;
}

/* 3.27.24: either all results have it or none. */
static void complete_baseline_states(json_t *results)
{
    for (size_t i = 0; i < json_array_size(results); i++) {
        json_t *result = json_array_get(results, i);

        if (!json_object_get(result, "baselineState"))
            json_set_text(result, "baselineState", "new");
    }
}

static json_t *results_to_json(struct report *report, const struct event_end *end)
{
    struct sarif_state *state = report->state;
    json_t *list = json_array();
    size_t left = take_results(state, list);
    struct strbuf text;

    if (end->baseline.used)
        complete_baseline_states(list);
    if (!left)
        return list;
    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text,
                "%zu further %s left out, of the least severe: code scanning takes %d, and %d MiB "
                "under gzip; the json report has all",
                left, str_counted(left, "result is", "results are"), SARIF_RESULTS_MAX,
                SARIF_COMPRESSED_MAX / 1024 / 1024);
    add_notification(state, SEVERITY_WARNING, "run.limit", strbuf_str(&text), STR_NONE);
    snprintf(report->notice, sizeof report->notice, "%s", text.text);
    strbuf_release(&text);
    return list;
}

/* ---- the run ---- */

static json_t *descriptions_of(const struct event_start *start)
{
    json_t *properties = json_object();

    json_set_str(properties, "command", start->command);
    json_set_str(properties, "target", start->target);
    json_object_set_new(properties, "descriptions", descriptions_to_json(start));
    return properties;
}

/* "oasdrift/Petstore/": results of several APIs in one repository do not replace each other. */
static json_t *automation_of(struct sarif_state *state, const struct event_start *start)
{
    struct str title = run_title(&state->arena, start);
    json_t *details = json_object();
    struct strbuf id;

    strbuf_init(&id, SIZE_MAX);
    strbuf_add_text(&id, "oasdrift/");
    if (title.length)
        strbuf_addf(&id, "%.*s/", STR_ARGS(plain_slug(&state->arena, title)));
    json_set_str(details, "id", strbuf_str(&id));
    strbuf_release(&id);
    return details;
}

/* Rules that are off and not by default (3.20.5): without results of them, nobody has looked. */
static json_t *overrides_to_json(const bool *rules_off)
{
    json_t *list = json_array();

    for (rule_index rule = 0; rules_off && rule < RULE_COUNT; rule++) {
        json_t *one, *descriptor, *configuration;

        if (!rules_off[rule] || rule_info(rule)->severity == SEVERITY_OFF)
            continue;
        one = json_object();
        descriptor = json_object();
        configuration = json_object();
        json_set_text(descriptor, "id", rule_info(rule)->id);
        json_object_set_new(configuration, "enabled", json_false());
        json_object_set_new(one, "descriptor", descriptor);
        json_object_set_new(one, "configuration", configuration);
        json_array_append_new(list, one);
    }
    return list;
}

static void start(struct sarif_state *state, const struct event *event)
{
    const struct event_start *start = event->start;

    arena_init(&state->arena);
    gathered_run_init(&state->run_start);
    gathered_run_add(&state->run_start, event);
    state->context = (struct sarif_context){.arena = &state->arena, .run = &state->run_start};
    state->time = str_copy(&state->arena, start->time);
    state->run = json_object();
    state->rules = json_array();
    state->notifications = json_array();
    state->overrides = overrides_to_json(start->rules_off);
    for (int severity = SEVERITY_OFF; severity <= SEVERITY_ERROR; severity++)
        state->results[severity] = json_array();
    json_object_set_new(state->run, "tool", driver_to_json(state));
    json_object_set_new(state->run, "automationDetails", automation_of(state, start));
    json_set_text(state->run, "columnKind", "unicodeCodePoints");
    json_object_set_new(state->run, "properties", descriptions_of(start));
}

static json_t *invocations_to_json(struct sarif_state *state, const struct event_end *end)
{
    json_t *list = json_array(), *one = json_object();
    bool looked = end->exit_code == EXIT_CODE_OK || end->exit_code == EXIT_CODE_FINDINGS;

    json_object_set_new(one, "executionSuccessful", json_boolean(looked));
    json_object_set_new(one, "exitCode", json_integer(end->exit_code));
    json_set_str(one, "startTimeUtc", state->time);
    if (json_array_size(state->notifications))
        json_object_set(one, "toolExecutionNotifications", state->notifications);
    if (json_array_size(state->overrides))
        json_object_set(one, "ruleConfigurationOverrides", state->overrides);
    json_array_append_new(list, one);
    return list;
}

static json_t *log_of(const json_t *run)
{
    json_t *log = json_object(), *runs = json_array();

    json_set_text(log, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_set_text(log, "version", "2.1.0");
    json_array_append(runs, (json_t *)run);
    json_object_set_new(log, "runs", runs);
    return log;
}

static void end(struct report *report, const struct event_end *end)
{
    struct sarif_state *state = report->state;
    json_t *results = results_to_json(report, end), *log;
    struct strbuf out;

    add_untold(state, SEVERITY_ERROR, "further diagnostic", "further diagnostics");
    add_untold(state, SEVERITY_INFO, "further entry that was not checked",
               "further entries that were not checked");
    if (state->context.outside)
        add_notification(state, SEVERITY_WARNING, "run.limit",
                         STR("a description lies beyond the repository: code scanning shows no "
                             "results there"),
                         STR_NONE);
    json_object_set_new(state->run, "invocations", invocations_to_json(state, end));
    json_object_set_new(state->run, "results", results);
    log = log_of(state->run);
    strbuf_init(&out, SIZE_MAX);
    json_write(&out, log, JSON_LINES);
    strbuf_add_char(&out, '\n');
    fwrite(out.text, 1, out.length, report->out);
    strbuf_release(&out);
    json_decref(log);
}

static void event(struct report *report, const struct event *event)
{
    struct sarif_state *state = report->state;
    const struct finding *finding;

    switch (event->kind) {
    case EVENT_START:
        start(state, event);
        break;
    case EVENT_EXCHANGE: /* ndjson and har show exchanges */
    case EVENT_WITHHELD: /* of shards */
    case EVENT_SECRETS:  /* the same */
    case EVENT_COVERAGE:
        break;
    case EVENT_FINDING:
        finding = event->finding;
        json_array_append_new(
            state->results[finding->severity],
            sarif_result(&state->context, finding, place_of_rule(state, finding->rule)));
        break;
    case EVENT_NOT_CHECKED:
        add_not_checked(state, event->not_checked);
        break;
    case EVENT_ERROR:
        add_diagnostic(state, event->error);
        break;
    case EVENT_END:
        end(report, event->end);
        break;
    }
}

static void release(struct report *report)
{
    struct sarif_state *state = report->state;

    json_decref(state->run);
    json_decref(state->rules);
    json_decref(state->notifications);
    json_decref(state->overrides);
    for (int severity = SEVERITY_OFF; severity <= SEVERITY_ERROR; severity++)
        json_decref(state->results[severity]);
    gathered_run_release(&state->run_start);
    arena_release(&state->arena);
}

const struct event_renderer sarif_events = {
    .state = {sizeof(struct sarif_state), release},
    .event = event,
    .wants_coverage = renderer_wants_no_coverage,
};
