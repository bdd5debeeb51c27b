/* The documents of a YAML stream, without reading them. */
#ifndef OASDRIFT_VALIDATE_YAML_STREAM_H
#define OASDRIFT_VALIDATE_YAML_STREAM_H

#include "base/str.h"

/* Takes the next document off *rest, with its directives and markers; lines it takes are added to
   *line. STR_NONE: only comments and blank lines were left. The first call gives a text without any
   document as it is. */
struct str yaml_stream_next(struct str *rest, size_t *line);

#endif
