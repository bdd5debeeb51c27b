/* What redaction.c knows and text.c looks for. Private to redact/. */
#ifndef OASDRIFT_REDACT_VALUES_H
#define OASDRIFT_REDACT_VALUES_H

#include "base/map.h"
#include "base/vec.h"
#include "redact/known_secrets.h"
#include "redact/redaction.h"

/* What names were found to tell: the same few come with every exchange. */
enum { NAME_MEMO_PLACES = 1024, NAME_MEMO_BYTES = 44 };

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
    struct known_secrets *known; /* its index changes while texts are searched */
    struct known_words *words;   /* owned by the one that is no fork */
    bool is_fork;
    uint64_t forgotten;  /* how often something was */
    struct map recalled; /* recalled.c: text -> uint64_t */
};

#endif
