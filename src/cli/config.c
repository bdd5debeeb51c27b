#include "cli/config.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "cli/config_file.h"
#include "cli/config_find.h"
#include "cli/config_origin.h"
#include "cli/environment.h"
#include "cli/text_list.h"

#define OF_API(name) offsetof(struct oasdrift_api, name)

const struct option config_api_options[] = {
    {"description", 0, OPTION_FILE, OF_API(description), "FILE", "its OpenAPI description", NULL,
     0},
    {"recordings", 0, OPTION_FILES, OF_API(recordings), "FILE",
     "recorded exchanges: files, folders, patterns (recordings/*.har, **/*.har)", NULL, 0},
    {"url", 0, OPTION_TEXT, OF_API(url), "URL", "the base URL under which it lives", NULL, 0},
    {"server", 0, OPTION_LIST, OF_API(servers), "URL-or-PATH", "another base of the API", NULL, 0},
    {"overlay", 0, OPTION_FILES, OF_API(overlays), "FILE",
     "an Overlay applied to the description first", NULL, 0},
    {"parameter", 0, OPTION_PAIRS, OF_API(parameters), "NAME=VALUE", "a parameter's value", NULL,
     0},
    {"header", 0, OPTION_HEADERS, OF_API(headers), "'NAME: VALUE'", "added to every request", NULL,
     0},
    {.name = NULL}};

bool config_has(const struct option *row)
{
    static const char *const others[] = {"help", "config", "env", "api"};

    for (size_t i = 0; i < ARRAY_LENGTH(others); i++)
        if (strcmp(row->name, others[i]) == 0)
            return false;
    return true;
}

/* ---- what was given already ---- */

/* Also a switch that is off there. */
static bool is_given(const struct option *row, const struct invocation *invocation, bool variables)
{
    return !option_is_unset(row, invocation) ||
           (variables && !option_takes_value(row) && variable_is_set(row));
}

static const char *variable_text(struct config *config, const struct option *row)
{
    char variable[VARIABLE_BYTES];

    variable_of_name(str_of(row->name), variable);
    return config_keep(config, str_of(variable));
}

void config_note(struct config *config, const struct option *const *tables,
                 const struct invocation *invocation, bool variables)
{
    for (; *tables; tables++)
        for (const struct option *row = *tables; row->name; row++) {
            struct config_origin origin = {.row = row,
                                           .target = invocation,
                                           .level = variables ? CONFIG_LEVEL_ENVIRONMENT
                                                              : CONFIG_LEVEL_FLAG};

            if (!is_given(row, invocation, variables) ||
                config_origin_of(config, invocation, row->name))
                continue;
            origin.place = variables ? variable_text(config, row) : "flag";
            VEC_ADD(&config->origins, origin);
        }
}

/* ---- files in their order ---- */

static bool apply(struct config_file *file, const char *path, enum config_source source)
{
    bool had_apis = file->config->apis.count > 0;

    file->path = path;
    file->source = source;
    if (!config_file_apply(file))
        return false;
    /* No output may be written over it. */
    text_list_add(&file->config->read, config_keep(file->config, str_of(path)));
    if (!had_apis && file->config->apis.count)
        file->config->project = file->config->read.items[file->config->read.count - 1];
    return true;
}

static bool is_environment(const struct config *config, const char *name, struct error *err)
{
    struct near_miss miss = near_miss_of(str_of(name));

    if (!config->environments.count)
        return error_raise(err, "--env %s: no configuration file has environments", name);
    for (size_t i = 0; i < config->environments.count; i++) {
        if (strcmp(config->environments.items[i], name) == 0)
            return true;
        near_miss_try(&miss, str_of(config->environments.items[i]));
    }
    return error_raise(err, "--env: there is no environment \"%s\"%s", name,
                       near_miss_hint_or_all(&miss));
}

/* "": none is to be read. NULL: none is named. */
static const char *named_file(const struct invocation *invocation)
{
    return invocation->config ? invocation->config : getenv("OASDRIFT_CONFIG");
}

static bool is_flag(const struct config *config, const struct invocation *invocation)
{
    const struct config_origin *origin = config_origin_of(config, invocation, "config");

    return origin && origin->level == CONFIG_LEVEL_FLAG;
}

bool config_apply(struct config *config, const struct command *command,
                  const struct option *const *tables, struct invocation *invocation,
                  struct error *err)
{
    struct config_file file = {.config = config,
                               .command = command,
                               .tables = tables,
                               .invocation = invocation,
                               .err = err};
    const char *named = named_file(invocation);
    bool reads = !named || *named;
    char path[CONFIG_PATH_BYTES];

    config->level = CONFIG_LEVEL_FILES;
    if (reads && named && access(named, R_OK) != 0)
        return error_raise(err, "%s%s: %s",
                           is_flag(config, invocation) ? "--config " : "OASDRIFT_CONFIG=", named,
                           strerror(errno));
    if (reads && named && !apply(&file, named, CONFIG_NAMED))
        return false;
    if (!named && !config_find_project(path))
        config_tell_misnamed();
    else if (!named && !apply(&file, path, CONFIG_PROJECT))
        return false;
    if (reads && config_find_user(path) && !apply(&file, path, CONFIG_USER))
        return false;
    return !invocation->environment || is_environment(config, invocation->environment, err);
}

void config_look(struct config *config, const struct command *command,
                 const struct option *const *tables, struct invocation *invocation)
{
    struct error err = {0};
    struct config_file file = {.config = config,
                               .command = command,
                               .tables = tables,
                               .invocation = invocation,
                               .err = &err};
    const char *named = named_file(invocation);
    char path[CONFIG_PATH_BYTES];

    if (named && *named)
        config_file_look(&file, named);
    else if (!named && config_find_project(path))
        config_file_look(&file, path);
    file.source = CONFIG_USER;
    config->project = config->apis.count ? "" : NULL; /* no more is asked of it here */
    if ((!named || *named) && config_find_user(path))
        config_file_look(&file, path);
}

/* ---- the rest ---- */

struct oasdrift_api *config_api(const struct config *config, const char *name)
{
    for (size_t i = 0; i < config->apis.count; i++) {
        const char *has = config->apis.items[i]->name;

        if (name && has ? strcmp(name, has) == 0 : !name && !has)
            return config->apis.items[i];
    }
    return NULL;
}

char *config_keep(struct config *config, struct str text)
{
    char *copy = alloc_zeroed(1, text.length + 1);

    if (text.length)
        memcpy(copy, text.text, text.length);
    VEC_ADD(&config->texts, copy);
    return copy;
}

void config_release(struct config *config)
{
    const struct option *const tables[] = {config_api_options, NULL};

    for (size_t i = 0; i < config->apis.count; i++) {
        options_release(tables, config->apis.items[i]);
        free(config->apis.items[i]);
    }
    if (config->passed_over)
        options_release(tables, config->passed_over);
    free(config->passed_over);
    for (size_t i = 0; i < config->texts.count; i++)
        free(config->texts.items[i]);
    VEC_RELEASE(&config->apis);
    VEC_RELEASE(&config->places);
    VEC_RELEASE(&config->texts);
    VEC_RELEASE(&config->origins);
    VEC_RELEASE(&config->environments);
    VEC_RELEASE(&config->variables);
    text_list_release(&config->read);
    *config = (struct config){.read = {NULL, 0}};
}
