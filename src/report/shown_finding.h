/* Which findings the formats for people show (report/causes.h); -v shows all. */
#ifndef OASDRIFT_REPORT_SHOWN_FINDING_H
#define OASDRIFT_REPORT_SHOWN_FINDING_H

#include "report/renderer.h"

/* What the traffic as a whole does not bear out (drift.*) is left to -v while it is information, as
   it is unless a rule set says otherwise. */
bool finding_is_unshown_count(const struct finding *finding, const struct report_style *style);
/* Neither that, nor known or ignored. */
bool finding_is_shown(const struct finding *finding, const struct report_style *style);
/* Of so many entries the first ones: as many as --max-findings says, else `limit`; SIZE_MAX: all.
 */
size_t entries_shown(size_t count, size_t limit, const struct report_style *style);

#endif
