/* Proposals for texts in the order in which they are made, by what became of those before: words of
   the format, else words of hints (text_words.h), the one that was taken with numbers behind it,
   else words of what patterns are often for. Private to witness/. */
#ifndef OASDRIFT_WITNESS_TEXT_PROPOSALS_H
#define OASDRIFT_WITNESS_TEXT_PROPOSALS_H

#include "witness/text_words.h"

/* Where it stands; all zero at the beginning. */
struct text_proposals {
    size_t word, accepted; /* of hints so far; the first that was taken, + 1 */
    uint64_t format_word;  /* words of the format so far */
    size_t lost;           /* in vain, in a row */
    size_t guess;          /* what the pattern is taken to be for */
    uint64_t guess_word;   /* words of it so far */
    bool taken, guessed;   /* one was taken; one of a guess */
};

/* Appends the next one. has_pattern: some pattern has to match. false: there are no more. */
bool text_proposals_next(struct text_proposals *proposals, const struct text_wish *wish,
                         bool has_pattern, struct strbuf *out);
/* What became of the last one: it is in the set, or in vain. */
void text_proposals_judge(struct text_proposals *proposals, bool taken);

#endif
