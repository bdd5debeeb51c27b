#include "finding/finding.h"

#include <stdio.h>

#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "finding/sample.h"
#include "redact/redaction.h"

struct findings {
    struct arena arena;
    struct map by_fingerprint;
    VEC(struct finding *) items;
    struct map ledger_by_key;
    VEC(struct not_checked *) ledger;
    VEC(struct diagnostic) diagnostics;
    uint64_t findings_left_out, ledger_left_out, diagnostics_left_out;
};

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
    map_release(&findings->ledger_by_key);
    VEC_RELEASE(&findings->items);
    VEC_RELEASE(&findings->ledger);
    VEC_RELEASE(&findings->diagnostics);
    arena_release(&findings->arena);
    free(findings);
}

/* ---- copies ---- */

/* A copy of at most FINDING_TEXT_MAX bytes: a longer text is cut between two characters and ends in
   "...". */
static struct str keep(struct findings *findings, struct str text)
{
    if (!text.text)
        return STR_NONE;
    if (text.length <= FINDING_TEXT_MAX)
        return str_copy(&findings->arena, text);
    text = utf8_cut(text, FINDING_TEXT_MAX - strlen("..."));
    return str_format(&findings->arena, "%.*s...", STR_ARGS(text));
}

static struct operation_name keep_operation(struct findings *findings, struct operation_name name)
{
    return (struct operation_name){keep(findings, name.method), keep(findings, name.path),
                                   keep(findings, name.id)};
}

static struct place keep_place(struct findings *findings, struct place place)
{
    place.file = keep(findings, place.file);
    place.pointer = keep(findings, place.pointer);
    place.excerpt = keep(findings, place.excerpt);
    return place;
}

static struct sample keep_sample(struct findings *findings, struct sample sample)
{
    sample.source = keep(findings, sample.source);
    sample.time = keep(findings, sample.time);
    sample.method = keep(findings, sample.method);
    sample.url = keep(findings, sample.url);
    /* A command that is cut off would be another command. */
    sample.curl = sample.curl.length <= FINDING_TEXT_MAX ? keep(findings, sample.curl) : STR_NONE;
    return sample;
}

static struct acceptance keep_acceptance(struct findings *findings,
                                         const struct acceptance *accepted)
{
    return (struct acceptance){.reason = keep(findings, accepted->reason),
                               .owner = keep(findings, accepted->owner),
                               .ticket = keep(findings, accepted->ticket),
                               .expires = keep(findings, accepted->expires),
                               .first_seen = keep(findings, accepted->first_seen)};
}

/* Everything but the samples. */
static void keep_texts(struct findings *findings, struct finding *finding)
{
    finding->keyword = keep(findings, finding->keyword);
    finding->message = keep(findings, finding->message);
    finding->operation = keep_operation(findings, finding->operation);
    finding->status_key = keep(findings, finding->status_key);
    finding->media_type = keep(findings, finding->media_type);
    finding->name = keep(findings, finding->name);
    finding->pointer = keep(findings, finding->pointer);
    finding->description = keep_place(findings, finding->description);
    finding->accepted = keep_acceptance(findings, &finding->accepted);
}

/* Redacts every text in it that came with the exchange. */
static void finding_redact(struct finding *finding, const struct redaction *redaction,
                           struct arena *arena)
{
    finding->message = redact_text(redaction, arena, finding->message);
    finding->name = redact_text(redaction, arena, finding->name);
    finding->pointer = redact_text(redaction, arena, finding->pointer);
    for (size_t i = 0; i < finding->sample_count; i++) {
        struct sample *sample = &finding->samples[i];

        sample->url = redact_text(redaction, arena, sample->url);
        sample->curl = redact_text(redaction, arena, sample->curl);
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
    for (size_t i = kept->sample_count - 1; i > at; i--)
        kept->samples[i] = kept->samples[i - 1];
    kept->samples[at] = keep_sample(findings, *sample);
}

/* The text that is shown is that of the first sample, whatever the order of arrival. */
static bool comes_first(const struct finding *added, const struct finding *kept)
{
    return added->sample_count && kept->sample_count &&
           sample_compare(&added->samples[0], &kept->samples[0]) < 0;
}

static void unite(struct findings *findings, struct finding *kept, const struct finding *added)
{
    uint64_t count = kept->count + added->count;
    enum severity severity = kept->severity > added->severity ? kept->severity : added->severity;

    enum baseline_state state = finding_is_excused(added) ? kept->baseline : added->baseline;

    if (comes_first(added, kept)) {
        struct finding shown = *added;

        memcpy(shown.samples, kept->samples, sizeof shown.samples);
        shown.sample_count = kept->sample_count;
        *kept = shown;
        keep_texts(findings, kept);
    }
    kept->count = count;
    kept->severity = severity;
    kept->baseline = state; /* excused only when each of them is */
    for (size_t i = 0; i < added->sample_count; i++)
        add_sample(findings, kept, &added->samples[i]);
}

static struct finding *keep_finding(struct findings *findings, const struct finding *finding)
{
    struct finding *kept = ARENA_NEW(&findings->arena, struct finding);

    *kept = *finding;
    kept->sample_count = 0;
    keep_texts(findings, kept);
    for (size_t i = 0; i < finding->sample_count; i++)
        add_sample(findings, kept, &finding->samples[i]);
    return kept;
}

void findings_add(struct findings *findings, const struct finding *finding)
{
    struct finding added = *finding;
    struct finding *kept;

    if (added.fingerprint[0] == '\0')
        finding_fingerprint(&added, STR_NONE);
    if (added.count == 0)
        added.count = 1;
    if (added.severity == SEVERITY_OFF)
        return;
    kept = map_get(&findings->by_fingerprint, str_of(added.fingerprint));
    if (kept) {
        unite(findings, kept, &added);
        return;
    }
    if (findings->items.count == FINDINGS_MAX) {
        findings->findings_left_out++;
        return;
    }
    kept = keep_finding(findings, &added);
    *map_put(&findings->by_fingerprint, str_of(kept->fingerprint)) = kept;
    VEC_ADD(&findings->items, kept);
}

/* ---- the ledger of what was not checked ---- */

/* What two entries must share to be one. Each field has its length before it, so that no two lists
   of fields give the same text. */
static void ledger_key(struct strbuf *key, const struct not_checked *entry)
{
    const struct str fields[] = {entry->reason,     entry->operation.method, entry->operation.path,
                                 entry->status_key, entry->media_type,       entry->name};

    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        strbuf_addf(key, "%zu:", fields[i].length);
        strbuf_add(key, fields[i]);
    }
    strbuf_add_text(key, part_name(entry->part));
}

/* Keeps the LEDGER_MAX_SOURCES that are first by name, whatever the order of arrival. */
static void add_source(struct findings *findings, struct not_checked *kept, struct str source)
{
    size_t at = 0;

    while (at < kept->source_count && str_compare(kept->sources[at], source) < 0)
        at++;
    if (at < kept->source_count && str_equal(kept->sources[at], source))
        return;
    if (kept->source_count == LEDGER_MAX_SOURCES) {
        kept->more_sources = true;
        if (at == LEDGER_MAX_SOURCES)
            return;
    } else {
        kept->source_count++;
    }
    for (size_t i = kept->source_count - 1; i > at; i--)
        kept->sources[i] = kept->sources[i - 1];
    kept->sources[at] = keep(findings, source);
}

static struct not_checked *add_ledger_entry(struct findings *findings,
                                            const struct not_checked *entry, struct str key)
{
    struct not_checked *kept = ARENA_NEW(&findings->arena, struct not_checked);

    *kept = (struct not_checked){
        .reason = keep(findings, entry->reason),
        .operation = keep_operation(findings, entry->operation),
        .status_key = keep(findings, entry->status_key),
        .media_type = keep(findings, entry->media_type),
        .part = entry->part,
        .name = keep(findings, entry->name),
    };
    *map_put(&findings->ledger_by_key, str_copy(&findings->arena, key)) = kept;
    VEC_ADD(&findings->ledger, kept);
    return kept;
}

void findings_add_not_checked(struct findings *findings, const struct not_checked *entry)
{
    struct strbuf key;
    struct not_checked *kept;

    strbuf_init(&key, SIZE_MAX);
    ledger_key(&key, entry);
    kept = map_get(&findings->ledger_by_key, strbuf_str(&key));
    if (!kept && findings->ledger.count == LEDGER_MAX)
        findings->ledger_left_out++;
    else if (!kept)
        kept = add_ledger_entry(findings, entry, strbuf_str(&key));
    strbuf_release(&key);
    if (!kept)
        return;
    kept->count += entry->count ? entry->count : 1;
    kept->more_sources = kept->more_sources || entry->more_sources;
    for (size_t i = 0; i < entry->source_count; i++)
        add_source(findings, kept, entry->sources[i]);
}

void findings_add_diagnostic(struct findings *findings, const struct diagnostic *diagnostic)
{
    struct diagnostic kept = *diagnostic;

    if (findings->diagnostics.count >= DIAGNOSTICS_MAX) {
        findings->diagnostics_left_out++;
        return;
    }
    kept.id = str_copy(&findings->arena, str_of(diagnostic->id)).text;
    kept.message = keep(findings, diagnostic->message);
    kept.source = keep(findings, diagnostic->source);
    VEC_ADD(&findings->diagnostics, kept);
}

/* ---- several as one ---- */

void findings_unite(struct findings *findings, const struct findings *from,
                    const struct redaction *redaction)
{
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < from->items.count; i++) {
        struct finding finding = *from->items.items[i];

        if (redaction)
            finding_redact(&finding, redaction, &arena);
        findings_add(findings, &finding);
    }
    for (size_t i = 0; i < from->ledger.count; i++) {
        struct not_checked entry = *from->ledger.items[i];

        if (redaction)
            entry.reason = redact_text(redaction, &arena, entry.reason);
        findings_add_not_checked(findings, &entry);
    }
    for (size_t i = 0; i < from->diagnostics.count; i++) {
        struct diagnostic diagnostic = from->diagnostics.items[i];

        if (redaction)
            diagnostic.message = redact_text(redaction, &arena, diagnostic.message);
        findings_add_diagnostic(findings, &diagnostic);
    }
    findings->findings_left_out += from->findings_left_out;
    findings->ledger_left_out += from->ledger_left_out;
    findings->diagnostics_left_out += from->diagnostics_left_out;
    arena_release(&arena);
}

void findings_clear(struct findings *findings)
{
    map_clear(&findings->by_fingerprint);
    map_clear(&findings->ledger_by_key);
    findings->items.count = findings->ledger.count = findings->diagnostics.count = 0;
    findings->findings_left_out = findings->ledger_left_out = findings->diagnostics_left_out = 0;
    arena_clear(&findings->arena);
}

/* ---- order ---- */

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_operations(const struct operation_name *a, const struct operation_name *b)
{
    int order = str_compare(a->path, b->path);

    return order ? order : str_compare(a->method, b->method);
}

static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left;
    const struct finding *b = *(const struct finding *const *)right;
    int order = str_compare(a->description.file, b->description.file);

    if (!order)
        order = compare_numbers(a->description.line, b->description.line);
    if (!order)
        order = compare_operations(&a->operation, &b->operation);
    if (!order)
        order = compare_numbers(a->part, b->part);
    if (!order)
        order = str_compare(a->pointer, b->pointer);
    if (!order)
        order = compare_numbers(a->rule, b->rule);
    return order ? order : strcmp(a->fingerprint, b->fingerprint);
}

static int compare_ledger(const void *left, const void *right)
{
    const struct not_checked *a = *(const struct not_checked *const *)left;
    const struct not_checked *b = *(const struct not_checked *const *)right;
    int order = compare_operations(&a->operation, &b->operation);

    if (!order)
        order = compare_numbers(a->part, b->part);
    if (!order)
        order = str_compare(a->status_key, b->status_key);
    if (!order)
        order = str_compare(a->media_type, b->media_type);
    return order ? order : str_compare(a->reason, b->reason);
}

static void say_left_out(struct findings *findings, uint64_t *count, const char *what, int limit)
{
    struct diagnostic diagnostic = {.id = "run.limit"};

    if (*count == 0)
        return;
    diagnostic.message =
        str_format(&findings->arena, "the limit of %d %s is met; %llu more were left out", limit,
                   what, (unsigned long long)*count);
    VEC_ADD(&findings->diagnostics, diagnostic);
    *count = 0;
}

void findings_sort(struct findings *findings)
{
    if (findings->items.count)
        qsort(findings->items.items, findings->items.count, sizeof *findings->items.items,
              compare_findings);
    if (findings->ledger.count)
        qsort(findings->ledger.items, findings->ledger.count, sizeof *findings->ledger.items,
              compare_ledger);
    say_left_out(findings, &findings->findings_left_out, "different findings", FINDINGS_MAX);
    say_left_out(findings, &findings->ledger_left_out, "different entries of what was not checked",
                 LEDGER_MAX);
    say_left_out(findings, &findings->diagnostics_left_out, "errors", DIAGNOSTICS_MAX);
}

/* ---- reading ---- */

size_t findings_count(const struct findings *findings)
{
    return findings->items.count;
}

const struct finding *findings_at(const struct findings *findings, size_t index)
{
    return findings->items.items[index];
}

void findings_mark(struct findings *findings, size_t index, enum baseline_state state,
                   const struct acceptance *accepted)
{
    struct finding *finding = findings->items.items[index];

    finding->baseline = state;
    finding->accepted =
        accepted ? keep_acceptance(findings, accepted) : (struct acceptance){.reason = STR_NONE};
}

size_t findings_not_checked_count(const struct findings *findings)
{
    return findings->ledger.count;
}

const struct not_checked *findings_not_checked_at(const struct findings *findings, size_t index)
{
    return findings->ledger.items[index];
}

size_t findings_diagnostic_count(const struct findings *findings)
{
    return findings->diagnostics.count;
}

const struct diagnostic *findings_diagnostic_at(const struct findings *findings, size_t index)
{
    return &findings->diagnostics.items[index];
}
