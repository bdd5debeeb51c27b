#include "witness/plain_text.h"

#define WHOLE(pattern) "^(?:" pattern ")$"

#define NEAR_YEAR     "202[4-9]"
#define CLOSE_YEAR    "(?:19|20)\\d\\d"
#define LEAP_YEAR     "(?:(?:19|20)(?:0[48]|[2468][048]|[13579][26])|2000)"
#define ONE_TO_28     "(?:0[1-9]|1\\d|2[0-8])"
#define LAST_DAYS     "(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
#define DATE_OF(year) "(?:" year "-(?:(?:0[1-9]|1[0-2])-" ONE_TO_28 "|" LAST_DAYS "))"
#define OLDER_DATE    "(?:" DATE_OF(CLOSE_YEAR) "|" LEAP_YEAR "-02-29)"
#define PLAIN_TIME    "(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?"
/* Those of places: from twelve hours behind UTC to fourteen before it. */
#define PLAIN_OFFSET                                                                               \
    "(?:Z|\\+(?:0\\d:[03]0|1[0-3]:[03]0|14:00)|-(?:0[1-9]:[03]0|1[01]:[03]0|12:00))"

#define NAME      "[a-z]{1,20}"
#define TOP_LEVEL "(?:com|org|net)"
#define WEB_PLACE "https?:\\/\\/[a-z]+(?:\\.[a-z]+)+(?:\\/[a-z\\d]*)*"
#define LOW_HEX   "[\\da-f]"

static const struct {
    const char *format, *pattern;
} rows[] = {
#define PLAIN(format, pattern) {format, pattern},
#include "witness/plain_texts.def"
#undef PLAIN
};

const char *plain_pattern(const struct format *format, unsigned level)
{
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (str_is(format->name, rows[i].format) && level-- == 0)
            return rows[i].pattern;
    return NULL;
}
