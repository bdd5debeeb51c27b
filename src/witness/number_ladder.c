/* The steps by which a segment is gone through: number_plan.h tells the idea. */
#include "witness/number_plan.h"
#include "witness/number_text.h"
#include "witness/numbers.h"

enum {
    MAX_EXPONENT = 1000 * 1000 * 1000, /* of a step; numbers that need another are not looked for */
    LAST_RUNG = 2 * NUMBERS_MAX_DIGITS, /* of a segment without divisors */
    MAX_EMPTY_RUNGS = 64 /* one after another; then more and more are passed over, whose numbers
                            come with the finer ones */
};
/* A range of multiples that starts at a long one: so many digits finer each rung is than the first,
   and the last is the common multiple itself. */
static const int64_t finer[] = {0, 3, 30, 300, 3000};

/* The end that is nearest to zero; NULL: zero is within, or next to an end. */
static const struct decimal *near_end(const struct number_segment *segment)
{
    const struct decimal *from = segment->from.endless ? NULL : &segment->from.at;
    const struct decimal *to = segment->to.endless ? NULL : &segment->to.at;

    if (from && from->digit_count && !from->negative)
        return from;
    return to && to->negative ? to : NULL;
}

static int64_t stepped_top(const struct number_plan *plan, const struct number_segment *segment)
{
    const struct decimal *near = near_end(segment);
    int64_t digits = near ? decimal_magnitude(near) - number_step_magnitude(&plan->step) : 0;

    return digits > NUMBER_READABLE_DIGITS ? digits - 1 : 0;
}

/* Places before the point of the end that is furthest from zero. */
static int64_t far_magnitude(const struct number_segment *segment)
{
    int64_t from = decimal_magnitude(&segment->from.at);
    int64_t to = decimal_magnitude(&segment->to.at);

    if (segment->from.at.digit_count == 0)
        return to;
    return segment->to.at.digit_count == 0 || from > to ? from : to;
}

static int64_t free_top(const struct number_segment *segment)
{
    const struct decimal *near = near_end(segment);
    int64_t top = 0;

    if (near && decimal_magnitude(near) > NUMBER_READABLE_DIGITS)
        top = decimal_magnitude(near) - 1;
    else if (!segment->from.endless && !segment->to.endless && far_magnitude(segment) < 0)
        top = far_magnitude(segment);
    /* Steps that are multiples of a power of ten which is avoided lead to nothing. */
    for (size_t i = 0; i < segment->avoided.count; i++) {
        const struct decimal *avoided = &segment->avoided.items[i];

        if (avoided->small && avoided->digits == 1 && avoided->exponent < top)
            top = avoided->exponent;
    }
    return top;
}

void number_ladder_begin(struct number_plan *plan, struct number_segment *segment)
{
    segment->rung = segment->filled = segment->empty_rungs = 0;
    segment->done = false;
    if (number_cuts_single(&segment->from, &segment->to))
        return;
    segment->top = plan->stepped ? stepped_top(plan, segment) : free_top(segment);
    if (segment->top < -MAX_EXPONENT)
        segment->top = -MAX_EXPONENT;
    if (segment->top > MAX_EXPONENT)
        plan->incomplete = segment->done = true;
}

/* ---- rungs ---- */

/* How many digits the rung is above the common multiple. */
static int64_t stepped_rung(const struct number_segment *segment, size_t rung)
{
    int64_t above = rung < ARRAY_LENGTH(finer) ? segment->top - finer[rung] : 0;

    return above > 0 ? above : 0;
}

static enum number_opened open_stepped(struct number_plan *plan, struct number_segment *segment,
                                       struct number_stream streams[2])
{
    int64_t above = stepped_rung(segment, segment->rung);
    struct number_step step = {.exponent = plan->step.exponent + above};
    enum number_opened opened;
    mpz_t coarser;

    mpz_init_set(step.digits, plan->step.digits);
    mpz_init(coarser);
    if (segment->rung)
        mpz_ui_pow_ui(coarser, 10,
                      (unsigned long)(stepped_rung(segment, segment->rung - 1) - above));
    opened = number_lattice_open(streams, plan->arena, &segment->from, &segment->to, &step,
                                 &segment->avoided, segment->rung ? coarser : NULL);
    mpz_clears(step.digits, coarser, NULL);
    segment->done = above == 0;
    return opened;
}

/* 1, 0.5, 0.1, 0.05, 0.01, ... */
static struct number_step free_step(const struct number_segment *segment, size_t rung)
{
    struct number_step step = {.exponent = segment->top - (int64_t)((rung + 1) / 2)};

    mpz_init_set_ui(step.digits, rung % 2 ? 5 : 1);
    return step;
}

/* How many steps of rung `fine` make one of rung `coarse`. */
static void ratio(size_t coarse, size_t fine, mpz_t out)
{
    mpz_ui_pow_ui(out, 10, (unsigned long)((fine + 1) / 2 - (coarse + 1) / 2));
    if (coarse % 2)
        mpz_mul_ui(out, out, 5);
    if (fine % 2)
        mpz_divexact_ui(out, out, 5);
}

static enum number_opened open_free(struct number_plan *plan, struct number_segment *segment,
                                    struct number_stream streams[2])
{
    size_t rung = segment->rung;
    struct number_step step = free_step(segment, rung);
    enum number_opened opened;
    mpz_t coarser;

    mpz_init(coarser);
    if (segment->filled)
        ratio(segment->filled - 1, rung, coarser);
    opened = number_lattice_open(streams, plan->arena, &segment->from, &segment->to, &step,
                                 &segment->avoided, segment->filled ? coarser : NULL);
    mpz_clears(step.digits, coarser, NULL);
    if (opened == NUMBER_OPENED && (streams[0].length || streams[1].length)) {
        segment->filled = rung + 1;
        segment->empty_rungs = 0;
    } else if (++segment->empty_rungs > MAX_EMPTY_RUNGS) {
        segment->rung += (size_t)1 << (segment->empty_rungs - MAX_EMPTY_RUNGS);
    }
    if (rung == LAST_RUNG)
        plan->incomplete = segment->done = true;
    else if (segment->rung >= LAST_RUNG)
        segment->rung = LAST_RUNG - 1;
    return opened;
}

/* The divisors and what is avoided, of the one number of the segment. */
static enum number_opened open_single(struct number_plan *plan, struct number_segment *segment,
                                      struct number_stream streams[2])
{
    const struct decimal *only = &segment->from.at;

    segment->done = true;
    for (size_t i = 0; i < plan->demand.divisors.count; i++)
        if (!decimal_is_multiple(only, &plan->demand.divisors.items[i]))
            return NUMBER_EMPTY;
    for (size_t i = 0; i < segment->avoided.count; i++)
        if (decimal_is_multiple(only, &segment->avoided.items[i]))
            return NUMBER_EMPTY;
    number_stream_of(&streams[only->negative], only);
    number_stream_close(&streams[!only->negative]);
    return NUMBER_OPENED;
}

static enum number_opened open_rung(struct number_plan *plan, struct number_segment *segment,
                                    struct number_stream streams[2])
{
    if (number_cuts_single(&segment->from, &segment->to))
        return open_single(plan, segment, streams);
    if (plan->stepped)
        return open_stepped(plan, segment, streams);
    return open_free(plan, segment, streams);
}

void number_plan_rewind(struct number_plan *plan)
{
    for (size_t i = 0; i < plan->segment_count; i++)
        number_ladder_begin(plan, &plan->segments[i]);
}

bool number_segment_open(struct number_plan *plan, struct number_segment *segment,
                         struct number_stream streams[2])
{
    while (!segment->done) {
        enum number_opened opened = open_rung(plan, segment, streams);

        segment->rung++;
        if (opened == NUMBER_OPENED && (streams[0].length || streams[1].length))
            return true;
        if (opened == NUMBER_TOO_LONG)
            plan->incomplete = segment->done = true;
    }
    number_stream_close(&streams[0]);
    number_stream_close(&streams[1]);
    return false;
}
