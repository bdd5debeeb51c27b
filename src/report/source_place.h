/* Where a finding stands in the repository, for those who show it beside the code: where the
   description says otherwise; at the first line of its API's description where that cannot be told,
   or is no file of the repository while that one is. */
#ifndef OASDRIFT_REPORT_SOURCE_PLACE_H
#define OASDRIFT_REPORT_SOURCE_PLACE_H

#include "report/gathered_run.h"

struct source_place {
    struct str path;           /* from the repository's root, without "./"; STR_NONE: it is no file
                                  there */
    struct str named;          /* as the user named it; STR_NONE: there is no description */
    bool stands_in;            /* it is the API's description in the place of another file */
    size_t line;               /* from 1 */
    size_t column, end_column; /* from 1, the second behind the last character; 0: not known */
};

/* finding: NULL for what is about no place. */
struct source_place source_place_of(struct arena *arena, const struct gathered_run *run,
                                    const struct finding *finding);

#endif
