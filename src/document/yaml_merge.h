/* YAML's merge key (https://yaml.org/type/merge.html). Private to document/. */
#ifndef OASDRIFT_DOCUMENT_YAML_MERGE_H
#define OASDRIFT_DOCUMENT_YAML_MERGE_H

#include "document/tape.h"

/* Writes the members of the mapping at `mapping`, the last thing on the tape, once more: first its
   own, then what each plain "<<" adds that the mapping has not itself; of equal keys the first
   counts. Sets the number of members. false when the value of "<<" is neither a mapping nor a list
   of mappings. */
bool yaml_merge(struct tape *tape, uint32_t mapping, uint32_t *members);

#endif
