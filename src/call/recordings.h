/* Files and directories of recorded exchanges, given to a run. */
#ifndef OASDRIFT_CALL_RECORDINGS_H
#define OASDRIFT_CALL_RECORDINGS_H

#include "oasdrift.h"
#include "run/run.h"
#include "source/share.h"

struct recordings {
    const char *from;   /* their format; NULL: what each one looks like */
    struct share share; /* the part of them that is judged */
    size_t file_count;  /* so far: a share is told by a file's number */
    struct arena paths, exchanges;
};

/* Knows the options' format and part, and says which part it is where the environment told it.
   Options and terminal are borrowed. To be released, even after a failure. */
bool recordings_init(struct recordings *recordings,
                     const struct oasdrift_recording_options *options,
                     const struct oasdrift_terminal_options *terminal, struct error *err);
/* After the run. */
void recordings_release(struct recordings *recordings);
/* The part, as a run knows it. */
struct shard recordings_shard(const struct recordings *recordings);
/* Judges each in turn. What cannot be read is a diagnostic of the run; false and err when its
   reports cannot be written. */
bool recordings_judge(struct recordings *recordings, struct run *run,
                      const struct oasdrift_list *paths, struct error *err);

#endif
