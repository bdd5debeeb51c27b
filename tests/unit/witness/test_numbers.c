/* Sets of numbers: rows for what one can think of, and random sets on a grid of tenths against an
   oracle that looks at each number of the grid. */
#include "witness/numbers.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

#include "document/kinds.h"
#include "unit.h"

enum { MAX_ASKED = 24, ROUNDS = 1500, GRID_END = 3000, ORACLE_NUMBERS = 2 * GRID_END + 1 };

static uint64_t random_state;

static uint64_t random_below(uint64_t bound)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state % bound;
}

/* One thing that is asked: "> 1", "not * 0.1", "format int32". */
static void ask(struct numbers *numbers, struct str demand)
{
    bool negated = str_starts_with(demand, STR("not "));
    bool soft = str_starts_with(demand, STR("soft "));
    struct str rest = str_slice(demand, negated ? 4 : soft ? 5 : 0, SIZE_MAX);
    struct str verb = str_cut(&rest, ' ');
    struct decimal number;

    if (str_is(verb, "integral")) {
        numbers_integral(numbers, negated);
    } else if (str_is(verb, "written")) {
        numbers_written_as_integer(numbers, negated);
    } else if (str_is(verb, "format")) {
        char name[32] = {0};

        memcpy(name, rest.text, rest.length);
        ck_assert_msg(format_find(str_of(name)) != NULL, "no format %s", name);
        numbers_format(numbers, format_find(str_of(name)), negated, soft);
    } else {
        ck_assert_msg(decimal_is_number(rest), "%.*s", STR_ARGS(demand));
        number = decimal_parse(rest);
        if (str_is(verb, ">") || str_is(verb, ">="))
            numbers_at_least(numbers, &number, str_is(verb, ">"));
        else if (str_is(verb, "<") || str_is(verb, "<="))
            numbers_at_most(numbers, &number, str_is(verb, "<"));
        else if (str_is(verb, "*"))
            numbers_multiple_of(numbers, &number, negated);
        else if (str_is(verb, "!="))
            numbers_exclude(numbers, &number);
        else
            ck_abort_msg("what is %.*s", STR_ARGS(demand));
    }
}

/* demands: parted by ", ". */
static struct numbers *make(struct witness *witness, const char *demands)
{
    struct numbers *numbers = numbers_new(witness);
    struct str rest = str_of(demands);

    while (rest.length) {
        struct str demand = str_cut(&rest, ',');

        ask(numbers, str_trim(demand));
    }
    return numbers;
}

static struct witness *begin(bool minimal)
{
    return witness_new(&(struct witness_settings){.minimal = minimal});
}

/* The first numbers, parted by spaces; "." where there is no more, "?" where it is undecided. */
static void list(struct numbers *numbers, size_t count, struct strbuf *out)
{
    enum outcome outcome = OUTCOME_VALUE;

    for (size_t i = 0; i < count && outcome == OUTCOME_VALUE; i++) {
        if (i)
            strbuf_add_char(out, ' ');
        outcome = numbers_nth(numbers, i, out);
    }
    if (outcome != OUTCOME_VALUE)
        strbuf_add_char(out, outcome == OUTCOME_NONE ? '.' : '?');
}

static const struct {
    const char *demands;
    size_t count;
    const char *listed;
    bool readable;
} rows[] = {
    {"", 5, "0 1 -1 2 -2", false},
    {"", 5, "1 0 -1 2 -2", true},
    {">= 1, <= 3", 5, "1 2 3 1.5 2.5", false},
    {"integral, >= 1, <= 3", 5, "1 2 3 .", false},
    {"integral, >= -2, <= 3", 9, "0 1 -1 2 -2 3 .", false},
    {"integral, >= -2, <= 3", 9, "1 0 -1 2 -2 3 .", true},
    {"integral, >= -3, <= -1", 9, "-1 -2 -3 .", true},
    {"integral, > 1, < 2", 1, ".", false},
    {"integral, > 1.5, < 2.5", 2, "2 .", false},
    {">= 3, <= 1", 1, ".", false},
    {"> 1, < 1", 1, ".", false},
    {">= 1, < 1", 1, ".", false},
    {">= 1, <= 1", 2, "1 .", false},
    {">= 1.50, <= 15e-1", 2, "1.5 .", false},
    {"> 0, < 0.001", 3, "0.0005 0.0001 0.0002", false},
    {"not integral", 4, "0.5 -0.5 1.5 -1.5", false},
    {"not integral, > 0, < 1", 4, "0.5 0.1 0.2 0.3", false},
    {"not integral, integral", 1, ".", false},
    {"> 0, < 0.001, not integral, not * 0.0001", 2, "0.00005 0.00015", false},
    {"* 0.01, > 0", 3, "0.01 0.02 0.03", false},
    {"* 0.01, not * 0.1, >= 0, <= 0.12", 12,
     "0.01 0.02 0.03 0.04 0.05 0.06 0.07 0.08 0.09 0.11 0.12 .", false},
    {"* 4, * 6, > 0, <= 36", 4, "12 24 36 .", false},
    {"* 0.4, * 0.6", 3, "0 1.2 -1.2", false},
    {"* 1.5, integral, > 0", 2, "3 6", false},
    {"* 4, not * 2", 1, ".", false},
    {"* 2, not * 4", 3, "2 -2 6", false},
    {"* 2, not * 4, not * 6, >= 3, <= 10", 2, "10 .", false},
    {"* 7, >= 8, <= 13", 1, ".", false},
    {"* 10", 3, "10 0 -10", true},
    {"not * 1e-300", 1, "5e-301", false},
    {"* 1e-300, > 0", 2, "1e-300 2e-300", false},
    {"* 1e300, > 0", 2, "1e300 2e300", false},
    {"* 1e300, * 3", 2, "0 3e300", false},
    {"* 1e300, > 0, < 1e300", 1, ".", false},
    {">= 1e300", 2, "1e300 2e300", false},
    {"> 1e300, <= 1.5e300", 2, "1.5e300 1.1e300", false},
    {"integral, >= 1e300", 1, "1e300", false},
    {"integral, >= 1e300, < 1000000e294", 1, ".", false},
    {"integral, >= 1e30, <= 1000000000000000000000000000002", 4,
     "1e30 1000000000000000000000000000001 1000000000000000000000000000002 .", false},
    {"integral, < -1e30, >= -1000000000000000000000000000002", 3,
     "-1000000000000000000000000000001 -1000000000000000000000000000002 .", false},
    {">= 1e1000000", 2, "1e1000000 2e1000000", false},
    {"integral, >= 1e1000000", 1, "1e1000000", false},
    {"* 3, <= -1e1000000", 1, "-1.2e1000000", false},
    {"* 7, >= 1e1000000, <= 1e1000000", 1, ".", false},
    {"* 7, >= 7e1000000, <= 7e1000000", 2, "7e1000000 .", false},
    {"integral, > 1e1000000, < 2e1000000", 1, "1.1e1000000", false},
    {"> 0, < 1e-1000000", 1, "5e-1000001", false},
    {"> 0, < 1e-1000000, integral", 1, ".", false},
    {"> -1e-1000000, < 1e-1000000, integral", 2, "0 .", false},
    {">= -1e1000000, <= 1e1000000, integral", 3, "0 1 -1", false},
    {">= 1e999999999999999999999, <= 1e999999999999999999999", 2, "1e999999999999999999999 .",
     false},
    {">= 1e999999999999999999999, <= 1e999999999999999999998", 1, ".", false},
    {">= 1e999999999999999999999", 1, "?", false},
    {"<= 1e999999999999999999999, >= 5", 2, "5 6", false},
    {"* 1e999999999999999999999, * 7", 2, "0 ?", false},
    {"* 1e-999999999999999999999, > 1", 1, "?", false},
    {"* 1e5000, integral", 2, "0 1e5000", false},
    {"* 1e1000000, * 7", 2, "0 ?", false},
    {"integral, != 0, != 1.0, != -10e-1, >= -1, <= 2", 2, "2 .", false},
    {">= 1, <= 1, != 1", 1, ".", false},
    {"integral, != 1", 3, "0 -1 2", false},
    {"integral, != 1", 3, "2 0 -1", true},
    {"written", 3, "0 1 -1", false},
    {"not written, integral", 3, "0.0 1.0 -1.0", false},
    {"not written, integral, != 0", 2, "1.0 -1.0", false},
    {"not written, not integral", 2, "0.5 -0.5", false},
    {"written, not written", 1, ".", false},
    {"written, not integral", 1, ".", false},
    {"written, >= 1e26, <= 1e26", 2, "100000000000000000000000000 .", false},
    {"not written, >= 1e26, <= 1e26", 2, "1e26 .", false},
    {"written, >= 1e5000", 1, "?", false},
    {"format int8, >= 126", 3, "126 127 .", false},
    {"format int8, not format int8", 1, ".", false},
    {"not format int8, integral", 3, "128 129 -129", false},
    {"not format int8", 3, "0.5 -0.5 1.5", false},
    {"not format int32, >= 0, integral", 2, "2147483648 2147483649", false},
    {"not format int64, integral, > 0", 1, "9223372036854775808", false},
    {"not format uint64, integral, > 0", 1, "18446744073709551616", false},
    {"format int64, > 9223372036854775806", 2, "9223372036854775807 .", false},
    {"format uint64, > 18446744073709551614", 2, "18446744073709551615 .", false},
    {"not format float", 1, "4e38", false},
    {"not format float, < 0", 1, "-4e38", false},
    {"not format double", 1, "2e308", false},
    {"not format double, integral", 1, "1.8e308", false},
    {"format double, >= 1", 2, "1 2", false},
    {"not format float, format double", 1, "4e38", false},
    {"format sf-decimal, > 0, < 0.002", 2, "0.001 .", false},
    {"format sf-decimal, > 999999999999.998", 2, "999999999999.999 .", false},
    {"not format sf-decimal, >= 0, < 0.001", 2, "0.0005 0.0001", false},
    {"not format sf-integer, integral, > 0", 1, "1000000000000000", false},
    {"not format double-int, integral, < 0", 1, "-9007199254740992", false},
    {"format unixtime", 2, "0 1", false},
    {"not format unixtime", 2, "0.5 -0.5", false},
    {"not format date", 1, ".", false},
    {"format date", 2, "0 1", false},
    {"format decimal128, > 1, < 1.0000000000000000000000000000000011", 2,
     "1.000000000000000000000000000000001 ?", false},
    {"not format decimal128, > 0, < 1", 1, "5e-6177", false},
    {"not format decimal128, integral, >= 1e6145", 1, "1e6145", false},
    {"not format decimal128, integral, >= 0, <= 100", 1, ".", false},
    {"soft format int8, integral, >= 126", 4, "126 127 128 129", false},
    {"soft format int32, >= 3000000000", 2, "3000000000 3000000001", false},
    {"soft format int8, >= 1, <= 1.5", 4, "1 1.5 1.1 1.2", false},
    {"soft format int8, integral, >= 127, <= 128", 3, "127 128 .", false},
    {"soft format int8, soft format uint8, integral, >= -2, <= 128", 4, "0 1 2 3", false},
    {"soft format int8, soft format uint8, integral, >= 127, <= 128", 3, "127 128 .", false},
    {"soft format int8, format uint8, >= 127, <= 129", 4, "127 128 129 .", false},
    {"soft format int64, > 0", 2, "1 2", true},
    {"soft format date, >= 5, integral", 2, "5 6", false},
    {"not format int8, not format uint8, integral, > 0", 2, "256 257", false},
    {"not format uint8, integral, >= -2, <= 257", 5, "-1 -2 256 257 .", false},
    {"not format int8, not format int16, not format int32, not format int64, integral, < 0", 1,
     "-9223372036854775809", false},
    {">= 0.000000000000000000000000001234, <= 0.000000000000000000000000001234", 1, "1.234e-27",
     false},
    {">= 123456789012345678901234567.5, <= 123456789012345678901234567.5", 2,
     "123456789012345678901234567.5 .", false},
};

START_TEST(lists)
{
    struct witness *witness = begin(!rows[_i].readable);
    struct numbers *numbers = make(witness, rows[_i].demands);
    struct strbuf listed;

    strbuf_init(&listed, SIZE_MAX);
    list(numbers, rows[_i].count, &listed);
    ck_assert_msg(str_is(strbuf_str(&listed), rows[_i].listed), "%s: got \"%.*s\", expected \"%s\"",
                  rows[_i].demands, (int)listed.length, listed.text, rows[_i].listed);
    /* Asked again, and from the end. */
    strbuf_clear(&listed);
    list(numbers, rows[_i].count, &listed);
    ck_assert_msg(str_is(strbuf_str(&listed), rows[_i].listed), "%s, again: got \"%.*s\"",
                  rows[_i].demands, (int)listed.length, listed.text);
    strbuf_release(&listed);
    witness_free(witness);
}
END_TEST

static const struct {
    const char *demands;
    uint64_t count;
} counts[] = {
    {"", UINT64_MAX},
    {"integral, >= 1, <= 3", 3},
    {"integral, >= -1000000000000, <= 1000000000000", UINT64_C(2000000000001)},
    {"integral, >= 1, <= 1000000, not * 2, not * 3, not * 0.5", 0},
    {"integral, >= 1, <= 1000000, not * 2, not * 3", 333333},
    {"integral, >= 1, <= 3000000, not * 2, not * 3", 1000000},
    {"integral, >= 1, <= 10, != 3, != 3.0, != 3.5, != 11", 9},
    {"integral, >= 1, <= 10, not * 2, != 3, != 4", 4},
    {"integral, >= 0, <= 10, not * 1e100", 10},
    {"integral, >= 0, <= 10, not * 1e99999", 10},
    {"> 0, < 1", UINT64_MAX},
    {">= 1, <= 1", 1},
    {">= 1, <= 1, integral, not * 1", 0},
    {">= 1, < 1", 0},
    {"* 0.01, >= 0, < 1", 100},
    {"format int8", 256},
    {"format int8, soft format uint8", 256},
    {"not format int8, integral, >= -130, <= 130", 5},
    {"not format int8, format int16", 65536 - 256},
    {"integral, >= 1", UINT64_MAX},
    {"integral, not * 1, >= 1", 0},
    {"format int64", UINT64_MAX},
    {"format uint64, > 1", UINT64_C(18446744073709551614)},
    {"not format decimal128, integral, >= 0, <= 100", 0},
    {"format decimal128, integral, >= 1, <= 100", 100},
};

START_TEST(counts_them)
{
    struct witness *witness = begin(true);
    uint64_t count = numbers_count(make(witness, counts[_i].demands));

    ck_assert_msg(count == counts[_i].count, "%s: %llu", counts[_i].demands,
                  (unsigned long long)count);
    witness_free(witness);
}
END_TEST

/* ---- what could take long ---- */

enum { LONG_DIGITS = 4000 };

/* 0.333...END */
static void long_number(char room[static LONG_DIGITS + 8], const char *end)
{
    snprintf(room, LONG_DIGITS + 8, "0.%0*d%s", LONG_DIGITS, 0, end);
    memset(room + 2, '3', LONG_DIGITS);
}

/* A second is a hundred times what it takes. */
START_TEST(is_quick_between_long_numbers)
{
    static char low[LONG_DIGITS + 8], high[LONG_DIGITS + 8];
    struct witness *witness = begin(true);
    struct numbers *numbers = numbers_new(witness);
    struct decimal from, to, found;
    struct strbuf text;
    clock_t start = clock();

    long_number(low, "1");
    long_number(high, "2");
    from = decimal_parse(str_of(low));
    to = decimal_parse(str_of(high));
    numbers_at_least(numbers, &from, true);
    numbers_at_most(numbers, &to, true);
    strbuf_init(&text, SIZE_MAX);
    ck_assert_int_eq(numbers_nth(numbers, 0, &text), OUTCOME_VALUE);
    found = decimal_parse(strbuf_str(&text));
    ck_assert(decimal_compare(&from, &found) < 0 && decimal_compare(&found, &to) < 0);
    ck_assert_msg(clock() - start < CLOCKS_PER_SEC, "it takes too long");
    strbuf_release(&text);
    witness_free(witness);
}
END_TEST

/* ---- the grid ---- */

/* A demand in tenths. */
struct grid {
    int64_t least, most; /* inclusive or not */
    bool after_least, before_most;
    size_t divisor_count, avoided_count, excluded_count, format_count;
    int64_t divisors[3], avoided[4], excluded[6];
    const struct format *formats[3];
    bool negated[3], soft[3];
    bool readable;
};

static void add_random_formats(struct grid *grid)
{
    static const char *const names[] = {"int8",       "uint8",  "int16", "double-int",
                                        "sf-decimal", "double", "date",  "decimal128"};

    for (size_t i = 0; i < grid->format_count; i++) {
        grid->formats[i] = format_find(str_of(names[random_below(ARRAY_LENGTH(names))]));
        grid->negated[i] = random_below(2);
        grid->soft[i] = random_below(2);
    }
}

static struct grid random_grid(bool formats)
{
    int64_t end = formats ? GRID_END : 300;
    struct grid grid = {.least = (int64_t)random_below((uint64_t)(2 * end + 1)) - end,
                        .after_least = random_below(2),
                        .before_most = random_below(2),
                        .divisor_count = 1 + random_below(3),
                        .avoided_count = random_below(5),
                        .excluded_count = random_below(7),
                        .format_count = formats ? random_below(4) : 0,
                        .readable = random_below(2)};

    grid.most = random_below(3) ? grid.least + (int64_t)random_below((uint64_t)end / 5)
                                : (int64_t)random_below((uint64_t)(2 * end + 1)) - end;
    if (grid.most > end)
        grid.most = end;
    for (size_t i = 0; i < 3; i++)
        grid.divisors[i] = 1 + (int64_t)random_below(random_below(2) ? 40 : 6);
    for (size_t i = 0; i < 4; i++)
        grid.avoided[i] = 1 + (int64_t)random_below(random_below(2) ? 200 : 30);
    for (size_t i = 0; i < 6; i++)
        grid.excluded[i] = (int64_t)random_below(81) - 40;
    add_random_formats(&grid);
    return grid;
}

static bool format_fits(const struct format *format, int64_t tenths)
{
    char text[24];

    snprintf(text, sizeof text, "%llde-1", (long long)tenths);
    return !(format->kinds & KIND_NUMBER) || format->holds(str_of(text));
}

static bool grid_has(const struct grid *grid, int64_t tenths)
{
    if (tenths < grid->least + grid->after_least || tenths > grid->most - grid->before_most)
        return false;
    for (size_t i = 0; i < grid->divisor_count; i++)
        if (tenths % grid->divisors[i])
            return false;
    for (size_t i = 0; i < grid->avoided_count; i++)
        if (tenths % grid->avoided[i] == 0)
            return false;
    for (size_t i = 0; i < grid->excluded_count; i++)
        if (tenths == grid->excluded[i])
            return false;
    for (size_t i = 0; i < grid->format_count; i++)
        if (!grid->soft[i] && format_fits(grid->formats[i], tenths) == grid->negated[i])
            return false;
    return true;
}

/* How many of the wishes are kept, from the first: more come before fewer. */
static size_t wishes_kept(const struct grid *grid, int64_t tenths)
{
    size_t kept = 0;

    for (size_t i = 0; i < grid->format_count; i++) {
        if (!grid->soft[i])
            continue;
        if (format_fits(grid->formats[i], tenths) == grid->negated[i])
            break;
        kept++;
    }
    return kept;
}

static size_t list_kept(const struct grid *grid, size_t kept, int64_t *listed, size_t count)
{
    int64_t first = 0;

    for (int64_t size = 1; grid->readable && !count && size <= GRID_END && !first; size++)
        if (grid_has(grid, size) && wishes_kept(grid, size) == kept)
            first = listed[count++] = size;
    for (int64_t size = 0; size <= GRID_END; size++) {
        if (grid_has(grid, size) && wishes_kept(grid, size) == kept && (size == 0 || size != first))
            listed[count++] = size;
        if (size && grid_has(grid, -size) && wishes_kept(grid, -size) == kept)
            listed[count++] = -size;
    }
    return count;
}

static size_t grid_list(const struct grid *grid, int64_t *listed)
{
    size_t count = 0;

    for (size_t kept = grid->format_count + 1; kept-- > 0;)
        count = list_kept(grid, kept, listed, count);
    return count;
}

static struct decimal in_tenths(char room[static 24], int64_t tenths)
{
    return decimal_parse(
        (struct str){room, (size_t)snprintf(room, 24, "%llde-1", (long long)tenths)});
}

static struct numbers *grid_numbers(struct witness *witness, const struct grid *grid)
{
    struct numbers *numbers = numbers_new(witness);
    struct decimal number;
    char room[24];

    number = in_tenths(room, grid->least);
    numbers_at_least(numbers, &number, grid->after_least);
    number = in_tenths(room, grid->most);
    numbers_at_most(numbers, &number, grid->before_most);
    for (size_t i = 0; i < grid->divisor_count; i++) {
        number = in_tenths(room, grid->divisors[i]);
        numbers_multiple_of(numbers, &number, false);
    }
    for (size_t i = 0; i < grid->avoided_count; i++) {
        number = in_tenths(room, grid->avoided[i]);
        numbers_multiple_of(numbers, &number, true);
    }
    for (size_t i = 0; i < grid->excluded_count; i++) {
        number = in_tenths(room, grid->excluded[i]);
        numbers_exclude(numbers, &number);
    }
    for (size_t i = 0; i < grid->format_count; i++)
        numbers_format(numbers, grid->formats[i], grid->negated[i], grid->soft[i]);
    return numbers;
}

static int64_t to_tenths(struct str text)
{
    struct decimal number = decimal_parse(text);
    char room[24];
    int64_t tenths = llround(strtod(text.text, NULL) * 10);
    struct decimal other = in_tenths(room, tenths);

    ck_assert_msg(decimal_is_number(text) && decimal_compare(&number, &other) == 0,
                  "%.*s is not on the grid", STR_ARGS(text));
    return tenths;
}

static void hold_against(struct numbers *numbers, const int64_t *expected, size_t count, int round)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i <= count; i++) {
        enum outcome outcome = numbers_nth(numbers, i, &text);

        ck_assert_msg(outcome == (i < count ? OUTCOME_VALUE : OUTCOME_NONE),
                      "set %d: outcome %d for number %zu of %zu", round, (int)outcome, i, count);
        if (i < count)
            ck_assert_msg(to_tenths(strbuf_str(&text)) == expected[i],
                          "set %d: number %zu is %.*s, expected %lld tenths", round, i,
                          (int)text.length, text.text, (long long)expected[i]);
        strbuf_clear(&text);
    }
    strbuf_release(&text);
    ck_assert_msg(numbers_count(numbers) == count, "set %d: counts %llu of %zu", round,
                  (unsigned long long)numbers_count(numbers), count);
}

START_TEST(keeps_to_the_grid)
{
    random_state = UINT64_C(88172645463325252);
    for (int round = 0; round < ROUNDS; round++) {
        struct grid grid = random_grid(round % 2);
        struct witness *witness = begin(!grid.readable);
        int64_t expected[ORACLE_NUMBERS];
        size_t count = grid_list(&grid, expected);

        hold_against(grid_numbers(witness, &grid), expected, count, round);
        witness_free(witness);
    }
}
END_TEST

/* ---- without divisors ---- */

static bool fits(const struct grid *grid, const struct decimal *number)
{
    char room[24];
    struct decimal bound = in_tenths(room, grid->least);
    int order = decimal_compare(number, &bound);

    if (order < 0 || (order == 0 && grid->after_least))
        return false;
    bound = in_tenths(room, grid->most);
    order = decimal_compare(number, &bound);
    if (order > 0 || (order == 0 && grid->before_most))
        return false;
    for (size_t i = 0; i < grid->avoided_count; i++) {
        bound = in_tenths(room, grid->avoided[i]);
        if (decimal_is_multiple(number, &bound))
            return false;
    }
    for (size_t i = 0; i < grid->excluded_count; i++) {
        bound = in_tenths(room, grid->excluded[i]);
        if (decimal_compare(number, &bound) == 0)
            return false;
    }
    return true;
}

START_TEST(fills_gaps)
{
    random_state = UINT64_C(1234567891234567);
    for (int round = 0; round < ROUNDS / 4; round++) {
        struct grid grid = random_grid(false);
        struct witness *witness;
        struct strbuf texts[MAX_ASKED];
        struct numbers *numbers;

        grid.divisor_count = 0;
        if (grid.least >= grid.most)
            continue;
        witness = begin(!grid.readable);
        numbers = grid_numbers(witness, &grid);
        for (size_t i = 0; i < MAX_ASKED; i++) {
            struct decimal number;

            strbuf_init(&texts[i], SIZE_MAX);
            ck_assert_msg(numbers_nth(numbers, i, &texts[i]) == OUTCOME_VALUE, "set %d ends at %zu",
                          round, i);
            number = decimal_parse(strbuf_str(&texts[i]));
            ck_assert_msg(fits(&grid, &number), "set %d: %s is not in it", round, texts[i].text);
            for (size_t k = 0; k < i; k++)
                ck_assert_msg(!str_equal(strbuf_str(&texts[i]), strbuf_str(&texts[k])),
                              "set %d: %s comes twice", round, texts[i].text);
        }
        for (size_t i = 0; i < MAX_ASKED; i++)
            strbuf_release(&texts[i]);
        witness_free(witness);
    }
}
END_TEST

/* ---- two ways ---- */

static const char *const formats[] = {"int8", "uint8", "int32", "int64", "double", "unixtime"};

static void random_plain(char *text, size_t size)
{
    int at = snprintf(text, size, "%s%s", random_below(2) ? "integral, " : "",
                      random_below(2) ? "not written, " : "");

    if (random_below(4))
        at += snprintf(text + at, size - (size_t)at, "%s %lld.%llu, ",
                       random_below(2) ? ">" : ">=", (long long)random_below(400) - 200,
                       (unsigned long long)random_below(3) * 5);
    if (random_below(4))
        at += snprintf(text + at, size - (size_t)at, "%s %llde%d, ",
                       random_below(2) ? "<" : "<=", (long long)random_below(400) - 200,
                       (int)random_below(4) - 2);
    if (random_below(2))
        at +=
            snprintf(text + at, size - (size_t)at, "%sformat %s, ", random_below(2) ? "soft " : "",
                     formats[random_below(ARRAY_LENGTH(formats))]);
    snprintf(text + at, size - (size_t)at, "<= 1e40");
}

/* The quick way for what is usual gives what the slow one does, which an exception far away asks
   for. */
START_TEST(ways_agree)
{
    random_state = UINT64_C(987654321987654321);
    for (int round = 0; round < ROUNDS; round++) {
        struct witness *witness = begin(random_below(2));
        struct strbuf quick, slow;
        char text[200], longer[240];

        random_plain(text, sizeof text);
        snprintf(longer, sizeof longer, "%s, != 1e50", text);
        strbuf_init(&quick, SIZE_MAX);
        strbuf_init(&slow, SIZE_MAX);
        list(make(witness, text), MAX_ASKED, &quick);
        list(make(witness, longer), MAX_ASKED, &slow);
        ck_assert_msg(str_equal(strbuf_str(&quick), strbuf_str(&slow)), "%s: %s but %s", text,
                      quick.text, slow.text);
        strbuf_release(&quick);
        strbuf_release(&slow);
        witness_free(witness);
    }
}
END_TEST

UNIT_SUITE("numbers", UNIT_LOOP(lists, rows); UNIT_LOOP(counts_them, counts);
           UNIT_TEST(is_quick_between_long_numbers); UNIT_TEST(keeps_to_the_grid);
           UNIT_TEST(fills_gaps); UNIT_TEST(ways_agree))
