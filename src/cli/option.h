/* Options as rows of a table: name, letter, kind, where the value goes, and its line of help. The
   parser and the help are both made from the rows. */
#ifndef OASDRIFT_CLI_OPTION_H
#define OASDRIFT_CLI_OPTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/near_miss.h"

/* What each is: cli/option_kind.h. */
enum option_kind {
#define OPTION_KIND(name, field, separator, path, file, use) OPTION_##name,
#include "cli/option_kinds.def"
#undef OPTION_KIND
};

enum help_wanted { HELP_NONE, HELP_AT_A_GLANCE, HELP_ALL };

struct option {
    const char *name; /* without "--"; NULL ends a table */
    char letter;      /* 0: none */
    enum option_kind kind;
    size_t offset;        /* into struct invocation */
    const char *argument; /* "FILE" for the help; NULL for flags */
    const char *help;
    const char *choices; /* "safe|all" */
    uint64_t maximum;    /* of numbers; 0: UINT64_MAX */
};

enum { OPTION_LIST_MAX = 256, OPTION_TABLES_MAX = 10 };

/* What a command line came to, borrowed from argv. */
struct operands {
    const char **items;
    size_t count;
};

/* Reads argv[0..argc) by the rows of the tables (NULL ends them) into *target; operands go to
   *operands (the caller's array of argc). A word "--" ends the options. false and err: unknown
   option with a near-miss hint, missing or bad value. */
bool options_parse(const struct option *const *tables, int argc, char **argv, void *target,
                   struct operands *operands, struct error *err);
bool option_takes_value(const struct option *row);
/* May it be given several times? Its field is a struct oasdrift_list. */
bool option_is_list(const struct option *row);
/* What stands between name and value in an item of its list; NULL: it has no names. */
const char *option_separator(const struct option *row);
/* Is the option's field still zero? */
bool option_is_unset(const struct option *row, const void *target);
/* May the option have the value? */
bool option_takes(const struct option *row, const char *value, struct error *err);
/* Puts the value, which is borrowed, into the option's field, or at the end of its list. */
bool option_store(const struct option *row, const char *value, void *target, struct error *err);
/* The row whose name is name->word; NULL: there is none, and its names were tried as near ones. */
const struct option *option_named(const struct option *const *tables, struct near_miss *name);
/* Frees the lists that options_parse made. */
void options_release(const struct option *const *tables, void *target);

#endif
