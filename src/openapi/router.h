/* The trie of path templates: router.c builds it, route.c walks it. Private to openapi/. */
#ifndef OASDRIFT_OPENAPI_ROUTER_H
#define OASDRIFT_OPENAPI_ROUTER_H

#include "base/map.h"
#include "http/url.h"
#include "openapi/route.h"

/* In a base: any text within a segment. */
#define ROUTE_ANY "*"

enum {
    ROUTE_MAX_SEGMENTS = 64, /* of a template */
    ROUTE_MAX_BASES = 256,   /* different base paths of all servers */
    ROUTE_MAX_ALIKE = 1000,  /* mixed segments with the same ends: a request is held against each */
    ROUTE_MAX_LEFT_OUT = 10 * 1000 /* what is beyond these limits: a request is held against each */
};

/* One path of the description. */
struct entry {
    struct str path;
    const struct node *place; /* of its key, or its first operation */
    struct operation *operations;
    size_t operation_count; /* 0: it cannot be read */
    struct str names[ROUTE_MAX_PARAMETERS];
    size_t name_count;
    struct entry *next; /* of the same shape: a problem, and yet its operations can be hit */
};

/* A segment of literal text and expressions: pieces[0] {..} pieces[1] {..} pieces[2] */
struct mixed {
    struct str shape; /* "{}-{}" */
    struct str *pieces;
    size_t piece_count;
    size_t literal_bytes;
    struct step *step;
    struct mixed *next; /* with as many literal bytes, or fewer */
};

/* The mixed segments whose first and last pieces are of these lengths. A request's segment is
   looked up by its ends, once for each pair of lengths, however many templates there are. */
struct ends {
    size_t first, last;
    struct map by_first; /* to struct map of the last piece to struct mixed */
    struct ends *next;   /* with as many bytes, or fewer */
};

/* A node of the trie: where a request is after some segments. */
struct step {
    struct map literals; /* segment in normal form to struct step */
    struct ends *ends;
    struct step *any;
    struct entry *entries; /* of the paths that end here */
    struct entry *last_entry;
    struct step *made_before;
};

/* A path that is beyond a limit. Requests to it are not judged. */
struct left_out {
    const struct entry *entry;
    const char *limit; /* a clause that names it */
    struct left_segment {
        const struct str *pieces; /* as of struct mixed; one: it is text */
        size_t piece_count;
    } * segments;
    size_t segment_count;
    struct left_out *next;
};

struct base {
    struct str path; /* "" or "/v1" */
    bool option;     /* of --server: good for every operation */
    bool slash;      /* a server's URL ends in '/': "/v1/" and a path "/pets" are "/v1//pets" */
};

struct router {
    struct step root;
    struct step *made;                  /* all other steps, for router_free */
    struct base bases[ROUTE_MAX_BASES]; /* longest first */
    size_t base_count;
    size_t left_out_count; /* of paths and bases; those beyond ROUTE_MAX_LEFT_OUT are not kept */
    struct left_out *left_paths;
    struct map left_bases; /* their paths, to the clause that names the limit */
};

/* ---- route_left_out.c ---- */

void left_out_path(struct api *api, struct router *router, const struct entry *entry,
                   const char *limit);
void left_out_base(struct router *router, struct str base, const char *limit);
/* Is the path of the description among those that are kept? */
bool left_out_has(const struct router *router, struct str path);
/* Makes the route one that is ROUTE_LEFT_OUT, where the request may be for what is. path: of the
   request, raw. */
void route_leave_out(const struct api *api, struct str method, struct str path,
                     struct route *route);

/* Is the first base tried before the second? */
bool base_goes_before(struct str a, struct str b);

/* Calls back with every path that the request's fits, under any base, most concrete first; slash as
   route_match has it in the end. is_served: the entry has that base. operation: of the method;
   NULL: none. */
typedef void route_fits_fn(void *context, const struct entry *entry, const struct base *base,
                           bool is_served, const struct operation *operation);
void route_walk(const struct api *api, struct str method, struct str path, bool trailing_slash,
                route_fits_fn *fits, void *context);
/* The path behind any base against the templates of all operations: does one fit? route is of it,
   ROUTE_FOUND or, without the method, ROUTE_NO_METHOD. */
bool route_fits_path(const struct api *api, struct str method, struct str path,
                     struct route *route);
/* The entry's operation of the method, whatever its servers; NULL: it has none. */
const struct operation *entry_operation(const struct entry *entry, struct str method);
/* Takes the base off the front of the raw path, segment by segment; false: it does not start so. */
bool route_strip_base(struct str path, struct str base, struct str *rest);

/* url_split of a request's URL: an empty path behind a host is "/". */
void router_split_url(struct str url, struct url *parts);
/* A path without its leading '/': its segments with '/' between them; "" is one empty segment. */
struct str router_segments(struct str path);

#endif
