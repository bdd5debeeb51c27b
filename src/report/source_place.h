/* Where a finding stands in the repository, for those who show it beside the code: where the
   description says otherwise; at its first line where that cannot be told. */
#ifndef OASDRIFT_REPORT_SOURCE_PLACE_H
#define OASDRIFT_REPORT_SOURCE_PLACE_H

#include "report/gathered_run.h"

struct source_place {
    struct str path;           /* from the repository's root, without "./"; STR_NONE: it is no file
                                  there */
    struct str named;          /* as the user named it; STR_NONE: there is no description */
    size_t line;               /* from 1 */
    size_t column, end_column; /* from 1, the second behind the last character; 0: not known */
};

/* finding: NULL for what is about no place. */
struct source_place source_place_of(struct arena *arena, const struct gathered_run *run,
                                    const struct finding *finding);

#endif
