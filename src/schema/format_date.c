/* RFC 3339: dates and times by section 5.6, durations by appendix A. Local dates and times by TOML
   1.0, which takes them from there. */
#include "schema/format.h"

static int digit(struct str text, size_t at)
{
    return at < text.length && ascii_is_digit(text.text[at]) ? text.text[at] - '0' : -1;
}

/* Two digits, or -1. */
static int pair(struct str text, size_t at)
{
    int tens = digit(text, at), ones = digit(text, at + 1);

    return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap);
}

bool format_date(struct str text)
{
    int century = pair(text, 0), year = pair(text, 2), month = pair(text, 5), day = pair(text, 8);

    if (text.length != 10 || text.text[4] != '-' || text.text[7] != '-')
        return false;
    if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1)
        return false;
    return day <= days_in_month(century * 100 + year, month);
}

/* Z or +hh:mm; *minutes east of UTC. */
static bool read_offset(struct str text, int *minutes)
{
    int hour = pair(text, 1), minute = pair(text, 4);

    *minutes = 0;
    if (text.length == 1)
        return (text.text[0] | 0x20) == 'z';
    if (text.length != 6 || text.text[3] != ':' || hour < 0 || hour > 23 || minute < 0 ||
        minute > 59)
        return false;
    *minutes = hour * 60 + minute;
    if (text.text[0] == '-')
        *minutes = -*minutes;
    return text.text[0] == '+' || text.text[0] == '-';
}

/* Past a fraction of a second; SIZE_MAX when a point has no digits behind it. */
static size_t skip_fraction(struct str text, size_t at)
{
    if (at >= text.length || text.text[at] != '.')
        return at;
    if (digit(text, ++at) < 0)
        return SIZE_MAX;
    while (digit(text, at) >= 0)
        at++;
    return at;
}

/* hh:mm:ss with or without a fraction: the offset of what follows, 0 when it is none. *minutes
   since midnight. */
static size_t read_time(struct str text, int *minutes, bool *leap)
{
    int hour = pair(text, 0), minute = pair(text, 3), second = pair(text, 6);
    size_t at = skip_fraction(text, 8);

    if (text.length < 8 || text.text[2] != ':' || text.text[5] != ':' || at == SIZE_MAX)
        return 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return 0;
    *minutes = hour * 60 + minute;
    *leap = second == 60;
    return at;
}

bool format_time(struct str text)
{
    int minutes, east, utc;
    bool leap;
    size_t at = read_time(text, &minutes, &leap);

    if (at == 0 || at == text.length || !read_offset(str_slice(text, at, text.length), &east))
        return false;
    /* 5.7: a leap second is the last of a day in UTC. */
    utc = ((minutes - east) % 1440 + 1440) % 1440;
    return !leap || utc == 1439;
}

/* Where it is the end of a day in UTC is not known, so any minute may have a leap second. */
bool format_time_local(struct str text)
{
    int minutes;
    bool leap;

    return text.length > 0 && read_time(text, &minutes, &leap) == text.length;
}

bool format_date_time(struct str text)
{
    return text.length > 11 && (text.text[10] | 0x20) == 't' &&
           format_date(str_slice(text, 0, 10)) && format_time(str_slice(text, 11, text.length));
}

/* TOML 1.0 lets a space stand for the T. */
bool format_date_time_local(struct str text)
{
    return text.length > 11 && ((text.text[10] | 0x20) == 't' || text.text[10] == ' ') &&
           format_date(str_slice(text, 0, 10)) &&
           format_time_local(str_slice(text, 11, text.length));
}

/* Elements in the order of `units`, contiguous (appendix A: "P1Y2D" is none). Takes them off. */
static bool take_elements(struct str *text, struct str units, bool *any)
{
    size_t next = SIZE_MAX;

    *any = false;
    while (digit(*text, 0) >= 0) {
        size_t digits = 0, unit;

        while (digit(*text, digits) >= 0)
            digits++;
        unit = digits < text->length ? str_find_char(units, text->text[digits]) : units.length;
        if (unit == units.length || (*any && unit != next))
            return false;
        next = unit + 1;
        *any = true;
        *text = str_slice(*text, digits + 1, text->length);
    }
    return true;
}

bool format_duration(struct str text)
{
    bool any_date, any_time, any_weeks;
    struct str weeks;

    if (!str_starts_with(text, STR("P")))
        return false;
    text = weeks = str_slice(text, 1, text.length);
    if (take_elements(&weeks, STR("W"), &any_weeks) && any_weeks && weeks.length == 0)
        return true;
    if (!take_elements(&text, STR("YMD"), &any_date))
        return false;
    if (text.length == 0)
        return any_date;
    if (text.text[0] != 'T')
        return false;
    text = str_slice(text, 1, text.length);
    return take_elements(&text, STR("HMS"), &any_time) && any_time && text.length == 0;
}
