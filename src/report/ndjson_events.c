/* A run as its events, one JSON object a line. The last one, `end`, has the SHA-256 of all lines
   before it: a file without it is unfinished. */
#include "base/sha256.h"
#include "base/strbuf.h"
#include "event/write.h"
#include "finding/json_output.h"
#include "report/renderer.h"

struct ndjson_state {
    struct sha256 digest;
};

static void write_line(struct report *report, const struct event *event)
{
    struct ndjson_state *state = report->state;
    struct strbuf line;

    strbuf_init(&line, SIZE_MAX);
    event_write(&line, event);
    sha256_add(&state->digest, strbuf_str(&line));
    fwrite(line.text, 1, line.length, report->out);
    strbuf_release(&line);
}

static void write_trailer(struct report *report, const struct event *event)
{
    struct ndjson_state *state = report->state;
    char hex[SHA256_HEX_LENGTH + 1];
    json_t *json = event_to_json(event);
    struct strbuf line;

    sha256_hex(&state->digest, hex);
    json_set_str(json, "digest", str_of(hex));
    strbuf_init(&line, SIZE_MAX);
    json_write(&line, json, JSON_ONE_LINE);
    strbuf_add_char(&line, '\n');
    fwrite(line.text, 1, line.length, report->out);
    strbuf_release(&line);
    json_decref(json);
}

static void event(struct report *report, const struct event *event)
{
    struct ndjson_state *state = report->state;

    if (event->kind == EVENT_START)
        sha256_init(&state->digest);
    if (event->kind == EVENT_END)
        write_trailer(report, event);
    else
        write_line(report, event);
}

static void line(struct report *report, struct str line)
{
    fwrite(line.text, 1, line.length, report->out);
    fputc('\n', report->out);
}

const struct event_renderer ndjson_events = {
    .state = {sizeof(struct ndjson_state), NULL},
    .event = event,
    .line = line,
};
