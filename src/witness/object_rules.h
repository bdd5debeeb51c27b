/* A set of objects: what is asked of their names and members. Private to witness/.

   The rules hold all together. Names live as long as the engine, or its schemas. Names are split
   into literal ones and, for the rest, regions: what patterns they match and which they do not. A
   name that may be any is a goal too, that of a string. */
#ifndef OASDRIFT_WITNESS_OBJECT_RULES_H
#define OASDRIFT_WITNESS_OBJECT_RULES_H

#include "base/vec.h"
#include "witness/goal.h"

/* properties, patternProperties and additionalProperties of one MEMBERS instruction: all members
   satisfy what it applies to them. */
struct member_rule {
    const struct literal *step; /* LITERAL_STEP of OP_MEMBERS, for its program, scope, strictness */
    uint32_t trackers;          /* those for which it evaluates the members it applies to */
};
/* The opposite: there is a member that does not. */
struct member_breach {
    const struct literal *step; /* not negated */
};
/* The member of the name, where there is one, satisfies the literal. */
struct named_rule {
    struct str name;
    const struct literal *literal;
};
/* Of the members that no rule evaluates for the tracker: all satisfy the literal, or, `some`, one
   does. */
struct member_rest {
    uint32_t tracker; /* one bit */
    bool some;
    const struct literal *literal;
};
/* The names of all members satisfy the literal, or, `some`, that of one does. */
struct name_rule {
    bool some;
    const struct literal *literal;
};
struct presence {
    struct str name;
    bool absent;
};

struct object_rules {
    uint64_t minimum, maximum; /* members */
    VEC(struct member_rule) members;
    VEC(struct member_breach) breaches;
    VEC(struct named_rule) named;
    VEC(struct member_rest) rest;
    VEC(struct name_rule) names;
    VEC(struct presence) presences;
};

/* A member of the objects of a shape. */
struct shape_member {
    struct str name;
    struct goal *value;
};
/* What objects of the set look like. In the engine's arena. */
struct object_shape {
    size_t count;
    struct shape_member *members;
    uint64_t room;                /* for so many members more */
    struct object_search *search; /* which members those may be is found when it is asked for */
};

/* OUTCOME_VALUE: *shape is one with as few members as possible; all have values. */
enum outcome object_rules_solve(struct witness *witness, const struct object_rules *rules,
                                struct object_shape *shape);
/* Writes the n-th object of the shape as JSON, from 0: the shape itself, with all members that may
   be there as well, with each of them alone; then with other values; in the end, other objects of
   the rules. Objects may come twice. Asking in order is cheap. OUTCOME_NONE: there are no others
   that keep the rules. */
enum outcome object_shape_nth(struct witness *witness, const struct object_shape *shape, uint64_t n,
                              struct strbuf *out);
void object_rules_release(struct object_rules *rules);

#endif
