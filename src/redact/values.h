/* What redaction.c knows and text.c looks for. Private to redact/. */
#ifndef OASDRIFT_REDACT_VALUES_H
#define OASDRIFT_REDACT_VALUES_H

#include "base/map.h"
#include "base/number_set.h"
#include "base/short_text.h"
#include "base/vec.h"
#include "redact/known_secrets.h"
#include "redact/redaction.h"
#include "redact/search.h"
#include "redact/secret_digest.h"

/* What names were found to tell: the same few come with every exchange. */
enum { NAME_MEMO_PLACES = 4096, NAME_MEMO_WAYS = 2, NAME_MEMO_BYTES = 42 };

struct name_memo {
    uint8_t length; /* 0: free */
    uint8_t place;
    uint8_t secrecy;
    uint8_t header; /* enum header_kind */
    bool below;     /* secret_name_of_ancestor */
    bool plain;     /* of a member: whatever stands beside it, its value is no secret */
    char text[NAME_MEMO_BYTES];
};

struct added_name {
    unsigned places;
    struct str name;
    size_t next; /* of the same letters, from 1; 0: none */
};

struct redaction {
    struct name_memo memo[NAME_MEMO_PLACES];
    struct arena arena; /* of the names */
    VEC(struct added_name) names;
    struct map names_by_letters; /* in lower case, to the last of them, from 1 */
    bool remembers;              /* the memo has something */
    struct known_secrets *known; /* its index changes while texts are searched */
    struct known_words *words;   /* owned by the one that is no fork */
    bool is_fork;
    VEC(struct credential) credentials; /* in the arena */
    struct str digest_key;              /* STR_NONE: nothing is told to other parts */
    struct secret_digests digests;      /* of what was learned */
    struct number_set long_values;      /* those with a digest that are longer than what is kept */
};

/* What is remembered of the name; NULL: it is too long for that. */
const struct name_memo *redaction_memo(struct redaction *redaction, unsigned place,
                                       struct str name);

/* The first of the NAME_MEMO_WAYS places in which it may be. */
static inline struct name_memo *name_memo_at(struct redaction *redaction, unsigned place,
                                             struct str name)
{
    uint32_t first = 0, last = 0;
    size_t bytes = name.length < sizeof first ? name.length : sizeof first;
    uint64_t mixed;

    memcpy(&first, name.text, bytes);
    memcpy(&last, name.text + name.length - bytes, bytes);
    mixed = ((uint64_t)first << 32 | last) ^ (uint64_t)name.text[name.length / 2] << 28 ^
            (uint64_t)name.length << 20 ^ place;
    mixed *= UINT64_C(0x9e3779b97f4a7c15); /* Knuth's multiplicative hashing */
    return &redaction->memo[(mixed >> 40) % (NAME_MEMO_PLACES / NAME_MEMO_WAYS) * NAME_MEMO_WAYS];
}

static inline bool name_memo_is_of(const struct name_memo *memo, unsigned place, struct str name)
{
    return memo->length == name.length && memo->place == place &&
           short_text_equal(memo->text, name.text, name.length);
}

/* NULL: it is not remembered. */
static inline const struct name_memo *name_memo_find(struct redaction *redaction, unsigned place,
                                                     struct str name)
{
    const struct name_memo *memo = name_memo_at(redaction, place, name);

    if (name_memo_is_of(memo, place, name))
        return memo;
    return name_memo_is_of(memo + 1, place, name) ? memo + 1 : NULL;
}

/* Of a member: is it known to tell nothing? */
static inline bool redaction_knows_plain(struct redaction *redaction, struct str name)
{
    const struct name_memo *memo;

    if (name.length == 0)
        return false;
    memo = name_memo_find(redaction, NAME_IN_MEMBER, name);
    return memo && memo->plain;
}

#endif
