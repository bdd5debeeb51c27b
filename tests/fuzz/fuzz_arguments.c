/* Any bytes as a command line, a word a line, and, after a line "=== b", as the configuration file:
   options are read or refused with a reason. A word such as OASDRIFT_QUIET=1 before the command is
   a variable of the environment. Nothing is called. */
#include "cli/command.h"
#include "cli/config.h"
#include "cli/environment.h"
#include "folder.h"
#include "parts.h"

enum { WORDS = 64, VARIABLES = 8, WORD_BYTES = 4096 };

struct line {
    char words[WORDS][WORD_BYTES]; /* each NUL-terminated */
    char *argv[WORDS];
    int argc;
    char variables[VARIABLES][WORD_BYTES];
    int variable_count;
};

static void copy_word(char copy[WORD_BYTES], struct str word)
{
    snprintf(copy, WORD_BYTES, "%.*s", STR_ARGS(word));
}

static void set_variable(struct line *line, struct str word)
{
    char *name = line->variables[line->variable_count++];
    char *equals;

    copy_word(name, word);
    equals = strchr(name, '=');
    if (!equals)
        return;
    *equals = '\0';
    setenv(name, equals + 1, 1);
}

static void read_line(struct line *line, struct str text)
{
    line->argc = line->variable_count = 0;
    while (text.text && line->argc < WORDS) {
        struct str word = str_cut(&text, '\n');

        if (line->argc == 0 && line->variable_count < VARIABLES &&
            str_starts_with(word, STR("OASDRIFT_"))) {
            set_variable(line, word);
            continue;
        }
        copy_word(line->words[line->argc], word);
        line->argv[line->argc] = line->words[line->argc];
        line->argc++;
    }
}

/* As main.c reads them, up to the call. */
static void read_options(const struct command *command, int argc, char **argv)
{
    const struct option *tables[OPTION_TABLES_MAX];
    struct invocation invocation = {0};
    struct config config = {0};
    struct operands operands = {calloc((size_t)argc + 1, sizeof(char *)), 0};
    struct error err = {0};
    char path[sizeof folder + 2];

    snprintf(path, sizeof path, "%s/b", folder);
    command_tables(command, tables);
    if (options_parse(tables, argc, argv, &invocation, &operands, &err) &&
        options_from_environment(tables, &invocation, &err)) {
        warn_of_environment(&invocation.outcome.unknown_settings,
                            &(const struct oasdrift_list){NULL, 0});
        invocation.config = path;
        must(config_apply(&config, command, tables, &invocation, &err) != err.raised,
             "a refusal says why");
        must(operands.count <= (size_t)argc, "operands are words");
    } else {
        must(err.raised && err.message[0], "a refusal says why");
    }
    free_texts(&invocation.outcome.unknown_settings);
    options_release(tables, &invocation);
    config_release(&config);
    free(operands.items);
}

/* Of the user's own nothing is read, and what is told goes nowhere. */
static void stand_apart(void)
{
    static bool apart;

    if (apart)
        return;
    apart = true;
    setenv("XDG_CONFIG_HOME", folder, 1);
    must(freopen("/dev/null", "w", stdout) != NULL, "a place for what is told");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct line line;
    struct str rest = {(const char *)data, size};
    struct str text = cut_part(&rest, 'b');
    const struct command *command;

    stand_apart();
    write_file("b", rest);
    read_line(&line, text);
    command = line.argc ? command_named(line.argv[0]) : NULL;
    if (command)
        read_options(command, line.argc - 1, line.argv + 1);
    for (int i = 0; i < line.variable_count; i++)
        unsetenv(line.variables[i]);
    return 0;
}
