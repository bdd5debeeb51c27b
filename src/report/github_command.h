/* Workflow commands, by which a step of a GitHub job annotates the code; as actions/toolkit writes
   them and actions/runner reads them. */
#ifndef OASDRIFT_REPORT_GITHUB_COMMAND_H
#define OASDRIFT_REPORT_GITHUB_COMMAND_H

#include "report/source_place.h"

struct strbuf;

enum {
    GITHUB_ANNOTATIONS_MAX = 10, /* of each kind in a step: GitHub keeps the first ones */
    GITHUB_MESSAGE_MAX = 4096,   /* characters; the runner cuts what has more */
    GITHUB_TITLE_MAX = 255       /* the same of a title */
};

struct github_annotation {
    const char *kind;                 /* "error", "warning", "notice" */
    const struct source_place *place; /* NULL, or without a path: of no file */
    struct str title;                 /* escaped (base/escape.h); absent: none */
    struct str message;               /* the same; lines, with '\n' between them */
};

/* One line, whatever the texts hold. */
void github_command(struct strbuf *out, const struct github_annotation *annotation);

#endif
