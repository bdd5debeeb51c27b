/* The files of accepted findings: read before the run, written after it. */
#ifndef OASDRIFT_CALL_BASELINES_H
#define OASDRIFT_CALL_BASELINES_H

#include "oasdrift.h"
#include "run/run.h"

/* Reads the files that the options name. The one that is written need not be there yet, nor need
   the known one when it is the same. What is written gets a fixed date when `reproducible`. Dates
   live in the arena. */
bool baselines_open(struct baselines *baselines, const struct oasdrift_rule_options *options,
                    bool reproducible, struct arena *arena, struct error *err);
/* Was a file named? */
bool baselines_wanted(const struct baselines *baselines);
/* Writes what is accepted now, if a file was named for it. A run that was interrupted (code) writes
   nothing: it did not see everything. */
bool baselines_write(const struct baselines *baselines, const struct oasdrift_rule_options *options,
                     int code, struct error *err);
void baselines_release(struct baselines *baselines);

#endif
