/* Repositories: where the files of a project lie. */
#ifndef OASDRIFT_BASE_REPOSITORY_H
#define OASDRIFT_BASE_REPOSITORY_H

#include "base/arena.h"

/* The nearest folder, from this real path upward, that holds a ".git" (a folder, or the file of a
   work tree); STR_NONE: there is none. */
struct str repository_folder(struct arena *arena, struct str real);
/* The path of a file as those name it who show a repository: seen from its root, without "./" and
   "..". The repository is the working directory's, or else the file's own; where there is none,
   what GITHUB_WORKSPACE or CI_PROJECT_DIR names stands for it, or else the working directory.
   STR_NONE: the file lies beyond, or it is a URI. Nothing need be at the path. */
struct str repository_path(struct arena *arena, struct str path);
/* Would a file at the path lie in the folder, a real path, or be it, and in no ".git"? Links are
   followed; nothing need be there yet. */
bool repository_holds(struct str folder, const char *path);

#endif
