/* Goes through a set, number by number: the order that numbers.h promises.

   Formats that are only wished for make several passes, whose sets have no number in common: all
   wishes are kept; all but the last, which is not; all but the last two, the second of which is
   not; and so on, until the first alone is not. Each pass goes up the ladders of its segments rung
   by rung, and on a rung outward from zero. */
#include "witness/engine.h"
#include "witness/number_set.h"
#include "witness/numbers.h"

enum { TRIALS_PER_CHECK = 16 }; /* what a format says costs more than the lattice does */

struct number_walk {
    struct arena *arena;
    const struct number_set *set;
    size_t pass;
    struct number_plan plan;       /* of pass `planned` */
    size_t planned;                /* SIZE_MAX: of none yet */
    struct number_stream *streams; /* two of each segment */
    size_t stream_capacity;
    uint64_t count;     /* numbers that came */
    enum outcome ended; /* what is behind them; OUTCOME_VALUE: not known yet */
    bool incomplete;    /* numbers of former passes may be missing */
    bool first_came;    /* in this pass `first` came before its turn */
    struct decimal first;
    const struct decimal *last; /* that came */
};

/* ---- passes ---- */

static void plan_pass(struct number_walk *walk)
{
    const struct number_set *set = walk->set;
    struct number_plan *plan = &walk->plan;
    size_t soft = 0;

    number_plan_init(plan, walk->arena, &set->demand);
    plan->empty = set->empty;
    for (size_t i = 0; i < set->wish_count; i++) {
        const struct number_wish *wish = &set->wishes[i];
        size_t kept = set->soft_count - walk->pass; /* so many wishes are kept */

        if (!wish->soft || soft < kept)
            number_plan_format(plan, wish->format, wish->negated);
        else if (soft == kept)
            number_plan_format(plan, wish->format, !wish->negated);
        soft += wish->soft;
    }
    number_plan_close(plan);
    walk->planned = walk->pass;
}

static bool open_round(struct number_walk *walk)
{
    bool opened = false;

    for (size_t i = 0; i < walk->plan.segment_count; i++)
        if (number_segment_open(&walk->plan, &walk->plan.segments[i], &walk->streams[2 * i]))
            opened = true;
    return opened;
}

/* Makes the stream's next number ready, if it has one. */
static void make_ready(struct number_walk *walk, struct number_stream *stream, uint64_t *trials)
{
    uint64_t price = TRIALS_PER_CHECK * walk->plan.check_count;

    while (!stream->ready && number_stream_next(stream, walk->arena, trials)) {
        stream->ready = number_plan_admits(&walk->plan, &stream->value);
        if (!stream->ready)
            *trials -= *trials < price ? *trials : price;
    }
}

static bool is_nearer(const struct decimal *a, const struct decimal *b)
{
    struct decimal x = *a, y = *b;
    int order;

    x.negative = y.negative = false;
    order = decimal_compare(&x, &y);
    return order < 0 || (order == 0 && b->negative);
}

/* The smallest positive number of the first rungs, which then comes first. */
static void find_first(struct number_walk *walk, uint64_t *trials)
{
    const struct decimal *found = NULL;

    if (open_round(walk)) {
        for (size_t i = 0; i < walk->plan.segment_count; i++) {
            struct number_stream *stream = &walk->streams[2 * i];

            make_ready(walk, stream, trials);
            if (stream->ready && stream->value.digit_count == 0) {
                stream->ready = false;
                make_ready(walk, stream, trials);
            }
            if (stream->ready && (!found || is_nearer(&stream->value, found)))
                found = &stream->value;
        }
    }
    if (found) {
        walk->first = *found;
        walk->first.lexeme = str_copy(walk->arena, found->lexeme);
        walk->first_came = true;
    }
    number_plan_rewind(&walk->plan);
}

/* Streams keep the memory that they have. */
static void need_streams(struct number_walk *walk, size_t count)
{
    size_t size = sizeof *walk->streams;

    if (count <= walk->stream_capacity)
        return;
    walk->streams =
        arena_resize(walk->arena, walk->streams, walk->stream_capacity * size, count * size);
    memset(&walk->streams[walk->stream_capacity], 0, (count - walk->stream_capacity) * size);
    walk->stream_capacity = count;
}

static void begin_pass(struct number_walk *walk, uint64_t *trials)
{
    if (walk->planned == walk->pass)
        number_plan_rewind(&walk->plan);
    else
        plan_pass(walk);
    need_streams(walk, 2 * walk->plan.segment_count);
    walk->first_came = false;
    if (walk->set->readable && walk->count == 0)
        find_first(walk, trials);
    open_round(walk);
}

static void begin(struct number_walk *walk, uint64_t *trials)
{
    walk->pass = 0;
    walk->count = 0;
    walk->ended = OUTCOME_VALUE;
    walk->incomplete = false;
    walk->last = NULL;
    begin_pass(walk, trials);
}

struct number_walk *number_walk_new(struct witness *witness, const struct number_set *set)
{
    struct number_walk *walk = shape_alloc(witness, sizeof *walk);

    *walk = (struct number_walk){.arena = shape_arena(witness), .set = set};
    walk->planned = SIZE_MAX;
    walk->count = UINT64_MAX; /* begins at the first question */
    return walk;
}

/* ---- number by number ---- */

static struct number_stream *nearest(struct number_walk *walk, uint64_t *trials)
{
    struct number_stream *found = NULL;

    for (size_t i = 0; i < 2 * walk->plan.segment_count; i++) {
        struct number_stream *stream = &walk->streams[i];

        make_ready(walk, stream, trials);
        if (stream->ready && (!found || is_nearer(&stream->value, &found->value)))
            found = stream;
    }
    return found;
}

/* The next pass, when this one has nothing more. A wish is given up as well when its numbers are
   not found within the trials. */
static bool next_pass(struct number_walk *walk, uint64_t *trials)
{
    walk->incomplete = walk->incomplete || walk->plan.incomplete || *trials == 0;
    if (walk->pass == walk->set->soft_count)
        return false;
    if (*trials == 0)
        *trials = NUMBERS_MAX_TRIALS;
    walk->pass++;
    begin_pass(walk, trials);
    return true;
}

static const struct decimal *next(struct number_walk *walk, uint64_t *trials)
{
    if (walk->count == 0 && walk->first_came)
        return &walk->first;
    for (;;) {
        struct number_stream *stream = nearest(walk, trials);

        if (*trials && stream) {
            stream->ready = false;
            if (walk->first_came && decimal_compare(&stream->value, &walk->first) == 0)
                continue;
            return &stream->value;
        }
        if (*trials && open_round(walk))
            continue;
        if (!next_pass(walk, trials))
            return NULL;
        if (walk->count == 0 && walk->first_came)
            return &walk->first;
    }
}

enum outcome number_walk_nth(struct number_walk *walk, uint64_t n, uint64_t *trials,
                             const struct decimal **value)
{
    /* What ended it may have overwritten the last number. */
    if (walk->count == UINT64_MAX || n + 1 < walk->count + (walk->ended != OUTCOME_VALUE))
        begin(walk, trials);
    while (walk->count <= n && walk->ended == OUTCOME_VALUE) {
        walk->last = next(walk, trials);
        if (walk->last)
            walk->count++;
        else
            walk->ended = walk->incomplete ? OUTCOME_UNDECIDED : OUTCOME_NONE;
    }
    *value = walk->last;
    return walk->count > n ? OUTCOME_VALUE : walk->ended;
}
