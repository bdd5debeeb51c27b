/* Tags; since 3.2 they form trees by their parents' names (OpenAPI 3.2, 4.22). */
#include "base/map.h"
#include "openapi/model.h"

enum { TAG_MAX_DEPTH = 64 };

static void list_read(struct api *api, const struct node *array, struct tag *tags,
                      struct map *by_name)
{
    for (const struct node *node = node_first(array); node < node_end(array);
         node = node_next(node)) {
        struct tag *tag = &tags[api->tag_count];
        void **first;

        *tag = (struct tag){.place = object_read(api, node, OBJECT_TAG)};
        tag->name = field_string(api, tag->place, FIELD_TAG_NAME);
        if (!tag->name.text)
            continue;
        tag->summary = field_string(api, tag->place, FIELD_TAG_SUMMARY);
        tag->parent = field_string(api, tag->place, FIELD_TAG_PARENT);
        tag->kind = field_string(api, tag->place, FIELD_TAG_KIND);
        first = map_put(by_name, tag->name);
        if (*first)
            openapi_problem(api, tag->place, PROBLEM_INVALID, "tag \"%.*s\" stands twice",
                            STR_ARGS(tag->name));
        else
            *first = tag;
        api->tag_count++;
    }
}

static void check_parent(struct api *api, const struct tag *tag, const struct map *by_name)
{
    const struct tag *above = tag;

    for (size_t steps = 0; above->parent.text; steps++) {
        const struct tag *parent = map_get(by_name, above->parent);

        if (!parent && above == tag)
            openapi_problem(api, node_member(tag->place, STR("parent")), PROBLEM_INVALID,
                            "there is no tag \"%.*s\"", STR_ARGS(tag->parent));
        if (!parent)
            return;
        if (parent == tag || steps == TAG_MAX_DEPTH) {
            openapi_problem(api, node_member(tag->place, STR("parent")), PROBLEM_INVALID,
                            "tag \"%.*s\" is above itself, or more than %d tags are above it",
                            STR_ARGS(tag->name), TAG_MAX_DEPTH);
            return;
        }
        above = parent;
    }
}

void tags_read(struct api *api, const struct node *root)
{
    const struct node *array = field_read(api, root, FIELD_ROOT_TAGS);
    struct map by_name = {0};
    struct tag *tags;

    if (!array || array->length == 0)
        return;
    tags = ARENA_ARRAY(openapi_arena(api), struct tag, array->length);
    list_read(api, array, tags, &by_name);
    for (size_t i = 0; i < api->tag_count; i++)
        check_parent(api, &tags[i], &by_name);
    api->tags = tags;
    map_release(&by_name);
}

const struct str *operation_tags(struct arena *arena, const struct operation *operation,
                                 size_t *count)
{
    const struct node *list = node_member(operation->place, STR("tags"));
    struct str *tags;

    *count = 0;
    if (!node_is(list, NODE_ARRAY) || list->length == 0)
        return NULL;
    tags = ARENA_ARRAY(arena, struct str, list->length);
    for (const struct node *tag = node_first(list); tag < node_end(list); tag = node_next(tag))
        if (node_is(tag, NODE_STRING))
            tags[(*count)++] = node_string(tag);
    return tags;
}
