/* Built from the end of the pattern to its start: each term knows the state that follows it. */
#include "pattern/graph.h"

#include "base/utf8.h"
#include "pattern/spans.h"

enum { NOWHERE = UINT16_MAX };

/* ---- states; NOWHERE in, NOWHERE out ---- */

static uint16_t add_state(struct graph *graph, struct graph_state state)
{
    if (graph->count == GRAPH_MAX_STATES)
        return NOWHERE;
    graph->states[graph->count] = state;
    return (uint16_t)graph->count++;
}

static uint16_t add_bytes(struct graph *graph, unsigned first, unsigned last, uint16_t next)
{
    if (next == NOWHERE)
        return NOWHERE;
    return add_state(graph, (struct graph_state){.kind = STATE_BYTE,
                                                 .first = (uint8_t)first,
                                                 .last = (uint8_t)last,
                                                 .next = next});
}

static uint16_t add_split(struct graph *graph, uint16_t one, uint16_t other)
{
    if (one == NOWHERE || other == NOWHERE)
        return NOWHERE;
    return add_state(graph, (struct graph_state){.kind = STATE_SPLIT, .next = one, .other = other});
}

/* ---- characters ---- */

/* The ways from one character to `next`, gathered in a chain of splits. */
struct character_ways {
    struct graph *graph;
    uint16_t next;
    uint16_t head;                  /* of the chain; meaningless while `any` is false */
    uint16_t tails[UTF8_MAX_BYTES]; /* tails[n]: n continuation bytes of any value lead to next */
    bool any, failed;
};

static uint16_t tail_of(struct character_ways *ways, unsigned bytes)
{
    if (bytes == 0)
        return ways->next;
    if (ways->tails[bytes] == NOWHERE)
        ways->tails[bytes] = add_bytes(ways->graph, 0x80, 0xbf, tail_of(ways, bytes - 1));
    return ways->tails[bytes];
}

/* Adds one sequence of byte ranges, from the encoding of `first` to that of `last`: a range for
   each byte of them. */
static void add_sequence(struct character_ways *ways, uint32_t first, uint32_t last)
{
    char low[UTF8_MAX_BYTES], high[UTF8_MAX_BYTES];
    size_t length = utf8_encode(first, low);
    uint16_t state = ways->next;
    bool free_tail = true;

    utf8_encode(last, high);
    for (size_t i = length; i-- > 0;) {
        unsigned char from = (unsigned char)low[i], to = (unsigned char)high[i];

        free_tail = free_tail && i > 0 && from == 0x80 && to == 0xbf;
        state = free_tail ? tail_of(ways, (unsigned)(length - i))
                          : add_bytes(ways->graph, from, to, state);
    }
    ways->head = ways->any ? add_split(ways->graph, state, ways->head) : state;
    ways->any = true;
    ways->failed = ways->failed || ways->head == NOWHERE;
}

/* Cuts the span into such sequences: where the encoding changes its length, and where a byte would
   not run through all its values although a byte before it changes. */
static void add_span(struct character_ways *ways, uint32_t first, uint32_t last)
{
    static const uint32_t length_ends[] = {0x7f, 0x7ff, 0xffff};

    for (size_t i = 0; i < ARRAY_LENGTH(length_ends); i++)
        if (first <= length_ends[i] && last > length_ends[i]) {
            add_span(ways, first, length_ends[i]);
            add_span(ways, length_ends[i] + 1, last);
            return;
        }
    for (uint32_t bits = 6; bits <= 18 && last > 0x7f; bits += 6) {
        uint32_t low = (UINT32_C(1) << bits) - 1;

        if ((first & ~low) == (last & ~low))
            continue;
        if (first & low) {
            add_span(ways, first, first | low);
            add_span(ways, (first | low) + 1, last);
            return;
        }
        if ((last & low) != low) {
            add_span(ways, first, (last & ~low) - 1);
            add_span(ways, last & ~low, last);
            return;
        }
    }
    add_sequence(ways, first, last);
}

/* Texts are valid UTF-8, so two spans with nothing but surrogates between them may become one. */
static uint16_t add_character(struct graph *graph, const struct term *term, uint16_t next)
{
    struct span_list spans;
    struct character_ways ways = {
        .graph = graph, .next = next, .tails = {NOWHERE, NOWHERE, NOWHERE, NOWHERE}};

    if (next == NOWHERE || !spans_of_term(term, &spans))
        return NOWHERE;
    for (size_t i = 0; i < spans.count && !ways.failed; i++)
        add_span(&ways, spans.items[i].first, spans.items[i].last);
    if (ways.failed)
        return NOWHERE;
    return ways.any
               ? ways.head
               : add_bytes(graph, 1, 0, next); /* the empty class: a range that no byte is in */
}

/* ---- terms ---- */

static uint16_t add_term(struct graph *graph, const struct term *term, uint16_t next);

static uint16_t add_row(struct graph *graph, const struct term *term, uint16_t next)
{
    return term ? add_term(graph, term, add_row(graph, term->next, next)) : next;
}

static uint16_t add_alternatives(struct graph *graph, const struct term *child, uint16_t next)
{
    uint16_t first = add_row(graph, child->child, next);

    return child->next ? add_split(graph, first, add_alternatives(graph, child->next, next))
                       : first;
}

/* child*: the split is made first, because the child leads back to it. */
static uint16_t add_star(struct graph *graph, const struct term *child, uint16_t next)
{
    uint16_t split = add_split(graph, next, next);
    uint16_t body = split == NOWHERE ? NOWHERE : add_term(graph, child, split);

    if (body == NOWHERE)
        return NOWHERE;
    graph->states[split].next = body;
    return split;
}

static uint16_t add_repeat(struct graph *graph, const struct term *term, uint16_t next)
{
    uint16_t state = next;

    if (term->maximum == PATTERN_UNBOUNDED)
        state = add_star(graph, term->child, next);
    for (uint32_t i = term->minimum;
         i < term->maximum && term->maximum != PATTERN_UNBOUNDED && state != NOWHERE; i++)
        state = add_split(graph, add_term(graph, term->child, state), next);
    for (uint32_t i = 0; i < term->minimum && state != NOWHERE; i++) {
        uint16_t before = state;

        state = add_term(graph, term->child, before);
        if (state == before) /* the child is empty, and so is more of it */
            break;
    }
    return state;
}

static uint16_t add_anchor(struct graph *graph, enum graph_state_kind kind, uint16_t next)
{
    return next == NOWHERE
               ? NOWHERE
               : add_state(graph, (struct graph_state){.kind = (uint8_t)kind, .next = next});
}

static uint16_t add_term(struct graph *graph, const struct term *term, uint16_t next)
{
    if (next == NOWHERE)
        return NOWHERE;
    switch (term->kind) {
    case TERM_SEQUENCE:
    case TERM_CAPTURE:
    case TERM_GROUP:
        return add_row(graph, term->child, next);
    case TERM_ALTERNATIVES:
        return add_alternatives(graph, term->child, next);
    case TERM_CHARACTER:
    case TERM_ANY:
    case TERM_CLASS:
        return add_character(graph, term, next);
    case TERM_START:
        return add_anchor(graph, STATE_START, next);
    case TERM_END:
        return add_anchor(graph, STATE_END, next);
    case TERM_REPEAT:
        return add_repeat(graph, term, next);
    case TERM_BOUNDARY:
    case TERM_NOT_BOUNDARY:
    case TERM_AHEAD:
    case TERM_NOT_AHEAD:
    case TERM_BEHIND:
    case TERM_NOT_BEHIND:
    case TERM_BACK_REFERENCE:
        break;
    }
    return NOWHERE;
}

bool graph_build(struct graph *graph, const struct term *terms)
{
    uint16_t match;

    graph->count = 0;
    match = add_state(graph, (struct graph_state){.kind = STATE_MATCH});
    graph->start = add_row(graph, terms, match);
    return graph->start != NOWHERE;
}
