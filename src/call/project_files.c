#include "call/project_files.h"

#include <string.h>
#include <sys/stat.h>

#include "base/folder_names.h"

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

static bool is_of_project(const char *name)
{
    return folder_name_is_visible(name) && strcmp(name, "node_modules") != 0;
}

struct found_folder {
    struct str path; /* "" of the folder itself */
    size_t depth;
};

/* What lies nearer to the top is looked at first: no folder of many files, and none that is deep,
   hides what stands beside it. */
struct walk {
    struct project_files *files;
    const char *folder;
    struct arena *arena;
    VEC(struct found_folder) folders; /* found, in the order in which they are read */
    size_t left;                      /* entries that may still be read */
};

static const char *path_from_here(const struct walk *walk, struct str path)
{
    return str_format(walk->arena, "%s/%.*s", walk->folder, STR_ARGS(path)).text;
}

/* *taken: files of the folder so far. */
static void look_at(struct walk *walk, struct str path, size_t depth, size_t *taken)
{
    struct project_files *files = walk->files;
    struct stat status;

    if (lstat(path_from_here(walk, path), &status) != 0)
        return;
    if (S_ISDIR(status.st_mode) && depth == PROJECT_MAX_DEPTH)
        files->left_out = true;
    else if (S_ISDIR(status.st_mode))
        VEC_ADD(&walk->folders, ((struct found_folder){path, depth}));
    if (!S_ISREG(status.st_mode) || !ends_so(path))
        return;
    if (files->paths.count == PROJECT_MAX_FILES || *taken == PROJECT_MAX_FOLDER_FILES) {
        files->left_out = true;
        return;
    }
    ++*taken;
    VEC_ADD(&files->paths, path.text);
}

static void read_folder(struct walk *walk, struct found_folder found)
{
    size_t share =
        walk->left < PROJECT_MAX_FOLDER_ENTRIES ? walk->left : PROJECT_MAX_FOLDER_ENTRIES;
    size_t left = share, taken = 0;
    struct folder_names folder;

    if (!folder_names_read(&folder, path_from_here(walk, found.path), is_of_project, &left))
        return;
    walk->left -= share - left;
    walk->files->left_out |= folder.left_out;
    for (size_t i = 0; i < folder.names.count; i++)
        look_at(walk,
                str_format(walk->arena, "%.*s%s%s", STR_ARGS(found.path),
                           found.path.length ? "/" : "", folder.names.items[i]),
                found.depth + 1, &taken);
    folder_names_release(&folder);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void project_files_read(struct project_files *files, const char *folder, struct arena *arena)
{
    struct walk walk = {
        .files = files, .folder = folder, .arena = arena, .left = PROJECT_MAX_ENTRIES};

    VEC_ADD(&walk.folders, ((struct found_folder){STR(""), 0}));
    for (size_t i = 0; i < walk.folders.count; i++)
        read_folder(&walk, walk.folders.items[i]);
    VEC_RELEASE(&walk.folders);
    if (files->paths.count)
        qsort(files->paths.items, files->paths.count, sizeof *files->paths.items, by_path);
}

void project_files_release(struct project_files *files)
{
    VEC_RELEASE(&files->paths);
}
