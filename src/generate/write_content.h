/* A value as a media type writes it: of a body, and of a parameter with content. */
#ifndef OASDRIFT_GENERATE_WRITE_CONTENT_H
#define OASDRIFT_GENERATE_WRITE_CONTENT_H

#include "base/strbuf.h"
#include "document/node.h"
#include "openapi/openapi.h"

/* A key of `content` that one value can be written in. */
enum writable { WRITABLE_NOT, WRITABLE_TEXT, WRITABLE_FORM, WRITABLE_JSON };

/* key: of `content`; a range stands for JSON. */
enum writable content_writable(struct str key);
/* Appends the value as the media type writes it, in the way of its key. false: it cannot be written
   so. */
bool write_content(const struct media_type *type, const struct node *value, struct strbuf *out);

#endif
