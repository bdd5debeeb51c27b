/* The secret values that a run knows, and where they stand in a text. None is forgotten: beyond a
   ceiling nothing more is kept, and the set says that it is full, so that its owner shows nothing.
   Values are kept as patterns: as secret_fold.h makes them, and beside what stands there also what
   it is when every escape in it is undone. */
#ifndef OASDRIFT_REDACT_KNOWN_SECRETS_H
#define OASDRIFT_REDACT_KNOWN_SECRETS_H

#include "base/arena.h"
#include "base/vec.h"
#include "redact/secret_marks.h"

enum {
    /* Bytes of one set, with what is kept beside the values: a million tokens of 64 characters. */
    KNOWN_SECRETS_MAX_BYTES = 128 * 1024 * 1024,
    SECRET_MIN_BYTES = 4,        /* of a value that is kept */
    SECRET_MIN_DIGITS = 6,       /* of one that is a number; shorter ones turn up everywhere */
    SECRET_ANYWHERE_BYTES = 6,   /* shorter ones are found where they are no part of a word */
    SECRET_ANYWHERE_DIGITS = 12, /* the same of numbers */
    /* The same of letters alone, which are found where they are no part of a name either. */
    SECRET_ANYWHERE_LETTERS = 12,
    /* What is kept of a longer token; a pattern of so many bytes that is one is found up to the end
       of the token that stands there. */
    SECRET_TOKEN_BYTES = 256
};

struct secret_pattern {
    uint32_t at; /* of the set's bytes */
    uint32_t length;
    uint32_t hash;
    bool anywhere; /* also within a word */
    bool plain;    /* fewer letters than SECRET_ANYWHERE_LETTERS, and nothing else */
    bool extends;  /* up to the end of the token that it begins */
    bool asked;    /* whether it is one of the set's words; asked when it is met in a text */
    bool is_word;  /* then it is passed over */
};

/* A pattern as one set tells it to another one of the process. */
struct secret_text {
    struct str text;
    uint32_t hash; /* of the text */
};

/* Patterns in the order of their bytes. A pattern that is the beginning of another is above it: so
   all that a text can start with lie on the way up from one place. */
struct secret_level {
    struct secret_rank {
        uint32_t pattern;
        uint32_t above; /* a rank + 1; 0: none */
        uint32_t jump;  /* the same, further up */
        uint32_t depth; /* how many are above */
    } * ranks;
    size_t count;
};

enum { SECRET_LEVELS_MAX = 32 };

struct known_words;

struct known_secrets {
    struct known_words *words; /* borrowed; NULL: none */
    struct {
        char *bytes;
        size_t length, capacity;
    } pool;
    VEC(struct secret_pattern) patterns;
    uint32_t *slots; /* pattern + 1; 0: free */
    size_t slot_count;
    size_t given; /* patterns that clearing keeps: the first ones */
    size_t given_bytes;
    bool full;
    /* Made when a text is searched: levels of falling size, which hold the first `indexed`. */
    struct secret_level levels[SECRET_LEVELS_MAX];
    size_t level_count, indexed;
    uint64_t *starts; /* bits: some pattern starts with bytes of that hash */
    unsigned start_shift;
    uint64_t steps; /* of searching, for tests: bytes and patterns that were looked at */
};

/* A zeroed set is an empty one. */
void known_secrets_release(struct known_secrets *known);
/* Forgets all but what known_secrets_keep was told. */
void known_secrets_clear(struct known_secrets *known);
/* What the set has now, it has for good, and none of it is a word. */
void known_secrets_keep(struct known_secrets *known);
/* Too short ones are left out, and what it has. true: it was new. anywhere: as a part of a word as
   well, however short. */
bool known_secrets_add(struct known_secrets *known, struct str value, bool anywhere);
/* The same of one that another set has. */
bool known_secrets_add_pattern(struct known_secrets *known, const struct secret_text *pattern);
/* The pattern in the set's own bytes; valid until the next one is added. */
struct str known_secrets_at(const struct known_secrets *known, size_t index);
/* Marks every pattern that stands in the text. Makes the index of what was added: not for two
   threads at once. */
void known_secrets_mark(struct known_secrets *known, const struct secret_view *view,
                        struct secret_marks *marks);

#endif
