/* A finding as a result of SARIF. It stands where the description says otherwise; the exchanges in
   which it was seen are related locations. */
#include "base/percent.h"
#include "base/repository.h"
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/json_output.h"
#include "finding/place.h"
#include "report/finding_text.h"
#include "report/sarif.h"
#include "report/source_place.h"

/* ---- texts ---- */

json_t *sarif_message(struct str text)
{
    json_t *json = json_object();
    struct strbuf plain;
    /* "[text](target)" is a link (3.11.6); only then a viewer has to know that '\[' is '['. */
    bool links = str_find(text, STR("](")) != SIZE_MAX;

    strbuf_init(&plain, SIZE_MAX);
    for (size_t i = 0; i < text.length; i++) {
        if (links && char_is_any(text.text[i], "[]\\"))
            strbuf_add_char(&plain, '\\');
        strbuf_add_char(&plain, text.text[i]);
    }
    json_object_set_new(json, "text", json_shown(strbuf_str(&plain)));
    strbuf_release(&plain);
    return json;
}

/* ---- places ---- */

/* Each segment encoded (RFC 3986, 3.3). A first segment with a ':' would be read as a scheme, but
   the colon is encoded as well. */
static void add_path(struct strbuf *out, struct str path)
{
    while (path.text) {
        percent_encode(out, str_cut(&path, '/'));
        if (path.text)
            strbuf_add_char(out, '/');
    }
}

/* An artifactLocation (3.4): relative to the repository's root, or a URI. What was fetched is named
   by its host and path: code scanning refuses a whole file in which one URI has another scheme than
   the checkout ("file"). */
static json_t *artifact(struct sarif_context *context, struct str file)
{
    struct str inside = repository_path(context->arena, file);
    size_t scheme = str_find(file, STR("://"));
    json_t *json = json_object();
    struct strbuf uri;

    strbuf_init(&uri, SIZE_MAX);
    if (inside.length) {
        add_path(&uri, inside);
    } else if (scheme != SIZE_MAX) {
        add_path(&uri, percent_decoded(context->arena, str_slice(file, scheme + 3, SIZE_MAX)));
        json_object_set_new(json, "description", sarif_message(file));
    } else {
        strbuf_add_text(&uri, str_starts_with(file, STR("/")) ? "file://" : "");
        add_path(&uri, file);
    }
    json_set_str(json, "uri", strbuf_str(&uri));
    if (inside.length)
        json_set_text(json, "uriBaseId", "%SRCROOT%");
    context->outside = context->outside || !inside.length;
    strbuf_release(&uri);
    return json;
}

json_t *sarif_file_location(struct sarif_context *context, struct str file, size_t line)
{
    json_t *location = json_object(), *physical = json_object(), *region = json_object();

    json_object_set_new(physical, "artifactLocation", artifact(context, file));
    json_set_number(region, "startLine", line);
    if (line)
        json_object_set(physical, "region", region);
    json_object_set_new(location, "physicalLocation", physical);
    json_decref(region);
    return location;
}

/* The columns of the place, and the whole line around it where it is short enough to be known. */
static void add_columns(json_t *physical, const struct place *place)
{
    json_t *region = json_object_get(physical, "region");
    json_t *context, *snippet;

    if (!place->line || !place->column)
        return;
    json_set_count(region, "startColumn", place->column);
    if (place->width)
        json_set_count(region, "endColumn", place->column + place->width);
    if (!place->excerpt.length || place->skipped || place->excerpt.length >= PLACE_EXCERPT_BYTES)
        return;
    context = json_object();
    snippet = json_object();
    json_set_count(context, "startLine", place->line);
    json_set_shown(snippet, "text", place->excerpt);
    json_object_set_new(context, "snippet", snippet);
    json_object_set_new(physical, "contextRegion", context);
}

/* "GET /pets 200 application/json", and the pointer into the description. */
static json_t *logical_locations(const struct finding *finding)
{
    json_t *list = json_array(), *operation = json_object(), *pointer = json_object();
    struct strbuf name;

    strbuf_init(&name, SIZE_MAX);
    operation_text(&name, &finding->operation);
    if (finding->operation.method.length || finding->operation.path.length) {
        json_set_shown(operation, "name", finding->operation.id);
        json_set_shown(operation, "fullyQualifiedName", strbuf_str(&name));
        json_set_text(operation, "kind", "resource");
        json_array_append(list, operation);
    }
    if (finding->description.pointer.length) {
        json_set_shown(pointer, "fullyQualifiedName", finding->description.pointer);
        json_array_append(list, pointer);
    }
    strbuf_release(&name);
    json_decref(operation);
    json_decref(pointer);
    return list;
}

static json_t *location_of(struct sarif_context *context, const struct finding *finding)
{
    const struct source_place at = source_place_of(context->arena, context->run, finding);
    struct str file = at.named.text ? at.named : STR("-");
    json_t *location = sarif_file_location(context, file, at.line);
    json_t *logical = logical_locations(finding);

    if (finding->description.file.length && !at.stands_in)
        add_columns(json_object_get(location, "physicalLocation"), &finding->description);
    if (json_array_size(logical))
        json_object_set(location, "logicalLocations", logical);
    json_decref(logical);
    return location;
}

/* ---- exchanges ---- */

/* "session.har entry 118: GET https://api.example/pets 200" */
static json_t *sample_location(struct sarif_context *context, const struct sample *sample,
                               size_t id)
{
    bool is_file = sample->source.length && !str_is(sample->source, "-");
    json_t *location = is_file ? sarif_file_location(context, sample->source, 0) : json_object();
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text, "%.*s entry %zu", STR_ARGS(sample->source), sample->index);
    if (sample->method.length || sample->url.length)
        strbuf_addf(&text, ": %.*s %.*s", STR_ARGS(sample->method), STR_ARGS(sample->url));
    if (sample->status > 0)
        strbuf_addf(&text, " %d", sample->status);
    json_set_count(location, "id", id);
    json_object_set_new(location, "message", sarif_message(strbuf_str(&text)));
    strbuf_release(&text);
    return location;
}

/* webRequest (3.46) and webResponse (3.47) of the first exchange: what findings keep of it, which
   is redacted. */
static void add_exchange(json_t *result, const struct sample *sample)
{
    json_t *request = json_object(), *response = json_object();

    json_set_shown(request, "method", sample->method);
    json_set_shown(request, "target", sample->url);
    if (json_object_size(request))
        json_object_set(result, "webRequest", request);
    if (sample->status > 0) {
        json_object_set_new(response, "statusCode", json_integer(sample->status));
        json_object_set(result, "webResponse", response);
    }
    json_decref(request);
    json_decref(response);
}

static void add_samples(struct sarif_context *context, json_t *result,
                        const struct finding *finding)
{
    bool outside = context->outside; /* of recordings nobody asks it */
    json_t *list = json_array();

    for (size_t i = 0; i < finding->sample_count; i++)
        json_array_append_new(list, sample_location(context, &finding->samples[i], i + 1));
    context->outside = outside;
    if (finding->sample_count) {
        json_object_set(result, "relatedLocations", list);
        add_exchange(result, &finding->samples[0]);
    }
    json_decref(list);
}

/* ---- the baseline ---- */

/* Accepted findings are suppressed results (3.27.23); an empty list says that one is not. */
static json_t *suppressions(const struct finding *finding)
{
    json_t *list = json_array(), *one, *properties;

    if (!finding_is_excused(finding))
        return list;
    one = json_object();
    properties = json_object();
    json_set_text(one, "kind", "external");
    json_set_text(one, "status", "accepted");
    json_set_shown(one, "justification", finding->accepted.reason);
    json_set_text(properties, "state", baseline_state_name(finding->baseline));
    json_set_shown(properties, "owner", finding->accepted.owner);
    json_set_shown(properties, "ticket", finding->accepted.ticket);
    json_set_shown(properties, "expires", finding->accepted.expires);
    json_object_set_new(one, "properties", properties);
    json_array_append_new(list, one);
    return list;
}

/* ---- a result ---- */

static json_t *properties_of(struct sarif_context *context, const struct finding *finding)
{
    json_t *json = json_object();
    struct strbuf place;

    strbuf_init(&place, SIZE_MAX);
    if (source_place_of(context->arena, context->run, finding).stands_in)
        finding_text_place(&place, finding);
    json_set_str(json, "described", strbuf_str(&place));
    strbuf_release(&place);

    json_set_text(json, "class", finding_class_name(finding->class));
    json_set_shown(json, "keyword", finding->keyword);
    json_set_text(json, "cause", finding->cause);
    json_set_text(json, "part", part_name(finding->part));
    json_set_shown(json, "name", finding->name);
    json_set_shown(json, "pointer", finding->pointer);
    json_set_shown(json, "status", finding->status_key);
    json_set_shown(json, "mediaType", finding->media_type);
    json_set_shown(json, "expected", finding->expected);
    json_set_shown(json, "found", finding->found);
    if (finding->sample_count)
        json_set_shown(json, "reproduce", finding->samples[0].curl);
    return json;
}

/* "response body /items/3/id: expected integer, found string "17a" (GET /pets 200)". What differs
   from run to run stands elsewhere. */
static json_t *message_of(const struct finding *finding)
{
    struct strbuf text;
    json_t *message;

    strbuf_init(&text, SIZE_MAX);
    finding_text_what(&text, finding);
    if (finding->part != PART_DESCRIPTION && finding->operation.path.length) {
        strbuf_add_text(&text, " (");
        operation_text(&text, &finding->operation);
        if (finding->status_key.length)
            strbuf_addf(&text, " %.*s", STR_ARGS(finding->status_key));
        strbuf_add_char(&text, ')');
    }
    message = sarif_message(strbuf_str(&text));
    strbuf_release(&text);
    return message;
}

json_t *sarif_result(struct sarif_context *context, const struct finding *finding, size_t rule)
{
    json_t *result = json_object(), *locations = json_array(), *prints = json_object();

    json_set_text(result, "ruleId", rule_info(finding->rule)->id);
    json_set_count(result, "ruleIndex", rule);
    json_set_text(result, "level", sarif_level(finding->severity));
    json_object_set_new(result, "message", message_of(finding));
    json_array_append_new(locations, location_of(context, finding));
    json_object_set_new(result, "locations", locations);
    json_set_text(prints, "oas/v1", finding->fingerprint);
    json_object_set_new(result, "partialFingerprints", prints);
    json_set_count(result, "occurrenceCount", finding->count);
    if (finding->baseline == BASELINE_NEW || finding->baseline == BASELINE_KNOWN)
        json_set_text(result, "baselineState",
                      finding->baseline == BASELINE_KNOWN ? "unchanged" : "new");
    json_object_set_new(result, "suppressions", suppressions(finding));
    add_samples(context, result, finding);
    json_object_set_new(result, "properties", properties_of(context, finding));
    return result;
}
