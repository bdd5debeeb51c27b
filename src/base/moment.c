#include "base/moment.h"

#include "base/columns.h"

enum { MINUTE = 60, HOUR = 60 * MINUTE };

/* `count` digits as a number; -1 when they are none. The text is long enough. */
static int digits_at(struct str text, size_t at, size_t count)
{
    int value = 0;

    for (size_t i = at; i < at + count; i++) {
        if (!ascii_is_digit(text.text[i]))
            return -1;
        value = value * 10 + (text.text[i] - '0');
    }
    return value;
}

static void take(struct str *text, size_t length)
{
    *text = (struct str){text->text + length, text->length - length};
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && leap ? 29 : days[month - 1];
}

/* Counts years from March, so that the leap day is a year's last. */
static int64_t day_number(int year, int month, int day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t m = month <= 2 ? month + 9 : month - 3;

    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool moment_days(int year, int month, int day, int64_t *days)
{
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    *days = day_number(year, month, day);
    return true;
}

bool moment_take_date(struct str *text, int64_t *days)
{
    const size_t length = sizeof "yyyy-mm-dd" - 1;
    int year, month, day;

    if (text->length < length || text->text[4] != '-' || text->text[7] != '-')
        return false;
    year = digits_at(*text, 0, 4);
    month = digits_at(*text, 5, 2);
    day = digits_at(*text, 8, 2);
    if (!moment_days(year, month, day, days))
        return false;
    take(text, length);
    return true;
}

static bool take_fraction(struct str *text, struct str *fraction)
{
    size_t end = 1, length;

    *fraction = STR("");
    if (text->length == 0 || text->text[0] != '.')
        return true;
    while (end < text->length && ascii_is_digit(text->text[end]))
        end++;
    length = end;
    while (length > 1 && text->text[length - 1] == '0')
        length--;
    *fraction = str_slice(*text, 1, length - 1);
    take(text, end);
    return end > 1;
}

bool moment_take_time(struct str *text, struct time_of_day *time)
{
    const size_t length = sizeof "hh:mm:ss" - 1;
    int hour, minute, second;

    if (text->length < length || text->text[2] != ':' || text->text[5] != ':')
        return false;
    hour = digits_at(*text, 0, 2);
    minute = digits_at(*text, 3, 2);
    second = digits_at(*text, 6, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return false;
    time->seconds = hour * HOUR + minute * MINUTE + second;
    time->leap = second == 60;
    take(text, length);
    return take_fraction(text, &time->fraction);
}

/* time-offset. *seconds east of UTC. */
static bool take_offset(struct str *text, int *seconds)
{
    const size_t length = sizeof "+hh:mm" - 1;
    int hours, minutes;

    *seconds = 0;
    if (text->length && ascii_lower(text->text[0]) == 'z') {
        take(text, 1);
        return true;
    }
    if (text->length < length || text->text[3] != ':' ||
        (text->text[0] != '+' && text->text[0] != '-'))
        return false;
    hours = digits_at(*text, 1, 2);
    minutes = digits_at(*text, 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *seconds = (hours * HOUR + minutes * MINUTE) * (text->text[0] == '-' ? -1 : 1);
    take(text, length);
    return true;
}

/* full-time and no more. *utc: seconds since midnight there. */
static bool read_full_time(struct str text, struct time_of_day *time, int *utc)
{
    int offset;

    if (!moment_take_time(&text, time) || !take_offset(&text, &offset) || text.length)
        return false;
    *utc = time->seconds - offset;
    return !time->leap || *utc % DAY_SECONDS == 0;
}

bool moment_is_full_time(struct str text)
{
    struct time_of_day time;
    int utc;

    return read_full_time(text, &time, &utc);
}

bool moment_parse(struct str text, struct moment *moment)
{
    struct time_of_day time;
    int64_t days;
    int utc;

    if (!moment_take_date(&text, &days) || !text.length || ascii_lower(text.text[0]) != 't')
        return false;
    take(&text, 1);
    if (!read_full_time(text, &time, &utc))
        return false;
    *moment = (struct moment){days * DAY_SECONDS + utc, time.fraction};
    return true;
}

/* ---- yes or no ---- */

/* yyyy-mm-dd at `text`, in two steps that overlap. */
static bool is_date_at(const char *text)
{
    static const struct columns_shape head = COLUMNS_SHAPE('0', '0', '0', '0', '-', '0', '0', '-');
    static const struct columns_shape tail = COLUMNS_SHAPE('0', '0', '-', '0', '0', '-', '0', '0');
    uint64_t front, back;
    unsigned month, day;

    if (!columns_fit(text, head, &front) || !columns_fit(text + 2, tail, &back))
        return false;
    month = columns_number(front, 5);
    day = columns_number(back, 6);
    if (month < 1 || month > 12 || day < 1)
        return false;
    return day <= 28 ||
           day <= (unsigned)days_in_month(
                      (int)(columns_number(front, 0) * 100 + columns_number(front, 2)), (int)month);
}

bool moment_is_date(struct str text)
{
    return text.length == sizeof "yyyy-mm-dd" - 1 && is_date_at(text.text);
}

/* hh:mm:ss at `text`; second 60 is left to those who know the offset. */
static bool is_common_time_at(const char *text)
{
    static const struct columns_shape shape = COLUMNS_SHAPE('0', '0', ':', '0', '0', ':', '0', '0');
    uint64_t values;

    return columns_fit(text, shape, &values) && columns_number(values, 0) < 24 &&
           columns_number(values, 3) < 60 && columns_number(values, 6) < 60;
}

bool moment_is_date_time(struct str text)
{
    size_t at = sizeof "yyyy-mm-ddThh:mm:ss" - 1;
    struct moment moment;
    int offset;

    if (text.length <= at || (text.text[10] | 0x20) != 't' || !is_date_at(text.text))
        return false;
    if (!is_common_time_at(text.text + 11))
        return moment_parse(text, &moment);
    if (text.text[at] == '.') {
        while (++at < text.length && ascii_is_digit(text.text[at]))
            continue;
        if (text.text[at - 1] == '.')
            return false;
    }
    take(&text, at);
    if (text.length == 1)
        return (text.text[0] | 0x20) == 'z';
    return take_offset(&text, &offset) && text.length == 0;
}

int moment_compare(const struct moment *a, const struct moment *b)
{
    if (a->seconds != b->seconds)
        return a->seconds < b->seconds ? -1 : 1;
    return str_compare(a->fraction, b->fraction);
}
