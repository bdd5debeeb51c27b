/* A command of the program. Each has a file of its own and a line in commands.c. */
#ifndef OASDRIFT_CLI_COMMAND_H
#define OASDRIFT_CLI_COMMAND_H

#include "cli/option.h"
#include "oasdrift.h"

/* What the rows of the option tables write into: the groups that commands share, and what is one
   command's own. A command puts the groups into the options of its call. */
struct invocation {
    struct oasdrift_outcome_options outcome;
    struct oasdrift_rule_options rules;
    struct oasdrift_description_options description;
    struct oasdrift_operation_options operations;
    struct oasdrift_recording_options recordings;
    struct oasdrift_terminal_options terminal;
    union { /* of the command that is called: it puts the groups in */
        struct oasdrift_check_options check;
        struct oasdrift_run_options run;
        struct oasdrift_validate_options validate;
        struct oasdrift_suggest_options suggest;
        struct oasdrift_mock_options mock;
        struct oasdrift_bundle_options bundle;
        struct oasdrift_generate_options generate;
        struct oasdrift_explain_program_options program;
    };
    struct oasdrift_list named;      /* --api */
    const char *environment;         /* --env */
    const struct oasdrift_api *apis; /* that the command is about, once they are known */
    size_t api_count;
    const char *url, *methods; /* of run */
    uint64_t expect;           /* of merge */
    const char *colour;        /* --color */
    const char *config;        /* --config */
    bool no_baseline;
    enum help_wanted help;
    bool includes;    /* of validate */
    bool man, schema; /* of help */
    bool json;        /* of config */
};

/* Where an option's row writes to: FIELD(outcome.fail_on). */
#define FIELD(name) offsetof(struct invocation, name)

enum shares {
    SHARES_OUTCOME = 1,     /* reports, the exit code */
    SHARES_DESCRIPTION = 2, /* how it is read */
    SHARES_OPERATIONS = 4,  /* which are meant, what of them is looked at */
    SHARES_TERMINAL = 8,
    SHARES_PROJECT = 16, /* which of the configuration's APIs and environments */
    SHARES_ALL = 31,
    SHARES_HELP = 32, /* every command that does not stand alone */
    SHARES_ALONE = 64 /* every command that does */
};

/* What the operands of a command are. But for OPERANDS_OTHER the configuration may have them. */
enum operands_are {
    OPERANDS_OTHER,
    OPERANDS_RECORDINGS,  /* a description and recordings */
    OPERANDS_DESCRIPTIONS /* each a description */
};

struct command {
    const char *name;
    const char *usage;             /* "DESCRIPTION RECORDING..." */
    const char *summary;           /* one line: on a screen the name stands before it */
    const char *description;       /* prose, as page.h has it */
    const char *examples;          /* lines of a shell, "# what it is for" before them */
    const char *often;             /* names of options for -h, a blank between them */
    const struct option *options;  /* its own; NULL: none */
    unsigned shares;               /* of enum shares: the groups it takes beside its own */
    bool stands_alone;             /* neither the environment nor files have options of it */
    bool reads_recordings;         /* its help lists their formats */
    enum oasdrift_subject reports; /* of a command with --report: what they are about */
    enum operands_are operands;
    bool one_api;                         /* of several it takes one at a time */
    size_t operands_least, operands_most; /* SIZE_MAX: any number */
    /* What may stand as its first operand: words in their order, NULL past the last. NULL: any. */
    const char *(*word)(size_t index);
    /* What 0, 1, 2 and 3 mean of it; NULL: what they mean of most (help_pages.c). */
    const char *codes[4];
    const char *lacking; /* what to say when there are too few operands */
    /* Do the options and operands of the command line go together, before what files and the
       environment say is added? NULL: any do. */
    bool (*check)(const struct invocation *invocation, const struct operands *operands,
                  struct error *err);
    /* NULL: config, which looks at the settings of another. */
    int (*call)(struct invocation *invocation, const struct operands *operands);
};

/* Options that commands share and that the help shows together. */
struct option_group {
    enum shares share;
    const char *title;
    const struct option *options;
};

extern const struct command command_check, command_run, command_lint, command_validate,
    command_generate, command_mock, command_merge, command_explain, command_baseline,
    command_suggest, command_bundle, command_completion, command_help, command_config, command_init;

/* All commands, in the order of the overview; NULL ends them. */
const struct command *const *all_commands(void);
/* NULL: there is none of that name. */
const struct command *command_named(const char *name);
/* The groups that the command shares, in the order of its help; NULL past the last. */
const struct option_group *option_group_at(const struct command *command, size_t index);
/* The command's tables of options; NULL ends them. */
void command_tables(const struct command *command, const struct option *tables[OPTION_TABLES_MAX]);

/* The row of that name in the first command that has it and takes settings of files and of the
   environment; NULL: none has, and the names of all were tried as near ones. */
const struct option *option_of_any(struct near_miss *name);

/* The operands from that one on, borrowed. */
struct oasdrift_list operands_from(const struct operands *operands, size_t first);
/* Is it made of letters, digits and what names have between them? A message may repeat it: no URL,
   whose credentials it would tell, is. */
bool is_plain_word(const char *text);
/* Says, on standard error, that there is no such command, and which may be meant. The exit code. */
int unknown_command(const char *name);
/* "oasdrift: TEXT" on standard error. */
void complain(const char *text);
/* The options of a call that judges recordings: the groups, and what stops it. */
const struct oasdrift_check_options *check_options(struct invocation *invocation);

#endif
