/* What a sample keeps of a request: as much as a curl line shows. The structure is gone by then, so
   what a name, a schema or a form says is secret is taken out when the excerpt is taken; known
   values are taken out when the line is written, with all that the run has learned meanwhile. */
#ifndef OASDRIFT_REDACT_REQUEST_EXCERPT_H
#define OASDRIFT_REDACT_REQUEST_EXCERPT_H

#include "redact/redaction.h"

enum { EXCERPT_BODY_MAX_BYTES = 2 * 1024 }; /* larger ones are left out */

struct excerpt_header {
    struct str name, value;
};

enum excerpt_body {
    EXCERPT_BODY_NONE,
    EXCERPT_BODY_SHOWN,
    EXCERPT_BODY_LEFT_OUT /* it is not known, too long, or no text */
};

/* Every text is without the secrets that the structure tells. */
struct request_excerpt {
    struct str method;
    struct str url;  /* as it was sent: it may be a path alone */
    struct str host; /* of the host header; may be absent */
    struct excerpt_header *headers;
    size_t header_count;
    bool header_left_out;  /* one that no command can hold */
    bool cookies_left_out; /* beside the one of a security scheme */
    /* The caller's: credentials that the operation takes, which go before others that stand at
       their places, and of them those that the recorder took out. */
    const struct credential *credentials, *lacking;
    size_t credential_count, lacking_count;
    struct str body; /* absent unless it is shown */
    enum excerpt_body body_state;
    bool untyped;  /* it has no content type */
    bool sendable; /* its method and URL are text that a command can hold */
};

/* In the arena, apart from texts that the exchange lends. places: NULL: none. Without credentials,
   which the caller adds. */
struct request_excerpt request_excerpt_take(const struct redaction *redaction, struct arena *arena,
                                            const struct exchange *exchange,
                                            const struct secret_places *places);
/* Where the request has a credential, by the operation's security schemes or else any; NULL:
   nowhere that is known. place, name, http_scheme: as of credential_at. */
const struct credential *request_excerpt_credential(const struct redaction *redaction,
                                                    const struct request_excerpt *excerpt,
                                                    unsigned place, struct str name,
                                                    struct str http_scheme);
/* A copy with everything in the arena. */
struct request_excerpt *request_excerpt_keep(struct arena *arena,
                                             const struct request_excerpt *excerpt);
/* The URL that is shown, without known values. */
struct str request_excerpt_url(const struct redaction *redaction, struct arena *arena,
                               const struct request_excerpt *excerpt);
/* curl -sS 'URL' -X METHOD -H ...: the request again, without secrets, as one printable line for a
   POSIX shell (curl_line.h). In the place of a secret stands a variable of the environment: that of
   its security scheme (credential.h), or one that is named after the place. What clients tell about
   themselves (user-agent, traces, telemetry) is left out; of what else is, a comment behind the
   command tells. STR_NONE: no such line can be made. */
struct str request_excerpt_curl(const struct redaction *redaction, struct arena *arena,
                                const struct request_excerpt *excerpt);
/* Such a line after REDACTED was put into it: with a variable there. */
struct str curl_without_gaps(struct arena *arena, struct str command);

#endif
