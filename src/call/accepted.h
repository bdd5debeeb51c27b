/* The files of accepted findings: read before the run, written after it. */
#ifndef OASDRIFT_CALL_ACCEPTED_H
#define OASDRIFT_CALL_ACCEPTED_H

#include "base/file_output.h"
#include "base/file_uses.h"
#include "oasdrift.h"
#include "run/run.h"

/* A zeroed one has none. */
struct accepted {
    struct baselines lists;
    struct file_output file; /* of lists.accepts */
};

/* Tells uses what is written. A baseline may be read and written; it may be nothing else. */
bool accepted_tell(struct file_uses *uses, const struct oasdrift_rule_options *options,
                   struct error *err);
/* Reads the files that the options name, and opens the one that is written. That one need not be
   there yet, nor need the known one when it is the same. What is written gets a fixed date when
   `reproducible`. Dates live in the arena. */
bool accepted_open(struct accepted *accepted, const struct oasdrift_rule_options *options,
                   bool reproducible, struct arena *arena, struct error *err);
/* Was a file named? */
bool accepted_wanted(const struct accepted *accepted);
/* Brings the file up to date with what the run that was concluded has found, if one was named for
   it; what another process has written there meanwhile is kept. A run that was interrupted (code)
   writes nothing: it did not see everything. Call it while what was concluded is still there. */
bool accepted_write(struct accepted *accepted, const struct oasdrift_rule_options *options,
                    const struct oasdrift_terminal_options *terminal, int code, struct error *err);
void accepted_release(struct accepted *accepted);

#endif
