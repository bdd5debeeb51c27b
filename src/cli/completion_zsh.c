#include "cli/completion.h"

#include <stdio.h>

#include "cli/option_kind.h"

/* In single quotes, within which `special` characters get a backslash. */
static void put_quoted(const char *text, const char *special)
{
    for (; *text; text++) {
        if (char_is_any(*text, special))
            putchar('\\');
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*text);
    }
}

/* What _arguments calls an action: what the option's value may be. */
static void put_action(const struct command *command, const struct option *row)
{
    if (is_asked_for(row->name)) {
        printf("{_oasdrift_ask %s}", row->name);
    } else if (option_kind(row)->file == FILE_BEHIND_WORD) {
        printf("{if compset -P \"*=\"; then _files; else compadd -S \"\" -- ");
        print_values(command, row);
        printf("; fi}");
    } else if (option_kind(row)->file == FILE_OR_WORD) {
        printf("{compadd -- ");
        print_values(command, row);
        printf("; _files}");
    } else if (has_known_values(row)) {
        putchar('(');
        print_values(command, row);
        putchar(')');
    } else {
        printf(option_kind(row)->file != FILE_NEVER ? "_files" : " ");
    }
}

/* '--name=[help]:value:action' */
static void put_spelling(const struct command *command, const struct option *row, const char *name,
                         const char *joined)
{
    printf(" \\\n            '%s%s%s[", option_is_list(row) ? "*" : "", name,
           row->argument ? joined : "");
    put_quoted(row->help, "[]:\\");
    putchar(']');
    if (row->argument) {
        printf(":value:");
        put_action(command, row);
    }
    putchar('\'');
}

static void put_option(const struct command *command, const struct option *row)
{
    char name[64];

    snprintf(name, sizeof name, "--%s", row->name);
    put_spelling(command, row, name, "=");
    snprintf(name, sizeof name, "-%c", row->letter);
    if (row->letter)
        put_spelling(command, row, name, "+");
}

static void put_options(const struct command *command)
{
    printf("        %s) _arguments -S", command->name);
    each_option(command, put_option);
    if (command->word) {
        printf(" \\\n            '1:word:(");
        print_words(command);
        printf(")'");
    }
    if (command->operands_most > (command->word ? 1 : 0))
        printf(" \\\n            '*:file:%s'",
               takes_apis(command) ? "{_oasdrift_ask api; _files}" : "_files");
    printf(" ;;\n");
}

static void put_command(const struct command *command)
{
    printf(" \\\n            '%s:", command->name);
    put_quoted(command->summary, "");
    putchar('\'');
}

void complete_zsh(void)
{
    printf("#compdef oasdrift\n"
           "# zsh completion of oasdrift: oasdrift completion zsh > \"${fpath[1]}/_oasdrift\"\n"
           "_oasdrift_ask()\n{\n"
           "    local -a names\n"
           "    whence -- ${(Q)asked[1]} > /dev/null || return\n"
           "    names=(${(f)\"$(${(Q)asked[1]} completion $1 -- ${(Q)asked} 2> /dev/null)\"})\n"
           "    compadd -- $names\n"
           "}\n"
           "_oasdrift()\n{\n"
           "    local -a commands asked\n"
           "    asked=($words)\n"
           "    if (( CURRENT == 2 )); then\n"
           "        commands=(");
    each_command(put_command);
    printf(")\n"
           "        _describe command commands\n"
           "        compadd -- -h --help --version\n"
           "        return\n    fi\n"
           "    shift words\n    (( CURRENT-- ))\n"
           "    if [[ $words[1] == config && CURRENT -gt 2 ]]; then\n"
           "        case $words[2] in ");
    print_configured_commands();
    printf(") shift words; (( CURRENT-- )) ;; esac\n    fi\n"
           "    case $words[1] in\n");
    each_command(put_options);
    printf("    esac\n}\n"
           "if [ \"$funcstack[1]\" = _oasdrift ]; then _oasdrift \"$@\"\n"
           "elif (( $+functions[compdef] )); then compdef _oasdrift oasdrift\n"
           "else print -ru2 'oasdrift: completion needs this before it: "
           "autoload -Uz compinit && compinit'; fi\n");
}
