#include "cli/project.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file_pattern.h"
#include "cli/config_origin.h"
#include "cli/recording_patterns.h"
#include "cli/text_list.h"

/* ---- of operands ---- */

static bool enough(const struct command *command, const struct operands *operands,
                   struct error *err)
{
    if (operands->count >= command->operands_least && operands->count <= command->operands_most)
        return true;
    if (operands->count < command->operands_least)
        return error_raise(err, "%s", command->lacking);
    /* which they are is not told: one may be a credential whose option was left out */
    return error_raise(err, "%s takes %zu %s, here are %zu; one with a blank in it needs quotes",
                       command->name, command->operands_most,
                       str_counted(command->operands_most, "argument", "arguments"),
                       operands->count);
}

static void of_operands(struct project *project, const struct command *command,
                        const struct operands *operands)
{
    bool each = command->operands == OPERANDS_DESCRIPTIONS;

    for (size_t i = 0; i < (each ? operands->count : 1); i++) {
        struct oasdrift_api api = {.description = operands->items[i]};

        if (!each)
            api.recordings = operands_from(operands, 1);
        VEC_ADD(&project->apis, api);
    }
}

/* ---- of the configuration ---- */

/* No folder is a description. */
static bool is_file(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISDIR(status.st_mode);
}

/* Is each operand the name of an API, and not of a file as well? */
static bool are_names(const struct config *config, const struct operands *operands)
{
    for (size_t i = 0; i < operands->count; i++)
        if (!config_api(config, operands->items[i]) || is_file(operands->items[i]))
            return false;
    return operands->count > 0;
}

static bool has_any(const char *text, const char *set)
{
    struct str value = str_of(text);

    return str_find_any(value, set) < value.length;
}

/* "usr" may be an API of another name; "users.yaml" and "./users" are files. */
static bool may_be_name(const struct config *config, const char *operand)
{
    bool has_names = config->apis.count && !config_api(config, NULL);

    return has_names && !has_any(operand, "./") && strcmp(operand, "-") != 0 && !is_file(operand);
}

static bool check_names(const struct config *config, const struct oasdrift_list *names,
                        struct error *err)
{
    for (size_t i = 0; i < names->count; i++) {
        struct near_miss miss = near_miss_of(str_of(names->items[i]));

        if (config_api(config, names->items[i]))
            continue;
        for (size_t j = 0; j < config->apis.count; j++)
            if (config->apis.items[j]->name)
                near_miss_try(&miss, str_of(config->apis.items[j]->name));
        return error_raise(err, "%s names no API \"%s\"%s",
                           config->project ? config->project : "the configuration", names->items[i],
                           near_miss_hint_or_all(&miss));
    }
    return true;
}

static const char *place_of(const struct config *config, const struct oasdrift_api *api)
{
    for (size_t i = 0; i < config->apis.count; i++)
        if (config->apis.items[i] == api)
            return config->places.items[i];
    return config->project;
}

/* What stands at the top is an API only where none has a name. */
static bool check_top(const struct config *config, struct error *err)
{
    const struct oasdrift_api *top = config_api(config, NULL);

    return !top || config->apis.count == 1 ||
           error_raise(err,
                       "%s: %s stands at the top, and there are APIs with names: it belongs into "
                       "one of them",
                       place_of(config, top), top->description ? "description" : "recordings");
}

static const char *name_of(const struct oasdrift_api *api)
{
    return api->name ? api->name : "the API";
}

/* place: of the API in its file. */
static bool check_api(const struct command *command, const struct oasdrift_api *api,
                      const char *place, struct error *err)
{
    if (!api->description)
        return error_raise(err, "%s: %s has no description", place, name_of(api));
    if (command->operands == OPERANDS_RECORDINGS && !api->aside && !api->recordings.count)
        return error_raise(err, "%s: %s has no recordings", place, name_of(api));
    return !file_is_pattern(api->description) ||
           error_raise(err,
                       "%s: the description of %s is a pattern: %s; it is one file, and several "
                       "APIs stand under `apis`",
                       place, name_of(api), api->description);
}

/* An API without recordings is there for lint and run; but one of them must have some. It is said.
 */
static bool passes_by(const struct config *config, const struct command *command,
                      const struct oasdrift_api *api)
{
    bool any = false;

    if (command->operands != OPERANDS_RECORDINGS || api->recordings.count)
        return false;
    for (size_t i = 0; i < config->apis.count; i++)
        any = any || config->apis.items[i]->recordings.count;
    if (any) {
        struct error said = {0};

        error_raise(&said, "%s has no recordings: it is left out", name_of(api));
        complain(said.message);
    }
    return any;
}

static bool of_config(struct project *project, const struct config *config,
                      const struct command *command, const struct oasdrift_list *names,
                      struct error *err)
{
    if (!check_names(config, names, err) || !check_top(config, err))
        return false;
    for (size_t i = 0; i < config->apis.count; i++) {
        struct oasdrift_api api = *config->apis.items[i];

        api.aside = (names->count > 0 && !(api.name && text_list_has(names, str_of(api.name)))) ||
                    (!names->count && passes_by(config, command, &api));
        if (!check_api(command, &api, config->places.items[i], err))
            return false;
        VEC_ADD(&project->apis, api);
    }
    return true;
}

/* ---- lists ---- */

/* The configuration's stay as they are. */
static bool copy_lists(struct project *project, struct config *config,
                       const struct command *command, struct error *err)
{
    project->lists = alloc_zeroed(project->apis.count + 1, sizeof *project->lists);
    for (size_t i = 0; i < project->apis.count; i++) {
        struct oasdrift_api *api = &project->apis.items[i];
        struct project_lists *lists = &project->lists[i];

        if (command->operands == OPERANDS_RECORDINGS && !api->aside &&
            !recording_patterns_find(config, config->apis.items[i], &lists->recordings, err))
            return false;
        text_list_add_all(&lists->parameters, &api->parameters);
        text_list_add_all(&lists->headers, &api->headers);
        api->recordings = lists->recordings;
        api->parameters = lists->parameters;
        api->headers = lists->headers;
    }
    return true;
}

/* ---- what flags say of an API ---- */

static bool give_url(struct project *project, const struct config *config,
                     const struct invocation *invocation, struct error *err)
{
    bool flag = config_origin_is_given(config, invocation, "url");
    size_t given = 0;

    for (size_t i = 0; i < project->apis.count; i++) {
        struct oasdrift_api *api = &project->apis.items[i];

        if (api->aside || !invocation->url || (api->url && !flag))
            continue;
        api->url = invocation->url;
        given++;
    }
    return !flag || given <= 1 ||
           error_raise(err, "--url is the base of one API, and %zu are meant: --api %s is one",
                       given, name_of(&project->apis.items[0]));
}

static bool has_name_of(const struct oasdrift_list *list, const char *item, char separator)
{
    struct str rest = str_of(item), name = str_cut(&rest, separator);

    for (size_t i = 0; i < list->count; i++) {
        struct str other = str_of(list->items[i]);

        if (str_equal_ignoring_case(str_cut(&other, separator), name))
            return true;
    }
    return false;
}

/* Leaves out of the API's list what a flag names as well. */
static void give_way(struct oasdrift_list *list, const struct oasdrift_list *flags, char separator)
{
    const char **items = (void *)(uintptr_t)list->items;
    size_t count = 0;

    for (size_t i = 0; i < list->count; i++)
        if (!has_name_of(flags, items[i], separator))
            items[count++] = items[i];
    list->count = count;
}

static bool give_flags(struct project *project, const struct config *config,
                       const struct command *command, struct invocation *invocation,
                       struct error *err)
{
    if (command != &command_run)
        return true;
    for (size_t i = 0; i < project->apis.count; i++) {
        struct oasdrift_api *api = &project->apis.items[i];

        if (config_origin_is_given(config, invocation, "parameter"))
            give_way(&api->parameters, &invocation->run.parameters, '=');
        if (config_origin_is_given(config, invocation, "header"))
            give_way(&api->headers, &invocation->run.live.headers, ':');
    }
    return give_url(project, config, invocation, err);
}

/* The call of a command that takes one API has it in its options. */
static void put_into_options(const struct command *command, struct invocation *invocation)
{
    const struct oasdrift_api *api;

    while (invocation->apis->aside)
        invocation->apis++;
    api = invocation->apis;
    text_list_add_all(&invocation->description.overlays, &api->overlays);
    if (command->shares & SHARES_DESCRIPTION)
        text_list_add_all(&invocation->description.servers, &api->servers);
    if ((command->shares & SHARES_DESCRIPTION) && api->url)
        text_list_add(&invocation->description.servers, api->url);
}

/* ---- all of it ---- */

static bool check_count(const struct project *project, const struct command *command,
                        struct error *err)
{
    size_t count = 0;

    for (size_t i = 0; i < project->apis.count; i++)
        count += !project->apis.items[i].aside;
    return count <= 1 || !command->one_api ||
           error_raise(err, "%s takes one API, and the configuration names %zu: --api %s is one",
                       command->name, count, name_of(&project->apis.items[0]));
}

bool project_resolve(struct project *project, struct config *config, const struct command *command,
                     struct invocation *invocation, const struct operands *operands,
                     struct error *err)
{
    struct oasdrift_list names = invocation->named;
    bool by_name = are_names(config, operands);

    if (command->operands == OPERANDS_OTHER)
        return enough(command, operands, err);
    if (operands->count && names.count)
        return error_raise(err, "--api names APIs of the configuration: no argument may stand "
                                "beside it");
    if (operands->count && !by_name && may_be_name(config, operands->items[0]))
        return check_names(config, &(struct oasdrift_list){operands->items, 1}, err) &&
               error_raise(err,
                           "%s is an API of the configuration, and what stands beside it is none: "
                           "its recordings are those that the configuration names",
                           operands->items[0]);
    if (operands->count && !by_name) {
        if (!enough(command, operands, err))
            return false;
        of_operands(project, command, operands);
    } else {
        if (by_name)
            names = operands_from(operands, 0);
        if (!config->apis.count && !names.count)
            return error_raise(err, "%s", command->lacking);
        if (!of_config(project, config, command, &names, err) ||
            !check_count(project, command, err) || !copy_lists(project, config, command, err))
            return false;
    }
    invocation->apis = project->apis.items;
    invocation->api_count = project->apis.count;
    if (command->one_api)
        put_into_options(command, invocation);
    return give_flags(project, config, command, invocation, err);
}

void project_release(struct project *project)
{
    for (size_t i = 0; project->lists && i < project->apis.count; i++) {
        text_list_release(&project->lists[i].recordings);
        text_list_release(&project->lists[i].parameters);
        text_list_release(&project->lists[i].headers);
    }
    free(project->lists);
    VEC_RELEASE(&project->apis);
}
