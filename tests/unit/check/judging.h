/* What the suites of check/ share: a description as text, an exchange as text, and what the checker
   says of them as lines "SEVERITY RULE[.KEYWORD] PART PLACE" and "not-checked PART: REASON". */
#ifndef JUDGING_H
#define JUDGING_H

#include "base/strbuf.h"
#include "check/check.h"
#include "finding/seal.h"
#include "openapi/description.h"
#include "unit.h"

struct judging {
    struct api *api;
    struct rules *rules;
    struct redaction *redaction;
    struct checker *checker;
    struct judgement judgement;
    struct arena arena;
    struct strbuf lines;
};

/* A message as a row writes it. */
struct sent {
    const char *request;         /* "GET /v1/things/7?a=b" */
    const char *request_headers; /* "name: value\nname: value"; NULL: none */
    const char *request_body;    /* NULL: empty */
    int status;                  /* 0: no response */
    const char *headers;
    const char *body;
    enum body_state request_state, state; /* BODY_UNKNOWN, BODY_TRUNCATED; else by the body */
    bool credentials_hidden, provoked, recorded;
};

/* rule_set: YAML text, a bare name, or NULL. */
static inline void judging_init(struct judging *judging, const char *description,
                                const char *rule_set)
{
    struct error err = {0};
    char path[TEMPORARY_PATH_BYTES];

    *judging = (struct judging){0};
    judging->api = load_text(description, NULL, &err);
    ck_assert_msg(judging->api, "%s", err.message);
    judging->rules = rules_new();
    if (rule_set && strstr(rule_set, ":")) {
        ck_assert_msg(rules_add(judging->rules, write_temporary(path, ".yaml", rule_set), &err),
                      "%s", err.message);
        unlink(path);
    } else if (rule_set) {
        ck_assert_msg(rules_add(judging->rules, rule_set, &err), "%s", err.message);
    }
    judging->redaction = redaction_new();
    judging->checker = checker_new(judging->api, judging->rules, judging->redaction);
    arena_init(&judging->arena);
    strbuf_init(&judging->lines, SIZE_MAX);
}

static inline void judging_release(struct judging *judging)
{
    checker_free(judging->checker);
    redaction_free(judging->redaction);
    rules_free(judging->rules);
    openapi_free(judging->api);
    arena_release(&judging->arena);
    strbuf_release(&judging->lines);
}

static inline struct headers headers_from(struct arena *arena, const char *text)
{
    struct str rest = str_of(text);
    struct headers headers = {.items =
                                  ARENA_ARRAY(arena, struct header, strlen(text ? text : "") + 1)};

    while (rest.text && rest.length) {
        struct str line = str_cut(&rest, '\n');
        struct str name = str_cut(&line, ':');

        headers.items[headers.count++] = (struct header){name, str_trim(line)};
    }
    return headers;
}

static inline struct body body_from(const char *text, enum body_state state)
{
    struct body body = {.state = state, .bytes = str_of(text)};

    if (state == BODY_EMPTY && text)
        body.state = BODY_PRESENT;
    return body;
}

static inline struct exchange exchange_from(struct arena *arena, const struct sent *sent)
{
    struct str rest = str_of(sent->request);
    struct exchange exchange = {
        .request = {.method = str_cut(&rest, ' '),
                    .headers = headers_from(arena, sent->request_headers),
                    .body = body_from(sent->request_body, sent->request_state)},
        .response = {.status = sent->status,
                     .headers = headers_from(arena, sent->headers),
                     .body = body_from(sent->body, sent->state)},
        .source = STR("unit"),
        .credentials_hidden = sent->credentials_hidden,
        .provoked = sent->provoked,
        .recorded = sent->recorded};

    exchange.request.url = rest;
    return exchange;
}

static inline void tell_finding(struct judging *judging, const struct finding *finding)
{
    struct str rule = finding_rule_text(&judging->arena, finding);
    struct str place = str_format(&judging->arena, "%.*s%.*s", STR_ARGS(finding->name),
                                  STR_ARGS(finding->pointer));

    strbuf_addf(&judging->lines, "%s %.*s %s %.*s\n", severity_name(finding->severity),
                STR_ARGS(rule), part_name(finding->part),
                STR_ARGS(place.length ? place : STR("-")));
}

static inline const char *judging_lines(struct judging *judging)
{
    const struct judgement *judgement = &judging->judgement;

    strbuf_clear(&judging->lines);
    strbuf_add_text(&judging->lines, "");
    for (size_t i = 0; i < judgement->finding_count; i++)
        tell_finding(judging, &judgement->findings[i]);
    for (size_t i = 0; i < judgement->withheld_count; i++) {
        strbuf_add_text(&judging->lines, "withheld ");
        tell_finding(judging, &judgement->withheld[i]);
    }
    for (size_t i = 0; i < judgement->not_checked_count; i++) {
        const struct not_checked *entry = &judgement->not_checked[i];

        struct str reason = seal_message(&(struct sealing){.redaction = judging->redaction},
                                         &judging->arena, entry->reason);

        strbuf_addf(&judging->lines, "not-checked %s: %.*s\n", part_name(entry->part),
                    STR_ARGS(reason));
    }
    return judging->lines.text ? judging->lines.text : "";
}

static inline const char *judge_sent(struct judging *judging, const struct sent *sent)
{
    struct exchange exchange = exchange_from(&judging->arena, sent);

    redaction_learn(judging->redaction, &exchange);
    check_exchange(judging->checker, &exchange, &judging->judgement);
    return judging_lines(judging);
}

/* A '*' in an expected line stands for any text of the line. */
static inline bool line_matches(struct str expected, struct str got)
{
    size_t star = str_find_char(expected, '*');
    struct str rest;

    if (star == expected.length)
        return str_equal(expected, got);
    if (!str_starts_with(got, str_slice(expected, 0, star)))
        return false;
    rest = str_slice(expected, star + 1, SIZE_MAX);
    return str_find(got, str_slice(rest, 0, str_find_char(rest, '*'))) != SIZE_MAX;
}

static inline bool lines_match(const char *expected, const char *got)
{
    struct str a = str_of(expected), b = str_of(got);

    while (a.text && b.text)
        if (!line_matches(str_cut(&a, '\n'), str_cut(&b, '\n')))
            return false;
    return !a.text && !b.text;
}

#endif
