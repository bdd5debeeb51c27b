/* Which of the branches weighed the value names. Where one asks for a single literal of a place in
   it, or several ask for literals there, that place is the tag of a variant: branches whose tag it
   is not were not meant. */
#include "schema/evaluator.h"

/* A place where branches ask for literals, and one does not find it. */
struct tag {
    const struct node *instance, *place; /* place: of the literals that the first branch asks for */
    size_t branch;                       /* that one */
    bool met;                            /* one finds what it asks for */
    bool single, several;                /* one asks for a single literal; others ask, too */
};

/* Of more nobody could say which counts. */
enum { TAGS_MAX = 16 };

struct tags {
    struct tag items[TAGS_MAX];
    size_t count;
};

static bool is_literal(const struct mark *mark)
{
    return mark->op == OP_CONST || mark->op == OP_ENUM;
}

static bool is_single(const struct mark *mark)
{
    return mark->op == OP_CONST || (mark->op == OP_ENUM && mark->place->length == 1);
}

static struct tag *tag_at(struct tags *tags, const struct node *instance)
{
    for (size_t i = 0; i < tags->count; i++)
        if (tags->items[i].instance == instance)
            return &tags->items[i];
    return NULL;
}

static void note_refused(struct tags *tags, const struct mark *mark, size_t branch)
{
    struct tag *tag = tag_at(tags, mark->instance);

    if (!is_literal(mark) || mark->met || (!tag && tags->count == TAGS_MAX))
        return;
    if (!tag) {
        tag = &tags->items[tags->count++];
        *tag = (struct tag){.instance = mark->instance, .place = mark->place, .branch = branch};
    }
    tag->single |= is_single(mark);
}

static void note_asked(struct tags *tags, const struct mark *mark, size_t branch)
{
    struct tag *tag = is_literal(mark) ? tag_at(tags, mark->instance) : NULL;

    if (!tag)
        return;
    tag->met |= mark->met;
    tag->several |= branch != tag->branch && mark->place != tag->place;
}

static void each_mark(const struct evaluator *ev, struct tags *tags,
                      void note(struct tags *tags, const struct mark *mark, size_t branch))
{
    for (size_t i = 0; i < ev->weighings.count; i++) {
        const struct weighing *weighing = &ev->weighings.items[i];

        for (size_t k = weighing->begin; !weighing->is_out && k < weighing->end; k++)
            note(tags, &ev->marks.items[k], i);
    }
}

/* Does it tell which branch was meant? */
typedef bool tag_counts(const struct tag *tag);

static bool is_met(const struct tag *tag)
{
    return tag->met;
}

static bool is_asked(const struct tag *tag)
{
    return tag->several || tag->single;
}

/* Has the branch a mark of the kind at a tag that counts? */
static bool has_tag(const struct evaluator *ev, const struct weighing *weighing, struct tags *tags,
                    tag_counts *counts, bool met)
{
    for (size_t i = weighing->begin; i < weighing->end; i++) {
        const struct mark *mark = &ev->marks.items[i];
        const struct tag *tag =
            is_literal(mark) && mark->met == met ? tag_at(tags, mark->instance) : NULL;

        if (tag && counts(tag))
            return true;
    }
    return false;
}

static struct tags find_tags(const struct evaluator *ev)
{
    struct tags tags = {.count = 0};

    each_mark(ev, &tags, note_refused);
    each_mark(ev, &tags, note_asked);
    return tags;
}

/* Leaves in only those that are named, if any are; returns how many. */
static size_t leave_named(struct evaluator *ev)
{
    size_t count = 0;

    for (size_t i = 0; i < ev->weighings.count; i++)
        count += ev->weighings.items[i].named;
    for (size_t i = 0; count && i < ev->weighings.count; i++)
        ev->weighings.items[i].is_out = !ev->weighings.items[i].named;
    return count;
}

/* By tags that a branch has: those that have one, and lack none that others have. met: there is
   such a tag. */
static size_t leave_met(struct evaluator *ev, bool *met)
{
    struct tags tags = find_tags(ev);

    *met = false;
    for (size_t i = 0; i < ev->weighings.count; i++) {
        struct weighing *weighing = &ev->weighings.items[i];
        bool meets = !weighing->is_out && has_tag(ev, weighing, &tags, is_met, true);

        weighing->named = meets && !has_tag(ev, weighing, &tags, is_met, false);
        *met |= meets;
    }
    return leave_named(ev);
}

/* By tags that no branch has: those that do not ask for one. */
static size_t leave_not_asking(struct evaluator *ev)
{
    struct tags tags = find_tags(ev);

    for (size_t i = 0; i < ev->weighings.count; i++) {
        struct weighing *weighing = &ev->weighings.items[i];

        weighing->asks = !weighing->is_out && has_tag(ev, weighing, &tags, is_asked, false);
        weighing->named = !weighing->is_out && !weighing->asks;
    }
    return leave_named(ev);
}

enum naming evaluator_leave_named(struct evaluator *ev)
{
    size_t takers = 0, named;
    bool met;

    for (size_t i = 0; i < ev->weighings.count; i++)
        takers += !ev->weighings.items[i].is_out;
    named = leave_met(ev, &met);
    if (met && named < 2)
        return named == 1 ? NAMES_ONE : NAMES_NONE;
    if (leave_not_asking(ev) == 0)
        return NAMES_NONE;
    return takers == 1 ? NAMES_ONE : NAMES_SEVERAL;
}
