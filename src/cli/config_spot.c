#include "cli/config_spot.h"

#include "base/arena.h"

/* ---- names ---- */

/* The names that lead to it: sections from `depth` on, and the last. */
static size_t names_left(const struct oasdrift_setting *setting, size_t depth)
{
    return setting->sections.count + 1 - depth;
}

static const char *name_at(const struct oasdrift_setting *setting, size_t depth)
{
    return depth < setting->sections.count ? setting->sections.items[depth] : setting->name;
}

static const char *place_at(const struct oasdrift_setting *setting, size_t depth)
{
    return depth < setting->sections.count ? setting->section_places.items[depth] : setting->place;
}

static bool unknown(const struct config_file *file, const struct oasdrift_setting *setting,
                    size_t depth, const char *what, struct near_miss *miss)
{
    return error_raise(file->err, "%s: %s \"%s\"%s", place_at(setting, depth), what,
                       name_at(setting, depth), near_miss_hint(miss));
}

/* A list may have the name of several, "parameters", where that is no option's own: "methods" is.
 */
static const struct option *list_named(const struct option *const *tables, struct str name)
{
    struct near_miss one = near_miss_of(str_slice(name, 0, name.length - 1));
    struct near_miss own = near_miss_of(name);
    const struct option *row = NULL;

    if (str_ends_with(name, STR("s")))
        row = option_named(tables, &one);
    return row && option_is_list(row) && config_has(row) && !option_of_any(&own) ? row : NULL;
}

static const struct option *row_named(const struct option *const *tables, struct near_miss *name)
{
    const struct option *row = option_named(tables, name);

    return row ? row : list_named(tables, name->word);
}

/* The row of the option in the command that is called, else in any command; *here: in the former.
 */
static const struct option *find_anywhere(const struct config_file *file, struct near_miss *name,
                                          bool *here)
{
    const struct command *const *commands = all_commands();
    const struct option *found = row_named(file->tables, name);

    *here = found != NULL;
    for (size_t i = 0; commands[i] && !found; i++) {
        const struct option *tables[OPTION_TABLES_MAX];

        if (commands[i]->stands_alone)
            continue;
        command_tables(commands[i], tables);
        found = row_named(tables, name);
    }
    return found;
}

static bool is_empty_object(const struct oasdrift_setting *setting)
{
    return !setting->value && !setting->in_list;
}

/* ---- where a setting belongs ---- */

static const char *pair_of(const struct config_file *file, const struct option *row,
                           const struct oasdrift_setting *setting)
{
    struct arena arena;
    const char *pair;

    arena_init(&arena);
    pair = config_keep(file->config, str_format(&arena, "%s%s%s", setting->name,
                                                option_separator(row), setting->value));
    arena_release(&arena);
    return pair;
}

/* The rest behind the option's name is nothing, or the name of a pair. */
static bool take_value(const struct config_file *file, const struct oasdrift_setting *setting,
                       size_t depth, const struct option *row, struct config_spot *spot)
{
    const char *separator = option_separator(row);
    size_t left = names_left(setting, depth);
    bool is_pair = left > 1;

    if ((is_pair || is_empty_object(setting)) && !separator)
        return error_raise(file->err,
                           "%s: %s is an option: its value is a text, a number, true or false, or "
                           "a list of them",
                           setting->place, row->name);
    if (left > 2 || (is_pair && is_empty_object(setting)))
        return error_raise(file->err, "%s: %s has names and values, and no objects in them",
                           setting->place, row->name);
    if (is_pair && str_find_char(str_of(setting->name), separator[0]) < strlen(setting->name))
        return error_raise(file->err, "%s: a name of %s has no \"%c\" in it", setting->place,
                           row->name, separator[0]);
    spot->row = row;
    spot->value = is_pair && setting->value ? pair_of(file, row, setting) : setting->value;
    spot->in_list = setting->in_list && !is_pair;
    return true;
}

/* What stands at the top beside options and commands. */
static const char *const top_names[] = {"description", "recordings", "apis", "environments"};

/* "environments: {staging: {description: ...}}", "check: {recordings: ...}" */
static bool stands_at_top(const struct config_file *file, const struct oasdrift_setting *setting,
                          size_t depth)
{
    const char *name = name_at(setting, depth);
    bool stands = command_named(name) != NULL;

    for (size_t i = 0; i < ARRAY_LENGTH(top_names); i++)
        stands = stands || strcmp(name, top_names[i]) == 0;
    return stands && depth > 0 &&
           !error_raise(file->err, "%s: \"%s\" stands at the top of a file, not within \"%s\"",
                        place_at(setting, depth), name, name_at(setting, 0));
}

/* Neither an option nor, at the top (depth 0), anything else has the name: "chek: {exit-zero:
   true}", "lint: strict". Options were tried as near ones. */
static bool no_option(const struct config_file *file, const struct oasdrift_setting *setting,
                      size_t depth, struct near_miss *name)
{
    const struct command *const *commands = all_commands();
    bool is_section = depth < setting->sections.count || is_empty_object(setting);
    const struct command *command = command_named(name_at(setting, depth));

    if (stands_at_top(file, setting, depth))
        return false;
    if (depth == 0 && !is_section && command && !command->stands_alone)
        return error_raise(file->err, "%s: %s is a command: its options stand under it",
                           setting->place, setting->name);
    for (; *commands && depth == 0; commands++)
        if (!(*commands)->stands_alone)
            near_miss_try(name, str_of((*commands)->name));
    for (size_t i = 0; i < ARRAY_LENGTH(top_names) && depth == 0; i++)
        near_miss_try(name, str_of(top_names[i]));
    return unknown(file, setting, depth,
                   is_section && depth == 0 ? "there is no command" : "no command has the option",
                   name);
}

/* An option by its name; at the top, or (depth) in an environment, whose url is one more base of
   the API where nothing is sent to it. */
static bool find_option(const struct config_file *file, const struct oasdrift_setting *setting,
                        size_t depth, struct config_spot *spot)
{
    struct near_miss name = near_miss_of(str_of(name_at(setting, depth)));
    const struct option *row;
    bool here;

    row = find_anywhere(file, &name, &here);
    if (!row)
        return no_option(file, setting, depth, &name);
    if (depth && !here && file->pass != PASS_LOOK && strcmp(row->name, "url") == 0) {
        struct near_miss server = near_miss_of(STR("server"));

        row = find_anywhere(file, &server, &here);
    }
    spot->target = here ? file->invocation : NULL;
    return take_value(file, setting, depth, row, spot);
}

static bool find_in_command(const struct config_file *file, const struct command *command,
                            const struct oasdrift_setting *setting, struct config_spot *spot)
{
    struct near_miss name = near_miss_of(str_of(name_at(setting, 1)));
    const struct option *tables[OPTION_TABLES_MAX];
    const struct option *row;

    command_tables(command, tables);
    row = row_named(tables, &name);
    if (!row && stands_at_top(file, setting, 1))
        return false;
    if (!row)
        return unknown(file, setting, 1, "the command has no option", &name);
    spot->pass = PASS_COMMAND;
    spot->target = command == file->command ? file->invocation : NULL;
    return take_value(file, setting, 1, row, spot);
}

/* What the user's file says of APIs that the project does not have is passed over: it is about
   others. */
static struct oasdrift_api *passed_over(struct config *config)
{
    if (!config->passed_over)
        config->passed_over = alloc_zeroed(1, sizeof *config->passed_over);
    return config->passed_over;
}

/* The API is made where it is named first. NULL and an error: there are too many. */
static struct oasdrift_api *api_of(const struct config_file *file,
                                   const struct oasdrift_setting *setting, const char *name)
{
    struct config *config = file->config;
    struct oasdrift_api *api = config_api(config, name);

    if (name && (!*name || !is_plain_word(name)))
        error_raise(file->err, "%s: the name of an API is made of letters, digits, and - _ .",
                    setting->place);
    else if (!api && file->source == CONFIG_USER && config->project)
        return passed_over(config);
    else if (!api && config->apis.count == CONFIG_MAX_APIS)
        error_raise(file->err, "%s: more than %d APIs", setting->place, CONFIG_MAX_APIS);
    else if (!api) {
        api = alloc_zeroed(1, sizeof *api);
        api->name = name ? config_keep(config, str_of(name)) : NULL;
        VEC_ADD(&config->apis, api);
        VEC_ADD(&config->places, config_keep(config, str_of(place_at(setting, name ? 1 : 0))));
    }
    return file->err->raised ? NULL : api;
}

static bool find_in_api(const struct config_file *file, struct oasdrift_api *api,
                        const struct oasdrift_setting *setting, size_t depth,
                        struct config_spot *spot)
{
    const struct option *const tables[] = {config_api_options, NULL};
    struct near_miss name = near_miss_of(str_of(name_at(setting, depth)));
    const struct option *row = row_named(tables, &name);

    if (depth == 2)
        near_miss_try(&name, STR("environments"));
    if (!row)
        return unknown(file, setting, depth, "an API has no setting", &name);
    spot->target = api;
    return take_value(file, setting, depth, row, spot);
}

static bool is_chosen(const struct config_file *file, const char *environment)
{
    return file->invocation->environment && strcmp(file->invocation->environment, environment) == 0;
}

static bool note_environment(const struct config_file *file, const struct oasdrift_setting *setting,
                             const char *name)
{
    struct config *config = file->config;

    for (size_t i = 0; i < config->environments.count; i++)
        if (strcmp(config->environments.items[i], name) == 0)
            return true;
    if (str_find(str_of(name), STR("${")) != SIZE_MAX)
        return error_raise(file->err, "%s: the name of an environment has no variable in it",
                           setting->place);
    if (config->environments.count == CONFIG_MAX_ENVIRONMENTS)
        return error_raise(file->err, "%s: more than %d environments", setting->place,
                           CONFIG_MAX_ENVIRONMENTS);
    VEC_ADD(&config->environments, config_keep(config, str_of(name)));
    return true;
}

/* "environments: {staging: {url: ...}}"; of an API, or (NULL) for all. */
static bool find_in_environment(const struct config_file *file, struct oasdrift_api *api,
                                const struct oasdrift_setting *setting, size_t depth,
                                struct config_spot *spot)
{
    size_t left = names_left(setting, depth);
    bool found;

    if (left < 2 && !is_empty_object(setting))
        return error_raise(file->err, "%s: environments have names, and settings under them",
                           setting->place);
    if (file->pass == PASS_LOOK && left &&
        !note_environment(file, setting, name_at(setting, depth)))
        return false;
    if (left < 2) /* there is nothing in it */
        return true;
    found = api ? find_in_api(file, api, setting, depth + 1, spot)
                : find_option(file, setting, depth + 1, spot);
    spot->pass = PASS_ENVIRONMENT;
    if (!is_chosen(file, name_at(setting, depth)))
        spot->target = NULL;
    return found;
}

/* "apis: {users: {description: ...}}" */
static bool find_in_apis(const struct config_file *file, const struct oasdrift_setting *setting,
                         struct config_spot *spot)
{
    struct oasdrift_api *api;

    if (names_left(setting, 1) < 2 && !is_empty_object(setting))
        return error_raise(file->err, "%s: APIs have names, and a description under each",
                           setting->place);
    api = api_of(file, setting, name_at(setting, 1));
    if (!api || names_left(setting, 1) < 2)
        return api != NULL;
    if (strcmp(name_at(setting, 2), "environments") == 0)
        return find_in_environment(file, api, setting, 3, spot);
    return find_in_api(file, api, setting, 2, spot);
}

/* What stands at the top beside options: what an API of its own would have. */
static bool find_at_top(const struct config_file *file, const struct oasdrift_setting *setting,
                        struct config_spot *spot)
{
    const char *name = name_at(setting, 0);
    struct oasdrift_api *api;

    if (strcmp(name, "description") != 0 && strcmp(name, "recordings") != 0)
        return find_option(file, setting, 0, spot);
    api = api_of(file, setting, NULL);
    return api && find_in_api(file, api, setting, 0, spot);
}

bool config_spot_find(const struct config_file *file, const struct oasdrift_setting *setting,
                      struct config_spot *spot)
{
    const char *first = name_at(setting, 0);
    const struct command *owner = command_named(first);
    bool is_section = setting->sections.count > 0 || is_empty_object(setting);

    *spot = (struct config_spot){.pass = PASS_TOP};
    if (strcmp(first, "apis") == 0)
        return names_left(setting, 0) < 2
                   ? error_raise(file->err, "%s: no API is named", setting->place)
                   : find_in_apis(file, setting, spot);
    if (strcmp(first, "environments") == 0)
        return find_in_environment(file, NULL, setting, 1, spot);
    if (!owner || !is_section)
        return find_at_top(file, setting, spot);
    if (owner->stands_alone)
        return error_raise(file->err, "%s: %s has no settings", place_at(setting, 0), first);
    return setting->sections.count == 0 || find_in_command(file, owner, setting, spot);
}
