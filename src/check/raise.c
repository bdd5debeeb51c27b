#include "check/raise.h"

#include <stdio.h>

#include "base/text_format.h"
#include "base/utf8.h"
#include "check/evidence.h"
#include "check/excerpt.h"
#include "check/known_findings.h"
#include "check/sensitive.h"
#include "finding/place.h"
#include "redact/request_excerpt.h"

/* Made with the first finding of the exchange; what it keeps of the request is taken when all is
   known of it (checker_take_sample). */
static const struct sample *sample_of(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    struct arena *arena = &checker->arena;

    if (checker->sample)
        return checker->sample;
    checker->sample = ARENA_NEW(arena, struct sample);
    *checker->sample =
        (struct sample){.source = exchange->source,
                        .index = exchange->index,
                        .offset = exchange->offset,
                        .time = exchange->time,
                        .method = exchange->request.method,
                        .url = redact_url(checker->redaction, arena, exchange->request.url),
                        .status = exchange->response.status,
                        .request = ARENA_NEW(arena, struct request_excerpt)};
    return checker->sample;
}

void checker_take_sample(struct checker *checker)
{
    const struct secret_places places = sensitive_places(checker);

    struct request_excerpt *excerpt;

    if (!checker->sample)
        return;
    excerpt = (struct request_excerpt *)checker->sample->request;
    *excerpt =
        request_excerpt_take(checker->redaction, &checker->arena, checker->exchange, &places);
    check_credentials_of(checker, excerpt);
}

/* The documented key, else the status in digits. A request's faults are the same whatever was
   answered, so they carry none. */
static struct str status_key(struct checker *checker, enum part part)
{
    const struct exchange *exchange = checker->exchange;

    if (!part_is_of_response(part) || exchange->response.status == 0)
        return STR_NONE;
    if (checker->exercised.response)
        return checker->exercised.response->key;
    return str_format(&checker->arena, "%d", exchange->response.status);
}

/* A request that is refused, or broken on purpose, may well not follow the description: tests send
   such requests, and a server that answers 4xx does what it should. The fault is reported
   nevertheless, because the answer may have another reason, but as information only, and the
   message says why. */
static void excuse(struct checker *checker, struct found *found)
{
    int status = checker->exchange->response.status;

    if (!str_starts_with(str_of(rule_info(found->subject.rule)->id), STR("request.")))
        return;
    found->excused = checker->exchange->provoked || (status >= 400 && status <= 499);
    if (found->excused && !checker->exchange->provoked)
        found->excuse = str_format(
            &checker->arena, "info, for it was refused with %d and may be so on purpose", status);
}

static struct operation_name operation_of(const struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;

    if (!operation)
        return (struct operation_name){.api = checker->api->name};
    return operation_name(operation);
}

/* The place by which rule sets choose it. Where no operation was hit, the URL's path stands for
   one. */
static void place_subject(struct checker *checker, struct rule_subject *subject)
{
    const struct operation *operation = checker->exercised.operation;
    const struct exchange *exchange = checker->exchange;

    subject->status = exchange->response.status;
    if (operation) {
        rule_subject_operation(&checker->arena, subject, operation);
        return;
    }
    subject->operation.method = exchange->request.method;
    subject->operation.path = checker->route.path.length
                                  ? checker->route.path
                                  : path_generalise(&checker->arena, exchange->request.url);
}

static bool count_again(struct checker *checker, const struct not_checked *entry)
{
    for (size_t i = 0; i < checker->not_checked.count; i++) {
        struct not_checked *known = &checker->not_checked.items[i];

        if (known->part == entry->part && str_equal(known->reason, entry->reason) &&
            str_equal(known->name, entry->name) &&
            str_equal(known->media_type, entry->media_type)) {
            known->count++;
            return true;
        }
    }
    return false;
}

void checker_note(struct checker *checker, struct not_checked *entry, const char *format,
                  va_list arguments)
{
    char text[REASON_MAX_BYTES];
    struct str reason;

    reason = text_format_cut(text, sizeof text, format, arguments);
    if (reason.length == sizeof text - 1)
        reason.length = utf8_valid_prefix(reason); /* it may have been cut inside a character */
    entry->reason = str_copy(&checker->arena, reason);
    entry->media_type = content_type_name(entry->media_type);
    entry->count = 1;
    if (count_again(checker, entry))
        return;
    if (checker->not_checked.count >= CHECK_MAX_NOT_CHECKED) {
        checker->not_checked.items[CHECK_MAX_NOT_CHECKED - 1].reason =
            STR("more reasons than are listed");
        checker->not_checked.items[CHECK_MAX_NOT_CHECKED - 1].count++;
        return;
    }
    VEC_ADD(&checker->not_checked, *entry);
}

void checker_note_of(struct checker *checker, struct not_checked *entry, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    checker_note(checker, entry, format, arguments);
    va_end(arguments);
}

static struct finding *kept_as(const struct checker *checker, const struct finding *finding)
{
    const size_t *known =
        map_get(&checker->by_fingerprint, (struct str){finding->fingerprint, FINGERPRINT_LENGTH});

    return known ? &checker->findings.items[*known] : NULL;
}

/* What is told is of the highest severity, and of what no other finding explains, as where findings
   are gathered. */
static bool tells_more(const struct finding *finding, const struct finding *kept)
{
    return finding->severity != kept->severity
               ? finding->severity > kept->severity
               : finding_shows_explained(kept) && !finding->explained.is_shown;
}

static void keep_again(struct finding *kept, const struct finding *finding)
{
    const struct finding before = *kept;

    if (tells_more(finding, kept)) {
        *kept = *finding;
        kept->explained = before.explained;
        kept->explained.is_shown = finding->explained.is_shown;
    }
    kept->count = before.count + 1;
    kept->kinds = before.kinds | finding->kinds;
    kept->ceiling = finding_weaker_ceiling(before.ceiling, finding->ceiling);
    kept->baseline = finding_is_excused(finding) ? before.baseline : finding->baseline;
}

size_t checker_keep(struct checker *checker, const struct finding *finding)
{
    struct str fingerprint = {finding->fingerprint, FINGERPRINT_LENGTH};
    struct finding *kept = kept_as(checker, finding);
    size_t *index;

    if (kept) {
        keep_again(kept, finding);
        return (size_t)(kept - checker->findings.items);
    }
    if (checker->findings.count >= checker->findings_limit) {
        checker_note_of(
            checker,
            &(struct not_checked){
                .about = LEDGER_LIMIT,
                .operation = finding->operation,
                .status_key = part_is_of_response(finding->part) ? finding->status_key : STR_NONE,
                .media_type = finding->media_type,
                .part = finding->part},
            "more than %zu different findings: the rest is not listed", checker->findings_limit);
        return NOT_KEPT;
    }
    index = ARENA_NEW(&checker->arena, size_t);
    *index = checker->findings.count;
    *map_put(&checker->by_fingerprint, str_copy(&checker->arena, fingerprint)) = index;
    VEC_ADD(&checker->findings, *finding);
    return *index;
}

/* ---- raising ---- */

/* Made once: to find a node's pointer, its document is gone through from the root, and one exchange
   after the other raises what the last one did. */
static struct place place_raised(struct checker *checker, const struct node *node)
{
    void **known;

    if (!node)
        return (struct place){0};
    known = pointer_map_put(&checker->places, node, 0);
    if (!*known) {
        struct place *made = ARENA_NEW(&checker->lasting, struct place);

        *made = place_of(&checker->lasting, node);
        *known = made;
    }
    return *(const struct place *)*known;
}

/* A finding that is being raised. */
struct raising {
    struct checker *checker;
    const struct raised *raised;
    struct known_finding *known; /* NULL: it is not remembered */
};

static const struct sample *sample_wanted(void *context)
{
    return sample_of(((struct raising *)context)->checker);
}

struct told raised_told(const struct raised *raised)
{
    return raised->tell ? raised->tell(raised->telling)
                        : (struct told){raised->message, raised->expected, raised->found};
}

static struct told told_wanted(void *context)
{
    const struct raising *raising = context;
    struct told told = raised_told(raising->raised);

    if (raising->checker->exchange && !told.expected.length && !told.found.length)
        evidence_add(raising->checker, raising->raised, &told);
    return told;
}

/* false: it is to be told. */
static bool place_finding(const struct raising *raising, struct finding *finding)
{
    finding->description = place_raised(raising->checker, raising->raised->place);
    return false;
}

static bool recall(void *context, struct finding *finding)
{
    struct raising *raising = context;
    struct checker *checker = raising->checker;

    if (checker->is_heard)
        return place_finding(raising, finding);
    raising->known = known_finding_of(checker, raising->raised, finding);
    if (!raising->known || raising->known->fingerprint[0] == '\0')
        return place_finding(raising, finding);
    memcpy(finding->fingerprint, raising->known->fingerprint, sizeof finding->fingerprint);
    memcpy(finding->cause, raising->known->cause, sizeof finding->cause);
    finding->brief = !known_finding_wants(raising->known, checker->exchange);
    if (!finding->brief)
        return place_finding(raising, finding);
    finding->name = finding->pointer = STR_NONE;
    return true;
}

/* Only of the first sample, and not of what is merely counted, or not kept at all. */
static bool shows_excerpt(const struct raising *raising, const struct finding *finding)
{
    const struct checker *checker = raising->checker;
    const struct finding *kept = kept_as(checker, finding);

    return checker->exchange && finding->sample_count &&
           checker->findings.count < checker->findings_limit &&
           (!kept || tells_more(finding, kept)) &&
           (!raising->known || known_finding_leads(raising->known, checker->exchange));
}

static bool withhold(struct checker *checker, const struct finding *finding)
{
    if (checker->withheld.count >= checker->findings_limit)
        return false;
    VEC_ADD(&checker->withheld, *finding);
    return true;
}

static size_t keep_raised(struct raising *raising, const struct finding *finding)
{
    struct checker *checker = raising->checker;
    size_t at = finding->lack == LACK_NOTHING ? checker_keep(checker, finding) : NOT_KEPT;
    bool kept = at != NOT_KEPT || (finding->lack != LACK_NOTHING && withhold(checker, finding));

    if (kept && raising->known && !finding->brief)
        known_finding_note(checker, raising->known, finding);
    return at;
}

size_t raise_finding(struct checker *checker, const struct raised *raised)
{
    struct raising raising = {checker, raised, NULL};
    const struct settler settler = {checker->rules, checker->api->folder};
    struct found found = {.subject = {.rule = raised->rule,
                                      .keyword = raised->keyword,
                                      .part = raised->part,
                                      .name = raised->name,
                                      .pointer = raised->pointer},
                          .tell = told_wanted,
                          .ceiling = raised->ceiling,
                          .by_default = raised->by_default,
                          .sample = sample_wanted,
                          .recall = recall,
                          .known_by = raised->known_by,
                          .context = &raising};
    struct finding finding = {.operation = operation_of(checker),
                              .status_key = status_key(checker, raised->part),
                              .media_type = raised->media_type,
                              .kinds = raised->kinds,
                              .exchanges = checker->exchange != NULL,
                              .explained.is_shown = raised->explained,
                              .line = raised->line,
                              .column = raised->column};

    if (part_is_of_response(raised->part))
        finding.status = checker->exchange->response.status;
    if (rules_look_at_places(checker->rules))
        place_subject(checker, &found.subject);
    excuse(checker, &found);
    if (!settle(&settler, &checker->arena, &found, &finding))
        return NOT_KEPT;
    if (raised->at && !finding.brief) {
        struct position position = node_position(raised->at);

        finding.line = position.line;
        finding.column = position.column;
    }
    if (shows_excerpt(&raising, &finding))
        finding.samples[0].excerpt = excerpt_of(checker, raised);
    finding.lack = checker->exchange && checker->exchange->recorded ? raised->lack : LACK_NOTHING;
    return keep_raised(&raising, &finding);
}

/* Of a path whose operations cannot be read, the one that was asked for. */
static struct operation_name unjudged_operation(const struct checker *checker)
{
    if (checker->route.miss == ROUTE_UNREAD && !checker->exercised.operation)
        return (struct operation_name){.method = checker->exchange->request.method,
                                       .path = checker->route.path,
                                       .api = checker->api->name};
    return operation_of(checker);
}

/* Without its reason; the outcome of what it is about is settled. */
static struct not_checked entry_of(struct checker *checker, enum part part, struct str name,
                                   struct str media_type)
{
    outcomes_note(checker, part, name);
    return (struct not_checked){.operation = unjudged_operation(checker),
                                .status_key = status_key(checker, part),
                                .media_type = media_type,
                                .part = part,
                                .name = name};
}

void raise_not_checked(struct checker *checker, enum part part, struct str name,
                       struct str media_type, const char *format, ...)
{
    struct not_checked entry = entry_of(checker, part, name, media_type);
    va_list arguments;

    va_start(arguments, format);
    checker_note(checker, &entry, format, arguments);
    va_end(arguments);
}

void raise_limit(struct checker *checker, enum part part, struct str name, struct str media_type,
                 const char *format, ...)
{
    struct not_checked entry = entry_of(checker, part, name, media_type);
    va_list arguments;

    entry.about = LEDGER_LIMIT;
    va_start(arguments, format);
    checker_note(checker, &entry, format, arguments);
    va_end(arguments);
}

void raise_not_checked_of(struct checker *checker, const char *cause, enum part part,
                          struct str name, struct str media_type, const char *format, ...)
{
    struct not_checked entry = entry_of(checker, part, name, media_type);
    va_list arguments;

    snprintf(entry.cause, sizeof entry.cause, "%s", cause);
    va_start(arguments, format);
    checker_note(checker, &entry, format, arguments);
    va_end(arguments);
}

void raise_lacking(struct checker *checker, enum part part, const char *format, ...)
{
    struct not_checked entry = {.part = part};
    va_list arguments;

    outcomes_note(checker, part, STR_NONE);
    va_start(arguments, format);
    checker_note(checker, &entry, format, arguments);
    va_end(arguments);
}

void raise_unread_for(struct checker *checker, const struct error *why, enum part part,
                      struct str media_type, const struct node *place)
{
    struct position position = node_position(place);

    if (why->raised)
        raise_not_checked_of(checker, why->cause, part, STR_NONE, media_type,
                             "the description cannot be read: %s", why->message);
    else
        raise_not_checked_of(
            checker, why->cause, part, STR_NONE, media_type,
            "the description cannot be read at %.*s:%zu:%zu (`oasdrift lint` tells why)",
            STR_ARGS(node_file(place)), position.line, position.column);
}

void raise_unread(struct checker *checker, enum part part, struct str media_type,
                  const struct node *place)
{
    raise_unread_for(checker, openapi_why_unread(checker->api, place), part, media_type, place);
}
