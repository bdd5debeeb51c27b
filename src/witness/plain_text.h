/* How texts of a format are mostly written: what is of the format and seldom seen (the year 0000,
   "a@a") is refused by many a program. Private to witness/. */
#ifndef OASDRIFT_WITNESS_PLAIN_TEXT_H
#define OASDRIFT_WITNESS_PLAIN_TEXT_H

#include "format/format.h"

enum { PLAIN_LEVELS = 3 };

/* A pattern as those of format_language.h, whose texts are all of the format. Level 0 is the
   plainest, and a text may be in several. NULL: the format has no such level. */
const char *plain_pattern(const struct format *format, unsigned level);

#endif
