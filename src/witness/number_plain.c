#include "witness/number_set.h"

#define FAR INT64_C(1000000000000000000) /* 10^18: further ones are the walk's */
enum { FAR_DIGITS = 18 };

static const uint64_t powers[] = {1,
                                  10,
                                  100,
                                  1000,
                                  10000,
                                  100000,
                                  1000000,
                                  10000000,
                                  100000000,
                                  1000000000,
                                  10000000000,
                                  100000000000,
                                  1000000000000,
                                  10000000000000,
                                  100000000000000,
                                  1000000000000000,
                                  10000000000000000,
                                  100000000000000000,
                                  1000000000000000000};

/* The largest integer that is not above it, held within FAR. false: it is not found here. */
static bool round_down(const struct decimal *number, int64_t *floor, bool *exact)
{
    int64_t magnitude = decimal_magnitude(number);
    uint64_t whole = 0, rest = number->digits;

    *exact = false;
    if (magnitude > FAR_DIGITS) {
        *floor = number->negative ? -FAR : FAR;
        return true;
    }
    if (!number->small && magnitude > 0)
        return false;
    if (number->exponent >= 0) {
        whole = number->digits * powers[number->exponent];
        rest = 0;
    } else if (magnitude > 0) {
        whole = number->digits / powers[-number->exponent];
        rest = number->digits % powers[-number->exponent];
    }
    *exact = number->digit_count == 0 || (number->small && rest == 0);
    *floor = number->negative ? -(int64_t)whole - !*exact : (int64_t)whole;
    return true;
}

static bool find_ends(const struct number_cut *from, const struct number_cut *to,
                      struct number_plain *plain)
{
    int64_t floor;
    bool exact;

    if (!from->endless) {
        if (!round_down(&from->at, &floor, &exact))
            return false;
        floor += from->after || !exact;
        if (floor > plain->least)
            plain->least = floor;
    }
    if (!to->endless) {
        if (!round_down(&to->at, &floor, &exact))
            return false;
        floor -= !to->after && exact;
        if (floor < plain->most)
            plain->most = floor;
    }
    return true;
}

/* Only formats that are a range, of all numbers or of integers. */
static bool add_formats(const struct number_set *set, struct number_plain *plain)
{
    struct number_format found;

    for (size_t i = 0; i < set->wish_count; i++) {
        const struct number_wish *wish = &set->wishes[i];

        if (!number_format_applies(wish->format) && (!wish->negated || wish->soft))
            continue;
        if (wish->negated || !number_format_applies(wish->format) ||
            !number_format_find(wish->format, &found) || !found.exact ||
            (found.stepped && found.step.exponent < 0) || !find_ends(&found.from, &found.to, plain))
            return false;
    }
    return true;
}

struct number_plain number_plain_of(const struct number_set *set)
{
    struct number_plain plain = {.least = -FAR + 1, .most = FAR - 1, .readable = set->readable};

    if (set->empty || set->demand.divisors.count || set->demand.avoided.count ||
        set->demand.excluded.count || !find_ends(&set->demand.from, &set->demand.to, &plain) ||
        !add_formats(set, &plain) || plain.least > plain.most)
        return plain;
    plain.count = (uint64_t)(plain.most - plain.least) + 1;
    return plain;
}

/* By distance from zero, a positive one before its negative. */
static int64_t from_zero(const struct number_plain *plain, uint64_t n)
{
    int64_t index = (int64_t)n, pairs;

    if (plain->least > 0)
        return plain->least + index;
    if (plain->most < 0)
        return plain->most - index;
    pairs = plain->most < -plain->least ? plain->most : -plain->least;
    if (index <= 2 * pairs)
        return index % 2 ? (index + 1) / 2 : -(index / 2);
    index -= pairs;
    return plain->most > pairs ? index : -index;
}

int64_t number_plain_nth(const struct number_plain *plain, uint64_t n)
{
    int64_t number;

    if (!plain->readable || plain->least > 0 || plain->most < 1)
        return from_zero(plain, n);
    if (n == 0)
        return 1;
    number = from_zero(plain, n - 1); /* 0, 1, -1, ...: only 0 comes before 1 */
    return n == 1 ? number : from_zero(plain, n);
}
