#include "cli/page.h"

#include <assert.h>
#include <stdio.h>

enum { EXAMPLES_MAX_BYTES = 4096 };

const char *option_value(const struct option *row)
{
    return row->choices ? row->choices : row->argument;
}

/* The lines up to the next empty one, or up to where their kind changes; *rest is moved behind. */
static struct str next_block(struct str *rest, bool *is_literal)
{
    struct str block = {rest->text, 0};

    *is_literal = str_starts_with(*rest, STR("  "));
    while (rest->text) {
        struct str line = *rest;
        struct str head = str_cut(&line, '\n');

        if (head.length == 0 || str_starts_with(head, STR("  ")) != *is_literal)
            break;
        block.length = (size_t)(head.text + head.length - block.text);
        *rest = line;
    }
    return block;
}

void page_prose(struct page *page, const char *prose)
{
    struct str rest = str_of(prose);

    while (rest.text && rest.length) {
        bool is_literal;
        struct str block = next_block(&rest, &is_literal);

        if (block.length == 0)
            str_cut(&rest, '\n');
        else if (is_literal)
            page->format->literal(page, block);
        else
            page->format->paragraph(page, block);
    }
}

void page_examples(struct page *page, const char *examples)
{
    char text[EXAMPLES_MAX_BYTES];
    size_t length = 0;

    for (struct str lines = str_of(examples); lines.length;) {
        struct str line = str_cut(&lines, '\n');

        length += (size_t)snprintf(text + length, sizeof text - length, "%s%s%.*s",
                                   length ? "\n" : "", line.length ? "  " : "", STR_ARGS(line));
        assert(length < sizeof text); /* they are ours */
    }
    page->format->literal(page, (struct str){text, length});
}
