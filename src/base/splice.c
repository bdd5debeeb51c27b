#include "base/splice.h"

void splice_begin(struct splice *splice, struct str text)
{
    *splice = (struct splice){.text = text};
    strbuf_init(&splice->out, SIZE_MAX);
}

void splice_put(struct splice *splice, size_t start, size_t end, struct str instead)
{
    if (start < splice->done || end < start)
        return;
    strbuf_add(&splice->out, str_slice(splice->text, splice->done, start - splice->done));
    strbuf_add(&splice->out, instead);
    splice->done = end;
}

struct str splice_end(struct splice *splice, struct arena *arena)
{
    struct str whole = splice->text;

    if (splice->out.length || splice->done) {
        strbuf_add(&splice->out, str_slice(splice->text, splice->done, SIZE_MAX));
        whole = str_copy(arena, strbuf_str(&splice->out));
    }
    strbuf_release(&splice->out);
    return whole;
}
