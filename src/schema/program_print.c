/* A whole program, printed: what a schema was compiled to. */
#include "schema/program_text.h"

struct printer {
    struct program_text text;
    struct strbuf line;
    schema_line_fn *print;
    void *context;
    size_t lines; /* so far */
};

static void end_line(struct printer *printer)
{
    printer->print(printer->context, strbuf_str(&printer->line));
    strbuf_clear(&printer->line);
    printer->lines++;
}

static void print_instruction(struct printer *printer, const struct program *program, uint32_t at,
                              unsigned level)
{
    const struct instruction *instruction = &program->code[at];

    program_text_label(&printer->text, program, instruction, &printer->line);
    do
        strbuf_add_char(&printer->line, ' ');
    while (printer->line.length < 8);
    program_text_instruction(&printer->text, program, instruction, level, &printer->line);
    if (instruction->length > 1)
        strbuf_addf(&printer->line, " -> %u", (unsigned)(at + instruction->length));
    program_text_place(program, instruction, PROGRAM_PLACE_COLUMN, &printer->line);
    end_line(printer);
}

static void print_program(struct printer *printer, const struct program *program)
{
    VEC(uint32_t) ends = {0}; /* of the blocks around, innermost last */

    for (uint32_t at = 0; at < program->count && printer->lines < PROGRAM_MAX_LINES; at++) {
        while (ends.count && ends.items[ends.count - 1] <= at)
            ends.count--;
        print_instruction(printer, program, at, (unsigned)ends.count);
        if (program->code[at].length > 1)
            VEC_ADD(&ends, at + program->code[at].length);
    }
    VEC_RELEASE(&ends);
}

void schema_print(const struct schema *schema, schema_line_fn *print, void *context)
{
    struct printer printer = {.print = print, .context = context};
    size_t instructions = 0;

    program_text_init(&printer.text, schema);
    strbuf_init(&printer.line, PROGRAM_LINE_BYTES);
    for (size_t i = 0; i < printer.text.programs.count; i++) {
        print_program(&printer, printer.text.programs.items[i]);
        instructions += printer.text.programs.items[i]->count;
    }
    if (instructions > printer.lines) {
        strbuf_addf(&printer.line, "... (%zu more %s)", instructions - printer.lines,
                    str_counted(instructions - printer.lines, "instruction", "instructions"));
        end_line(&printer);
    }
    strbuf_release(&printer.line);
    program_text_release(&printer.text);
}
