#include "call/caller.h"

#include <stdarg.h>
#include <stdio.h>

void caller_say(const struct oasdrift_terminal_options *terminal, const char *text)
{
    if (terminal->message)
        terminal->message(terminal->context, text);
    else
        fprintf(stderr, "oasdrift: %s\n", text);
}

void caller_mention(const struct oasdrift_terminal_options *terminal, const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    struct error line = {0};
    va_list args;

    if (terminal->verbosity < 0)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    error_raise(&line, "%s", text);
    caller_say(terminal, line.message);
}

int caller_unusable(const struct oasdrift_terminal_options *terminal, const struct error *err)
{
    caller_say(terminal, err->message);
    return OASDRIFT_UNUSABLE;
}

bool caller_interrupts(const struct oasdrift_terminal_options *terminal)
{
    return terminal->interrupted && *terminal->interrupted;
}
