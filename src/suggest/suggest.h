/* What was observed, as an Overlay that would describe it: new properties, parameters, statuses,
   media types, operations and servers, and what is always there though optional. */
#ifndef OASDRIFT_SUGGEST_SUGGEST_H
#define OASDRIFT_SUGGEST_SUGGEST_H

#include "check/check.h"
#include "document/document.h"
#include "redact/redaction.h"

/* Limits; what is beyond one is counted in the overlay's x-oasdrift-left-out. */
enum {
    SUGGEST_MAX_ACTIONS = 5000,
    SUGGEST_MAX_VALUES = 1000 /* of one finding in one exchange, that are looked at */
};

struct suggestion;

/* Both borrowed. */
struct suggestion *suggestion_new(struct api *api, const struct redaction *redaction);
void suggestion_free(struct suggestion *suggestion);

/* What an exchange showed that the description does not say. Copies what it keeps. */
void suggest_exchange(struct suggestion *suggestion, const struct exchange *exchange,
                      const struct judgement *judgement);
/* A finding of the whole run: what was in every response, and in thirty objects at least, is made
   required. */
void suggest_finding(struct suggestion *suggestion, const struct finding *finding);
/* What the run exercised, after its findings: takes back what some message came without. */
void suggest_coverage(struct suggestion *suggestion, const struct event_coverage *coverage);

/* How many things were seen that the overlay cannot say: they lie in files that it cannot name. */
size_t suggestion_left_out_count(const struct suggestion *suggestion);
/* One of them, "schemas/tool.yaml#/properties: /colour [response.property-undocumented]"; STR_NONE
   past the last one that is listed. */
struct str suggestion_left_out(const struct suggestion *suggestion, size_t index,
                               struct arena *arena);
/* Has the overlay actions for other files than the description's own (x-oasdrift-parts)? */
bool suggestion_has_parts(const struct suggestion *suggestion);
/* Was anything seen that the description lacks? The version may have no words for it. */
bool suggestion_has_actions(const struct suggestion *suggestion);
/* The overlay (Overlay Specification 1.0), in `arena`; the same exchanges give the same bytes. NULL
   without actions: an overlay has at least one. */
const struct document *suggest_overlay(const struct suggestion *suggestion, struct arena *arena);

#endif
