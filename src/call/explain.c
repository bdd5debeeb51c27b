/* oasdrift_explain_program: what a schema was compiled to; oasdrift_explain_rules: which rules are
   in force. */
#include <stdio.h>

#include "call/caller.h"
#include "call/chosen_schema.h"
#include "call/options.h"

static void print_line(void *context, struct str line)
{
    FILE *out = context;

    fwrite(line.text, 1, line.length, out);
    fputc('\n', out);
}

int oasdrift_explain_program(const char *schema,
                             const struct oasdrift_explain_program_options *options)
{
    static const struct oasdrift_explain_program_options defaults;
    struct chosen_schema chosen = {0};
    struct references references = {0};
    struct file_uses uses;
    struct error err = {0};

    if (!options)
        options = &defaults;
    file_uses_init(&uses);
    if (references_init(&references, &options->description, &options->terminal, &uses, &err)) {
        const struct schema_choice choice = {.name = schema,
                                             .dialect = options->dialect,
                                             .description = &options->description,
                                             .formats = FORMATS_STANDARD,
                                             .references = &references};

        if (chosen_schema_open(&chosen, &choice, &err))
            schema_print(chosen.schema, print_line, stdout);
    }
    chosen_schema_release(&chosen);
    references_release(&references);
    file_uses_release(&uses);
    return err.raised ? caller_unusable(&options->terminal, &err) : OASDRIFT_OK;
}

int oasdrift_explain_rules(const struct oasdrift_list *sets,
                           const struct oasdrift_terminal_options *terminal)
{
    static const struct oasdrift_terminal_options defaults;
    static const struct oasdrift_list none;
    struct rules *rules = rules_new();
    struct file_uses uses;
    struct error err = {0};

    file_uses_init(&uses);
    rules_set_uses(rules, &uses);
    if (options_read_rules(sets ? sets : &none, rules, &err))
        rules_print(rules, print_line, stdout);
    rules_free(rules);
    file_uses_release(&uses);
    return err.raised ? caller_unusable(terminal ? terminal : &defaults, &err) : OASDRIFT_OK;
}
