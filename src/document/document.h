/* Text to nodes: one JSON or YAML text is one document; the documents of one description are
   loaded once each, and $ref is resolved between them (struct documents). */
#ifndef OASDRIFT_DOCUMENT_DOCUMENT_H
#define OASDRIFT_DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/file_uses.h"
#include "document/node.h"

/* Limits of the readers. Meeting one is READ_LIMIT, never "malformed". */
enum {
    DOCUMENT_MAX_DEPTH = 1024,        /* JSON arrays and objects inside each other */
    YAML_MAX_DEPTH = 256,             /* libyaml needs quadratic time in the depth */
    YAML_MAX_NODES = 4 * 1000 * 1000, /* after aliases are expanded */
    YAML_MAX_ALIASES = 10 * 1000,
    DOCUMENT_MAX_BYTES = 256 * 1024 * 1024, /* a description file */
    YAML_MAX_BYTES = 32 * 1024 * 1024
};

enum document_format { DOCUMENT_JSON, DOCUMENT_YAML };

struct document {
    struct str file;   /* as messages show it */
    struct str uri;    /* base of its references: what it calls itself, else where it was found */
    struct str found;  /* where: file:..., or what --map-uri or the network answered; STR_NONE */
    struct str source; /* the whole text */
    enum document_format format;
    const struct node *root;
    size_t node_count;        /* tape length, header included */
    bool byte_order_mark;     /* the source starts with one (it was skipped) */
    bool transcoded;          /* the file is UTF-16; the source is what it says in UTF-8 */
    struct line_index *lines; /* private: made at the first document_position */
    const uint32_t *parents; /* private: what each node stands in, by its place on the tape; NULL */
    struct wide_containers *wide; /* private: what has many members, see document/wide.h; NULL */
    /* Of a document that overlays changed: the node each node came from, by place on the tape, in
       the document or in an overlay; NULL: it stands as it was read. */
    const struct node *const *origins;
};

enum read_outcome { READ_OK, READ_MALFORMED, READ_LIMIT };

struct read_failure {
    enum read_outcome outcome;
    size_t offset; /* bytes into the text */
    size_t line, column;
    size_t quote;      /* where the message quotes the text, bytes into it; 0: nowhere */
    char message[256]; /* one sentence without a place */
};

/* Raises it, with the place given. */
bool read_failure_raise(struct error *err, struct str file, size_t line, size_t column,
                        const struct read_failure *failure);

/* Reads one JSON text (RFC 8259): leading BOM accepted and noted, duplicate keys kept, numbers of
   any size, lone surrogates become U+FFFD and are flagged. Borrows text and file: both must live as
   long as the arena. text needs no padding. NULL and *failure when it cannot be read. */
const struct document *json_read(struct arena *arena, struct str file, struct str text,
                                 struct read_failure *failure);
/* The same for one YAML document by the 1.2 core schema; what JSON has no value for (.inf, tags,
   keys that are no scalars, several documents, cyclic aliases) is refused. Aliases are expanded
   within YAML_MAX_NODES. Plain `<<` merges as YAML 1.1 had it. */
const struct document *yaml_read(struct arena *arena, struct str file, struct str text,
                                 struct read_failure *failure);
/* The same within fewer nodes. */
const struct document *yaml_read_within(struct arena *arena, struct str file, struct str text,
                                        size_t most_nodes, struct read_failure *failure);

/* The same for what programs wrote down: a scalar with a tag of their language (!!python/unicode)
   is a string, and !!binary a string with NODE_BASE64. Collections with one are objects and arrays,
   with NODE_FOREIGN unless the language's own are meant (!!python/tuple, !ruby/hash). Nothing is
   ever constructed. */
const struct document *yaml_read_recording(struct arena *arena, struct str file, struct str text,
                                           struct read_failure *failure);

/* Does it say that it is an OpenAPI description or a JSON Schema? A reference may lead into any
   file by mistake, or by malice; of one that says nothing of the kind no text is shown. */
bool document_is_declared(const struct document *document);
/* Is it an OpenAPI description, as far as its root tells? */
bool document_is_description(const struct document *document);

struct duplicate_key {
    const struct node *first, *again; /* the two key nodes */
};
/* The first key that stands twice in one object at or below root, in the order of the text. */
bool document_find_duplicate_key(const struct document *document, struct duplicate_key *found);
/* Tells of the first such key of each object at or below the node. */
void node_tell_duplicate_keys(const struct node *root,
                              void (*tell)(void *context, const struct duplicate_key *twice),
                              void *context);

struct position {
    size_t line, column; /* from 1; columns count code points */
};
/* The node as it was read: itself, or where an overlay's change took it from. */
const struct node *node_origin(const struct node *node);
/* The file it was read from, as messages show it. */
struct str node_file(const struct node *node);
/* Where the node starts in that file. Builds the document's line index at the first call. */
struct position node_position(const struct node *node);
struct position document_position(const struct document *document, size_t offset);
/* Bytes from the start of the source it was read from. */
size_t node_offset(const struct node *node);
/* The source line (from 1) without its line end; STR_NONE past the end. */
struct str document_line(const struct document *document, size_t line);
/* A number, true, false or null as it stands there: "0755", "1_000", "~". Of a string, array or
   object STR_NONE. */
struct str node_source(const struct node *node);
/* The node's JSON Pointer (RFC 6901) from its document's root: "" for the root itself. */
struct str node_pointer(struct arena *arena, const struct node *node);
/* The child of the array or object in whose subtree the node lies. Gives its key (NULL in an array)
   and its place; a key node belongs to its member. */
const struct node *node_child_towards(const struct node *container, const struct node *node,
                                      const struct node **key, size_t *place);
/* The key node under which the value stands in an object, or the node itself. */
const struct node *node_key_of(const struct node *value);
/* Appends "/" and the token, '~' and '/' in it as "~0" and "~1" (RFC 6901, 3). */
void pointer_add_token(struct strbuf *out, struct str token);
/* What the token between two "/" means, its ~0 and ~1 undone: the token itself, or in the arena. */
struct str pointer_token_text(struct arena *arena, struct str token);
/* The member or element that the token, escaped as it stands in a pointer, names; or NULL. */
const struct node *pointer_step(const struct node *node, struct str token);
/* pointer_resolve by steps of one's own; step gets the context first. */
const struct node *pointer_follow(const struct node *root, struct str pointer,
                                  const struct node *(*step)(void *context, const struct node *node,
                                                             struct str token),
                                  void *context);
/* RFC 6901 evaluation; pointer without '#', not percent-encoded. NULL: leads nowhere. */
const struct node *pointer_resolve(const struct node *root, struct str pointer);
/* Says that the user's pointer, which begins with '/', leads nowhere, and which value lacks what.
   Returns false. */
bool pointer_raise_unresolved(const struct node *root, struct str pointer, struct error *err);
/* error_about what stands there, or of that what the name says. */
void error_about_node(struct error *err, const struct node *node, struct str name);
/* error_raise_at with the node's file, line and column. */
bool error_raise_node(struct error *err, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* ---- documents that refer to each other ---- */

struct documents;

/* The text that an http or https URI gives. */
struct fetched {
    struct str text;
    struct str uri; /* where it was found, redirects followed: the base of its references */
};

struct documents_options {
    const char *const *allowed_directories; /* --allow-ref: beside the entry's own folder */
    size_t allowed_count;
    /* Gets the text of an http or https URI, which lives longer than the documents do; false and
       err (one sentence without a place) when it is not allowed or not to be had. NULL: nothing is
       fetched. */
    bool (*fetch)(void *context, struct str uri, struct fetched *fetched, struct error *err);
    void *fetch_context;
    /* An http or https URI as messages may show it, without its secrets; NULL: as it is. */
    struct str (*show_uri)(struct arena *arena, struct str uri);
    const char *const *uri_maps; /* --map-uri, "PREFIX=PATH": URIs that begin so are local files */
    size_t uri_map_count;
    /* The URI by which a document names itself ($self); STR_NONE: by none. NULL: none does. */
    struct str (*self)(const struct node *root);
    /* Told, when a document is loaded, of the first key that stands twice in each object; what the
       first one says counts. NULL: such a document is refused. Of a document that a reference leads
       to and that is not declared nothing is told. */
    void (*twice)(void *context, const struct duplicate_key *twice);
    void *twice_context;
    const char *const *overlays; /* --overlay: files applied to the entry, one after the other */
    size_t overlay_count;
    const struct document *overlay_made; /* one more, applied behind them; NULL: none */
    /* For match() and search() in the overlays' targets: whether a regular expression fits all, or
       some part, of a text. NULL: none does. */
    bool (*matches)(struct str expression, struct str text, bool whole);
    /* Told of each action of an overlay that changes nothing. May be NULL. */
    void (*notice)(void *context, const char *message);
    void *notice_context;
    struct file_uses *uses; /* asked before a file is read; NULL: any may be */
};

/* false and err: a mapping has no '=' or no scheme, which documents_new would ignore. */
bool documents_options_check(const struct documents_options *options, struct error *err);

/* options may be NULL. */
struct documents *documents_new(const struct documents_options *options);
void documents_free(struct documents *documents);
/* The arena all its documents live in. */
struct arena *documents_arena(struct documents *documents);
/* Shows each document that has been read so far, in their order. */
void documents_visit(const struct documents *documents,
                     void (*visit)(void *context, const struct document *document), void *context);
/* Loads all documents that those loaded so far refer to by their places, and so on, for any of them
   may have the name that is referred to. Returns how many documents have been asked for. */
size_t documents_collect_all(struct documents *documents);
/* false and err: a file of the description could not be read for want of something that is not the
   file's (descriptors, memory, a disk that works). What was found without it is not to be trusted,
   for the next run would find something else. */
bool documents_are_read(const struct documents *documents, struct error *err);

/* Loads a file, or what an http or https URI gives where the options have a fetch, once: JSON when
   its first character is '{' or '[' and it reads as JSON, else YAML; in UTF-8, or in UTF-16, with
   or without a byte order mark. Duplicate keys are an error here, unless the options are told of
   them. The first document loaded is the entry; its folder bounds later references, and one that
   was fetched leads to no file. "-" is standard input. */
const struct document *document_load(struct documents *documents, const char *path,
                                     struct error *err);

/* What stands behind an absolute URI without fragment: the document that is known by it, by its own
   word ($self) or because it came from there; else by the longest PREFIX of the mappings: the
   rest of the URI, decoded, is a path below PATH (none: PATH itself). A URI that no mapping covers
   is fetched where the options allow it. Loaded once, JSON or YAML. `site` is the reference that
   asks; the document's own references are relative to the URI. */
const struct document *document_load_uri(struct documents *documents, struct str uri,
                                         const struct node *site, struct error *err);

/* Where `reference` (a URI reference, RFC 3986) leads, seen from `site` (any node of the document
   it is written in): "#/a/b", "other.yaml#/a", "dir/other.json". The fragment is a percent-encoded
   JSON Pointer. Files are loaded on demand, inside the entry's folder and the allowed ones only,
   symbolic links resolved. Absolute URIs go by document_load_uri; anchors are errors. In a file
   that names itself, what is relative to that name and not known by it is a file beside it.
   Follows one step: the target may hold a $ref itself. */
const struct node *reference_resolve(struct documents *documents, const struct node *site,
                                     struct str reference, struct error *err);
/* Says that `pointer` (decoded), as `reference` at `site` has it, leads nowhere from `root`, and
   what lacks there, with its place. Returns false. */
bool reference_raise_unresolved(const struct node *site, struct str reference,
                                const struct node *root, struct str pointer, struct error *err);
/* Where a reference that leads nowhere lacks no more than its '#', or the '/' behind it, to lead
   into its own document, says so. false: it is no such slip. */
bool reference_raise_slip(struct arena *arena, const struct node *site, struct str reference,
                          struct error *err);

#endif
