/* Cuts a YAML stream into its documents, without reading them. */
#ifndef OASDRIFT_VALIDATE_YAML_STREAM_H
#define OASDRIFT_VALIDATE_YAML_STREAM_H

#include "base/str.h"

/* Takes the next document off *rest, with its directives and markers, and adds the number of its
   lines to *line, which starts at 0. STR_NONE: only comments and blank lines were left; but when
   the text has no document at all, the first call returns the whole text. */
struct str yaml_stream_next(struct str *rest, size_t *line);

#endif
