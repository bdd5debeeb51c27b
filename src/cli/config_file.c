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

/* With the name of its pair before it, and its path seen from here. */
static const char *full_value(const struct config_file *file, const struct config_spot *spot,
                              const char *value)
{
    struct config *config = file->config;
    struct arena arena;

    if (spot->key) {
        arena_init(&arena);
        value = config_keep(
            config, str_format(&arena, "%s%s%s", spot->key, option_separator(spot->row), value));
        arena_release(&arena);
    }
    return config_value_place(config, spot->row, value, path_directory(str_of(file->path)));
}

static void note_origin(const struct config_file *file, const struct config_spot *spot,
                        const struct oasdrift_setting *setting)
{
    struct config *config = file->config;
    struct config_origin origin = {.row = spot->row,
                                   .target = spot->target,
                                   .place = config_keep(config, str_of(setting->place)),
                                   .level = config->level};

    if (str_find(str_of(setting->value), STR("${")) != SIZE_MAX)
        origin.written = full_value(file, spot, config_keep(config, str_of(setting->value)));
    VEC_ADD(&config->origins, origin);
}

static bool store(const struct config_file *file, const struct config_spot *spot,
                  const struct oasdrift_setting *setting)
{
    const char *expanded =
        config_value_expand(file->config, setting->value, setting->place, file->err);
    struct str folder = path_directory(str_of(file->path));
    struct error problem = {0};
    const char *value;

    if (!expanded)
        return false;
    value = full_value(file, spot, expanded);
    if (file->source == CONFIG_PROJECT &&
        !config_value_allowed(spot->row, value, setting->place, folder, file->err))
        return false;
    if (!option_is_list(spot->row) && config_origin_of(file->config, spot->target, spot->row->name))
        return error_raise(file->err, "%s: %s takes one value, and this is a list of several",
                           setting->place, spot->row->name);
    if (!option_store(spot->row, value, spot->target, &problem))
        return error_raise(file->err, "%s: %s", setting->place, problem.message);
    note_origin(file, spot, setting);
    return true;
}

/* What `run` sends to the server that its caller asks for. */
static bool may_hold_credentials(const struct option *row)
{
    return option_kind(row)->use == USE_SEND;
}

/* A URL is fetched, and a name is shown, by commands that nobody takes for sending credentials. */
static bool check_credentials(const struct config_file *file, const struct config_spot *spot,
                              const struct oasdrift_setting *setting)
{
    return file->source != CONFIG_PROJECT || !spot->row || may_hold_credentials(spot->row) ||
           str_find(str_of(setting->value), STR("${OASDRIFT_AUTH_")) == SIZE_MAX ||
           error_raise(file->err,
                       "%s: %s: a project's file puts OASDRIFT_AUTH_* into headers, parameters and "
                       "user alone, for nobody has named it (--config FILE does)",
                       setting->place, spot->row->name);
}

static bool check(const struct config_file *file, const struct config_spot *spot,
                  const struct oasdrift_setting *setting)
{
    bool is_switch = spot->row && !option_takes_value(spot->row);

    if (spot->row && !config_has(spot->row))
        return error_raise(file->err, "%s: no setting of a file: \"%s\"", setting->place,
                           spot->row->name);
    if (!setting->value)
        return true;
    if (!config_value_check(file->config, setting->value, setting->place,
                            file->source == CONFIG_PROJECT, file->err) ||
        !check_credentials(file, spot, setting))
        return false;
    if (is_switch && strcmp(setting->value, "true") != 0 && strcmp(setting->value, "false") != 0)
        return error_raise(file->err, "%s: %s is true or false", setting->place, spot->row->name);
    return true;
}

static bool take(const struct config_file *file, const struct oasdrift_setting *setting)
{
    struct config_spot spot;

    if (!config_spot_find(file, setting, &spot))
        return false;
    if (file->pass == PASS_LOOK)
        return check(file, &spot, setting);
    if (!spot.row || !setting->value || spot.pass != file->pass || !is_open(file, &spot))
        return true;
    if (!option_takes_value(spot.row) && strcmp(setting->value, "false") == 0) {
        note_origin(file, &spot, setting); /* that goes before a true elsewhere */
        return true;
    }
    return store(file, &spot, setting);
}

/* ---- all of it ---- */

/* What the file says: it is read once, for it may be a pipe, and may change. */
struct said {
    struct arena arena;
    VEC(struct oasdrift_setting) settings;
};

static struct oasdrift_list copy_names(struct arena *arena, const struct oasdrift_list *names)
{
    const char **items = arena_alloc(arena, (names->count + 1) * sizeof *items);

    for (size_t i = 0; i < names->count; i++)
        items[i] = str_copy(arena, str_of(names->items[i])).text;
    return (struct oasdrift_list){items, names->count};
}

static bool keep(void *context, const struct oasdrift_setting *setting)
{
    struct said *said = context;
    struct arena *arena = &said->arena;
    const struct oasdrift_setting kept = {
        .sections = copy_names(arena, &setting->sections),
        .name = str_copy(arena, str_of(setting->name)).text,
        .value = setting->value ? str_copy(arena, str_of(setting->value)).text : NULL,
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
