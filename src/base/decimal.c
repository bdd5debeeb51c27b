#include "base/decimal.h"

#include <gmp.h>

enum { SMALL_DIGITS = 19 }; /* 10^19 - 1 fits 64 bits */

__extension__ typedef unsigned __int128 uint128;

bool decimal_is_number(struct str text)
{
    size_t at = 0;
    size_t start;

    if (at < text.length && text.text[at] == '-')
        at++;
    start = at;
    while (at < text.length && ascii_is_digit(text.text[at]))
        at++;
    if (at == start || (at - start > 1 && text.text[start] == '0'))
        return false;
    if (at < text.length && text.text[at] == '.') {
        start = ++at;
        while (at < text.length && ascii_is_digit(text.text[at]))
            at++;
        if (at == start)
            return false;
    }
    if (at < text.length && (text.text[at] | 0x20) == 'e') {
        at++;
        if (at < text.length && (text.text[at] == '+' || text.text[at] == '-'))
            at++;
        start = at;
        while (at < text.length && ascii_is_digit(text.text[at]))
            at++;
        if (at == start)
            return false;
    }
    return at == text.length;
}

static int64_t read_exponent(struct str text)
{
    bool negative = text.length && text.text[0] == '-';
    int64_t value = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (!ascii_is_digit(text.text[i]))
            continue;
        value = value * 10 + (text.text[i] - '0');
        if (value > DECIMAL_MAX_EXPONENT)
            value = DECIMAL_MAX_EXPONENT;
    }
    return negative ? -value : value;
}

struct decimal decimal_parse(struct str lexeme)
{
    struct decimal d = {.lexeme = lexeme, .small = true};
    bool fraction = false;
    bool negative = lexeme.length && lexeme.text[0] == '-';
    int64_t exponent = 0;
    size_t zeros = 0; /* zeros seen since the last digit that was none */

    for (size_t i = negative; i < lexeme.length; i++) {
        char c = lexeme.text[i];

        if (c == '.') {
            fraction = true;
            continue;
        }
        if (c == 'e' || c == 'E') {
            exponent += read_exponent(str_slice(lexeme, i + 1, SIZE_MAX));
            break;
        }
        exponent -= fraction;
        if (c == '0') {
            zeros += d.digit_count > 0;
            continue;
        }
        d.digit_count += zeros + 1;
        if (d.digit_count <= SMALL_DIGITS) {
            for (; zeros; zeros--)
                d.digits *= 10;
            d.digits = d.digits * 10 + (uint64_t)(c - '0');
        } else {
            d.small = false;
        }
        zeros = 0;
    }
    if (d.digit_count == 0)
        return d;
    d.negative = negative;
    d.exponent = exponent + (int64_t)zeros;
    return d;
}

/* |d| / 10^exponent as an integer. */
static void to_mpz(const struct decimal *d, mpz_t out)
{
    size_t left = d->digit_count;
    bool started = false;

    if (d->small) {
        mpz_set_ui(out, d->digits);
        return;
    }
    mpz_set_ui(out, 0);
    for (size_t i = 0; left && i < d->lexeme.length; i++) {
        char c = d->lexeme.text[i];

        started = started || (c >= '1' && c <= '9');
        if (!started || !ascii_is_digit(c))
            continue;
        mpz_mul_ui(out, out, 10);
        mpz_add_ui(out, out, (unsigned long)(c - '0'));
        left--;
    }
}

static uint128 power_of_ten(uint64_t exponent)
{
    uint128 power = 1;

    for (; exponent; exponent--)
        power *= 10;
    return power;
}

/* Both of the same magnitude, so that the exponents differ by fewer digits than were written. */
static int compare_digits(const struct decimal *a, const struct decimal *b)
{
    int64_t shift = a->exponent - b->exponent;
    mpz_t left, right, scale;
    int order;

    if (a->small && b->small) { /* shift < 19: the magnitudes are equal */
        uint128 x = a->digits * power_of_ten(shift > 0 ? (uint64_t)shift : 0);
        uint128 y = b->digits * power_of_ten(shift < 0 ? (uint64_t)-shift : 0);

        return x < y ? -1 : x > y;
    }
    mpz_inits(left, right, scale, NULL);
    to_mpz(a, left);
    to_mpz(b, right);
    mpz_ui_pow_ui(scale, 10, (unsigned long)(shift < 0 ? -shift : shift));
    if (shift > 0)
        mpz_mul(left, left, scale);
    else
        mpz_mul(right, right, scale);
    order = mpz_cmp(left, right);
    mpz_clears(left, right, scale, NULL);
    return order < 0 ? -1 : order > 0;
}

int decimal_compare(const struct decimal *a, const struct decimal *b)
{
    int sign = a->negative ? -1 : 1;
    int64_t magnitude_a = (int64_t)a->digit_count + a->exponent;
    int64_t magnitude_b = (int64_t)b->digit_count + b->exponent;

    if (a->digit_count == 0 || b->digit_count == 0) {
        if (a->digit_count)
            return sign;
        return b->digit_count == 0 ? 0 : (b->negative ? 1 : -1);
    }
    if (a->negative != b->negative)
        return sign;
    if (magnitude_a != magnitude_b)
        return magnitude_a < magnitude_b ? -sign : sign;
    return sign * compare_digits(a, b);
}

/* digits x 10^shift mod modulus, by squaring: no power is ever written out. */
static uint64_t scaled_remainder(uint64_t digits, uint64_t shift, uint64_t modulus)
{
    uint128 result = digits % modulus;
    uint128 base = 10 % modulus;

    for (; shift; shift >>= 1) {
        if (shift & 1)
            result = result * base % modulus;
        base = base * base % modulus;
    }
    return (uint64_t)result;
}

bool decimal_is_multiple(const struct decimal *value, const struct decimal *divisor)
{
    uint64_t shift;
    mpz_t digits, modulus, scale;
    bool multiple;

    if (value->digit_count == 0)
        return true;
    /* The digits end in no zero, so ten times anything does not divide them. */
    if (value->exponent < divisor->exponent)
        return false;
    shift = (uint64_t)(value->exponent - divisor->exponent);
    if (value->small && divisor->small)
        return scaled_remainder(value->digits, shift, divisor->digits) == 0;
    mpz_inits(digits, modulus, scale, NULL);
    to_mpz(value, digits);
    to_mpz(divisor, modulus);
    mpz_set_ui(scale, 10);
    mpz_powm_ui(scale, scale, shift, modulus);
    mpz_mul(digits, digits, scale);
    multiple = mpz_divisible_p(digits, modulus) != 0;
    mpz_clears(digits, modulus, scale, NULL);
    return multiple;
}

bool decimal_to_int64(const struct decimal *a, int64_t *value)
{
    uint128 magnitude;

    if (a->exponent < 0 || !a->small || (int64_t)a->digit_count + a->exponent > SMALL_DIGITS)
        return false;
    magnitude = a->digits * power_of_ten((uint64_t)a->exponent);
    if (magnitude > (uint128)INT64_MAX + a->negative)
        return false;
    *value = a->negative ? (int64_t)(0 - (uint64_t)magnitude) : (int64_t)magnitude;
    return true;
}
