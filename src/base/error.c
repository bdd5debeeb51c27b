#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/escape.h"

static void raise_formatted(struct error *err, const char *prefix, const char *format, va_list args)
{
    char raw[ERROR_MESSAGE_BYTES];
    int used = snprintf(raw, sizeof raw, "%s", prefix);
    size_t length;

    if (used < 0)
        used = 0;
    if ((size_t)used < sizeof raw)
        vsnprintf(raw + used, sizeof raw - (size_t)used, format, args);
    length = escape_control(str_of(raw), err->message, sizeof err->message - 1);
    err->message[length] = '\0';
    err->raised = true;
}

bool error_raise(struct error *err, const char *format, ...)
{
    va_list args;

    if (!err || err->raised)
        return false;
    va_start(args, format);
    raise_formatted(err, "", format, args);
    va_end(args);
    return false;
}

bool error_raise_at(struct error *err, struct str file, size_t line, size_t column,
                    const char *format, ...)
{
    char prefix[ERROR_MESSAGE_BYTES / 2];
    va_list args;

    if (!err || err->raised)
        return false;
    if (line == 0)
        snprintf(prefix, sizeof prefix, "%.*s: ", STR_ARGS(file));
    else if (column == 0)
        snprintf(prefix, sizeof prefix, "%.*s:%zu: ", STR_ARGS(file), line);
    else
        snprintf(prefix, sizeof prefix, "%.*s:%zu:%zu: ", STR_ARGS(file), line, column);
    va_start(args, format);
    raise_formatted(err, prefix, format, args);
    va_end(args);
    return false;
}

void error_clear(struct error *err)
{
    err->raised = false;
    err->message[0] = '\0';
}
