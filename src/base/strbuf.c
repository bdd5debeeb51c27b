#include "base/strbuf.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/text_format.h"

enum { FIRST_CAPACITY = 256 };

void strbuf_init(struct strbuf *buffer, size_t ceiling)
{
    *buffer = (struct strbuf){.ceiling = ceiling};
}

void strbuf_release(struct strbuf *buffer)
{
    free(buffer->text);
    *buffer = (struct strbuf){.ceiling = buffer->ceiling};
}

void strbuf_clear(struct strbuf *buffer)
{
    buffer->length = 0;
    buffer->overflowed = false;
    if (buffer->text)
        buffer->text[0] = '\0';
}

static void reserve(struct strbuf *buffer, size_t more)
{
    size_t capacity = buffer->capacity ? buffer->capacity : FIRST_CAPACITY;

    if (more > SIZE_MAX / 2 - buffer->length)
        alloc_failed(more);
    while (capacity < buffer->length + more + 1)
        capacity *= 2;
    if (capacity == buffer->capacity)
        return;
    buffer->text = alloc_resize(buffer->text, capacity);
    buffer->capacity = capacity;
}

bool strbuf_add(struct strbuf *buffer, struct str text)
{
    size_t room = buffer->ceiling - buffer->length;

    if (text.length > room) {
        buffer->overflowed = true;
        text.length = room;
    }
    reserve(buffer, text.length);
    if (text.length)
        memcpy(buffer->text + buffer->length, text.text, text.length);
    buffer->length += text.length;
    buffer->text[buffer->length] = '\0';
    return !buffer->overflowed;
}

bool strbuf_add_text(struct strbuf *buffer, const char *text)
{
    return strbuf_add(buffer, str_of(text));
}

bool strbuf_add_char(struct strbuf *buffer, char c)
{
    return strbuf_add(buffer, (struct str){&c, 1});
}

bool strbuf_addf(struct strbuf *buffer, const char *format, ...)
{
    char small[512];
    char *text = small;
    va_list args;
    size_t length;
    bool added;

    va_start(args, format);
    length = text_format(small, sizeof small, format, args);
    va_end(args);
    if (length >= sizeof small) {
        text = alloc_bytes(length + 1);
        va_start(args, format);
        text_format(text, length + 1, format, args);
        va_end(args);
    }
    added = strbuf_add(buffer, (struct str){text, length});
    if (text != small)
        free(text);
    return added;
}

bool strbuf_add_counted(struct strbuf *buffer, uint64_t count, const char *one, const char *many)
{
    return strbuf_addf(buffer, "%" PRIu64 " %s", count, str_counted(count, one, many));
}
