/* A command of the program: a row of main.c, a file of its own. */
#ifndef OASDRIFT_CLI_COMMAND_H
#define OASDRIFT_CLI_COMMAND_H

#include "cli/option.h"
#include "oasdrift.h"

/* What the options of a command line fill in. */
struct invocation {
    struct oasdrift_options options;
    const char *colour; /* --color */
    const char *methods;
    const char *config; /* --config */
    bool help, json;
};

enum shares {
    SHARES_OUTCOME = 1,     /* reports, the exit code */
    SHARES_DESCRIPTION = 2, /* how it is read */
    SHARES_OPERATIONS = 4,  /* which are meant, what of them is looked at */
    SHARES_TERMINAL = 8,
    SHARES_ALL = 15,
    SHARES_HELP = 16 /* every command */
};

struct command {
    const char *name;
    const char *usage;                    /* "DESCRIPTION RECORDING..." */
    const char *summary;                  /* one line */
    const char *examples;                 /* for its help; may be NULL */
    const struct option *options;         /* its own */
    unsigned shares;                      /* of enum shares: groups that it takes, too */
    bool reads_recordings;                /* its help lists their formats */
    size_t operands_least, operands_most; /* SIZE_MAX: any number */
    const char *lacking;                  /* what to say when there are too few operands */
    int (*call)(struct invocation *invocation, const struct operands *operands);
};

/* Options that are shared and helped together. */
struct option_group {
    enum shares share;
    const char *title;
    const struct option *options;
};

extern const struct command command_check, command_run, command_lint, command_validate,
    command_mock, command_merge, command_explain, command_baseline, command_suggest,
    command_completion;

/* All commands, in the order of the overview; NULL ends them. */
const struct command *const *all_commands(void);
/* The groups that the command shares, in the order of its help; NULL past the last. */
const struct option_group *option_group_at(const struct command *command, size_t index);
/* The command's tables of options, a NULL behind them. */
void command_tables(const struct command *command, const struct option *tables[OPTION_TABLES_MAX]);

/* "oasdrift: TEXT" on standard error. */
void complain(const char *text);
/* Flag that SIGINT and SIGTERM set; the second signal ends the program at once. */
const volatile int *catch_interrupts(void);

#endif
