/* Escape sequences that colour a terminal; all are "" without colour. */
#ifndef OASDRIFT_REPORT_PALETTE_H
#define OASDRIFT_REPORT_PALETTE_H

#include "finding/finding.h"

struct palette {
    const char *error, *warning, *info, *caret, *strong, *dim, *plain;
};
const struct palette *palette_of(bool colour);
const char *palette_colour(const struct palette *palette, enum severity severity);

#endif
