/* A set of strings: patterns, lengths, formats, exceptions. Private to witness/.

   It is filled, then asked. What is regular is a product of automata (pattern/language.h), explored
   as far as an answer needs. */
#ifndef OASDRIFT_WITNESS_TEXTS_H
#define OASDRIFT_WITNESS_TEXTS_H

#include "base/strbuf.h"
#include "format/format.h"
#include "witness/goal.h"

struct texts;

/* All strings. Lives in the engine's arena; automata of patterns are kept by the engine, one each.
 */
struct texts *texts_new(struct witness *witness);
void texts_length(struct texts *texts, uint64_t minimum, uint64_t maximum); /* code points */
void texts_pattern(struct texts *texts, const struct pattern *pattern, bool negated);
/* soft: a text that keeps the format is preferred, and others are in the set. */
void texts_format(struct texts *texts, const struct format *format, bool negated, bool soft);
void texts_exclude(struct texts *texts, struct str text);
/* What the text is for, in a word or a few ("customer email"): where the engine is not minimal and
   the set leaves it open, the first value is chosen after it. May be called several times. */
void texts_hint(struct texts *texts, struct str words);

/* The n-th text, decoded (not JSON), from 0: the shortest and most readable first, each once. */
enum outcome texts_nth(struct texts *texts, uint64_t n, struct strbuf *out);
/* The n-th of just that length in code points. */
enum outcome texts_nth_of_length(struct texts *texts, uint64_t length, uint64_t n,
                                 struct strbuf *out);

#endif
