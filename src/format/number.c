/* The number formats, on the digits as written. Where a format takes strings too, they may hold
   anything: no function asks more of its text than that it can be read. */
#include "base/decimal.h"
#include "format/grammars.h"

/* 1.0 and 1e2 are integers. */
static bool is_integer_within(struct str lexeme, int64_t least, int64_t most)
{
    struct decimal value;
    int64_t integer;

    if (!decimal_is_number(lexeme))
        return false;
    value = decimal_parse(lexeme);
    return decimal_to_int64(&value, &integer) && integer >= least && integer <= most;
}

bool format_int8(struct str lexeme)
{
    return is_integer_within(lexeme, INT8_MIN, INT8_MAX);
}

bool format_int16(struct str lexeme)
{
    return is_integer_within(lexeme, INT16_MIN, INT16_MAX);
}

bool format_int32(struct str lexeme)
{
    return is_integer_within(lexeme, INT32_MIN, INT32_MAX);
}

bool format_int64(struct str lexeme)
{
    return is_integer_within(lexeme, INT64_MIN, INT64_MAX);
}

bool format_uint8(struct str lexeme)
{
    return is_integer_within(lexeme, 0, UINT8_MAX);
}

bool format_uint16(struct str lexeme)
{
    return is_integer_within(lexeme, 0, UINT16_MAX);
}

bool format_uint32(struct str lexeme)
{
    return is_integer_within(lexeme, 0, UINT32_MAX);
}

/* RFC 8259, 6: the integers up to which a double holds every integer. */
bool format_double_int(struct str lexeme)
{
    return is_integer_within(lexeme, -INT64_C(9007199254740991), INT64_C(9007199254740991));
}

/* RFC 9651, 3.3.1: fifteen digits. */
bool format_sf_integer(struct str lexeme)
{
    return is_integer_within(lexeme, -INT64_C(999999999999999), INT64_C(999999999999999));
}

static bool is_within(struct str lexeme, struct str least, struct str most)
{
    struct decimal value = decimal_parse(lexeme);
    struct decimal lower = decimal_parse(least), upper = decimal_parse(most);

    return decimal_compare(&value, &lower) >= 0 && decimal_compare(&value, &upper) <= 0;
}

bool format_integer(struct str lexeme)
{
    struct decimal value;

    if (!decimal_is_number(lexeme))
        return false;
    value = decimal_parse(lexeme);
    return decimal_is_integer(&value);
}

bool format_uint64(struct str lexeme)
{
    return format_integer(lexeme) && is_within(lexeme, STR("0"), STR("18446744073709551615"));
}

/* RFC 9651, 3.3.2: twelve digits before the point, three behind it. */
bool format_sf_decimal(struct str lexeme)
{
    struct decimal value;

    if (!decimal_is_number(lexeme))
        return false;
    value = decimal_parse(lexeme);
    return value.exponent >= -3 && (int64_t)value.digit_count + value.exponent <= 12;
}

/* Does the number round to a finite one? It does while it is less than half a unit above the
   largest (IEEE 754, 4.3.1), which is between `least` and `most`. Digits that are lost are no
   failure: floating point rounds. digits: a number with no more than these before the point surely
   fits. */
static bool is_finite(struct str lexeme, int64_t digits, struct str least, struct str most)
{
    struct decimal value;

    if (!decimal_is_number(lexeme))
        return false;
    value = decimal_parse(lexeme);
    return (int64_t)value.digit_count + value.exponent <= digits || is_within(lexeme, least, most);
}

bool format_float(struct str lexeme)
{
    return is_finite(lexeme, 38, STR("-3.40282356779733661637539395458142568447e38"),
                     STR("3.40282356779733661637539395458142568447e38"));
}

bool format_double(struct str lexeme)
{
    return is_finite(lexeme, 308, STR("-1.797693134862315807937289714053e308"),
                     STR("1.797693134862315807937289714053e308"));
}

bool format_decimal(struct str text)
{
    return decimal_is_number(text);
}

/* Digits that would be lost are a failure: who asks for decimals means the digits. Exponents by
   IEEE 754, table 3.6: 34 digits up to 10^6144, the last no lower than 10^-6176. */
bool format_decimal128(struct str text)
{
    struct decimal value;

    if (!decimal_is_number(text))
        return str_is(text, "NaN") || str_is(text, "INF") || str_is(text, "-INF");
    value = decimal_parse(text);
    return value.digit_count <= 34 && value.exponent >= -6176 &&
           (int64_t)value.digit_count + value.exponent <= 6145;
}
