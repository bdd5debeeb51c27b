/* The multiples of a step within an interval, from the one nearest to zero outward. Private to
   witness/.

   k x step is a multiple of q exactly where k is one of q' = lcm(step, q) / step. So what is to be
   avoided becomes a period of offsets, and an offset a 64-bit number: nobody counts further. GMP is
   asked when a lattice is opened, and for its numbers only where they fit no word. */
#ifndef OASDRIFT_WITNESS_NUMBER_LATTICE_H
#define OASDRIFT_WITNESS_NUMBER_LATTICE_H

#include <gmp.h>

#include "witness/number_cut.h"

/* digits x 10^exponent, above zero. */
struct number_step {
    mpz_t digits;
    int64_t exponent;
};

/* The least common multiple of the divisors, one at least. `step` is initialised; false: its digits
   are more than NUMBERS_MAX_DIGITS. */
bool number_step_common(struct number_step *step, const struct decimal_list *divisors);
/* A copy to read from, whose limbs are the arena's. */
void number_step_keep(struct number_step *kept, struct arena *arena,
                      const struct number_step *step);
int64_t number_step_magnitude(const struct number_step *step);
/* Is every multiple of the step one of `number`, and what are they else: one in *period. *period 0:
   zero alone, of those that can be computed with. */
void number_step_period(const struct number_step *step, const struct decimal *number, mpz_t period);

/* k x step from `least` to `most`; where unending, the number is not set. */
struct number_range {
    mpz_t least, most;
    bool endless_down, endless_up;
};
void number_range_init(struct number_range *range);
void number_range_release(struct number_range *range);
/* false: an end next to which numbers lie has more than NUMBERS_MAX_DIGITS digits, as multiple of
   the step. A far end that has more counts as unending. */
bool number_range_find(struct number_range *range, const struct number_cut *from,
                       const struct number_cut *to, const struct number_step *step);
bool number_range_empty(const struct number_range *range);

/* Offsets that are left out: first, first + period, ... */
struct number_skip {
    uint64_t first, period; /* UINT64_MAX: never comes */
};
_Static_assert(sizeof(mp_limb_t) == sizeof(uint64_t), "offsets and limbs go together");
/* One side of zero: -(base + offset) x step or (base + offset) x step. */
struct number_stream {
    bool negative;
    uint64_t length; /* offsets; UINT64_MAX: unending */
    uint64_t offset; /* of the next */
    bool small;      /* base and digits fit these */
    mp_limb_t base, digits;
    mpz_t big_base, big_digits; /* the same, read only: limbs are these two or the arena's */
    int64_t exponent;
    const struct decimal *only; /* the one number of it, which is no multiple; NULL */
    struct number_skip *skips;
    size_t skip_count, skip_capacity;
    char *text; /* digits of `value` */
    size_t text_capacity;
    bool ready; /* `value` is the number at offset - 1 and is not used yet */
    struct decimal value;
};

/* Makes it a stream of one number. */
void number_stream_of(struct number_stream *stream, const struct decimal *only);
void number_stream_close(struct number_stream *stream); /* it has no number */

enum number_opened {
    NUMBER_OPENED, /* streams[0]: zero and above, streams[1]: below; one may have length 0 */
    NUMBER_EMPTY,  /* no number: proved */
    NUMBER_TOO_LONG
};
/* avoided: numbers of which no multiple is wanted; none is vast. coarser: multiples of
   coarser x step are left out too; NULL: none are. Streams are zeroed, or were opened before. */
enum number_opened number_lattice_open(struct number_stream streams[2], struct arena *arena,
                                       const struct number_cut *from, const struct number_cut *to,
                                       const struct number_step *step,
                                       const struct decimal_list *avoided, mpz_srcptr coarser);
/* Makes the next number `value`. false: there is none, or *trials ran out (it is 0 then). */
bool number_stream_next(struct number_stream *stream, struct arena *arena, uint64_t *trials);

#endif
