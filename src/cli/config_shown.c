#include "cli/config_shown.h"

#include <stdio.h>

#include "base/utf8.h"
#include "cli/config_origin.h"
#include "cli/json_string.h"
#include "cli/option_kind.h"

enum { VALUE_BYTES = 4096, NAME_WIDTH = 22, VALUE_WIDTH = 44 };

/* What is in force where nobody says anything; a command of its own goes before. */
static const struct {
    const char *option, *value;
    const struct command *command;
} defaults[] = {
    {"formats", "error", &command_validate},
    {"formats", "error", &command_generate},
    {"report", "text", NULL},
    {"fail-on", "error", NULL},
    {"values", "redacted", NULL},
    {"drift-after", "30", NULL},
    {"formats", "standard", NULL},
    {"color", "auto", NULL},
    {"shard-by", "auto", NULL},
    {"threads", "one for each processor", NULL},
    {"methods", "safe", NULL},
    {"concurrency", "8", NULL},
    {"max-time", "30s", NULL},
    {"connect-timeout", "5s", NULL},
    {"port", "any free one", NULL},
};

struct showing {
    const struct config *config;
    const struct command *command;
    bool json, any; /* something has been written into the list at hand */
};

/* ---- one value ---- */

/* What a variable holds may be a secret, whatever its name: then the value stands as it is written.
 */
static void print_value(struct showing *showing, const char *name, const char *value,
                        const struct config_origin *origin)
{
    char shown[VALUE_BYTES], place[VALUE_BYTES];

    oasdrift_show_setting(name, origin->written ? origin->written : value, shown, sizeof shown);
    oasdrift_show_setting("", origin->place, place, sizeof place);
    if (!showing->json) {
        printf("%-*s %-*s %s\n", NAME_WIDTH, name, VALUE_WIDTH, shown, place);
        return;
    }
    printf("%s{\"name\": ", showing->any ? ",\n    " : "\n    ");
    print_json_string(name);
    printf(", \"value\": ");
    print_json_string(shown);
    printf(", \"origin\": ");
    print_json_string(place);
    putchar('}');
    showing->any = true;
}

static const struct config_origin by_default = {.place = "default"};
static const struct config_origin of_argument = {.place = "argument"};

/* by_default: nobody has set it. */
static const struct config_origin *origin_of(const struct showing *showing,
                                             const struct option *row, const void *target)
{
    const struct config_origin *origin = config_origin_of(showing->config, target, row->name);

    return origin ? origin : &by_default;
}

static const char *default_of(const struct showing *showing, const char *name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(defaults); i++)
        if (strcmp(defaults[i].option, name) == 0 &&
            (!defaults[i].command || defaults[i].command == showing->command))
            return defaults[i].value;
    return NULL;
}

static void show_list(struct showing *showing, const struct option *row, const void *target)
{
    const struct oasdrift_list *list =
        (const struct oasdrift_list *)(const void *)((const char *)target + row->offset);

    size_t at = 0;

    for (size_t i = 0; i < list->count; i++)
        print_value(showing, row->name, list->items[i],
                    config_origin_next(showing->config, target, row->name, &at));
}

/* What is set; or (unset) what is in force without. */
static void show_option(struct showing *showing, const struct option *row, const void *target,
                        bool unset)
{
    const struct config_origin *origin = origin_of(showing, row, target);
    const char *value;
    char text[OPTION_SHOWN_BYTES];

    if ((origin == &by_default) != unset)
        return;
    if (unset)
        value = option_takes_value(row) ? default_of(showing, row->name) : "false";
    else
        value = option_kind(row)->field->show((const char *)target + row->offset, text);
    if (!unset && option_is_list(row))
        show_list(showing, row, target);
    if (value)
        print_value(showing, row->name, value, origin);
}

/* ---- all of them ---- */

/* The last table is that of config itself. */
static void show_options(struct showing *showing, const struct option *const *tables,
                         const struct invocation *invocation, bool unset)
{
    for (; tables[1]; tables++)
        for (const struct option *row = *tables; row->name; row++)
            if (config_has(row) || strcmp(row->name, "env") == 0)
                show_option(showing, row, invocation, unset);
}

static bool has_item(const struct oasdrift_list *list, const char *item)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == item)
            return true;
    return false;
}

/* What the API has of a list, but what a flag goes before. Patterns of recordings stand as they
   are written. */
static void show_api_list(struct showing *showing, const struct option *row,
                          const struct oasdrift_api *named, const struct oasdrift_api *api)
{
    const struct oasdrift_list *written =
        (const struct oasdrift_list *)(const void *)((const char *)named + row->offset);
    const struct oasdrift_list *used =
        (const struct oasdrift_list *)(const void *)((const char *)api + row->offset);

    size_t at = 0;

    for (size_t i = 0; i < written->count; i++) {
        const struct config_origin *origin =
            config_origin_next(showing->config, named, row->name, &at);

        if (used == &api->recordings || has_item(used, written->items[i]))
            print_value(showing, row->name, written->items[i], origin);
    }
}

static const char *text_of(const struct option *row, const struct oasdrift_api *api)
{
    return *(const char *const *)(const void *)((const char *)api + row->offset);
}

static void show_arguments(struct showing *showing, const struct oasdrift_api *api)
{
    print_value(showing, "description", api->description, &of_argument);
    for (size_t i = 0; i < api->recordings.count; i++)
        print_value(showing, "recordings", api->recordings.items[i], &of_argument);
}

/* An API has nothing by default. */
static void show_api(struct showing *showing, const struct oasdrift_api *api)
{
    const struct oasdrift_api *named = config_api(showing->config, api->name);

    if (!named || named->description != api->description) {
        show_arguments(showing, api);
        return;
    }
    for (const struct option *row = config_api_options; row->name; row++) {
        if (option_is_list(row))
            show_api_list(showing, row, named, api);
        else if (text_of(row, named) && text_of(row, named) == text_of(row, api))
            print_value(showing, row->name, text_of(row, api), origin_of(showing, row, named));
    }
}

static void open_list(struct showing *showing, const char *title, const char *name)
{
    showing->any = false;
    if (showing->json && name) {
        printf("    {\"name\": ");
        print_json_string(name);
        printf(", \"%s\": [", title);
    } else if (showing->json) {
        printf("  \"%s\": [", title);
    }
}

static void show_apis(struct showing *showing, const struct invocation *invocation)
{
    bool first = true;

    for (size_t i = 0; i < invocation->api_count; i++) {
        const struct oasdrift_api *api = &invocation->apis[i];

        if (api->aside)
            continue;
        if (!showing->json)
            printf("\n%s%s\n", api->name ? "api " : "", api->name ? api->name : "the API");
        else
            fputs(first ? "\n" : ",\n", stdout);
        first = false;
        open_list(showing, "settings", api->name ? api->name : "");
        show_api(showing, api);
        if (showing->json)
            printf("]}");
    }
}

void config_show(const struct config *config, const struct command *command,
                 const struct option *const *tables, const struct invocation *invocation, bool json)
{
    struct showing showing = {.config = config, .command = command, .json = json};

    if (json)
        printf("{\"command\": \"%s\",\n", command->name);
    else
        printf("oasdrift %s\n", command->name);
    open_list(&showing, "settings", NULL);
    show_options(&showing, tables, invocation, false);
    if (json) {
        show_options(&showing, tables, invocation, true);
        printf("],\n  \"apis\": [");
    }
    show_apis(&showing, invocation);
    if (json) {
        printf("]}\n");
    } else {
        printf("\nby default\n");
        show_options(&showing, tables, invocation, true);
    }
}
