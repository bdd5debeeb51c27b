/* What becomes of each slot of an exchange: its route, each parameter of the operation, security,
   the request body, the status, each described header of the response, the response body. That a
   slot was judged is a fact that its check states, as is that nothing was asked there; what is
   raised as not checked (raise.h) settles the slots it is about by itself. A slot that nobody has
   settled is not checked, by construction: outcomes_close. */
#ifndef OASDRIFT_CHECK_OUTCOME_H
#define OASDRIFT_CHECK_OUTCOME_H

#include "finding/finding.h"
#include "openapi/openapi.h"

struct checker;

/* The greater one stays: a slot of which a part was not checked is not checked. */
enum outcome { OUTCOME_OPEN, OUTCOME_NOT_APPLICABLE, OUTCOME_JUDGED, OUTCOME_NOT_CHECKED };

/* The slots of which an exchange has one. */
enum aspect {
    ASPECT_ROUTE,
    ASPECT_SECURITY,
    ASPECT_REQUEST_BODY,
    ASPECT_STATUS,
    ASPECT_RESPONSE_BODY
};
enum { ASPECTS = ASPECT_RESPONSE_BODY + 1 };

/* Of a slot that a check has forgotten. No test may show it. */
#define OUTCOME_OPEN_REASON "nothing has looked at it"

/* The lists are as long as those of the description, and live in the check's arena. */
struct outcomes {
    enum outcome of[ASPECTS];
    const struct parameters *parameters, *headers; /* NULL: none are known yet */
    enum outcome *of_parameters, *of_headers;
};

/* From now on each of them is a slot. */
void outcomes_list_parameters(struct checker *checker, const struct parameters *parameters);
void outcomes_list_headers(struct checker *checker, const struct parameters *headers);

void outcome_settle(struct checker *checker, enum aspect aspect, enum outcome outcome);
/* Of a parameter or header; one that is no slot, such as a form's field, is left alone. */
void outcome_settle_parameter(struct checker *checker, const struct parameter *parameter,
                              enum outcome outcome);
/* The slots that an entry of the ledger is about are not checked. */
void outcomes_note(struct checker *checker, enum part part, struct str name);
/* All that is open is not checked, for one reason that the ledger has already. */
void outcomes_give_up(struct checker *checker);
/* What is still open becomes an entry of the ledger. */
void outcomes_close(struct checker *checker);

#endif
