/* RFC 9110, 5.6.7: the preferred form and the two obsolete ones a recipient must take. */
#include "base/moment.h"
#include "format/grammars.h"

/* In patterns, D is a letter of a day's short name and M one of a month's; Y, y, d, h, m and s are
   digits of the century, the year in it, the day, the hour, the minute and the second; e is a digit
   or a space. Other characters stand for themselves. */
static const struct str short_days = STR_INITIAL("SunMonTueWedThuFriSat");
static const struct str months = STR_INITIAL("JanFebMarAprMayJunJulAugSepOctNovDec");

enum { THURSDAY = 4 };

struct http_date {
    int century, year, month, day, hour, minute, second; /* month: from 1 */
    int weekday;                                         /* 0: Sunday */
};

/* The index of a three-letter name; -1 when it is none (case matters: 5.6.7). */
static int name_index(struct str names, struct str text)
{
    for (size_t i = 0; i < names.length; i += 3)
        if (str_starts_with(text, str_slice(names, i, 3)))
            return (int)(i / 3);
    return -1;
}

static bool read_digit(struct http_date *date, char field, char c)
{
    int *number = field == 'Y'   ? &date->century
                  : field == 'y' ? &date->year
                  : field == 'd' ? &date->day
                  : field == 'h' ? &date->hour
                  : field == 'm' ? &date->minute
                                 : &date->second;

    if (!ascii_is_digit(c))
        return false;
    *number = *number * 10 + (c - '0');
    return true;
}

static bool read_date(struct str text, struct str pattern, struct http_date *date)
{
    *date = (struct http_date){0};
    if (text.length != pattern.length)
        return false;
    for (size_t i = 0; i < pattern.length; i++) {
        char expected = pattern.text[i], c = text.text[i];

        if (expected == 'D') {
            date->weekday = name_index(short_days, str_slice(text, i, 3));
            i += 2;
        } else if (expected == 'M') {
            date->month = name_index(months, str_slice(text, i, 3)) + 1;
            i += 2;
        } else if (expected == 'e') {
            if (c != ' ' && !read_digit(date, 'd', c))
                return false;
        } else if (char_is_any(expected, "Yydhms")) {
            if (!read_digit(date, expected, c))
                return false;
        } else if (c != expected) {
            return false;
        }
    }
    return date->weekday >= 0 && date->month > 0;
}

static bool is_real(const struct http_date *date, bool has_century)
{
    /* With two digits the century is not known: the year is taken as the one from 2000 to 2003 that
       has the same leap day. */
    int year = has_century ? date->century * 100 + date->year : 2000 + date->year % 4;
    int64_t days;

    if (!moment_days(year, date->month, date->day, &days) || date->hour > 23 || date->minute > 59 ||
        date->second > 60)
        return false;
    /* RFC 5322, 3.3: the day of the week is the one that the date implies. */
    return !has_century || year == 0 || (days % 7 + THURSDAY + 7) % 7 == date->weekday;
}

/* "Sunday, 06-Nov-94 08:49:37 GMT" */
static bool is_rfc850_date(struct str text)
{
    static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
    size_t comma = str_find_char(text, ',');
    struct http_date date;

    for (size_t i = 0; i < ARRAY_LENGTH(days); i++)
        if (str_is(str_slice(text, 0, comma), days[i]))
            return read_date(str_slice(text, comma, text.length), STR(", dd-Mon-yy hh:mm:ss"),
                             &date) &&
                   is_real(&date, false);
    return false;
}

bool format_http_date(struct str text)
{
    struct http_date date;

    /* asctime-date */
    if (read_date(text, STR("Day Mon ed hh:mm:ss YYyy"), &date))
        return is_real(&date, true);
    if (!str_ends_with(text, STR(" GMT")))
        return false;
    text = str_slice(text, 0, text.length - 4);
    /* IMF-fixdate */
    if (read_date(text, STR("Day, dd Mon YYyy hh:mm:ss"), &date))
        return is_real(&date, true);
    return is_rfc850_date(text);
}
