/* The number formats as ranges of multiples. Private to witness/. */
#ifndef OASDRIFT_WITNESS_NUMBER_FORMAT_H
#define OASDRIFT_WITNESS_NUMBER_FORMAT_H

#include "format/format.h"
#include "witness/number_cut.h"

struct number_format {
    struct number_cut from, to;
    bool stepped; /* only multiples of `step` */
    struct decimal step;
    bool exact; /* every such number keeps the format; else the format's own function tells, and
                   those that are no multiples of `finest` do not keep it */
    struct decimal finest;
};

/* Is it a format that says something about numbers? NULL is none. */
bool number_format_applies(const struct format *format);
/* false: a format that is not known here. */
bool number_format_find(const struct format *format, struct number_format *found);
/* Is it a range of whole numbers, all of them, with both ends in it? */
bool number_format_is_whole(const struct number_format *format);

#endif
