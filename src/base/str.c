#include "base/str.h"

int str_compare(struct str a, struct str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.text, b.text, shorter) : 0;

    if (order != 0 || a.length == b.length)
        return order;
    return a.length < b.length ? -1 : 1;
}

bool str_folds_to(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (a[i] != b[i] && ascii_lower(a[i]) != ascii_lower(b[i]))
            return false;
    return true;
}

bool str_starts_with(struct str s, struct str prefix)
{
    return s.length >= prefix.length && str_equal(str_slice(s, 0, prefix.length), prefix);
}

bool str_ends_with(struct str s, struct str suffix)
{
    return s.length >= suffix.length &&
           (suffix.length == 0 ||
            memcmp(s.text + s.length - suffix.length, suffix.text, suffix.length) == 0);
}

size_t str_find_char(struct str s, char c)
{
    const char *found = s.length ? memchr(s.text, c, s.length) : NULL;

    return found ? (size_t)(found - s.text) : s.length;
}

size_t str_find_any(struct str s, const char *set)
{
    size_t at = 0;

    while (at < s.length && !char_is_any(s.text[at], set))
        at++;
    return at;
}

size_t str_find_last(struct str s, char c)
{
    const char *found = s.length ? memrchr(s.text, c, s.length) : NULL;

    return found ? (size_t)(found - s.text) : s.length;
}

size_t str_find(struct str s, struct str needle)
{
    const char *found;

    if (needle.length == 0)
        return 0;
    if (s.length == 0)
        return SIZE_MAX;
    found = memmem(s.text, s.length, needle.text, needle.length);
    return found ? (size_t)(found - s.text) : SIZE_MAX;
}

struct str str_cut(struct str *rest, char separator)
{
    size_t at = str_find_char(*rest, separator);
    struct str part = str_slice(*rest, 0, at);

    *rest = at < rest->length ? str_slice(*rest, at + 1, SIZE_MAX) : STR_NONE;
    return part;
}

bool str_is_ascii(struct str s)
{
    uint64_t all = 0, word;
    size_t at = 0;

    for (; s.length - at >= sizeof word; at += sizeof word) {
        memcpy(&word, s.text + at, sizeof word);
        all |= word;
    }
    for (; at < s.length; at++)
        all |= (unsigned char)s.text[at];
    return (all & 0x8080808080808080u) == 0;
}

bool str_is_digits(struct str s)
{
    for (size_t i = 0; i < s.length; i++)
        if (!ascii_is_digit(s.text[i]))
            return false;
    return s.length > 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    while (s.length && is_blank(s.text[0]))
        s = str_slice(s, 1, SIZE_MAX);
    while (s.length && is_blank(s.text[s.length - 1]))
        s.length--;
    return s;
}

bool str_to_unsigned(struct str s, uint64_t *value)
{
    uint64_t sum = 0;

    if (s.length == 0)
        return false;
    for (size_t i = 0; i < s.length; i++) {
        uint64_t digit = (uint64_t)(unsigned char)s.text[i] - '0';

        if (digit > 9 || sum > (UINT64_MAX - digit) / 10)
            return false;
        sum = sum * 10 + digit;
    }
    *value = sum;
    return true;
}

/* Hyyro's form (2003) of Myers's bit-parallel algorithm: a column of the table is two words, the
   bits of which tell where it goes up and where it goes down; a third tells where it is what stands
   one up and one left. */
size_t str_distance(struct str a, struct str b, size_t limit)
{
    enum { LONGEST = 64 };
    uint64_t places[256] = {0}; /* of each byte in a */
    uint64_t up = UINT64_MAX, down = 0, same = 0, equal_before = 0, last;
    size_t distance = a.length;

    if (a.length > LONGEST || b.length > LONGEST)
        return limit + 1;
    if (a.length == 0)
        return b.length > limit ? limit + 1 : b.length;
    last = UINT64_C(1) << (a.length - 1);
    for (size_t i = 0; i < a.length; i++)
        places[(unsigned char)a.text[i]] |= UINT64_C(1) << i;
    for (size_t j = 0; j < b.length; j++) {
        uint64_t equal = places[(unsigned char)b.text[j]];
        uint64_t swapped = (~same & equal) << 1 & equal_before;
        uint64_t right_up, right_down;

        same = (((equal & up) + up) ^ up) | equal | down | swapped;
        equal_before = equal;
        right_up = down | ~(same | up);
        right_down = up & same;
        distance += (right_up & last) != 0;
        distance -= (right_down & last) != 0;
        right_up = right_up << 1 | 1;
        right_down <<= 1;
        up = right_down | ~(same | right_up);
        down = right_up & same;
    }
    return distance > limit ? limit + 1 : distance;
}
