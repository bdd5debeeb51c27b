/* Where requests have the credentials of a description's security schemes, and the variables of the
   environment that a live run, and whoever repeats a request, takes them from. */
#ifndef OASDRIFT_REDACT_CREDENTIAL_H
#define OASDRIFT_REDACT_CREDENTIAL_H

#include "base/arena.h"

struct credential {
    unsigned place;         /* NAME_IN_HEADER, NAME_IN_FIELD (of the query) or NAME_IN_COOKIE */
    struct str name;        /* of the header, the parameter, the cookie */
    struct str http_scheme; /* "Bearer", before it in a header; absent of an API key */
    struct str variable;    /* "OASDRIFT_AUTH_BEARER_AUTH" */
};

/* The variable of a security scheme: "OASDRIFT_AUTH_BEARER_AUTH" of "bearer-auth". NUL-terminated
   in the arena. */
struct str credential_variable(struct arena *arena, struct str scheme);
/* The first of them that stands there, behind that word; NULL: none does. place: as they have it.
 */
const struct credential *credential_at(const struct credential *credentials, size_t count,
                                       unsigned place, struct str name, struct str http_scheme);
/* RFC 7617: user and password, which have an option of curl's own. */
bool credential_is_basic(const struct credential *credential);
/* A copy with everything in the arena. */
struct credential credential_copy(struct arena *arena, const struct credential *credential);

#endif
