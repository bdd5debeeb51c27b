/* RFC 3339: dates and times by section 5.6, durations by appendix A. Local dates and times by TOML
   1.0, which takes them from there. */
#include "base/moment.h"
#include "format/character.h"
#include "format/grammars.h"

bool format_date(struct str text)
{
    return moment_is_date(text);
}

bool format_time(struct str text)
{
    return moment_is_full_time(text);
}

/* Without an offset it is not known which minute ends a day in UTC, so any minute may have a leap
   second. */
bool format_time_local(struct str text)
{
    struct time_of_day time;

    return moment_take_time(&text, &time) && text.length == 0;
}

bool format_date_time(struct str text)
{
    return moment_is_date_time(text);
}

/* TOML 1.0 lets a space stand for the T. */
bool format_date_time_local(struct str text)
{
    int64_t days;

    return moment_take_date(&text, &days) && text.length &&
           (ascii_lower(text.text[0]) == 't' || text.text[0] == ' ') &&
           format_time_local(str_slice(text, 1, text.length));
}

/* Takes elements off the text, in the order of `units` and without a gap ("P1Y2D" has one: appendix
   A). */
static bool take_elements(struct str *text, struct str units, bool *any)
{
    size_t next = SIZE_MAX, digits;

    *any = false;
    while ((digits = count_digits(*text)) > 0) {
        size_t unit =
            digits < text->length ? str_find_char(units, text->text[digits]) : units.length;

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
