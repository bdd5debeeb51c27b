/* oasdrift_read_settings: a configuration file as a list of settings. */
#include <stdio.h>

#include "base/file.h"
#include "base/utf8.h"
#include "document/document.h"
#include "oasdrift.h"

enum {
    SETTINGS_MAX_BYTES = 1024 * 1024,
    SETTINGS_MAX_NODES = 200 * 1000, /* after aliases are expanded */
    SETTINGS_MAX_DEPTH = 8
};

struct settings_reading {
    struct arena arena;
    bool (*setting)(void *context, const struct oasdrift_setting *setting);
    void *context;
    const char *sections[SETTINGS_MAX_DEPTH], *places[SETTINGS_MAX_DEPTH]; /* of these names */
    size_t depth;
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

/* Where an item of a list stands, else the key. */
static const char *place_of(struct arena *arena, const struct node *node)
{
    struct position position = node_position(node);

    return str_format(arena, "%.*s:%zu:%zu", STR_ARGS(node_document(node)->file), position.line,
                      position.column)
        .text;
}

/* at: the key, or the item of its list. */
static bool tell(struct settings_reading *reading, const struct node *key, const struct node *at,
                 const struct node *value, struct error *err)
{
    bool in_list = at != key;
    bool is_empty = node_is(value, NODE_OBJECT) || node_is(value, NODE_ARRAY) ||
                    (node_is(value, NODE_NULL) && !in_list);
    const struct oasdrift_setting setting = {
        .sections = {reading->sections, reading->depth},
        .section_places = {reading->places, reading->depth},
        .name = str_copy(&reading->arena, node_string(key)).text,
        .value = is_empty ? NULL : scalar(&reading->arena, value),
        .in_list = in_list || node_is(value, NODE_ARRAY),
        .place = place_of(&reading->arena, at)};

    if (has_nul(value))
        return error_raise_node(err, value, "a setting cannot have a NUL in it");
    if (!setting.value && !is_empty)
        return error_raise_node(
            err, value, "a text, a number, true or false, or a list of them is needed here");
    return reading->setting(reading->context, &setting);
}

static bool tell_items(struct settings_reading *reading, const struct node *key, struct error *err)
{
    const struct node *list = node_value(key);

    if (node_first(list) >= node_end(list))
        return tell(reading, key, key, list, err);
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        if (node_is(item, NODE_OBJECT) || node_is(item, NODE_ARRAY))
            return error_raise_node(err, item, "a text, a number, true or false is needed here");
        if (!tell(reading, key, item, item, err))
            return false;
    }
    return true;
}

static bool tell_members(struct settings_reading *reading, const struct node *object,
                         struct error *err);

/* An object is a section, and told itself only where nothing is in it. */
static bool tell_section(struct settings_reading *reading, const struct node *key,
                         struct error *err)
{
    const struct node *object = node_value(key);
    bool told;

    if (node_first(object) >= node_end(object))
        return tell(reading, key, key, object, err);
    if (reading->depth == SETTINGS_MAX_DEPTH)
        return error_raise_node(err, key, "more than %d objects stand in each other",
                                SETTINGS_MAX_DEPTH);
    reading->sections[reading->depth] = str_copy(&reading->arena, node_string(key)).text;
    reading->places[reading->depth++] = place_of(&reading->arena, key);
    told = tell_members(reading, object, err);
    reading->depth--;
    return told;
}

static bool tell_members(struct settings_reading *reading, const struct node *object,
                         struct error *err)
{
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        const struct node *value = node_value(key);
        bool told;

        if (has_nul(key))
            return error_raise_node(err, key, "a setting cannot have a NUL in it");
        if (node_is(value, NODE_OBJECT))
            told = tell_section(reading, key, err);
        else
            told = node_is(value, NODE_ARRAY) ? tell_items(reading, key, err)
                                              : tell(reading, key, key, value, err);
        if (!told)
            return false;
    }
    return true;
}

/* Is there more than comments? A file in which all is commented out says nothing. */
static bool says_anything(struct str text)
{
    text = utf8_without_mark(text);
    while (text.text) {
        struct str line = str_trim(str_cut(&text, '\n'));

        if (line.length && line.text[0] != '#')
            return true;
    }
    return false;
}

static bool read_settings(struct settings_reading *reading, const char *file, bool found,
                          struct error *err)
{
    struct read_failure failure;
    struct duplicate_key twice;
    const struct document *document;
    struct str text;

    if (!(found ? file_read_found : file_read)(&reading->arena, file, SETTINGS_MAX_BYTES, &text,
                                               err))
        return false;
    if (!says_anything(text))
        return true;
    document = yaml_read_within(&reading->arena, str_of(file), text, SETTINGS_MAX_NODES, &failure);
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
    return tell_members(reading, document->root, err);
}

bool oasdrift_read_settings(const char *file, bool found,
                            bool (*setting)(void *context, const struct oasdrift_setting *setting),
                            void *context, char *message, size_t size)
{
    struct settings_reading reading = {.setting = setting, .context = context};
    struct error err = {0};
    bool read;

    arena_init(&reading.arena);
    read = read_settings(&reading, file, found, &err);
    arena_release(&reading.arena);
    if (size)
        snprintf(message, size, "%s", err.raised ? err.message : "");
    return read;
}
