#include "redact/secret_marks.h"

#include "base/strbuf.h"
#include "redact/redaction.h"

void secret_marks_add(struct secret_marks *marks, const struct secret_view *view, size_t start,
                      size_t end)
{
    if (!marks->changes)
        marks->changes = arena_zeroed(marks->arena, marks->length + 1, sizeof *marks->changes);
    marks->changes[view->starts ? view->starts[start] : start]++;
    marks->changes[view->ends ? view->ends[end - 1] : end]--;
}

struct str secret_marks_apply(const struct secret_marks *marks, struct str text)
{
    struct strbuf out;
    struct str applied;
    int32_t depth = 0;
    bool marked = false;

    if (!marks->changes)
        return text;
    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < text.length; i++) {
        depth += marks->changes[i];
        if (depth > 0 && !marked)
            strbuf_add_text(&out, REDACTED);
        if (depth <= 0)
            strbuf_add_char(&out, text.text[i]);
        marked = depth > 0;
    }
    applied = str_copy(marks->arena, strbuf_str(&out));
    strbuf_release(&out);
    return applied;
}
