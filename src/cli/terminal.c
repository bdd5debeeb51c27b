#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool is_dumb(const char *terminal)
{
    return terminal && strcmp(terminal, "dumb") == 0;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value && *value;
}

bool wants_colour(const char *when)
{
    const char *force = getenv("CLICOLOR_FORCE");

    if (when && strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && !is_dumb(getenv("TERM"));
}

size_t terminal_columns(void)
{
    enum { LEAST = 40, MOST = 400 };
    const char *stated = getenv("COLUMNS");
    long columns = stated ? strtol(stated, NULL, 10) : 0;
    struct winsize size;

    if (!isatty(STDOUT_FILENO))
        return 0;
    if (columns <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    if (columns <= 0)
        return 0;
    return columns < LEAST ? LEAST : columns > MOST ? MOST : (size_t)columns;
}

bool can_rewrite_line(void)
{
    const char *terminal = getenv("TERM");

    return isatty(STDERR_FILENO) && terminal && !is_dumb(terminal);
}
