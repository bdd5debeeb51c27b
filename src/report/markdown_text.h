/* Text from outside in GitHub Flavored Markdown (GFM), as GitHub and GitLab show it: nothing in it
   is markup, and nothing pings people, links issues or becomes a picture. All functions take text
   that is escaped (base/escape.h). */
#ifndef OASDRIFT_REPORT_MARKDOWN_TEXT_H
#define OASDRIFT_REPORT_MARKDOWN_TEXT_H

#include "base/str.h"

struct strbuf;

/* In a paragraph, a heading, a cell of a table, and between HTML tags; not at the beginning of a
   line, where what is plain elsewhere is a list or a heading. A line feed becomes a space. */
void markdown_text(struct strbuf *out, struct str text);
/* The same as code. */
void markdown_code(struct strbuf *out, struct str text);
/* Lines as they are, within <pre> of its own; nothing of a text without any. */
void markdown_block(struct strbuf *out, struct str lines);

#endif
