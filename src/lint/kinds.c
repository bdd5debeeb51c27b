/* Sets of kinds in words. */
#include "base/strbuf.h"
#include "lint/linter.h"

struct str lint_kinds_text(struct arena *arena, unsigned kinds)
{
    static const char *const names[] = {"string", "object", "integer", "boolean",
                                        "array",  "number", "null"};
    struct strbuf out;
    struct str text;

    strbuf_init(&out, 256);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        unsigned named = kinds_named(str_of(names[i]));

        /* "number" covers "integer" */
        if ((kinds & named) != named || (named == KIND_INTEGER && (kinds & KIND_NUMBER)))
            continue;
        if (out.length)
            strbuf_add_text(&out, " or ");
        strbuf_add_text(&out, names[i]);
    }
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}
