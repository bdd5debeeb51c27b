/* What must hold of every tape a reader made, for fuzz targets: aborts where it does not. */
#ifndef FUZZ_CHECK_TAPE_H
#define FUZZ_CHECK_TAPE_H

#include <stdio.h>
#include <stdlib.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/document.h"

static inline void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static inline void check_text(const struct node *node)
{
    struct str text = node_text(node);
    bool non_ascii = false;

    must(utf8_is_valid(text), "text is UTF-8");
    for (size_t i = 0; i < text.length; i++)
        non_ascii = non_ascii || (signed char)text.text[i] < 0;
    must(non_ascii == ((node->flags & NODE_NON_ASCII) != 0), "NODE_NON_ASCII tells");
    if (node->kind == NODE_NUMBER)
        must(decimal_is_number(text), "a number follows RFC 8259");
}

/* The subtree at `node`, which may take `room` nodes; returns its members or elements. */
static inline void check_subtree(const struct node *node, size_t room, size_t depth)
{
    const struct node *at = node_first(node);
    bool object = node->kind == NODE_OBJECT;
    size_t count = 0;

    must(node->span >= 1 && node->span <= room, "a subtree lies in its container");
    must(node->kind < NODE_HEADER, "the header is the only one");
    must(depth <= DOCUMENT_MAX_DEPTH, "depth is limited");
    check_text(node);
    if (node->kind != NODE_ARRAY && !object) {
        must(node->span == 1, "a scalar is one node");
        return;
    }
    while (at < node_end(node)) {
        if (object) {
            must(at->kind == NODE_STRING && at->span == 1, "a key is a string");
            must(at + 1 < node_end(node), "a key has a value");
            check_text(at);
            at++;
        }
        check_subtree(at, (size_t)(node_end(node) - at), depth + 1);
        at = node_next(at);
        count++;
    }
    must(at == node_end(node), "the contents fill the span");
    must(count == node->length, "length counts the contents");
}

static inline void check_tape(const struct document *document)
{
    const struct node *header = document->root - 1;

    must(header->kind == NODE_HEADER && header->document == document, "the header leads back");
    must(document->root->span + 1u == document->node_count, "the root is all there is");
    check_subtree(document->root, document->node_count - 1, 0);
    for (size_t i = 0; i < document->node_count; i++) {
        must(header[i].index == i, "index is the place");
        must(node_offset(header + i) <= document->source.length, "a place is in the source");
    }
    must(node_position(header + document->node_count - 1).line >= 1, "places have lines");
}

/* Written as JSON and read again it is the same. */
static inline void check_written(const struct document *document)
{
    struct strbuf text;
    struct arena arena;
    const struct document *again;

    strbuf_init(&text, SIZE_MAX);
    arena_init(&arena);
    must(node_write(document->root, &text), "it can be written");
    again = json_read(&arena, STR("again"), strbuf_str(&text), NULL);
    must(again != NULL, "what was written can be read");
    must(again->node_count == document->node_count, "as many nodes as before");
    must(node_equal(document->root, again->root), "it is the same");
    arena_release(&arena);
    strbuf_release(&text);
}

#endif
