/* What the parts of oasdrift_generate share. Private to call/generate.c and call/targeted_values.c.
 */
#ifndef OASDRIFT_CALL_GENERATION_H
#define OASDRIFT_CALL_GENERATION_H

#include "call/chosen_schema.h"
#include "witness/witness.h"

struct generation {
    const struct oasdrift_generate_options *options;
    const struct oasdrift_terminal_options *terminal;
    struct chosen_schema schema;
    struct witness *witness;
    uint64_t printed;
};

/* Values at the boundaries of the schema's instructions, or that break one of them: those that the
   options ask for. The exit code. */
int targeted_values(struct generation *generation);

#endif
