#include "document/lines.h"

#include <stdarg.h>
#include <stdio.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/text_format.h"
#include "base/utf8.h"
#include "document/tape.h"

/* Up to every STEP-th byte code points are counted once, so that finding a column far out on the
   single line of a compact text costs little each time. */
enum { STEP = 4096 };

struct line_index {
    struct arena *arena;
    uint32_t *starts; /* offset of each line; NULL until the first question */
    size_t line_count;
    uint32_t *points; /* code points before byte i * STEP */
};

struct line_index *lines_new(struct arena *arena)
{
    struct line_index *lines = arena_alloc(arena, sizeof *lines);

    *lines = (struct line_index){.arena = arena};
    return lines;
}

/* A bit for each of the next LINE_SCAN bytes that ends a line. */
enum { LINE_SCAN = 64 };
static uint64_t line_ends(const char *at)
{
    uint64_t ends = 0;

#if defined(__SSE2__)
    for (unsigned i = 0; i < LINE_SCAN; i += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(at + i));
        int found = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));

        ends |= (uint64_t)(unsigned)found << i;
    }
#else
    for (unsigned i = 0; i < LINE_SCAN; i++)
        ends |= (uint64_t)(at[i] == '\n') << i;
#endif
    return ends;
}

static size_t count_lines(struct str source)
{
    size_t count = 1;
    size_t at = 0;

    for (; at + LINE_SCAN <= source.length; at += LINE_SCAN)
        count += (size_t)__builtin_popcountll(line_ends(source.text + at));
    for (; at < source.length; at++)
        count += source.text[at] == '\n';
    return count;
}

static void note_starts(struct line_index *lines, struct str source)
{
    uint32_t *next = lines->starts + 1;
    size_t at = 0;

    for (; at + LINE_SCAN <= source.length; at += LINE_SCAN) {
        for (uint64_t ends = line_ends(source.text + at); ends; ends &= ends - 1)
            *next++ = (uint32_t)(at + (size_t)__builtin_ctzll(ends) + 1);
    }
    for (; at < source.length; at++) {
        if (source.text[at] == '\n')
            *next++ = (uint32_t)(at + 1);
    }
}

void lines_build(const struct document *document)
{
    struct line_index *lines = document->lines;
    struct str source = document->source;
    size_t steps = source.length / STEP + 1;

    if (lines->starts)
        return;
    lines->points = arena_alloc(lines->arena, steps * sizeof *lines->points);
    lines->points[0] = 0;
    for (size_t i = 1; i < steps; i++)
        lines->points[i] =
            lines->points[i - 1] + (uint32_t)utf8_length(str_slice(source, (i - 1) * STEP, STEP));
    lines->line_count = count_lines(source);
    lines->starts = arena_alloc(lines->arena, lines->line_count * sizeof *lines->starts);
    lines->starts[0] = document->byte_order_mark ? UTF8_MARK_BYTES : 0;
    note_starts(lines, source);
}

static size_t code_points_before(const struct document *document, size_t offset)
{
    size_t step = offset / STEP;

    return document->lines->points[step] +
           utf8_length(str_slice(document->source, step * STEP, offset - step * STEP));
}

/* The last line that starts at or before the offset, from 0. */
static size_t line_at(const struct line_index *lines, size_t offset)
{
    size_t low = 0;
    size_t high = lines->line_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct position document_position(const struct document *document, size_t offset)
{
    size_t line;
    size_t start;

    lines_build(document);
    if (offset > document->source.length)
        offset = document->source.length;
    line = line_at(document->lines, offset);
    start = document->lines->starts[line];
    if (offset < start)
        offset = start;
    return (struct position){line + 1, 1 + code_points_before(document, offset) -
                                           code_points_before(document, start)};
}

struct str document_line(const struct document *document, size_t line)
{
    size_t start;
    size_t end = document->source.length;

    lines_build(document);
    if (line == 0 || line > document->lines->line_count)
        return STR_NONE;
    start = document->lines->starts[line - 1];
    if (line < document->lines->line_count)
        end = document->lines->starts[line] - 1;
    if (end > start && document->source.text[end - 1] == '\r')
        end--;
    return (struct str){document->source.text + start, end - start};
}

const struct node *node_origin(const struct node *node)
{
    const struct document *document = node_document(node);

    return document->origins ? document->origins[node->index] : node;
}

struct str node_file(const struct node *node)
{
    return node_document(node_origin(node))->file;
}

size_t node_offset(const struct node *node)
{
    const struct document *document;
    uint64_t offset;

    node = node_origin(node);
    document = node_document(node);
    if (node->flags & NODE_DISPLACED) {
        memcpy(&offset, node->text - sizeof offset, sizeof offset);
        return (size_t)offset;
    }
    if (node->kind == NODE_HEADER)
        return 0;
    /* A string's text starts behind its quote. */
    return (size_t)(node->text - document->source.text) - (node->kind == NODE_STRING);
}

/* A plain scalar of YAML that is no string has none of these in it, nor has a JSON value. */
struct str node_source(const struct node *node)
{
    struct str text;

    if (node->kind == NODE_STRING || node->kind == NODE_ARRAY || node->kind == NODE_OBJECT)
        return STR_NONE;
    text = str_slice(node_document(node_origin(node))->source, node_offset(node), SIZE_MAX);
    return str_slice(text, 0, str_find_any(text, " \t\r\n,]}#"));
}

struct position node_position(const struct node *node)
{
    return document_position(node_document(node_origin(node)), node_offset(node));
}

bool error_raise_node(struct error *err, const struct node *node, const char *format, ...)
{
    struct position position = node_position(node);
    char message[ERROR_MESSAGE_BYTES];
    struct str told;
    va_list args;

    va_start(args, format);
    told = text_format_cut(message, sizeof message, format, args);
    va_end(args);
    return error_raise_at(err, node_file(node), position.line, position.column, "%.*s",
                          STR_ARGS(told));
}
