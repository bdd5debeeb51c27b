#include "finding/finding.h"

#include "base/data_span.h"
#include "base/short_name.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "finding/cause.h"
#include "finding/findings_state.h"
#include "finding/sample.h"
#include "redact/request_excerpt.h"

struct findings *findings_new(void)
{
    struct findings *findings = alloc_zeroed(1, sizeof *findings);

    arena_init(&findings->arena);
    return findings;
}

void findings_free(struct findings *findings)
{
    if (!findings)
        return;
    map_release(&findings->by_fingerprint);
    map_release(&findings->causes_by_key);
    map_release(&findings->ledger_by_key);
    VEC_RELEASE(&findings->items);
    VEC_RELEASE(&findings->ledger);
    VEC_RELEASE(&findings->diagnostics);
    arena_release(&findings->arena);
    free(findings);
}

/* ---- copies ---- */

static struct str keep(struct findings *findings, struct str text, size_t limit)
{
    if (!text.text)
        return STR_NONE;
    return text.length <= limit ? str_copy(&findings->arena, text)
                                : utf8_shortened(&findings->arena, text, limit);
}

struct str findings_keep(struct findings *findings, struct str text)
{
    return keep(findings, text, FINDING_TEXT_MAX);
}

struct str findings_keep_message(struct findings *findings, struct str message)
{
    return keep(findings, message,
                data_spans_are_in(message) ? FINDING_MARKED_MAX : FINDING_TEXT_MAX);
}

struct str findings_keep_name(struct findings *findings, struct str name)
{
    const struct text_bound bound = {FINDING_TEXT_MAX / UTF8_MAX_BYTES, 80, 12};

    if (name.length > FINDING_TEXT_MAX)
        name = text_bounded(&findings->arena, name, name, &bound);
    return findings_keep(findings, name);
}

struct operation_name findings_keep_operation(struct findings *findings, struct operation_name name)
{
    return (struct operation_name){
        findings_keep_name(findings, name.method), findings_keep_name(findings, name.path),
        findings_keep_name(findings, name.id), findings_keep_name(findings, name.api)};
}

static struct place keep_place(struct findings *findings, struct place place)
{
    place.file = findings_keep(findings, place.file);
    place.pointer = findings_keep_name(findings, place.pointer);
    place.excerpt = findings_keep(findings, place.excerpt);
    return place;
}

/* One place in memory may have had another exchange before. */
static const struct request_excerpt *keep_request(struct findings *findings,
                                                  const struct sample *sample)
{
    struct kept_request *last = &findings->last_request;

    if (last->came != sample->request || last->index != sample->index ||
        last->offset != sample->offset || !str_equal(last->source, sample->source))
        *last =
            (struct kept_request){.came = sample->request,
                                  .kept = request_excerpt_keep(&findings->arena, sample->request),
                                  .source = sample->source,
                                  .index = sample->index,
                                  .offset = sample->offset};
    return last->kept;
}

/* It is shown of the first sample only. */
static struct excerpt keep_excerpt(struct findings *findings, struct excerpt excerpt, bool first)
{
    if (!first || !excerpt.text.length)
        return (struct excerpt){.text = STR_NONE};
    return (struct excerpt){findings_keep_message(findings, excerpt.text), excerpt.line};
}

static struct sample keep_sample(struct findings *findings, struct sample sample, bool first)
{
    sample.source = findings_keep(findings, sample.source);
    sample.time = findings_keep(findings, sample.time);
    sample.method = findings_keep(findings, sample.method);
    sample.url = findings_keep(findings, sample.url);
    if (sample.request)
        sample.request = keep_request(findings, &sample);
    /* A command that is cut off would be another command. */
    sample.curl =
        sample.curl.length <= FINDING_TEXT_MAX ? findings_keep(findings, sample.curl) : STR_NONE;
    sample.excerpt = keep_excerpt(findings, sample.excerpt, first);
    return sample;
}

static struct acceptance keep_acceptance(struct findings *findings,
                                         const struct acceptance *accepted)
{
    return (struct acceptance){.reason = findings_keep(findings, accepted->reason),
                               .owner = findings_keep(findings, accepted->owner),
                               .ticket = findings_keep(findings, accepted->ticket),
                               .expires = findings_keep(findings, accepted->expires),
                               .first_seen = findings_keep(findings, accepted->first_seen)};
}

/* Everything but the samples. */
static void keep_texts(struct findings *findings, struct finding *finding)
{
    finding->keyword = findings_keep(findings, finding->keyword);
    finding->message = findings_keep_message(findings, finding->message);
    finding->expected = findings_keep_message(findings, finding->expected);
    finding->found = findings_keep_message(findings, finding->found);
    finding->operation = findings_keep_operation(findings, finding->operation);
    finding->status_key = findings_keep_name(findings, finding->status_key);
    finding->media_type = findings_keep_name(findings, finding->media_type);
    finding->name = findings_keep_name(findings, finding->name);
    finding->pointer = findings_keep_name(findings, finding->pointer);
    finding->description = keep_place(findings, finding->description);
    finding->accepted = keep_acceptance(findings, &finding->accepted);
}

/* ---- causes ---- */

void findings_begin_exchange(struct findings *findings)
{
    findings->exchange++;
}

static struct cause_count *count_of_key(struct findings *findings, struct str key)
{
    struct cause_count *count = map_get(&findings->causes_by_key, key);

    if (count)
        return count;
    count = ARENA_NEW(&findings->arena, struct cause_count);
    *map_put(&findings->causes_by_key, str_copy(&findings->arena, key)) = count;
    return count;
}

static const char *own_cause(const struct finding *finding)
{
    return finding->explained.cause[0] ? finding->explained.cause : finding->cause;
}

/* Where no operation was hit, each finding is of another request. */
static struct cause_count *count_of(struct findings *findings, const struct finding *finding)
{
    struct strbuf key;
    struct cause_count *count;

    strbuf_init(&key, SIZE_MAX);
    strbuf_addf(&key, "%s %.*s %.*s %.*s", own_cause(finding), STR_ARGS(finding->operation.method),
                STR_ARGS(finding->operation.path.length ? finding->operation.path
                                                        : str_of(finding->fingerprint)),
                STR_ARGS(finding->operation.api));
    count = count_of_key(findings, strbuf_str(&key));
    strbuf_release(&key);
    return count;
}

static struct cause_count *count_kept(const struct finding *kept)
{
    return ((const struct kept_finding *)kept)->count;
}

/* Several findings of one exchange and one cause count once. */
static void count_exchange(struct findings *findings, const struct finding *kept,
                           const struct finding *added)
{
    struct cause_count *count = count_kept(kept);
    uint64_t exchanges =
        added->explained.cause[0] ? added->explained.cause_exchanges : added->cause_exchanges;

    if (findings->exchange && added->exchanges) {
        count->exchanges += count->last != findings->exchange;
        count->last = findings->exchange;
    } else if (count->exchanges < exchanges) {
        count->exchanges = exchanges;
    }
}

/* ---- findings ---- */

/* Keeps the FINDING_MAX_SAMPLES that sample_compare puts first, in its order, each exchange once:
   neither the order of arrival nor the number of shards makes a difference. */
static void add_sample(struct findings *findings, struct finding *kept, const struct sample *sample)
{
    size_t at = 0;

    while (at < kept->sample_count && sample_compare(&kept->samples[at], sample) < 0)
        at++;
    if (at == FINDING_MAX_SAMPLES ||
        (at < kept->sample_count && sample_compare(&kept->samples[at], sample) == 0))
        return;
    if (kept->sample_count < FINDING_MAX_SAMPLES)
        kept->sample_count++;
    for (size_t i = kept->sample_count - 1; i > at; i--) {
        kept->samples[i] = kept->samples[i - 1];
        kept->samples[i].excerpt = (struct excerpt){.text = STR_NONE};
    }
    kept->samples[at] = keep_sample(findings, *sample, at == 0);
}

/* The text that is shown is that of the first sample, whatever the order of arrival. */
static bool comes_first(const struct finding *added, const struct finding *kept)
{
    if (kept->brief || added->brief)
        return !added->brief;
    return added->sample_count && kept->sample_count &&
           sample_compare(&added->samples[0], &kept->samples[0]) < 0;
}

/* Until the causes are settled. */
static void keep_own_cause(struct finding *kept)
{
    memcpy(kept->cause, ((const struct kept_finding *)kept)->cause, sizeof kept->cause);
    kept->explained.cause[0] = '\0';
}

/* What is shown, the text and the samples, is of the highest severity, and of what no other finding
   explains. What is brief has no text. */
static int compare_shown(const struct finding *added, const struct finding *kept)
{
    int order = (int)added->severity - (int)kept->severity;

    if (order == 0)
        order = finding_shows_explained(kept) - finding_shows_explained(added);
    return order > 0 && added->brief ? 0 : order;
}

static void unite(struct findings *findings, struct finding *kept, const struct finding *added)
{
    uint64_t count = kept->count + added->count, exchanges = kept->exchanges + added->exchanges;
    enum severity severity = kept->severity > added->severity ? kept->severity : added->severity;
    unsigned kinds = kept->kinds | added->kinds;
    enum severity ceiling = finding_weaker_ceiling(kept->ceiling, added->ceiling);
    enum baseline_state state = finding_is_excused(added) ? kept->baseline : added->baseline;
    int shows = compare_shown(added, kept);
    struct explanation explained = kept->explained;

    if (shows > 0)
        kept->sample_count = 0;
    if (shows > 0 || (shows == 0 && comes_first(added, kept))) {
        struct finding shown = *added;

        memcpy(shown.samples, kept->samples, sizeof shown.samples);
        shown.sample_count = kept->sample_count;
        explained.is_shown = finding_shows_explained(added);
        *kept = shown;
        keep_texts(findings, kept);
    }
    kept->count = count;
    kept->exchanges = exchanges;
    kept->severity = severity;
    kept->kinds = kinds;
    kept->ceiling = ceiling;
    kept->baseline = state; /* excused only when each of them is */
    kept->explained = explained;
    keep_own_cause(kept);
    if (added->explained.count)
        finding_explain(kept, added->explained.by, added->explained.count);
    for (size_t i = 0; shows >= 0 && i < added->sample_count; i++)
        add_sample(findings, kept, &added->samples[i]);
}

static struct finding *keep_finding(struct findings *findings, const struct finding *finding)
{
    struct kept_finding *made = ARENA_NEW(&findings->arena, struct kept_finding);
    struct finding *kept = &made->finding;

    *kept = *finding;
    memcpy(made->cause, own_cause(finding), sizeof made->cause);
    made->count = count_of(findings, finding);
    keep_own_cause(kept);
    kept->explained.is_shown = finding_shows_explained(finding);
    kept->sample_count = 0;
    keep_texts(findings, kept);
    for (size_t i = 0; i < finding->sample_count; i++)
        add_sample(findings, kept, &finding->samples[i]);
    return kept;
}

/* NULL: there is no room for it, or it says nothing. */
static struct finding *add(struct findings *findings, const struct finding *finding)
{
    struct finding added = *finding;
    struct finding *kept;

    if (added.fingerprint[0] == '\0')
        finding_fingerprint(&added, STR_NONE);
    if (added.cause[0] == '\0')
        finding_cause(&added, STR_NONE, STR_NONE);
    if (added.count == 0)
        added.count = 1;
    if (added.severity == SEVERITY_OFF)
        return NULL;
    kept = map_get(&findings->by_fingerprint, str_of(added.fingerprint));
    if (kept) {
        unite(findings, kept, &added);
        return kept;
    }
    if (findings->items.count == FINDINGS_MAX) {
        findings->findings_left_out++;
        return NULL;
    }
    kept = keep_finding(findings, &added);
    *map_put(&findings->by_fingerprint, str_of(kept->fingerprint)) = kept;
    VEC_ADD(&findings->items, kept);
    return kept;
}

void findings_add(struct findings *findings, const struct finding *finding)
{
    const struct finding *kept = add(findings, finding);

    if (kept)
        count_exchange(findings, kept, finding);
}

void findings_add_diagnostic(struct findings *findings, const struct diagnostic *diagnostic)
{
    struct diagnostic kept = *diagnostic;

    if (findings->diagnostics.count >= DIAGNOSTICS_MAX) {
        findings->diagnostics_left_out++;
        return;
    }
    kept.id = str_copy(&findings->arena, str_of(diagnostic->id)).text;
    kept.message = findings_keep_message(findings, diagnostic->message);
    kept.source = findings_keep(findings, diagnostic->source);
    VEC_ADD(&findings->diagnostics, kept);
}

/* ---- several as one ---- */

/* One that is brief was told before: where it is not known, there was no room for it. */
static void unite_finding(struct findings *findings, const struct finding *finding)
{
    if (finding->brief && !map_get(&findings->by_fingerprint, str_of(finding->fingerprint)))
        findings->findings_left_out++;
    else
        add(findings, finding);
}

void findings_unite(struct findings *findings, const struct findings *from)
{
    for (size_t i = 0; i < from->items.count; i++)
        unite_finding(findings, from->items.items[i]);
    for (size_t i = 0; i < from->causes_by_key.count; i++) {
        const struct map_entry *entry = &from->causes_by_key.entries[i];

        count_of_key(findings, entry->key)->exchanges +=
            ((const struct cause_count *)entry->value)->exchanges;
    }
    for (size_t i = 0; i < from->ledger.count; i++)
        findings_add_not_checked(findings, from->ledger.items[i]);
    for (size_t i = 0; i < from->diagnostics.count; i++)
        findings_add_diagnostic(findings, &from->diagnostics.items[i]);
    findings->findings_left_out += from->findings_left_out;
    findings->ledger_left_out += from->ledger_left_out;
    findings->diagnostics_left_out += from->diagnostics_left_out;
}

void findings_clear(struct findings *findings)
{
    map_clear(&findings->by_fingerprint);
    map_clear(&findings->causes_by_key);
    map_clear(&findings->ledger_by_key);
    findings->items.count = findings->ledger.count = findings->diagnostics.count = 0;
    findings->findings_left_out = findings->ledger_left_out = findings->diagnostics_left_out = 0;
    findings->last_request = (struct kept_request){.kept = NULL};
    arena_clear(&findings->arena);
}

/* ---- reading ---- */

size_t findings_count(const struct findings *findings)
{
    return findings->items.count;
}

static const struct finding *with_cause(struct kept_finding *kept)
{
    struct finding *finding = &kept->finding;

    keep_own_cause(finding);
    finding->cause_exchanges = kept->count->exchanges;
    if (!kept->root)
        return finding;
    memcpy(finding->explained.cause, finding->cause, sizeof finding->cause);
    finding->explained.cause_exchanges = finding->cause_exchanges;
    memcpy(finding->cause, kept->root->cause, sizeof finding->cause);
    finding->cause_exchanges = kept->root->count->exchanges;
    return finding;
}

uint64_t findings_left_out(const struct findings *findings)
{
    return findings->findings_left_out;
}

const struct finding *findings_at(const struct findings *findings, size_t index)
{
    return with_cause((struct kept_finding *)findings->items.items[index]);
}

const struct finding *findings_find(const struct findings *findings, struct str fingerprint)
{
    struct kept_finding *kept = map_get(&findings->by_fingerprint, fingerprint);

    return kept ? with_cause(kept) : NULL;
}

void findings_mark(struct findings *findings, size_t index, enum baseline_state state,
                   const struct acceptance *accepted)
{
    struct finding *finding = findings->items.items[index];

    finding->baseline = state;
    finding->accepted =
        accepted ? keep_acceptance(findings, accepted) : (struct acceptance){.reason = STR_NONE};
}

void findings_add_to_message(struct findings *findings, size_t index, struct str text)
{
    struct finding *finding = findings->items.items[index];

    finding->message =
        str_format(&findings->arena, "%.*s%.*s", STR_ARGS(finding->message), STR_ARGS(text));
    finding->message_added += text.length;
}

size_t findings_diagnostic_count(const struct findings *findings)
{
    return findings->diagnostics.count;
}

const struct diagnostic *findings_diagnostic_at(const struct findings *findings, size_t index)
{
    return &findings->diagnostics.items[index];
}
