/* Members of a value that no schema describes. Each is reported by itself, except in an object that
   looks like a map, whose keys are data. */
#include "base/strbuf.h"
#include "check/access_token.h"
#include "check/check_value_state.h"
#include "check/placeholder_check.h"
#include "finding/rules.h"

/* ---- collecting ---- */

static void note(void *context, const struct undocumented_member *found)
{
    struct value_check *check = context;

    if (access_token_is_field(check->checker, check->value->part, node_text(found->key)) &&
        found->object == check->value->instance)
        return;
    VEC_ADD(&check->undocumented, ((struct undocumented){.member = *found}));
}

void undocumented_collect(struct value_check *check)
{
    schema_undocumented(check->checker->evaluator, check->value->instance, note, check);
}

/* ---- maps ---- */

enum { MAP_MIN_MEMBERS = 8 /* of one kind of value, to be taken for a map's by that alone */ };

/* The undocumented members of one object. */
struct group {
    const struct node *object, *place;
    size_t count, ids;
    enum node_kind kind; /* of the values; NODE_HEADER: of several */
    bool sure;
    struct str pointer; /* of the object; absent before a member is raised */
};

static enum node_kind kind_of(const struct node *value)
{
    return value->kind == NODE_TRUE ? NODE_FALSE : (enum node_kind)value->kind;
}

static void group_add(struct group *group, const struct undocumented_member *member)
{
    const struct node *value = node_value(member->key);

    if (group->count == 0)
        group->kind = kind_of(value);
    if (group->kind != kind_of(value))
        group->kind = NODE_HEADER;
    group->object = member->object;
    group->place = member->place;
    group->sure = member->sure;
    group->ids += name_is_key_of_data(node_text(member->key));
    group->count++;
}

static bool is_map(const struct group *group)
{
    return group->ids == group->count ||
           (group->count >= MAP_MIN_MEMBERS && group->kind != NODE_HEADER &&
            2 * group->count >= group->object->length);
}

static void raise_map(struct value_check *check, const struct group *group)
{
    struct raised raised = raised_at(check, group->object);

    raised.rule = RULE_DRIFT_LOOKS_LIKE_MAP;
    raised.ceiling = group->sure ? SEVERITY_OFF : SEVERITY_INFO;
    raised.place = group->place;
    raised.message = STR("its undescribed members look like keys of data: a map, which "
                         "additionalProperties describes");
    branch_causes_raise(check, group->object, &raised);
}

/* ---- raising ---- */

/* The way to the object is gone once for all of its members. */
static struct str member_pointer(struct arena *arena, struct group *group, const struct node *key)
{
    struct strbuf out;
    struct str pointer;

    if (!group->pointer.text)
        group->pointer = node_pointer(arena, group->object);
    strbuf_init(&out, SIZE_MAX);
    strbuf_add(&out, group->pointer);
    pointer_add_token(&out, node_string(key));
    pointer = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return pointer;
}

static void raise_member(struct value_check *check, struct group *group,
                         const struct undocumented_member *member)
{
    struct arena *arena = &check->checker->arena;
    struct raised raised = raised_by_pointer(check, node_value(member->key),
                                             member_pointer(arena, group, member->key));
    struct str placeholder =
        placeholder_text(arena, placeholder_of(check->checker, node_text(member->key)),
                         node_text(member->key), false);

    if (placeholder.text) {
        raise_not_checked(
            check->checker, check->value->part, check->value->name, check->value->media_type,
            "a placeholder (%.*s) stands for a property's name", STR_ARGS(placeholder));
        return;
    }
    if (check->value->positions)
        raised.at = member->key;
    raised.rule = check->value->undocumented;
    raised.place = member->place;
    /* No branch of a oneOf or anyOf holds: which one was meant is a guess. */
    raised.ceiling = member->sure ? SEVERITY_OFF : SEVERITY_INFO;
    raised.message =
        member->sure ? STR("no schema describes this property")
                     : STR("no schema describes this property (no branch of oneOf or anyOf holds, "
                           "so the nearest one was taken)");
    branch_causes_raise(check, group->object, &raised);
}

static struct group *group_of(struct value_check *check, struct pointer_map *groups, size_t i)
{
    void **slot = pointer_map_put(groups, check->undocumented.items[i].member.object, 0);

    if (!*slot)
        *slot = ARENA_NEW(&check->checker->arena, struct group);
    return *slot;
}

/* Seen over many exchanges they tell more than one by one (observe/drift.h). Not in a branch that
   did not fit: that it was meant is a guess. */
static void observe(struct value_check *check, const struct undocumented_member *member)
{
    observe_undocumented(value_check_observation(check), value_check_direction(check),
                         member->place, node_text(member->key), node_value(member->key));
}

void undocumented_raise(struct value_check *check)
{
    struct pointer_map groups = {0};

    for (size_t i = 0; i < check->undocumented.count; i++)
        if (!check->undocumented.items[i].dropped)
            group_add(group_of(check, &groups, i), &check->undocumented.items[i].member);
    for (size_t i = 0; i < check->undocumented.count; i++) {
        const struct undocumented *undocumented = &check->undocumented.items[i];
        struct group *group;

        if (undocumented->dropped)
            continue;
        if (undocumented->member.sure)
            observe(check, &undocumented->member);
        group = group_of(check, &groups, i);
        if (group->count == 0 || value_check_is_full(check))
            continue; /* told as a map */
        if (!is_map(group)) {
            raise_member(check, group, &undocumented->member);
            continue;
        }
        raise_map(check, group);
        group->count = 0;
    }
    pointer_map_release(&groups);
}
