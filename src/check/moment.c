#include "check/moment.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

/* `count` digits at the start of *rest, which moves behind them. */
static bool take_digits(struct str *rest, size_t count, int *value)
{
    *value = 0;
    if (rest->length < count)
        return false;
    for (size_t i = 0; i < count; i++) {
        if (!ascii_is_digit(rest->text[i]))
            return false;
        *value = *value * 10 + (rest->text[i] - '0');
    }
    *rest = str_slice(*rest, count, SIZE_MAX);
    return true;
}

static bool take_char(struct str *rest, char lower)
{
    if (rest->length == 0 || ascii_lower(rest->text[0]) != lower)
        return false;
    *rest = str_slice(*rest, 1, SIZE_MAX);
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/* Days from 1970-01-01, counting years from March, so that the leap day is a year's last. */
static int64_t day_number(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t m = month <= 2 ? month + 9 : month - 3;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

static bool take_date(struct str *rest, int64_t *days)
{
    int year, month, day;

    if (!take_digits(rest, 4, &year) || !take_char(rest, '-') || !take_digits(rest, 2, &month) ||
        !take_char(rest, '-') || !take_digits(rest, 2, &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    *days = day_number(year, month, day);
    return true;
}

static bool take_fraction(struct str *rest, struct str *fraction)
{
    size_t digits = 0, length;

    *fraction = STR("");
    if (!take_char(rest, '.'))
        return true;
    while (digits < rest->length && ascii_is_digit(rest->text[digits]))
        digits++;
    length = digits;
    while (length && rest->text[length - 1] == '0')
        length--;
    *fraction = str_slice(*rest, 0, length);
    *rest = str_slice(*rest, digits, SIZE_MAX);
    return digits > 0;
}

static bool take_offset(struct str *rest, int *offset)
{
    int hours, minutes, sign = 1;

    *offset = 0;
    if (take_char(rest, 'z'))
        return true;
    if (take_char(rest, '-'))
        sign = -1;
    else if (!take_char(rest, '+'))
        return false;
    if (!take_digits(rest, 2, &hours) || !take_char(rest, ':') || !take_digits(rest, 2, &minutes) ||
        hours > 23 || minutes > 59)
        return false;
    *offset = sign * (hours * HOUR + minutes * MINUTE);
    return true;
}

bool moment_parse(struct str text, struct moment *moment)
{
    int64_t days;
    int hour, minute, second, offset;

    if (!take_date(&text, &days) || !take_char(&text, 't') || !take_digits(&text, 2, &hour) ||
        !take_char(&text, ':') || !take_digits(&text, 2, &minute) || !take_char(&text, ':') ||
        !take_digits(&text, 2, &second) || !take_fraction(&text, &moment->fraction) ||
        !take_offset(&text, &offset) || text.length)
        return false;
    if (hour > 23 || minute > 59 || second > 60)
        return false;
    moment->seconds =
        days * DAY + (int64_t)hour * HOUR + (int64_t)minute * MINUTE + second - offset;
    /* RFC 3339, 5.7: a leap second is the last of a day of UTC; it counts as the first of the next.
     */
    return second < 60 || moment->seconds % DAY == 0;
}

int moment_compare(const struct moment *a, const struct moment *b)
{
    if (a->seconds != b->seconds)
        return a->seconds < b->seconds ? -1 : 1;
    return str_compare(a->fraction, b->fraction);
}
