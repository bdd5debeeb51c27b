#include "finding/place.h"

#include "base/utf8.h"

/* Columns of the token that starts there: a string with its quotes, a number, a key. */
static size_t token_width(struct str source, size_t offset, const struct node *token)
{
    struct str text = node_text(token);
    bool quoted =
        offset < source.length && (source.text[offset] == '"' || source.text[offset] == '\'');

    if (!text.text)
        return 1;
    return utf8_length(text) + (quoted ? 2 : 0);
}

/* What may be underlined on the line, from the column on. */
static size_t columns_left(struct str line, size_t column)
{
    size_t columns = utf8_length(line);

    return columns >= column ? columns - column + 1 : 1;
}

struct place place_of(struct arena *arena, const struct node *node)
{
    const struct document *document;
    const struct node *token = node;
    struct position position;
    struct place place;
    struct str line;
    size_t width, left;

    if (!node)
        return (struct place){0};
    document = node_document(node);
    if (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT)
        token = node_key_of(node);
    position = node_position(token);
    line = document_line(document, position.line);
    width = token_width(document->source, node_offset(token), token);
    left = columns_left(line, position.column);
    place = (struct place){.file = document->file,
                           .line = position.line,
                           .column = position.column,
                           .pointer = node_pointer(arena, node),
                           .width = width < left ? width : left};
    /* A column beyond the cut could not be underlined. */
    if (position.column <= EXCERPT_MAX_BYTES)
        place.excerpt = utf8_cut(line, EXCERPT_MAX_BYTES);
    return place;
}
