/* Texts come out of a stream: first the words that a person would write, where they are in the set;
   then, in order, the texts of some products of automata:

       plain      keep all rules, and are written as texts of the format mostly are; several
       preferred  keep all rules, and those that are only preferred, as far as languages tell
       narrow     keep all rules
       wide       may keep all rules: each is looked at

   A text that an earlier part of the stream has given is passed over. Each product has all that
   those before it have, so the end of the last one is a proof. Where all rules are regular, narrow
   and wide are one. */
#include "witness/texts.h"

#include <stdio.h>

#include "base/utf8.h"
#include "pattern/pattern.h"
#include "pattern/repetition.h"
#include "witness/engine.h"
#include "witness/plain_text.h"
#include "witness/text_proposals.h"
#include "witness/text_rules.h"

enum {
    LONG_REPETITION = 32,     /* of a class of characters: it is taken for a length */
    MAX_TRIES = 2000,         /* texts of `wide` that are looked at and fail, in a row, */
    MAX_TRIES_A_LENGTH = 200, /* and of a length, while there is no text yet */
    MAX_PASSED = 1000 * 1000, /* texts that are passed over, in a row */
    PHASES = PLAIN_LEVELS + 3,
    WORK_A_STEP = 64, /* of automata: with all steps of a question they take about a second */
    EARLY_PART = 4, /* of the steps that are left a phase that proves nothing gets one in so many */
    BYTES_A_STEP = 64 /* of a text that is judged */
};

struct text_entry {
    struct str text;
    struct text_entry *next;
};

struct phase {
    bool has_product; /* false: there are too many rules; or it is plain */
    uint32_t product; /* of the cache */
    unsigned plain;   /* its level + 1; its product is named when it comes to it */
    bool looked_at;   /* each text is judged */
    bool is_cut;      /* it came to no end, so not all its texts were given */
};

struct stream {
    uint64_t given; /* texts so far */
    struct text_proposals proposals;
    bool words_are_over;
    struct text_entry *words; /* that were given */
    size_t phase;
    uint64_t length, n;         /* where the phase is: `n` texts of the length were seen */
    bool fits;                  /* `length` is known to occur */
    enum witness_reason reason; /* why its end is no proof */
};

struct texts {
    struct witness *witness;
    uint64_t minimum, maximum;
    struct text_rule *rules, **last_rule;
    struct text_entry *excluded;
    struct text_wish wish;
    bool prepared;
    struct phase phases[PHASES];
    size_t phase_count;
    struct stream stream;
    struct texts *part; /* the same of one length, the one that was asked for last */
};

/* ---- filling it ---- */

static struct text_cache *cache_of(struct witness *witness)
{
    if (!witness->texts)
        witness->texts = text_cache_new(witness->settings.seed);
    return witness->texts;
}

struct texts *texts_new(struct witness *witness)
{
    struct texts *texts = shape_alloc(witness, sizeof *texts);

    *texts = (struct texts){.witness = witness, .maximum = UINT64_MAX};
    texts->last_rule = &texts->rules;
    return texts;
}

void texts_length(struct texts *texts, uint64_t minimum, uint64_t maximum)
{
    if (minimum > texts->minimum)
        texts->minimum = minimum;
    if (maximum < texts->maximum)
        texts->maximum = maximum;
}

static bool is_opposite(const struct text_rule *a, const struct text_rule *b)
{
    if (a->negated == b->negated || a->soft || b->soft || !a->pattern != !b->pattern)
        return false;
    return a->pattern ? str_equal(pattern_text(a->pattern), pattern_text(b->pattern))
                      : a->format == b->format;
}

/* A rule and its opposite leave no text, whether or not anything is known of the rule. */
static void add_rule(struct texts *texts, struct text_rule like)
{
    struct text_rule *rule = shape_alloc(texts->witness, sizeof *rule);

    for (const struct text_rule *other = texts->rules; other; other = other->next)
        if (is_opposite(other, &like))
            texts_length(texts, 1, 0);
    *rule = like;
    *texts->last_rule = rule;
    texts->last_rule = &rule->next;
}

/* ^CLASS*$ */
static struct str unbounded(struct texts *texts, struct str class)
{
    char *text = shape_alloc(texts->witness, class.length + 4);

    snprintf(text, class.length + 4, "^%.*s*$", STR_ARGS(class));
    return (struct str){text, class.length + 3};
}

/* A long repetition is a length, which costs no states. */
void texts_pattern(struct texts *texts, const struct pattern *pattern, bool negated)
{
    struct text_rule rule = {.pattern = pattern, .negated = negated};
    struct repetition repetition;

    if (!negated && pattern_is_repetition(pattern_text(pattern), &repetition) &&
        (repetition.minimum >= LONG_REPETITION ||
         (repetition.maximum >= LONG_REPETITION && repetition.maximum != UINT64_MAX))) {
        texts_length(texts, repetition.minimum, repetition.maximum);
        rule.shorter = unbounded(texts, repetition.class);
    }
    add_rule(texts, rule);
}

void texts_format(struct texts *texts, const struct format *format, bool negated, bool soft)
{
    add_rule(texts, (struct text_rule){.format = format, .negated = negated, .soft = soft});
    if (!negated && !texts->wish.format)
        texts->wish.format = format;
}

static void add_entry(struct witness *witness, struct text_entry **list, struct str text)
{
    struct text_entry *entry = shape_alloc(witness, sizeof *entry);

    entry->text = str_copy(shape_arena(witness), text);
    entry->next = *list;
    *list = entry;
}

void texts_exclude(struct texts *texts, struct str text)
{
    add_entry(texts->witness, &texts->excluded, text);
}

void texts_hint(struct texts *texts, struct str words)
{
    struct text_wish *wish = &texts->wish;

    words = utf8_cut(str_trim(words), TEXT_WORDS_MAX_BYTES);
    if (words.length && wish->hint_count < TEXT_WORDS_MAX_HINTS)
        wish->hints[wish->hint_count++] = str_copy(shape_arena(texts->witness), words);
}

/* ---- limits ---- */

static bool is_last_phase(const struct texts *texts)
{
    return texts->stream.phase + 1 >= texts->phase_count;
}

/* What automata may take from now on: the steps that are left, and the memory. */
static void bound(struct texts *texts)
{
    struct witness *witness = texts->witness;
    uint64_t most = witness->settings.max_steps;
    uint64_t steps = most > witness->steps ? most - witness->steps : 0;
    size_t others = witness->bytes - witness->text_bytes;

    if (!is_last_phase(texts))
        steps /= EARLY_PART;
    witness->text_steps = 0;
    text_cache_bound(cache_of(witness), steps * WORK_A_STEP,
                     others < WITNESS_MAX_MEMORY ? WITNESS_MAX_MEMORY - others : 0);
}

/* Counts what automata took since then. false: undecided, a limit was met. */
static bool charge(struct texts *texts)
{
    struct witness *witness = texts->witness;
    struct text_cache *cache = cache_of(witness);
    uint64_t steps = text_cache_work(cache) / WORK_A_STEP, before = witness->text_steps;
    size_t bytes = text_cache_bytes(cache);

    witness->bytes += bytes - witness->text_bytes;
    witness->text_bytes = bytes;
    witness->text_steps = steps;
    if (text_cache_is_full(cache))
        undecided(witness, WITNESS_MEMORY);
    return witness_spend(witness, steps - before) && !text_cache_is_full(cache);
}

/* NULL: a limit was met. */
static struct product *product_of(const struct texts *texts, const struct phase *phase)
{
    return phase->has_product ? text_cache_get(cache_of(texts->witness), phase->product) : NULL;
}

/* ---- phases ---- */

/* The phase of the rules' insides, and of plain texts in the place of a format's. */
static struct phase plain_phase(struct texts *texts, unsigned level)
{
    struct phase phase = {.plain = level + 1};
    struct text_part parts[TEXT_PARTS_MAX];
    size_t count = 0;

    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next) {
        const char *plain =
            rule->format && !rule->negated ? plain_pattern(rule->format, level) : NULL;

        if (!plain && !rule->has_inside)
            continue;
        if (count == TEXT_PARTS_MAX)
            return phase;
        parts[count] = rule->inside;
        if (plain)
            parts[count] = (struct text_part){
                .language = text_cache_language(cache_of(texts->witness), str_of(plain))};
        count++;
    }
    phase.has_product = true;
    phase.product = text_cache_product(cache_of(texts->witness), parts, count);
    return phase;
}

/* The phase of the rules' insides or outsides; *known: each of them has one. */
static struct phase phase_of(struct texts *texts, bool outside, bool with_soft, bool *known)
{
    struct text_part parts[TEXT_PARTS_MAX + 1];
    size_t count = 0;

    *known = true;
    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next) {
        if (rule->soft && !with_soft)
            continue;
        if (!(outside ? rule->has_outside : rule->has_inside)) {
            *known = *known && rule->soft; /* a preference may stay unknown */
            continue;
        }
        if (count < ARRAY_LENGTH(parts))
            parts[count++] = outside ? rule->outside : rule->inside;
    }
    if (count > TEXT_PARTS_MAX)
        return (struct phase){.looked_at = outside};
    return (struct phase){.has_product = true,
                          .product = text_cache_product(cache_of(texts->witness), parts, count),
                          .looked_at = outside};
}

static void add_phase(struct texts *texts, const struct phase *phase)
{
    texts->phases[texts->phase_count++] = *phase;
}

static bool has_plain(const struct texts *texts, unsigned level)
{
    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next)
        if (rule->format && !rule->negated && plain_pattern(rule->format, level))
            return true;
    return false;
}

/* Where all rules have an inside. */
static void add_plain_phases(struct texts *texts)
{
    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next)
        if (!rule->soft && !rule->has_inside)
            return;
    for (unsigned level = 0; level < PLAIN_LEVELS && has_plain(texts, level); level++)
        add_phase(texts, &(struct phase){.plain = level + 1});
}

static void add_phases(struct texts *texts, bool exact, bool soft)
{
    struct phase phase;
    bool known;

    if (soft) {
        phase = phase_of(texts, false, true, &known);
        if (known)
            add_phase(texts, &phase);
    }
    phase = phase_of(texts, false, false, &known);
    if (known)
        add_phase(texts, &phase);
    if (exact)
        return;
    phase = phase_of(texts, true, false, &known);
    add_phase(texts, &phase);
}

/* false: undecided, a limit was met. */
static bool prepare(struct texts *texts)
{
    bool exact = true, soft = false;

    for (struct text_rule *rule = texts->rules; rule; rule = rule->next) {
        text_rule_prepare(rule, cache_of(texts->witness));
        if (!charge(texts))
            return false;
        exact = exact && (rule->exact || rule->soft);
        soft = soft || (rule->soft && rule->has_inside);
    }
    texts->prepared = true;
    if (!texts->witness->settings.minimal)
        add_plain_phases(texts);
    add_phases(texts, exact, soft);
    texts->wish.settings = witness_settings_of(texts->witness);
    texts->wish.minimum = texts->minimum;
    texts->wish.maximum = texts->maximum;
    texts->stream.length = texts->minimum;
    return true;
}

/* ---- judging a text ---- */

static bool is_listed(const struct text_entry *list, struct str text)
{
    for (; list; list = list->next)
        if (str_equal(list->text, text))
            return true;
    return false;
}

/* Does the text keep the rules that no language expresses, or, `all`, every one but the
   preferences? */
static enum pattern_answer judge(const struct texts *texts, struct str text, bool all)
{
    enum pattern_answer answer = PATTERN_MATCHES;

    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next) {
        enum pattern_answer one = PATTERN_MATCHES;

        if (!rule->soft && (all || !rule->exact))
            one = text_rule_judge(rule, text);
        if (one == PATTERN_FAILS)
            return one;
        if (one == PATTERN_UNKNOWN)
            answer = one;
    }
    return answer;
}

static bool is_preferred(const struct texts *texts, struct str text)
{
    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next)
        if (rule->soft && text_rule_judge(rule, text) != PATTERN_MATCHES)
            return false;
    return true;
}

static enum product_answer phase_has(const struct texts *texts, const struct phase *phase,
                                     struct str text)
{
    struct product *product = product_of(texts, phase);

    return product ? product_has(product, text) : PRODUCT_LIMIT;
}

/* Does the text, of which nothing is known, keep all rules? The first product that has it tells. */
static bool keeps_rules(const struct texts *texts, struct str text)
{
    for (size_t i = 0; i < texts->phase_count; i++) {
        const struct phase *phase = &texts->phases[i];
        enum product_answer answer;

        if (phase->plain)
            continue; /* the products behind it have its texts */
        answer = phase_has(texts, phase, text);
        if (answer == PRODUCT_LIMIT)
            return judge(texts, text, true) == PATTERN_MATCHES;
        if (answer == PRODUCT_YES)
            return !phase->looked_at || judge(texts, text, false) == PATTERN_MATCHES;
    }
    return false;
}

/* Is the proposal in the set? */
static bool is_suitable(const struct texts *texts, struct str text)
{
    size_t length = utf8_length(text);

    return length >= texts->minimum && length <= texts->maximum &&
           !is_listed(texts->excluded, text) && !is_listed(texts->stream.words, text) &&
           is_preferred(texts, text) && keeps_rules(texts, text);
}

/* ---- words ---- */

static bool has_pattern(const struct texts *texts)
{
    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next)
        if (rule->pattern && !rule->negated)
            return true;
    return false;
}

static void drop(struct strbuf *out, size_t length)
{
    out->length = length;
    out->overflowed = false;
    if (out->text)
        out->text[length] = '\0';
}

/* The next word that is in the set. */
static bool next_word(struct texts *texts, struct strbuf *out)
{
    struct stream *stream = &texts->stream;
    bool pattern = has_pattern(texts);
    size_t from = out->length;

    while (text_proposals_next(&stream->proposals, &texts->wish, pattern, out)) {
        struct str text = str_slice(strbuf_str(out), from, SIZE_MAX);
        bool suitable = !out->overflowed && is_suitable(texts, text);

        text_proposals_judge(&stream->proposals, suitable);
        if (suitable) {
            add_entry(texts->witness, &stream->words, text);
            return true;
        }
        drop(out, from);
    }
    drop(out, from);
    return false;
}

/* ---- texts of a phase ---- */

/* Why a phase came to no end. Those before the last one prove nothing anyhow. */
static void note(struct texts *texts, enum witness_reason reason)
{
    if (is_last_phase(texts) && texts->stream.reason == WITNESS_NO_REASON)
        texts->stream.reason = reason;
}

static enum witness_reason trying_failed(const struct texts *texts)
{
    for (const struct text_rule *rule = texts->rules; rule; rule = rule->next)
        if (rule->pattern && !rule->exact)
            return WITNESS_PATTERN;
    return WITNESS_FORMAT;
}

/* false: it was the longest one. */
static bool next_length(struct texts *texts)
{
    texts->stream.fits = false;
    texts->stream.n = 0;
    return texts->stream.length++ != texts->maximum;
}

/* Appends the phase's next text. */
static enum product_answer next_of(struct texts *texts, const struct phase *phase,
                                   struct strbuf *out)
{
    struct stream *stream = &texts->stream;
    struct product *product = product_of(texts, phase);

    for (;;) {
        enum product_answer answer = product ? PRODUCT_YES : PRODUCT_LIMIT;
        uint64_t count;

        if (product && !stream->fits)
            answer = product_length(product, stream->length, texts->maximum, &stream->length);
        if (answer != PRODUCT_YES)
            return answer;
        stream->fits = true;
        if (stream->length > PRODUCT_MAX_LENGTH) {
            note(texts, WITNESS_SIZE);
            return PRODUCT_LIMIT;
        }
        answer = product_text(product, stream->length, stream->n, out, &count);
        if (answer == PRODUCT_YES)
            stream->n++;
        if (answer != PRODUCT_NO)
            return answer;
        if (!next_length(texts))
            return PRODUCT_NO;
    }
}

static bool was_given(const struct texts *texts, struct str text)
{
    if (is_listed(texts->stream.words, text))
        return true;
    for (size_t i = 0; i < texts->stream.phase; i++)
        if (!texts->phases[i].is_cut && phase_has(texts, &texts->phases[i], text) == PRODUCT_YES)
            return true;
    return false;
}

static void next_phase(struct texts *texts)
{
    texts->stream.phase++;
    texts->stream.length = texts->minimum;
    texts->stream.n = 0;
    texts->stream.fits = false;
}

/* The next text of the phase that is to be given. OUTCOME_NONE: none is left. */
static enum outcome take_text(struct texts *texts, struct phase *phase, struct strbuf *out)
{
    size_t from = out->length;

    for (size_t passed = 0, tries = 0; passed < MAX_PASSED && tries < MAX_TRIES; passed++) {
        enum product_answer answer = next_of(texts, phase, out);
        enum pattern_answer verdict = PATTERN_MATCHES;
        struct str text = str_slice(strbuf_str(out), from, SIZE_MAX);
        bool charged = charge(texts);

        if (answer != PRODUCT_YES)
            drop(out, from);
        if (answer == PRODUCT_LIMIT && !charged && is_last_phase(texts))
            return OUTCOME_UNDECIDED; /* with more steps it goes on here */
        phase->is_cut = answer == PRODUCT_LIMIT;
        if (answer == PRODUCT_LIMIT)
            note(texts, WITNESS_STATES);
        if (answer != PRODUCT_YES)
            return OUTCOME_NONE;
        if (!is_listed(texts->excluded, text) && !was_given(texts, text)) {
            if (phase->looked_at)
                verdict = judge(texts, text, false);
            if (verdict == PATTERN_MATCHES)
                return OUTCOME_VALUE;
            if (verdict == PATTERN_UNKNOWN)
                note(texts, WITNESS_PATTERN);
            if (++tries % MAX_TRIES_A_LENGTH == 0 && !texts->stream.given &&
                texts->stream.length < texts->maximum) {
                note(texts, trying_failed(texts));
                next_length(texts);
            }
        }
        drop(out, from);
        if (!witness_spend(texts->witness, 1 + text.length / BYTES_A_STEP))
            return OUTCOME_UNDECIDED;
    }
    phase->is_cut = true;
    note(texts, trying_failed(texts));
    return OUTCOME_NONE;
}

/* ---- the stream ---- */

static void restart(struct texts *texts)
{
    texts->stream = (struct stream){.length = texts->minimum};
}

/* Appends the next text of the stream. */
static enum outcome next_text(struct texts *texts, struct strbuf *out)
{
    struct stream *stream = &texts->stream;

    if (!stream->words_are_over && !texts->witness->settings.minimal && next_word(texts, out))
        return OUTCOME_VALUE;
    stream->words_are_over = true;
    while (stream->phase < texts->phase_count) {
        struct phase *phase = &texts->phases[stream->phase];
        enum outcome outcome;

        bound(texts);
        if (phase->plain && !phase->has_product)
            *phase = plain_phase(texts, phase->plain - 1);
        outcome = take_text(texts, phase, out);
        if (outcome != OUTCOME_NONE)
            return outcome;
        next_phase(texts);
    }
    return stream->reason == WITNESS_NO_REASON ? OUTCOME_NONE
                                               : undecided(texts->witness, stream->reason);
}

enum outcome texts_nth(struct texts *texts, uint64_t n, struct strbuf *out)
{
    size_t from = out->length;

    if (texts->minimum > texts->maximum)
        return OUTCOME_NONE;
    if (texts->minimum > WITNESS_MAX_VALUE_BYTES)
        return undecided(texts->witness, WITNESS_SIZE);
    bound(texts);
    if (!texts->prepared && !prepare(texts))
        return OUTCOME_UNDECIDED;
    if (n < texts->stream.given)
        restart(texts);
    for (;;) {
        enum outcome outcome = next_text(texts, out);

        if (outcome != OUTCOME_VALUE)
            return outcome;
        if (texts->stream.given++ == n)
            return outcome;
        drop(out, from);
    }
}

enum outcome texts_nth_of_length(struct texts *texts, uint64_t length, uint64_t n,
                                 struct strbuf *out)
{
    if (length < texts->minimum || length > texts->maximum)
        return OUTCOME_NONE;
    bound(texts);
    if (!texts->prepared && !prepare(texts))
        return OUTCOME_UNDECIDED;
    if (!texts->part || texts->part->minimum != length) {
        texts->part = shape_alloc(texts->witness, sizeof *texts->part);
        *texts->part = *texts;
        texts->part->minimum = texts->part->maximum = length;
        texts->part->wish.minimum = texts->part->wish.maximum = length;
        restart(texts->part);
    }
    return texts_nth(texts->part, n, out);
}
