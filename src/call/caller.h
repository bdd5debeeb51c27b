/* The caller of a call: messages go there, and from there it is stopped. */
#ifndef OASDRIFT_CALL_CALLER_H
#define OASDRIFT_CALL_CALLER_H

#include "base/error.h"
#include "oasdrift.h"

/* Sends a message to terminal->message, or writes it as a line on standard error; without the
   secrets of arguments in it (redact_message). */
void caller_say(const struct oasdrift_terminal_options *terminal, const char *text);
/* The same with a format, and only when verbosity is 0 or more. */
void caller_mention(const struct oasdrift_terminal_options *terminal, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Whatever verbosity is: what is tested is not what was meant. */
void caller_warn(const struct oasdrift_terminal_options *terminal, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Says the error's message; returns OASDRIFT_UNUSABLE. */
int caller_unusable(const struct oasdrift_terminal_options *terminal, const struct error *err);
/* Has the caller asked the call to stop? */
bool caller_interrupts(const struct oasdrift_terminal_options *terminal);

#endif
