/* Simple patterns as loops over bytes. A pattern is simple when it is anchored at the start and has
   one or a few alternatives, each a row of classes with repetitions in which greed cannot be wrong:
   a class that repeats a variable number of times shares no byte with what may follow it. Most
   patterns in descriptions are simple: ^[a-f0-9]{24}$, ^[a-z][a-z0-9-]*$, ^(asc|desc)$, ^x-. */
#include "pattern/loop.h"

#include "base/byte_span.h"
#include "base/short_text.h"
#include "pattern/spans.h"

enum { MAX_STEPS = 64, MAX_ALTERNATIVES = 16, ASCII_END = 0x80, CODE_POINT_MAX = 0x10ffff };

struct step {
    struct byte_set set;
    uint32_t minimum, maximum;
};

struct row {
    struct str literal; /* the plain characters that the row begins with */
    const struct step *steps;
    size_t count;
    bool open; /* without $: anything may follow */
};

struct pattern_loop {
    size_t count;
    struct row rows[MAX_ALTERNATIVES];
};

struct row_maker {
    struct step steps[MAX_STEPS];
    size_t count;
};

/* ---- making ---- */

/* Groups change nothing here, for no back-reference reads what they captured. */
static const struct term *unwrap(const struct term *term)
{
    for (;;) {
        bool group = term->kind == TERM_CAPTURE || term->kind == TERM_GROUP;
        bool single = term->kind == TERM_SEQUENCE && term->child && !term->child->next;

        if (!group && !single)
            return term;
        term = term->child;
    }
}

/* ASCII characters, and of those beyond ASCII all or none; false: the term needs another set. */
static bool make_set(const struct term *term, struct byte_set *set)
{
    struct span_list spans;

    *set = (struct byte_set){.wide = false};
    if (!spans_of_term(term, &spans))
        return false;
    for (size_t i = 0; i < spans.count; i++) {
        struct span span = spans.items[i];

        if (span.last >= ASCII_END) {
            if (span.first > ASCII_END || span.last != CODE_POINT_MAX)
                return false;
            set->wide = true;
            span.last = ASCII_END - 1;
        }
        if (span.first < ASCII_END)
            byte_set_add(set, span.first, span.last);
    }
    return true;
}

/* Characters beyond ASCII take several bytes, so they can be passed over but not counted. */
static bool can_count(const struct step *step)
{
    return !step->set.wide || (step->minimum <= 1 && step->maximum == PATTERN_UNBOUNDED);
}

static bool add_steps(struct row_maker *maker, const struct term *term);

static bool add_step(struct row_maker *maker, const struct term *term)
{
    struct step step = {.minimum = 1, .maximum = 1};

    term = unwrap(term);
    if (term->kind == TERM_SEQUENCE)
        return add_steps(maker, term->child);
    if (term->kind == TERM_REPEAT) {
        step.minimum = term->minimum;
        step.maximum = term->maximum;
        term = unwrap(term->child);
    }
    if (maker->count == MAX_STEPS || !make_set(term, &step.set) || !can_count(&step))
        return false;
    maker->steps[maker->count++] = step;
    return true;
}

static bool add_steps(struct row_maker *maker, const struct term *term)
{
    for (; term; term = term->next)
        if (!add_step(maker, term))
            return false;
    return true;
}

/* Taking as many as there are is right when no byte taken could have been meant for what follows.
 */
static bool greed_is_right(const struct row_maker *maker)
{
    for (size_t i = 0; i < maker->count; i++) {
        const struct step *step = &maker->steps[i];

        if (step->minimum == step->maximum)
            continue;
        for (size_t j = i + 1; j < maker->count; j++) {
            if (byte_sets_meet(&step->set, &maker->steps[j].set))
                return false;
            if (maker->steps[j].minimum > 0)
                break;
        }
    }
    return true;
}

/* Is the step one byte, once? */
static bool is_literal(const struct step *step, char *literal)
{
    const uint64_t *words = step->set.words;
    unsigned word = words[0] ? 0 : 1;

    if (step->minimum != 1 || step->maximum != 1 || step->set.wide || !words[word] ||
        (words[0] && words[1]) || words[word] & (words[word] - 1))
        return false;
    *literal = (char)(word * 64 + (unsigned)__builtin_ctzll(words[word]));
    return true;
}

static bool add_row(struct arena *arena, struct pattern_loop *loop, struct row_maker *maker,
                    bool open)
{
    struct step *steps;
    char *literal;
    size_t length = 0;

    if (loop->count == MAX_ALTERNATIVES || !greed_is_right(maker))
        return false;
    literal = arena_alloc(arena, maker->count + 1);
    while (length < maker->count && is_literal(&maker->steps[length], &literal[length]))
        length++;
    steps = arena_alloc(arena, (maker->count + 1) * sizeof *steps);
    memcpy(steps, maker->steps + length, (maker->count - length) * sizeof *steps);
    loop->rows[loop->count++] = (struct row){{literal, length}, steps, maker->count - length, open};
    return true;
}

static bool add_alternatives(struct arena *arena, struct pattern_loop *loop,
                             const struct term *alternatives, bool open)
{
    for (const struct term *child = alternatives->child; child; child = child->next) {
        struct row_maker maker = {.count = 0};
        const struct term *inner = unwrap(child);

        if (inner->kind == TERM_ALTERNATIVES) {
            if (!add_alternatives(arena, loop, inner, open))
                return false;
            continue;
        }
        if (!add_step(&maker, child) || !add_row(arena, loop, &maker, open))
            return false;
    }
    return true;
}

static bool is_last_anchor(const struct term *term)
{
    return term->kind == TERM_END && !term->next;
}

/* Adds what stands between ^ and $ (or the end of the pattern), as alternatives or as one row. */
static bool add_anchored(struct arena *arena, struct pattern_loop *loop,
                         const struct term *sequence)
{
    struct row_maker maker = {.count = 0};
    const struct term *first = sequence->child;
    const struct term *term, *inner;

    if (sequence->kind != TERM_SEQUENCE || !first || first->kind != TERM_START || !first->next)
        return false;
    term = first->next;
    inner = unwrap(term);
    if (inner->kind == TERM_ALTERNATIVES && (!term->next || is_last_anchor(term->next)))
        return add_alternatives(arena, loop, inner, !term->next);
    for (; term && !is_last_anchor(term); term = term->next)
        if (!add_step(&maker, term))
            return false;
    return add_row(arena, loop, &maker, !term);
}

const struct pattern_loop *pattern_loop_make(struct arena *arena, const struct term *root)
{
    struct pattern_loop *loop = ARENA_NEW(arena, struct pattern_loop);

    root = unwrap(root);
    if (root->kind != TERM_ALTERNATIVES)
        return add_anchored(arena, loop, root) ? loop : NULL;
    for (const struct term *child = root->child; child; child = child->next)
        if (!add_anchored(arena, loop, unwrap(child)))
            return NULL;
    return loop;
}

/* ---- running ---- */

/* The last step of a row with $ must take all that is left of the text. */
static bool ends_with(const struct step *step, struct str subject, size_t at)
{
    size_t left = subject.length - at;

    return left >= step->minimum && left <= step->maximum &&
           byte_set_covers(&step->set, subject.text, at, subject.length);
}

static bool row_matches(const struct row *row, struct str subject)
{
    const struct step *end = row->steps + row->count;
    size_t at = row->literal.length;

    if (subject.length < at || !short_text_equal(subject.text, row->literal.text, at))
        return false;
    for (const struct step *step = row->steps; step < end; step++) {
        size_t left = subject.length - at, span;

        if (!row->open && step + 1 == end)
            return ends_with(step, subject, at);
        span = byte_span(&step->set, subject.text, at,
                         at + (left < step->maximum ? left : step->maximum));

        if (span < step->minimum)
            return false;
        at += span;
    }
    return row->open || at == subject.length;
}

bool pattern_loop_matches(const struct pattern_loop *loop, struct str subject)
{
    for (size_t i = 0; i < loop->count; i++)
        if (row_matches(&loop->rows[i], subject))
            return true;
    return false;
}
