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
    size_t collected;                   /* of the files, by documents_collect; */
    size_t collected_fetched;           /* of the others, by documents_collect_all */
    VEC(struct wide_containers *) wide; /* of all documents that have any */
    struct map names;                   /* real paths, the URIs asked for, and what documents call
                                           themselves, to struct loaded */
    const char *failure;                /* of reading itself, the first; NULL: none */
    struct documents_options options;   /* zeroed when there were none */
    VEC(const char *)
    roots; /* real paths of the folders references may lead into; the entry's, and
              the repository's around it, are added with the first document */
};

struct origin;

/* ---- the set (documents.c) ---- */

/* What was asked for by the name, whether it could be read or not; NULL: nothing was. */
struct loaded *documents_find(const struct documents *documents, struct str name);
/* A new one of that name, to be filled. */
struct loaded *documents_add(struct documents *documents, struct str name);
/* Its document; NULL, and its problem is raised. */
const struct document *documents_raise(const struct loaded *loaded, struct error *err);
void documents_keep_problem(struct documents *documents, struct loaded *loaded,
                            const struct error *err);
/* false and err: there are DOCUMENTS_MAX_FILES. */
bool documents_has_room(const struct documents *documents, struct str shown, struct error *err);
/* Reads the origin's text into it. */
bool documents_read(struct documents *documents, struct loaded *loaded, const struct origin *origin,
                    struct error *err);

/* ---- files (load_file.c) ---- */

/* The description itself, as the user named it. Its folder, and the repository around that, become
   roots. */
const struct document *documents_load_entry(struct documents *documents, const char *path,
                                            struct error *err);
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

/* ---- what is fetched (load_uri.c) ---- */

/* The same for what the options' fetch gives (not NULL). A URI that redirects to what is loaded
   already is that document. */
const struct document *documents_fetch(struct documents *documents, struct str uri,
                                       struct error *err);
/* The description itself. The user's own word: its text is quoted in messages, and it may call
   itself what it likes. */
const struct document *documents_fetch_entry(struct documents *documents, const char *path,
                                             struct error *err);

/* The document that is known by the URI, because it names itself so or because it was asked for by
   it; NULL: none is. */
const struct document *documents_known(const struct documents *documents, struct str uri);
/* A URI as messages may show it. */
struct str documents_show_uri(struct documents *documents, struct str uri);
/* Loads the files beside those loaded so far that these refer to, and so on: OpenAPI 3.2 (4.1.2)
   has whole documents read before references are followed. Nothing is fetched for it. */
void documents_collect(struct documents *documents);
/* Is the URI served by --map-uri? */
bool documents_maps(const struct documents *documents, struct str uri);
/* "PREFIX=PATH"; the slices are the text's. */
bool uri_map_parse(const char *text, struct uri_map *map, struct error *err);
/* ---- where references may lead (reach.c) ---- */

void documents_add_root(struct documents *documents, const char *directory);
/* The folder itself, which may be a hidden one, and the repository around it. */
void documents_add_roots(struct documents *documents, struct str folder);
/* Where a real path lies, as the roots go. Below each of them what is hidden is closed: ".git" and
   ".env" hold what is nobody's business. */
enum documents_reach { REACH_ALLOWED, REACH_HIDDEN, REACH_OUTSIDE };
enum documents_reach documents_reach(const struct documents *documents, struct str real);

#endif
