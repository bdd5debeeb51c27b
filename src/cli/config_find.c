#include "cli/config_find.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/repository.h"
#include "cli/command.h"

static bool is_there(const char *folder, const char *name)
{
    char path[CONFIG_PATH_BYTES];
    int length = snprintf(path, CONFIG_PATH_BYTES, "%s/%s", folder, name);

    return length < CONFIG_PATH_BYTES && file_is_there(path);
}

/* How many folders up the nearest file of the name is, within the repository; -1: none, or no
   repository. */
static int levels_to_file(const char *folder, const char *name)
{
    struct str at = str_of(folder), top;
    struct arena arena;
    int found = -1;

    arena_init(&arena);
    top = repository_folder(&arena, at);
    for (int level = 0; found < 0 && at.length >= top.length && top.text; level++) {
        if (is_there(str_copy(&arena, at).text, name))
            found = level;
        at = path_directory(at);
    }
    arena_release(&arena);
    return found;
}

bool config_find_project(char path[CONFIG_PATH_BYTES])
{
    char folder[CONFIG_PATH_BYTES];
    int levels = getcwd(folder, sizeof folder) ? levels_to_file(folder, OASDRIFT_PROJECT_FILE) : -1;
    size_t length = 0;

    for (; levels > 0 && length < CONFIG_PATH_BYTES - sizeof OASDRIFT_PROJECT_FILE - 3; levels--)
        length += (size_t)snprintf(path + length, CONFIG_PATH_BYTES - length, "../");
    snprintf(path + length, CONFIG_PATH_BYTES - length, "%s", OASDRIFT_PROJECT_FILE);
    return file_is_there(path);
}

void config_tell_misnamed(void)
{
    static const char *const names[] = {".oasdrift.yml", "oasdrift.yaml", "oasdrift.yml"};
    char folder[CONFIG_PATH_BYTES], text[128];

    if (!getcwd(folder, sizeof folder))
        return;
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (levels_to_file(folder, names[i]) < 0 && !file_is_there(names[i]))
            continue;
        snprintf(text, sizeof text, "%s is not read: a project's file is called %s", names[i],
                 OASDRIFT_PROJECT_FILE);
        complain(text);
    }
}

bool config_find_user(char path[CONFIG_PATH_BYTES])
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length;

    if (folder && *folder)
        length = snprintf(path, CONFIG_PATH_BYTES, "%s/oasdrift/config.yaml", folder);
    else if (home && *home)
        length = snprintf(path, CONFIG_PATH_BYTES, "%s/.config/oasdrift/config.yaml", home);
    else
        return false;
    return length < CONFIG_PATH_BYTES && file_is_there(path);
}
