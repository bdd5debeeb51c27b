/* Tags: those that operations name and nobody describes, and the other way round. */
#include "base/near_miss.h"
#include "finding/rules.h"
#include "lint/linter.h"

/* Whether an operation has it; the map holds one of these by the tag's name. */
static char used, unused;

static void lint_tag(struct lint *lint, const struct node *tag)
{
    struct str name = node_string(tag);
    struct near_miss miss;

    if (!name.text)
        return;
    if (map_get(&lint->tags, name)) {
        *map_put(&lint->tags, name) = &used;
        return;
    }
    miss = near_miss_of(name);
    for (size_t i = 0; i < lint->tags.count && lint_may_hint(lint, 1); i++)
        near_miss_try(&miss, lint->tags.entries[i].key);
    lint_raise_once(lint, RULE_DESCRIPTION_TAG_UNDEFINED, SEVERITY_OFF,
                    miss.best.text ? name : STR("tags"), tag,
                    "tag \"%.*s\" is not among the description's tags%s", STR_ARGS(name),
                    near_miss_hint(&miss));
}

static void lint_operations(struct lint *lint, const struct operation *operations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct node *tags = node_member(operations[i].place, STR("tags"));

        if (node_is(tags, NODE_ARRAY))
            for (const struct node *tag = node_first(tags); tag < node_end(tags);
                 tag = node_next(tag))
                lint_tag(lint, tag);
    }
}

/* 3.2: a tag that others are under is in use. */
static void lint_parents(struct lint *lint)
{
    const struct api *api = lint->checker->api;

    for (size_t i = 0; i < api->tag_count; i++)
        if (map_get(&lint->tags, api->tags[i].parent))
            *map_put(&lint->tags, api->tags[i].parent) = &used;
}

/* A description that lists no tags leaves them to its operations. */
void lint_tags(struct lint *lint)
{
    const struct api *api = lint->checker->api;

    if (api->tag_count == 0)
        return;
    for (size_t i = 0; i < api->tag_count; i++)
        *map_put(&lint->tags, api->tags[i].name) = &unused;
    lint_operations(lint, api->operations, api->operation_count);
    lint_operations(lint, api->calls, api->call_count);
    lint_parents(lint);
    for (size_t i = 0; i < api->tag_count; i++)
        if (map_get(&lint->tags, api->tags[i].name) == &unused)
            lint_raise_once(lint, RULE_DESCRIPTION_TAG_UNUSED, SEVERITY_OFF, STR("tags"),
                            api->tags[i].place, "no operation has the tag \"%.*s\"",
                            STR_ARGS(api->tags[i].name));
}
