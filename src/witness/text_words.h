/* Words that a person would write, as proposals: whether they are in a set is not looked at.
   Private to witness/. */
#ifndef OASDRIFT_WITNESS_TEXT_WORDS_H
#define OASDRIFT_WITNESS_TEXT_WORDS_H

#include "base/strbuf.h"
#include "format/format.h"
#include "witness/witness.h"

enum {
    TEXT_WORDS_MAX_HINTS = 4,
    TEXT_WORDS_MAX_BYTES = 256,  /* of a hint; the rest is passed over */
    TEXT_WORDS_MAX_LENGTH = 1024 /* code points: no word is stretched to more */
};

struct text_wish {
    struct str hints[TEXT_WORDS_MAX_HINTS]; /* what the text is for */
    size_t hint_count;
    const struct witness_settings *settings;
    const struct format *format; /* of which the text should be; NULL: any */
    uint64_t minimum, maximum;   /* code points; proposals are fitted in */
};

/* How many proposals there are before those with numbers. */
size_t text_words_count(const struct text_wish *wish);
/* Appends a proposal; number 0: without one. false: there is none. */
bool text_words_write(const struct text_wish *wish, size_t index, uint64_t number,
                      struct strbuf *out);

/* What strings with a pattern and nothing else said of them are often for, such as dates; words of
   the index-th of them, by number from 0. false: there are no more. */
size_t text_guess_count(void);
bool text_guess_write(const struct text_wish *wish, size_t index, uint64_t number,
                      struct strbuf *out);

#endif
