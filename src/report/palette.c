#include "report/palette.h"

static const struct palette no_colours = {"", "", "", "", "", "", ""};
static const struct palette colours = {.error = "\033[1;31m",
                                       .warning = "\033[1;33m",
                                       .info = "\033[1;36m",
                                       .caret = "\033[1;32m",
                                       .strong = "\033[1m",
                                       .dim = "\033[2m",
                                       .plain = "\033[0m"};

const struct palette *palette_of(bool colour)
{
    return colour ? &colours : &no_colours;
}

const char *palette_colour(const struct palette *palette, enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return palette->error;
    case SEVERITY_WARNING:
        return palette->warning;
    case SEVERITY_INFO:
    case SEVERITY_OFF:
        break;
    }
    return palette->info;
}
