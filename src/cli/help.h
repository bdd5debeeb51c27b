/* What -h, --help, `oasdrift help` and the manual say: all made from the tables of commands and
   options, and from the prose that stands with them. */
#ifndef OASDRIFT_CLI_HELP_H
#define OASDRIFT_CLI_HELP_H

#include "cli/command.h"
#include "cli/page.h"

/* Of the manual. */
enum { PROGRAM_SECTION = 1, LIBRARY_SECTION = 3, CONFIGURATION_SECTION = 5, RULES_SECTION = 7 };
#define CONFIGURATION_PAGE "oasdrift.yaml"

/* -h: at a glance, on a screen of 24 lines. */
void help_screen(void);
void help_command_screen(const struct command *command);

/* All there is. */
void help_program(struct page *page);
void help_command(struct page *page, const struct command *command);
/* oasdrift.yaml(5) */
void help_configuration(struct page *page);

#endif
