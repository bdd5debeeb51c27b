/* Dates and times as RFC 3339, 5.6 writes them, and moments that can be compared, exact to the last
   digit of a fraction. The functions that take a text by pointer read from its start and move it
   behind what was read. */
#ifndef OASDRIFT_BASE_MOMENT_H
#define OASDRIFT_BASE_MOMENT_H

#include "base/str.h"

enum { DAY_SECONDS = 86400 };

struct time_of_day {
    int seconds;         /* since midnight; a leap second counts as the next one */
    bool leap;           /* second 60 */
    struct str fraction; /* the digits behind the '.', without trailing zeros; borrowed */
};

struct moment {
    int64_t seconds;     /* since 1970-01-01T00:00:00Z; a leap second counts as the next one */
    struct str fraction; /* as above */
};

/* *days: since 1970-01-01, a Thursday, in the Gregorian calendar. false: there is no such day. */
bool moment_days(int year, int month, int day, int64_t *days);
/* full-date. *days: as above. */
bool moment_take_date(struct str *text, int64_t *days);
/* partial-time. */
bool moment_take_time(struct str *text, struct time_of_day *time);

/* full-time and no more: a leap second must be the last of a day in UTC (5.7). */
bool moment_is_full_time(struct str text);
/* full-date and no more; date-time and no more: in a fraction of the time that reading one takes.
 */
bool moment_is_date(struct str text);
bool moment_is_date_time(struct str text);
/* date-time and no more. false when text is none. */
bool moment_parse(struct str text, struct moment *moment);
/* < 0, 0, > 0. */
int moment_compare(const struct moment *a, const struct moment *b);

#endif
