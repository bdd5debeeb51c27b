/* Words that are no secrets whatever stands under: those of a description. As numbers of 64 bits,
   keyed per process, so that a large description takes little memory. */
#ifndef OASDRIFT_REDACT_KNOWN_WORDS_H
#define OASDRIFT_REDACT_KNOWN_WORDS_H

#include "base/str.h"

enum { KNOWN_WORD_MAX_BYTES = 128 /* a longer text is no word */ };

struct known_words {
    uint64_t *slots; /* 0: free */
    size_t count, capacity;
};

/* A zeroed set is an empty one. */
void known_words_release(struct known_words *words);
void known_words_add(struct known_words *words, struct str word);
/* Words compare as known_secrets.h folds them. */
bool known_words_have(const struct known_words *words, struct str word);

#endif
