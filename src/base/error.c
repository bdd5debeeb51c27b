#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/sha256.h"
#include "base/text_format.h"

static void raise_formatted(struct error *err, const char *prefix, const char *format, va_list args)
{
    char raw[ERROR_MESSAGE_BYTES];
    size_t used = (size_t)snprintf(raw, sizeof raw, "%s", prefix); /* prefixes are shorter */
    size_t length = used + text_format_cut(raw + used, sizeof raw - used, format, args).length;

    length = escape_control((struct str){raw, length}, err->message, sizeof err->message - 1);
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

bool error_pass(struct error *err, const struct error *raised)
{
    if (err && !err->raised)
        *err = *raised;
    return false;
}

void error_about(struct error *err, const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES], hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;
    va_list args;

    if (!err || err->raised)
        return;
    sha256_init(&hash);
    va_start(args, format);
    sha256_add(&hash, text_format_cut(text, sizeof text, format, args));
    va_end(args);
    sha256_hex(&hash, hex);
    memcpy(err->cause, hex, ERROR_CAUSE_LENGTH);
    err->cause[ERROR_CAUSE_LENGTH] = '\0';
}

bool error_unread(struct error *err)
{
    if (err)
        err->unread = true;
    return false;
}

void error_clear(struct error *err)
{
    err->raised = err->unread = false;
    err->message[0] = err->cause[0] = '\0';
}
