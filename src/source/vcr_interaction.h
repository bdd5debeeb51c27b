/* One interaction of a VCR cassette, as the libraries of that name write it: Ruby's vcr and
   betamax, vcrpy, go-vcr, schemathesis. They agree in the main and differ in the details. */
#ifndef OASDRIFT_SOURCE_VCR_INTERACTION_H
#define OASDRIFT_SOURCE_VCR_INTERACTION_H

#include "document/node.h"
#include "http/exchange.h"

/* NULL, or what is wrong with the interaction. */
const char *vcr_interaction_read(struct arena *arena, const struct node *interaction,
                                 struct exchange *exchange);

#endif
