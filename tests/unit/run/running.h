/* What the suites of run/ share: a description and recordings as text, the run over them, and what
   it sends: as lines for people to read, and as the event file that merging reads. */
#ifndef RUNNING_H
#define RUNNING_H

#include "../check/judging.h"
#include "base/sha256.h"
#include "event/write.h"
#include "run/run.h"

/* GET /things/{id} answers 200 with {id: integer}; GET and POST /other answer 204. */
static const char things[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "paths:\n"
    "  /things/{id}:\n"
    "    get:\n"
    "      operationId: getThing\n"
    "      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          content:\n"
    "            application/json:\n"
    "              schema: {type: object, required: [id], properties: {id: {type: integer}}}\n"
    "  /other:\n"
    "    get: {operationId: getOther, responses: {'204': {description: nothing}}}\n"
    "    post: {operationId: postOther, responses: {'204': {description: nothing}}}\n";

#define ENTRY(method, path, status, type, text)                                                    \
    "{\"request\":{\"method\":\"" method "\",\"url\":\"http://x.test" path                         \
    "\",\"headers\":[{\"name\":\"host\",\"value\":\"x.test\"}]},\"response\":{\"status\":" status  \
    ",\"headers\":[{\"name\":\"content-type\",\"value\":\"" type                                   \
    "\"}],\"content\":{\"size\":-1,\"text\":\"" text "\"}}}\n"
#define GOOD    ENTRY("GET", "/things/1", "200", "application/json", "{\\\"id\\\":1}")
#define BAD     ENTRY("GET", "/things/2", "200", "application/json", "{\\\"id\\\":\\\"x\\\"}")
#define NO_JSON ENTRY("GET", "/things/3", "200", "application/json", "{")
#define ABSENT  ENTRY("GET", "/nowhere", "200", "application/json", "{}")
#define UNREAD  ENTRY("GET", "/things/4", "200", "application/msgpack", "?")
#define BROKEN  "{\"request\": nonsense}\n"

struct running {
    struct judging own, *of; /* the description, the rules, redaction */
    struct run *run;
    struct strbuf lines, events; /* what was sent: for people, and as an event file */
    struct sha256 digest;
    struct arena arena; /* emptied with each event */
    size_t refuse_at;   /* the sink fails at this event, from 1; 0: never */
    size_t sent;
    struct error err;
};

static inline void tell_event(struct running *running, const struct event *event)
{
    struct strbuf *out = &running->lines;

    switch (event->kind) {
    case EVENT_START:
        strbuf_addf(out, "start %.*s\n", STR_ARGS(event->start->command));
        break;
    case EVENT_EXCHANGE:
        strbuf_addf(out, "exchange %.*s %zu %d %s\n", STR_ARGS(event->exchange->source),
                    event->exchange->index, event->exchange->status,
                    verdict_name(event->exchange->verdict));
        break;
    case EVENT_FINDING:
        strbuf_addf(out, "%s %.*s x%zu%s\n", severity_name(event->finding->severity),
                    STR_ARGS(finding_rule_text(&running->arena, event->finding)),
                    (size_t)event->finding->count,
                    finding_is_excused(event->finding) ? " excused" : "");
        break;
    case EVENT_WITHHELD:
        strbuf_addf(out, "withheld %s %.*s x%zu\n", lack_name(event->withheld->finding->lack),
                    STR_ARGS(finding_rule_text(&running->arena, event->withheld->finding)),
                    (size_t)event->withheld->finding->count);
        break;
    case EVENT_NOT_CHECKED:
        strbuf_addf(out, "not-checked %s x%zu\n", part_name(event->not_checked->part),
                    (size_t)event->not_checked->count);
        break;
    case EVENT_ERROR:
        strbuf_addf(out, "diagnostic %s\n", event->error->id);
        break;
    case EVENT_COVERAGE:
        strbuf_add_text(out, "coverage\n");
        break;
    case EVENT_SECRETS:
        strbuf_addf(out, "secrets x%zu\n", event->secrets->items.count);
        break;
    case EVENT_END:
        strbuf_addf(out, "end %zu seen %zu judged exit %d\n", (size_t)event->end->exchanges,
                    (size_t)event->end->judged, event->end->exit_code);
        break;
    }
}

/* The event's line; the trailer carries the digest of the lines before it. */
static inline void write_event(struct running *running, const struct event *event)
{
    char hex[SHA256_HEX_LENGTH + 1];
    struct strbuf line;

    strbuf_init(&line, SIZE_MAX);
    event_write(&line, event);
    if (event->kind == EVENT_START)
        sha256_init(&running->digest);
    if (event->kind == EVENT_END) {
        sha256_hex(&running->digest, hex);
        strbuf_addf(&running->events, "%.*s,\"digest\":\"%s\"}\n", (int)line.length - 2, line.text,
                    hex);
    } else {
        sha256_add(&running->digest, strbuf_str(&line));
        strbuf_add(&running->events, strbuf_str(&line));
    }
    strbuf_release(&line);
}

static inline bool take_event(void *context, const struct event *event, struct error *err)
{
    struct running *running = context;

    if (++running->sent == running->refuse_at)
        return error_raise(err, "the sink is full");
    arena_clear(&running->arena);
    tell_event(running, event);
    write_event(running, event);
    return true;
}

/* A run over the description of `of`. settings: NULL is what `check --fail-on error` has. */
static inline void running_begin(struct running *running, struct judging *of,
                                 const struct run_settings *settings)
{
    struct run_settings with = settings ? *settings : (struct run_settings){0};
    const struct event_sink sink = {
        .event = take_event, .context = running, .wants_coverage = true};

    running->of = of;
    strbuf_init(&running->lines, SIZE_MAX);
    strbuf_init(&running->events, SIZE_MAX);
    arena_init(&running->arena);
    if (!with.command.text)
        with.command = STR("check");
    if (!settings)
        with.demands.fail_on = SEVERITY_ERROR;
    running->run = run_new(&of->api, 1, of->rules, of->redaction, &with, &sink);
}

static inline void running_end(struct running *running)
{
    run_free(running->run);
    strbuf_release(&running->lines);
    strbuf_release(&running->events);
    arena_release(&running->arena);
}

/* The same with a description of its own. */
static inline void running_init(struct running *running, const char *description,
                                const char *rule_set, const struct run_settings *settings)
{
    *running = (struct running){0};
    judging_init(&running->own, description, rule_set);
    running_begin(running, &running->own, settings);
}

static inline void running_release(struct running *running)
{
    running_end(running);
    judging_release(&running->own);
}

/* Judges HAR lines as the recording `name`. */
static inline bool judge_lines(struct running *running, const char *name, const char *text)
{
    struct arena arena;
    struct source source;
    bool judged;

    arena_init(&arena);
    ck_assert_msg(
        source_open_memory(&source, str_of(name), str_of(text), "har-lines", &arena, &running->err),
        "%s", running->err.message);
    judged = run_source(running->run, &source, &running->err);
    run_count_records(running->run, &(struct event_source){.name = str_of(name),
                                                           .records = source.records,
                                                           .relative = source.relative});
    source_close(&source);
    arena_release(&arena);
    return judged;
}

/* Start, one recording (NULL: none) and the end; the exit code. */
static inline int run_lines(struct running *running, const char *text)
{
    ck_assert_msg(run_start(running->run, &running->err), "%s", running->err.message);
    if (text && !judge_lines(running, "t", text))
        return EXIT_CODE_INTERNAL;
    return run_finish(running->run, &running->err);
}

#endif
