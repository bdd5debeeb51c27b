/* Where secrets stand in a text, found in it or in what it is when its escapes are undone. */
#ifndef OASDRIFT_REDACT_SECRET_MARKS_H
#define OASDRIFT_REDACT_SECRET_MARKS_H

#include "base/arena.h"

/* A text, or what it is when escapes in it are undone, and where each of its bytes comes from. */
struct secret_view {
    struct str text;
    /* Byte i stands in the text as it was written from starts[i] to ends[i]. NULL: it is the text
       itself. */
    const uint32_t *starts, *ends;
};

struct secret_marks {
    int32_t *changes; /* of the depth of marks before each byte, and one more; NULL: no mark yet */
    size_t length;    /* of the text */
    struct arena *arena;
};

/* Marks bytes from start to end of the view. */
void secret_marks_add(struct secret_marks *marks, const struct secret_view *view, size_t start,
                      size_t end);
/* The text with REDACTED in place of what is marked, in the arena; the text itself without marks.
 */
struct str secret_marks_apply(const struct secret_marks *marks, struct str text);

/* ---- views ---- */

enum escape_kind {
    ESCAPE_PERCENT = 1u << 0, /* RFC 3986, 2.1 */
    ESCAPE_STRING = 1u << 1,  /* JSON (RFC 8259, 7), and \x41 and \' of its relatives */
    ESCAPE_MARKUP = 1u << 2,  /* character references of XML and HTML */
    ESCAPE_POINTER = 1u << 3, /* of a name in a JSON Pointer: RFC 6901, 4 */
    ESCAPE_ALL = ESCAPE_PERCENT | ESCAPE_STRING | ESCAPE_MARKUP | ESCAPE_POINTER,
    /* RFC 2045, 6.7; apart from all others, for "a=12" stands in every URL. */
    ESCAPE_QUOTED_PRINTABLE = 1u << 4
};

enum { SECRET_ESCAPES_MAX = 4 /* within each other, of a value; a text may have one around it */ };

/* Which of these kinds may stand in the text. */
unsigned escapes_in(struct str text, unsigned kinds);
/* The view with escapes of these kinds undone once. false: there is none. */
bool view_unescape(struct arena *arena, const struct secret_view *from, unsigned kinds,
                   struct secret_view *to);
/* What a value is when every escape in it is undone; the value itself when it has none. */
struct str value_unescaped(struct arena *arena, struct str value);
/* The view with its lines joined, as they were before mail broke or a header folded them. false: it
   has one line. */
bool view_join_lines(struct arena *arena, const struct secret_view *from, struct secret_view *to);
/* All of it that is Base64 or base64url, decoded, beginning at character `phase` (0 to 3) of each
   run of such characters; runs are apart by line feeds. false: there is nothing so long. */
bool view_decode_base64(struct arena *arena, const struct secret_view *from, size_t phase,
                        struct secret_view *to);

#endif
