/* Files and directories of recorded exchanges, given to a run. */
#ifndef OASDRIFT_CALL_RECORDINGS_H
#define OASDRIFT_CALL_RECORDINGS_H

#include "oasdrift.h"
#include "run/run.h"
#include "source/share.h"

struct recordings {
    const char *from;       /* their format; NULL: what each one looks like */
    struct share share;     /* the part of them that is judged */
    size_t file_count;      /* so far: the number of a file tells whose share it is */
    struct file_uses *uses; /* set by the caller: asked of files that were not named; or NULL */
    struct arena paths, exchanges;
};

/* Reads format and part from the options, which are borrowed. When the environment tells which part
   it is, that is said to the terminal. false and err: no such part; release it all the same. */
bool recordings_init(struct recordings *recordings,
                     const struct oasdrift_recording_options *options,
                     const struct oasdrift_terminal_options *terminal, struct error *err);
/* Call it once the run is over. */
void recordings_release(struct recordings *recordings);
/* The part that is judged, in the type of a run. */
struct shard recordings_shard(const struct recordings *recordings);
/* Judges each in turn. What cannot be read is a diagnostic of the run; false and err when its
   reports cannot be written, or one of them would be written over it. */
bool recordings_judge(struct recordings *recordings, struct run *run,
                      const struct oasdrift_list *paths, struct error *err);

#endif
