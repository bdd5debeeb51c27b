/* One exchange, or the description itself, against the rules. No I/O: every case is a call. */
#ifndef OASDRIFT_CHECK_CHECK_H
#define OASDRIFT_CHECK_CHECK_H

#include "base/arena.h"
#include "finding/finding.h"
#include "finding/redaction.h"
#include "finding/rule_set.h"
#include "http/exchange.h"
#include "openapi/openapi.h"

struct checker; /* the working memory of one thread */

/* All borrowed; must outlive the checker. */
struct checker *checker_new(struct api *api, const struct rules *rules,
                            struct redaction *redaction);
void checker_free(struct checker *checker);

/* What one exchange came to. Its memory is the checker's, until the next check. */
struct judgement {
    enum verdict verdict;
    const struct operation *operation; /* NULL: hit none */
    const struct route *route;         /* how the request was routed; NULL for a description */
    const struct response_object *response; /* NULL: undocumented */
    const struct media_type *media_type;    /* of the response; NULL */
    const struct media_type *request_media_type;
    const struct finding *findings;
    size_t finding_count;
    const struct not_checked *not_checked;
    size_t not_checked_count;
};

void check_exchange(struct checker *checker, const struct exchange *exchange,
                    struct judgement *judgement);
/* lint: structure, references, patterns, path templates, examples and defaults against schemas. */
void check_description(struct checker *checker, struct judgement *judgement);

#endif
