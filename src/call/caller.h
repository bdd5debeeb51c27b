/* How a call speaks to who made it: messages for people. */
#ifndef OASDRIFT_CALL_CALLER_H
#define OASDRIFT_CALL_CALLER_H

#include "base/error.h"
#include "oasdrift.h"

/* A message, to terminal->message or as a line on standard error. */
void caller_say(const struct oasdrift_terminal_options *terminal, const char *text);
/* The same, unless the caller wants to hear of nothing but what counts. */
void caller_mention(const struct oasdrift_terminal_options *terminal, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Says the error's message; returns OASDRIFT_UNUSABLE. */
int caller_unusable(const struct oasdrift_terminal_options *terminal, const struct error *err);
/* Has the caller asked the call to stop? */
bool caller_interrupts(const struct oasdrift_terminal_options *terminal);

#endif
