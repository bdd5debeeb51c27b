/* Patterns that are one class of characters, so and so many times: ^[a-z]{1,200}$. Their length is
   better counted than kept in states of an automaton. */
#ifndef OASDRIFT_PATTERN_REPETITION_H
#define OASDRIFT_PATTERN_REPETITION_H

#include "base/str.h"

struct repetition {
    struct str class;          /* of the pattern: "." or "\d" or "[a-z]" */
    uint64_t minimum, maximum; /* code points; UINT64_MAX: no bound */
};

/* Is the pattern, from its ^ to its $, of one class and its repetitions alone? The texts that match
   it are those of ^CLASS*$ that have the lengths. */
bool pattern_is_repetition(struct str pattern, struct repetition *repetition);

#endif
