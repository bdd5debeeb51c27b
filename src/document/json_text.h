/* The lexical level of JSON (RFC 8259): white space, numbers, strings. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_JSON_TEXT_H
#define OASDRIFT_DOCUMENT_JSON_TEXT_H

#include "document/tape.h"

/* What is being read. The text's last byte is neither white space nor part of a number, or a NUL
   stands at `end`: so white space and numbers stop by themselves. */
struct json_text {
    struct arena *arena; /* for strings with escapes */
    const char *start;   /* of the whole text, byte order mark included */
    const char *end;     /* behind the last byte that is no white space */
    /* Set by what failed. */
    const char *fault;
    char message[128];
};

static inline bool json_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
/* The first byte at or behind `at` that is no white space. */
const char *json_skip_space(const char *at, const char *end);
/* Behind the number at `at`, whose text and flags become the node's. NULL: no number. */
const char *json_number(struct json_text *json, const char *at, struct node *node);
/* Behind the string whose opening quote is at `at`. NULL: malformed. */
const char *json_string(struct json_text *json, const char *at, struct node *node);
/* Notes place and message; returns NULL. */
const char *json_fault(struct json_text *json, const char *at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
