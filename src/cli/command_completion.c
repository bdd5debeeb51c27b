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
} known[] = {
    {"report", report_format}, {"from", recording_format}, {"rules", rule_set},
    {"method", method},        {"exclude-method", method},
};

static const struct known *find_known(const struct option *row)
{
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
        if (strcmp(row->name, known[i].option) == 0)
            return &known[i];
    return NULL;
}

const char *known_value(const struct command *command, const struct option *row, size_t index)
{
    const struct known *values = find_known(row);

    return values ? values->value(command, index) : NULL;
}

void print_values(const struct command *command, const struct option *row)
{
    const struct known *values = find_known(row);
    const char *name;

    for (const char *at = row->choices; at && *at; at++)
        putchar(*at == '|' ? ' ' : *at);
    for (size_t i = 0; !row->choices && values && (name = values->value(command, i)); i++)
        printf("%s%s", i ? " " : "", name);
}

bool has_values(const struct option *row)
{
    return row->choices || find_known(row);
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
