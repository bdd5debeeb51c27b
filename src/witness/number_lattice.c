#include "witness/number_lattice.h"

#include <inttypes.h>
#include <stdio.h>

#include "witness/numbers.h"

#define MAX_SMALL_DIGITS UINT64_C(9999999999999999999) /* struct decimal's `small` */

/* ---- opening ---- */

static void keep(mpz_t kept, struct arena *arena, const mpz_t number)
{
    size_t count = mpz_size(number);
    mp_limb_t *limbs = ARENA_ARRAY(arena, mp_limb_t, count ? count : 1);

    memcpy(limbs, mpz_limbs_read(number), count * sizeof *limbs);
    mpz_roinit_n(kept, limbs, (mp_size_t)count);
}

void number_step_keep(struct number_step *kept, struct arena *arena, const struct number_step *step)
{
    keep(kept->digits, arena, step->digits);
    kept->exponent = step->exponent;
}

static uint64_t saturated(const mpz_t number)
{
    return mpz_fits_ulong_p(number) ? mpz_get_ui(number) : UINT64_MAX;
}

void number_stream_close(struct number_stream *stream)
{
    stream->length = stream->offset = 0;
    stream->skip_count = 0;
    stream->ready = false;
    stream->only = NULL;
}

void number_stream_of(struct number_stream *stream, const struct decimal *only)
{
    number_stream_close(stream);
    stream->length = 1;
    stream->only = only;
}

/* From `first` (a magnitude) to `last`; NULL: unending. */
static void stream_begin(struct number_stream *stream, struct arena *arena, const mpz_t first,
                         const mpz_t last, const struct number_step *step)
{
    mpz_t length;

    stream->length = UINT64_MAX;
    if (last) {
        mpz_init(length);
        mpz_sub(length, last, first);
        mpz_add_ui(length, length, 1);
        stream->length = mpz_sgn(length) > 0 ? saturated(length) : 0;
        mpz_clear(length);
    }
    if (stream->length == 0)
        return;
    stream->exponent = step->exponent;
    stream->small = mpz_fits_ulong_p(first) && mpz_fits_ulong_p(step->digits);
    if (stream->small) {
        stream->base = mpz_get_ui(first);
        stream->digits = mpz_get_ui(step->digits);
        mpz_roinit_n(stream->big_base, &stream->base, stream->base != 0);
        mpz_roinit_n(stream->big_digits, &stream->digits, 1);
        return;
    }
    keep(stream->big_base, arena, first);
    keep(stream->big_digits, arena, step->digits);
}

static void begin_both(struct number_stream streams[2], struct arena *arena,
                       struct number_range *range, const struct number_step *step)
{
    mpz_t first, last;

    mpz_inits(first, last, NULL);
    if (!range->endless_down && mpz_sgn(range->least) > 0)
        mpz_set(first, range->least);
    stream_begin(&streams[0], arena, first, range->endless_up ? NULL : range->most, step);
    mpz_set_ui(first, 1);
    if (!range->endless_up && mpz_sgn(range->most) < 0)
        mpz_neg(first, range->most);
    mpz_neg(last, range->least);
    stream_begin(&streams[1], arena, first, range->endless_down ? NULL : last, step);
    mpz_clears(first, last, NULL);
}

static void add_skip(struct number_stream *stream, struct arena *arena, struct number_skip skip)
{
    if (skip.first >= stream->length)
        return;
    if (stream->skip_count == stream->skip_capacity) {
        size_t capacity = stream->skip_capacity ? stream->skip_capacity * 2 : 4;

        stream->skips = arena_resize(arena, stream->skips, stream->skip_capacity * sizeof skip,
                                     capacity * sizeof skip);
        stream->skip_capacity = capacity;
    }
    stream->skips[stream->skip_count++] = skip;
}

static void skip_period(struct number_stream *stream, struct arena *arena, const mpz_t period)
{
    struct number_skip skip = {.period = UINT64_MAX};
    mpz_t first;

    if (stream->length == 0)
        return;
    if (mpz_sgn(period) == 0) {
        skip.first = mpz_sgn(stream->big_base) == 0 ? 0 : UINT64_MAX;
    } else {
        mpz_init(first);
        mpz_neg(first, stream->big_base);
        mpz_fdiv_r(first, first, period);
        skip = (struct number_skip){.first = saturated(first), .period = saturated(period)};
        mpz_clear(first);
    }
    add_skip(stream, arena, skip);
}

/* false: nothing is left. */
static bool skip_multiples(struct number_stream streams[2], struct arena *arena,
                           const struct number_step *step, const struct decimal_list *avoided,
                           mpz_srcptr coarser)
{
    mpz_t period;
    bool left = true;

    mpz_init(period);
    for (size_t i = 0; i < avoided->count && left; i++) {
        number_step_period(step, &avoided->items[i], period);
        /* k = 1 is a multiple of no other period: only this one leaves nothing of any range. */
        left = mpz_cmp_ui(period, 1) != 0;
        skip_period(&streams[0], arena, period);
        skip_period(&streams[1], arena, period);
    }
    mpz_clear(period);
    if (coarser) {
        skip_period(&streams[0], arena, coarser);
        skip_period(&streams[1], arena, coarser);
    }
    return left;
}

enum number_opened number_lattice_open(struct number_stream streams[2], struct arena *arena,
                                       const struct number_cut *from, const struct number_cut *to,
                                       const struct number_step *step,
                                       const struct decimal_list *avoided, mpz_srcptr coarser)
{
    enum number_opened opened = NUMBER_TOO_LONG;
    struct number_range range;

    number_stream_close(&streams[0]);
    number_stream_close(&streams[1]);
    streams[1].negative = true;
    number_range_init(&range);
    if (number_range_find(&range, from, to, step)) {
        opened = NUMBER_EMPTY;
        if (!number_range_empty(&range)) {
            begin_both(streams, arena, &range, step);
            if (skip_multiples(streams, arena, step, avoided, coarser))
                opened = NUMBER_OPENED;
        }
    }
    number_range_release(&range);
    return opened;
}

/* ---- going on ---- */

/* Sets `value` to digits x 10^exponent, normalised. */
static void set_small(struct number_stream *stream, uint64_t digits)
{
    struct decimal *value = &stream->value;

    *value = (struct decimal){.small = true};
    if (digits == 0)
        return;
    value->exponent = stream->exponent;
    for (; digits % 10 == 0; digits /= 10)
        value->exponent++;
    value->digits = digits;
    value->negative = stream->negative;
}

static void need_text(struct number_stream *stream, struct arena *arena, size_t size)
{
    if (size <= stream->text_capacity)
        return;
    stream->text = arena_resize(arena, stream->text, stream->text_capacity, size);
    stream->text_capacity = size;
}

static void set_big(struct number_stream *stream, struct arena *arena, uint64_t offset)
{
    struct decimal *value = &stream->value;
    size_t length;
    mpz_t digits;

    mpz_init(digits);
    mpz_add_ui(digits, stream->big_base, offset);
    mpz_mul(digits, digits, stream->big_digits);
    need_text(stream, arena, mpz_sizeinbase(digits, 10) + 2);
    mpz_get_str(stream->text, 10, digits);
    mpz_clear(digits);
    length = strlen(stream->text);
    if (stream->text[0] == '0') {
        *value = (struct decimal){.small = true};
        return;
    }
    *value = (struct decimal){.negative = stream->negative, .exponent = stream->exponent};
    for (; stream->text[length - 1] == '0'; length--)
        value->exponent++;
    value->digit_count = length;
    value->lexeme = (struct str){stream->text, length};
    value->small = length <= 19;
    for (size_t i = 0; i < length && value->small; i++)
        value->digits = value->digits * 10 + (uint64_t)(stream->text[i] - '0');
}

static void set_value(struct number_stream *stream, struct arena *arena, uint64_t offset)
{
    struct decimal *value = &stream->value;
    uint64_t number;

    if (!stream->small || __builtin_add_overflow(stream->base, offset, &number) ||
        __builtin_mul_overflow(number, stream->digits, &number) || number > MAX_SMALL_DIGITS) {
        set_big(stream, arena, offset);
        return;
    }
    set_small(stream, number);
    need_text(stream, arena, 24);
    value->lexeme.text = stream->text;
    value->lexeme.length = (size_t)snprintf(stream->text, 24, "%" PRIu64, value->digits);
    value->digit_count = number ? value->lexeme.length : 0;
}

static bool is_skipped(const struct number_stream *stream, uint64_t offset)
{
    for (size_t i = 0; i < stream->skip_count; i++) {
        const struct number_skip *skip = &stream->skips[i];

        if (offset >= skip->first && (offset - skip->first) % skip->period == 0)
            return true;
    }
    return false;
}

bool number_stream_next(struct number_stream *stream, struct arena *arena, uint64_t *trials)
{
    while (stream->offset < stream->length && *trials) {
        uint64_t offset = stream->offset++;

        --*trials;
        if (is_skipped(stream, offset))
            continue;
        if (stream->only)
            stream->value = *stream->only;
        else
            set_value(stream, arena, offset);
        return true;
    }
    return false;
}
