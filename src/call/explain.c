/* oasdrift_explain_program: what a schema was compiled to; oasdrift_explain_rules: which rules are
   in force. */
#include <stdio.h>

#include "call/chosen_schema.h"
#include "call/options.h"

static void print_line(void *context, struct str line)
{
    FILE *out = context;

    fwrite(line.text, 1, line.length, out);
    fputc('\n', out);
}

int oasdrift_explain_program(const struct oasdrift_options *options)
{
    struct chosen_schema chosen = {0};
    struct references references = {0};
    struct error err = {0};

    if (references_init(&references, options, &err) &&
        chosen_schema_open(&chosen, options, FORMATS_STANDARD, &references, &err))
        schema_print(chosen.schema, print_line, stdout);
    chosen_schema_release(&chosen);
    references_release(&references);
    return err.raised ? options_unusable(options, &err) : OASDRIFT_OK;
}

int oasdrift_explain_rules(const struct oasdrift_options *options)
{
    struct rules *rules = rules_new();
    struct error err = {0};

    if (options_read_rules(options, rules, &err))
        rules_print(rules, print_line, stdout);
    rules_free(rules);
    return err.raised ? options_unusable(options, &err) : OASDRIFT_OK;
}
