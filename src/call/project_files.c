#include "call/project_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Of descriptions and of what programs record; compressed ones, too. */
static const char *const endings[] = {".yaml",  ".yml",    ".json", ".har",
                                      ".jsonl", ".ndjson", ".log",  ".tap"};
static const char *const compressed[] = {".gz", ".zst", ".br"};

static bool ends_so(struct str name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(compressed); i++)
        if (str_ends_with(name, str_of(compressed[i])))
            name = str_slice(name, 0, name.length - strlen(compressed[i]));
    for (size_t i = 0; i < ARRAY_LENGTH(endings); i++)
        if (str_ends_with(name, str_of(endings[i])))
            return true;
    return false;
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "node_modules") != 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

struct walk {
    struct project_files *files;
    const char *folder;
    struct arena *arena;
    size_t depth;
    bool is_full; /* nothing more is taken */
};

static void walk_folder(struct walk *walk, struct str path);

static void walk_entry(struct walk *walk, struct str path)
{
    struct project_files *files = walk->files;
    const char *from_here = str_format(walk->arena, "%s/%.*s", walk->folder, STR_ARGS(path)).text;
    struct stat status;

    if (files->entries++ == PROJECT_MAX_ENTRIES)
        walk->is_full = files->left_out = true;
    if (walk->is_full || lstat(from_here, &status) != 0)
        return;
    if (S_ISDIR(status.st_mode)) {
        walk_folder(walk, path);
        return;
    }
    if (!S_ISREG(status.st_mode) || !ends_so(path))
        return;
    if (files->paths.count == PROJECT_MAX_FILES)
        walk->is_full = files->left_out = true;
    else
        VEC_ADD(&files->paths, path.text);
}

/* path: "" of the folder itself. */
static void walk_folder(struct walk *walk, struct str path)
{
    struct dirent **entries;
    int count;

    if (walk->depth == PROJECT_MAX_DEPTH) { /* what stands beside it is looked at */
        walk->files->left_out = true;
        return;
    }
    count = scandir(str_format(walk->arena, "%s/%.*s", walk->folder, STR_ARGS(path)).text, &entries,
                    is_visible, by_name);
    if (count < 0)
        return;
    walk->depth++;
    for (int i = 0; i < count; i++) {
        if (!walk->is_full)
            walk_entry(walk, str_format(walk->arena, "%.*s%s%s", STR_ARGS(path),
                                        path.length ? "/" : "", entries[i]->d_name));
        free(entries[i]);
    }
    walk->depth--;
    free(entries);
}

void project_files_read(struct project_files *files, const char *folder, struct arena *arena)
{
    struct walk walk = {.files = files, .folder = folder, .arena = arena};

    walk_folder(&walk, STR(""));
}

void project_files_release(struct project_files *files)
{
    VEC_RELEASE(&files->paths);
}
