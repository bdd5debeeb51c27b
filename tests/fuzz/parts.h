/* An input of several texts: a line "=== b" starts the second, "=== c" the third, and so on. */
#ifndef FUZZ_PARTS_H
#define FUZZ_PARTS_H

#include "base/str.h"

/* The lines before the one that starts the part of that letter; *rest is what comes after it, and
   STR_NONE when there is no such part. */
static inline struct str cut_part(struct str *rest, char letter)
{
    const char line[] = {'\n', '=', '=', '=', ' ', letter, '\n', '\0'};
    size_t end = str_find(*rest, str_of(line));
    struct str part = str_slice(*rest, 0, end == SIZE_MAX ? end : end + 1);

    *rest = end == SIZE_MAX ? STR_NONE : str_slice(*rest, end + strlen(line), SIZE_MAX);
    return part;
}

#endif
