/* RFC 9110, 5.6.7: the preferred form and the two obsolete ones a recipient must take. */
#include "format/grammars.h"

/* In patterns: D one letter of a day's short name, M of a month's, Y y d h m s a digit of the
   century, the year in it, the day, hour, minute and second, e a digit or a space; others are
   themselves. */
static const struct str short_days = STR_INITIAL("SunMonTueWedThuFriSat");
static const struct str months = STR_INITIAL("JanFebMarAprMayJunJulAugSepOctNovDec");

struct moment {
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

static bool read_digit(struct moment *moment, char field, char c)
{
    int *number = field == 'Y'   ? &moment->century
                  : field == 'y' ? &moment->year
                  : field == 'd' ? &moment->day
                  : field == 'h' ? &moment->hour
                  : field == 'm' ? &moment->minute
                                 : &moment->second;

    if (!ascii_is_digit(c))
        return false;
    *number = *number * 10 + (c - '0');
    return true;
}

static bool read_moment(struct str text, struct str pattern, struct moment *moment)
{
    *moment = (struct moment){0};
    if (text.length != pattern.length)
        return false;
    for (size_t i = 0; i < pattern.length; i++) {
        char expected = pattern.text[i], c = text.text[i];

        if (expected == 'D') {
            moment->weekday = name_index(short_days, str_slice(text, i, 3));
            i += 2;
        } else if (expected == 'M') {
            moment->month = name_index(months, str_slice(text, i, 3)) + 1;
            i += 2;
        } else if (expected == 'e') {
            if (c != ' ' && !read_digit(moment, 'd', c))
                return false;
        } else if (expected && strchr("Yydhms", expected)) {
            if (!read_digit(moment, expected, c))
                return false;
        } else if (c != expected) {
            return false;
        }
    }
    return moment->weekday >= 0 && moment->month > 0;
}

/* 0: Sunday; by Sakamoto's method. */
static int weekday_of(int year, int month, int day)
{
    static const int offsets[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};

    year -= month < 3;
    return (year + year / 4 - year / 100 + year / 400 + offsets[month - 1] + day) % 7;
}

static bool is_real(const struct moment *moment, bool has_century)
{
    /* Two digits of a year leave the century open: 2000 has every day any year has. */
    int year = has_century ? moment->century * 100 + moment->year : 2000 + moment->year % 4;
    char date[] = {(char)('0' + year / 1000),
                   (char)('0' + year / 100 % 10),
                   (char)('0' + year / 10 % 10),
                   (char)('0' + year % 10),
                   '-',
                   (char)('0' + moment->month / 10),
                   (char)('0' + moment->month % 10),
                   '-',
                   (char)('0' + moment->day / 10),
                   (char)('0' + moment->day % 10)};

    if (!format_date((struct str){date, sizeof date}) || moment->hour > 23 || moment->minute > 59 ||
        moment->second > 60)
        return false;
    /* RFC 5322, 3.3: the day of the week is the one that the date implies. */
    return !has_century || year == 0 ||
           weekday_of(year, moment->month, moment->day) == moment->weekday;
}

/* "Sunday, 06-Nov-94 08:49:37 GMT" */
static bool is_rfc850_date(struct str text)
{
    static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
    size_t comma = str_find_char(text, ',');
    struct moment moment;

    for (size_t i = 0; i < ARRAY_LENGTH(days); i++)
        if (str_is(str_slice(text, 0, comma), days[i]))
            return read_moment(str_slice(text, comma, text.length), STR(", dd-Mon-yy hh:mm:ss"),
                               &moment) &&
                   is_real(&moment, false);
    return false;
}

bool format_http_date(struct str text)
{
    struct moment moment;

    /* asctime-date */
    if (read_moment(text, STR("Day Mon ed hh:mm:ss YYyy"), &moment))
        return is_real(&moment, true);
    if (!str_ends_with(text, STR(" GMT")))
        return false;
    text = str_slice(text, 0, text.length - 4);
    /* IMF-fixdate */
    if (read_moment(text, STR("Day, dd Mon YYyy hh:mm:ss"), &moment))
        return is_real(&moment, true);
    return is_rfc850_date(text);
}
