#include "cli/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/path.h"

enum { PATH_BYTES = 4096 };
#define PROJECT_FILE ".oasdrift.yaml"

/* ---- which files ---- */

static bool is_there(const char *folder, const char *name, char path[PATH_BYTES])
{
    int length = snprintf(path, PATH_BYTES, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);

    return length < PATH_BYTES && access(path, F_OK) == 0;
}

/* The nearest file between `folder` and the folder above it that has .git. false: there is no such
   file, or no such folder. */
static bool find_in_repository(const char *folder, char path[PATH_BYTES])
{
    char at[PATH_BYTES], git[PATH_BYTES], found[PATH_BYTES] = "";

    snprintf(at, sizeof at, "%s", folder);
    for (;;) {
        char *slash = strrchr(at, '/');

        if (!*found && !is_there(at, PROJECT_FILE, found))
            *found = '\0';
        if (is_there(at, ".git", git))
            break;
        if (!slash || strcmp(at, "/") == 0)
            return false;
        slash[slash == at] = '\0';
    }
    memcpy(path, found, PATH_BYTES);
    return *path != '\0';
}

static bool find_project_file(char path[PATH_BYTES])
{
    char folder[PATH_BYTES];

    if (getcwd(folder, sizeof folder) && find_in_repository(folder, path))
        return true;
    snprintf(path, PATH_BYTES, "%s", PROJECT_FILE);
    return access(path, F_OK) == 0;
}

static bool find_user_file(char path[PATH_BYTES])
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    int length;

    if (folder && *folder)
        length = snprintf(path, PATH_BYTES, "%s/oasdrift/config.yaml", folder);
    else if (home && *home)
        length = snprintf(path, PATH_BYTES, "%s/.config/oasdrift/config.yaml", home);
    else
        return false;
    return length < PATH_BYTES && access(path, F_OK) == 0;
}

/* ---- values ---- */

static char *keep(struct config *config, struct str text)
{
    char *copy = alloc_zeroed(1, text.length + 1);

    if (text.length)
        memcpy(copy, text.text, text.length);
    config->texts = alloc_resize(config->texts, (config->text_count + 1) * sizeof *config->texts);
    config->texts[config->text_count++] = copy;
    return copy;
}

/* "strict" comes with the program; "./strict" and "strict.yaml" are files. */
static bool is_rule_set(struct str value)
{
    return str_find_char(value, '/') == value.length && str_find_char(value, '.') == value.length;
}

static bool is_folder(struct str value)
{
    return str_starts_with(value, STR(".")) || str_find_char(value, '/') < value.length;
}

/* Where in the value a path begins; its length when it has none. */
static size_t path_in(const struct option *row, struct str value)
{
    size_t equals = str_find_char(value, '=');

    switch (row->kind) {
    case OPTION_FILE:
    case OPTION_FILES:
        return 0;
    case OPTION_NAMED_FILES:
        return equals < value.length ? equals + 1 : value.length;
    case OPTION_RULE_SETS:
        return is_rule_set(value) ? value.length : 0;
    case OPTION_FOLDERS_OR_HOSTS:
        return is_folder(value) ? 0 : value.length;
    case OPTION_FLAG:
    case OPTION_TEXT:
    case OPTION_LIST:
    case OPTION_NUMBER:
    case OPTION_TIME:
    case OPTION_CHOICE:
    case OPTION_RAISE:
    case OPTION_LOWER:
        break;
    }
    return value.length;
}

/* A path in a configuration file is relative to the folder of the file. */
static const char *place_value(struct config *config, const struct option *row, const char *text,
                               struct str folder)
{
    struct str value = str_of(text);
    size_t at = path_in(row, value);
    struct str path = str_slice(value, at, SIZE_MAX);
    char joined[PATH_BYTES];

    if (path.length == 0 || path.text[0] == '/' || str_is(path, "-") || str_is(folder, "."))
        return keep(config, value);
    if (snprintf(joined, sizeof joined, "%.*s%.*s/%.*s", (int)at, value.text, STR_ARGS(folder),
                 STR_ARGS(path)) >= PATH_BYTES)
        return keep(config, value);
    return keep(config, str_of(joined));
}

/* No output may be written over it. */
static void note_read(struct config *config, const char *path)
{
    const char **read = alloc_resize((void *)(uintptr_t)config->read.items,
                                     (config->read.count + 1) * sizeof *read);

    read[config->read.count] = keep(config, str_of(path));
    config->read = (struct oasdrift_list){read, config->read.count + 1};
}

/* ---- one file ---- */

enum { OPTIONS_MAX = 256 };

struct reading {
    struct config *config;
    const struct command *command;
    const struct option *const *tables;
    struct invocation *invocation;
    struct str folder; /* of the file */
    bool of_commands;  /* first the sections of commands are read, then the top */
    const struct option *open[OPTIONS_MAX]; /* that nothing has set before */
    size_t open_count;
    struct error *err;
};

static void list_open(struct reading *reading)
{
    reading->open_count = 0;
    for (const struct option *const *table = reading->tables; *table; table++)
        for (const struct option *row = *table; row->name; row++)
            if (reading->open_count < OPTIONS_MAX && option_is_unset(row, reading->invocation))
                reading->open[reading->open_count++] = row;
}

static bool is_open(const struct reading *reading, const struct option *row)
{
    for (size_t i = 0; i < reading->open_count; i++)
        if (reading->open[i] == row)
            return true;
    return false;
}

static bool unknown(const struct reading *reading, const struct oasdrift_setting *setting,
                    const char *what, struct near_miss *miss)
{
    return error_raise(reading->err, "%s: %s \"%s\"%s", setting->place, what, setting->name,
                       miss ? near_miss_hint(miss) : "");
}

/* The row of the option in the command that is called, else in any command; *here: in the former.
 */
static const struct option *find_anywhere(const struct reading *reading, struct near_miss *name,
                                          bool *here)
{
    const struct command *const *commands = all_commands();
    const struct option *found = NULL;

    *here = false;
    for (size_t i = 0; commands[i]; i++) {
        const struct option *tables[OPTION_TABLES_MAX];
        const struct option *row;

        command_tables(commands[i], tables);
        row = option_named(tables, name);
        if (row && (!found || commands[i] == reading->command))
            found = row;
        *here = *here || (row && commands[i] == reading->command);
    }
    return found;
}

static bool set(struct reading *reading, const struct option *row,
                const struct oasdrift_setting *setting)
{
    struct error problem = {0};
    bool is_switch = !option_takes_value(row);

    if (strcmp(row->name, "help") == 0 || strcmp(row->name, "config") == 0)
        return unknown(reading, setting, "no setting of a file:", NULL);
    if (is_switch && strcmp(setting->value, "true") != 0 && strcmp(setting->value, "false") != 0)
        return error_raise(reading->err, "%s: %s is true or false", setting->place, row->name);
    if (!is_open(reading, row) || (is_switch && strcmp(setting->value, "false") == 0))
        return true;
    if (option_store(row, place_value(reading->config, row, setting->value, reading->folder),
                     reading->invocation, &problem))
        return true;
    return error_raise(reading->err, "%s: %s", setting->place, problem.message);
}

/* What has fields is a command's section; "parameter: {id: 7}" is an option's value gone wrong. */
static bool no_section(struct reading *reading, const struct oasdrift_setting *setting)
{
    struct near_miss name = near_miss_of(str_of(setting->command));
    bool here;

    if (find_anywhere(reading, &name, &here))
        return error_raise(reading->err,
                           "%s: %s is an option: its value is a text, a number, true or false, or "
                           "a list of them",
                           setting->place, setting->command);
    return error_raise(reading->err, "%s: there is no command \"%s\"", setting->place,
                       setting->command);
}

static bool take(void *context, const struct oasdrift_setting *setting)
{
    struct reading *reading = context;
    const struct command *owner;
    struct near_miss name = near_miss_of(str_of(setting->name));
    const struct option *row;
    bool here;

    if (!setting->command) {
        row = find_anywhere(reading, &name, &here);
        if (!row)
            return unknown(reading, setting, "no command has the option", &name);
        return reading->of_commands || !here || set(reading, row, setting);
    }
    owner = command_named(setting->command);
    if (!owner)
        return no_section(reading, setting);
    else {
        const struct option *tables[OPTION_TABLES_MAX];

        command_tables(owner, tables);
        row = option_named(tables, &name);
    }
    if (!row)
        return unknown(reading, setting, "the command has no option", &name);
    return !reading->of_commands || owner != reading->command || set(reading, row, setting);
}

/* Reads it twice, for the section of the command overrides the top. */
static bool apply_file(struct reading *reading, const char *path)
{
    char message[ERROR_MESSAGE_BYTES];

    reading->folder = path_directory(str_of(path));
    for (int pass = 0; pass < 2; pass++) {
        reading->of_commands = pass == 0;
        list_open(reading);
        if (oasdrift_read_settings(path, take, reading, message, sizeof message))
            continue;
        if (!reading->err->raised)
            error_raise(reading->err, "%s", message);
        return false;
    }
    note_read(reading->config, path);
    return true;
}

bool config_apply(struct config *config, const struct command *command,
                  const struct option *const *tables, struct invocation *invocation,
                  struct error *err)
{
    struct reading reading = {.config = config,
                              .command = command,
                              .tables = tables,
                              .invocation = invocation,
                              .err = err};
    const char *named = invocation->config ? invocation->config : getenv("OASDRIFT_CONFIG");
    char path[PATH_BYTES];

    if (named && !*named)
        return true;
    if (named && !apply_file(&reading, named))
        return false;
    if (!named && find_project_file(path) && !apply_file(&reading, path))
        return false;
    return !find_user_file(path) || apply_file(&reading, path);
}

void config_release(struct config *config)
{
    for (size_t i = 0; i < config->text_count; i++)
        free(config->texts[i]);
    free(config->texts);
    free((void *)(uintptr_t)config->read.items);
    *config = (struct config){0};
}
