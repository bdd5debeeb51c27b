/* Private to pattern/. */
#ifndef OASDRIFT_PATTERN_TRANSLATE_H
#define OASDRIFT_PATTERN_TRANSLATE_H

#include "base/strbuf.h"
#include "pattern/tree.h"

/* Writes the tree in pcre2's dialect. Returns NULL, or why pcre2 cannot do what it means. */
const char *pattern_translate(const struct pattern_tree *tree, struct strbuf *out);

#endif
