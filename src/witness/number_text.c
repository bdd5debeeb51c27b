#include "witness/number_text.h"

#include <inttypes.h>
#include <stdio.h>

void number_digits(struct strbuf *out, const struct decimal *number)
{
    if (number->small) {
        strbuf_addf(out, "%" PRIu64, number->digits);
        return;
    }
    for (size_t i = 0; i < number->lexeme.length && out->length < number->digit_count; i++) {
        char c = number->lexeme.text[i];

        if (ascii_is_digit(c) && (c != '0' || out->length))
            strbuf_add_char(out, c);
    }
}

static void add_zeros(struct strbuf *out, int64_t count)
{
    for (; count > 0; count--)
        strbuf_add_char(out, '0');
}

static void write_integral(struct strbuf *out, struct str digits, int64_t exponent,
                           enum number_style style)
{
    strbuf_add(out, digits);
    add_zeros(out, exponent);
    if (style == NUMBER_FRACTION)
        strbuf_add_text(out, ".0");
}

static void write_fraction(struct strbuf *out, struct str digits, int64_t exponent)
{
    int64_t before = (int64_t)digits.length + exponent; /* digits before the point */

    if (before <= 0)
        strbuf_add_text(out, "0.");
    add_zeros(out, -before);
    for (size_t i = 0; i < digits.length; i++) {
        if (before > 0 && i == (size_t)before)
            strbuf_add_char(out, '.');
        strbuf_add_char(out, digits.text[i]);
    }
}

static void write_scientific(struct strbuf *out, struct str digits, int64_t exponent)
{
    strbuf_add_char(out, digits.text[0]);
    if (digits.length > 1) {
        strbuf_add_char(out, '.');
        strbuf_add(out, str_slice(digits, 1, SIZE_MAX));
    }
    strbuf_addf(out, "e%" PRId64, exponent + (int64_t)digits.length - 1);
}

/* Characters of the form without exponent. */
static int64_t plain_length(const struct decimal *number)
{
    int64_t digits = (int64_t)number->digit_count;

    if (number->exponent >= 0)
        return digits + number->exponent;
    return -number->exponent < digits ? digits + 1 : 2 - number->exponent;
}

bool number_is_longer(const struct decimal *number, int64_t limit)
{
    return plain_length(number) > limit;
}

static int64_t scientific_length(const struct decimal *number)
{
    return (int64_t)number->digit_count + (number->digit_count > 1) +
           snprintf(NULL, 0, "e%" PRId64, number->exponent + (int64_t)number->digit_count - 1);
}

void number_write(struct strbuf *out, const struct decimal *number, enum number_style style)
{
    struct strbuf gathered;
    struct str digits;

    if (number->digit_count == 0) {
        strbuf_add_text(out, style == NUMBER_FRACTION ? "0.0" : "0");
        return;
    }
    if (number->vast) { /* its exponent fits no word: as it was written */
        strbuf_add(out, number->lexeme);
        return;
    }
    strbuf_init(&gathered, SIZE_MAX);
    number_digits(&gathered, number);
    digits = strbuf_str(&gathered);
    if (number->negative)
        strbuf_add_char(out, '-');
    if (!(style == NUMBER_INTEGER && number->exponent >= 0) &&
        plain_length(number) > NUMBER_READABLE_DIGITS &&
        plain_length(number) > scientific_length(number))
        write_scientific(out, digits, number->exponent);
    else if (number->exponent >= 0)
        write_integral(out, digits, number->exponent, style);
    else
        write_fraction(out, digits, number->exponent);
    strbuf_release(&gathered);
}
