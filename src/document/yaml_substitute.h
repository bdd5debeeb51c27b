/* libyaml reads YAML 1.1 by its letter: it refuses, or takes for line ends, some of what YAML 1.2
   lets a text hold and real descriptions do hold. Such code points are given substitutes from the
   private use area before it reads, one code point for one, so that its marks count the same as
   before; scalars get back what was written. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_YAML_SUBSTITUTE_H
#define OASDRIFT_DOCUMENT_YAML_SUBSTITUTE_H

#include "base/arena.h"
#include "base/str.h"

/* Would libyaml see more lines than there are? U+0085, U+2028 and U+2029 end lines in YAML 1.1 and
   not in 1.2. */
bool yaml_has_foreign_line_ends(struct str text);

/* The text (valid UTF-8) with substitutes for
   - U+0085, U+2028, U+2029; DEL, the C1 control characters, U+FEFF, U+FFFE and U+FFFF;
   - a tab that starts the first line of a block scalar behind its indentation (in a folded one
     the line end behind that line is folded, which YAML 1.2 would keep);
   - surrogates in escapes ("\ud83d\ude00", which JSON has);
   and with spaces for the tabs before a comment and in lines of white space. STR_NONE: there is
   nothing to be done, or the text itself uses the code points that would stand in. */
struct str yaml_substitute(struct arena *arena, struct str text);

/* Puts back what stood there, in place; returns the length, which never grows. double_quoted: its
   escapes are decoded already. Surrogates become the characters that pairs of them mean, others
   U+FFFD. */
size_t yaml_restore(char *text, size_t length, bool double_quoted);

#endif
