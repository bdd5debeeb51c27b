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

static void set_operation(json_t *object, const struct operation_name *name)
{
    json_t *operation = operation_to_json(name);

    if (operation)
        json_object_set_new(object, "operation", operation);
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

json_t *operation_to_json(const struct operation_name *name)
{
    json_t *operation;

    if (!name->method.length && !name->path.length)
        return NULL;
    operation = json_object();
    json_set_str(operation, "method", name->method);
    json_set_str(operation, "path", name->path);
    json_set_str(operation, "operationId", name->id);
    json_set_str(operation, "api", name->api);
    return operation;
}

static json_t *where_to_json(const struct finding *finding)
{
    json_t *where = json_object();

    json_set_text(where, "part", part_name(finding->part));
    json_set_str(where, "name", finding->name);
    json_object_set_new(where, "pointer", json_from_str(finding->pointer));
    json_set_number(where, "line", finding->line);
    json_set_number(where, "column", finding->column);
    return where;
}

json_t *place_to_json(const struct place *place)
{
    json_t *json = json_object();

    json_set_str(json, "file", place->file);
    json_set_number(json, "line", place->line);
    json_set_number(json, "column", place->column);
    json_object_set_new(json, "pointer", json_from_str(place->pointer));
    json_set_str(json, "excerpt", place->excerpt);
    json_set_number(json, "skipped", place->skipped);
    json_set_number(json, "width", place->width);
    return json;
}

static json_t *excerpt_to_json(const struct excerpt *excerpt)
{
    json_t *json = json_object();

    json_set_str(json, "text", excerpt->text);
    json_set_number(json, "line", excerpt->line);
    return json;
}

static json_t *sample_to_json(const struct sample *sample)
{
    json_t *json = json_object();

    json_object_set_new(json, "source", json_from_str(sample->source));
    json_set_count(json, "index", sample->index);
    json_set_number(json, "offset", sample->offset);
    json_set_str(json, "time", sample->time);
    json_set_str(json, "method", sample->method);
    json_set_str(json, "url", sample->url);
    json_set_number(json, "status", sample->status > 0 ? (uint64_t)sample->status : 0);
    json_set_str(json, "curl", sample->curl);
    if (sample->excerpt.text.length)
        json_object_set_new(json, "excerpt", excerpt_to_json(&sample->excerpt));
    return json;
}

/* {"state": "known", "reason": ...} */
static json_t *baseline_to_json(const struct finding *finding)
{
    const struct acceptance *accepted = &finding->accepted;
    json_t *json = json_object();

    json_set_text(json, "state", baseline_state_name(finding->baseline));
    json_set_str(json, "reason", accepted->reason);
    json_set_str(json, "owner", accepted->owner);
    json_set_str(json, "ticket", accepted->ticket);
    json_set_str(json, "expires", accepted->expires);
    json_set_str(json, "first_seen", accepted->first_seen);
    return json;
}

/* The rule of three: what was so in all of N observations is, with 95 % confidence, otherwise in
   fewer than 3 of N. */
static void add_confidence(json_t *json, uint64_t observations)
{
    json_t *confidence = json_object();

    json_set_count(confidence, "percent", 95);
    json_set_count(confidence, "otherwise_below_ppm",
                   observations < 3 ? 1000000 : 3 * 1000000 / observations);
    json_set_count(json, "observations", observations);
    json_object_set_new(json, "confidence", confidence);
}

static json_t *explanation_to_json(const struct finding *finding)
{
    const struct explanation *explained = &finding->explained;
    json_t *json = json_object();

    json_set_text(json, "fingerprint", explained->by);
    json_set_text(json, "cause", explained->cause[0] ? explained->cause : finding->cause);
    json_set_number(json, "cause_exchange_count",
                    explained->cause[0] ? explained->cause_exchanges : finding->cause_exchanges);
    return json;
}

static void add_finding(json_t *json, const struct finding *finding)
{
    json_t *exchanges = json_array();

    json_set_text(json, "rule", rule_info(finding->rule)->id);
    json_set_str(json, "keyword", finding->keyword);
    json_set_text(json, "severity", severity_name(finding->severity));
    if (finding->ceiling != SEVERITY_OFF)
        json_set_text(json, "ceiling", severity_name(finding->ceiling));
    if (finding->by_default != SEVERITY_OFF)
        json_set_text(json, "by_default", severity_name(finding->by_default));
    json_set_text(json, "class", finding_class_name(finding->class));
    json_object_set_new(json, "message", json_from_str(finding->message));
    json_set_str(json, "expected", finding->expected);
    json_set_str(json, "found", finding->found);
    set_operation(json, &finding->operation);
    json_set_number(json, "status", finding->status > 0 ? (uint64_t)finding->status : 0);
    json_set_str(json, "status_key", finding->status_key);
    json_set_str(json, "media_type", finding->media_type);
    json_object_set_new(json, "where", where_to_json(finding));
    if (finding->description.file.length)
        json_object_set_new(json, "description", place_to_json(&finding->description));
    json_set_text(json, "fingerprint", finding->fingerprint);
    json_set_text(json, "cause", finding->cause);
    json_set_kinds(json, "kinds", finding->kinds);
    if (finding->observations)
        add_confidence(json, finding->observations);
    if (finding->baseline != BASELINE_NONE)
        json_object_set_new(json, "baseline", baseline_to_json(finding));
    json_set_count(json, "count", finding->count);
    json_set_number(json, "exchange_count", finding->exchanges);
    if (finding->cause_exchanges != finding->exchanges)
        json_set_number(json, "cause_exchange_count", finding->cause_exchanges);
    if (finding_is_explained(finding))
        json_object_set_new(json, "explained_by", explanation_to_json(finding));
    for (size_t i = 0; i < finding->sample_count; i++)
        json_array_append_new(exchanges, sample_to_json(&finding->samples[i]));
    json_object_set_new(json, "exchanges", exchanges);
}

static void add_sources(json_t *json, const struct not_checked *entry)
{
    json_t *sources = json_array();

    for (size_t i = 0; i < entry->source_count; i++)
        json_array_append_new(sources, json_from_str(entry->sources[i]));
    if (entry->source_count)
        json_object_set(json, "sources", sources);
    if (entry->more_sources)
        json_object_set_new(json, "more_sources", json_true());
    json_decref(sources);
}

static void add_not_checked(json_t *json, const struct not_checked *entry)
{
    json_object_set_new(json, "reason", json_from_str(entry->reason));
    if (ledger_subject_name(entry->about))
        json_set_text(json, "about", ledger_subject_name(entry->about));
    set_operation(json, &entry->operation);
    json_set_text(json, "part", part_name(entry->part));
    json_set_str(json, "name", entry->name);
    json_set_str(json, "status_key", entry->status_key);
    json_set_str(json, "media_type", entry->media_type);
    json_set_str(json, "cause", str_of(entry->cause));
    json_set_count(json, "count", entry->count);
    add_sources(json, entry);
}

static void add_diagnostic(json_t *json, const struct diagnostic *diagnostic)
{
    json_set_text(json, "id", diagnostic->id);
    json_object_set_new(json, "message", json_from_str(diagnostic->message));
    json_set_str(json, "source", diagnostic->source);
    if (diagnostic->indexed)
        json_set_count(json, "index", diagnostic->index);
}

json_t *finding_to_json(const struct finding *finding)
{
    json_t *json = json_object();

    add_finding(json, finding);
    return json;
}

json_t *not_checked_to_json(const struct not_checked *entry)
{
    json_t *json = json_object();

    add_not_checked(json, entry);
    return json;
}

json_t *diagnostic_to_json(const struct diagnostic *diagnostic)
{
    json_t *json = json_object();

    add_diagnostic(json, diagnostic);
    return json;
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
        set_operation(one, &tally->operation);
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
    set_operation(json, &exchange->operation);
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
    json_set_count(json, "judged", end->judged);
    json_set_count(operations, "seen", end->operations_seen);
    json_set_count(operations, "total", end->operations_total);
    json_object_set_new(json, "operations", operations);
    if (end->live)
        json_set_count(json, "operations_succeeded", end->operations_succeeded);
    json_object_set_new(json, "findings", severities_to_json(end));
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
        add_finding(json, event->finding);
        break;
    case EVENT_WITHHELD:
        json_object_set_new(json, "source", json_from_str(event->withheld->source));
        json_set_text(json, "lack", lack_name(event->withheld->finding->lack));
        add_finding(json, event->withheld->finding);
        break;
    case EVENT_NOT_CHECKED:
        add_not_checked(json, event->not_checked);
        break;
    case EVENT_ERROR:
        add_diagnostic(json, event->error);
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
