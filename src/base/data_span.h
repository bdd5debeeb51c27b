/* Data within a message: what was recorded is told apart from the program's own words, so that it
   alone is redacted, shortened or left out when the message leaves the program (finding/seal.h).
   While it is inside, a span of data stands between U+000E and U+000F with its kind, its length and
   how much of it is shown. What is data may hold any byte. */
#ifndef OASDRIFT_BASE_DATA_SPAN_H
#define OASDRIFT_BASE_DATA_SPAN_H

#include "base/arena.h"
#include "base/strbuf.h"

enum data_kind {
    DATA_STRING = 's', /* text: its characters, without quotes */
    DATA_NUMBER = 'n', /* JSON, like those that follow */
    DATA_LITERAL = 'l',
    DATA_ARRAY = 'a',
    DATA_OBJECT = 'o',
    DATA_TEXT = 't', /* text as it is */
    DATA_NAME = 'k', /* the same: of a member, a header, a parameter, a path's segment, a type */
    DATA_URL = 'u',  /* the same: a path of several segments, a base of URLs */
    DATA_PLACEHOLDER = 'p', /* the same: what a recorder put in a value's place */
    DATA_ASIDE = 'q',       /* the same: what the sentence can do without */
    DATA_INSTEAD = 'i'      /* no data: told only where data is not, in its place */
};

enum { DATA_CARRIED_MAX = 4 * 1024 }; /* bytes of a text that a span holds: the rest is not shown */

struct data_span {
    enum data_kind kind;
    size_t length; /* characters; of containers: members or elements */
    size_t shown;  /* bytes; 0: all */
    bool typed;    /* the word before it is its type */
    struct str text;
};

void data_span_add(struct strbuf *out, const struct data_span *span);
/* Spans of the kind with all of the text; STR_NONE stays. */
struct str data_text(struct arena *arena, struct str text);
struct str data_name(struct arena *arena, struct str name);
struct str data_url(struct arena *arena, struct str url);
struct str data_placeholder(struct arena *arena, struct str text, size_t shown);
struct str data_aside(struct arena *arena, struct str text);
struct str data_instead(struct arena *arena, struct str text);
/* Text of which at most `shown` bytes are shown. */
struct str data_cut(struct arena *arena, struct str text, size_t shown);

bool data_spans_are_in(struct str message);

/* How a span is written. Returns text in the arena. */
typedef struct str data_writer(void *context, struct arena *arena, const struct data_span *span);

/* The message with each span as `write` has it. The message itself, where it has none. */
struct str data_spans_write(struct arena *arena, struct str message, data_writer *write,
                            void *context);

#endif
