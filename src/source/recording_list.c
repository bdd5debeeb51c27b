#include "source/recording_list.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

struct walk {
    struct recording_list *list;
    struct arena *arena;
    size_t depth;
};

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

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
    struct dirent **entries;
    bool walked = true;
    int count;

    if (walk->depth == RECORDING_LIST_MAX_DEPTH)
        return error_raise(err, "%s: directories nested deeper than %d levels", path,
                           RECORDING_LIST_MAX_DEPTH);
    count = scandir(path, &entries, is_visible, by_name);
    if (count < 0)
        return error_raise(err, "%s: %s", path, strerror(errno));
    walk->depth++;
    for (int i = 0; i < count; i++) {
        if (walked)
            walked = walk_entry(walk, join(walk->arena, path, entries[i]->d_name), err);
        free(entries[i]);
    }
    walk->depth--;
    free(entries);
    return walked;
}

bool recording_list_read(struct recording_list *list, const char *path, struct arena *arena,
                         struct error *err)
{
    struct walk walk = {.list = list, .arena = arena};
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
