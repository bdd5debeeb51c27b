#include "base/duration.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { DURATION_MAX_LENGTH = 32 };

static bool find_unit(struct str text, double *factor)
{
    static const struct {
        const char *name;
        double factor; /* milliseconds */
    } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60 * 1000}, {"", 1000}};

    for (size_t i = 0; i < ARRAY_LENGTH(units); i++)
        if (str_is(text, units[i].name)) {
            *factor = units[i].factor;
            return true;
        }
    return false;
}

bool duration_read_ms(struct str text, uint64_t *milliseconds)
{
    char copy[DURATION_MAX_LENGTH + 1];
    double value, factor;
    char *unit;

    if (text.length == 0 || text.length > DURATION_MAX_LENGTH || !ascii_is_digit(text.text[0]))
        return false;
    snprintf(copy, sizeof copy, "%.*s", STR_ARGS(text));
    value = strtod(copy, &unit);
    if (!find_unit(str_slice(text, (size_t)(unit - copy), SIZE_MAX), &factor) ||
        !(value * factor + 0.5 < UINT32_MAX))
        return false;
    *milliseconds = (uint64_t)(value * factor + 0.5);
    return *milliseconds > 0;
}

uint64_t duration_clock_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
