/* Is a value secret by the name that it stands under? The names and their sources are in
   secret_names.def. What a description or the user adds to them, redaction.h knows. */
#ifndef OASDRIFT_REDACT_SECRET_NAME_H
#define OASDRIFT_REDACT_SECRET_NAME_H

#include "base/str.h"

/* Where the name stands: one of these. */
enum name_place {
    NAME_IN_HEADER = 1u << 0,
    NAME_IN_FIELD = 1u << 1,  /* of a query, a form, a fragment */
    NAME_IN_COOKIE = 1u << 2, /* and Set-Cookie */
    NAME_IN_MEMBER = 1u << 3, /* of JSON; XML elements and attributes, parts, GraphQL arguments */
    /* Beside one of them: the message is an authorization answer or a token request. */
    NAME_IN_AUTHORIZATION = 1u << 4
};

enum secrecy {
    SECRECY_NONE,    /* the name tells nothing */
    SECRECY_NEVER,   /* never secret, not within a secret member either: token_type, page tokens */
    SECRECY_BY_FORM, /* where the value looks like a credential (secret_form.h) */
    SECRECY_CODE, /* there, and where it looks like a one-time code: digits, or words with them */
    SECRECY_SESSION, /* the same, but no number, and none of Twilio's names of resources */
    SECRECY_TEXT,    /* unless the value is a number */
    SECRECY_CERTAIN  /* whatever the value */
};

enum { SECRET_NAME_MAX_BYTES = 128 /* of a name that are looked at: its beginning */ };

/* place: with NAME_IN_AUTHORIZATION or without. A cookie's name tells nothing: its value is secret.
 */
enum secrecy secret_name(unsigned place, struct str name);
/* Is all of an object or array secret that stands under this name? By whole names alone: "secret",
   "credentials", "passwords"; but not "secrets_manager". */
bool secret_name_of_ancestor(struct str name);

/* What names tell together: *clues starts as 0. A code with a state or an issuer is an
   authorization answer (RFC 6749, 4.1.2; RFC 9207, 2), a grant_type makes a token request (4.1.3),
   a response_type with a client_id an authorization request (4.1.1). */
void authorization_note(unsigned *clues, struct str name);
bool authorization_is_shown(unsigned clues);
/* Does the path end where one is sent back to: "/callback", "/oauth2/token"? */
bool authorization_is_at(struct str path);

#endif
