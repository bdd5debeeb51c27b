/* Findings for people: an entry a cause (finding/cause.h), with the operations that have it. What a
   report shows of a run, in the order in which it is worth reading: what is new first, then by
   severity, then by how much traffic it touches. */
#ifndef OASDRIFT_REPORT_CAUSES_H
#define OASDRIFT_REPORT_CAUSES_H

#include "finding/finding.h"

/* What one operation has of a cause. */
struct cause_operation {
    struct operation_name name;      /* where none was hit, the method and the generalised path */
    const struct finding **findings; /* those that tell the cause first, then the others, by
                                        severity; by part and pointer */
    size_t finding_count, telling;   /* all, and how many tell it: what nothing explains (struct
                                        explanation); where none of that is shown, those of one of
                                        the others' own causes, or all */
    uint64_t exchanges;              /* that have one of them; 0: none, or it is not known */
    bool at_least;                   /* exchanges may be more: others of the cause are not shown */
    uint64_t count;                  /* occurrences of those that tell it */
};

struct cause_entry {
    const struct finding *shown; /* of the highest severity; of these, what most exchanges have, or
                                    of the description what stands first */
    struct cause_operation *operations; /* that with most exchanges first */
    size_t operation_count;
    size_t finding_count, telling;
    uint64_t exchanges, count; /* of all operations; an exchange is of one */
    bool at_least;             /* as of operations */
    enum severity severity;    /* the highest */
    bool by_places;  /* of the description, in several places, and not all of them in operations */
    bool is_excused; /* by the baseline or a rule set; no entry has both */
    bool is_new;     /* one of its findings is none that the baseline has */
};

struct causes {
    struct arena arena;
    struct cause_entry *entries;
    size_t count;
};

/* Is the finding to be shown at all? */
typedef bool causes_filter(const void *context, const struct finding *finding);

/* Settles the findings' causes; they stay the caller's, and as they are as long as `causes` is
   used. */
void causes_init(struct causes *causes, struct findings *findings, causes_filter *filter,
                 const void *context);
void causes_release(struct causes *causes);

/* What does not tell it in the operation of `shown`, one finding for each cause that they had
   alone, of `limit` at most; returns how many there are. */
size_t cause_others(const struct cause_entry *entry, const struct finding **others, size_t limit);

/* Calls `each` with every finding of the entry, operation by operation. */
typedef void cause_finding_fn(void *context, const struct finding *finding);
void cause_each(const struct cause_entry *entry, cause_finding_fn *each, void *context);

/* Puts the entries that most exchanges have into `most`, of `limit` at most, in that order; returns
   how many they are. What is information is left out where there is more than that. */
size_t causes_most(const struct causes *causes, const struct cause_entry **most, size_t limit);

#endif
