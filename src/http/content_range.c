#include "http/content_range.h"

bool content_range_cuts_bytes(struct str value)
{
    struct str rest = str_trim(value), unit = str_cut(&rest, ' ');
    struct str range = rest.text ? str_cut(&rest, '/') : STR_NONE;
    struct str first = range.text ? str_cut(&range, '-') : STR_NONE;
    uint64_t from, to, length;

    if (!str_equal_ignoring_case(unit, STR("bytes")) || !rest.text ||
        !str_to_unsigned(str_trim(first), &from) || !str_to_unsigned(str_trim(range), &to))
        return false;
    return from > 0 || !str_to_unsigned(str_trim(rest), &length) || to + 1 < length;
}
