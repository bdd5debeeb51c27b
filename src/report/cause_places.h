/* Where the findings of an entry of report/causes.h are; for cause_words.h, which tells it. */
#ifndef OASDRIFT_REPORT_CAUSE_PLACES_H
#define OASDRIFT_REPORT_CAUSE_PLACES_H

#include "report/causes.h"

/* Is each of its findings about a member that is null, of whatever object? */
bool cause_is_of_nulls(const struct cause_entry *entry);
/* Is each of its findings told by the member's name? Such a member is null, is there and should not
   be, or is not described. */
bool cause_is_of_members(const struct cause_entry *entry);
/* The member that the finding is about, as the pointer has it; absent: it is about the whole. */
struct str cause_member(const struct finding *finding);
/* The first segments that both paths have: "/v2" of "/v2/pets" and "/v2/toys". */
struct str cause_shared_begin(struct str a, struct str b);

#endif
