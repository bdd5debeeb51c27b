/* From what was found to a finding as reports tell it. Whoever raises one has it settled here, and
   nowhere else: severity, overrides and ignores of its place, fingerprint, and how it stands to the
   baseline. Its texts are as they were recorded: what is secret in them is known at the end alone
   (finding/seal.h). */
#ifndef OASDRIFT_RULES_SETTLE_H
#define OASDRIFT_RULES_SETTLE_H

#include "baseline/baseline.h"
#include "rules/rule_set.h"

/* What is in force where findings are raised; borrowed. */
struct settler {
    const struct rules *rules; /* NULL: the default severities */
    struct str folder; /* of the description, for fingerprints; absent: that of the finding's own
                          file */
};

/* What was found, before it is settled. */
struct found {
    struct rule_subject subject;
    struct told told; /* data in it is marked (base/data_span.h) */
    /* Makes it in its place, asked only when the finding is told; NULL: it stands. */
    struct told (*tell)(void *context);
    enum severity ceiling;    /* not above this; SEVERITY_OFF: no ceiling */
    enum severity by_default; /* in place of the rule's default severity, where no rule set states
                                 one; SEVERITY_OFF: it stays */
    bool excused;             /* it is information at most, whatever is in force */
    struct str excuse;        /* why; told after the message when it would be more. May be absent */
    const struct node *place; /* in the description or a rule set; NULL: the finding has it */
    struct str known_by;      /* as of finding_cause; may be absent */
    /* The exchange it was seen in, asked only when the finding is told; NULL: in none. */
    const struct sample *(*sample)(void *context);
    /* Fills in fingerprint and cause where they are known. true: neither its texts nor a sample are
       wanted. Asked when all but those stands, name and pointer borrowed; NULL: nothing is known.
     */
    bool (*recall)(void *context, struct finding *finding);
    void *context;
};

/* Completes the finding, with texts in the arena. The caller has set its operation, status,
   status_key, media_type, line, column and observations, and its description where `found` has no
   place. false: the rule is off there, and nothing is to be told. */
bool settle(const struct settler *settler, struct arena *arena, const struct found *found,
            struct finding *finding);

/* Grades a finding that was settled by no rule set by these: severity and ignores. false: it is not
   to be told. */
bool settle_again(const struct rules *rules, const struct rule_subject *subject,
                  struct finding *finding);

/* baseline_question's is_off, of struct rules: nothing is told of what the entry is about. */
bool settles_nothing(const void *rules, const struct baseline_entry *entry,
                     const struct coverage_operation *operation);

/* Marks each finding of a whole run as known or new, gates and what is ignored apart, and counts
   them. Entries that expired before question->today excuse nothing. */
void settle_known(struct findings *findings, const struct baseline *baseline,
                  const struct baseline_question *question, struct baseline_tally *tally);

#endif
