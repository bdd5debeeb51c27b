/* Paths as texts, '/' only: nothing here asks the file system, so symbolic links are names like
   others. */
#ifndef OASDRIFT_BASE_PATH_H
#define OASDRIFT_BASE_PATH_H

#include "base/arena.h"

struct str path_directory(struct str path); /* "a/b" -> "a", "b" -> "."; of a URI its path's */
struct str path_base_name(struct str path); /* "a/b" -> "b"; likewise */
/* Without "." components, and without "..", but for those at the front of a relative path:
   "./a//b/../c" -> "a/c"; "." for what leaves nothing. */
struct str path_normalise(struct arena *arena, struct str path);
/* The path as one reads it from inside the folder: "a/b/c", "a/d" -> "../b/c". Where the text alone
   does not tell (one is absolute, the other is not; the folder lies above where we are): as
   path_base_name. Of two URIs on one server, both without their queries; of a URI that lies
   elsewhere, the URI itself. */
struct str path_relative(struct arena *arena, struct str path, struct str folder);
/* The folder that all paths lie in; "." at least. Of paths of both kinds, absolute and not: ".". */
struct str path_common_folder(struct arena *arena, const struct str *paths, size_t count);

#endif
