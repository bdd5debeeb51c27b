/* oasdrift_init: a first configuration file of what a folder has. */
#include "oasdrift.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "base/file_uses.h"
#include "call/caller.h"
#include "call/first_configuration.h"

struct initiation {
    const char *folder;
    const struct oasdrift_terminal_options *terminal;
    struct arena arena;
    struct project_files files;
    struct project_found found;
    struct references references;
    struct file_uses uses;
};

/* ---- what was found ---- */

static struct str shown(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.length * 8 + 1);

    return (struct str){out, escape_control(text, out, text.length * 8)};
}

static void tell_descriptions(struct initiation *init)
{
    for (size_t i = 0; i < init->found.descriptions.count; i++) {
        const struct found_description *description = init->found.descriptions.items[i];
        const struct api *api = description->api;

        printf("%.*s: %.*s %.*s, OpenAPI %.*s, %zu %s\n",
               STR_ARGS(shown(&init->arena, str_of(description->path))),
               STR_ARGS(shown(&init->arena, api->title)),
               STR_ARGS(shown(&init->arena, api->api_version)),
               STR_ARGS(shown(&init->arena, api->version_text)), api->operation_count,
               str_counted(api->operation_count, "operation", "operations"));
    }
}

static void tell_recording(struct initiation *init, struct str name,
                           const struct found_recording *recording)
{
    struct str path = shown(&init->arena, name);

    if (!recording->of && !init->found.descriptions.count) {
        printf("%.*s: %s\n", STR_ARGS(path), recording->format);
        return;
    }
    if (!recording->of) {
        printf("%.*s: %s; none of %zu %s hits an operation: left out\n", STR_ARGS(path),
               recording->format, recording->requests,
               str_counted(recording->requests, "request", "requests"));
        return;
    }
    printf("%.*s: %s; %zu of %zu %s hit %.*s", STR_ARGS(path), recording->format, recording->hits,
           recording->requests, str_counted(recording->requests, "request", "requests"),
           STR_ARGS(shown(&init->arena, str_of(recording->of->path))));
    if (recording->also)
        printf(", and as many %.*s", STR_ARGS(shown(&init->arena, str_of(recording->also->path))));
    putchar('\n');
}

static void tell_recordings(struct initiation *init)
{
    struct found_recording sum;
    struct strbuf name;

    strbuf_init(&name, SIZE_MAX);
    for (size_t i = 0; i < init->found.recordings.count; i++)
        if (first_configuration_item(&name, &init->found, &init->files, i, &sum))
            tell_recording(init, strbuf_str(&name), &sum);
    strbuf_release(&name);
}

static void tell(struct initiation *init)
{
    tell_descriptions(init);
    tell_recordings(init);
    for (size_t i = 0; i < init->found.aside.count; i++)
        printf("%.*s: %.*s: left out\n",
               STR_ARGS(shown(&init->arena, str_of(init->found.aside.items[i].path))),
               STR_ARGS(shown(&init->arena, init->found.aside.items[i].why)));
    if (init->files.left_out || init->found.left_out)
        printf("not all was looked at: the limits are %d files and folders (%d of one folder), %d "
               "that may be of use (%d), %d folders deep, %d descriptions and %d recordings\n",
               PROJECT_MAX_ENTRIES, PROJECT_MAX_FOLDER_ENTRIES, PROJECT_MAX_FILES,
               PROJECT_MAX_FOLDER_FILES, PROJECT_MAX_DEPTH, PROJECT_MAX_DESCRIPTIONS,
               PROJECT_MAX_RECORDINGS);
}

/* ---- the file ---- */

static bool is_written_by(FILE *file, struct str text)
{
    bool written = fwrite(text.text, 1, text.length, file) == text.length;

    return fclose(file) == 0 && written;
}

/* Nothing that is there is written over, a link that leads nowhere included. */
static bool write_file(struct initiation *init, const char *path, struct error *err)
{
    struct strbuf text;
    FILE *file;
    bool written;

    file = fopen(path, "wx");
    if (!file)
        return error_raise(err, "%s: %s", path, strerror(errno));
    strbuf_init(&text, SIZE_MAX);
    first_configuration_add(&text, &init->found, &init->files);
    written = is_written_by(file, strbuf_str(&text));
    strbuf_release(&text);
    if (written)
        return true;
    error_raise(err, "%s: %s", path, strerror(errno));
    remove(path);
    return false;
}

static bool has_recordings(const struct initiation *init)
{
    for (size_t i = 0; i < init->found.recordings.count; i++)
        if (init->found.recordings.items[i].of)
            return true;
    return false;
}

static const char *path_of_file(struct initiation *init)
{
    return strcmp(init->folder, ".") == 0
               ? OASDRIFT_PROJECT_FILE
               : str_format(&init->arena, "%s/" OASDRIFT_PROJECT_FILE, init->folder).text;
}

static int init_folder(struct initiation *init)
{
    const struct oasdrift_description_options options = {.formats = NULL};
    const char *path = path_of_file(init);
    struct error err = {0};

    if (access(init->folder, R_OK | X_OK) != 0) {
        error_raise(&err, "%s: %s", init->folder, strerror(errno));
        return caller_unusable(init->terminal, &err);
    }
    if (file_exists(path)) {
        error_raise(&err, "%s is there already, and stays as it is", path);
        return caller_unusable(init->terminal, &err);
    }
    if (!references_init(&init->references, &options, init->terminal, &init->uses, &err))
        return caller_unusable(init->terminal, &err);
    project_files_read(&init->files, init->folder, &init->arena);
    project_found_read(&init->found, init->folder, &init->files, &init->references, &init->arena);
    tell(init);
    if (!init->found.descriptions.count) {
        printf("no OpenAPI description was found among %zu %s: nothing is written; a "
               "description elsewhere is named, by its path or URL: oasdrift check DESCRIPTION "
               "RECORDING...\n",
               init->files.paths.count, str_counted(init->files.paths.count, "file", "files"));
        return OASDRIFT_INCOMPLETE;
    }
    if (!write_file(init, path, &err)) {
        caller_say(init->terminal, err.message);
        return OASDRIFT_INTERNAL;
    }
    printf("%s is written; next: oasdrift %s\n", path, has_recordings(init) ? "check" : "lint");
    return OASDRIFT_OK;
}

int oasdrift_init(const char *folder, const struct oasdrift_terminal_options *terminal)
{
    static const struct oasdrift_terminal_options defaults;
    struct initiation init = {.folder = folder ? folder : ".",
                              .terminal = terminal ? terminal : &defaults};
    int code;

    arena_init(&init.arena);
    file_uses_init(&init.uses);
    code = init_folder(&init);
    project_found_release(&init.found);
    project_files_release(&init.files);
    references_release(&init.references);
    file_uses_release(&init.uses);
    arena_release(&init.arena);
    return code;
}
