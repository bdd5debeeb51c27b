/* What oasdrift_explain_routes tells, in its two forms. */
#ifndef OASDRIFT_REPORT_ROUTES_H
#define OASDRIFT_REPORT_ROUTES_H

#include "base/strbuf.h"
#include "openapi/openapi.h"

/* What is told, and what it is made with. */
struct routes {
    struct api *api;
    struct arena arena;
    struct strbuf out;
};

/* Every operation, webhooks and callbacks included, if openapi_list_calls was called. */
void routes_list_text(struct routes *routes);
void routes_list_json(struct routes *routes);
/* One request. url: as it may be shown. */
void routes_request_text(struct routes *routes, struct str method, struct str url,
                         const struct route_explanation *explanation);
void routes_request_json(struct routes *routes, struct str method, struct str url,
                         const struct route_explanation *explanation);

/* "path", "webhook", "callback" */
const char *routes_kind_name(enum operation_kind kind);
/* Why a request hits nothing; "" when it hits. */
const char *routes_miss_text(enum route_miss miss);
/* Why a candidate is hit or not. */
struct str routes_fate_text(struct routes *routes, const struct route_candidate *candidate);

#endif
