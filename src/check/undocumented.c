/* Members of a value that no schema describes: each is told by itself, but for those of an object
   that looks like a map, whose keys are data. */
#include "check/judging.h"

/* ---- collecting ---- */

static void note(void *context, const struct undocumented_member *found)
{
    struct judging *judging = context;

    VEC_ADD(&judging->undocumented, ((struct undocumented){.member = *found}));
}

void undocumented_collect(struct judging *judging)
{
    schema_undocumented(judging->checker->evaluator, judging->value->instance, note, judging);
}

/* ---- maps ---- */

enum { MAP_MIN_MEMBERS = 8 /* of one kind of value, to be taken for a map's by that alone */ };

/* The undocumented members of one object. */
struct group {
    const struct node *object, *place;
    size_t count, ids;
    enum node_kind kind; /* of the values; NODE_HEADER: of several */
    bool sure;
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

static void raise_map(struct judging *judging, const struct group *group)
{
    struct raised raised = raised_at(judging, group->object);

    raised.rule = RULE_DRIFT_LOOKS_LIKE_MAP;
    raised.ceiling = group->sure ? SEVERITY_OFF : SEVERITY_INFO;
    raised.place = group->place;
    raised.message = STR("its undescribed members look like keys of data: a map, which "
                         "additionalProperties describes");
    raise_finding(judging->checker, &raised);
}

/* ---- raising ---- */

static void raise_member(struct judging *judging, const struct undocumented_member *member)
{
    struct raised raised = raised_at(judging, node_value(member->key));

    if (judging->value->positions) {
        struct position position = node_position(member->key);

        raised.line = position.line;
        raised.column = position.column;
    }
    raised.rule = judging->value->undocumented;
    raised.place = member->place;
    /* No branch of a oneOf or anyOf holds: which one was meant is a guess. */
    raised.ceiling = member->sure ? SEVERITY_OFF : SEVERITY_INFO;
    raised.message =
        member->sure ? STR("no schema describes this property")
                     : STR("no schema describes this property (no branch of oneOf or anyOf holds, "
                           "so the nearest one was taken)");
    raise_finding(judging->checker, &raised);
}

static struct group *group_of(struct judging *judging, struct map *groups, size_t i)
{
    struct arena *arena = &judging->checker->arena;
    void **slot = node_slot(arena, groups, judging->undocumented.items[i].member.object);

    if (!*slot)
        *slot = ARENA_NEW(arena, struct group);
    return *slot;
}

/* Over many exchanges they tell more than one by one: drift.h. */
static void observe(struct judging *judging, const struct undocumented_member *member)
{
    struct checker *checker = judging->checker;

    observe_undocumented(judging_observation(judging), judging_direction(judging), member->place,
                         redact_text(checker->redaction, &checker->arena, node_text(member->key)),
                         node_value(member->key));
}

void undocumented_raise(struct judging *judging)
{
    struct map groups = {0};

    for (size_t i = 0; i < judging->undocumented.count; i++)
        if (!judging->undocumented.items[i].dropped)
            group_add(group_of(judging, &groups, i), &judging->undocumented.items[i].member);
    for (size_t i = 0; i < judging->undocumented.count; i++) {
        const struct undocumented *undocumented = &judging->undocumented.items[i];
        struct group *group;

        if (undocumented->dropped)
            continue;
        observe(judging, &undocumented->member);
        group = group_of(judging, &groups, i);
        if (group->count == 0 || judging_is_full(judging))
            continue; /* told as a map */
        if (!is_map(group)) {
            raise_member(judging, &undocumented->member);
            continue;
        }
        raise_map(judging, group);
        group->count = 0;
    }
    map_release(&groups);
}
