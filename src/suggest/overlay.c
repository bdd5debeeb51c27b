/* Actions to an Overlay: built with jansson, read back as a document, so that it is applied and
   written as any other. */
#include <stdlib.h>

#include "base/strbuf.h"
#include "finding/json_output.h"
#include "finding/rules.h"
#include "suggest/update.h"

static json_t *evidence_of(const struct action *action)
{
    json_t *evidence = json_object();

    json_set_text(evidence, "rule", rule_info(action->rule)->id);
    json_set_count(evidence, action->kind == ACTION_REQUIRED ? "objects" : "exchanges",
                   action->seen);
    if (action->source.text) {
        json_object_set_new(evidence, "first", json_from_str(action->source));
        json_set_count(evidence, "entry", action->index);
    }
    return evidence;
}

static int compare_actions(const void *left, const void *right)
{
    const struct action *a = *(const struct action *const *)left;
    const struct action *b = *(const struct action *const *)right;
    int order = str_compare(a->document->file, b->document->file);

    if (!order)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    if (!order)
        order = str_compare(a->target, b->target);
    return order ? order : str_compare(a->name, b->name);
}

/* What an overlay would not say in full. */
struct unsaid {
    uint64_t by_version; /* which has no words for it */
    uint64_t secret;     /* its name is, or holds, a secret */
};

static bool tells_secret(const struct builder *builder, const struct action *action)
{
    return builder_finds_secret(builder, action->name) ||
           builder_finds_secret(builder, action->path);
}

static void add_action(const struct builder *builder, const struct action *action, json_t *actions,
                       struct unsaid *unsaid)
{
    json_t *update;

    if (action->withdrawn)
        return;
    if (tells_secret(builder, action)) {
        unsaid->secret++;
        return;
    }
    update = builder_update(builder, action);
    if (update)
        json_array_append_new(actions, json_pack("{s:o, s:o, s:o}", "target",
                                                 json_from_str(action->target), "update", update,
                                                 "x-oasdrift-evidence", evidence_of(action)));
    else
        unsaid->by_version++;
}

/* By file; within one, in their order. The caller frees it. */
static struct action **sorted_actions(const struct suggestion *suggestion)
{
    size_t count = suggestion->actions.count;
    struct action **sorted = alloc_bytes((count + 1) * sizeof *sorted);

    for (size_t i = 0; i < count; i++)
        sorted[i] = suggestion->actions.items[i];
    qsort(sorted, count, sizeof *sorted, compare_actions);
    return sorted;
}

static void add_part(const struct builder *builder, const struct document *document,
                     json_t *actions, json_t *parts)
{
    struct arena arena;
    struct str file;

    arena_init(&arena);
    file = file_of_part(&arena, builder->suggestion, document);
    if (json_array_size(actions))
        json_array_append_new(
            parts, json_pack("{s:o, s:O}", "file", json_from_str(file), "actions", actions));
    arena_release(&arena);
}

/* Those of the description's own file; parts gets those of others, a file each. */
static json_t *actions_of(const struct builder *builder, json_t *parts, struct unsaid *unsaid)
{
    const struct suggestion *suggestion = builder->suggestion;
    struct action **sorted = sorted_actions(suggestion);
    size_t count = suggestion->actions.count, at = 0;
    json_t *own = json_array();

    while (at < count) {
        const struct document *document = sorted[at]->document;
        bool is_own = document == suggestion->api->document;
        json_t *actions = is_own ? json_incref(own) : json_array();

        for (; at < count && sorted[at]->document == document; at++)
            add_action(builder, sorted[at], actions, unsaid);
        if (!is_own)
            add_part(builder, document, actions, parts);
        json_decref(actions);
    }
    free(sorted);
    return own;
}

/* An overlay has one action at least. */
static void add_no_action(json_t *actions)
{
    json_array_append_new(actions,
                          json_pack("{s:s, s:s, s:{}}", "target", "$", "description",
                                    "changes nothing: what was seen lies in other files, see "
                                    "x-oasdrift-parts",
                                    "update"));
}

static json_t *places_left_out(const struct suggestion *suggestion)
{
    json_t *places = json_array();
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < suggestion->left_out.count; i++) {
        const struct left_out *one = suggestion->left_out.items[i];
        struct str what = redact_text(suggestion->redaction, &arena, one->what);

        json_array_append_new(places,
                              json_pack("{s:o, s:o, s:s, s:I}", "place", json_from_str(one->place),
                                        "what", json_from_str(what), "rule",
                                        rule_info(one->rule)->id, "seen", (json_int_t)one->seen));
    }
    arena_release(&arena);
    return places;
}

static json_t *overlay_of(const struct builder *builder)
{
    const struct api *api = builder->suggestion->api;
    struct unsaid unsaid = {0};
    json_t *parts = json_array(), *actions = actions_of(builder, parts, &unsaid);
    json_t *overlay, *left_out = json_object();
    struct strbuf title;

    strbuf_init(&title, SIZE_MAX);
    strbuf_addf(&title, "What was seen of %.*s", STR_ARGS(api->title));
    overlay =
        json_pack("{s:s, s:{s:o, s:o}}", "overlay", "1.0.0", "info", "title",
                  json_from_str(strbuf_str(&title)), "version", json_from_str(api->api_version));
    strbuf_release(&title);
    json_set_number(left_out, "in-other-files", builder->suggestion->left_out.count);
    if (builder->suggestion->left_out.count)
        json_object_set_new(left_out, "places", places_left_out(builder->suggestion));
    json_set_number(left_out, "beyond-the-limit", builder->suggestion->beyond);
    json_set_number(left_out, "not-in-this-version", unsaid.by_version);
    json_set_number(left_out, "secret", unsaid.secret);
    if (json_object_size(left_out))
        json_object_set(overlay, "x-oasdrift-left-out", left_out);
    if (json_array_size(parts) && !json_array_size(actions))
        add_no_action(actions);
    json_object_set_new(overlay, "actions", actions);
    if (json_array_size(parts))
        json_object_set(overlay, "x-oasdrift-parts", parts);
    json_decref(parts);
    json_decref(left_out);
    return overlay;
}

const struct document *suggest_overlay(const struct suggestion *suggestion, struct arena *arena)
{
    const struct openapi_version *version = suggestion->api->version;
    const struct builder builder = {suggestion, version, version->dialect == DIALECT_OAS20};
    json_t *overlay = overlay_of(&builder);
    const struct document *document = NULL;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    if (json_array_size(json_object_get(overlay, "actions"))) {
        json_write(&text, overlay, JSON_ONE_LINE);
        document = json_read(arena, STR("overlay"), str_copy(arena, strbuf_str(&text)), NULL);
    }
    strbuf_release(&text);
    json_decref(overlay);
    return document;
}
