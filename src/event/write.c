#include "event/write.h"

#include "base/strbuf.h"
#include "finding/json_output.h"

static const char *const event_names[] = {
    [EVENT_START] = "start",       [EVENT_EXCHANGE] = "exchange",       [EVENT_FINDING] = "finding",
    [EVENT_WITHHELD] = "withheld", [EVENT_NOT_CHECKED] = "not-checked", [EVENT_ERROR] = "error",
    [EVENT_COVERAGE] = "coverage", [EVENT_SECRETS] = "secrets",         [EVENT_END] = "end",
};

const char *event_name(enum event_kind kind)
{
    return event_names[kind];
}

/* ---- pieces ---- */

json_t *tool_to_json(void)
{
    json_t *tool = json_object();

    json_set_text(tool, "name", "oasdrift");
    json_set_text(tool, "version", OASDRIFT_VERSION);
    return tool;
}

json_t *descriptions_to_json(const struct event_start *start)
{
    json_t *list = json_array();

    for (size_t i = 0; i < start->description_count; i++) {
        const struct description_info *info = &start->descriptions[i];
        json_t *description = json_object();

        json_object_set_new(description, "file", json_from_str(info->file));
        json_set_str(description, "title", info->title);
        json_set_str(description, "version", info->version);
        json_set_str(description, "openapi", info->openapi);
        json_set_str(description, "sha256", info->sha256);
        json_set_str(description, "api", info->api);
        json_set_str(description, "target", info->target);
        json_array_append_new(list, description);
    }
    return list;
}

json_t *severities_to_json(const struct event_end *end)
{
    json_t *json = json_object();

    for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--)
        json_set_count(json, severity_name((enum severity)severity), end->findings[severity]);
    return json;
}

json_t *baseline_tally_to_json(const struct baseline_tally *tally)
{
    json_t *json = json_object();

    if (tally->used)
        json_set_count(json, "new", tally->fresh);
    json_set_count(json, "known", tally->known);
    json_set_count(json, "stale", tally->resolved);
    if (tally->used) {
        json_set_count(json, "expired", tally->expired);
        json_set_count(json, "unexercised", tally->unexercised);
    }
    return json;
}

json_t *assertions_to_json(const struct event_end *end)
{
    json_t *list = json_array();

    for (size_t i = 0; i < end->assertion_count; i++) {
        const struct assertion_tally *tally = &end->assertions[i];
        json_t *one = json_object();

        json_object_set_new(one, "name", json_from_str(tally->name));
        json_set_operation(one, &tally->operation);
        json_set_count(one, "true", tally->held);
        json_set_count(one, "false", tally->failed);
        json_set_count(one, "not_applicable", tally->not_applicable);
        json_array_append_new(list, one);
    }
    return list;
}

/* ---- the other events ---- */

static json_t *shard_to_json(const struct shard *shard)
{
    json_t *json = json_object();

    json_set_count(json, "index", shard->index);
    json_set_count(json, "count", shard->count);
    if (shard->told)
        json_set_text(json, "by", share_by_name(shard->by));
    return json;
}

static void add_start(json_t *json, const struct event_start *start)
{
    json_set_count(json, "version", EVENT_FORMAT_VERSION);
    json_object_set_new(json, "tool", tool_to_json());
    json_set_str(json, "run", start->run);
    if (start->shard.count)
        json_object_set_new(json, "shard", shard_to_json(&start->shard));
    json_set_str(json, "rules_sha256", start->rules_sha256);
    json_set_rules(json, "rules_off", start->rules_off);
    json_set_str(json, "command", start->command);
    json_set_str(json, "target", start->target);
    if (start->values != VALUES_REDACTED)
        json_set_text(json, "values", shown_values_name(start->values));
    json_set_str(json, "time", start->time);
    json_object_set_new(json, "descriptions", descriptions_to_json(start));
}

static void add_exchange(json_t *json, const struct event_exchange *exchange)
{
    json_t *rules = json_array();

    json_object_set_new(json, "source", json_from_str(exchange->source));
    json_set_count(json, "index", exchange->index);
    json_set_str(json, "method", exchange->method);
    json_set_str(json, "url", exchange->url);
    json_set_number(json, "status", exchange->status > 0 ? (uint64_t)exchange->status : 0);
    json_set_operation(json, &exchange->operation);
    json_set_text(json, "verdict", verdict_name(exchange->verdict));
    for (size_t i = 0; i < exchange->rule_count; i++)
        json_array_append_new(rules, json_from_str(exchange->rules[i]));
    json_object_set_new(json, "rules", rules);
}

static void add_shown(json_t *json, unsigned shown)
{
    json_t *list = json_array();

    for (int lack = LACK_NOTHING + 1; lack < LACK_KINDS; lack++)
        if (shown & (1u << lack))
            json_array_append_new(list, json_string(lack_name((enum lack)lack)));
    if (shown)
        json_object_set(json, "shown", list);
    json_decref(list);
}

/* What a shard knows of the whole. */
static void add_whole(json_t *json, const struct event_source *source)
{
    if (source->foreign)
        json_object_set_new(json, "recording", json_false());
    if (source->divided != SHARE_BY_AUTO)
        json_set_text(json, "divided", share_by_name(source->divided));
    json_set_number(json, "bytes", source->bytes);
    if (source->counted)
        json_set_count(json, "all_records", source->all_records);
}

static json_t *sources_to_json(const struct event_end *end)
{
    json_t *sources = json_array();

    for (size_t i = 0; i < end->source_count; i++) {
        const struct event_source *source = &end->sources[i];
        json_t *one = json_object();

        json_object_set_new(one, "source", json_from_str(source->name));
        json_set_count(one, "records", source->records);
        if (source->relative)
            json_object_set_new(one, "relative", json_true());
        add_shown(one, source->shown);
        add_whole(one, source);
        json_array_append_new(sources, one);
    }
    return sources;
}

static void add_end(json_t *json, const struct event_end *end)
{
    json_t *operations = json_object();

    json_set_count(json, "exchanges", end->exchanges);
    json_set_number(json, "excluded", end->excluded);
    json_set_number(json, "excluded_unmatched", end->excluded_unmatched);
    json_set_count(json, "judged", end->judged);
    json_set_count(operations, "seen", end->operations_seen);
    json_set_count(operations, "total", end->operations_total);
    json_object_set_new(json, "operations", operations);
    if (end->live)
        json_set_count(json, "operations_succeeded", end->operations_succeeded);
    json_object_set_new(json, "findings", severities_to_json(end));
    json_set_number(json, "findings_left_out", end->findings_left_out);
    json_set_count(json, "not_checked", end->not_checked);
    json_set_count(json, "errors", end->errors);
    json_set_number(json, "ignored", end->ignored);
    if (end->baseline.used)
        json_object_set_new(json, "baseline", baseline_tally_to_json(&end->baseline));
    if (end->assertion_count)
        json_object_set_new(json, "assertions", assertions_to_json(end));
    json_object_set_new(json, "sources", sources_to_json(end));
    json_set_number(json, "duration_ms", end->duration_ms);
    json_object_set_new(json, "exit", json_integer(end->exit_code));
}

static void add_members(json_t *json, json_t *piece)
{
    json_object_update(json, piece);
    json_decref(piece);
}

json_t *event_to_json(const struct event *event)
{
    json_t *json = json_object();

    json_set_text(json, "event", event_names[event->kind]);
    switch (event->kind) {
    case EVENT_START:
        add_start(json, event->start);
        break;
    case EVENT_EXCHANGE:
        add_exchange(json, event->exchange);
        break;
    case EVENT_FINDING:
        add_members(json, finding_to_json(event->finding));
        break;
    case EVENT_WITHHELD:
        json_object_set_new(json, "source", json_from_str(event->withheld->source));
        json_set_text(json, "lack", lack_name(event->withheld->finding->lack));
        add_members(json, finding_to_json(event->withheld->finding));
        break;
    case EVENT_NOT_CHECKED:
        add_members(json, not_checked_to_json(event->not_checked));
        break;
    case EVENT_ERROR:
        add_members(json, diagnostic_to_json(event->error));
        break;
    case EVENT_COVERAGE:
        coverage_to_json(json, event->coverage);
        break;
    case EVENT_SECRETS:
        secrets_to_json(json, event->secrets);
        break;
    case EVENT_END:
        add_end(json, event->end);
        break;
    }
    return json;
}

void event_write(struct strbuf *out, const struct event *event)
{
    json_t *json = event_to_json(event);

    json_write(out, json, JSON_ONE_LINE);
    strbuf_add_char(out, '\n');
    json_decref(json);
}
