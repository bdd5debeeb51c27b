/* What a run has found, as findings.c collects it, ledger.c the part that was not checked, and
   findings_sort.c puts it in order. Private to finding/. */
#ifndef OASDRIFT_FINDING_FINDINGS_STATE_H
#define OASDRIFT_FINDING_FINDINGS_STATE_H

#include "base/map.h"
#include "base/vec.h"
#include "finding/finding.h"

/* The request of the sample that was kept last: an exchange may have many findings. */
struct kept_request {
    const struct request_excerpt *came, *kept;
    struct str source;
    size_t index;
    uint64_t offset;
};

/* The findings that one operation has of one cause. */
struct cause_count {
    uint64_t exchanges;
    uint64_t last; /* the exchange that was counted last, as in struct findings */
};

enum settling { UNSETTLED, UNDERWAY, SETTLED };

/* What `items` point to. */
struct kept_finding {
    struct finding finding;
    char cause[FINGERPRINT_LENGTH + 1]; /* its own */
    struct cause_count *count;          /* of that */
    const struct kept_finding *root;    /* the one whose cause it has; NULL: its own */
    enum settling settling;             /* of that (explanation.c) */
};

struct findings {
    struct arena arena;
    struct map by_fingerprint;
    struct map causes_by_key; /* id and operation to struct cause_count */
    uint64_t exchange;        /* findings_begin_exchange: how often; 0: never */
    VEC(struct finding *) items;
    struct map ledger_by_key;
    VEC(struct not_checked *) ledger;
    VEC(struct diagnostic) diagnostics;
    struct kept_request last_request;
    uint64_t findings_left_out, ledger_left_out, diagnostics_left_out;
};

/* A copy of at most FINDING_TEXT_MAX bytes: a longer text is cut between two characters and ends in
   "...". */
struct str findings_keep(struct findings *findings, struct str text);
/* The same of a name, a path or a pointer: of one that is longer than that both ends are kept, and
   a hash of it between them, so that it still differs from others (base/short_name.h). */
struct str findings_keep_name(struct findings *findings, struct str name);
/* The same of a message or a reason: at most FINDING_MARKED_MAX bytes where it has marked data. */
struct str findings_keep_message(struct findings *findings, struct str message);
struct operation_name findings_keep_operation(struct findings *findings,
                                              struct operation_name name);

/* ---- explanation.c ---- */

/* Fingerprints that are others when something was taken out of the findings' places. */
struct renamed {
    struct arena arena;
    struct map names; /* fingerprint to fingerprint */
};

void renamed_init(struct renamed *renamed);
void renamed_release(struct renamed *renamed);
void renamed_note(struct renamed *renamed, const struct finding *before,
                  const struct finding *after);
/* What explains the findings is known by its new fingerprint from now on. */
void renamed_explain(const struct renamed *renamed, struct findings *findings);

#endif
