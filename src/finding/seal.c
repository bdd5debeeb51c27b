#include "finding/seal.h"

#include "base/data_span.h"
#include "base/utf8.h"
#include "document/data_excerpt.h"
#include "finding/excerpt.h"
#include "finding/findings_state.h"
#include "http/known_header.h"
#include "redact/request_excerpt.h"

static const char *const value_names[] = {[VALUES_REDACTED] = "redacted", [VALUES_NONE] = "none"};

const char *shown_values_name(enum shown_values values)
{
    return value_names[values];
}

bool shown_values_parse(struct str name, enum shown_values *values)
{
    for (size_t i = 0; i < ARRAY_LENGTH(value_names); i++) {
        if (!str_is(name, value_names[i]))
            continue;
        *values = (enum shown_values)i;
        return true;
    }
    return false;
}

/* ---- names ---- */

static struct str redacted(const struct sealing *sealing, struct arena *arena, struct str text)
{
    return sealing->redaction && text.length ? redact_text(sealing->redaction, arena, text) : text;
}

/* Names that the program knows by itself tell nothing of anybody. */
static bool is_common(const struct sealing *sealing, struct str name)
{
    static const char *const words[] = {
        "GET",
        "PUT",
        "POST",
        "DELETE",
        "OPTIONS",
        "HEAD",
        "PATCH",
        "TRACE",
        "CONNECT",
        "QUERY",
        "*",
        "/",
        UNDOCUMENTED_NAME,
        "application/json",
        "application/octet-stream",
        "application/pdf",
        "application/problem+json",
        "application/x-ndjson",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data",
        "text/csv",
        "text/event-stream",
        "text/html",
        "text/plain",
        "text/xml",
    };

    for (size_t i = 0; i < ARRAY_LENGTH(words); i++)
        if (str_is(name, words[i]))
            return true;
    return sealing->of_header && known_header_find(name) != NULL;
}

static bool is_held(const struct sealing *sealing, struct str name)
{
    return name.length == 0 || is_common(sealing, name) ||
           (sealing->holds && sealing->holds(sealing->context, name));
}

struct str seal_name(const struct sealing *sealing, struct arena *arena, struct str name)
{
    if (sealing->values == VALUES_NONE)
        return is_held(sealing, name) ? name : STR(UNDOCUMENTED_NAME);
    return redacted(sealing, arena, name);
}

static struct str held_token(const struct sealing *sealing, struct arena *arena, struct str token)
{
    struct str name = pointer_token_text(arena, token);

    return is_held(sealing, name) ? token : str_is_digits(name) ? STR("*") : STR(UNDOCUMENTED_NAME);
}

/* The text with each part, between two '/', as the description holds it. */
static struct str held_parts(const struct sealing *sealing, struct arena *arena, struct str text,
                             struct str (*held)(const struct sealing *sealing, struct arena *arena,
                                                struct str part))
{
    struct strbuf out;
    struct str rest = text, sealed;

    strbuf_init(&out, SIZE_MAX);
    while (rest.text) {
        strbuf_add(&out, held(sealing, arena, str_cut(&rest, '/')));
        if (rest.text)
            strbuf_add_char(&out, '/');
    }
    sealed = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return sealed;
}

struct str seal_pointer(const struct sealing *sealing, struct arena *arena, struct str pointer)
{
    if (sealing->values == VALUES_NONE && pointer.length)
        return held_parts(sealing, arena, pointer, held_token);
    return redacted(sealing, arena, pointer);
}

static struct str held_segment(const struct sealing *sealing, struct arena *arena,
                               struct str segment)
{
    bool held = segment.length == 0 || str_is(segment, "{}") ||
                str_is(segment, UNDOCUMENTED_NAME) ||
                (sealing->holds_segment && sealing->holds_segment(sealing->context, segment));

    (void)arena;
    return held ? segment : STR(UNDOCUMENTED_NAME);
}

struct str seal_path(const struct sealing *sealing, struct arena *arena, struct str path)
{
    if (sealing->values == VALUES_NONE && path.length && path.text[0] == '/')
        return held_parts(sealing, arena, path, held_segment);
    return seal_name(sealing, arena, path);
}

struct operation_name seal_operation(const struct sealing *sealing, struct arena *arena,
                                     struct operation_name name)
{
    if (sealing->values == VALUES_NONE)
        name.method = seal_name(sealing, arena, name.method);
    name.path = seal_path(sealing, arena, name.path);
    return name;
}

/* ---- messages ---- */

static struct str in_kind(struct arena *arena, const struct data_span *span)
{
    switch (span->kind) {
    case DATA_STRING:
        return str_format(arena, span->typed ? " of %zu %s" : "a string of %zu %s", span->length,
                          str_counted(span->length, "character", "characters"));
    case DATA_NUMBER:
        return span->typed ? STR("") : STR("a number");
    case DATA_LITERAL:
        return span->typed ? STR("") : str_is(span->text, "null") ? STR("null") : STR("a boolean");
    case DATA_ARRAY:
        return str_format(arena, "an array of %zu %s", span->length,
                          str_counted(span->length, "item", "items"));
    case DATA_OBJECT:
        return str_format(arena, "an object of %zu %s", span->length,
                          str_counted(span->length, "member", "members"));
    case DATA_ASIDE:
        return STR("");
    case DATA_INSTEAD:
        return span->text;
    case DATA_TEXT:
    case DATA_NAME:
    case DATA_URL:
    case DATA_PLACEHOLDER:
        break;
    }
    return str_format(arena, "(%zu %s)", span->length,
                      str_counted(span->length, "character", "characters"));
}

static struct str in_full(const struct sealing *sealing, struct arena *arena,
                          const struct data_span *span)
{
    struct data_span shown = *span;
    struct str text;

    if (span->kind == DATA_INSTEAD)
        return STR("");
    shown.text = redacted(sealing, arena, span->text);
    text = data_span_shortened(arena, &shown);
    return span->typed ? str_format(arena, " %.*s", STR_ARGS(text)) : text;
}

static struct str write_span(void *context, struct arena *arena, const struct data_span *span)
{
    const struct sealing *sealing = context;

    if (sealing->values == VALUES_REDACTED)
        return in_full(sealing, arena, span);
    if (span->kind == DATA_NAME)
        return seal_name(sealing, arena, span->text);
    if (span->kind == DATA_URL)
        return seal_path(sealing, arena, span->text);
    return in_kind(arena, span);
}

struct str seal_message(const struct sealing *sealing, struct arena *arena, struct str message)
{
    return data_spans_write(arena, message, write_span, (void *)sealing);
}

/* ---- what is shown beside them ---- */

static struct str seal_evidence(const struct sealing *sealing, struct arena *arena, struct str text)
{
    return utf8_shortened(arena, seal_message(sealing, arena, text), EVIDENCE_MAX_BYTES);
}

static struct excerpt seal_excerpt(const struct sealing *sealing, struct arena *arena,
                                   const struct excerpt *excerpt)
{
    return excerpt_fitted(arena, seal_message(sealing, arena, excerpt->text), excerpt->line);
}

/* ---- findings ---- */

/* What is told of the request that was sealed last for the samples at one index, in an arena of its
   own: findings of one exchange have one, and a finding's samples are of several exchanges. */
struct sealed_request {
    struct arena arena;
    const struct request_excerpt *request;
    struct str url, curl;
};

static void seal_request(const struct sealing *sealing, struct sealed_request *last,
                         const struct request_excerpt *request)
{
    if (last->request == request)
        return;
    arena_clear(&last->arena);
    last->request = request;
    last->url = request_excerpt_url(sealing->redaction, &last->arena, request);
    last->curl = request_excerpt_curl(sealing->redaction, &last->arena, request);
}

/* VALUES_NONE: a sample is addressed by its place alone. */
static struct sample seal_sample(const struct sealing *sealing, struct arena *arena,
                                 struct sealed_request *last, const struct sample *sample)
{
    struct sample sealed = {.source = sample->source,
                            .index = sample->index,
                            .offset = sample->offset,
                            .status = sample->status};

    sealed.excerpt = seal_excerpt(sealing, arena, &sample->excerpt);
    if (sealing->values == VALUES_NONE)
        return sealed;
    sealed.time = sample->time;
    sealed.method = redacted(sealing, arena, sample->method);
    if (sample->request)
        seal_request(sealing, last, sample->request);
    sealed.url = sample->request ? last->url : redacted(sealing, arena, sample->url);
    sealed.curl = sample->request ? last->curl : sample->curl;
    return sealed;
}

/* Where no operation was hit, what the samples tell of it goes with them. */
static void seal_place(const struct sealing *sealing, struct arena *arena, struct finding *finding)
{
    if (sealing->values == VALUES_NONE) {
        finding->operation = seal_operation(sealing, arena, finding_operation(arena, finding));
        finding->name = seal_path(sealing, arena, finding->name);
        finding->pointer = seal_pointer(sealing, arena, finding->pointer);
        finding->media_type = seal_name(sealing, arena, finding->media_type);
    } else {
        finding->name = redacted(sealing, arena, finding->name);
        finding->pointer = redacted(sealing, arena, finding->pointer);
    }
}

/* It was made of the place as it was recorded, before all secrets were known: so it is the same
   whatever came first. That of a number in a pointer is no other one where the number is secret. */
static void seal_fingerprint(const struct sealing *sealing, struct arena *arena,
                             const struct finding *finding, struct finding *sealed)
{
    struct finding general = *sealed;

    general.pointer = pointer_generalise(arena, finding->pointer);
    if (!str_equal(finding->pointer, sealed->pointer))
        general.pointer = seal_pointer(sealing, arena, general.pointer);
    finding_fingerprint_again(&general, finding, sealing->folder);
    memcpy(sealed->fingerprint, general.fingerprint, sizeof sealed->fingerprint);
}

struct sealing seal_of_header(const struct sealing *sealing, bool of_header)
{
    struct sealing sealing_of_header = *sealing;

    sealing_of_header.of_header = of_header;
    return sealing_of_header;
}

/* A header may have a name of a standard. What the description says itself was not recorded. */
static struct sealing of_part(const struct sealing *sealing, enum part part)
{
    struct sealing of_part =
        seal_of_header(sealing, part == PART_REQUEST_HEADER || part == PART_RESPONSE_HEADER);

    if (part == PART_DESCRIPTION)
        of_part.values = VALUES_REDACTED;
    return of_part;
}

static struct finding seal_finding(const struct sealing *run, struct arena *arena,
                                   struct sealed_request *last, const struct finding *finding)
{
    const struct sealing of_finding = of_part(run, finding->part), *sealing = &of_finding;
    struct finding sealed = *finding;

    seal_place(sealing, arena, &sealed);
    sealed.message = seal_message(sealing, arena, finding->message);
    sealed.expected = seal_evidence(sealing, arena, finding->expected);
    sealed.found = seal_evidence(sealing, arena, finding->found);
    for (size_t i = 0; i < sealed.sample_count; i++)
        sealed.samples[i] = seal_sample(sealing, arena, &last[i], &finding->samples[i]);
    seal_fingerprint(sealing, arena, finding, &sealed);
    return sealed;
}

static struct not_checked seal_entry(const struct sealing *run, struct arena *arena,
                                     const struct not_checked *entry)
{
    const struct sealing of_entry = of_part(run, entry->part), *sealing = &of_entry;
    struct not_checked sealed = *entry;

    sealed.reason = seal_message(sealing, arena, entry->reason);
    sealed.operation = seal_operation(sealing, arena, entry->operation);
    sealed.name =
        entry->about == LEDGER_ASSERTION ? entry->name : seal_path(sealing, arena, entry->name);
    sealed.media_type = seal_name(sealing, arena, entry->media_type);
    return sealed;
}

static void seal_all(struct findings *sealed, const struct findings *from,
                     const struct sealing *sealing)
{
    struct sealed_request last[FINDING_MAX_SAMPLES];
    struct renamed renamed;
    struct arena arena;

    renamed_init(&renamed);
    for (size_t i = 0; i < ARRAY_LENGTH(last); i++) {
        last[i].request = NULL;
        arena_init(&last[i].arena);
    }
    arena_init(&arena);
    for (size_t i = 0; i < from->items.count; i++) {
        struct finding finding = seal_finding(sealing, &arena, last, findings_at(from, i));

        renamed_note(&renamed, findings_at(from, i), &finding);
        findings_add(sealed, &finding);
        arena_clear(&arena);
    }
    renamed_explain(&renamed, sealed);
    for (size_t i = 0; i < from->ledger.count; i++) {
        struct not_checked entry = seal_entry(sealing, &arena, from->ledger.items[i]);

        findings_add_not_checked(sealed, &entry);
        arena_clear(&arena);
    }
    for (size_t i = 0; i < from->diagnostics.count; i++) {
        struct diagnostic diagnostic = from->diagnostics.items[i];

        diagnostic.message = seal_message(sealing, &arena, diagnostic.message);
        findings_add_diagnostic(sealed, &diagnostic);
    }
    arena_release(&arena);
    renamed_release(&renamed);
    for (size_t i = 0; i < ARRAY_LENGTH(last); i++)
        arena_release(&last[i].arena);
}

void findings_seal(struct findings *findings, const struct sealing *sealing)
{
    struct findings *sealed = findings_new(), open = *findings;

    seal_all(sealed, findings, sealing);
    sealed->findings_left_out += findings->findings_left_out;
    sealed->ledger_left_out += findings->ledger_left_out;
    sealed->diagnostics_left_out += findings->diagnostics_left_out;
    *findings = *sealed;
    *sealed = open;
    findings_free(sealed);
}
