/* Routes: which operation of a description a request hits, why, and what would make it hit one. */
#ifndef OASDRIFT_OPENAPI_ROUTE_H
#define OASDRIFT_OPENAPI_ROUTE_H

#include "openapi/openapi.h"

enum route_miss {
    ROUTE_FOUND,
    ROUTE_NO_SERVER,
    ROUTE_NO_PATH,
    ROUTE_NO_METHOD,
    ROUTE_UNREAD,  /* the path is described, but what it leads to cannot be read */
    ROUTE_LEFT_OUT /* it may be for what is beyond a limit of the router */
};

enum { ROUTE_MAX_PARAMETERS = 32 };

struct route {
    enum route_miss miss;
    struct operation *operation;  /* ROUTE_FOUND */
    const char *limit;            /* ROUTE_LEFT_OUT: a clause that names the limit */
    struct str path;              /* template that matched, also with ROUTE_NO_METHOD; that is left
                                     out, if it is a path */
    const struct node *path_item; /* of it */
    bool trailing_slash;          /* matched only with or without the last '/' */
    bool contested;               /* other paths were tried, or could have been: see route_rival */
    struct str base; /* of the server, "/v1" or ""; absent with ROUTE_NO_SERVER and ROUTE_NO_PATH */
    bool shared;     /* several parameters stand in one segment: see route_split */
    struct str under_base; /* the request's path behind the base, without a last '/' that is not the
                              template's */
    struct {
        struct str name, value; /* value: raw, still percent-encoded, borrowed from the URL */
        bool undecided;         /* route_split met a limit: the value may be another */
    } parameters[ROUTE_MAX_PARAMETERS];
    size_t parameter_count;
    struct str query; /* raw, without '?'; STR_NONE when there is none */
    size_t steps;     /* segments compared on the way: what it cost */
};

/* Which operation a request hits. url: absolute or a path; matched on the raw path. An absolute URL
   of a host that no server names still matches by path (recordings come from many hosts). Concrete
   segments go before templated ones, segment by segment from the left. Where only GET is described,
   HEAD hits it. */
void route_match(const struct api *api, struct str method, struct str url, struct route *route);

/* The part of the path up to where it leaves what is described: the longest of its
   beginnings that a template has as well, concrete segments before templated ones, and one segment
   more. "/v1/pets/7/toys/3" is "/v1/pets/7/toys" where "/v1/pets/{id}" is described. Borrowed from
   it. */
struct str route_leaving(const struct api *api, struct str url);

/* For a URL in which text is not known. */
struct route_unknown {
    bool (*is_unknown)(void *context, struct str segment); /* a raw one: any text fits it */
    void *context;
    bool without_base; /* the URL's path lacks the server's */
};
enum { ROUTE_UNTRIED = 3 /* a limit is met: not all that it may hit is tried */ };
/* Which operations it may hit: how many, of 2 at most, or ROUTE_UNTRIED; and the first one's route,
   whose texts lie in the arena. */
size_t route_match_unknown(const struct api *api, struct arena *arena, struct str method,
                           struct str url, const struct route_unknown *unknown,
                           struct route *route);

/* What else a request that hit an operation might have hit. */
enum rivalry {
    RIVAL_NONE,
    RIVAL_EQUAL,    /* a path that fits too, has the method, and is more concrete somewhere, or of
                       the same shape */
    RIVAL_SHADOWED, /* a path that is more concrete, but has no operation of that method */
    RIVAL_UNSERVED  /* one that is more concrete and has the method, but its servers have other
                       base paths */
};
/* Asked of a route that is ROUTE_FOUND; rival: the path's template. One that is not contested has
   none. */
enum rivalry route_rival(const struct api *api, struct str method, struct str url,
                         const struct route *route, struct str *rival);

enum { ROUTE_MAX_OTHERS = 8 /* that are tried */ };
/* The operations of that method, under the same base, that the request may mean just as well: none
   that is a templated counterpart of the route's (OpenAPI 3.1, 4.8.8.2). Their parameters have no
   values yet. Returns how many. */
size_t route_others(const struct api *api, struct str method, struct str url,
                    const struct route *route, struct route others[static ROUTE_MAX_OTHERS]);

/* Is the text one that the route's parameter at index may have? */
enum value_answer { VALUE_FAILS, VALUE_DOUBTFUL, VALUE_HOLDS };
typedef enum value_answer route_value_fn(void *context, size_t index, struct str value);
enum split {
    SPLIT_HOLDS,
    SPLIT_NONE, /* no split holds in one segment at least */
    SPLIT_LIMIT /* more readings than are tried */
};
enum { ROUTE_MAX_READINGS = 2000 /* of one segment's values */ };
/* Gives the parameters the values that hold, the shortest first where several do; else those that
   are doubtful at worst; a segment without such keeps its values. ask: NULL, every value holds. */
enum split route_split(struct route *route, struct arena *arena, route_value_fn *ask,
                       void *context);
/* Why a request may hit nothing by its path, and what would mend that. */
struct route_remedy {
    const struct operation *unserved; /* it fits, but for the base paths of its servers; or NULL */
    struct str base;                  /* as a further base (--server) it makes the request fit */
    struct str path;                  /* this template; both absent: none does */
};
/* Asked of a route that is ROUTE_NO_SERVER or ROUTE_NO_PATH. The base is the shortest, borrowed
   from the URL, under which a template fits that has text of its own. */
struct route_remedy route_remedy(const struct api *api, struct str method, struct str url);

/* The template that the request would fit if the reserved characters of its path were not escaped;
   STR_NONE: none. "%3A" is no ":" (RFC 3986, 2.2), though some clients take it for one. */
struct str route_unescaped(const struct api *api, struct arena *arena, struct str method,
                           struct str url);

/* ---- why a request hits what it hits ---- */

enum candidate_fate {
    CANDIDATE_HIT,
    CANDIDATE_BEHIND,    /* it fits too, and is less concrete than one before it */
    CANDIDATE_NO_METHOD, /* it fits, and has no operation of that method */
    CANDIDATE_NO_SERVER, /* it fits, and none of its servers has that base */
    CANDIDATE_UNREAD,    /* it fits, but what it leads to cannot be read */
    CANDIDATE_SEGMENT,   /* one segment does not fit */
    CANDIDATE_SHORTER,   /* the request has more segments */
    CANDIDATE_LEFT_OUT,  /* it fits, and is beyond a limit */
    CANDIDATE_LONGER     /* the request has fewer segments */
};

struct route_candidate {
    enum candidate_fate fate;
    struct str path;          /* template */
    const struct node *place; /* where it is described */
    struct str base;          /* under which it was compared */
    size_t segment;           /* CANDIDATE_SEGMENT: which one, from 1 */
    struct str wanted, found; /* and what stands there in the template and in the request */
};

enum { ROUTE_MAX_CANDIDATES = 32, ROUTE_MAX_NEAR_MISSES = 8 };

struct route_explanation {
    struct route route;
    const struct server *server; /* whose base matched, of the request's host where there is one;
                                    NULL: none, or one of --server */
    bool host_described;         /* the server has the request's host, or the URL names none */
    struct route_candidate candidates[ROUTE_MAX_CANDIDATES]; /* those that fit, most concrete first,
                                                                then those that nearly do */
    size_t candidate_count;
};

void route_explain(const struct api *api, struct arena *arena, struct str method, struct str url,
                   struct route_explanation *explanation);

#endif
