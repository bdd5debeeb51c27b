/* A HAR 1.2 file of the exchanges with findings, or of all (--each-exchange), for the tools of
   browsers: what was found stands in comments, and in _oasdrift. It can be checked again: where
   nothing was taken out, the verdicts are the same. What HAR has no place for stands in fields that
   our own reader knows (source/har_entry.c): _url, _queryUnseen, _credentialsHidden, _miscoded.
   Written as the events come. */
#include <inttypes.h>

#include "base/base64.h"
#include "base/escape.h"
#include "base/moment.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "event/exchange_shown.h"
#include "finding/json_output.h"
#include "http/url.h"
#include "report/finding_text.h"
#include "report/renderer.h"

struct har_state {
    struct arena arena; /* emptied for each entry */
    bool begun;         /* an entry was written */
};

/* ---- messages ---- */

static json_t *headers_of(const struct shown_message *message)
{
    json_t *list = json_array();

    for (size_t i = 0; i < message->header_count; i++) {
        json_t *header = json_object();

        json_object_set_new(header, "name", json_from_str(message->headers[i].name));
        json_object_set_new(header, "value", json_from_str(message->headers[i].value));
        json_array_append_new(list, header);
    }
    return list;
}

static struct str header_of(const struct shown_message *message, const char *name)
{
    const struct headers headers = {.items = (struct header *)message->headers,
                                    .count = message->header_count};

    return headers_get(&headers, name);
}

static struct str type_of(const struct shown_message *message)
{
    struct str type = header_of(message, "content-type");

    return type.length ? type : message->type;
}

static void set_shared(json_t *json, const struct shown_message *message)
{
    json_set_text(json, "httpVersion", "unknown");
    json_object_set_new(json, "cookies", json_array());
    json_object_set_new(json, "headers", headers_of(message));
    json_object_set_new(json, "headersSize", json_integer(-1));
    if (message->partial)
        json_object_set_new(json, "_headersPartial", json_true());
}

/* What is no text is in Base64. */
static void set_body(json_t *json, struct arena *arena, struct str body)
{
    bool text = utf8_is_valid(body) && !utf8_has_mark(body) && !memchr(body.text, 0, body.length);

    json_object_set_new(json, "text", json_from_str(text ? body : base64_encode(arena, body)));
    if (!text)
        json_set_text(json, "encoding", "base64");
}

/* ---- requests ---- */

static struct str decoded(struct arena *arena, struct str text)
{
    struct str out;

    percent_decode(arena, text, PLUS_IS_SPACE, &out);
    return out;
}

static json_t *query_of(struct arena *arena, struct str url)
{
    struct str query = str_slice(url, str_find_char(url, '?') + 1, SIZE_MAX);
    json_t *list = json_array();

    while (query.length) {
        struct str value = str_cut(&query, '&'), name = str_cut(&value, '=');
        json_t *pair = json_object();

        json_object_set_new(pair, "name", json_from_str(decoded(arena, name)));
        json_object_set_new(pair, "value", json_from_str(decoded(arena, value)));
        json_array_append_new(list, pair);
    }
    return list;
}

static bool is_escape(struct str text)
{
    return text.length >= 3 && ascii_hex_value(text.text[1]) >= 0 &&
           ascii_hex_value(text.text[2]) >= 0;
}

/* With what no URI has escaped (RFC 3986, 2). A bracket belongs to a host alone. */
static void add_escaped(struct strbuf *out, struct str text, bool host)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];
        bool bracket = c == '[' || c == ']';

        if (c <= ' ' || c >= 0x7f || char_is_any((char)c, "\"<>\\^`{|}") || (bracket && !host) ||
            (c == '%' && !is_escape(str_slice(text, i, 3))))
            strbuf_addf(out, "%%%02X", c);
        else
            strbuf_add_char(out, (char)c);
    }
}

/* A URL that is absolute and a URI, as HAR demands: a path has the host that the headers tell. */
static struct str uri_of(struct arena *arena, struct str text, const struct shown_message *message)
{
    struct str host = header_of(message, "host"), rest = text, uri;
    struct strbuf out;
    struct url url;

    url_split(text, &url);
    strbuf_init(&out, SIZE_MAX);
    if (url_is_http(&url)) {
        size_t start = (size_t)(url.authority.text - text.text);

        add_escaped(&out, str_slice(text, 0, start + url.authority.length), true);
        rest = str_slice(text, start + url.authority.length, SIZE_MAX);
    } else {
        strbuf_add_text(&out, "https://");
        add_escaped(&out, host.length ? host : STR("unknown.invalid"), false);
        strbuf_add_text(&out, str_starts_with(text, STR("/")) ? "" : "/");
    }
    add_escaped(&out, rest, false);
    uri = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return uri;
}

/* As it was sent; under --values none what the operation says. */
static struct str url_of(const struct event_exchange *event)
{
    return event->url.length ? event->url : event->operation.path;
}

static json_t *request_of(struct arena *arena, const struct event_exchange *event)
{
    const struct shown_message *message = &event->shown->request;
    struct str url = url_of(event), uri = uri_of(arena, url, message);
    json_t *json = json_object(), *data;
    bool present = message->body_state == BODY_PRESENT && message->body.length;
    int64_t size = present ? (int64_t)message->body.length : 0;

    json_object_set_new(json, "method", json_from_str(event->method));
    json_object_set_new(json, "url", json_from_str(uri));
    if (!str_equal(uri, url))
        json_object_set_new(json, "_url", json_from_str(url));
    if (event->shown->query_unseen)
        json_object_set_new(json, "_queryUnseen", json_true());
    if (event->shown->credentials_hidden)
        json_object_set_new(json, "_credentialsHidden", json_true());
    set_shared(json, message);
    json_object_set_new(json, "queryString", query_of(arena, url));
    if (event->shown->bare)
        size = -1;
    else if (message->body_state == BODY_UNKNOWN || message->body_state == BODY_TRUNCATED)
        size = 1; /* a reader takes it for a body that was left out */
    json_object_set_new(json, "bodySize", json_integer(size));
    if (present) {
        data = json_object();
        json_object_set_new(data, "mimeType", json_from_str(type_of(message)));
        set_body(data, arena, message->body);
        json_object_set_new(json, "postData", data);
    }
    return json;
}

/* ---- responses ---- */

static json_t *content_of(struct arena *arena, const struct event_exchange *event)
{
    const struct shown_message *message = &event->shown->response;
    struct str type = type_of(message);
    json_t *json = json_object();
    int64_t size = message->body.length ? (int64_t)message->body.length : 0;

    if (event->shown->bare || message->body_state == BODY_UNKNOWN)
        size = -1;
    json_object_set_new(json, "size", json_integer(size));
    json_object_set_new(json, "mimeType", json_from_str(type.length ? type : STR("x-unknown")));
    if (message->body.length)
        set_body(json, arena, message->body);
    if (message->miscoded)
        json_object_set_new(json, "_miscoded", json_true());
    if (event->shown->bare)
        json_set_text(json, "comment", "left out by --values none");
    else if (message->body_state == BODY_UNKNOWN)
        json_set_text(json, "comment", "the body is not known");
    else if (message->body_state == BODY_TRUNCATED)
        json_set_text(json, "comment", "truncated: the recording has no more");
    return json;
}

static json_t *response_of(struct arena *arena, const struct event_exchange *event)
{
    const struct exchange_shown *shown = event->shown;
    struct str location = header_of(&shown->response, "location");
    json_t *json = json_object();

    json_object_set_new(json, "status", json_integer(shown->answered ? event->status : 0));
    json_object_set_new(json, "statusText", json_from_str(shown->reason));
    set_shared(json, &shown->response);
    json_object_set_new(json, "content", content_of(arena, event));
    json_object_set_new(json, "redirectURL", json_from_str(location));
    json_object_set_new(json, "bodySize", json_integer(-1));
    return json;
}

/* ---- what was found ---- */

/* "error: response body /id: expected integer, found string [response.body-schema.type]", a line
   for each, under the name of the exchange. */
static json_t *comment_of(const struct event_exchange *event)
{
    struct strbuf out;
    json_t *comment;

    strbuf_init(&out, SIZE_MAX);
    escape_control_to(&out, event->source);
    strbuf_addf(&out, " entry %zu: %s", event->index, verdict_name(event->verdict));
    for (size_t i = 0; i < event->shown->finding_count; i++) {
        const struct shown_finding *finding = &event->shown->findings[i];

        strbuf_addf(&out, "\n%s: ", severity_name(finding->severity));
        part_text_begin(&out, finding->part, finding->name.length > 0, finding->name,
                        finding->pointer);
        escape_control_to(&out, finding->message);
        strbuf_addf(&out, " [%.*s]", STR_ARGS(finding->rule));
    }
    comment = json_from_str(strbuf_str(&out));
    strbuf_release(&out);
    return comment;
}

static json_t *findings_of(const struct exchange_shown *shown)
{
    json_t *list = json_array();

    for (size_t i = 0; i < shown->finding_count; i++) {
        const struct shown_finding *finding = &shown->findings[i];
        json_t *json = json_object();

        json_object_set_new(json, "rule", json_from_str(finding->rule));
        json_set_text(json, "severity", severity_name(finding->severity));
        json_object_set_new(json, "message", json_from_str(finding->message));
        json_set_text(json, "part", part_name(finding->part));
        json_set_str(json, "name", finding->name);
        json_set_str(json, "pointer", finding->pointer);
        json_set_str(json, "fingerprint", finding->fingerprint);
        json_set_str(json, "cause", finding->cause);
        json_array_append_new(list, json);
    }
    return list;
}

/* ---- entries ---- */

static json_t *milliseconds(uint64_t microseconds)
{
    return microseconds % 1000 ? json_real((double)microseconds / 1000)
                               : json_integer((json_int_t)(microseconds / 1000));
}

static json_t *timings_of(const struct exchange_shown *shown)
{
    json_t *json = json_object();

    json_set_count(json, "send", 0);
    json_object_set_new(json, "wait", milliseconds(shown->duration_us));
    json_set_count(json, "receive", 0);
    return json;
}

/* HAR demands a time. */
static struct str time_of(const struct exchange_shown *shown)
{
    return moment_is_date_time(shown->time) ? shown->time : STR("1970-01-01T00:00:00Z");
}

static json_t *entry_of(struct arena *arena, const struct event_exchange *event)
{
    const struct exchange_shown *shown = event->shown;
    json_t *entry = json_object();

    json_object_set_new(entry, "startedDateTime", json_from_str(time_of(shown)));
    json_object_set_new(entry, "time", milliseconds(shown->duration_us));
    json_object_set_new(entry, "request", request_of(arena, event));
    json_object_set_new(entry, "response", response_of(arena, event));
    json_object_set_new(entry, "cache", json_object());
    json_object_set_new(entry, "timings", timings_of(shown));
    json_object_set_new(entry, "comment", comment_of(event));
    json_object_set_new(entry, "_oasdrift", findings_of(shown));
    return entry;
}

static void write_entry(struct report *report, const struct event_exchange *event)
{
    struct har_state *state = report->state;
    struct strbuf text;
    json_t *entry;

    if (!event->shown)
        return;
    arena_clear(&state->arena);
    entry = entry_of(&state->arena, event);
    strbuf_init(&text, SIZE_MAX);
    json_write(&text, entry, JSON_ONE_LINE);
    fputs(state->begun ? ",\n" : "\n", report->out);
    fwrite(text.text, 1, text.length, report->out);
    state->begun = true;
    strbuf_release(&text);
    json_decref(entry);
}

static void event(struct report *report, const struct event *event)
{
    switch (event->kind) {
    case EVENT_START:
        fputs("{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"oasdrift\",\"version\":"
              "\"" OASDRIFT_VERSION "\"},\"entries\":[",
              report->out);
        break;
    case EVENT_EXCHANGE:
        write_entry(report, event->exchange);
        break;
    case EVENT_END:
        fputs("\n]}}\n", report->out);
        break;
    case EVENT_FINDING:
    case EVENT_WITHHELD:
    case EVENT_NOT_CHECKED:
    case EVENT_ERROR:
    case EVENT_COVERAGE:
    case EVENT_SECRETS:
        break;
    }
}

static void release(struct report *report)
{
    struct har_state *state = report->state;

    arena_release(&state->arena);
}

const struct event_renderer har_events = {
    .state = {sizeof(struct har_state), release},
    .event = event,
    .wants_coverage = renderer_wants_no_coverage,
    .contents = true,
};
