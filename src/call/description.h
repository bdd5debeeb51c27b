/* Loads descriptions as the options of a call ask for it, and marks the operations that are not
   meant. */
#ifndef OASDRIFT_CALL_DESCRIPTION_H
#define OASDRIFT_CALL_DESCRIPTION_H

#include "call/references.h"
#include "openapi/filter.h"
#include "openapi/openapi.h"

/* One description, a file or what a URL of http or https gives, all of its operations. `formats` is
   what a broken format is worth where the options do not say it; url (may be NULL) is one more base
   of the API. references must outlive it. */
struct api *description_load(const char *path, const struct oasdrift_description_options *options,
                             enum format_policy formats, const char *url,
                             struct references *references, struct error *err);

/* The descriptions of a run. The caller fills in options and uses and zeroes the rest. */
struct descriptions {
    const struct oasdrift_description_options *options;
    const struct oasdrift_operation_options *operations;
    const struct oasdrift_terminal_options *terminal;
    struct file_uses *uses;
    struct references references;
    bool references_made; /* when the first description is loaded */
    struct filter filter;
    VEC(struct api *) apis;
    VEC(const char **) lists; /* of servers and overlays: the options' and an API's */
    VEC(const char *)
    aside;           /* paths of descriptions that are not loaded, from which those
                        that are must be told apart */
    struct api *old; /* operations->changed_since; else NULL */
};

/* Loads one more, with what its API has beside the options: url, servers, overlays. NULL and err
   when it cannot be used. */
struct api *descriptions_add(struct descriptions *descriptions, const struct oasdrift_api *api,
                             struct error *err);
/* Loads the older description of changed_since, if there is one. */
bool descriptions_open_old(struct descriptions *descriptions, struct error *err);
/* Call it once all are loaded. Descriptions, those aside as well, whose files have the same name
   would share fingerprints: then their folders become part of them. */
void descriptions_tell_apart(struct descriptions *descriptions, struct arena *arena);
/* false and err: as documents_are_read has it, of any of them. */
bool descriptions_are_read(const struct descriptions *descriptions, struct error *err);
void descriptions_release(struct descriptions *descriptions);

#endif
