/* A body under one media type of the description, and what its decoders have in common. A decoder
   makes a value of the bytes and has it judged, or says why it cannot. */
#ifndef OASDRIFT_CHECK_BODY_H
#define OASDRIFT_CHECK_BODY_H

#include "check/checker.h"
#include "check/value_builder.h"

/* Takes what a decoder finds, in place of findings and entries of its side: for texts of messages
   that nobody sent (lint/text_example.c). */
struct body_listener {
    void (*value)(void *context, const struct node *instance, const struct opaque_nodes *opaque);
    void (*broken)(void *context, struct str message); /* malformed, or not as `keyword` has it */
    void (*not_checked)(void *context, const char *reason);
    void *context;
};

struct typed_body {
    struct checker *checker;
    enum side side;
    const struct media_type *media_type;
    const struct content_type *type;      /* as the header says, or as assumed */
    const struct body_listener *listener; /* NULL: findings are raised */
};

typedef void body_decoder(const struct typed_body *body, struct str bytes);
body_decoder body_json, body_text, body_xml, body_form, body_multipart, body_json_lines,
    body_json_sequence, body_event_stream;

/* The one for the media type; body_text for all that have none of their own. */
body_decoder *body_decoder_of(const struct content_type *type);

/* How a property is written; NULL: nothing is said. */
const struct encoding *encoding_of(const struct encodings *encodings, struct str name);

bool type_is_text(const struct content_type *type);
/* The text in UTF-8: as it is, or from ISO 8859-1. false: the charset has no decoder, or the bytes
   are none of it. */
bool body_as_utf8(struct arena *arena, const struct content_type *type, struct str bytes,
                  struct str *text);

/* Against the media type's schema, with properties that no schema describes. positions: the
   instance's document is the body itself. A media type without a schema says nothing. */
void body_judge(const struct typed_body *body, const struct node *instance, bool positions);
/* The same of a value that was put together; its elements against itemSchema, where there is one.
 */
void body_judge_parts(const struct typed_body *body, const struct node *instance,
                      const struct opaque_nodes *opaque);

/* line 0: no place. */
void body_malformed(const struct typed_body *body, size_t line, size_t column, struct str message);
/* The body does not hold what `keyword` of the description says. */
void body_breaks(const struct typed_body *body, const char *keyword, struct str pointer,
                 struct str message);
/* request.encoding */
void body_breaks_encoding(const struct typed_body *body, const struct node *place,
                          struct str message);
/* A header of a part, which `encoding` describes. */
void body_judge_header(const struct typed_body *body, const struct parameter *header,
                       const struct node *value);
void body_not_checked(const struct typed_body *body, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The media type's schema, compiled; NULL, and said, when it cannot be. */
const struct schema *body_schema(const struct typed_body *body);
/* Not checked: the media type of the description could not be read. */
void body_unread(const struct typed_body *body);
/* http.json-duplicate-key */
void body_duplicate_key(const struct typed_body *body, const struct duplicate_key *twice);

/* ---- of a side, whatever the media type ---- */

void raise_body(struct checker *checker, enum side side, enum rule rule, struct str media_type,
                const struct node *place, const char *message);
void raise_body_not_checked(struct checker *checker, enum side side, const char *reason);
/* Not checked: unknown or truncated. */
void raise_body_unseen(struct checker *checker, enum side side, const struct content *content);
void raise_type_undocumented(struct checker *checker, enum side side, struct str type,
                             const struct node *place);

#endif
