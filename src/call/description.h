/* Descriptions as a call loads them: by its options, and with the operations that are not meant
   marked. */
#ifndef OASDRIFT_CALL_DESCRIPTION_H
#define OASDRIFT_CALL_DESCRIPTION_H

#include "call/references.h"
#include "openapi/filter.h"
#include "openapi/openapi.h"

/* One description, all of its operations. `formats` is what a broken format is worth where the
   options do not say it; url (may be NULL) is one more base of the API. references must outlive
   it. */
struct api *description_load(const char *path, const struct oasdrift_description_options *options,
                             enum format_policy formats, const char *url,
                             const struct references *references, struct error *err);

/* The descriptions of a run. Zeroed, with the first three filled in, it is empty. */
struct descriptions {
    const struct oasdrift_description_options *options;
    const struct oasdrift_operation_options *operations;
    const struct oasdrift_terminal_options *terminal;
    const char *url; /* that is fired at: a base, whatever the description names; else NULL */
    struct references references;
    bool references_made; /* by the first one that is loaded */
    struct filter filter;
    VEC(struct api *) apis;
    struct api *old; /* operations->changed_since; else NULL */
};

/* Loads one more. NULL and err: there is nothing more then. */
struct api *descriptions_add(struct descriptions *descriptions, const char *path,
                             struct error *err);
/* Loads the older one that the options name, if they do. */
bool descriptions_open_old(struct descriptions *descriptions, struct error *err);
/* Once all are there. Descriptions whose files have one name would share fingerprints: their
   folders tell them apart. */
void descriptions_tell_apart(struct descriptions *descriptions, struct arena *arena);
void descriptions_release(struct descriptions *descriptions);

#endif
