#include "finding/place.h"

#include "base/utf8.h"

/* How many columns the token that starts there takes: a string with its quotes, a number, a key. */
static size_t token_width(struct str source, size_t offset, const struct node *token)
{
    struct str text = node_text(token);
    bool quoted =
        offset < source.length && (source.text[offset] == '"' || source.text[offset] == '\'');

    if (token->kind != NODE_STRING && node_source(token).length)
        return node_source(token).length;
    if (!text.text)
        return 1;
    return utf8_length(text) + (quoted ? 2 : 0);
}

/* How many columns there are from byte `at` to the end of the line, at most `most`: a line may have
   megabytes. */
static size_t columns_left(struct str line, size_t at, size_t most)
{
    struct str rest = str_slice(line, at, most * UTF8_MAX_BYTES);
    size_t columns = utf8_length(rest);

    if (columns == 0)
        return 1;
    return columns < most ? columns : most;
}

/* The excerpt around byte `at`, which is at `column`. *skipped: how many columns lie before it. */
static struct str excerpt_of(struct str line, size_t at, size_t column, size_t *skipped)
{
    size_t from = at;

    *skipped = 0;
    if (line.length <= PLACE_EXCERPT_BYTES || column <= PLACE_EXCERPT_BEFORE + 1)
        return utf8_cut(line, PLACE_EXCERPT_BYTES);
    for (size_t left = PLACE_EXCERPT_BEFORE; left && from; left -= !utf8_continues(line.text[from]))
        from--;
    *skipped = column - 1 - PLACE_EXCERPT_BEFORE;
    return utf8_cut(str_slice(line, from, SIZE_MAX), PLACE_EXCERPT_BYTES);
}

struct place place_of(struct arena *arena, const struct node *node)
{
    const struct document *document;
    const struct node *token = node;
    struct position position;
    struct place place;
    struct str line;
    size_t offset, at;

    if (!node)
        return (struct place){0};
    if (node->kind == NODE_ARRAY || node->kind == NODE_OBJECT)
        token = node_key_of(node);
    document = node_document(node_origin(token));
    position = node_position(token);
    line = document_line(document, position.line);
    offset = node_offset(token);
    at = line.text ? offset - (size_t)(line.text - document->source.text) : 0;
    place = (struct place){
        .file = document->file,
        .line = position.line,
        .column = position.column,
        .pointer = node_pointer(arena, node),
        .width = columns_left(line, at, token_width(document->source, offset, token))};
    place.excerpt = excerpt_of(line, at, position.column, &place.skipped);
    return place;
}

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

int place_compare(const struct place *a, const struct place *b)
{
    int order = str_compare(a->file, b->file);

    if (!order)
        order = compare_numbers(a->line, b->line);
    return order ? order : compare_numbers(a->column, b->column);
}
