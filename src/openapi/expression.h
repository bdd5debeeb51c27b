/* Runtime expressions (OpenAPI 3.1, 4.8.20.3), and ours: $request.path.NAME and its like. */
#ifndef OASDRIFT_OPENAPI_EXPRESSION_H
#define OASDRIFT_OPENAPI_EXPRESSION_H

#include "base/arena.h"
#include "document/node.h"

struct route;
struct exchange;

struct exchange_view {
    const struct exchange *exchange;
    const struct route *route;
    const struct node *request_body; /* parsed JSON; NULL when absent or unknown */
    const struct node *response_body;
};

/* Evaluates "$url", "$method", "$statusCode", "$request.path.x", "$request.query.x",
   "$request.header.x", "$request.body#/a", "$response.header.x", "$response.body#/a". Sets *node
   when the answer is a JSON value, else *text. false: there is no such value in the exchange. */
bool expression_evaluate(struct arena *arena, struct str expression,
                         const struct exchange_view *view, const struct node **node,
                         struct str *text);
/* Does it follow the grammar? */
bool expression_is_valid(struct str expression);

#endif
