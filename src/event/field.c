#include "event/field.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/text_format.h"
#include "event/read.h"
#include "finding/rules.h"

void event_broken(const struct event_fields *fields, const struct node *node, const char *format,
                  ...)
{
    char text[ERROR_MESSAGE_BYTES / 2];
    struct str told;
    va_list args;

    if (fields->err->raised)
        return;
    va_start(args, format);
    told = text_format_cut(text, sizeof text, format, args);
    va_end(args);
    error_raise_at(fields->err, fields->file, fields->line, node ? node_position(node).column : 0,
                   "%.*s", STR_ARGS(told));
}

static const struct node *member(const struct event_fields *fields, const struct node *object,
                                 const char *key)
{
    return fields->err->raised ? NULL : node_member(object, str_of(key));
}

struct str event_text(const struct event_fields *fields, const struct node *object, const char *key)
{
    const struct node *node = member(fields, object, key);

    if (node && node->kind != NODE_STRING)
        event_broken(fields, node, "\"%s\" is no string", key);
    return node_string(node);
}

struct str event_needed_text(const struct event_fields *fields, const struct node *object,
                             const char *key)
{
    struct str text = event_text(fields, object, key);

    if (!text.text)
        event_broken(fields, object, "a member \"%s\" is needed", key);
    return text;
}

uint64_t event_count(const struct event_fields *fields, const struct node *object, const char *key)
{
    const struct node *node = member(fields, object, key);
    uint64_t count = 0;

    if (!node)
        return 0;
    if (node->kind == NODE_NUMBER && str_to_unsigned(node_text(node), &count) &&
        count <= EVENT_COUNT_MAX)
        return count;
    event_broken(fields, node, "\"%s\" is no count", key);
    return 0;
}

bool event_flag(const struct event_fields *fields, const struct node *object, const char *key)
{
    const struct node *node = member(fields, object, key);

    if (node && !node_is_boolean(node))
        event_broken(fields, node, "\"%s\" is neither true nor false", key);
    return node_is(node, NODE_TRUE);
}

static const struct node *container(const struct event_fields *fields, const struct node *object,
                                    const char *key, enum node_kind kind)
{
    const struct node *node = member(fields, object, key);

    if (!node || node_is(node, kind))
        return node;
    event_broken(fields, node, "\"%s\" is no %s", key, kind == NODE_ARRAY ? "array" : "object");
    return NULL;
}

const struct node *event_object(const struct event_fields *fields, const struct node *object,
                                const char *key)
{
    return container(fields, object, key, NODE_OBJECT);
}

const struct node *event_list(const struct event_fields *fields, const struct node *object,
                              const char *key)
{
    static const struct node empty = {.kind = NODE_ARRAY, .span = 1};
    const struct node *list = container(fields, object, key, NODE_ARRAY);

    return list ? list : &empty;
}

unsigned event_choice(const struct event_fields *fields, const struct node *object, const char *key,
                      const char *(*name)(unsigned index))
{
    struct str text = event_needed_text(fields, object, key);
    const char *known;

    for (unsigned i = 0; text.text && (known = name(i)); i++)
        if (str_is(text, known))
            return i;
    event_broken(fields, node_member(object, str_of(key)), "\"%s\" has a value that is not known",
                 key);
    return 0;
}

struct operation_name event_operation(const struct event_fields *fields, const struct node *object)
{
    const struct node *name = event_object(fields, object, "operation");

    return (struct operation_name){
        event_text(fields, name, "method"), event_text(fields, name, "path"),
        event_text(fields, name, "operationId"), event_text(fields, name, "api")};
}

struct place event_place(const struct event_fields *fields, const struct node *object)
{
    const struct node *place = event_object(fields, object, "description");

    return (struct place){.file = event_text(fields, place, "file"),
                          .line = event_count(fields, place, "line"),
                          .column = event_count(fields, place, "column"),
                          .pointer = event_text(fields, place, "pointer"),
                          .excerpt = event_text(fields, place, "excerpt"),
                          .skipped = event_count(fields, place, "skipped"),
                          .width = event_count(fields, place, "width")};
}

int event_status(const struct event_fields *fields, const struct node *object)
{
    uint64_t status = event_count(fields, object, "status");

    return status <= 999 ? (int)status : 0;
}

const bool *event_rules(const struct event_fields *fields, const struct node *object,
                        const char *key)
{
    const struct node *list = event_list(fields, object, key);
    bool *rules;

    if (!member(fields, object, key))
        return NULL;
    rules = ARENA_ARRAY(fields->arena, bool, RULE_COUNT);
    for (const struct node *item = node_first(list); item < node_end(list);
         item = node_next(item)) {
        rule_index rule = rule_by_id(node_string(item));

        if (rule != RULE_COUNT)
            rules[rule] = true;
    }
    return rules;
}
