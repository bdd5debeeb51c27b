#include "run/exchange_content.h"

bool exchange_has_rule(const struct event_exchange *event, struct str rule)
{
    for (size_t i = 0; i < event->rule_count; i++)
        if (str_equal(event->rules[i], rule))
            return true;
    return false;
}

/* ---- taking ---- */

static struct header *take_headers(const struct redaction *redaction, struct arena *arena,
                                   struct arena *scratch, const struct headers *headers,
                                   const struct secret_places *places)
{
    struct header *taken = ARENA_ARRAY(arena, struct header, headers->count + 1);

    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];

        taken[i] =
            (struct header){str_copy(arena, header->name),
                            str_copy(arena, redact_header_at(redaction, scratch, header->name,
                                                             header->value, places))};
    }
    return taken;
}

static struct shown_message take_message(const struct redaction *redaction, struct arena *arena,
                                         struct arena *scratch, const struct headers *headers,
                                         const struct body *body,
                                         const struct secret_places *places)
{
    struct str type = headers_get(headers, "content-type");
    struct shown_message taken = {.header_count = headers->count,
                                  .partial = headers->partial,
                                  .body_state = body->state,
                                  .miscoded = body->miscoded};

    taken.headers = take_headers(redaction, arena, scratch, headers, places);
    if (!type.length)
        taken.type = str_copy(arena, body->form);
    if (body->state != BODY_PRESENT && body->state != BODY_TRUNCATED)
        return taken;
    /* Of more places than are noted any may be secret. */
    taken.body = places->every_name
                     ? STR(REDACTED)
                     : redact_body_at(redaction, scratch, type.length ? type : body->form,
                                      body->bytes, places);
    taken.body = str_copy(arena, taken.body);
    return taken;
}

/* Messages keep their marks until they are sealed. */
static struct shown_finding take_finding(struct arena *arena, const struct finding *finding,
                                         bool withheld)
{
    return (struct shown_finding){
        .rule = str_copy(arena, finding_rule_text(arena, finding)),
        .severity = finding->severity,
        .part = finding->part,
        .withheld = withheld,
        .name = str_copy(arena, finding->name),
        .pointer = str_copy(arena, finding->pointer),
        .message = str_copy(arena, finding->message),
        .fingerprint = str_copy(arena, str_of(finding->fingerprint)),
        .cause = str_copy(arena, str_of(finding->cause)),
    };
}

const struct exchange_shown *exchange_content_take(const struct redaction *redaction,
                                                   struct arena *arena, struct arena *scratch,
                                                   const struct exchange *exchange,
                                                   const struct judgement *judgement, bool bare)
{
    const struct request *request = &exchange->request;
    const struct response *response = &exchange->response;
    size_t count = judgement->finding_count + judgement->withheld_count;
    struct shown_finding *findings = ARENA_ARRAY(arena, struct shown_finding, count + 1);
    struct exchange_shown *shown = ARENA_NEW(arena, struct exchange_shown);

    *shown = (struct exchange_shown){.bare = bare,
                                     .answered = !exchange->failure.text,
                                     .query_unseen = request->query_unseen,
                                     .credentials_hidden = exchange->credentials_hidden,
                                     .findings = findings};
    for (size_t i = 0; i < judgement->finding_count; i++)
        findings[shown->finding_count++] = take_finding(arena, &judgement->findings[i], false);
    for (size_t i = 0; i < judgement->withheld_count; i++)
        findings[shown->finding_count++] = take_finding(arena, &judgement->withheld[i], true);
    if (bare)
        return shown;
    shown->time = str_copy(arena, exchange->time);
    shown->duration_us = exchange->duration_us;
    shown->reason = str_copy(arena, response->reason);
    shown->request = take_message(redaction, arena, scratch, &request->headers, &request->body,
                                  &judgement->places);
    shown->response = take_message(redaction, arena, scratch, &response->headers, &response->body,
                                   &judgement->places);
    return shown;
}

/* ---- waiting ---- */

static void put_message(struct spool *spool, const struct shown_message *message)
{
    spool_put_text(spool, message->type);
    spool_put_text(spool, message->body);
    for (size_t i = 0; i < message->header_count; i++) {
        spool_put_text(spool, message->headers[i].name);
        spool_put_text(spool, message->headers[i].value);
    }
}

static void put_finding(struct spool *spool, const struct shown_finding *finding)
{
    spool_put(spool, finding, sizeof *finding);
    spool_put_text(spool, finding->rule);
    spool_put_text(spool, finding->name);
    spool_put_text(spool, finding->pointer);
    spool_put_text(spool, finding->message);
    spool_put_text(spool, finding->fingerprint);
    spool_put_text(spool, finding->cause);
}

uint64_t content_spool_add(struct spool *spool, const struct exchange_shown *shown)
{
    uint64_t at = spool_position(spool) + 1;

    spool_put(spool, shown, sizeof *shown);
    spool_put_text(spool, shown->time);
    spool_put_text(spool, shown->reason);
    put_message(spool, &shown->request);
    put_message(spool, &shown->response);
    for (size_t i = 0; i < shown->finding_count; i++)
        put_finding(spool, &shown->findings[i]);
    return at;
}

/* ---- sealing ---- */

static struct str sealed_text(const struct sealing *sealing, struct arena *arena, struct str text)
{
    return text.text ? redact_text(sealing->redaction, arena, text) : text;
}

static void get_message(struct spool *spool, const struct sealing *sealing, struct arena *arena,
                        struct shown_message *message)
{
    struct header *headers = ARENA_ARRAY(arena, struct header, message->header_count + 1);

    message->headers = headers;
    message->type = sealed_text(sealing, arena, spool_get_text(spool, arena));
    message->body = sealed_text(sealing, arena, spool_get_text(spool, arena));
    for (size_t i = 0; i < message->header_count; i++) {
        headers[i].name = sealed_text(sealing, arena, spool_get_text(spool, arena));
        headers[i].value = sealed_text(sealing, arena, spool_get_text(spool, arena));
    }
}

static void seal_finding(const struct sealing *run, struct arena *arena,
                         struct shown_finding *finding)
{
    const struct sealing of_part = seal_of_header(run, finding->part == PART_REQUEST_HEADER ||
                                                           finding->part == PART_RESPONSE_HEADER);
    const struct sealing *sealing = &of_part;
    struct str pointer = seal_pointer(sealing, arena, finding->pointer);
    struct str name = sealing->values == VALUES_NONE ? seal_path(sealing, arena, finding->name)
                                                     : sealed_text(sealing, arena, finding->name);

    /* They are made of these. */
    if (!str_equal(pointer, finding->pointer) || !str_equal(name, finding->name))
        finding->fingerprint = finding->cause = STR_NONE;
    finding->pointer = pointer;
    finding->name = name;
    finding->message = seal_message(sealing, arena, finding->message);
}

static void get_finding(struct spool *spool, struct arena *arena, struct shown_finding *finding)
{
    spool_get(spool, finding, sizeof *finding);
    finding->rule = spool_get_text(spool, arena);
    finding->name = spool_get_text(spool, arena);
    finding->pointer = spool_get_text(spool, arena);
    finding->message = spool_get_text(spool, arena);
    finding->fingerprint = spool_get_text(spool, arena);
    finding->cause = spool_get_text(spool, arena);
}

/* What another finding explains has the cause of that one. Where there was no room for the finding,
   it keeps its own. */
static void give_cause(const struct findings *findings, struct shown_finding *finding)
{
    const struct finding *kept = findings_find(findings, finding->fingerprint);

    if (kept && finding->cause.length)
        finding->cause = str_of(kept->cause);
}

static void get_findings(struct spool *spool, const struct sealing *sealing,
                         const struct findings *all, struct arena *arena,
                         const struct event_exchange *event, struct exchange_shown *shown)
{
    struct shown_finding *findings =
        ARENA_ARRAY(arena, struct shown_finding, shown->finding_count + 1);
    size_t count = shown->finding_count, kept = 0;

    for (size_t i = 0; i < count; i++) {
        get_finding(spool, arena, &findings[kept]);
        give_cause(all, &findings[kept]);
        seal_finding(sealing, arena, &findings[kept]);
        kept += !findings[kept].withheld || exchange_has_rule(event, findings[kept].rule);
    }
    shown->findings = findings;
    shown->finding_count = kept;
}

bool content_spool_read(struct spool *spool, uint64_t at, const struct sealing *sealing,
                        const struct findings *findings, struct arena *arena,
                        const struct event_exchange *event, struct exchange_shown *shown,
                        struct error *err)
{
    spool_go(spool, at - 1);
    spool_get(spool, shown, sizeof *shown);
    shown->time = spool_get_text(spool, arena);
    shown->reason = sealed_text(sealing, arena, spool_get_text(spool, arena));
    get_message(spool, sealing, arena, &shown->request);
    get_message(spool, sealing, arena, &shown->response);
    get_findings(spool, sealing, findings, arena, event, shown);
    return spool_is_sound(spool, "exchanges", err);
}
