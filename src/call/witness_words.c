#include "call/witness_words.h"

#include <stdio.h>

#include "call/caller.h"
#include "document/json_writer.h"

bool witness_print(const struct node *value)
{
    struct strbuf line;
    /* It may come to a terminal, and a schema from elsewhere has control characters in a const. */
    struct json_writer writer = {.out = &line, .string_limit = SIZE_MAX, .shown = true};

    strbuf_init(&line, SIZE_MAX);
    node_write_within(value, &writer);
    strbuf_add_char(&line, '\n');
    fwrite(line.text, 1, line.length, stdout);
    strbuf_release(&line);
    return !ferror(stdout);
}

void witness_say_undecided(const struct oasdrift_terminal_options *terminal, const char *asked,
                           enum witness_reason reason)
{
    caller_warn(terminal, "%s is undecided: %s [%s]", asked, witness_reason_sentence(reason),
                witness_reason_name(reason));
}
