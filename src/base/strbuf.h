/* A growing text with a ceiling that is named when it is made. Past the ceiling nothing is added
   and `overflowed` stays set; the caller asks once, at the end. */
#ifndef OASDRIFT_BASE_STRBUF_H
#define OASDRIFT_BASE_STRBUF_H

#include "base/str.h"

struct strbuf {
    char *text; /* NUL-terminated once anything was added; owned */
    size_t length;
    size_t capacity;
    size_t ceiling; /* bytes; SIZE_MAX: none */
    bool overflowed;
};

void strbuf_init(struct strbuf *buffer, size_t ceiling);
void strbuf_release(struct strbuf *buffer);
/* Empty, keeping the memory. */
void strbuf_clear(struct strbuf *buffer);
/* false when it would pass the ceiling; then what fits is added. */
bool strbuf_add(struct strbuf *buffer, struct str text);
bool strbuf_add_text(struct strbuf *buffer, const char *text);
bool strbuf_add_char(struct strbuf *buffer, char c);
bool strbuf_addf(struct strbuf *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "1 exchange", "40 exchanges". */
bool strbuf_add_counted(struct strbuf *buffer, uint64_t count, const char *one, const char *many);
/* Borrowed until the next change. Never NULL inside. */
static inline struct str strbuf_str(const struct strbuf *buffer)
{
    return (struct str){buffer->text ? buffer->text : "", buffer->length};
}

#endif
