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

/* What names were found to tell: the same few come with every exchange. */
enum { NAME_MEMO_PLACES = 256, NAME_MEMO_BYTES = 44 };

struct name_memo {
    uint8_t length; /* 0: free */
    uint8_t place;
    uint8_t secrecy;
    char text[NAME_MEMO_BYTES];
};

struct added_name {
    unsigned places;
    struct str name;
};

struct redaction {
    struct name_memo memo[NAME_MEMO_PLACES];
    struct arena arena; /* of the names */
    VEC(struct added_name) names;
    VEC(struct secret) given;   /* redaction_add_value: for good */
    VEC(struct secret) learned; /* a ring */
    size_t next_learned;        /* the slot that is overwritten when the ring is full */
    bool starts[256];           /* does a form of some secret start with that byte? */
};

/* Fills secret->forms from its value. */
void secret_make_forms(struct secret *secret);
void secret_release(struct secret *secret);
#endif
