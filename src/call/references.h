/* Where $ref may lead beyond the description's folder, made from --allow-ref and --map-uri. */
#ifndef OASDRIFT_CALL_REFERENCES_H
#define OASDRIFT_CALL_REFERENCES_H

#include "base/vec.h"
#include "document/document.h"
#include "oasdrift.h"

struct fetcher;

struct references {
    VEC(const char *) folders, hosts; /* of the options, which they outlive not */
    struct fetcher *fetcher;          /* NULL: no host is allowed */
    struct library_options library;
};

/* An entry of --allow-ref is a folder when there is one of that name, else a host. false and err
   when it is neither; *references needs no release then. */
bool references_init(struct references *references, const struct oasdrift_options *options,
                     struct error *err);
/* After the libraries that were made with it. */
void references_release(struct references *references);

#endif
