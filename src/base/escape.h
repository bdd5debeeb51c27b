/* Text from outside made safe to print: no control byte, no bidi trick, no broken UTF-8 gets out,
   and no command to the CI server whose log it may stand in. */
#ifndef OASDRIFT_BASE_ESCAPE_H
#define OASDRIFT_BASE_ESCAPE_H

#include "base/str.h"

struct strbuf;

/* A character beyond C0 that does something where it is shown, or is none: DEL, C1, the bidi
   controls (U+200E/F, U+202A-E, U+2066-9), U+2028/9, the byte order mark, U+FFFE/F. Formats escape
   C0 by rules of their own. */
bool is_control_beyond_c0(uint32_t code);
/* Does the text start with what a CI server takes for a command, wherever it stands in a line of
   the log: "##[" (GitHub's runner, ActionCommand.cs), "##vso[" (Azure's agent, Command.cs),
   "##teamcity["? */
bool is_log_command(struct str text);
/* Writes text to out with control characters as \u{1b}, bytes that are no UTF-8 as \xff, and the
   first character of a command as one of them, at the text's start also of "::error::"; cuts
   between characters when out (capacity bytes) is full. Returns the bytes written; adds no NUL. */
size_t escape_control(struct str text, char *out, size_t capacity);
/* Would it change anything? */
bool escape_control_needed(struct str text);
/* The same as escape_control, appended to a buffer without a cut. */
void escape_control_to(struct strbuf *out, struct str text);

#endif
