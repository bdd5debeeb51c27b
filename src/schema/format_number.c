/* The number formats of OpenAPI, on the digits as written. */
#include "base/decimal.h"
#include "schema/format.h"

static bool is_within(struct str lexeme, struct str least, struct str most)
{
    struct decimal value = decimal_parse(lexeme);
    struct decimal lower = decimal_parse(least), upper = decimal_parse(most);

    return decimal_compare(&value, &lower) >= 0 && decimal_compare(&value, &upper) <= 0;
}

static bool is_integer(struct str lexeme)
{
    struct decimal value = decimal_parse(lexeme);

    return decimal_is_integer(&value);
}

/* 1.0 and 1e2 are integers. */
bool format_int32(struct str lexeme)
{
    return is_integer(lexeme) && is_within(lexeme, STR("-2147483648"), STR("2147483647"));
}

bool format_int64(struct str lexeme)
{
    return is_integer(lexeme) &&
           is_within(lexeme, STR("-9223372036854775808"), STR("9223372036854775807"));
}

/* Rounds to a finite number: less than half a unit above the largest (IEEE 754, 4.3.1). Digits that
   do not fit are no failure: that is what floating point is for. */
bool format_float(struct str lexeme)
{
    return is_within(lexeme, STR("-3.40282356779733661637539395458142568447e38"),
                     STR("3.40282356779733661637539395458142568447e38"));
}

bool format_double(struct str lexeme)
{
    return is_within(lexeme, STR("-1.797693134862315807937289714053e308"),
                     STR("1.797693134862315807937289714053e308"));
}
