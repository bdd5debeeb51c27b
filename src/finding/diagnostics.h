/* The ids of diagnostics: diagnostics.def as a list. */
#ifndef OASDRIFT_FINDING_DIAGNOSTICS_H
#define OASDRIFT_FINDING_DIAGNOSTICS_H

#include <stddef.h>

/* In order; NULL past the end. */
const char *diagnostic_id_at(size_t index);

#endif
