/* Scripts for shells that complete commands, options and what these take. */
#ifndef OASDRIFT_CLI_COMPLETION_H
#define OASDRIFT_CLI_COMPLETION_H

#include "cli/known_values.h"

/* Print a script. */
void complete_bash(void);
void complete_zsh(void);
void complete_fish(void);

void each_command(void (*print)(const struct command *command));
void each_option(const struct command *command,
                 void (*print)(const struct command *command, const struct option *row));
/* The words, with a blank between them. command: NULL where those of every command are the same. */
void print_values(const struct command *command, const struct option *row);
/* Are its values names that only the configuration at hand has? Then a script asks for them, as
   `oasdrift completion OPTION -- WORD...`, with the words of the line so far. */
bool is_asked_for(const char *option);
/* Prints them, a line for each. Nothing is said of what cannot be read. */
void print_asked(const char *option, const struct oasdrift_list *line);
/* May its operands be APIs of the configuration? */
bool takes_apis(const struct command *command);
/* The words that may stand as the command's first operand, with a blank between them. */
void print_words(const struct command *command);
void print_command_names(void);
/* Those whose settings `config` looks at, and whose options it takes, with a bar between them. */
void print_configured_commands(void);

#endif
