/* There is one table for the pattern and one for each look-ahead right behind ^. A text matches
   when it fits each table, and none of those that are negated. */
#include "pattern/automaton.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "pattern/table.h"

struct automaton {
    size_t count;
    struct automaton_part {
        struct table table;
        bool negated; /* (?!...) */
    } parts[AUTOMATON_MAX_CONDITIONS + 1];
};

static bool add_part(struct automaton *automaton, const struct term *terms, bool negated)
{
    struct automaton_part *part = &automaton->parts[automaton->count++];

    part->negated = negated;
    return table_make(&part->table, terms);
}

/* The look-ahead stands right behind ^, so what it asks for begins with ^ too. */
static bool add_condition(struct automaton *automaton, const struct term *start,
                          const struct term *condition)
{
    struct term anchored = *start, group = {.kind = TERM_GROUP, .child = condition->child};

    anchored.next = &group;
    return add_part(automaton, &anchored, condition->kind == TERM_NOT_AHEAD);
}

static bool is_condition(const struct term *term)
{
    return term && (term->kind == TERM_AHEAD || term->kind == TERM_NOT_AHEAD);
}

static bool add_parts(struct automaton *automaton, const struct term *root)
{
    const struct term *start = root->kind == TERM_SEQUENCE ? root->child : NULL;
    const struct term *condition = start && start->kind == TERM_START ? start->next : NULL;
    struct term rest;

    if (!is_condition(condition))
        return add_part(automaton, root, false);
    for (; is_condition(condition); condition = condition->next)
        if (automaton->count == AUTOMATON_MAX_CONDITIONS ||
            !add_condition(automaton, start, condition))
            return false;
    rest = *start;
    rest.next = (struct term *)condition;
    return add_part(automaton, &rest, false);
}

struct automaton *automaton_new(const struct term *root, size_t *work)
{
    struct automaton *automaton = alloc_zeroed(1, sizeof *automaton);
    bool added = add_parts(automaton, root);

    *work = 0;
    for (size_t i = 0; i < automaton->count; i++)
        *work += automaton->parts[i].table.work;
    if (added)
        return automaton;
    automaton_free(automaton);
    return NULL;
}

void automaton_free(struct automaton *automaton)
{
    if (!automaton)
        return;
    for (size_t i = 0; i < automaton->count; i++)
        table_release(&automaton->parts[i].table);
    free(automaton);
}

bool automaton_matches(const struct automaton *automaton, struct str subject)
{
    for (size_t i = 0; i < automaton->count; i++)
        if (table_matches(&automaton->parts[i].table, subject) == automaton->parts[i].negated)
            return false;
    return true;
}
