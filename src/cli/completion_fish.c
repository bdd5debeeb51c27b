#include "cli/completion.h"

#include <stdio.h>

#include "cli/option_kind.h"

static void put_quoted(const char *text)
{
    putchar('\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('\'');
}

/* -x: a value is needed, and no file is one; -r: a file may be. */
static void put_option(const struct command *command, const struct option *row)
{
    printf("complete -c oasdrift -n '__oasdrift_is %s' -l %s", command->name, row->name);
    if (row->letter)
        printf(" -s %c", row->letter);
    if (row->argument)
        printf(option_kind(row)->file != FILE_NEVER && option_kind(row)->file != FILE_BEHIND_WORD
                   ? " -r"
                   : " -x");
    if (is_asked_for(row->name)) {
        printf(" -a '(__oasdrift_ask %s)'", row->name);
    } else if (has_known_values(row)) {
        printf(" -a '");
        print_values(command, row);
        putchar('\'');
    }
    printf(" -d ");
    put_quoted(row->help);
    putchar('\n');
}

static void put_options(const struct command *command)
{
    each_option(command, put_option);
    if (takes_apis(command))
        printf("complete -c oasdrift -n '__oasdrift_is %s' -a '(__oasdrift_ask api)'\n",
               command->name);
    if (!command->word)
        return;
    printf("complete -c oasdrift -f -n '__oasdrift_is %s; and __oasdrift_words 2' -a '",
           command->name);
    print_words(command);
    printf("'\n");
}

static void put_command(const struct command *command)
{
    printf("complete -c oasdrift -f -n '__oasdrift_words 1' -a %s -d ", command->name);
    put_quoted(command->summary);
    putchar('\n');
}

void complete_fish(void)
{
    printf("# fish completion of oasdrift: oasdrift completion fish > "
           "~/.config/fish/completions/oasdrift.fish\n"
           "function __oasdrift_words\n"
           "    test (count (commandline -opc)) -eq $argv[1]\n"
           "end\n"
           "function __oasdrift_is\n"
           "    set -l words (commandline -opc)\n"
           "    test (count $words) -gt 1; and test $words[2] = $argv[1]; and return\n"
           "    test (count $words) -gt 2; and test $words[2] = config; and test $words[3] = "
           "$argv[1]\n"
           "end\n"
           "function __oasdrift_ask\n"
           "    set -l words (commandline -opc)\n"
           "    command -q $words[1]; and $words[1] completion $argv[1] -- $words 2> /dev/null\n"
           "end\n");
    each_command(put_command);
    printf("complete -c oasdrift -n '__oasdrift_words 1' -s h -l help -d 'all of it; -h: on one "
           "screen'\n"
           "complete -c oasdrift -n '__oasdrift_words 1' -l version -d 'versions of the program "
           "and libraries'\n");
    each_command(put_options);
}
