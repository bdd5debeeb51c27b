/* The configuration file as a JSON Schema, for editors: of draft 7, which all of them read. It is
   made from the option tables, as what reads the file is. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "cli/config.h"
#include "cli/help.h"
#include "cli/json_string.h"
#include "cli/known_values.h"
#include "cli/option_kind.h"

enum { OPTIONS_MAX = 256, NAME_BYTES = 64 };

/* The properties of one object. */
struct properties {
    const char *indent;
    bool any;    /* one is written */
    bool of_top; /* names of commands are properties, too */
    /* Names that are written: of options of several commands the first one counts. */
    const char *names[OPTIONS_MAX];
    size_t count;
};

/* ---- JSON ---- */

static void put_key(struct properties *properties, const char *name)
{
    printf("%s\n%s\"%s\": ", properties->any ? "," : "", properties->indent, name);
    properties->any = true;
}

/* The words, a blank between them, as elements of a list. */
static void put_elements(const char *words, char separator)
{
    struct str rest = str_of(words);
    bool any = false;

    while (rest.text) {
        struct str word = str_cut(&rest, separator);

        if (word.length)
            printf("%s\"%.*s\"", any ? ", " : "", STR_ARGS(word));
        any = any || word.length;
    }
}

/* ---- values ---- */

static void put_known(const struct command *command, const struct option *row, const char *between)
{
    const char *word;

    for (size_t i = 0; (word = known_value(command, row, i)); i++)
        printf("%s%s", i ? between : "", word);
}

/* "text", "junit=drift.xml"; "strict", "./team.yaml". */
static void put_word_or_file(const struct command *command, const struct option *row)
{
    const char *separator = option_separator(row);

    if (separator && option_kind(row)->file == FILE_NEVER) {
        printf("{\"type\": \"string\", \"anyOf\": [{\"pattern\": \"^[^%c]+%c\"}, {\"$ref\": "
               "\"#/definitions/variable\"}]}",
               separator[0], separator[0]);
    } else if (!has_known_values(row)) {
        printf("{\"$ref\": \"#/definitions/text\"}");
    } else if (option_kind(row)->file == FILE_OR_WORD) {
        printf("{\"type\": \"string\", \"anyOf\": [{\"enum\": [\"");
        put_known(command, row, "\", \"");
        printf("\"]}, {\"pattern\": \"[/.]\"}, {\"$ref\": \"#/definitions/variable\"}]}");
    } else if (option_kind(row)->file == FILE_BEHIND_WORD) {
        printf("{\"type\": \"string\", \"anyOf\": [{\"pattern\": \"^(");
        put_known(command, row, "|");
        printf(")(=|$)\"}, {\"enum\": [\"");
        put_known(command, row, "\", \"");
        printf("\"]}, {\"$ref\": \"#/definitions/variable\"}]}");
    } else {
        printf("{\"$ref\": \"#/definitions/text\"}");
    }
}

/* "tools=7" as {tools: 7}, or as it is written on a command line. */
static void put_pair(const struct command *command, const struct option *row)
{
    bool is_named = option_kind(row)->file == FILE_BEHIND_WORD;

    printf("{\"type\": [\"object\", \"null\"], ");
    if (is_named) {
        printf("\"propertyNames\": {\"enum\": [\"");
        put_known(command, row, "\", \"");
        printf("\"]}, ");
    }
    printf("\"additionalProperties\": {\"$ref\": \"#/definitions/texts\"}}");
}

static void put_list(const struct command *command, const struct option *row)
{
    printf("\"anyOf\": [");
    put_word_or_file(command, row);
    printf(", {\"type\": \"array\", \"items\": ");
    put_word_or_file(command, row);
    putchar('}');
    if (option_separator(row)) {
        printf(", ");
        put_pair(command, row);
    }
    putchar(']');
}

static void put_text_value(const struct command *command, const struct option *row)
{
    if (!has_known_values(row)) {
        printf("\"type\": [\"string\", \"number\", \"boolean\"]");
        return;
    }
    printf("\"anyOf\": [{\"enum\": [\"");
    put_known(command, row, "\", \"");
    printf("\"]}, {\"$ref\": \"#/definitions/variable\"}]");
}

static void put_value(const struct command *command, const struct option *row)
{
    const struct option_field *field = option_kind(row)->field;

    if (field->is_list) {
        put_list(command, row);
    } else if (row->choices) {
        printf("\"anyOf\": [{\"enum\": [");
        put_elements(row->choices, '|');
        printf("]}, {\"$ref\": \"#/definitions/variable\"}]");
    } else if (field->schema) {
        printf("\"anyOf\": [{%s", field->schema);
        if (row->maximum)
            printf(", \"maximum\": %llu", (unsigned long long)row->maximum);
        printf("}, {\"$ref\": \"#/definitions/variable\"}]");
    } else {
        put_text_value(command, row);
    }
}

/* ---- properties ---- */

static bool is_written(const struct properties *properties, const char *name)
{
    for (size_t i = 0; i < properties->count; i++)
        if (strcmp(properties->names[i], name) == 0)
            return true;
    return false;
}

/* A list may have the name of several, too, where that is no other option's. */
static const char *plural_of(const struct option *row, char plural[NAME_BYTES])
{
    struct near_miss name;

    snprintf(plural, NAME_BYTES, "%ss", row->name);
    name = near_miss_of(str_of(plural));
    return option_is_list(row) && !str_ends_with(str_of(row->name), STR("s")) &&
                   !option_of_any(&name)
               ? plural
               : NULL;
}

static void put_definition(const struct command *command, const struct option *row)
{
    printf("{\"description\": ");
    print_json_string(row->help);
    printf(", ");
    put_value(command, row);
    putchar('}');
}

/* shared: it has a definition of its own. */
static void put_property(struct properties *properties, const struct command *command,
                         const struct option *row, bool shared, const char *name)
{
    bool is_command =
        properties->of_top && command_named(name) && !command_named(name)->stands_alone;

    put_key(properties, name);
    if (is_command)
        printf("{\"anyOf\": [{\"$ref\": \"#/definitions/command-%s\"}, ", name);
    if (shared)
        printf("{\"$ref\": \"#/definitions/option-%s\"}", row->name);
    else
        put_definition(command, row);
    if (is_command)
        printf("]}");
}

static void put_option(struct properties *properties, const struct command *command,
                       const struct option *row, bool shared)
{
    char plural[NAME_BYTES];

    if (!config_has(row) || is_written(properties, row->name))
        return;
    assert(properties->count < ARRAY_LENGTH(properties->names)); /* they are ours */
    properties->names[properties->count++] = row->name;
    put_property(properties, command, row, shared, row->name);
    if (plural_of(row, plural))
        put_property(properties, command, row, shared, plural);
}

static void put_options_of(struct properties *properties, const struct command *command)
{
    const struct option_group *group;

    for (const struct option *row = command->options; row && row->name; row++)
        put_option(properties, command, row, false);
    for (size_t i = 0; (group = option_group_at(command, i)); i++)
        for (const struct option *row = group->options; row->name; row++)
            put_option(properties, command, row, true);
}

static void put_all_options(struct properties *properties)
{
    for (const struct command *const *command = all_commands(); *command; command++)
        if (!(*command)->stands_alone)
            put_options_of(properties, *command);
}

static void put_api_options(struct properties *properties)
{
    for (const struct option *row = config_api_options; row->name; row++)
        put_option(properties, NULL, row, false);
}

static void put_object(const char *description)
{
    printf("{\n    \"description\": ");
    print_json_string(description);
    printf(",\n    \"type\": [\"object\", \"null\"],\n    \"additionalProperties\": false,\n    "
           "\"properties\": {");
}

static void put_environments(struct properties *properties, const char *definition)
{
    put_key(properties, "environments");
    printf("{\"description\": \"what --env NAME brings\", \"type\": [\"object\", \"null\"], "
           "\"additionalProperties\": {\"$ref\": \"#/definitions/%s\"}}",
           definition);
}

static void put_commands(struct properties *properties)
{
    for (const struct command *const *command = all_commands(); *command; command++) {
        if ((*command)->stands_alone || is_written(properties, (*command)->name))
            continue;
        put_key(properties, (*command)->name);
        printf("{\"$ref\": \"#/definitions/command-%s\"}", (*command)->name);
    }
}

/* ---- the schema ---- */

/* Options that several commands share. */
static void put_shared_options(void)
{
    static const struct command any = {.shares = SHARES_ALL};
    const struct option_group *group;

    for (size_t i = 0; (group = option_group_at(&any, i)); i++)
        for (const struct option *row = group->options; row->name; row++)
            if (config_has(row)) {
                printf("    \"option-%s\": ", row->name);
                put_definition(&any, row);
                printf(",\n");
            }
}

static void put_definitions(void)
{
    struct properties environment = {.indent = "      "}, api = {.indent = "      "},
                      api_environment = {.indent = "      "};

    printf("  \"definitions\": {\n"
           "    \"variable\": {\"type\": \"string\", \"pattern\": \"[$][{]\"},\n"
           "    \"text\": {\"type\": [\"string\", \"number\", \"boolean\"]},\n"
           "    \"texts\": {\"anyOf\": [{\"$ref\": \"#/definitions/text\"}, {\"type\": \"array\", "
           "\"items\": {\"$ref\": \"#/definitions/text\"}}]},\n"
           "    \"time\": {\"anyOf\": [{\"type\": \"string\", \"pattern\": "
           "\"^(?=.*[1-9])[0-9]+([.][0-9]+)?(ms|s|m)?$\"}, {\"type\": \"number\", "
           "\"exclusiveMinimum\": "
           "0}]},\n");
    put_shared_options();
    printf("    \"environment\": ");
    put_object("options, and the url of the API");
    put_all_options(&environment);
    printf("\n    }},\n    \"api\": ");
    put_object("an API: its description, its recordings, and what is of it alone");
    put_api_options(&api);
    put_environments(&api, "api-environment");
    printf("\n    }},\n    \"api-environment\": ");
    put_object("what an environment has of this API alone");
    put_api_options(&api_environment);
    printf("\n    }}");
    for (const struct command *const *command = all_commands(); *command; command++) {
        struct properties own = {.indent = "      "};
        char description[128];

        if ((*command)->stands_alone)
            continue;
        printf(",\n    \"command-%s\": ", (*command)->name);
        snprintf(description, sizeof description, "of `oasdrift %s` only", (*command)->name);
        put_object(description);
        put_options_of(&own, *command);
        printf("\n    }}");
    }
    printf("\n  }\n}\n");
}

void config_schema_print(void)
{
    struct properties top = {.indent = "    ", .of_top = true};

    printf("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
           "  \"title\": \".oasdrift.yaml\",\n"
           "  \"description\": \"The configuration of oasdrift: what is judged, and options of "
           "its commands\",\n"
           "  \"type\": [\"object\", \"null\"],\n  \"additionalProperties\": false,\n  "
           "\"properties\": {");
    for (const struct option *row = config_api_options; row->name; row++)
        if (strcmp(row->name, "description") == 0 || strcmp(row->name, "recordings") == 0)
            put_option(&top, NULL, row, false);
    put_key(&top, "apis");
    printf("{\"description\": \"several APIs, by their names\", \"type\": [\"object\", \"null\"], "
           "\"additionalProperties\": {\"$ref\": \"#/definitions/api\"}}");
    put_environments(&top, "environment");
    put_all_options(&top);
    put_commands(&top);
    printf("\n  },\n");
    put_definitions();
}
