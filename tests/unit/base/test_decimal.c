#include "base/decimal.h"

#include "unit.h"

static const struct {
    const char *a, *b;
    int order;
} comparisons[] = {
    {"1", "1.0", 0},
    {"1e0", "1", 0},
    {"-0", "0", 0},
    {"0e5", "0", 0},
    {"100", "1e2", 0},
    {"1.5", "15e-1", 0},
    {"2", "10", -1},
    {"-2", "-10", 1},
    {"-1", "0", -1},
    {"0.1", "0.09", 1},
    {"1e400", "1e401", -1},
    {"9223372036854775808", "9223372036854775807", 1},
    {"12345678901234567890123", "12345678901234567890124", -1},
    {"1234567890123456789012e1", "12345678901234567890120", 0},
    {"0.00000000000000000000000000012345678901234567890123",
     "0.00000000000000000000000000012345678901234567890122", 1},
    {"1e999999999999999999999", "1e400", 1},
    {"1e999999999999999999999", "1e999999999999999999998", 1},
    {"1e999999999999999999999", "10e999999999999999999998", 0},
    {"0.1e1000000000000000000000", "1E999999999999999999999", 0},
    {"-1e999999999999999999999", "-1e999999999999999999998", -1},
    {"1e-999999999999999999999", "1e-999999999999999999998", -1},
    {"1e-999999999999999999999", "0", 1},
    {"0e999999999999999999999", "0", 0},
    {"1e1000000000000", "1e1000000000001", -1},
    {"1e1000000000001", "100e999999999999", 0},
    {"1e+000001000000000001", "100e999999999999", 0},
    {"12345678901234567890123e999999999999999999999",
     "12345678901234567890124e999999999999999999999", -1},
    {"1.2345678901234567890123e1000000000000000000021",
     "12345678901234567890123e999999999999999999999", 0},
    {"2e99999999999999999999999999999999999999999999999999", "3e99999999999999999999999999999999",
     1},
};

START_TEST(compares)
{
    struct decimal a = decimal_parse(str_of(comparisons[_i].a));
    struct decimal b = decimal_parse(str_of(comparisons[_i].b));

    ck_assert_msg(decimal_compare(&a, &b) == comparisons[_i].order, "%s against %s",
                  comparisons[_i].a, comparisons[_i].b);
    ck_assert_int_eq(decimal_compare(&b, &a), -comparisons[_i].order);
}
END_TEST

static const struct {
    const char *value, *divisor;
    bool multiple;
} multiples[] = {
    {"0.0075", "0.0001", true},
    {"0.00751", "0.0001", false},
    {"19.99", "0.01", true},
    {"4.35", "0.01", true},
    {"1e308", "0.123456789", false},
    {"1e308", "0.5", true},
    {"12345678901234567890123", "3", true},
    {"12345678901234567890124", "3", false},
    {"12345678901234567890123", "12345678901234567890123", true},
    {"7", "2", false},
    {"-6", "2", true},
    {"0", "7", true},
    {"10", "20", false},
    {"1e1000000000", "7", false},
    {"7e1000000000", "7", true},
    {"4.5", "1.5", true},
    {"1e999999999999999999999", "7", false},
    {"7e999999999999999999999", "7", true},
    {"1e999999999999999999999", "8", true},
    {"1e999999999999999999999", "1e-999999999999999999999", true},
    {"1e999999999999999999999", "2e999999999999999999999", false},
    {"4e999999999999999999999", "2e999999999999999999999", true},
    {"1e999999999999999999998", "1e999999999999999999999", false},
    {"3e999999999999999999999", "2e999999999999999999998", true},
    {"1e-999999999999999999999", "1", false},
    {"123456789012345678901234567890", "10", true},
    {"12345678901234567890123456789", "10", false},
    {"1234567890123456789012345e20", "1024e5", true},
    {"1234567890123456789012345e2", "12345678901234567890123450000", false},
    {"36893488147419103232", "36893488147419103232", true},
    {"36893488147419103232", "18446744073709551616", true},
    {"18446744073709551616", "36893488147419103232", false},
    {"184467440737095516160", "36893488147419103232", true},
    {"95367431640625000000e1", "95367431640625", true},
};

START_TEST(is_multiple)
{
    struct decimal value = decimal_parse(str_of(multiples[_i].value));
    struct decimal divisor = decimal_parse(str_of(multiples[_i].divisor));

    ck_assert_msg(decimal_is_multiple(&value, &divisor) == multiples[_i].multiple, "%s by %s",
                  multiples[_i].value, multiples[_i].divisor);
}
END_TEST

static const struct {
    const char *text;
    bool number, integer, fits;
    int64_t value;
} lexemes[] = {
    {"0", true, true, true, 0},
    {"-0", true, true, true, 0},
    {"1.0", true, true, true, 1},
    {"1e2", true, true, true, 100},
    {"100e-2", true, true, true, 1},
    {"1.5", true, false, false, 0},
    {"9223372036854775807", true, true, true, INT64_MAX},
    {"9223372036854775808", true, true, false, 0},
    {"-9223372036854775808", true, true, true, INT64_MIN},
    {"-9223372036854775809", true, true, false, 0},
    {"1e19", true, true, false, 0},
    {"1e999999999999999999999", true, true, false, 0},
    {"1e-999999999999999999999", true, false, false, 0},
    {"0e-999999999999999999999", true, true, true, 0},
    {"01", false, false, false, 0},
    {"1.", false, false, false, 0},
    {".5", false, false, false, 0},
    {"+1", false, false, false, 0},
    {"1e", false, false, false, 0},
    {"", false, false, false, 0},
    {"-", false, false, false, 0},
};

START_TEST(reads)
{
    struct str text = str_of(lexemes[_i].text);
    struct decimal d;
    int64_t value = 0;

    ck_assert_msg(decimal_is_number(text) == lexemes[_i].number, "%s", text.text);
    if (!lexemes[_i].number)
        return;
    d = decimal_parse(text);
    ck_assert_msg(decimal_is_integer(&d) == lexemes[_i].integer, "%s", text.text);
    ck_assert_msg(decimal_to_int64(&d, &value) == lexemes[_i].fits, "%s", text.text);
    ck_assert_msg(value == lexemes[_i].value, "%s", text.text);
}
END_TEST

UNIT_SUITE("decimal", UNIT_LOOP(compares, comparisons); UNIT_LOOP(is_multiple, multiples);
           UNIT_LOOP(reads, lexemes))
