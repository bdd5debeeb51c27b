/* Notes examples and defaults as the walk meets them. check_value.c judges them at its end. */
#include "finding/rules.h"
#include "lint/linter.h"

static void note(struct lint *lint, struct lint_example example)
{
    struct str pair;
    const struct node **key;

    if (!example.value || !example.schema)
        return;
    key = arena_alloc(&lint->checker->arena, 2 * sizeof *key);
    key[0] = example.value;
    key[1] = example.schema;
    pair = (struct str){(const char *)key, 2 * sizeof *key};
    if (map_get(&lint->examples_seen, pair))
        return;
    *map_put(&lint->examples_seen, pair) = lint;
    VEC_ADD(&lint->noted, example);
}

void lint_own_examples(struct lint *lint, const struct schema_view *view)
{
    const struct node *examples = view->members[KEYWORD_EXAMPLES];
    struct lint_example example = {.rule = RULE_DESCRIPTION_DEFAULT_INVALID,
                                   .schema = view->schema,
                                   .value = view->members[KEYWORD_DEFAULT]};

    if (view->members[KEYWORD_DOCUMENTED_VALUES])
        lint->documented = true;
    if (lint->defaults)
        note(lint, example);
    if (!lint->examples)
        return;
    example.rule = RULE_DESCRIPTION_EXAMPLE_INVALID;
    example.value = view->members[KEYWORD_EXAMPLE];
    note(lint, example);
    if (node_is(examples, NODE_ARRAY))
        for (const struct node *item = node_first(examples); item < node_end(examples);
             item = node_next(item)) {
            example.value = item;
            note(lint, example);
        }
}

/* What stands beside an example. */
struct exemplified {
    const struct node *schema;
    const struct node *items; /* 3.2's itemSchema */
    struct lint_site site;
    bool typed; /* it stands under a media type, so its value may be written as text */
    const struct node *object; /* the Media Type, Parameter or Header Object; NULL: none */
    enum object kind;          /* of object */
};

static void not_checked(struct lint *lint, const struct exemplified *exemplified, const char *what)
{
    lint_note(lint, exemplified->site.media_type, "%s", what);
}

/* An example of XML or of a form may be written as the text of the message: only what is a JSON
   value of its own is held against the schema. */
static bool is_value(const struct exemplified *exemplified, const struct node *value)
{
    struct content_type parsed;

    if (!exemplified->typed || node_is(value, NODE_OBJECT) || node_is(value, NODE_ARRAY))
        return true;
    return content_type_parse(exemplified->site.media_type, &parsed) &&
           (content_type_is_json(&parsed) || content_type_is_text(&parsed));
}

static void note_value(struct lint *lint, const struct exemplified *exemplified,
                       const struct node *value)
{
    struct lint_example example = {.rule = RULE_DESCRIPTION_EXAMPLE_INVALID,
                                   .value = value,
                                   .schema = exemplified->schema,
                                   .object = exemplified->object,
                                   .kind = exemplified->kind,
                                   .site = exemplified->site};

    if (!value || (!exemplified->schema && !exemplified->items))
        return;
    if (exemplified->kind == OBJECT_MEDIA_TYPE && !exemplified->typed &&
        node_is(value, NODE_STRING))
        return; /* of a component: what the text means, its uses tell */
    if (exemplified->typed && node_is(value, NODE_STRING) &&
        lint_reads_text(exemplified->site.media_type)) {
        example.serialized = true;
        note(lint, example);
        return;
    }
    if (!is_value(exemplified, value)) {
        lint_note(lint, exemplified->site.media_type, "an example of %.*s: no decoder for it",
                  STR_ARGS(exemplified->site.media_type));
        return;
    }
    note(lint, example);
    if (!exemplified->items || !node_is(value, NODE_ARRAY))
        return;
    example.schema = exemplified->items;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item)) {
        example.value = item;
        note(lint, example);
    }
}

/* 3.2, 4.19: the value as it is sent; of JSON, XML and forms it can be read. */
static void note_serialized(struct lint *lint, const struct exemplified *exemplified,
                            const struct node *serialized)
{
    bool styled = exemplified->kind == OBJECT_PARAMETER || exemplified->kind == OBJECT_HEADER;

    if (styled ||
        (exemplified->typed && (content_kind_of(exemplified->site.media_type) == CONTENT_JSON ||
                                lint_reads_text(exemplified->site.media_type))))
        note(lint, (struct lint_example){.rule = RULE_DESCRIPTION_EXAMPLE_INVALID,
                                         .serialized = true,
                                         .value = serialized,
                                         .schema = exemplified->schema,
                                         .object = exemplified->object,
                                         .kind = exemplified->kind,
                                         .site = exemplified->site});
    else
        not_checked(lint, exemplified,
                    "serializedValue of an example is read of JSON, XML and forms alone");
}

static void note_object(struct lint *lint, const struct exemplified *exemplified,
                        const struct node *object)
{
    struct api *api = lint->checker->api;
    const struct node *place = openapi_dereference(api, object);
    const struct node *serialized = node_member(place, STR("serializedValue"));

    if (!node_is(place, NODE_OBJECT))
        return;
    note_value(lint, exemplified, node_member(place, STR("value")));
    if (field_is_known(api, FIELD_EXAMPLE_DATA_VALUE)) {
        note_value(lint, exemplified, node_member(place, STR("dataValue")));
        if (node_is(serialized, NODE_STRING))
            note_serialized(lint, exemplified, serialized);
    }
    if (node_member(place, STR("externalValue")) && !node_member(place, STR("value")) &&
        !node_member(place, STR("dataValue")) && exemplified->schema)
        not_checked(lint, exemplified, "an example's externalValue is not read");
}

void lint_examples(struct lint *lint, const struct node *object, enum object kind,
                   const struct lint_site *site)
{
    const struct node *examples = node_member(object, STR("examples"));
    struct exemplified exemplified = {.schema = node_member(object, STR("schema")),
                                      .site = *site,
                                      .object = object,
                                      .kind = kind,
                                      .typed = kind == OBJECT_MEDIA_TYPE && site->media_type.text};

    if (!lint->examples || !field_is_known(lint->checker->api, FIELD_MEDIA_TYPE_EXAMPLE))
        return;
    if (kind == OBJECT_MEDIA_TYPE &&
        field_is_known(lint->checker->api, FIELD_MEDIA_TYPE_ITEM_SCHEMA))
        exemplified.items = node_member(object, STR("itemSchema"));
    note_value(lint, &exemplified, node_member(object, STR("example")));
    if (node_is(examples, NODE_OBJECT))
        for (const struct node *key = node_first(examples); key < node_end(examples);
             key = node_next_key(key))
            note_object(lint, &exemplified, node_value(key));
}

void lint_response_examples(struct lint *lint, const struct node *response,
                            const struct lint_site *site)
{
    const struct node *examples = node_member(response, STR("examples"));
    struct exemplified exemplified = {
        .schema = node_member(response, STR("schema")), .site = *site, .typed = true};

    if (!lint->examples || !field_is_known(lint->checker->api, FIELD_RESPONSE_EXAMPLES) ||
        !node_is(examples, NODE_OBJECT) ||
        str_is(node_member_string(exemplified.schema, "type"), "file"))
        return;
    for (const struct node *key = node_first(examples); key < node_end(examples);
         key = node_next_key(key)) {
        exemplified.site.media_type = node_string(key);
        note_value(lint, &exemplified, node_value(key));
    }
}
