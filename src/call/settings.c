/* oasdrift_read_settings: a configuration file as a list of settings. */
#include <stdio.h>

#include "base/file.h"
#include "document/document.h"
#include "oasdrift.h"

enum { SETTINGS_MAX_BYTES = 1024 * 1024 };

struct settings_reading {
    struct arena arena;
    bool (*setting)(void *context, const struct oasdrift_setting *setting);
    void *context;
};

/* The text of true, false, a number or a string; NULL for every other value. */
static const char *scalar(struct arena *arena, const struct node *value)
{
    if (node_is_boolean(value))
        return value->kind == NODE_TRUE ? "true" : "false";
    return node_text(value).text ? str_copy(arena, node_text(value)).text : NULL;
}

/* Settings are told as texts that a NUL ends. */
static bool has_nul(const struct node *node)
{
    struct str text = node_text(node);

    return str_find_char(text, '\0') < text.length;
}

static bool tell(struct settings_reading *reading, const char *command, const struct node *key,
                 const struct node *value, struct error *err)
{
    struct position position = node_position(key);
    const struct oasdrift_setting setting = {
        .command = command,
        .name = str_copy(&reading->arena, node_string(key)).text,
        .value = scalar(&reading->arena, value),
        .place = str_format(&reading->arena, "%.*s:%zu:%zu", STR_ARGS(node_document(key)->file),
                            position.line, position.column)
                     .text};

    if (has_nul(value))
        return error_raise_node(err, value, "a setting cannot have a NUL in it");
    if (!setting.value)
        return error_raise_node(
            err, value, "a text, a number, true or false, or a list of them is needed here");
    return reading->setting(reading->context, &setting);
}

static bool tell_member(struct settings_reading *reading, const char *command,
                        const struct node *key, struct error *err)
{
    const struct node *value = node_value(key);

    if (!node_is(value, NODE_ARRAY))
        return tell(reading, command, key, value, err);
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!tell(reading, command, key, item, err))
            return false;
    return true;
}

/* command is NULL at the top of the file: there an object is the section of a command. */
static bool tell_members(struct settings_reading *reading, const char *command,
                         const struct node *object, struct error *err)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        const struct node *value = node_value(key);
        bool told;

        if (has_nul(key))
            return error_raise_node(err, key, "a setting cannot have a NUL in it");
        if (!command && node_is(value, NODE_OBJECT))
            told =
                tell_members(reading, str_copy(&reading->arena, node_string(key)).text, value, err);
        else
            told = tell_member(reading, command, key, err);
        if (!told)
            return false;
    }
    return true;
}

/* Is there more than comments? A file in which all is commented out says nothing. */
static bool says_anything(struct str text)
{
    while (text.text) {
        struct str line = str_trim(str_cut(&text, '\n'));

        if (line.length && line.text[0] != '#')
            return true;
    }
    return false;
}

static bool read_settings(struct settings_reading *reading, const char *file, struct error *err)
{
    struct read_failure failure;
    struct duplicate_key twice;
    const struct document *document;
    struct str text;

    if (!file_read(&reading->arena, file, SETTINGS_MAX_BYTES, &text, err))
        return false;
    if (!says_anything(text))
        return true;
    document = yaml_read(&reading->arena, str_of(file), text, &failure);
    if (!document)
        return error_raise_at(err, str_of(file), failure.line, failure.column, "%s",
                              failure.message);
    if (document_find_duplicate_key(document, &twice))
        return error_raise_node(err, twice.again, "the key \"%.*s\" stands twice",
                                STR_ARGS(node_string(twice.again)));
    if (document->root->kind == NODE_NULL)
        return true;
    if (!node_is(document->root, NODE_OBJECT))
        return error_raise_node(err, document->root,
                                "an object of option names and values is needed here");
    return tell_members(reading, NULL, document->root, err);
}

bool oasdrift_read_settings(const char *file,
                            bool (*setting)(void *context, const struct oasdrift_setting *setting),
                            void *context, char *message, size_t size)
{
    struct settings_reading reading = {.setting = setting, .context = context};
    struct error err = {0};
    bool read;

    arena_init(&reading.arena);
    read = read_settings(&reading, file, &err);
    arena_release(&reading.arena);
    if (size)
        snprintf(message, size, "%s", err.raised ? err.message : "");
    return read;
}
