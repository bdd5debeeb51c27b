#include "source/bodyless_exchange.h"

#include "http/status.h"
#include "source/record_source.h"
#include "source/recorded_body.h"

enum source_step bodyless_exchange(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    struct response *response = &exchange->response;

    request->headers.partial = true;
    response->headers.partial = true;
    request->body = request_body_unknown(request->method, STR("a log has no bodies"));
    response->body = response_is_bodyless(request->method, response->status)
                         ? body_empty(STR_NONE)
                         : body_unknown(STR("a log has no bodies"), STR_NONE);
    if (str_is(request->method, "OPTIONS"))
        return record_skipped(exchange, STR("OPTIONS, perhaps a CORS preflight"));
    if (str_is(request->method, "CONNECT"))
        return record_skipped(exchange, STR("a tunnel through a proxy (CONNECT)"));
    if (response->status == 0 && !exchange->failure.length)
        exchange->failure = STR("the recording has no response");
    return SOURCE_GOT;
}

struct str bodyless_url(struct arena *arena, struct str scheme, struct str host, struct str target)
{
    if (host.length == 0 || str_is(host, "-") || str_is(host, "_") ||
        !str_starts_with(target, STR("/")))
        return target;
    return str_format(arena, "%.*s://%.*s%.*s", STR_ARGS(scheme.length ? scheme : STR("https")),
                      STR_ARGS(host), STR_ARGS(target));
}
