#include "document/tape.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "document/lines.h"

void tape_init(struct tape *tape, struct arena *arena, size_t expected)
{
    *tape = (struct tape){.arena = arena, .capacity = expected + 1};
    tape->nodes = arena_alloc(arena, tape->capacity * sizeof *tape->nodes);
    tape->nodes[0] = (struct node){.kind = NODE_HEADER, .span = 1};
    tape->count = 1;
}

void tape_grow(struct tape *tape)
{
    size_t capacity = tape->capacity + tape->capacity / 2 + 16;

    tape->nodes = arena_resize(tape->arena, tape->nodes, tape->capacity * sizeof *tape->nodes,
                               capacity * sizeof *tape->nodes);
    tape->capacity = capacity;
}

struct node *tape_add(struct tape *tape, enum node_kind kind)
{
    struct node *node;

    if (tape->count == tape->capacity)
        tape_grow(tape);
    node = tape->nodes + tape->count;
    *node = (struct node){.kind = (uint8_t)kind, .span = 1, .index = (uint32_t)tape->count};
    tape->count++;
    return node;
}

struct node *tape_copy(struct tape *tape, const struct node *from)
{
    bool own = from >= tape->nodes && from < tape->nodes + tape->count;
    size_t place = own ? (size_t)(from - tape->nodes) : 0;
    size_t span = from->span;
    struct node *copy;

    while (tape->capacity - tape->count < span)
        tape_grow(tape);
    if (own)
        from = tape->nodes + place;
    copy = tape->nodes + tape->count;
    memcpy(copy, from, span * sizeof *copy);
    for (size_t i = 0; i < span; i++)
        copy[i].index = (uint32_t)(tape->count + i);
    tape->count += span;
    return copy;
}

struct document *tape_finish(struct tape *tape)
{
    struct document *made;

    /* Unused room goes back to the arena, unless something was allocated behind it. */
    tape->nodes = arena_resize(tape->arena, tape->nodes, tape->capacity * sizeof *tape->nodes,
                               tape->count * sizeof *tape->nodes);
    tape->capacity = tape->count;
    made = ARENA_NEW(tape->arena, struct document);
    made->root = tape->nodes + 1;
    made->node_count = tape->count;
    made->lines = lines_new(tape->arena);
    tape->nodes[0].document = made;
    tape->nodes[0].span = (uint32_t)tape->count;
    return made;
}

char *displaced_text(struct arena *arena, size_t length, uint64_t offset)
{
    char *block = arena_alloc(arena, sizeof offset + length);

    memcpy(block, &offset, sizeof offset);
    return block + sizeof offset;
}

void *read_fail(struct read_failure *failure, enum read_outcome outcome, struct str text,
                size_t offset, const char *format, ...)
{
    size_t line_start = utf8_has_mark(text) ? UTF8_MARK_BYTES : 0;
    va_list args;

    if (!failure)
        return NULL;
    *failure = (struct read_failure){.outcome = outcome, .offset = offset, .line = 1};
    for (size_t i = line_start; i < offset; i++) {
        if (text.text[i] == '\n') {
            failure->line++;
            line_start = i + 1;
        }
    }
    failure->column = 1 + utf8_length(str_slice(text, line_start, offset - line_start));
    va_start(args, format);
    vsnprintf(failure->message, sizeof failure->message, format, args);
    va_end(args);
    return NULL;
}
