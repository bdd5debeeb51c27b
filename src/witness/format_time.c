/* Dates and times near to the clock of the settings. */
#include <inttypes.h>
#include <time.h>

#include "base/moment.h"
#include "witness/format_writer.h"

enum { FIRST_OF_2024 = 1704067200 }; /* in seconds: the clock where none is set */

/* So many seconds and days after the clock. false: in no year of four digits. */
static bool read_clock(const struct word *word, uint64_t days, uint64_t seconds, struct tm *time)
{
    int64_t now = word->settings->now_ms / 1000;
    time_t moment;

    if (days > INT32_MAX || seconds > INT32_MAX)
        return false;
    moment = (time_t)((now ? now : FIRST_OF_2024) + (int64_t)days * DAY_SECONDS + (int64_t)seconds);
    return gmtime_r(&moment, time) && time->tm_year >= -1900 && time->tm_year <= 9999 - 1900;
}

static void add_date(struct strbuf *out, const struct tm *time)
{
    strbuf_addf(out, "%04d-%02d-%02d", time->tm_year + 1900, time->tm_mon + 1, time->tm_mday);
}

static void add_time(struct strbuf *out, const struct tm *time)
{
    strbuf_addf(out, "%02d:%02d:%02d", time->tm_hour, time->tm_min, time->tm_sec);
}

bool word_write_date(const struct word *word)
{
    struct tm time;

    if (!read_clock(word, word->turn, 0, &time))
        return false;
    add_date(word->out, &time);
    return true;
}

bool word_write_date_time_local(const struct word *word)
{
    struct tm time;

    if (!read_clock(word, word->turn, 0, &time))
        return false;
    add_date(word->out, &time);
    strbuf_add_char(word->out, 'T');
    add_time(word->out, &time);
    return true;
}

bool word_write_date_time(const struct word *word)
{
    return word_write_date_time_local(word) && strbuf_add_char(word->out, 'Z');
}

/* The step, an hour, a minute and a second, and a day have no divisor in common: every second of
   the day comes once. */
bool word_write_time_local(const struct word *word)
{
    const uint64_t step = 3600 + 60 + 1;
    struct tm time;

    if (word->turn >= DAY_SECONDS || !read_clock(word, 0, word->turn * step % DAY_SECONDS, &time))
        return false;
    add_time(word->out, &time);
    return true;
}

bool word_write_time(const struct word *word)
{
    return word_write_time_local(word) && strbuf_add_char(word->out, 'Z');
}

bool word_write_duration(const struct word *word)
{
    return strbuf_addf(word->out, "P%" PRIu64 "D", word->number);
}

/* Names are not the locale's. */
bool word_write_http_date(const struct word *word)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tm time;

    if (!read_clock(word, word->turn, 0, &time))
        return false;
    strbuf_addf(word->out, "%.3s, %02d %.3s %04d ", days + 3 * (size_t)time.tm_wday, time.tm_mday,
                months + 3 * (size_t)time.tm_mon, time.tm_year + 1900);
    add_time(word->out, &time);
    return strbuf_add_text(word->out, " GMT");
}
