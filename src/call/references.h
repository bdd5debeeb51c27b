/* Where $ref may lead beyond the description's folder, and which overlays are applied: how the
   documents of a call are loaded. */
#ifndef OASDRIFT_CALL_REFERENCES_H
#define OASDRIFT_CALL_REFERENCES_H

#include "base/vec.h"
#include "document/document.h"
#include "oasdrift.h"

struct fetcher;
struct fetch_origin;

/* Borrows the options it is made of: they must outlive it. */
struct references {
    VEC(const char *) folders, hosts; /* entries of allow_refs */
    struct fetcher *fetcher;
    struct documents_options documents;
};

/* An entry of allow_refs is a folder when there is one of that name, else a host. false and err
   when it is neither; *references needs no release then. uses is asked before a file is read. */
bool references_init(struct references *references,
                     const struct oasdrift_description_options *options,
                     const struct oasdrift_terminal_options *terminal, struct file_uses *uses,
                     struct error *err);
/* The same options for a description that lies at the URL: its server is allowed, for it alone.
 *path (in the arena) is what to load: the URL, without its userinfo. */
bool references_of_url(struct references *references, struct arena *arena, const char *url,
                       struct documents_options *documents, const char **path, struct error *err);
/* Free the documents that were loaded with it first. A zeroed one needs no release. */
void references_release(struct references *references);

#endif
