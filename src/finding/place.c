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

/* The excerpt, and how many columns of the line it leaves out before. */
static struct str excerpt_of(struct str line, size_t column, size_t *skipped)
{
    size_t at = 0;

    *skipped = 0;
    if (line.length > EXCERPT_MAX_BYTES && column > EXCERPT_BEFORE + 1)
        *skipped = column - 1 - EXCERPT_BEFORE;
    for (size_t i = 0; i < *skipped; i++) {
        uint32_t code;
        size_t used = utf8_decode(str_slice(line, at, UTF8_MAX_BYTES), &code);

        at += used ? used : 1;
    }
    return utf8_cut(str_slice(line, at, SIZE_MAX), EXCERPT_MAX_BYTES);
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
    place.excerpt = excerpt_of(line, position.column, &place.skipped);
    return place;
}
