#include "run/exchange_content.h"

#include <errno.h>
#include <string.h>

#include "base/spool.h"

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

void content_spool_release(struct content_spool *spool)
{
    if (spool->file)
        fclose(spool->file);
    spool->file = NULL;
}

static void put_message(FILE *file, const struct shown_message *message)
{
    spool_put(file, message->type);
    spool_put(file, message->body);
    for (size_t i = 0; i < message->header_count; i++) {
        spool_put(file, message->headers[i].name);
        spool_put(file, message->headers[i].value);
    }
}

static void put_finding(FILE *file, const struct shown_finding *finding)
{
    fwrite(finding, sizeof *finding, 1, file);
    spool_put(file, finding->rule);
    spool_put(file, finding->name);
    spool_put(file, finding->pointer);
    spool_put(file, finding->message);
    spool_put(file, finding->fingerprint);
    spool_put(file, finding->cause);
}

uint64_t content_spool_add(struct content_spool *spool, const struct exchange_shown *shown)
{
    off_t at;

    if (!spool->file)
        spool->file = spool_open();
    if (!spool->file)
        return 1; /* reading it fails */
    at = ftello(spool->file);
    fwrite(shown, sizeof *shown, 1, spool->file);
    spool_put(spool->file, shown->time);
    spool_put(spool->file, shown->reason);
    put_message(spool->file, &shown->request);
    put_message(spool->file, &shown->response);
    for (size_t i = 0; i < shown->finding_count; i++)
        put_finding(spool->file, &shown->findings[i]);
    return (uint64_t)at + 1;
}

/* ---- sealing ---- */

static struct str sealed_text(const struct sealing *sealing, struct arena *arena, struct str text)
{
    return text.text ? redact_text(sealing->redaction, arena, text) : text;
}

static void get_message(FILE *file, const struct sealing *sealing, struct arena *arena,
                        struct shown_message *message)
{
    struct header *headers = ARENA_ARRAY(arena, struct header, message->header_count + 1);

    message->headers = headers;
    message->type = sealed_text(sealing, arena, spool_get(file, arena));
    message->body = sealed_text(sealing, arena, spool_get(file, arena));
    for (size_t i = 0; i < message->header_count; i++) {
        headers[i].name = sealed_text(sealing, arena, spool_get(file, arena));
        headers[i].value = sealed_text(sealing, arena, spool_get(file, arena));
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

/* false: it cannot be read. */
static bool get_finding(FILE *file, struct arena *arena, struct shown_finding *finding)
{
    if (fread(finding, sizeof *finding, 1, file) != 1)
        return false;
    finding->rule = spool_get(file, arena);
    finding->name = spool_get(file, arena);
    finding->pointer = spool_get(file, arena);
    finding->message = spool_get(file, arena);
    finding->fingerprint = spool_get(file, arena);
    finding->cause = spool_get(file, arena);
    return true;
}

/* What another finding explains has the cause of that one. Where there was no room for the finding,
   it keeps its own. */
static void give_cause(const struct findings *findings, struct shown_finding *finding)
{
    const struct finding *kept = findings_find(findings, finding->fingerprint);

    if (kept && finding->cause.length)
        finding->cause = str_of(kept->cause);
}

static bool get_findings(FILE *file, const struct sealing *sealing, const struct findings *all,
                         struct arena *arena, const struct event_exchange *event,
                         struct exchange_shown *shown)
{
    struct shown_finding *findings =
        ARENA_ARRAY(arena, struct shown_finding, shown->finding_count + 1);
    size_t count = shown->finding_count, kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (!get_finding(file, arena, &findings[kept]))
            return false;
        give_cause(all, &findings[kept]);
        seal_finding(sealing, arena, &findings[kept]);
        kept += !findings[kept].withheld || exchange_has_rule(event, findings[kept].rule);
    }
    shown->findings = findings;
    shown->finding_count = kept;
    return true;
}

bool content_spool_read(struct content_spool *spool, uint64_t at, const struct sealing *sealing,
                        const struct findings *findings, struct arena *arena,
                        const struct event_exchange *event, struct exchange_shown *shown,
                        struct error *err)
{
    FILE *file = spool->file;

    if (file && !ferror(file) && fseeko(file, (off_t)at - 1, SEEK_SET) == 0 &&
        fread(shown, sizeof *shown, 1, file) == 1) {
        shown->time = spool_get(file, arena);
        shown->reason = sealed_text(sealing, arena, spool_get(file, arena));
        get_message(file, sealing, arena, &shown->request);
        get_message(file, sealing, arena, &shown->response);
        if (get_findings(file, sealing, findings, arena, event, shown) && !ferror(file) &&
            !feof(file))
            return true;
    }
    return error_raise(err, "the temporary file of exchanges: %s", strerror(errno));
}
