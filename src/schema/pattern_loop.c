/* Simple patterns as loops over bytes. Simple is: anchored at both ends, one or a few alternatives,
   each a row of ASCII classes with repetitions, where greed cannot be wrong: a class that repeats a
   variable number of times shares no byte with what may follow it. Real descriptions hold mostly
   such patterns: ^[a-f0-9]{24}$, ^[a-z][a-z0-9-]*$, ^(asc|desc)$. */
#include "schema/pattern.h"

enum { MAX_STEPS = 64, MAX_ALTERNATIVES = 16 };

struct byte_set {
    uint64_t words[2]; /* ASCII */
};

struct step {
    struct byte_set set;
    uint32_t minimum, maximum;
};

struct row {
    const struct step *steps;
    size_t count;
};

struct pattern_loop {
    size_t count;
    struct row rows[MAX_ALTERNATIVES];
};

struct row_maker {
    struct step steps[MAX_STEPS];
    size_t count;
};

/* ---- sets ---- */

static bool set_has(const struct byte_set *set, unsigned char byte)
{
    return byte < 0x80 && set->words[byte >> 6] >> (byte & 63) & 1;
}

static void set_add(struct byte_set *set, uint32_t first, uint32_t last)
{
    for (uint32_t byte = first; byte <= last; byte++)
        set->words[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

static bool sets_meet(const struct byte_set *a, const struct byte_set *b)
{
    return (a->words[0] & b->words[0]) | (a->words[1] & b->words[1]);
}

static bool add_item(struct byte_set *set, const struct class_item *item)
{
    if (item->negated)
        return false;
    switch (item->kind) {
    case CLASS_RANGE:
        if (item->last >= 0x80)
            return false;
        set_add(set, item->first, item->last);
        return true;
    case CLASS_WORD:
        set_add(set, 'A', 'Z');
        set_add(set, 'a', 'z');
        set_add(set, '_', '_');
        set_add(set, '0', '9');
        return true;
    case CLASS_DIGIT:
        set_add(set, '0', '9');
        return true;
    case CLASS_SPACE: /* has characters beyond ASCII */
    case CLASS_PROPERTY:
        return false;
    }
    return false;
}

/* ---- making ---- */

/* Groups say nothing here: no reference reads what they captured. */
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

static bool make_set(const struct term *term, struct byte_set *set)
{
    *set = (struct byte_set){{0, 0}};
    if (term->kind == TERM_CHARACTER && term->value < 0x80) {
        set_add(set, term->value, term->value);
        return true;
    }
    if (term->kind != TERM_CLASS || term->negated)
        return false;
    for (const struct class_item *item = term->items; item; item = item->next)
        if (!add_item(set, item))
            return false;
    return true;
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
    if (maker->count == MAX_STEPS || !make_set(term, &step.set))
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
            if (sets_meet(&step->set, &maker->steps[j].set))
                return false;
            if (maker->steps[j].minimum > 0)
                break;
        }
    }
    return true;
}

static bool add_row(struct arena *arena, struct pattern_loop *loop, struct row_maker *maker)
{
    struct step *steps;

    if (loop->count == MAX_ALTERNATIVES || !greed_is_right(maker))
        return false;
    steps = arena_alloc(arena, (maker->count + 1) * sizeof *steps);
    memcpy(steps, maker->steps, maker->count * sizeof *steps);
    loop->rows[loop->count++] = (struct row){steps, maker->count};
    return true;
}

static bool add_alternatives(struct arena *arena, struct pattern_loop *loop,
                             const struct term *alternatives)
{
    for (const struct term *child = alternatives->child; child; child = child->next) {
        struct row_maker maker = {.count = 0};
        const struct term *inner = unwrap(child);

        if (inner->kind == TERM_ALTERNATIVES) {
            if (!add_alternatives(arena, loop, inner))
                return false;
            continue;
        }
        if (!add_step(&maker, child) || !add_row(arena, loop, &maker))
            return false;
    }
    return true;
}

/* ^ ... $: what stands between, as alternatives or as one row. */
static bool add_anchored(struct arena *arena, struct pattern_loop *loop,
                         const struct term *sequence)
{
    struct row_maker maker = {.count = 0};
    const struct term *first = sequence->child;
    const struct term *term, *inner;

    if (sequence->kind != TERM_SEQUENCE || !first || first->kind != TERM_START || !first->next)
        return false;
    inner = unwrap(first->next);
    term = first->next;
    if (inner->kind == TERM_ALTERNATIVES && term->next && term->next->kind == TERM_END &&
        !term->next->next)
        return add_alternatives(arena, loop, inner);
    for (; term->next; term = term->next)
        if (!add_step(&maker, term))
            return false;
    return term->kind == TERM_END && add_row(arena, loop, &maker);
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

static bool row_matches(const struct row *row, struct str subject)
{
    size_t at = 0;

    for (size_t i = 0; i < row->count; i++) {
        const struct step *step = &row->steps[i];
        uint32_t count = 0;

        while (at < subject.length && count < step->maximum &&
               set_has(&step->set, (unsigned char)subject.text[at])) {
            at++;
            count++;
        }
        if (count < step->minimum)
            return false;
    }
    return at == subject.length;
}

bool pattern_loop_matches(const struct pattern_loop *loop, struct str subject)
{
    for (size_t i = 0; i < loop->count; i++)
        if (row_matches(&loop->rows[i], subject))
            return true;
    return false;
}
