/* YAML's merge key (https://yaml.org/type/merge.html). Private to document/. */
#ifndef OASDRIFT_DOCUMENT_YAML_MERGE_H
#define OASDRIFT_DOCUMENT_YAML_MERGE_H

#include "document/tape.h"

/* Writes the members of the mapping at `mapping`, the last thing on the tape, again: its own first,
   then what each plain "<<" brings and the mapping has not itself; earlier ones win. Sets the
   number of members. false when "<<" has another value than a mapping or a list of them. */
bool yaml_merge(struct tape *tape, uint32_t mapping, uint32_t *members);

#endif
