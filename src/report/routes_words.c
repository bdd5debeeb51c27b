#include "report/routes_words.h"

const char *routes_kind_name(enum operation_kind kind)
{
    static const char *const names[] = {
        [OPERATION_PATH] = "path",
        [OPERATION_WEBHOOK] = "webhook",
        [OPERATION_CALLBACK] = "callback",
    };

    return names[kind];
}

/* "GET, PUT": the methods that the path has. */
static struct str methods_of(struct arena *arena, const struct api *api, struct str path)
{
    struct str list = STR("");

    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (operation->path.text == path.text)
            list = str_format(arena, "%.*s%s%.*s", STR_ARGS(list), list.length ? ", " : "",
                              STR_ARGS(operation->method));
    }
    return list;
}

struct str routes_fate_text(struct arena *arena, const struct api *api,
                            const struct route_candidate *candidate)
{
    switch (candidate->fate) {
    case CANDIDATE_HIT:
        return STR("hit");
    case CANDIDATE_BEHIND:
        return STR("fits, and is less concrete than what is hit");
    case CANDIDATE_NO_METHOD:
        return str_format(arena, "fits, and describes %.*s only",
                          STR_ARGS(methods_of(arena, api, candidate->path)));
    case CANDIDATE_NO_SERVER:
        return str_format(arena, "fits, and none of its servers is at \"%.*s\"",
                          STR_ARGS(candidate->base));
    case CANDIDATE_UNREAD:
        return STR("fits, and cannot be read (`oasdrift lint` tells why)");
    case CANDIDATE_SEGMENT:
        return str_format(arena, "segment %zu: \"%.*s\" does not fit \"%.*s\"", candidate->segment,
                          STR_ARGS(candidate->found), STR_ARGS(candidate->wanted));
    case CANDIDATE_SHORTER:
        return STR("has fewer segments than the request");
    case CANDIDATE_LEFT_OUT:
        return STR("fits, and is beyond a limit (`oasdrift lint` tells which): what hits it is not "
                   "checked");
    case CANDIDATE_LONGER:
        return STR("has more segments than the request");
    }
    return STR("");
}

const char *routes_miss_text(const struct route *route)
{
    switch (route->miss) {
    case ROUTE_FOUND:
        return "";
    case ROUTE_NO_SERVER:
        return "no server of the description is at this URL";
    case ROUTE_NO_PATH:
        return "no path of the description fits";
    case ROUTE_NO_METHOD:
        return "the path is described, the method is not";
    case ROUTE_UNREAD:
        return "the path is described by what cannot be read";
    case ROUTE_LEFT_OUT:
        return route->limit;
    }
    return "";
}
