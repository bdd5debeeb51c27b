/* What the files of a project are: descriptions, recordings, and which belong together. */
#ifndef OASDRIFT_CALL_PROJECT_FOUND_H
#define OASDRIFT_CALL_PROJECT_FOUND_H

#include "call/project_files.h"
#include "call/references.h"
#include "openapi/openapi.h"

enum {
    PROJECT_MAX_DESCRIPTIONS = 64,
    PROJECT_MAX_RECORDINGS = 1000,
    PROJECT_HEAD_BYTES = 64 * 1024,         /* of a file: by which a description is recognised */
    PROJECT_WHOLE_BYTES = 32 * 1024 * 1024, /* and where it begins with what one may begin with */
    PROJECT_REQUESTS = 50                   /* of a recording: by which its API is known */
};

struct found_description {
    const char *path;
    struct api *api;
    struct str name; /* among others: of its folder or its file */
};

struct found_recording {
    const char *path;
    const char *format;
    size_t requests;                /* that were looked at */
    size_t hits;                    /* of them: hit an operation of `of` */
    struct found_description *of;   /* NULL: no path of a description is hit */
    struct found_description *also; /* which is hit as often, and lies as near; NULL: none */
};

/* Something that was looked at and is not used. */
struct found_aside {
    const char *path;
    struct str why;
};

/* A zeroed one is empty. */
struct project_found {
    VEC(struct found_description *) descriptions; /* no two of one API */
    VEC(struct found_recording) recordings;
    VEC(struct found_aside) aside;
    bool left_out; /* a limit was met */
};

/* Looks into each file of the folder. A description is what begins like one and can be read; a
   recording is what a format recognises. Texts live in the arena, descriptions read with the
   references, which must outlive it all. */
void project_found_read(struct project_found *found, const char *folder,
                        const struct project_files *files, struct references *references,
                        struct arena *arena);
void project_found_release(struct project_found *found);

#endif
