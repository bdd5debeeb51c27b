/* A pattern as a graph of states between bytes (Thompson's construction over UTF-8). It has no
   captures and no greedy or lazy repetitions, for the only question is whether there is a match. */
#ifndef OASDRIFT_PATTERN_GRAPH_H
#define OASDRIFT_PATTERN_GRAPH_H

#include "pattern/tree.h"

enum { GRAPH_MAX_STATES = 8192 };

enum graph_state_kind {
    STATE_BYTE,  /* a byte from first to last leads to next */
    STATE_SPLIT, /* leads to next and to other without a byte */
    STATE_START, /* leads to next, at the start of the text */
    STATE_END,   /* leads to next, at its end */
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

/* Builds the graph of a row of terms, whose match may begin anywhere in the text. false: a term
   cannot be in a graph (look-around, back-reference, word boundary, property), or the graph would
   be too large. */
bool graph_build(struct graph *graph, const struct term *terms);

#endif
