/* XML bodies as a tree of elements (XML 1.0, Namespaces 1.0), read by libexpat. A document type
   declaration is refused, and with it every entity but the five that XML has itself: what a message
   says must not make a reader fetch or multiply anything. */
#ifndef OASDRIFT_HTTP_XML_TREE_H
#define OASDRIFT_HTTP_XML_TREE_H

#include "base/arena.h"

enum {
    XML_TREE_MAX_DEPTH = 200,
    XML_TREE_MAX_NODES = 1000 * 1000 /* elements and attributes */
};

struct xml_attribute {
    struct str name, namespace; /* local name; "" without namespace */
    struct str value;
    struct xml_attribute *next;
};

struct xml_element {
    struct str name, namespace;
    struct str text; /* all character data directly inside, in order; "" */
    struct xml_attribute *attributes;
    struct xml_element *first, *next; /* children, siblings */
    /* Offsets into the text: its start tag is [start, inside), what it holds [inside, end). */
    uint32_t start, inside, end;
};

struct xml_failure {
    bool limit;          /* one of those above: else the text is no XML */
    struct str message;  /* a sentence without a place */
    size_t line, column; /* from 1; columns count bytes */
};

/* The document element, in the arena. charset: of the Content-Type, which outweighs the XML
   declaration (RFC 7303, 3.2); STR_NONE. NULL and *failure when it cannot be read. */
const struct xml_element *xml_tree_read(struct arena *arena, struct str text, struct str charset,
                                        struct xml_failure *failure);

#endif
