/* The set as it is filled, and which way it is asked: number_plain.c answers what is usual,
   number_walk.c the rest. */
#include "witness/numbers.h"

#include <assert.h>
#include <stdlib.h>

#include "witness/engine.h"
#include "witness/number_set.h"
#include "witness/number_text.h"

enum { TRIALS_PER_STEP = 64 }; /* a look at a number is so much less than a step of the search */

struct numbers {
    struct witness *witness;
    struct arena *arena;
    struct number_set set;
    bool as_integer, as_other; /* how they are written (draft 4) */
    bool closed;               /* it was asked, and is filled no more */
    struct number_plain plain;
    struct number_walk *walk; /* NULL: was not needed yet */
};

struct numbers *numbers_new(struct witness *witness)
{
    struct numbers *numbers = shape_alloc(witness, sizeof *numbers);

    *numbers = (struct numbers){.witness = witness, .arena = shape_arena(witness)};
    numbers->set.demand.from.endless = numbers->set.demand.to.endless = true;
    numbers->set.readable = !witness_settings_of(witness)->minimal;
    return numbers;
}

/* ---- filling ---- */

/* The number with a lexeme of ours. */
static struct decimal keep(struct numbers *numbers, const struct decimal *number)
{
    struct decimal kept = *number;

    assert(!numbers->closed);
    kept.lexeme = str_copy(numbers->arena, number->lexeme);
    return kept;
}

void numbers_at_least(struct numbers *numbers, const struct decimal *bound, bool exclusive)
{
    struct number_cut cut = {.after = exclusive, .at = *bound};
    struct number_cut *from = &numbers->set.demand.from;

    if (!from->endless && number_cut_compare(&cut, from) <= 0)
        return;
    *from = cut;
    from->at = keep(numbers, bound);
}

void numbers_at_most(struct numbers *numbers, const struct decimal *bound, bool exclusive)
{
    struct number_cut cut = {.after = !exclusive, .at = *bound};
    struct number_cut *to = &numbers->set.demand.to;

    if (!to->endless && number_cut_compare(&cut, to) >= 0)
        return;
    *to = cut;
    to->at = keep(numbers, bound);
}

void numbers_multiple_of(struct numbers *numbers, const struct decimal *divisor, bool negated)
{
    struct number_demand *demand = &numbers->set.demand;
    struct decimal kept = keep(numbers, divisor);

    assert(divisor->digit_count); /* the compiler lets no zero through */
    kept.negative = false;
    decimal_list_add(negated ? &demand->avoided : &demand->divisors, numbers->arena, &kept);
}

void numbers_integral(struct numbers *numbers, bool negated)
{
    struct number_demand *demand = &numbers->set.demand;
    struct decimal one = decimal_parse(STR("1"));

    if (!negated && numbers->set.integral)
        return;
    numbers->set.integral = numbers->set.integral || !negated;
    if (negated)
        decimal_list_add(&demand->avoided, numbers->arena, &one);
}

void numbers_written_as_integer(struct numbers *numbers, bool negated)
{
    if (negated) {
        numbers->as_other = true;
    } else {
        numbers->as_integer = true;
        numbers_integral(numbers, false);
    }
    if (numbers->as_other && numbers->as_integer)
        numbers->set.empty = true;
}

void numbers_format(struct numbers *numbers, const struct format *format, bool negated, bool soft)
{
    struct number_set *set = &numbers->set;
    struct number_wish wish = {format, negated, soft};

    if (set->wish_count == set->wish_capacity) {
        size_t capacity = set->wish_capacity ? set->wish_capacity * 2 : 4;

        set->wishes = arena_resize(numbers->arena, set->wishes, set->wish_capacity * sizeof wish,
                                   capacity * sizeof wish);
        set->wish_capacity = capacity;
    }
    set->wishes[set->wish_count++] = wish;
    set->soft_count += soft;
}

void numbers_exclude(struct numbers *numbers, const struct decimal *number)
{
    struct decimal kept = keep(numbers, number);

    decimal_list_add(&numbers->set.demand.excluded, numbers->arena, &kept);
}

/* ---- asking ---- */

static int by_value(const void *a, const void *b)
{
    return decimal_compare(a, b);
}

static void sort_excluded(struct decimal_list *excluded)
{
    size_t count = 0;

    if (excluded->count == 0)
        return;
    qsort(excluded->items, excluded->count, sizeof *excluded->items, by_value);
    for (size_t i = 0; i < excluded->count; i++)
        if (i == 0 || decimal_compare(&excluded->items[i], &excluded->items[count - 1]) != 0)
            excluded->items[count++] = excluded->items[i];
    excluded->count = count;
}

static void close_set(struct numbers *numbers)
{
    struct number_set *set = &numbers->set;
    struct decimal one = decimal_parse(STR("1"));

    if (numbers->closed)
        return;
    sort_excluded(&set->demand.excluded);
    numbers->plain = number_plain_of(set);
    if (set->integral)
        decimal_list_add(&set->demand.divisors, numbers->arena, &one);
    numbers->closed = true;
}

static enum outcome write(struct numbers *numbers, const struct decimal *number, struct strbuf *out)
{
    enum number_style style = numbers->as_integer ? NUMBER_INTEGER
                              : numbers->as_other ? NUMBER_FRACTION
                                                  : NUMBER_PLAIN;

    if (style == NUMBER_INTEGER && number_is_longer(number, NUMBERS_MAX_DIGITS))
        return undecided(numbers->witness, WITNESS_NUMBERS);
    number_write(out, number, style);
    return OUTCOME_VALUE;
}

static enum outcome write_plain(struct numbers *numbers, uint64_t n, struct strbuf *out)
{
    int64_t integer = number_plain_nth(&numbers->plain, n);
    char text[24] = {0};
    size_t at = sizeof text;
    uint64_t rest = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;

    do
        text[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (integer < 0)
        text[--at] = '-';
    strbuf_add(out, (struct str){text + at, sizeof text - at});
    if (numbers->as_other)
        strbuf_add_text(out, ".0");
    return OUTCOME_VALUE;
}

enum outcome numbers_nth(struct numbers *numbers, uint64_t n, struct strbuf *out)
{
    uint64_t trials = NUMBERS_MAX_TRIALS;
    const struct decimal *number;
    enum outcome outcome;

    close_set(numbers);
    if (n < numbers->plain.count)
        return witness_spend(numbers->witness, 1) ? write_plain(numbers, n, out)
                                                  : OUTCOME_UNDECIDED;
    if (!numbers->walk)
        numbers->walk = number_walk_new(numbers->witness, &numbers->set);
    outcome = number_walk_nth(numbers->walk, n, &trials, &number);
    if (!witness_spend(numbers->witness, 1 + (NUMBERS_MAX_TRIALS - trials) / TRIALS_PER_STEP))
        return OUTCOME_UNDECIDED;
    switch (outcome) {
    case OUTCOME_VALUE:
        return write(numbers, number, out);
    case OUTCOME_NONE:
        return OUTCOME_NONE;
    case OUTCOME_UNDECIDED:
        break;
    }
    return undecided(numbers->witness, WITNESS_NUMBERS);
}

uint64_t numbers_count(struct numbers *numbers)
{
    struct number_set *set = &numbers->set;
    struct number_plan *plan;

    close_set(numbers);
    plan = ARENA_NEW(numbers->arena, struct number_plan);
    number_plan_init(plan, numbers->arena, &set->demand);
    plan->empty = set->empty;
    for (size_t i = 0; i < set->wish_count; i++)
        if (!set->wishes[i].soft)
            number_plan_format(plan, set->wishes[i].format, set->wishes[i].negated);
    number_plan_close(plan);
    return number_plan_count(plan);
}
