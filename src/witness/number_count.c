/* How many numbers a plan has, where that can be told without looking at each. */
#include "witness/number_set.h"
#include "witness/numbers.h"

enum { MAX_PERIODS = 8 }; /* for inclusion and exclusion: 2^8 sums */

/* Excluded numbers that would else be in the segment. */
static uint64_t count_excluded(const struct number_plan *plan, const struct number_segment *segment)
{
    const struct decimal_list *excluded = &plan->demand.excluded;
    uint64_t count = 0;

    for (size_t i = 0; i < excluded->count; i++) {
        const struct decimal *number = &excluded->items[i];
        bool in = number_cuts_hold(&segment->from, &segment->to, number);

        for (size_t k = 0; k < plan->demand.divisors.count && in; k++)
            in = decimal_is_multiple(number, &plan->demand.divisors.items[k]);
        for (size_t k = 0; k < segment->avoided.count && in; k++)
            in = !decimal_is_multiple(number, &segment->avoided.items[k]);
        count += in;
    }
    return count;
}

/* k in the range that are multiples of the period: floor(most / period) - floor((least - 1) /
   period). */
static void count_multiples(const struct number_range *range, const mpz_t period, mpz_t count)
{
    mpz_t below;

    mpz_init(below);
    mpz_sub_ui(below, range->least, 1);
    mpz_fdiv_q(below, below, period);
    mpz_fdiv_q(count, range->most, period);
    mpz_sub(count, count, below);
    mpz_clear(below);
}

/* k in the range that are multiples of no period. */
static void count_others(const struct number_range *range, mpz_t *periods, size_t period_count,
                         mpz_t count)
{
    mpz_t common, part;

    mpz_inits(common, part, NULL);
    mpz_set_ui(count, 0);
    for (unsigned chosen = 0; chosen < 1u << period_count; chosen++) {
        bool odd = false;

        mpz_set_ui(common, 1);
        for (size_t i = 0; i < period_count; i++) {
            if (!(chosen >> i & 1))
                continue;
            odd = !odd;
            mpz_lcm(common, common, periods[i]);
        }
        count_multiples(range, common, part);
        if (odd)
            mpz_sub(count, count, part);
        else
            mpz_add(count, count, part);
    }
    mpz_clears(common, part, NULL);
}

/* Number by number. */
static uint64_t count_each(const struct number_plan *plan, const struct number_segment *segment)
{
    struct number_stream streams[2] = {0};
    uint64_t count = 0, trials = NUMBERS_MAX_TRIALS;

    if (number_lattice_open(streams, plan->arena, &segment->from, &segment->to, &plan->step,
                            &segment->avoided, NULL) != NUMBER_OPENED)
        return 0;
    for (size_t i = 0; i < ARRAY_LENGTH(streams); i++)
        while (number_stream_next(&streams[i], plan->arena, &trials))
            count += number_plan_admits(plan, &streams[i].value);
    return trials ? count : UINT64_MAX;
}

static uint64_t count_by_periods(const struct number_plan *plan,
                                 const struct number_segment *segment,
                                 const struct number_range *range)
{
    mpz_t periods[MAX_PERIODS], count;
    uint64_t counted;

    mpz_init(count);
    for (size_t i = 0; i < segment->avoided.count; i++) {
        mpz_init(periods[i]);
        number_step_period(&plan->step, &segment->avoided.items[i], periods[i]);
        if (mpz_sgn(periods[i]) == 0) /* zero alone: a period that no other number has */
            mpz_ui_pow_ui(periods[i], 10, 2 * NUMBERS_MAX_DIGITS);
    }
    count_others(range, periods, segment->avoided.count, count);
    mpz_sub_ui(count, count, count_excluded(plan, segment));
    counted = mpz_fits_ulong_p(count) ? mpz_get_ui(count) : UINT64_MAX;
    for (size_t i = 0; i < segment->avoided.count; i++)
        mpz_clear(periods[i]);
    mpz_clear(count);
    return counted;
}

/* Of a segment with divisors. */
static uint64_t count_stepped(const struct number_plan *plan, const struct number_segment *segment)
{
    struct number_range range;
    uint64_t count = UINT64_MAX;

    number_range_init(&range);
    if (number_range_find(&range, &segment->from, &segment->to, &plan->step)) {
        if (number_range_empty(&range))
            count = 0;
        else if (!range.endless_down && !range.endless_up)
            count = plan->check_count || segment->avoided.count > MAX_PERIODS
                        ? count_each(plan, segment)
                        : count_by_periods(plan, segment, &range);
    }
    number_range_release(&range);
    return count;
}

/* Is no multiple of the step left, whatever the range? */
static bool leaves_nothing(const struct number_plan *plan, const struct number_segment *segment)
{
    bool nothing = false;
    mpz_t period;

    mpz_init(period);
    for (size_t i = 0; i < segment->avoided.count && !nothing; i++) {
        number_step_period(&plan->step, &segment->avoided.items[i], period);
        nothing = mpz_cmp_ui(period, 1) == 0;
    }
    mpz_clear(period);
    return nothing;
}

static uint64_t count_segment(struct number_plan *plan, struct number_segment *segment)
{
    struct number_stream streams[2] = {0};

    if (number_cuts_single(&segment->from, &segment->to))
        return number_segment_open(plan, segment, streams) &&
               number_plan_admits(plan, &segment->from.at);
    if (!plan->stepped)
        return UINT64_MAX;
    return leaves_nothing(plan, segment) ? 0 : count_stepped(plan, segment);
}

uint64_t number_plan_count(struct number_plan *plan)
{
    uint64_t count = 0;

    for (size_t i = 0; i < plan->segment_count; i++)
        if (__builtin_add_overflow(count, count_segment(plan, &plan->segments[i]), &count))
            return UINT64_MAX;
    return plan->incomplete ? UINT64_MAX : count;
}
