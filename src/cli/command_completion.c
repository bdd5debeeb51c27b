/* Completion scripts, made from the tables of commands and options. */
#include "cli/command.h"

#include <stdio.h>
#include <string.h>

/* ---- lists ---- */

static void print_command_names(void)
{
    for (size_t i = 0; all_commands()[i]; i++)
        printf("%s ", all_commands()[i]->name);
    printf("help");
}

/* Calls print for each option of the command. */
static void each_option(const struct command *command,
                        void (*print)(const struct command *command, const struct option *row))
{
    const struct option *tables[OPTION_TABLES_MAX];

    command_tables(command, tables);
    for (size_t i = 0; tables[i]; i++)
        for (const struct option *row = tables[i]; row->name; row++)
            print(command, row);
}

static void each_command(void (*print)(const struct command *command))
{
    for (size_t i = 0; all_commands()[i]; i++)
        print(all_commands()[i]);
}

/* ---- values that the program knows ---- */

static const char *report_format(const struct command *command, size_t index)
{
    return oasdrift_report_format(command->reports, index, NULL);
}

static const char *recording_format(const struct command *command, size_t index)
{
    (void)command;
    return oasdrift_recording_format(index, NULL);
}

static const char *method(const struct command *command, size_t index)
{
    static const char *const methods[] = {"GET", "HEAD",  "OPTIONS", "QUERY", "POST",
                                          "PUT", "PATCH", "DELETE",  "TRACE"};

    (void)command;
    return index < ARRAY_LENGTH(methods) ? methods[index] : NULL;
}

static const char *rule_set(const struct command *command, size_t index)
{
    static char name[64]; /* until the next call */

    (void)command;
    return oasdrift_rule_set(index, name, sizeof name) ? name : NULL;
}

static const struct known {
    const char *option;
    /* NULL past the last. */
    const char *(*value)(const struct command *command, size_t index);
    bool or_file; /* a file may stand there, too; the values are those of every command */
} known[] = {
    {"report", report_format, false}, {"from", recording_format, false}, {"rules", rule_set, true},
    {"method", method, false},        {"exclude-method", method, false},
};

static const struct known *find_known(const struct option *row)
{
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
        if (strcmp(row->name, known[i].option) == 0)
            return &known[i];
    return NULL;
}

/* The words that an option takes. */
static void print_values(const struct command *command, const struct option *row)
{
    const struct known *values = find_known(row);
    const char *name;

    for (const char *at = row->choices; at && *at; at++)
        putchar(*at == '|' ? ' ' : *at);
    for (size_t i = 0; !row->choices && values && (name = values->value(command, i)); i++)
        printf("%s%s", i ? " " : "", name);
}

static bool has_values(const struct option *row)
{
    return row->choices || find_known(row);
}

static bool takes_file_too(const struct option *row)
{
    return !row->choices && find_known(row) && find_known(row)->or_file;
}

/* The text in single quotes, for bash and zsh. */
static void print_quoted(const char *text)
{
    putchar('\'');
    for (; *text; text++)
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*text);
    putchar('\'');
}

/* ---- bash ---- */

static void bash_option(const struct command *command, const struct option *row)
{
    (void)command;
    printf(" --%s", row->name);
    if (row->letter)
        printf(" -%c", row->letter);
}

static void bash_options(const struct command *command)
{
    printf("    %s) words='", command->name);
    each_option(command, bash_option);
    printf("' ;;\n");
}

static void bash_value(const struct command *command, const struct option *row)
{
    if (!has_values(row))
        return;
    printf("    %s:--%s) values='", command->name, row->name);
    print_values(command, row);
    printf(takes_file_too(row) ? "' files=1 ;;\n" : "' ;;\n");
}

static void bash_values(const struct command *command)
{
    each_option(command, bash_value);
}

static void print_rules(void)
{
    const char *id;

    for (size_t i = 0; (id = oasdrift_rule_id(i)); i++)
        printf(" %s", id);
}

static int bash(void)
{
    printf("# bash completion of oasdrift: source <(oasdrift completion bash)\n"
           "_oasdrift()\n{\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local command=${COMP_WORDS[1]} words='' values='' files=''\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W '");
    print_command_names();
    printf(" --version --help' -- \"$current\"))\n        return\n    fi\n"
           "    if [ \"$command\" = help ]; then\n"
           "        COMPREPLY=($(compgen -W '");
    print_command_names();
    printf("' -- \"$current\"))\n        return\n    fi\n"
           "    case $command:$previous in\n");
    each_command(bash_values);
    printf("    esac\n"
           "    if [ -n \"$values\" ]; then\n"
           "        COMPREPLY=($(compgen -W \"$values\" ${files:+-f} -- \"$current\"))\n"
           "        return\n    fi\n"
           "    case $command in\n");
    each_command(bash_options);
    printf("    esac\n"
           "    case $current in\n"
           "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
           "    *) COMPREPLY=($(compgen -f -- \"$current\"))\n"
           "        case $command:$COMP_CWORD in\n"
           "        completion:2) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$current\")) ;;\n"
           "        explain:2) COMPREPLY=($(compgen -W 'program routes rules values");
    print_rules();
    printf("' -- \"$current\")) ;;\n"
           "        esac ;;\n"
           "    esac\n}\n"
           "complete -o filenames -F _oasdrift oasdrift\n");
    return OASDRIFT_OK;
}

/* ---- zsh ---- */

/* '--name[help]:ARGUMENT:(choices)' */
static void zsh_option(const struct command *command, const struct option *row)
{
    (void)command;
    printf(" \\\n            '%s--%s[", option_is_list(row) ? "*" : "", row->name);
    for (const char *at = row->help; *at; at++) {
        if (char_is_any(*at, "[]:\\"))
            putchar('\\');
        if (*at == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*at);
    }
    putchar(']');
    if (row->argument) {
        printf(":value:");
        if (takes_file_too(row)) {
            printf("_oasdrift_%s", row->name);
        } else if (has_values(row)) {
            putchar('(');
            print_values(command, row);
            putchar(')');
        } else {
            printf("_files");
        }
    }
    putchar('\'');
}

static void zsh_options(const struct command *command)
{
    printf("        %s) _arguments -S", command->name);
    each_option(command, zsh_option);
    printf(" \\\n            '*:file:_files' ;;\n");
}

static void zsh_command(const struct command *command)
{
    char text[256];

    snprintf(text, sizeof text, "%s:%s", command->name, command->summary);
    printf(" \\\n            ");
    print_quoted(text);
}

/* One function for each option that takes a known word or a file. */
static void zsh_functions(void)
{
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
        const struct option row = {.name = known[i].option};

        if (!known[i].or_file)
            continue;
        printf("_oasdrift_%s()\n{\n    compadd -- ", row.name);
        print_values(NULL, &row);
        printf("\n    _files\n}\n");
    }
}

static int zsh(void)
{
    printf("#compdef oasdrift\n"
           "# zsh completion of oasdrift: oasdrift completion zsh > \"${fpath[1]}/_oasdrift\"\n");
    zsh_functions();
    printf("_oasdrift()\n{\n"
           "    local -a commands\n"
           "    if (( CURRENT == 2 )); then\n"
           "        commands=(");
    each_command(zsh_command);
    printf(")\n        _describe command commands\n        return\n    fi\n"
           "    shift words\n    (( CURRENT-- ))\n"
           "    case $words[1] in\n");
    each_command(zsh_options);
    printf("    esac\n}\n"
           "if [ \"$funcstack[1]\" = _oasdrift ]; then _oasdrift \"$@\"; else compdef _oasdrift "
           "oasdrift; fi\n");
    return OASDRIFT_OK;
}

/* ---- fish ---- */

static void fish_quoted(const char *text)
{
    putchar('\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('\'');
}

static void fish_option(const struct command *command, const struct option *row)
{
    printf("complete -c oasdrift -n '__fish_seen_subcommand_from %s' -l %s", command->name,
           row->name);
    if (row->letter)
        printf(" -s %c", row->letter);
    if (row->argument && has_values(row)) {
        printf(takes_file_too(row) ? " -r -a '" : " -x -a '");
        print_values(command, row);
        putchar('\'');
    } else if (row->argument) {
        printf(" -r");
    }
    printf(" -d ");
    fish_quoted(row->help);
    putchar('\n');
}

static void fish_options(const struct command *command)
{
    each_option(command, fish_option);
}

static void fish_command(const struct command *command)
{
    printf("complete -c oasdrift -f -n __fish_use_subcommand -a %s -d ", command->name);
    fish_quoted(command->summary);
    putchar('\n');
}

static int fish(void)
{
    printf("# fish completion of oasdrift: oasdrift completion fish > "
           "~/.config/fish/completions/oasdrift.fish\n");
    each_command(fish_command);
    each_command(fish_options);
    return OASDRIFT_OK;
}

static const struct {
    const char *name;
    int (*print)(void);
} shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

static int completion(struct invocation *invocation, const struct operands *operands)
{
    (void)invocation;
    for (size_t i = 0; i < ARRAY_LENGTH(shells); i++)
        if (strcmp(operands->items[0], shells[i].name) == 0)
            return shells[i].print();
    complain("completion needs bash, zsh or fish");
    return OASDRIFT_UNUSABLE;
}

const struct command command_completion = {
    .name = "completion",
    .usage = "bash|zsh|fish",
    .summary = "a script that completes commands and options",
    .description = "Prints a script for the shell, made from the same tables as the help: it "
                   "completes commands, options, what options take (formats of reports and "
                   "recordings, rule sets, choices, files) and the ids of rules. `make install` "
                   "puts all three where shells look for them.\n",
    .examples = "source <(oasdrift completion bash)\n"
                "oasdrift completion zsh > \"${fpath[1]}/_oasdrift\"\n"
                "oasdrift completion fish > ~/.config/fish/completions/oasdrift.fish\n",
    .stands_alone = true,
    .operands_least = 1,
    .operands_most = 1,
    .lacking = "completion needs bash, zsh or fish",
    .call = completion,
};
