/* What is known of each format of formats.def as a set of texts: as regular ones, which products of
   automata take in, and as texts that a person would write. Private to witness/. */
#ifndef OASDRIFT_WITNESS_FORMAT_LANGUAGE_H
#define OASDRIFT_WITNESS_FORMAT_LANGUAGE_H

#include "format/format.h"

/* ECMA-262 patterns by the grammar of the u flag, from ^ to $. Each is within the limits of
   pattern/automaton.h; what stands right behind ^ may be look-aheads. */
struct format_language {
    const char *inside;  /* every text that matches is of the format */
    const char *outside; /* every text of the format matches; the same pointer as `inside`: both */
};

/* Of a format that is not about strings, or that every text keeps: that of all texts. NULL: nothing
   is known. */
const struct format_language *format_language_of(const struct format *format);

#endif
