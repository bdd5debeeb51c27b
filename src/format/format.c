#include "format/format.h"

#include "base/utf8.h"
#include "document/kinds.h"
#include "format/grammars.h"
#include "pattern/tree.h"

#define NUMBER KIND_NUMBER
#define STRING KIND_STRING

static const struct format formats[] = {
#define FORMAT(name, kinds, undoubted, source, holds)                                              \
    {{name, sizeof(name) - 1}, kinds, undoubted, source, holds},
#include "format/formats.def"
#undef FORMAT
};

const struct format *format_find(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++)
        if (str_equal(formats[i].name, name))
            return &formats[i];
    return NULL;
}

bool format_holds(struct str name, const struct node *instance)
{
    const struct format *format = format_find(name);

    if (!format || !format->holds || !(format->kinds >> instance->kind & 1))
        return true;
    return format->holds(node_text(instance));
}

bool format_regex(struct str text)
{
    struct pattern_tree tree;
    struct arena arena;
    const char *problem;
    bool lenient, holds;

    arena_init(&arena);
    holds = pattern_parse(&arena, text, &tree, &lenient, &problem);
    arena_release(&arena);
    return holds;
}

/* One character of Unicode; a letter with a combining mark is two. */
bool format_char(struct str text)
{
    uint32_t code;

    return text.length && utf8_decode(text, &code) == text.length;
}
