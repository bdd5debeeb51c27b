/* JSON in the rows of tables. */
#ifndef UNIT_DECODE_ROW_JSON_H
#define UNIT_DECODE_ROW_JSON_H

#include "base/strbuf.h"

/* ' stands for ". */
static inline void add_json(struct strbuf *out, const char *text)
{
    for (; *text; text++)
        strbuf_add_char(out, *text == '\'' ? '"' : *text);
}

#endif
