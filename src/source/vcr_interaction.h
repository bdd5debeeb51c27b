/* One interaction of a VCR cassette, as the libraries of that family write it: Ruby's vcr and
   betamax, vcrpy, go-vcr, schemathesis. They agree on most things and differ in details. */
#ifndef OASDRIFT_SOURCE_VCR_INTERACTION_H
#define OASDRIFT_SOURCE_VCR_INTERACTION_H

#include "document/node.h"
#include "http/exchange.h"

/* NULL, or what is wrong with the interaction. */
const char *vcr_interaction_read(struct arena *arena, const struct node *interaction,
                                 struct exchange *exchange);

#endif
