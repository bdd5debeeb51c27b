/* Name and value pairs: of a query, or of an application/x-www-form-urlencoded body. */
#ifndef OASDRIFT_HTTP_QUERY_H
#define OASDRIFT_HTTP_QUERY_H

#include "base/str.h"

/* The next pair of "a=1&b=2", raw (percent.h decodes, with PLUS_IS_SPACE); empty pairs are passed
   over. value is STR_NONE where there is no '='. false at the end. */
bool query_next(struct str *rest, struct str *name, struct str *value);

#endif
