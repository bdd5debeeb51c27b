/* A pattern as a graph of states between bytes (Thompson's construction over UTF-8). Captures,
   greed and laziness are gone: only whether there is a match is asked. */
#ifndef OASDRIFT_PATTERN_GRAPH_H
#define OASDRIFT_PATTERN_GRAPH_H

#include "pattern/tree.h"

enum { GRAPH_MAX_STATES = 8192 };

enum graph_state_kind {
    STATE_BYTE,  /* a byte of first to last leads to next */
    STATE_SPLIT, /* next and other, without a byte */
    STATE_START, /* next, at the start of the text */
    STATE_END,   /* next, at its end */
    STATE_MATCH
};

struct graph_state {
    uint8_t kind;
    uint8_t first, last;
    uint16_t next, other;
};

struct graph {
    struct graph_state *states; /* GRAPH_MAX_STATES of them */
    size_t count;
    uint16_t start;
};

/* The match of a row of terms, wherever in the text it begins. false: it has a term that no graph
   can hold (look-around, back-reference, word boundary, property), or is too large. */
bool graph_build(struct graph *graph, const struct term *terms);

#endif
