/* One exchange against the rules. No I/O: every case is a call. */
#ifndef OASDRIFT_CHECK_CHECK_H
#define OASDRIFT_CHECK_CHECK_H

#include "base/arena.h"
#include "finding/finding.h"
#include "http/exchange.h"
#include "observe/observe.h"
#include "openapi/openapi.h"
#include "redact/redaction.h"
#include "rules/rule_set.h"

/* Limits of one check. What is beyond them is a not-checked entry. */
enum {
    CHECK_MAX_FINDINGS = 1000,  /* distinct ones of one exchange */
    CHECK_MAX_FAILURES = 10000, /* places in one value that do not match its schema */
    CHECK_MAX_NOT_CHECKED = 1000
};

struct checker; /* the working memory of one thread */

/* All borrowed; must outlive the checker. */
struct checker *checker_new(struct api *api, const struct rules *rules,
                            struct redaction *redaction);
void checker_free(struct checker *checker);

/* From now on each finding of a judgement has its message and a sample; else one that was told
   before may be brief (struct finding). */
void checker_hear(struct checker *checker);
/* From now on the places of a judgement are of all that is sent, not only of what a sample keeps:
   the exchange is to be shown. */
void checker_show(struct checker *checker);
/* From now on the values of exchanges are observed too. Borrowed. */
void checker_observe(struct checker *checker, struct observation *observation);

/* What one exchange came to. Its memory is the checker's, until the next check. */
struct judgement {
    enum verdict verdict;
    struct exercised exercised; /* operation, response, media types, parameters; see observe.h */
    const struct finding *findings; /* one per fingerprint, with its count */
    size_t finding_count;
    const struct not_checked *not_checked;
    size_t not_checked_count;
    const struct finding *withheld; /* each with its lack: only the whole recording can tell */
    size_t withheld_count;
    unsigned shown;              /* bits of enum lack: what the exchange has of it */
    struct secret_places places; /* of the request, as far as the description tells; of the response
                                    as well after checker_show */
};

/* An exchange without a response is judged on its request alone. The redaction learns the secrets
   of its bodies, and those that the description tells; redaction_learn is for the rest. */
void check_exchange(struct checker *checker, const struct exchange *exchange,
                    struct judgement *judgement);
/* Where the parameters of a request that is not judged are secret, as far as the description tells.
   Borrowed from the checker, until it looks at another exchange. */
struct secret_places check_request_places(struct checker *checker, const struct exchange *exchange);

#endif
