/* Steps and ranges of a lattice: the part of number_lattice.h that GMP does. */
#include "witness/number_lattice.h"
#include "witness/number_text.h"
#include "witness/numbers.h"

enum { FAR_SHIFT = 4 * NUMBERS_MAX_DIGITS }; /* powers of ten that are never written out */

static void to_integer(const struct decimal *number, mpz_t out)
{
    struct strbuf digits;

    if (number->small) {
        mpz_set_ui(out, number->digits);
        return;
    }
    strbuf_init(&digits, SIZE_MAX);
    number_digits(&digits, number);
    mpz_set_str(out, digits.text, 10);
    strbuf_release(&digits);
}

static void multiply_by_power(mpz_t number, int64_t exponent)
{
    mpz_t power;

    mpz_init(power);
    mpz_ui_pow_ui(power, 10, (unsigned long)exponent);
    mpz_mul(number, number, power);
    mpz_clear(power);
}

static int64_t digits_of(const mpz_t number)
{
    return (int64_t)mpz_sizeinbase(number, 10);
}

int64_t number_step_magnitude(const struct number_step *step)
{
    return digits_of(step->digits) + step->exponent;
}

/* Makes `step` a common multiple of itself and the number. */
static bool step_meet(struct number_step *step, const struct decimal *number)
{
    int64_t shift = number->exponent - step->exponent;
    mpz_t digits;
    bool fits = !number->vast && number->digit_count <= NUMBERS_MAX_DIGITS &&
                shift <= NUMBERS_MAX_DIGITS && -shift <= NUMBERS_MAX_DIGITS;

    if (!fits)
        return false;
    mpz_init(digits);
    to_integer(number, digits);
    if (shift > 0)
        multiply_by_power(digits, shift);
    if (shift < 0) {
        multiply_by_power(step->digits, -shift);
        step->exponent = number->exponent;
    }
    mpz_lcm(step->digits, step->digits, digits);
    mpz_clear(digits);
    return digits_of(step->digits) <= NUMBERS_MAX_DIGITS;
}

/* The one divisor of which all others are divisors; NULL: there is none. */
static const struct decimal *widest(const struct decimal_list *divisors)
{
    const struct decimal *found = &divisors->items[0];

    for (size_t i = 1; i < divisors->count; i++) {
        const struct decimal *other = &divisors->items[i];

        if (decimal_is_multiple(other, found))
            found = other;
        else if (!decimal_is_multiple(found, other))
            return NULL;
    }
    return found;
}

bool number_step_common(struct number_step *step, const struct decimal_list *divisors)
{
    const struct decimal *found = widest(divisors);
    const struct decimal *first = found ? found : &divisors->items[0];

    if (first->vast || first->digit_count > NUMBERS_MAX_DIGITS)
        return false;
    to_integer(first, step->digits);
    step->exponent = first->exponent;
    for (size_t i = 1; i < divisors->count && !found; i++)
        if (!step_meet(step, &divisors->items[i]))
            return false;
    return true;
}

void number_step_period(const struct number_step *step, const struct decimal *number, mpz_t period)
{
    int64_t shift = step->exponent - number->exponent;
    mpz_t other;

    if (shift < -FAR_SHIFT) {
        mpz_set_ui(period, 0);
        return;
    }
    to_integer(number, period);
    if (shift < 0)
        multiply_by_power(period, -shift);
    mpz_init_set(other, step->digits);
    if (shift > 0) { /* more twos and fives than the number has bits divide no more of it */
        int64_t bits = (int64_t)mpz_sizeinbase(period, 2);

        multiply_by_power(other, shift < bits ? shift : bits);
    }
    mpz_gcd(other, other, period);
    mpz_divexact(period, period, other);
    mpz_clear(other);
}

/* ---- ranges ---- */

void number_range_init(struct number_range *range)
{
    mpz_inits(range->least, range->most, NULL);
    range->endless_down = range->endless_up = false;
}

void number_range_release(struct number_range *range)
{
    mpz_clears(range->least, range->most, NULL);
}

static bool is_far(const struct decimal *number, const struct number_step *step)
{
    return decimal_magnitude(number) - number_step_magnitude(step) > NUMBERS_MAX_DIGITS;
}

/* number / step, rounded down or up. false: too long. */
static bool quotient(mpz_t out, const struct decimal *number, const struct number_step *step,
                     bool up)
{
    int64_t digits = decimal_magnitude(number) - number_step_magnitude(step);
    int64_t shift = number->exponent - step->exponent;
    mpz_t divisor;

    if (number->digit_count == 0 || digits < -1) { /* nearer to zero than the step is */
        mpz_set_si(out, number->digit_count == 0 || number->negative == up ? 0 : up ? 1 : -1);
        return true;
    }
    if (is_far(number, step) || number->digit_count > 2 * NUMBERS_MAX_DIGITS)
        return false;
    mpz_init_set(divisor, step->digits);
    to_integer(number, out);
    if (shift > 0)
        multiply_by_power(out, shift);
    else
        multiply_by_power(divisor, -shift);
    if (number->negative)
        mpz_neg(out, out);
    if (up)
        mpz_cdiv_q(out, out, divisor);
    else
        mpz_fdiv_q(out, out, divisor);
    mpz_clear(divisor);
    return true;
}

bool number_range_find(struct number_range *range, const struct number_cut *from,
                       const struct number_cut *to, const struct number_step *step)
{
    range->endless_down = from->endless;
    range->endless_up = to->endless;
    if (!from->endless) {
        if (quotient(range->least, &from->at, step, !from->after))
            mpz_add_ui(range->least, range->least, from->after);
        else if (from->at.negative && is_far(&from->at, step))
            range->endless_down = true;
        else
            return false;
    }
    if (!to->endless) {
        if (quotient(range->most, &to->at, step, !to->after))
            mpz_sub_ui(range->most, range->most, !to->after);
        else if (!to->at.negative && is_far(&to->at, step))
            range->endless_up = true;
        else
            return false;
    }
    return true;
}

bool number_range_empty(const struct number_range *range)
{
    return !range->endless_down && !range->endless_up && mpz_cmp(range->least, range->most) > 0;
}
