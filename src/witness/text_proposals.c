#include "witness/text_proposals.h"

#include "witness/format_word.h"

enum {
    MAX_FORMAT_WORDS = 256,
    MAX_LOST = 8,      /* in vain, in a row, before a format's words are given up */
    MAX_NUMBERED = 32, /* words with numbers behind them */
    SEEDS = 9973       /* a prime: the first numbers of so many seeds differ */
};

/* Appends the next word of the format. false: there are no more, or the last ones were all in
   vain. */
static bool propose_of_format(struct text_proposals *proposals, const struct text_wish *wish,
                              struct strbuf *out)
{
    struct str hint = wish->hint_count ? wish->hints[0] : STR_NONE;

    return proposals->format_word < MAX_FORMAT_WORDS && proposals->lost < MAX_LOST &&
           format_word(wish->format, wish->settings, hint, proposals->format_word++, out);
}

/* Appends the next word of what patterns are often for. When the first word of one is in vain, it
   is not what this pattern is for. false: there are no more. */
static bool propose_guess(struct text_proposals *proposals, const struct text_wish *wish,
                          struct strbuf *out)
{
    if (proposals->guessed)
        return proposals->lost < MAX_LOST && proposals->guess_word < MAX_FORMAT_WORDS &&
               text_guess_write(wish, proposals->guess, proposals->guess_word++, out);
    for (proposals->guess += proposals->guess_word; proposals->guess < text_guess_count();
         proposals->guess++) {
        proposals->guess_word = 1;
        if (text_guess_write(wish, proposals->guess, 0, out))
            return true;
    }
    return false;
}

bool text_proposals_next(struct text_proposals *proposals, const struct text_wish *wish,
                         bool has_pattern, struct strbuf *out)
{
    size_t plain = text_words_count(wish), at;
    uint64_t seed = wish->settings->seed;

    if (propose_of_format(proposals, wish, out))
        return true;
    if (wish->format && proposals->taken)
        return false; /* what follows words of a format is not of another sort */
    at = proposals->word++;
    if (at < plain)
        return text_words_write(wish, at, seed ? seed % SEEDS + 1 : 0, out);
    if (!proposals->accepted || proposals->guessed)
        return !wish->format && has_pattern && propose_guess(proposals, wish, out);
    if (at >= plain + MAX_NUMBERED)
        return false;
    return text_words_write(wish, proposals->accepted - 1, seed % SEEDS + 2 + (at - plain), out);
}

void text_proposals_judge(struct text_proposals *proposals, bool taken)
{
    if (!taken) {
        proposals->lost++;
        return;
    }
    if (!proposals->accepted)
        proposals->accepted = proposals->word;
    proposals->taken = true;
    proposals->guessed = proposals->guess_word > 0;
    proposals->lost = 0;
}
