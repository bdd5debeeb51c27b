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

struct walk {
    struct project_files *files;
    const char *folder;
    struct arena *arena;
    size_t depth;
    size_t left;  /* entries that may still be read */
    bool is_full; /* nothing more is taken */
};

static void walk_folder(struct walk *walk, struct str path);

static void walk_entry(struct walk *walk, struct str path)
{
    struct project_files *files = walk->files;
    const char *from_here = str_format(walk->arena, "%s/%.*s", walk->folder, STR_ARGS(path)).text;
    struct stat status;

    if (lstat(from_here, &status) != 0)
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
    struct folder_names folder;

    if (walk->depth == PROJECT_MAX_DEPTH) { /* what stands beside it is looked at */
        walk->files->left_out = true;
        return;
    }
    if (!folder_names_read(&folder,
                           str_format(walk->arena, "%s/%.*s", walk->folder, STR_ARGS(path)).text,
                           is_of_project, &walk->left))
        return;
    walk->files->left_out |= folder.left_out;
    walk->depth++;
    for (size_t i = 0; i < folder.names.count && !walk->is_full; i++)
        walk_entry(walk, str_format(walk->arena, "%.*s%s%s", STR_ARGS(path), path.length ? "/" : "",
                                    folder.names.items[i]));
    walk->depth--;
    folder_names_release(&folder);
}

void project_files_read(struct project_files *files, const char *folder, struct arena *arena)
{
    struct walk walk = {
        .files = files, .folder = folder, .arena = arena, .left = PROJECT_MAX_ENTRIES};

    walk_folder(&walk, STR(""));
}

void project_files_release(struct project_files *files)
{
    VEC_RELEASE(&files->paths);
}
