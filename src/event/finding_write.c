/* Findings, entries of the ledger and diagnostics as JSON. */
#include "event/write.h"

#include "finding/json_output.h"
#include "finding/rules.h"

void json_set_rules(json_t *object, const char *key, const bool *rules)
{
    json_t *list;

    if (!rules)
        return;
    list = json_array();
    for (rule_index rule = 0; rule < RULE_COUNT; rule++)
        if (rules[rule])
            json_array_append_new(list, json_string(rule_info(rule)->id));
    json_object_set_new(object, key, list);
}

void json_set_operation(json_t *object, const struct operation_name *name)
{
    json_t *operation;

    if (!name->method.length && !name->path.length)
        return;
    operation = json_object();
    json_set_str(operation, "method", name->method);
    json_set_str(operation, "path", name->path);
    json_set_str(operation, "operationId", name->id);
    json_set_str(operation, "api", name->api);
    json_object_set_new(object, "operation", operation);
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

json_t *finding_to_json(const struct finding *finding)
{
    json_t *json = json_object(), *exchanges = json_array();

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
    json_set_operation(json, &finding->operation);
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
    else if (finding_shows_explained(finding))
        json_object_set_new(json, "shown_is_explained", json_true());
    for (size_t i = 0; i < finding->sample_count; i++)
        json_array_append_new(exchanges, sample_to_json(&finding->samples[i]));
    json_object_set_new(json, "exchanges", exchanges);
    return json;
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

json_t *not_checked_to_json(const struct not_checked *entry)
{
    json_t *json = json_object();

    json_object_set_new(json, "reason", json_from_str(entry->reason));
    if (ledger_subject_name(entry->about))
        json_set_text(json, "about", ledger_subject_name(entry->about));
    json_set_operation(json, &entry->operation);
    json_set_text(json, "part", part_name(entry->part));
    json_set_str(json, "name", entry->name);
    json_set_str(json, "status_key", entry->status_key);
    json_set_str(json, "media_type", entry->media_type);
    json_set_str(json, "cause", str_of(entry->cause));
    json_set_count(json, "count", entry->count);
    add_sources(json, entry);
    return json;
}

json_t *diagnostic_to_json(const struct diagnostic *diagnostic)
{
    json_t *json = json_object();

    json_set_text(json, "id", diagnostic->id);
    json_object_set_new(json, "message", json_from_str(diagnostic->message));
    json_set_str(json, "source", diagnostic->source);
    if (diagnostic->indexed)
        json_set_count(json, "index", diagnostic->index);
    return json;
}
