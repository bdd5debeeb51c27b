#include "witness/number_plan.h"

#include "witness/number_text.h"
#include "witness/numbers.h"

/* ---- what is asked ---- */

static void raise(struct number_plan *plan, const struct number_cut *from)
{
    struct number_cut *held = &plan->demand.from;

    if (!from->endless && (held->endless || number_cut_compare(from, held) > 0))
        *held = *from;
}

static void lower(struct number_plan *plan, const struct number_cut *to)
{
    struct number_cut *held = &plan->demand.to;

    if (!to->endless && (held->endless || number_cut_compare(to, held) < 0))
        *held = *to;
}

static void add_check(struct number_plan *plan, struct number_check check)
{
    if (plan->check_count == plan->check_capacity) {
        size_t capacity = plan->check_capacity ? plan->check_capacity * 2 : 4;

        plan->checks = arena_resize(plan->arena, plan->checks, plan->check_capacity * sizeof check,
                                    capacity * sizeof check);
        plan->check_capacity = capacity;
    }
    plan->checks[plan->check_count++] = check;
}

/* The lists are copied: the plan adds to them. */
static struct decimal_list copy_list(struct arena *arena, const struct decimal_list *list)
{
    struct decimal_list copy = {0};

    for (size_t i = 0; i < list->count; i++)
        decimal_list_add(&copy, arena, &list->items[i]);
    return copy;
}

void number_plan_init(struct number_plan *plan, struct arena *arena,
                      const struct number_demand *demand)
{
    *plan = (struct number_plan){.arena = arena, .demand = *demand};
    plan->demand.divisors = copy_list(arena, &demand->divisors);
    plan->demand.avoided = (struct decimal_list){0};
    for (size_t i = 0; i < demand->avoided.count; i++) {
        const struct decimal *avoided = &demand->avoided.items[i];

        if (avoided->vast || avoided->digit_count > NUMBERS_MAX_DIGITS)
            add_check(plan, (struct number_check){.avoided = *avoided});
        else
            decimal_list_add(&plan->demand.avoided, arena, avoided);
    }
}

void number_plan_format(struct number_plan *plan, const struct format *format, bool negated)
{
    struct number_format found;
    bool known, fits = plan->refused_count < NUMBER_PLAN_MAX_REFUSED;

    if (!number_format_applies(format)) { /* it holds for every number */
        plan->empty = plan->empty || negated;
        return;
    }
    known = number_format_find(format, &found);
    if (known && !negated) {
        raise(plan, &found.from);
        lower(plan, &found.to);
        if (found.stepped)
            decimal_list_add(&plan->demand.divisors, plan->arena, &found.step);
    }
    if (known && negated && fits && !plan->refused)
        plan->refused = ARENA_ARRAY(plan->arena, struct number_format, NUMBER_PLAN_MAX_REFUSED);
    if (known && negated && fits)
        plan->refused[plan->refused_count++] = found;
    if (!known || !found.exact || (negated && !fits))
        add_check(plan, (struct number_check){.format = format, .negated = negated});
}

/* ---- segments ---- */

/* Where the numbers change for which a refused format asks something: in order, each once. */
static size_t find_cuts(const struct number_plan *plan, struct number_cut *cuts)
{
    size_t count = 0;

    for (size_t i = 0; i < 2 * plan->refused_count; i++) {
        const struct number_format *refused = &plan->refused[i / 2];
        const struct number_cut *cut = i % 2 ? &refused->to : &refused->from;
        size_t at = count;

        if (cut->endless || number_cuts_empty(&plan->demand.from, cut) ||
            number_cuts_empty(cut, &plan->demand.to))
            continue;
        while (at && number_cut_compare(cut, &cuts[at - 1]) < 0)
            at--;
        if (at && number_cut_compare(cut, &cuts[at - 1]) == 0)
            continue;
        memmove(&cuts[at + 1], &cuts[at], (count - at) * sizeof *cuts);
        cuts[at] = *cut;
        count++;
    }
    return count;
}

static bool is_within(const struct number_segment *segment, const struct number_format *range)
{
    return (range->from.endless ||
            (!segment->from.endless && number_cut_compare(&segment->from, &range->from) >= 0)) &&
           (range->to.endless ||
            (!segment->to.endless && number_cut_compare(&segment->to, &range->to) <= 0));
}

/* What refused formats ask of the segment. false: it has no number. */
static bool refuse(struct number_plan *plan, struct number_segment *segment)
{
    segment->avoided = plan->demand.avoided;
    if (plan->refused_count)
        segment->avoided = copy_list(plan->arena, &plan->demand.avoided);
    for (size_t i = 0; i < plan->refused_count; i++) {
        const struct number_format *refused = &plan->refused[i];

        if (!is_within(segment, refused) || (!refused->exact && plan->stepped))
            continue;
        if (refused->exact && !refused->stepped)
            return false;
        plan->incomplete = plan->incomplete || !refused->exact;
        decimal_list_add(&segment->avoided, plan->arena,
                         refused->exact ? &refused->step : &refused->finest);
    }
    return true;
}

/* Of the divisors' common multiple nothing more is known than that zero is one: zero alone is left
   to be looked at. */
static bool keep_zero(struct number_plan *plan, struct number_segment *segment)
{
    struct decimal zero = {.small = true};

    plan->incomplete = true;
    if (!number_cuts_hold(&segment->from, &segment->to, &zero))
        return false;
    segment->from = (struct number_cut){.at = zero};
    segment->to = (struct number_cut){.at = zero, .after = true};
    return true;
}

static void add_segment(struct number_plan *plan, struct number_cut from, struct number_cut to)
{
    struct number_segment *segment = &plan->segments[plan->segment_count];

    *segment = (struct number_segment){.from = from, .to = to};
    if (number_cuts_empty(&from, &to) || !refuse(plan, segment))
        return;
    if (plan->demand.divisors.count && !plan->stepped && !number_cuts_single(&from, &to) &&
        !keep_zero(plan, segment))
        return;
    number_ladder_begin(plan, segment);
    plan->segment_count++;
}

static void find_step(struct number_plan *plan)
{
    struct number_step step;

    mpz_init(step.digits);
    if (plan->demand.divisors.count && number_step_common(&step, &plan->demand.divisors)) {
        plan->stepped = true;
        number_step_keep(&plan->step, plan->arena, &step);
    }
    mpz_clear(step.digits);
}

void number_plan_close(struct number_plan *plan)
{
    struct number_cut cuts[2 * NUMBER_PLAN_MAX_REFUSED];
    struct number_cut from = plan->demand.from;
    size_t count;

    if (plan->empty || number_cuts_empty(&from, &plan->demand.to))
        return;
    find_step(plan);
    count = find_cuts(plan, cuts);
    plan->segments = ARENA_ARRAY(plan->arena, struct number_segment, count + 1);
    for (size_t i = 0; i < count; i++) {
        add_segment(plan, from, cuts[i]);
        from = cuts[i];
    }
    add_segment(plan, from, plan->demand.to);
}

/* ---- checks ---- */

static bool check_holds(const struct number_check *check, const struct decimal *number)
{
    struct strbuf text;
    bool holds;

    if (!check->format)
        return !decimal_is_multiple(number, &check->avoided);
    strbuf_init(&text, SIZE_MAX);
    number_write(&text, number, NUMBER_PLAIN);
    holds = check->format->holds(strbuf_str(&text));
    strbuf_release(&text);
    return holds != check->negated;
}

static bool is_excluded(const struct decimal_list *excluded, const struct decimal *number)
{
    size_t low = 0, high = excluded->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = decimal_compare(number, &excluded->items[middle]);

        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

bool number_plan_admits(const struct number_plan *plan, const struct decimal *number)
{
    if (is_excluded(&plan->demand.excluded, number))
        return false;
    for (size_t i = 0; i < plan->check_count; i++)
        if (!check_holds(&plan->checks[i], number))
            return false;
    return true;
}
