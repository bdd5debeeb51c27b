/* The text of a first configuration file, made of what was found. */
#ifndef OASDRIFT_CALL_FIRST_CONFIGURATION_H
#define OASDRIFT_CALL_FIRST_CONFIGURATION_H

#include "base/strbuf.h"
#include "call/project_found.h"

/* files: all of the project, by which a pattern can stand for the recordings of a folder. */
void first_configuration_add(struct strbuf *out, const struct project_found *found,
                             const struct project_files *files);

/* The recording of that number as it is listed: its path, or the pattern of its folder's, whose
   requests and hits *sum has then. false: an earlier one has listed it. */
bool first_configuration_item(struct strbuf *name, const struct project_found *found,
                              const struct project_files *files, size_t index,
                              struct found_recording *sum);

#endif
