#include "base/decimal.h"

#include <gmp.h>
#include <stdlib.h>

#include "base/alloc.h"

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

static int64_t read_exponent(struct str text, bool *vast)
{
    bool negative = text.length && text.text[0] == '-';
    int64_t value = 0;

    for (size_t i = 0; i < text.length; i++) {
        if (!ascii_is_digit(text.text[i]))
            continue;
        value = value * 10 + (text.text[i] - '0');
        if (value > DECIMAL_MAX_EXPONENT) {
            *vast = true;
            value = DECIMAL_MAX_EXPONENT;
        }
    }
    return negative ? -value : value;
}

struct decimal decimal_parse(struct str lexeme)
{
    struct decimal d = {.lexeme = lexeme, .small = true};
    bool fraction = false;
    bool negative = lexeme.length && lexeme.text[0] == '-';
    int64_t exponent = 0;
    size_t zeros = 0; /* zeros since the last digit that was not zero */

    for (size_t i = negative; i < lexeme.length; i++) {
        char c = lexeme.text[i];

        if (c == '.') {
            fraction = true;
            continue;
        }
        if (c == 'e' || c == 'E') {
            exponent += read_exponent(str_slice(lexeme, i + 1, SIZE_MAX), &d.vast);
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
    if (d.digit_count == 0) {
        d.vast = false; /* zero, whatever its exponent */
        return d;
    }
    d.negative = negative;
    d.exponent = exponent + (int64_t)zeros;
    return d;
}

/* ---- digits and exponents that fit no word ---- */

/* The significant digits in turn; '0' past the last. */
struct digits {
    struct str rest;
    size_t left;
    bool started;
};

static char next_digit(struct digits *digits)
{
    while (digits->left && digits->rest.length) {
        char c = digits->rest.text[0];

        digits->rest = str_slice(digits->rest, 1, SIZE_MAX);
        digits->started = digits->started || (c >= '1' && c <= '9');
        if (!digits->started || !ascii_is_digit(c))
            continue;
        digits->left--;
        return c;
    }
    return '0';
}

static struct digits digits_of(const struct decimal *d)
{
    return (struct digits){.rest = d->lexeme, .left = d->digit_count};
}

/* |d| / 10^exponent as an integer. */
static void to_mpz(const struct decimal *d, mpz_t out)
{
    struct digits digits = digits_of(d);
    char *text;

    if (d->small) {
        mpz_set_ui(out, d->digits);
        return;
    }
    text = alloc_bytes(d->digit_count + 1);
    for (size_t i = 0; i < d->digit_count; i++)
        text[i] = next_digit(&digits);
    text[d->digit_count] = '\0';
    mpz_set_str(out, text, 10);
    free(text);
}

/* The exponent, plus the number of digits when `magnitude` is asked for. */
static void exponent_to_mpz(const struct decimal *d, bool magnitude, mpz_t out)
{
    size_t at = str_find_char(d->lexeme, 'e');
    struct str written;
    bool vast;
    char *text;

    if (at == d->lexeme.length)
        at = str_find_char(d->lexeme, 'E');
    written = str_slice(d->lexeme, at + 1, SIZE_MAX);
    /* what the digits' places add to what is written */
    mpz_set_si(out, d->exponent - read_exponent(written, &vast) +
                        (magnitude ? (int64_t)d->digit_count : 0));
    if (written.length) {
        mpz_t exponent;

        text = alloc_bytes(written.length + 1);
        memcpy(text, written.text, written.length);
        text[written.length] = '\0';
        mpz_init_set_str(exponent, text + (text[0] == '+'), 10);
        mpz_add(out, out, exponent);
        mpz_clear(exponent);
        free(text);
    }
}

/* How far a's exponent (or magnitude) is from b's: the difference, held within int64_t. */
static int64_t exponent_difference(const struct decimal *a, const struct decimal *b, bool magnitude)
{
    mpz_t x, y;
    int64_t difference;

    mpz_inits(x, y, NULL);
    exponent_to_mpz(a, magnitude, x);
    exponent_to_mpz(b, magnitude, y);
    mpz_sub(x, x, y);
    difference = mpz_fits_slong_p(x) ? mpz_get_si(x) : mpz_sgn(x) < 0 ? INT64_MIN : INT64_MAX;
    mpz_clears(x, y, NULL);
    return difference;
}

/* ---- comparing ---- */

static uint128 power_of_ten(uint64_t exponent)
{
    uint128 power = 1;

    for (; exponent; exponent--)
        power *= 10;
    return power;
}

/* Both of the same magnitude: digit by digit, from the first. */
static int compare_digits(const struct decimal *a, const struct decimal *b)
{
    struct digits x = digits_of(a);
    struct digits y = digits_of(b);

    while (x.left || y.left) {
        char p = next_digit(&x);
        char q = next_digit(&y);

        if (p != q)
            return p < q ? -1 : 1;
    }
    return 0;
}

static int compare_small(const struct decimal *a, const struct decimal *b)
{
    int64_t shift = a->exponent - b->exponent; /* below 19: the magnitudes are equal */
    uint128 x = a->digits * power_of_ten(shift > 0 ? (uint64_t)shift : 0);
    uint128 y = b->digits * power_of_ten(shift < 0 ? (uint64_t)-shift : 0);

    return x < y ? -1 : x > y;
}

static int64_t compare_magnitudes(const struct decimal *a, const struct decimal *b)
{
    if (a->vast || b->vast)
        return exponent_difference(a, b, true);
    return (int64_t)a->digit_count + a->exponent - (int64_t)b->digit_count - b->exponent;
}

int decimal_compare(const struct decimal *a, const struct decimal *b)
{
    int sign = a->negative ? -1 : 1;
    int64_t magnitudes;

    if (a->digit_count == 0 || b->digit_count == 0) {
        if (a->digit_count)
            return sign;
        return b->digit_count == 0 ? 0 : (b->negative ? 1 : -1);
    }
    if (a->negative != b->negative)
        return sign;
    magnitudes = compare_magnitudes(a, b);
    if (magnitudes != 0)
        return magnitudes < 0 ? -sign : sign;
    return sign * (a->small && b->small && !a->vast && !b->vast ? compare_small(a, b)
                                                                : compare_digits(a, b));
}

/* ---- dividing ---- */

/* digits x 10^shift mod modulus, by squaring, so that the power is never written out. */
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

/* Does modulus divide digits x 10^shift? Powers of ten bring twos and fives only: all other factors
   of the modulus must be in the digits, and of twos and fives there must be enough. */
static bool divides_scaled(mpz_t modulus, mpz_t digits, int64_t shift)
{
    mpz_t five, other;
    uint64_t twos = mpz_scan1(modulus, 0);
    uint64_t fives;
    bool divides;

    mpz_init_set_ui(five, 5);
    mpz_init(other);
    mpz_tdiv_q_2exp(other, modulus, twos);
    fives = mpz_remove(other, other, five);
    divides = mpz_divisible_p(digits, other) != 0;
    if (divides && twos > (uint64_t)shift)
        divides = mpz_scan1(digits, 0) >= twos - (uint64_t)shift;
    if (divides && fives > (uint64_t)shift)
        divides = mpz_remove(other, digits, five) >= fives - (uint64_t)shift;
    mpz_clears(five, other, NULL);
    return divides;
}

bool decimal_is_multiple(const struct decimal *value, const struct decimal *divisor)
{
    bool vast = value->vast || divisor->vast;
    int64_t shift =
        vast ? exponent_difference(value, divisor, false) : value->exponent - divisor->exponent;
    mpz_t digits, modulus;
    bool multiple;

    if (value->digit_count == 0)
        return true;
    /* The digits end in no zero, so ten times anything does not divide them. */
    if (shift < 0)
        return false;
    if (value->small && divisor->small && !vast)
        return scaled_remainder(value->digits, (uint64_t)shift, divisor->digits) == 0;
    mpz_inits(digits, modulus, NULL);
    to_mpz(value, digits);
    to_mpz(divisor, modulus);
    multiple = divides_scaled(modulus, digits, shift);
    mpz_clears(digits, modulus, NULL);
    return multiple;
}

bool decimal_to_int64(const struct decimal *a, int64_t *value)
{
    uint128 magnitude;

    if (a->exponent < 0 || !a->small || a->vast ||
        (int64_t)a->digit_count + a->exponent > SMALL_DIGITS)
        return false;
    magnitude = a->digits * power_of_ten((uint64_t)a->exponent);
    if (magnitude > (uint128)INT64_MAX + a->negative)
        return false;
    *value = a->negative ? (int64_t)(0 - (uint64_t)magnitude) : (int64_t)magnitude;
    return true;
}

/* ---- memory ---- */

static void *resize(void *block, size_t old_size, size_t new_size)
{
    (void)old_size;
    return alloc_resize(block, new_size);
}

static void give_back(void *block, size_t size)
{
    (void)size;
    free(block);
}

void decimal_set_allocator(void)
{
    mp_set_memory_functions(alloc_bytes, resize, give_back);
}
