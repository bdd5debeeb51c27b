/* What the exchanges exercised, as sets that can be united: of operations by slots, of schemas by
   usages (usage.h). */
#ifndef OASDRIFT_OBSERVE_OBSERVE_H
#define OASDRIFT_OBSERVE_OBSERVE_H

#include "event/event.h"
#include "http/exchange.h"
#include "observe/counted_schemas.h"
#include "openapi/openapi.h"

/* What an assertion of the rule sets was for an exchange. */
enum asserted { ASSERTED_NOTHING, ASSERTED_TRUE, ASSERTED_FALSE, ASSERTED_NOT_APPLICABLE };

/* What one exchange was found to exercise; all borrowed from the description, but for the list and
   the headers. */
struct exercised {
    const struct operation *operation;         /* NULL: it hit none */
    const struct response_object *response;    /* NULL: undocumented, or there was none */
    const struct media_type *response_type;    /* NULL: no body, or an undocumented type */
    const struct media_type *request_type;     /* the same of the request */
    const struct parameter *const *parameters; /* those that were there and could be read */
    size_t parameter_count;
    const struct headers *request_headers, *response_headers; /* NULL: nothing is known of them */
    int status;                                               /* 0: there was no response */
    bool judged;                          /* the operation's description could be read */
    bool secured;                         /* security requirements were held against it */
    bool request_known, response_known;   /* whether there is a body, and what is said of it */
    bool request_read, response_read;     /* a decoder has looked into the body */
    bool request_judged, response_judged; /* a schema was held against the body */
    bool valued;                          /* the response's documented values, too */
    const enum asserted *assertions;      /* by the numbers of the rule sets' assertions */
    size_t assertion_count;
};

struct observation;

/* Operations are opened, and their slots listed, when they are first hit or at
   observation_coverage. schemas: values are looked at, too; without, observe_value and its kin do
   nothing. */
struct observation *observation_new(struct api *api, bool schemas);
void observation_free(struct observation *observation);
void observe_exchange(struct observation *observation, const struct exercised *exercised);
uint64_t observation_operations_seen(const struct observation *observation);
/* Of them, those that were answered with a success: 2xx, or, where the description has no 2xx for
   the operation, a redirect that it describes. */
uint64_t observation_operations_succeeded(const struct observation *observation);
/* How often the assertion of that number was true, false or not applicable; the rest is 0. */
struct assertion_tally observation_assertion(const struct observation *observation, size_t number);

/* ---- values; observation may be NULL ---- */

/* A value to which a compiled schema was applied. opaque: parts of it that are not known. */
void observe_value(struct observation *observation, enum coverage_direction direction,
                   const struct schema *schema, const struct node *value,
                   const struct node *const *opaque, size_t opaque_count);
/* A value was refused by the keyword (schema_failure's place). guessed: in a branch that did not
   fit, so that observe_value has not counted it there. */
void observe_refusal(struct observation *observation, enum coverage_direction direction,
                     const struct node *place, bool guessed);
/* A property that no schema describes, in an object shaped by the keyword at `place`
   (schema_undocumented's); its name must be redacted. */
void observe_undocumented(struct observation *observation, enum coverage_direction direction,
                          const struct node *place, struct str name, const struct node *value);
/* Adds what another observation of the same api saw; for threads, each with its own. */
void observation_unite(struct observation *observation, const struct observation *from);

/* ---- what it comes to ---- */

/* Totals of observation_coverage leave out the schemas that are counted already, and add those that
   they count. */
void observation_count_once(struct observation *observation, struct counted_schemas *counted);

/* Whether coverage of an operation is asked for; NULL: of all. */
typedef bool operation_selects(void *context, const struct operation *operation);

/* Borrowed until the observation changes. The totals need every schema of the description compiled.
   Without totals they are 0, and what only they need is left out: schemas that no value reached,
   and places of schemas that fewer than `least` values reached. */
const struct event_coverage *observation_coverage(struct observation *observation,
                                                  operation_selects *selects, void *context,
                                                  bool totals, uint64_t least);

#endif
