/* What the terminal that the program writes to can show. */
#ifndef OASDRIFT_CLI_TERMINAL_H
#define OASDRIFT_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* Is standard output coloured? `when` is always, never, auto or NULL (auto): auto follows the
   conventions of no-color.org and bixense.com/clicolors. */
bool wants_colour(const char *when);
/* The columns of the terminal that standard output is, by COLUMNS or as the system knows them; 0:
   it is none, or they are not known. */
size_t terminal_columns(void);
/* Can a line on standard error be written over in place? */
bool can_rewrite_line(void);

#endif
