#include "source/recording_list.h"

#include <errno.h>
#include <sys/stat.h>

#include "base/folder_names.h"

struct walk {
    struct recording_list *list;
    struct arena *arena;
    size_t depth;
    size_t left; /* entries that may still be read */
};

static bool walk_directory(struct walk *walk, const char *path, struct error *err);

/* A path of its own: the arguments' "dir/" and "dir" give the same names. */
static const char *join(struct arena *arena, const char *directory, const char *name)
{
    struct str base = str_of(directory);

    while (base.length > 1 && base.text[base.length - 1] == '/')
        base.length--;
    return str_format(arena, "%.*s%s%s", STR_ARGS(base), str_is(base, "/") ? "" : "/", name).text;
}

static bool walk_entry(struct walk *walk, const char *path, struct error *err)
{
    struct stat status;

    if (lstat(path, &status) != 0)
        return error_raise(err, "%s: %s", path, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return walk_directory(walk, path, err);
    /* What a link leads to: a file only. Pipes and devices would never end. */
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return true;
    if (walk->list->paths.count == RECORDING_LIST_MAX_FILES)
        return error_raise(err, "%s: more than %d files in the directory", path,
                           RECORDING_LIST_MAX_FILES);
    VEC_ADD(&walk->list->paths, path);
    return true;
}

static bool walk_directory(struct walk *walk, const char *path, struct error *err)
{
    struct folder_names folder;
    bool walked;

    if (walk->depth == RECORDING_LIST_MAX_DEPTH)
        return error_raise(err, "%s: directories nested deeper than %d levels", path,
                           RECORDING_LIST_MAX_DEPTH);
    if (!folder_names_read(&folder, path, folder_name_is_visible, &walk->left))
        return error_raise(err, "%s: %s", path, strerror(errno));
    walked = !folder.left_out || error_raise(err, "%s: more than %d files and folders are read",
                                             path, RECORDING_LIST_MAX_ENTRIES);
    walk->depth++;
    for (size_t i = 0; walked && i < folder.names.count; i++)
        walked = walk_entry(walk, join(walk->arena, path, folder.names.items[i]), err);
    walk->depth--;
    folder_names_release(&folder);
    return walked;
}

bool recording_list_read(struct recording_list *list, const char *path, struct arena *arena,
                         struct error *err)
{
    struct walk walk = {.list = list, .arena = arena, .left = RECORDING_LIST_MAX_ENTRIES};
    struct stat status;

    *list = (struct recording_list){0};
    list->directory = strcmp(path, "-") != 0 && stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (list->directory)
        return walk_directory(&walk, path, err);
    VEC_ADD(&list->paths, path);
    return true;
}

void recording_list_release(struct recording_list *list)
{
    VEC_RELEASE(&list->paths);
}
