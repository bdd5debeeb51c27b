#include "cli/config_file.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/path.h"
#include "cli/config_origin.h"
#include "cli/config_spot.h"
#include "cli/config_value.h"
#include "cli/option_kind.h"

/* An origin of a lower level, or of an earlier pass, goes before. */
static bool is_open(const struct config_file *file, const struct config_spot *spot)
{
    const struct config_origin *origin =
        config_origin_of(file->config, spot->target, spot->row->name);

    return !origin || origin->level == file->config->level;
}

/* Its path is seen from here. */
static const char *placed(const struct config_file *file, const struct config_spot *spot,
                          const char *value)
{
    return config_value_place(file->config, spot->row, value, path_directory(str_of(file->path)));
}

static bool has_variable(const struct config_spot *spot)
{
    return spot->value && str_find(str_of(spot->value), STR("${")) != SIZE_MAX;
}

static void note_origin(const struct config_file *file, const struct config_spot *spot,
                        const char *place)
{
    struct config *config = file->config;
    struct config_origin origin = {.row = spot->row,
                                   .target = spot->target,
                                   .place = config_keep(config, str_of(place)),
                                   .level = config->level};

    if (has_variable(spot))
        origin.written = placed(file, spot, config_keep(config, str_of(spot->value)));
    VEC_ADD(&config->origins, origin);
}

/* Nothing is stored then; but it goes before what is said elsewhere. */
static bool is_off(const struct option *row, const char *value)
{
    return !option_takes_value(row) && strcmp(value, "false") == 0;
}

static bool store(const struct config_file *file, const struct config_spot *spot, const char *place)
{
    const char *value = config_value_expand(file->config, spot->value, place, file->err);
    struct str folder = path_directory(str_of(file->path));
    struct error problem = {0};

    if (!value)
        return false;
    value = placed(file, spot, value);
    if (!config_value_takes(spot->row, value, place, file->err) ||
        (file->source == CONFIG_PROJECT &&
         !config_value_allowed(spot->row, value, place, folder, file->err)))
        return false;
    return is_off(spot->row, value) || option_store(spot->row, value, spot->target, &problem) ||
           error_raise(file->err, "%s: %s", place, problem.message);
}

/* A URL is fetched, and a name is shown, by commands that nobody takes for sending credentials;
   `run` sends to the server that its caller asks for. */
static bool check_credentials(const struct config_file *file, const struct config_spot *spot,
                              const char *place)
{
    return file->source != CONFIG_PROJECT || option_kind(spot->row)->use == USE_SEND ||
           str_find(str_of(spot->value), STR("${OASDRIFT_AUTH_")) == SIZE_MAX ||
           error_raise(file->err,
                       "%s: %s: a project's file puts OASDRIFT_AUTH_* into headers, parameters and "
                       "user alone, for nobody has named it (--config FILE does)",
                       place, spot->row->name);
}

/* "env" is no setting; "environments" is. */
static bool check_row(const struct config_file *file, const struct config_spot *spot,
                      const char *place)
{
    struct near_miss name = near_miss_of(str_of(spot->row->name));

    near_miss_try(&name, STR("apis"));
    near_miss_try(&name, STR("environments"));
    if (!config_has(spot->row))
        return error_raise(file->err, "%s: no setting of a file: \"%s\"%s", place, spot->row->name,
                           near_miss_hint(&name));
    return !spot->in_list || option_is_list(spot->row) ||
           error_raise(file->err, "%s: %s takes one value, and no list", place, spot->row->name);
}

/* Also of a command or an environment that is not meant now: it will be. What a variable holds is
   not known by then. */
static bool check(const struct config_file *file, const struct config_spot *spot, const char *place)
{
    bool found = file->source == CONFIG_PROJECT;

    if (!spot->row)
        return true;
    if (!check_row(file, spot, place))
        return false;
    return !spot->value ||
           (config_value_check(file->config, spot->value, place, found, file->err) &&
            check_credentials(file, spot, place) &&
            (has_variable(spot) || config_value_takes(spot->row, spot->value, place, file->err)));
}

static bool take(const struct config_file *file, const struct oasdrift_setting *setting)
{
    const char *place = setting->place;
    struct config_spot spot;

    if (!config_spot_find(file, setting, &spot))
        return false;
    if (file->pass == PASS_LOOK)
        return check(file, &spot, place);
    if (!spot.target || spot.pass != file->pass || !is_open(file, &spot))
        return true;
    if (spot.value && !store(file, &spot, place))
        return false;
    if (spot.value || spot.in_list) /* a list without items goes before others, too */
        note_origin(file, &spot, place);
    return true;
}

/* ---- all of it ---- */

/* What the file says: it is read once, for it may be a pipe, and may change. */
struct said {
    struct arena arena;
    VEC(struct oasdrift_setting) settings;
};

static struct oasdrift_list copy_texts(struct arena *arena, const struct oasdrift_list *texts)
{
    const char **items = arena_alloc(arena, (texts->count + 1) * sizeof *items);

    for (size_t i = 0; i < texts->count; i++)
        items[i] = str_copy(arena, str_of(texts->items[i])).text;
    return (struct oasdrift_list){items, texts->count};
}

static bool keep(void *context, const struct oasdrift_setting *setting)
{
    struct said *said = context;
    struct arena *arena = &said->arena;
    const struct oasdrift_setting kept = {
        .sections = copy_texts(arena, &setting->sections),
        .section_places = copy_texts(arena, &setting->section_places),
        .name = str_copy(arena, str_of(setting->name)).text,
        .value = setting->value ? str_copy(arena, str_of(setting->value)).text : NULL,
        .in_list = setting->in_list,
        .place = str_copy(arena, str_of(setting->place)).text};

    VEC_ADD(&said->settings, kept);
    return true;
}

/* found: it is read only where that cannot wait. */
static bool read_settings(struct said *said, const char *path, bool found, struct error *err)
{
    char message[ERROR_MESSAGE_BYTES];

    *said = (struct said){.settings = {NULL, 0, 0}};
    arena_init(&said->arena);
    return oasdrift_read_settings(path, found, keep, said, message, sizeof message) ||
           error_raise(err, "%s", message);
}

static void release(struct said *said)
{
    VEC_RELEASE(&said->settings);
    arena_release(&said->arena);
}

static bool go_through(struct config_file *file, const struct said *said)
{
    file->config->level++;
    for (size_t i = 0; i < said->settings.count; i++)
        if (!take(file, &said->settings.items[i]))
            return false;
    return true;
}

bool config_file_apply(struct config_file *file)
{
    struct said said;
    bool applied = read_settings(&said, file->path, file->source != CONFIG_NAMED, file->err);

    for (file->pass = PASS_LOOK; applied && file->pass < PASSES; file->pass++)
        applied = go_through(file, &said);
    release(&said);
    return applied;
}

void config_file_look(struct config_file *file, const char *path)
{
    size_t mistakes = 0;
    struct said said;

    if (file_size(path) > CONFIG_LOOK_MAX_BYTES)
        return;
    file->pass = PASS_LOOK;
    read_settings(&said, path, true, NULL);
    for (size_t i = 0; i < said.settings.count; i++) {
        if (mistakes < CONFIG_LOOK_MAX_MISTAKES && !take(file, &said.settings.items[i]))
            mistakes++;
        error_clear(file->err);
    }
    release(&said);
}
