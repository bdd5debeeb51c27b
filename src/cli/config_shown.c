#include "cli/config_shown.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/utf8.h"
#include "cli/json_string.h"

enum { VALUE_BYTES = 4096, NAME_WIDTH = 22, VALUE_WIDTH = 44 };

/* What is in force where nobody says anything; a command of its own goes before. */
static const struct {
    const char *option, *value;
    const struct command *command;
} defaults[] = {
    {"formats", "error", &command_validate},
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

/* The next origin of the option from *at on, which is moved behind it: of a list each item has one,
   but for flags, which have one for all. by_default: nobody has set it. */
static const struct config_origin *
next_origin(const struct showing *showing, const struct option *row, const void *target, size_t *at)
{
    while (*at < showing->config->origins.count) {
        const struct config_origin *origin = &showing->config->origins.items[*at];

        if (origin->target == target && origin->row == row) {
            *at += origin->level >= CONFIG_LEVEL_FILES;
            return origin;
        }
        ++*at;
    }
    return &by_default;
}

static const struct config_origin *origin_of(const struct showing *showing,
                                             const struct option *row, const void *target)
{
    size_t at = 0;

    return next_origin(showing, row, target, &at);
}

/* The text of what is no list. NULL: it is not set. */
static const char *scalar_text(const struct option *row, const void *target, char text[64])
{
    const void *field = (const char *)target + row->offset;

    switch (row->kind) {
    case OPTION_FLAG:
        return *(const bool *)field ? "true" : "false";
    case OPTION_RAISE:
    case OPTION_LOWER:
        return *(const int *)field != 0 ? "true" : "false";
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_OUTPUT:
    case OPTION_CHOICE:
        return *(const char *const *)field;
    case OPTION_NUMBER:
    case OPTION_TIME:
        if (*(const uint64_t *)field == 0)
            return NULL;
        snprintf(text, 64, "%" PRIu64 "%s", *(const uint64_t *)field,
                 row->kind == OPTION_TIME ? "ms" : "");
        return text;
    case OPTION_LIST:
    case OPTION_PAIRS:
    case OPTION_HEADERS:
    case OPTION_FILES:
    case OPTION_NAMED_FILES:
    case OPTION_REPORTS:
    case OPTION_RULE_SETS:
    case OPTION_FOLDERS_OR_HOSTS:
    case OPTION_HELP:
        break;
    }
    return NULL;
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
        print_value(showing, row->name, list->items[i], next_origin(showing, row, target, &at));
}

/* What is set; or (unset) what is in force without. */
static void show_option(struct showing *showing, const struct option *row, const void *target,
                        bool unset)
{
    const struct config_origin *origin = origin_of(showing, row, target);
    const char *value;
    char text[64];

    if ((origin == &by_default) != unset)
        return;
    if (unset)
        value = option_takes_value(row) ? default_of(showing, row->name) : "false";
    else
        value = scalar_text(row, target, text); /* NULL of a list */
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
        const struct config_origin *origin = next_origin(showing, row, named, &at);

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
