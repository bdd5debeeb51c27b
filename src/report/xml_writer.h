/* XML 1.0 that is well-formed whatever it is given: a character that XML cannot have is written as
   \u{1b}, a byte that is not UTF-8 as \xff. Writes ASCII alone, with references to all other
   characters: some readers guess the encoding, and a guess may be wrong. Writes no CDATA. */
#ifndef OASDRIFT_REPORT_XML_WRITER_H
#define OASDRIFT_REPORT_XML_WRITER_H

#include <stdio.h>

#include "base/str.h"

enum { XML_MAX_DEPTH = 8 };

struct xml_writer {
    FILE *out;
    const char *open[XML_MAX_DEPTH]; /* elements that are open, the innermost last */
    size_t depth;
    bool in_tag;   /* the start tag is not closed yet: attributes may follow */
    bool had_text; /* the innermost element has text: its end tag gets no line of its own */
};

/* Writes the XML declaration. */
void xml_begin(struct xml_writer *xml, FILE *out);
/* Opens an element. Names are not escaped, and live as long as the element is open. */
void xml_element(struct xml_writer *xml, const char *name);
void xml_attribute(struct xml_writer *xml, const char *name, struct str value);
void xml_attribute_number(struct xml_writer *xml, const char *name, uint64_t value);
/* Seconds with three decimals: "1.234" in every locale. */
void xml_attribute_seconds(struct xml_writer *xml, const char *name, uint64_t milliseconds);
void xml_text(struct xml_writer *xml, struct str text);
/* Closes the innermost element. */
void xml_end(struct xml_writer *xml);

#endif
