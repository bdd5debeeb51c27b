#include "base/file_uses.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"

void file_uses_init(struct file_uses *uses)
{
    *uses = (struct file_uses){.standard_output = file_place_of_descriptor(STDOUT_FILENO)};
    pthread_mutex_init(&uses->lock, NULL);
}

void file_uses_release(struct file_uses *uses)
{
    for (size_t i = 0; i < uses->outputs.count; i++) {
        free(uses->outputs.items[i].text);
        free(uses->outputs.items[i].path);
    }
    VEC_RELEASE(&uses->outputs);
    pthread_mutex_destroy(&uses->lock);
}

/* ---- outputs ---- */

static bool is_standard_output(const struct file_uses *uses, const char *path,
                               const struct file_place *place)
{
    return strcmp(path, "-") == 0 || file_descriptor_named(path) == STDOUT_FILENO ||
           (!S_ISCHR(place->mode) && file_place_is(place, &uses->standard_output));
}

static bool is_same_output(const struct file_uses *uses, const struct file_use *a,
                           const struct file_use *b)
{
    if (is_standard_output(uses, a->path, &a->place))
        return is_standard_output(uses, b->path, &b->place);
    return strcmp(a->path, b->path) == 0 ||
           (!S_ISCHR(a->place.mode) && file_place_is(&a->place, &b->place));
}

static bool refuse_twice(const struct file_uses *uses, const struct file_use *new,
                         const struct file_use *other, struct error *err)
{
    bool same_kind = strcmp(new->kind, other->kind) == 0;
    bool standard = is_standard_output(uses, new->path, &new->place);

    return error_raise(err, "%s: %s %s already goes to %s", new->text,
                       same_kind ? "another" : "the", other->kind,
                       standard ? "standard output" : other->path);
}

static char *joined(const char *kind, const char *text)
{
    size_t size = strlen(kind) + strlen(text) + 2;
    char *both = alloc_bytes(size);

    snprintf(both, size, "%s %s", kind, text);
    return both;
}

bool file_uses_add(struct file_uses *uses, const char *kind, const char *text, const char *path,
                   struct error *err)
{
    bool standard = strcmp(path, "-") == 0;
    struct file_use use = {.kind = kind,
                           .text = joined(kind, text),
                           .path = alloc_text(path),
                           .place = standard ? uses->standard_output : file_place_of(path)};

    VEC_ADD(&uses->outputs, use);
    for (size_t i = 0; i + 1 < uses->outputs.count; i++)
        if (is_same_output(uses, &use, &uses->outputs.items[i]))
            return refuse_twice(uses, &use, &uses->outputs.items[i], err);
    return true;
}

/* ---- inputs ---- */

/* Does it keep what is written there, and would not without it? */
static bool keeps(const struct file_place *place)
{
    return place->known && (S_ISREG(place->mode) || S_ISBLK(place->mode) || S_ISFIFO(place->mode));
}

/* The output that is that file; NULL: none is. */
static const struct file_use *output_at(const struct file_uses *uses,
                                        const struct file_place *place)
{
    for (size_t i = 0; keeps(place) && i < uses->outputs.count; i++)
        if (file_place_is(&uses->outputs.items[i].place, place))
            return &uses->outputs.items[i];
    return NULL;
}

/* The output that is the folder of that file; NULL: none is. */
static const struct file_use *folder_around(const struct file_uses *uses, const char *path)
{
    const struct file_use *found = NULL;

    for (size_t i = 0; !found && i < uses->outputs.count; i++) {
        const struct file_use *output = &uses->outputs.items[i];
        struct file_place around;
        char *folder, *file;

        if (!S_ISDIR(output->place.mode))
            continue;
        file = file_destination(path);
        folder = file_folder(file ? file : path);
        around = file_place_of(folder);
        found = file_place_is(&output->place, &around) ? output : NULL;
        free(folder);
        free(file);
    }
    return found;
}

static bool refuse(struct file_uses *uses, const struct file_use *output, struct str shown,
                   struct error *err)
{
    struct error refusal = {0};

    if (output && S_ISDIR(output->place.mode))
        error_raise(&refusal, "%s: %.*s, which is read, lies in that folder", output->text,
                    STR_ARGS(shown));
    else if (output)
        error_raise(&refusal, "%s: that would overwrite %.*s, which is read", output->text,
                    STR_ARGS(shown));
    else
        error_raise(&refusal, "standard output goes to %.*s, which is read", STR_ARGS(shown));
    pthread_mutex_lock(&uses->lock);
    if (!uses->refusal.raised)
        uses->refusal = refusal;
    pthread_mutex_unlock(&uses->lock);
    return error_raise(err, "%s", refusal.message);
}

static bool is_written(const struct file_uses *uses, const struct file_place *place)
{
    return output_at(uses, place) || (keeps(place) && file_place_is(place, &uses->standard_output));
}

static bool allow(struct file_uses *uses, const struct file_place *place, struct str shown,
                  struct error *err)
{
    return !is_written(uses, place) || refuse(uses, output_at(uses, place), shown, err);
}

/* Of what is not there, whoever reads it will tell. */
bool file_uses_allow_as(struct file_uses *uses, const char *path, struct str shown,
                        struct error *err)
{
    const struct file_use *folder;
    struct file_place place;

    if (!uses)
        return true;
    if (strcmp(path, "-") == 0)
        return file_uses_allow_open(uses, STDIN_FILENO, STR("standard input"), err);
    folder = folder_around(uses, path);
    if (folder)
        return refuse(uses, folder, shown, err);
    place = file_place_of(path);
    return allow(uses, &place, shown, err);
}

bool file_uses_allow(struct file_uses *uses, const char *path, struct error *err)
{
    return file_uses_allow_as(uses, path, str_of(path), err);
}

bool file_uses_allow_open(struct file_uses *uses, int fd, struct str shown, struct error *err)
{
    struct file_place place;

    if (!uses)
        return true;
    place = file_place_of_descriptor(fd);
    return allow(uses, &place, shown, err);
}

bool file_uses_writes(const struct file_uses *uses, const char *path)
{
    struct file_place place = file_place_of(path);

    return is_written(uses, &place) || folder_around(uses, path);
}

bool file_uses_overwrite(const struct file_uses *uses)
{
    for (size_t i = 0; uses && i < uses->outputs.count; i++)
        if (keeps(&uses->outputs.items[i].place) || S_ISDIR(uses->outputs.items[i].place.mode))
            return true;
    return uses && keeps(&uses->standard_output);
}

bool file_uses_are_kept(struct file_uses *uses, struct error *err)
{
    bool kept;

    pthread_mutex_lock(&uses->lock);
    kept = !uses->refusal.raised;
    if (!kept)
        error_raise(err, "%s", uses->refusal.message);
    pthread_mutex_unlock(&uses->lock);
    return kept;
}
