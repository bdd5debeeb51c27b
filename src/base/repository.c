#include "base/repository.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/file_place.h"
#include "base/path.h"

struct str repository_folder(struct arena *arena, struct str real)
{
    for (struct str folder = real; folder.length > 1; folder = path_directory(folder))
        if (file_exists(str_format(arena, "%.*s/.git", STR_ARGS(folder)).text))
            return str_copy(arena, folder);
    return STR_NONE;
}

/* Both are absolute. */
static bool lies_in(struct str path, struct str folder)
{
    return folder.length && path.length > folder.length && str_starts_with(path, folder) &&
           (folder.length == 1 || path.text[folder.length] == '/');
}

/* What a job of GitHub or GitLab has checked out, if the path lies there. */
static struct str checked_out(struct arena *arena, struct str path)
{
    const char *const folders[] = {getenv("GITHUB_WORKSPACE"), getenv("CI_PROJECT_DIR")};

    for (size_t i = 0; i < ARRAY_LENGTH(folders); i++) {
        struct str folder = str_of(folders[i]);

        if (folder.length && folder.text[0] == '/' && lies_in(path, path_normalise(arena, folder)))
            return path_normalise(arena, folder);
    }
    return STR_NONE;
}

struct str repository_path(struct arena *arena, struct str path)
{
    char here[PATH_MAX];
    struct str at = str_copy(arena, getcwd(here, sizeof here) ? str_of(here) : STR("/"));
    struct str root = repository_folder(arena, at);

    if (path.length == 0 || str_find(path, STR("://")) != SIZE_MAX)
        return STR_NONE;
    if (path.text[0] != '/')
        path = str_format(arena, "%.*s/%.*s", STR_ARGS(at), STR_ARGS(path));
    path = path_normalise(arena, path);
    if (!lies_in(path, root))
        root = repository_folder(arena, path_directory(path));
    if (!root.text)
        root = checked_out(arena, path);
    if (!root.text)
        root = at;
    return lies_in(path, root) ? path_relative(arena, path, root) : STR_NONE;
}

/* ---- what may be written ---- */

static bool has_part(struct str path, const char *part)
{
    while (path.text)
        if (str_equal_ignoring_case(str_cut(&path, '/'), str_of(part)))
            return true;
    return false;
}

static bool lies_in_work_tree(struct str real, struct str folder)
{
    return str_equal(real, folder) ||
           (lies_in(real, folder) && !has_part(str_slice(real, folder.length, SIZE_MAX), ".git"));
}

/* The nearest folder above that is there decides; what would be made below it leads nowhere else
   while it has no "..". */
static bool holds(struct str folder, struct str path)
{
    struct arena arena;
    struct str at = path, rest;
    char *real;
    bool does;

    arena_init(&arena);
    while (!(real = file_real_path(str_copy(&arena, at).text)) && !str_is(at, ".") &&
           !str_is(at, "/"))
        at = path_directory(at);
    rest = str_is(at, ".") ? path : str_slice(path, at.length, SIZE_MAX);
    does = real && lies_in_work_tree(str_of(real), folder) && !has_part(rest, "..") &&
           !has_part(rest, ".git");
    free(real);
    arena_release(&arena);
    return does;
}

bool repository_holds(struct str folder, const char *path)
{
    char *destination = file_destination(path);
    bool does = destination && holds(folder, str_of(destination));

    free(destination);
    return does;
}
