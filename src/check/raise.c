#include "check/raise.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "finding/place.h"

/* Without its parameters: how findings name it. */
static struct str media_type_name(struct str text)
{
    return str_trim(str_slice(text, 0, str_find_char(text, ';')));
}

static const struct sample *sample_of(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    struct arena *arena = &checker->arena;

    if (checker->sample || !exchange)
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
                        .curl = redact_curl(checker->redaction, arena, exchange)};
    return checker->sample;
}

static bool is_of_response(enum part part)
{
    return part == PART_RESPONSE_STATUS || part == PART_RESPONSE_HEADER ||
           part == PART_RESPONSE_BODY;
}

/* The documented key, else the status in digits. A request's faults are the same whatever was
   answered, so they carry none. */
static struct str status_key(struct checker *checker, enum part part)
{
    const struct exchange *exchange = checker->exchange;

    if (!exchange || !is_of_response(part) || exchange->response.status == 0)
        return STR_NONE;
    if (checker->exercised.response)
        return checker->exercised.response->key;
    return str_format(&checker->arena, "%d", exchange->response.status);
}

/* A request that is refused, or broken on purpose, may well not follow the description: tests send
   such ones, and a server that answers 4xx does what it should. So it is told, for the answer
   may be right for another reason, but as information only, and the message says why. */
static bool is_excused(const struct checker *checker, enum rule rule)
{
    const struct exchange *exchange = checker->exchange;
    int status = exchange ? exchange->response.status : 0;

    if (!exchange || !str_starts_with(str_of(rule_info(rule)->id), STR("request.")))
        return false;
    return exchange->provoked || (status >= 400 && status <= 499);
}

static enum severity base_severity(const struct checker *checker, const struct raised *raised)
{
    return raised->severity ? *raised->severity
                            : rules_severity(checker->rules, raised->rule, raised->keyword);
}

static enum severity temper(const struct checker *checker, const struct raised *raised,
                            enum severity severity)
{
    if (raised->ceiling != SEVERITY_OFF && severity > raised->ceiling)
        severity = raised->ceiling;
    if (severity > SEVERITY_INFO && is_excused(checker, raised->rule))
        severity = SEVERITY_INFO;
    return severity;
}

/* Says why it is no more than information, where it would be more. */
static struct str message_of(struct checker *checker, const struct raised *raised)
{
    const struct exchange *exchange = checker->exchange;

    if (!is_excused(checker, raised->rule) || exchange->provoked ||
        base_severity(checker, raised) <= SEVERITY_INFO)
        return raised->message;
    return str_format(&checker->arena,
                      "%.*s (info, for it was refused with %d and may be so on purpose)",
                      STR_ARGS(raised->message), exchange->response.status);
}

static struct operation_name operation_of(const struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;

    if (!operation)
        return (struct operation_name){0};
    return (struct operation_name){operation->method, operation->path, operation->id};
}

/* As rule sets see the finding. Where no operation was hit, the URL's path stands for one. */
static struct rule_subject subject_of(struct checker *checker, const struct raised *raised)
{
    const struct operation *operation = checker->exercised.operation;
    const struct exchange *exchange = checker->exchange;
    struct rule_subject subject = {.rule = raised->rule,
                                   .keyword = raised->keyword,
                                   .part = raised->part,
                                   .name = raised->name,
                                   .pointer = raised->pointer,
                                   .status = exchange ? exchange->response.status : 0};

    if (operation) {
        subject.operation = operation_of(checker);
        subject.tags = node_member(operation->place, STR("tags"));
    } else if (exchange) {
        subject.operation.method = exchange->request.method;
        subject.operation.path = path_generalise(&checker->arena, exchange->request.url);
    }
    return subject;
}

/* What rule sets say of the place: another severity, or that it is ignored. */
static void heed_places(struct checker *checker, const struct raised *raised,
                        struct finding *finding)
{
    const struct rules *rules = checker->rules;
    const struct acceptance *excuse;
    struct rule_subject subject;

    if (!rules_look_at_places(rules))
        return;
    subject = subject_of(checker, raised);
    finding->severity =
        temper(checker, raised, rules_severity_at(rules, &subject, base_severity(checker, raised)));
    excuse = rules_excuse(rules, &subject);
    if (!excuse)
        return;
    finding->baseline = BASELINE_IGNORED;
    finding->accepted = *excuse;
}

static struct str redacted(struct checker *checker, struct str text)
{
    return str_copy(&checker->arena, redact_text(checker->redaction, &checker->arena, text));
}

static void keep(struct checker *checker, const struct finding *finding)
{
    struct str fingerprint = {finding->fingerprint, FINGERPRINT_LENGTH};
    const size_t *known = map_get(&checker->by_fingerprint, fingerprint);
    size_t *index;

    if (known) {
        struct finding *first = &checker->findings.items[*known];

        first->count++;
        if (finding->severity > first->severity)
            first->severity = finding->severity;
        if (!finding_is_excused(finding))
            first->baseline = finding->baseline;
        return;
    }
    if (checker->findings.count >= checker->findings_limit) {
        raise_not_checked(checker, finding->part, STR_NONE, finding->media_type,
                          "more than %zu different findings: the rest is not listed",
                          checker->findings_limit);
        return;
    }
    index = ARENA_NEW(&checker->arena, size_t);
    *index = checker->findings.count;
    *map_put(&checker->by_fingerprint, str_copy(&checker->arena, fingerprint)) = index;
    VEC_ADD(&checker->findings, *finding);
}

void raise_finding(struct checker *checker, const struct raised *raised)
{
    const struct sample *sample;
    struct finding finding = {.rule = raised->rule,
                              .keyword = raised->keyword,
                              .severity = temper(checker, raised, base_severity(checker, raised)),
                              .class = rule_info(raised->rule)->class,
                              .operation = operation_of(checker),
                              .status_key = raised->status_key,
                              .media_type = media_type_name(raised->media_type),
                              .part = raised->part,
                              .name = raised->name,
                              .pointer = raised->pointer,
                              .line = raised->line,
                              .column = raised->column,
                              .count = 1};

    heed_places(checker, raised, &finding);
    if (finding.severity == SEVERITY_OFF)
        return;
    sample = sample_of(checker);
    finding.message = redacted(checker, message_of(checker, raised));
    finding.name = redacted(checker, raised->name);
    finding.pointer = redacted(checker, raised->pointer);
    finding.description = place_of(&checker->arena, raised->place);
    if (sample) {
        finding.samples[0] = *sample;
        finding.sample_count = 1;
        if (is_of_response(raised->part)) {
            finding.status = sample->status;
            finding.status_key = status_key(checker, raised->part);
        }
    }
    finding_fingerprint(&finding, checker->api->folder);
    keep(checker, &finding);
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

void raise_not_checked(struct checker *checker, enum part part, struct str name,
                       struct str media_type, const char *format, ...)
{
    char text[REASON_MAX_BYTES];
    struct not_checked entry = {.operation = operation_of(checker),
                                .status_key = status_key(checker, part),
                                .media_type = media_type_name(media_type),
                                .part = part,
                                .name = name,
                                .count = 1};
    struct str reason;
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    reason = str_of(text);
    if (reason.length == sizeof text - 1)
        reason.length = utf8_valid_prefix(reason); /* it may have been cut inside a character */
    entry.reason = redacted(checker, reason);
    if (count_again(checker, &entry))
        return;
    if (checker->not_checked.count >= CHECK_MAX_NOT_CHECKED) {
        checker->not_checked.items[CHECK_MAX_NOT_CHECKED - 1].reason =
            STR("more reasons than are listed");
        checker->not_checked.items[CHECK_MAX_NOT_CHECKED - 1].count++;
        return;
    }
    VEC_ADD(&checker->not_checked, entry);
}

void raise_unread(struct checker *checker, enum part part, struct str name, struct str media_type,
                  const struct node *place)
{
    struct position position = node_position(place);

    raise_not_checked(checker, part, name, media_type,
                      "the description cannot be read at %.*s:%zu:%zu (`oasdrift lint` tells why)",
                      STR_ARGS(node_file(place)), position.line, position.column);
}
