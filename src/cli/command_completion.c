/* Completion scripts, made from the tables of commands and options. */
#include <stdio.h>
#include <string.h>

#include "cli/completion.h"

/* ---- lists ---- */

void print_command_names(void)
{
    for (size_t i = 0; all_commands()[i]; i++)
        printf("%s%s", i ? " " : "", all_commands()[i]->name);
}

void print_configured_commands(void)
{
    const char *between = "";

    for (size_t i = 0; all_commands()[i]; i++)
        if (!all_commands()[i]->stands_alone) {
            printf("%s%s", between, all_commands()[i]->name);
            between = "|";
        }
}

void each_option(const struct command *command,
                 void (*print)(const struct command *command, const struct option *row))
{
    const struct option *tables[OPTION_TABLES_MAX];

    command_tables(command, tables);
    for (size_t i = 0; tables[i]; i++)
        for (const struct option *row = tables[i]; row->name; row++)
            print(command, row);
}

void each_command(void (*print)(const struct command *command))
{
    for (size_t i = 0; all_commands()[i]; i++)
        print(all_commands()[i]);
}

/* ---- words ---- */

void print_values(const struct command *command, const struct option *row)
{
    const char *name;

    for (const char *at = row->choices; at && *at; at++)
        putchar(*at == '|' ? ' ' : *at);
    for (size_t i = 0; !row->choices && (name = known_value(command, row, i)); i++)
        printf("%s%s", i ? " " : "", name);
}

void print_words(const struct command *command)
{
    const char *word;

    for (size_t i = 0; command->word && (word = command->word(i)); i++)
        printf("%s%s", i ? " " : "", word);
}

static const struct {
    const char *name;
    void (*print)(void);
} shells[] = {{"bash", complete_bash}, {"zsh", complete_zsh}, {"fish", complete_fish}};

static const char *shell_at(size_t index)
{
    return index < ARRAY_LENGTH(shells) ? shells[index].name : NULL;
}

bool takes_apis(const struct command *command)
{
    return command->operands != OPERANDS_OTHER;
}

static int completion(struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_list line = operands_from(operands, 1);

    (void)invocation;
    for (size_t i = 0; i < ARRAY_LENGTH(shells) && !line.count; i++)
        if (strcmp(operands->items[0], shells[i].name) == 0) {
            shells[i].print();
            return OASDRIFT_OK;
        }
    if (is_asked_for(operands->items[0])) {
        print_asked(operands->items[0], &line);
        return OASDRIFT_OK;
    }
    complain("completion needs bash, zsh or fish");
    return OASDRIFT_UNUSABLE;
}

const struct command command_completion = {
    .name = "completion",
    .usage = "bash|zsh|fish",
    .summary = "a script that completes commands and options",
    .description = "Prints a script for the shell, made from the same tables as the help: it "
                   "completes commands, options, what options take (formats of reports and "
                   "recordings, rule sets, choices, files), the ids of rules, and the APIs and "
                   "environments of the configuration (which the script asks for, as `oasdrift "
                   "completion api|env`). `make install` puts all three where shells look for "
                   "them.\n",
    .examples = "source <(oasdrift completion bash)\n"
                "oasdrift completion zsh > \"${fpath[1]}/_oasdrift\"\n"
                "oasdrift completion fish > ~/.config/fish/completions/oasdrift.fish\n",
    .stands_alone = true,
    .word = shell_at,
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .lacking = "completion needs bash, zsh or fish",
    .call = completion,
};
