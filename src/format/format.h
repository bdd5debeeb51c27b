/* What the keyword `format` names: formats.def lists them, each with its source. */
#ifndef OASDRIFT_FORMAT_FORMAT_H
#define OASDRIFT_FORMAT_FORMAT_H

#include "document/node.h"

struct format {
    struct str name;
    uint16_t kinds; /* the kinds of values that it is about (document/kinds.h) */
    bool undoubted; /* its grammar is beyond doubt: with --formats standard a failure is an error */
    const char *source; /* "RFC 3339, 5.6" */
    /* Given the string, or the number as written. NULL: every text holds. */
    bool (*holds)(struct str text);
};

/* NULL when unknown. */
const struct format *format_find(struct str name);
/* Of a format that is unknown everything holds. */
bool format_holds(struct str name, const struct node *instance);

#endif
