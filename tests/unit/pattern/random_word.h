/* Random words of a pattern's tree, for the suites. What look-around asks for is not looked at, and
   anchors are taken to hold: the caller asks whether the word matches. */
#ifndef RANDOM_WORD_H
#define RANDOM_WORD_H

#include "base/strbuf.h"
#include "base/utf16.h"
#include "base/utf8.h"
#include "pattern/spans.h"

struct random {
    uint64_t state;
};

/* splitmix64 */
static inline uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

static inline uint64_t random_below(struct random *random, uint64_t bound)
{
    return random_next(random) % bound;
}

/* Often an end of a span: mistakes lie there. */
static inline void random_character(struct random *random, const struct term *term,
                                    struct strbuf *out)
{
    char bytes[UTF8_MAX_BYTES];
    struct span_list spans;
    struct span span;
    uint32_t code;

    if (!spans_of_term(term, &spans) || spans.count == 0)
        return;
    span = spans.items[random_below(random, spans.count)];
    switch (random_below(random, 4)) {
    case 0:
        code = span.first;
        break;
    case 1:
        code = span.last;
        break;
    default:
        code = span.first + (uint32_t)random_below(random, span.last - span.first + 1);
        break;
    }
    if (!utf16_is_surrogate(code))
        strbuf_add(out, (struct str){bytes, utf8_encode(code, bytes)});
}

/* Mostly few, sometimes as many as may be. */
static inline uint32_t random_times(struct random *random, const struct term *repeat)
{
    uint32_t room = repeat->maximum == PATTERN_UNBOUNDED ? 12 : repeat->maximum - repeat->minimum;
    uint32_t few = room < 3 ? room : 3;

    return repeat->minimum +
           (uint32_t)random_below(random, (random_below(random, 4) ? few : room) + 1);
}

/* As deep as the pattern is nested. */
static inline void random_word(struct random *random, const struct term *term, struct strbuf *out)
{
    const struct term *child = term->child;

    switch (term->kind) {
    case TERM_SEQUENCE:
    case TERM_CAPTURE:
    case TERM_GROUP:
        for (; child; child = child->next)
            random_word(random, child, out);
        break;
    case TERM_ALTERNATIVES: {
        uint64_t count = 0;

        for (; child; child = child->next)
            count++;
        child = term->child;
        for (uint64_t at = random_below(random, count); at; at--)
            child = child->next;
        random_word(random, child, out);
        break;
    }
    case TERM_REPEAT:
        for (uint32_t times = random_times(random, term); times; times--)
            random_word(random, child, out);
        break;
    case TERM_CHARACTER:
    case TERM_ANY:
    case TERM_CLASS:
        random_character(random, term, out);
        break;
    default: /* what takes no character */
        break;
    }
}

#endif
