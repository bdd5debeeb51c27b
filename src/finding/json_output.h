/* What every JSON we emit passes through, but a baseline (baseline/write.c): jansson builds it, in
   memory that never runs out (base/alloc.h), and it is written so that nothing unprintable gets
   out. */
#ifndef OASDRIFT_FINDING_JSON_OUTPUT_H
#define OASDRIFT_FINDING_JSON_OUTPUT_H

#include <jansson.h>

#include "base/str.h"

struct strbuf;

/* A new reference, never NULL: bytes that are no UTF-8 stand as \xff in it. */
json_t *json_from_str(struct str text);
/* Likewise, of text as it may be shown (base/escape.h): for readers who show what they read. */
json_t *json_shown(struct str text);
/* object[key] = value, where there is something to say: not for absent and empty text, or 0. */
void json_set_str(json_t *object, const char *key, struct str text);
void json_set_number(json_t *object, const char *key, uint64_t number);
/* The same, by json_shown. */
void json_set_shown(json_t *object, const char *key, struct str text);
/* The same, whatever there is to say: 0 and "" too. The text is one of the program's own. */
void json_set_count(json_t *object, const char *key, uint64_t count);
void json_set_text(json_t *object, const char *key, const char *text);

/* object[key] = ["integer", "null"]: names of kinds (document/kinds.h); not for none. */
void json_set_kinds(json_t *object, const char *key, unsigned kinds);

enum json_layout { JSON_ONE_LINE, JSON_LINES /* a member or element a line, indented */ };

/* Appends the text of json. What is_control_beyond_c0 names is written as escapes, besides
   what JSON itself escapes: the text may be shown on a terminal. */
void json_write(struct strbuf *out, const json_t *json, enum json_layout layout);

#endif
