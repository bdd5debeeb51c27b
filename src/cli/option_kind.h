/* The kinds of options as rows of a table: option_kinds.def. */
#ifndef OASDRIFT_CLI_OPTION_KIND_H
#define OASDRIFT_CLI_OPTION_KIND_H

#include "cli/option.h"

enum { OPTION_SHOWN_BYTES = 64 };

/* What a row's field is. */
struct option_field {
    bool (*is_unset)(const void *field);
    /* May the option have the value? NULL: it may have any. */
    bool (*takes)(const struct option *row, const char *value, struct error *err);
    /* Puts a value that it may have, which is borrowed, into the field, or at its end. */
    void (*put)(const char *value, void *field);
    /* As a configuration file has it, perhaps in `text`. NULL: it is not set, or a list. */
    const char *(*show)(const void *field, char text[OPTION_SHOWN_BYTES]);
    const char *schema; /* members of a JSON Schema that its values have; NULL: texts */
    bool is_list;       /* struct oasdrift_list */
};

/* What a shell offers. */
enum option_file {
    FILE_NEVER,
    FILE_ALONE,
    FILE_OR_WORD,    /* of those that are known */
    FILE_BEHIND_WORD /* "junit=FILE" */
};

/* What a value does. */
enum option_use {
    USE_PLAIN,
    USE_READ, /* it is read */
    USE_LEAD, /* it is written, connected through, or what $ref may lead to */
    USE_SEND  /* `run` sends it to its server */
};

struct option_kind_row {
    const struct option_field *field;
    const char *separator;
    /* Where in the value a path begins; its length: it has none. */
    size_t (*path_at)(struct str value);
    enum option_file file;
    enum option_use use;
};

const struct option_kind_row *option_kind(const struct option *row);

#endif
