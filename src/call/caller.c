#include "call/caller.h"

#include <stdarg.h>
#include <stdio.h>

#include "redact/redaction.h"

void caller_say(const struct oasdrift_terminal_options *terminal, const char *text)
{
    struct arena arena;

    arena_init(&arena);
    text = str_format(&arena, "%.*s", STR_ARGS(redact_message(&arena, str_of(text)))).text;
    if (terminal->message)
        terminal->message(terminal->context, text);
    else
        fprintf(stderr, "oasdrift: %s\n", text);
    arena_release(&arena);
}

static void say_list(const struct oasdrift_terminal_options *terminal, const char *format,
                     va_list args) __attribute__((format(printf, 2, 0)));

static void say_list(const struct oasdrift_terminal_options *terminal, const char *format,
                     va_list args)
{
    char text[ERROR_MESSAGE_BYTES];
    struct error line = {0};

    vsnprintf(text, sizeof text, format, args);
    error_raise(&line, "%s", text);
    caller_say(terminal, line.message);
}

void caller_mention(const struct oasdrift_terminal_options *terminal, const char *format, ...)
{
    va_list args;

    if (terminal->verbosity < 0)
        return;
    va_start(args, format);
    say_list(terminal, format, args);
    va_end(args);
}

void caller_warn(const struct oasdrift_terminal_options *terminal, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say_list(terminal, format, args);
    va_end(args);
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
