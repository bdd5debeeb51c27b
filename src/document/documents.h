/* What document_load and reference_resolve share. Private to document/. */
#ifndef OASDRIFT_DOCUMENT_DOCUMENTS_H
#define OASDRIFT_DOCUMENT_DOCUMENTS_H

#include "base/map.h"
#include "base/vec.h"
#include "document/document.h"

enum { DOCUMENTS_MAX_FILES = 5000 };

/* A file that was looked at; its texts lie in the documents' arena. */
struct loaded {
    const struct document *document; /* NULL when it could not be read */
    const char *problem;             /* why, then */
    bool read;                       /* fetched, and `problem` is about what came: it has a place */
    bool unread;                     /* and it may be sound: as of struct error */
};

struct uri_map {
    struct str prefix;
    struct str path; /* NUL behind it */
};

struct documents {
    struct arena arena;
    VEC(struct uri_map) maps;
    VEC(struct loaded *) files;         /* the entry first */
    size_t collected;                   /* of the files, by documents_collect */
    VEC(struct wide_containers *) wide; /* of all documents that have any */
    struct map names;                   /* real paths, the URIs asked for, and what documents call
                                           themselves, to struct loaded */
    const char *failure;                /* of reading itself, the first; NULL: none */
    struct documents_options options;   /* zeroed when there were none */
    VEC(const char *)
    roots; /* real paths of the folders references may lead into; the entry's, and
              the repository's around it, are added with the first document */
};

/* Loads the file at a real path that documents_reach allows, shown in messages as `shown`; once for
   each real path, whether it can be read or not. */
const struct document *documents_load_real(struct documents *documents, const char *real,
                                           struct str shown, struct error *err);
/* Makes the tables by which nodes are found without walking, for the documents' lifetime. */
void documents_index(struct documents *documents, struct document *document);
/* A file that belongs to no description: an overlay. */
const struct document *documents_load_apart(struct documents *documents, const char *path,
                                            struct error *err);
/* The same for a file that stands for a URI; its references are relative to that. */
const struct document *documents_load_as(struct documents *documents, struct str uri,
                                         const char *real, struct str shown, struct error *err);
/* The same for what the options' fetch gives (not NULL). A URI that redirects to what is loaded
   already is that document. */
const struct document *documents_fetch(struct documents *documents, struct str uri,
                                       struct error *err);
/* The document that is known by the URI, because it names itself so or because it was asked for by
   it; NULL: none is. */
const struct document *documents_known(const struct documents *documents, struct str uri);
/* A URI as messages may show it. */
struct str documents_show_uri(struct documents *documents, struct str uri);
/* Is the URI served by --map-uri? */
bool documents_maps(const struct documents *documents, struct str uri);
/* "PREFIX=PATH"; the slices are the text's. */
bool uri_map_parse(const char *text, struct uri_map *map, struct error *err);
/* Where a real path lies, as the roots go. Below each of them what is hidden is closed: ".git" and
   ".env" hold what is nobody's business. */
enum documents_reach { REACH_ALLOWED, REACH_HIDDEN, REACH_OUTSIDE };
enum documents_reach documents_reach(const struct documents *documents, struct str real);

#endif
