#include "bundle/bundle.h"

#include <stdlib.h>

#include "bundle/bundling.h"

static void look_for_comments(void *context, const struct document *document)
{
    bool *found = context;
    struct str rest = document->source;

    while (!*found && document->format == DOCUMENT_YAML && rest.text)
        *found = str_starts_with(str_trim(str_cut(&rest, '\n')), STR("#"));
}

static void release(struct bundling *bundling)
{
    VEC_RELEASE(&bundling->pending);
    VEC_RELEASE(&bundling->parts);
    VEC_RELEASE(&bundling->links);
    VEC_RELEASE(&bundling->implied);
    pointer_map_release(&bundling->more_mappings);
    VEC_RELEASE(&bundling->ids);
    VEC_RELEASE(&bundling->anchors);
    VEC_RELEASE(&bundling->dynamic_anchors);
    VEC_RELEASE(&bundling->operation_refs);
    pointer_map_release(&bundling->visited);
    pointer_map_release(&bundling->read);
    pointer_map_release(&bundling->parts_at);
    pointer_map_release(&bundling->covers);
    pointer_map_release(&bundling->instead);
    pointer_map_release(&bundling->texts);
    pointer_map_release(&bundling->left_out);
    pointer_map_release(&bundling->literals);
    pointer_map_release(&bundling->told);
    VEC_RELEASE(&bundling->obstacles);
    map_release(&bundling->obstacles_by_cause);
    map_release(&bundling->names);
}

/* What holds the maps of components. */
static const struct node *components_of(struct api *api)
{
    const struct node *node = field_read(api, api->document->root, FIELD_ROOT_COMPONENTS);

    return node ? openapi_dereference(api, node) : NULL;
}

static void tell_data(struct bundling *bundling)
{
    if (bundling->data)
        bundling_notice_at(bundling, bundling->data,
                           "$ref where OpenAPI has none, as in an example, an extension or a text, "
                           "is replaced by what it leads to (%zu of them)",
                           bundling->data_count);
    if (bundling->literal)
        bundling_notice_at(bundling, bundling->literal,
                           "$ref in an enum or const is a value, and stays as it is: \"%.*s\"",
                           STR_ARGS(node_string(bundling->literal)));
    if (bundling->kept_data)
        bundling_notice_at(
            bundling, bundling->kept_data,
            "$ref in an example, an extension or a text leads to nothing that can be "
            "read, and stays as it is: \"%.*s\"",
            STR_ARGS(node_string(bundling->kept_data)));
}

static void tell_obstacles(struct bundling *bundling)
{
    struct bundle_notes *notes = bundling->notes;

    notes->obstacle_count = bundling->obstacles.count;
    for (size_t i = 0; i < notes->obstacle_count && i < BUNDLE_MAX_NOTES; i++) {
        const struct obstacle *obstacle = &bundling->obstacles.items[i];

        notes->obstacles[i] = obstacle->places == 1
                                  ? obstacle->message
                                  : str_format(bundling->arena, "%.*s (and in %zu more place%s)",
                                               STR_ARGS(obstacle->message), obstacle->places - 1,
                                               obstacle->places == 2 ? "" : "s");
    }
}

const struct document *bundle_make(struct api *api, struct bundle_notes *notes)
{
    struct bundling bundling = {.api = api,
                                .arena = documents_arena(api->documents),
                                .notes = notes,
                                .root = api->document->root,
                                .components = components_of(api)};
    const struct document *made = NULL;

    *notes = (struct bundle_notes){0};
    keyword_names_init(&bundling.keywords);
    collect_all(&bundling);
    relink_all(&bundling);
    tell_elsewhere(&bundling);
    tell_data(&bundling);
    if (bundling.obstacles.count == 0)
        made = copy_all(&bundling);
    tell_obstacles(&bundling);
    documents_visit(api->documents, look_for_comments, &notes->comments);
    release(&bundling);
    return notes->obstacle_count ? NULL : made;
}
