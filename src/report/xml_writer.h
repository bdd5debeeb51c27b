/* XML 1.0 that is well-formed whatever it is given: characters XML has no place for, even as
   references, are shown as \u{1b} and bytes that are no UTF-8 as \xff. Writes no CDATA. */
#ifndef OASDRIFT_REPORT_XML_WRITER_H
#define OASDRIFT_REPORT_XML_WRITER_H

#include <stdio.h>

#include "base/str.h"

enum { XML_MAX_DEPTH = 8 };

struct xml_writer {
    FILE *out;
    const char *open[XML_MAX_DEPTH]; /* the elements we are in */
    size_t depth;
    bool in_tag;   /* the last start tag is not closed yet: attributes may follow */
    bool had_text; /* the element at hand holds text: its end tag follows directly */
};

/* The declaration. */
void xml_begin(struct xml_writer *xml, FILE *out);
/* Names are ours, and literals. */
void xml_element(struct xml_writer *xml, const char *name);
void xml_attribute(struct xml_writer *xml, const char *name, struct str value);
void xml_attribute_number(struct xml_writer *xml, const char *name, uint64_t value);
/* Milliseconds as seconds with three decimals, with a point in every locale. */
void xml_attribute_seconds(struct xml_writer *xml, const char *name, uint64_t milliseconds);
void xml_text(struct xml_writer *xml, struct str text);
/* Ends the element at hand. */
void xml_end(struct xml_writer *xml);

#endif
