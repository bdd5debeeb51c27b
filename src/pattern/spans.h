/* What a term that matches one character matches, as spans of code points. */
#ifndef OASDRIFT_PATTERN_SPANS_H
#define OASDRIFT_PATTERN_SPANS_H

#include "pattern/tree.h"

struct span {
    uint32_t first, last; /* code points */
};

struct span_table {
    const struct span *items;
    size_t count;
};

/* \d, \w and \s (ECMA-262, 22.2.2.9; 12.2 and 12.3), ascending. */
struct span_table spans_of_set(enum class_kind kind);

enum { SPANS_MAX = 256 };

struct span_list {
    struct span items[SPANS_MAX];
    size_t count;
};

/* CHARACTER, ANY and CLASS: ascending, none touches the next. Surrogates may be among them, though
   no text holds one. false: another term, a property, or more than SPANS_MAX. */
bool spans_of_term(const struct term *term, struct span_list *list);

#endif
