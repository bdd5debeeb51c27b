/* A program for people: its instructions as lines of text, with their operands, labels and places
   in the schema. A label is P:I, program and instruction; programs are numbered in the order in
   which they are reached. program_print.c writes a whole program, trace.c one that runs. Private to
   schema/. */
#ifndef OASDRIFT_SCHEMA_PROGRAM_TEXT_H
#define OASDRIFT_SCHEMA_PROGRAM_TEXT_H

#include "base/pointer_map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "schema/program.h"

enum {
    PROGRAM_LINE_BYTES = 8192,
    PROGRAM_INDENT_MOST = 32, /* deeper levels are indented no further */
    PROGRAM_PLACE_COLUMN = 72 /* where a line's place in the schema stands */
};

struct program_text {
    struct arena arena;                   /* the numbers */
    struct arena scratch;                 /* of one line */
    struct pointer_map numbers;           /* program -> its number, a size_t */
    VEC(const struct program *) programs; /* in the order of their numbers, which begin at 1 */
};

/* Numbers the programs that the schema's evaluation can reach. */
void program_text_init(struct program_text *text, const struct schema *schema);
void program_text_release(struct program_text *text);
/* "1:17" */
void program_text_label(const struct program_text *text, const struct program *program,
                        const struct instruction *at, struct strbuf *out);
/* "MINIMUM 1", "CALL "#/$defs/a" = 2:0", indented. */
void program_text_instruction(struct program_text *text, const struct program *program,
                              const struct instruction *at, unsigned level, struct strbuf *out);
/* Fills the line with spaces up to the column, and adds file:line:column. */
void program_text_place(const struct program *program, const struct instruction *at, size_t column,
                        struct strbuf *out);

#endif
