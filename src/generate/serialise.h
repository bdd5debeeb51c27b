/* A parameter's value as its style writes it (RFC 6570 for path, query and cookie). */
#ifndef OASDRIFT_GENERATE_SERIALISE_H
#define OASDRIFT_GENERATE_SERIALISE_H

#include "base/strbuf.h"
#include "openapi/openapi.h"

/* Appends what stands in the place of the parameter: a path segment's part, "name=value" pairs of a
   query (without '?' or a leading '&'), a header's value, "name=value" pairs of a cookie. An empty
   array or object appends nothing. false: the style has no form for such a value. */
bool parameter_serialise(const struct parameter *parameter, const struct node *value,
                         struct strbuf *out);
/* The same for a text that is the value itself (--parameter). */
void parameter_serialise_text(const struct parameter *parameter, struct str text,
                              struct strbuf *out);

#endif
