/* HTML (WHATWG) that is well-formed and harmless whatever it is given: all text and every value
   goes through one escape. Control characters and what HTML cannot have are written as \u{1b}, a
   byte that is not UTF-8 as \xff; line feeds and tabs stay. */
#ifndef OASDRIFT_REPORT_HTML_WRITER_H
#define OASDRIFT_REPORT_HTML_WRITER_H

#include "base/strbuf.h"

enum { HTML_MAX_DEPTH = 24 };

struct html_writer {
    struct strbuf *out;
    const char *open[HTML_MAX_DEPTH]; /* elements that are open, the innermost last */
    size_t depth;
    bool in_tag; /* the start tag is not closed yet: attributes may follow */
};

void html_init(struct html_writer *html, struct strbuf *out);
/* Opens an element; class: NULL: none. Both live as long as it is open, and are not escaped. */
void html_open(struct html_writer *html, const char *name, const char *class);
/* Of the element that was just opened. Names are not escaped. */
void html_attribute(struct html_writer *html, const char *name, struct str value);
void html_number(struct html_writer *html, const char *name, uint64_t value);
void html_flag(struct html_writer *html, const char *name); /* "hidden" */
void html_text(struct html_writer *html, struct str text);
void html_say(struct html_writer *html, const char *text);
void html_sayf(struct html_writer *html, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* "1 cause", "40 causes" */
void html_counted(struct html_writer *html, uint64_t count, const char *one, const char *many);
/* Closes the innermost element; "meta" and its like have no end tag. */
void html_close(struct html_writer *html);

/* An element with nothing but text. */
void html_leaf(struct html_writer *html, const char *name, const char *class, struct str text);
/* The content of a style or script, which is ours: not escaped. */
void html_raw(struct html_writer *html, struct str text);

#endif
