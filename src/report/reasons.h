/* What was not checked, for people: an entry for each reason, that with most occurrences first. */
#ifndef OASDRIFT_REPORT_REASONS_H
#define OASDRIFT_REPORT_REASONS_H

#include "base/map.h"
#include "base/vec.h"
#include "finding/finding.h"

struct strbuf;

/* Entries of one cause, or else of one reason and about the same part, all with an operation or all
   without. The reason of the first tells. */
struct reason {
    VEC(const struct not_checked *) entries; /* in the order of the findings */
    uint64_t count;                          /* of all of them */
    bool several_parts;                      /* they are about */
};

struct reasons {
    struct arena arena;
    struct map by_key;
    VEC(struct reason *) items;
};

/* findings: sorted, as they come from a run; they stay the caller's and as they are. */
void reasons_init(struct reasons *reasons, const struct findings *findings);
void reasons_release(struct reasons *reasons);

bool not_checked_has_operation(const struct not_checked *entry);
/* Is it about a file or a record, and so about no part of an exchange? */
bool not_checked_is_of_file(const struct not_checked *entry);
/* "GET /pets 200 image/png", escaped (base/escape.h); "... response body" where the reason is about
   several parts. */
void not_checked_place(struct strbuf *out, const struct reason *reason,
                       const struct not_checked *entry);
/* "response body"; absent: it is about a file, or about several parts. */
struct str reason_part(const struct reason *reason);

#endif
