/* Words that are no secrets, wherever they stand: those of a description. They are read when the
   first one is asked for, and kept as numbers of 64 bits, keyed per process, so that a large
   description costs a run without credentials nothing and others little memory. */
#ifndef OASDRIFT_REDACT_KNOWN_WORDS_H
#define OASDRIFT_REDACT_KNOWN_WORDS_H

#include <pthread.h>

#include "base/number_set.h"
#include "base/vec.h"
#include "document/node.h"

enum { KNOWN_WORD_MAX_BYTES = 128 /* a longer text is no word */ };

struct known_words {
    struct number_set numbers;       /* of words that were read */
    VEC(const struct node *) unread; /* roots of documents */
    pthread_mutex_t lock;
};

struct known_words *known_words_new(void);
void known_words_free(struct known_words *words);
/* All strings of the document, and of those with '/' the parts that URLs and media types have. The
   document must outlive the words. */
void known_words_add_document(struct known_words *words, const struct node *root);
/* Words compare as secret_fold.h folds them. For several threads at once. */
bool known_words_have(struct known_words *words, struct str word);

#endif
