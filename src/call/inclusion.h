/* The answer to whether every value of one schema is a value of another, as text or JSON. */
#ifndef OASDRIFT_CALL_INCLUSION_H
#define OASDRIFT_CALL_INCLUSION_H

#include "oasdrift.h"
#include "schema/schema.h"
#include "witness/witness.h"

enum { INCLUSION_FAILURES_SHOWN = 10 }; /* as text; the rest is counted */

struct inclusion {
    const char *narrow_name, *wide_name; /* as the caller has them */
    const struct schema *wide;
    enum witness_answer answer; /* WITNESS_NONE: every value is one */
    const struct node *value;   /* that is none; of WITNESS_VALUE */
    enum witness_reason reason; /* of WITNESS_UNDECIDED */
    bool narrow_is_empty;       /* proved; of WITNESS_NONE */
};

/* As messages; the value on standard output. Where verbosity is below 0 only what is undecided is
   told. */
void inclusion_tell(const struct inclusion *inclusion,
                    const struct oasdrift_terminal_options *terminal);
/* As an object of JSON. `report`: "json" or "json=FILE". */
bool inclusion_report(const struct inclusion *inclusion, const char *report, struct error *err);

#endif
