/* What redaction.c knows and text.c looks for. Private to redact/. */
#ifndef OASDRIFT_REDACT_VALUES_H
#define OASDRIFT_REDACT_VALUES_H

#include "base/vec.h"
#include "redact/redaction.h"

enum {
    REDACTION_VALUE_MIN = 4,   /* bytes; shorter values are words, not secrets */
    REDACTION_LEARNED_MAX = 64 /* credentials of past exchanges remembered; the oldest goes first */
};

/* The texts under which one secret value may appear: raw, percent-encoded, JSON-escaped, base64. */
struct secret {
    char *value; /* owned, like the forms */
    size_t length;
    VEC(struct str) forms; /* longest first */
};

/* Which names were found to be secret or not: the same few come with every exchange. */
enum { NAME_MEMO_PLACES = 64, NAME_MEMO_BYTES = 46 };

struct name_memo {
    uint8_t length; /* 0: free */
    bool hides;
    char text[NAME_MEMO_BYTES];
};

struct redaction {
    struct name_memo header_memo[NAME_MEMO_PLACES]; /* of learning; by length and last byte */
    struct name_memo query_memo[NAME_MEMO_PLACES];
    struct arena arena; /* of the names */
    VEC(struct str) headers;
    VEC(struct str) queries;
    VEC(struct secret) given;   /* redaction_add_value: for good */
    VEC(struct secret) learned; /* a ring */
    size_t next_learned;        /* the slot that is overwritten when the ring is full */
    bool starts[256];           /* does a form of some secret start with that byte? */
};

/* Fills secret->forms from its value. */
void secret_make_forms(struct secret *secret);
void secret_release(struct secret *secret);
/* Names of query parameters, form fields and JSON members whose values are secrets. */
bool redaction_hides_name(const struct redaction *redaction, struct str name);

#endif
