/* The one value type: what JSON and YAML text become. A document's nodes lie on one tape in the
   order of the text, each container before its contents, so walking a tree is walking memory:
       [header][root][key][value][key][value]...
   Nodes are immutable and live as long as the arena their document was read into. */
#ifndef OASDRIFT_DOCUMENT_NODE_H
#define OASDRIFT_DOCUMENT_NODE_H

#include "base/arena.h"
#include "base/decimal.h"
#include "base/str.h"

struct choice;
struct document;
struct strbuf;

enum node_kind {
    NODE_NULL,
    NODE_FALSE,
    NODE_TRUE,
    NODE_NUMBER,
    NODE_STRING,
    NODE_ARRAY,
    NODE_OBJECT,
    NODE_HEADER /* the tape's first; holds the document; never seen by callers */
};

enum node_flag {
    NODE_INTEGER_LEXEME = 1u << 0, /* number without fraction and exponent */
    NODE_NON_ASCII = 1u << 1,      /* string with a byte above 0x7f: count characters, not bytes */
    NODE_DISPLACED = 1u << 2,      /* text is not in the source (it had escapes, or is YAML): the
                                      eight bytes before it hold the source offset */
    NODE_LONE_SURROGATE = 1u << 3, /* held an unpaired \ud800-\udfff; stands as U+FFFD */
    NODE_PLAIN_SCALAR = 1u << 4,   /* YAML: written without quotes and without a tag */
    NODE_BASE64 = 1u << 5,         /* YAML's !!binary: the text stands for bytes, in base64; from
                                      yaml_read_recording only */
    NODE_FOREIGN = 1u << 6,        /* an object or array that a program's own object was written as:
                                      its members are not those of a value; from there only */
};

struct node {
    uint8_t kind;  /* enum node_kind */
    uint8_t flags; /* enum node_flag */
    union {
        uint16_t hash16; /* of a string's text where its maker made one: see node_key_hash */
        uint16_t kinds;  /* of a container: see node_child_kinds */
    };
    uint32_t length; /* string, number: bytes of text; array: elements; object: members */
    uint32_t span;   /* nodes of the subtree, itself included: node + span is what follows */
    uint32_t index;  /* place on the tape: node - index is the header */
    union {
        const char *text;                /* valid UTF-8, no NUL behind it: the decoded string, or
                                            the number as RFC 8259 writes it; containers and
                                            literals: where they start in the source */
        const struct document *document; /* of the header */
        struct choice *choice;           /* of a NODE_CHOICE */
    };
};

static inline const struct document *node_document(const struct node *node)
{
    return (node - node->index)->document;
}
static inline bool node_is(const struct node *node, enum node_kind kind)
{
    return node && node->kind == kind;
}
static inline bool node_is_boolean(const struct node *node)
{
    return node && (node->kind == NODE_TRUE || node->kind == NODE_FALSE);
}
/* The text of a string or number; STR_NONE for NULL and every other kind. */
static inline struct str node_text(const struct node *node)
{
    if (!node || (node->kind != NODE_STRING && node->kind != NODE_NUMBER))
        return STR_NONE;
    return (struct str){node->text, node->length};
}
/* The text of a string only, else STR_NONE. */
static inline struct str node_string(const struct node *node)
{
    return node_is(node, NODE_STRING) ? (struct str){node->text, node->length} : STR_NONE;
}

/* For tables of keys: a hash of the first and last bytes of a string, equal for equal texts. The
   readers make it for keys. Texts that differ in the middle only have the same hash. */
uint16_t node_make_key_hash(const struct node *string);
static inline uint16_t node_key_hash(const struct node *string)
{
    return string->hash16 ? string->hash16 : node_make_key_hash(string);
}

/* A set of kinds has a bit for each kind, and one more for numbers that are written as integers, so
   that asking a schema's types is one comparison. */
enum { NODE_INTEGER_BIT = 8 };

/* The kind of a node that stands for a text with several readings (document/choice.h). No document
   has one, and nobody sees one but those who look for the reading that holds. */
enum { NODE_CHOICE = 10 };
static inline unsigned node_kind_bit(const struct node *node)
{
    return 1u << (node->kind +
                  (NODE_INTEGER_BIT - NODE_NUMBER) * (node->flags & NODE_INTEGER_LEXEME));
}
/* The kinds of an array's elements, or of the values in an object. 0: it is empty, or the reader
   did not note them (the YAML reader does not). */
static inline unsigned node_child_kinds(const struct node *container)
{
    return container->kinds;
}

/* Walking a container (array or object; for others there is nothing between first and end):
       for (const struct node *item = node_first(array); item < node_end(array);
            item = node_next(item))
       for (const struct node *key = node_first(object); key < node_end(object);
            key = node_next_key(key))  ... node_value(key) ...                                    */
static inline const struct node *node_first(const struct node *container)
{
    return container + 1;
}
static inline const struct node *node_end(const struct node *container)
{
    return container + container->span;
}
static inline const struct node *node_next(const struct node *item)
{
    return item + item->span;
}
static inline const struct node *node_value(const struct node *key)
{
    return key + 1;
}
static inline const struct node *node_next_key(const struct node *key)
{
    return key + 1 + key[1].span;
}

/* The value of the first member with that key; NULL when node is NULL, no object, or has none. */
const struct node *node_member(const struct node *node, struct str key);
/* The key node of that member (its place is the key's). */
const struct node *node_member_key(const struct node *node, struct str key);
/* NULL past the end or when node is NULL or no array. Walks: O(index). */
const struct node *node_element(const struct node *node, size_t index);
/* A member's text when it is a string, else STR_NONE. */
static inline struct str node_member_string(const struct node *node, const char *key)
{
    return node_string(node_member(node, str_of(key)));
}
/* A member that is the literal true. */
static inline bool node_member_true(const struct node *node, const char *key)
{
    return node_is(node_member(node, str_of(key)), NODE_TRUE);
}

/* JSON Schema's equality (2020-12 core, 4.2.2): numbers by value on their digits, objects without
   order, strings by code points. */
bool node_equal(const struct node *a, const struct node *b);
/* "null", "boolean", "number", "string", "array", "object"; an integral number is "integer". */
const char *node_type_name(const struct node *node);
/* Mathematically an integer: 1, 1.0, 1e2. */
bool node_is_integral(const struct node *node);

/* The node's JSON text, compact, numbers as written. Returns false when the buffer's ceiling cut
   it. */
bool node_write(const struct node *node, struct strbuf *out);
/* The same as a value of the JSON that the writer is at. */
struct json_writer;
void node_write_within(const struct node *node, struct json_writer *writer);
/* The same for people: a member or element a line, two spaces for each level, a line end last. */
bool node_write_lines(const struct node *node, struct strbuf *out);
/* The node as a YAML document, keys in their order; what a reader gets from it is equal to the
   node. Comments of a YAML source are not kept. */
bool yaml_write(const struct node *node, struct strbuf *out);
/* The same for a message: at most `limit` bytes, "..." where it was cut, long strings shortened. */
struct str node_excerpt(struct arena *arena, const struct node *node, size_t limit);

#endif
