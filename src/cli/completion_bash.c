#include "cli/completion.h"

#include <stdio.h>

#include "cli/option_kind.h"

static void put_option(const struct command *command, const struct option *row)
{
    (void)command;
    printf(" --%s", row->name);
    if (row->letter)
        printf(" -%c", row->letter);
}

static void put_options(const struct command *command)
{
    printf("    %s) words='", command->name);
    each_option(command, put_option);
    printf("' ;;\n");
}

static void put_value(const struct command *command, const struct option *row)
{
    if (is_asked_for(row->name)) {
        printf("    %s:--%s) names=%s ;;\n", command->name, row->name, row->name);
        return;
    }
    if (!row->argument || (option_kind(row)->file != FILE_NEVER && !has_known_values(row)))
        return;
    if (!has_known_values(row)) {
        printf("    %s:--%s) return ;;\n", command->name, row->name);
        return;
    }
    printf("    %s:--%s) values='", command->name, row->name);
    print_values(command, row);
    printf(option_kind(row)->file == FILE_OR_WORD ? "' files=1 ;;\n" : "' ;;\n");
}

static void put_values(const struct command *command)
{
    each_option(command, put_value);
}

static void put_apis(const struct command *command)
{
    if (takes_apis(command))
        printf("%s%s", command == &command_check ? "" : "|", command->name);
}

static void put_words(const struct command *command)
{
    if (!command->word)
        return;
    printf("        %s:2) COMPREPLY=($(compgen -W '", command->name);
    print_words(command);
    printf("' -- \"$current\")) ;;\n");
}

/* A name may have anything in it that the shell would take as its own: compgen -W is no place for
 * it.
 */
static const char offers[] =
    "_oasdrift_offer()\n{\n"
    "    local name\n"
    "    while IFS= read -r name; do\n"
    "        case $name in \"$current\"*) COMPREPLY+=(\"$name\") ;; esac\n"
    "    done\n"
    "}\n"
    "_oasdrift_ask()\n{\n"
    "    type \"${COMP_WORDS[0]}\" > /dev/null 2>&1 || return 0\n"
    "    _oasdrift_offer < <(\"${COMP_WORDS[0]}\" completion \"$1\" -- \"${COMP_WORDS[@]}\" "
    "2> /dev/null)\n"
    "}\n";

/* bash takes "--report=junit=drift.xml" apart: --report, =, junit, =, drift.xml. */
void complete_bash(void)
{
    printf("# bash completion of oasdrift: source <(oasdrift completion bash)\n"
           "%s"
           "_oasdrift()\n{\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local before=${COMP_WORDS[COMP_CWORD-2]:-} command=${COMP_WORDS[1]}\n"
           "    local words='' values='' files='' names=''\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        COMPREPLY=($(compgen -W '",
           offers);
    print_command_names();
    printf(" -h --help --version' -- \"$current\"))\n        return\n    fi\n"
           "    if [ \"$command\" = config ] && [ \"$COMP_CWORD\" -gt 2 ]; then\n"
           "        case ${COMP_WORDS[2]} in ");
    print_configured_commands();
    printf(") command=${COMP_WORDS[2]} ;; esac\n"
           "    fi\n"
           "    [ \"$current\" != = ] || { before=$previous previous='=' current=''; }\n"
           "    if [ \"$previous\" = = ]; then\n"
           "        previous=$before\n"
           "        case $before in -*) ;; *) command='' ;; esac\n"
           "    fi\n"
           "    case $command:$previous in\n");
    each_command(put_values);
    printf("    esac\n"
           "    if [ -n \"$names\" ]; then\n"
           "        _oasdrift_ask \"$names\"\n"
           "        return\n    fi\n"
           "    if [ -n \"$values\" ]; then\n"
           "        _oasdrift_offer < <(compgen -W \"$values\" ${files:+-f} -- \"$current\")\n"
           "        return\n    fi\n"
           "    case $command in\n");
    each_command(put_options);
    printf("    esac\n"
           "    case $current in\n"
           "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
           "    *) _oasdrift_offer < <(compgen -f -- \"$current\")\n"
           "        case $command in ");
    each_command(put_apis);
    printf(") _oasdrift_ask api ;; esac\n"
           "        case $command:$COMP_CWORD in\n");
    each_command(put_words);
    printf("        esac ;;\n"
           "    esac\n}\n"
           "complete -o filenames -F _oasdrift oasdrift\n");
}
