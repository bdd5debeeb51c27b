/* A value given as JSON text, for the suites. */
#ifndef READ_TEXT_H
#define READ_TEXT_H

#include "document/document.h"
#include "unit.h"

static inline const struct node *read_text(struct arena *arena, const char *text)
{
    struct read_failure failure;
    const struct document *document = json_read(arena, STR("test.json"), str_of(text), &failure);

    ck_assert_msg(document != NULL, "%s: %s", text, failure.message);
    return document->root;
}

#endif
