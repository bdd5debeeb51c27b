/* A Path Item Object is no Reference Object: what stands beside its $ref and what stands where it
   leads add up. Only a field that both have is undefined (OpenAPI 3.0.4, 4.7.9; 3.2, 4.9.1): then
   nothing is judged by it. */
#include "openapi/model.h"

/* ---- its parts ---- */

static bool is_part(const struct path_item *item, const struct node *node)
{
    for (size_t i = 0; i < item->count; i++)
        if (item->parts[i] == node)
            return true;
    return false;
}

static bool says_something(const struct node *part)
{
    for (const struct node *key = node_first(part); key < node_end(part); key = node_next_key(key))
        if (!str_is(node_string(key), "$ref") && !key_is_extension(node_string(key)))
            return true;
    return false;
}

static void follow(struct api *api, struct path_item *item)
{
    const struct node *start = item->parts[0], *part = start, *reference;

    while ((reference = node_member(part, STR("$ref")))) {
        part = object_step(api, part, OBJECT_PATH_ITEM);
        if (part && (is_part(item, part) || item->count == ARRAY_LENGTH(item->parts))) {
            openapi_problem(api, node_member(start, STR("$ref")), PROBLEM_REFERENCE,
                            "$ref \"%.*s\" leads in a circle, or over more than %zu references",
                            STR_ARGS(node_string(node_member(start, STR("$ref")))),
                            ARRAY_LENGTH(item->parts));
            part = NULL;
        }
        if (!part) {
            item->unread = reference;
            return;
        }
        item->parts[item->count++] = part;
    }
}

bool path_item_read(struct api *api, const struct node *node, struct path_item *item)
{
    *item = (struct path_item){.parts = {node}, .count = 1};
    if (!node_is(node, NODE_OBJECT)) {
        object_read(api, node, OBJECT_PATH_ITEM); /* notes that it is none */
        return false;
    }
    follow(api, item);
    for (size_t i = 0; i < item->count && !item->place; i++)
        if (says_something(item->parts[i]) || i + 1 == item->count)
            item->place = item->parts[i];
    return !item->unread || says_something(item->place);
}

/* ---- its fields ---- */

static void note_twice(struct api *api, const struct node *one, const struct node *other)
{
    const struct node *key = node_key_of(one);
    struct position position = node_position(node_key_of(other));
    struct str file = node_file(other);

    openapi_problem(
        api, key, PROBLEM_SIBLINGS,
        "\"%.*s\" stands beside $ref, and also where that leads (%.*s:%zu): which of them "
        "counts is not defined",
        STR_ARGS(node_string(key)), STR_ARGS(file), position.line);
}

struct path_item_field path_item_field(struct api *api, const struct path_item *item,
                                       enum field field)
{
    struct path_item_field found = {0};

    for (size_t i = 0; i < item->count; i++) {
        const struct node *value = field_read(api, item->parts[i], field);

        if (value && found.value && !node_equal(value, found.value)) {
            note_twice(api, found.value, value);
            found.twice = found.value;
        }
        found.value = found.value ? found.value : value;
    }
    return found;
}

void path_item_check(struct api *api, const struct path_item *item)
{
    path_item_field(api, item, FIELD_PATH_ITEM_SUMMARY);
    path_item_field(api, item, FIELD_PATH_ITEM_DESCRIPTION);
}
