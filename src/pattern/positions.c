/* Built from the end of the pattern to its start: each term knows the position that follows it. */
#include "pattern/positions.h"

static const uint32_t NOWHERE = UINT32_MAX;
enum { MATCH = 0 };

struct builder {
    struct positions *positions;
    struct property_sets *properties;
    const struct term *root;
    enum approximation approximation; /* turned around within what is negated */
    unsigned look_nesting;
    unsigned copies; /* of groups so far */
};

static uint32_t add_term(struct builder *builder, const struct term *term, uint32_t next);

/* ---- positions; NOWHERE in, NOWHERE out ---- */

static uint32_t add(struct builder *builder, enum position_kind kind, uint32_t next, uint32_t other)
{
    struct positions *positions = builder->positions;
    struct graph_position position = {.kind = (uint8_t)kind, .next = next, .other = other};

    if (next == NOWHERE || other == NOWHERE || positions->items.count == POSITIONS_MAX)
        return NOWHERE;
    VEC_ADD(&positions->items, position);
    return (uint32_t)positions->items.count - 1;
}

static bool same_set(const struct character_set *a, const struct character_set *b)
{
    return a->spans.count == b->spans.count &&
           (a->spans.count == 0 ||
            memcmp(a->spans.items, b->spans.items, a->spans.count * sizeof *a->spans.items) == 0);
}

/* The index of the set, which is added or released. */
static uint32_t set_index(struct positions *positions, struct character_set *set)
{
    for (size_t i = 0; i < positions->sets.count; i++)
        if (same_set(&positions->sets.items[i], set)) {
            character_set_release(set);
            return (uint32_t)i;
        }
    VEC_ADD(&positions->sets, *set);
    return (uint32_t)positions->sets.count - 1;
}

static uint32_t add_character(struct builder *builder, const struct term *term, uint32_t next)
{
    struct character_set set;

    if (!character_set_make(&set, builder->properties, term) ||
        builder->positions->sets.count == POSITIONS_MAX_SETS) {
        character_set_release(&set);
        return NOWHERE;
    }
    return add(builder, POSITION_SET, next, set_index(builder->positions, &set));
}

/* ---- approximation ---- */

/* A position from which nothing matches: a character out of no set. */
static uint32_t add_failure(struct builder *builder, uint32_t next)
{
    const struct term nothing = {.kind = TERM_CLASS};

    return add_character(builder, &nothing, next);
}

static uint32_t add_anything(struct builder *builder, uint32_t next)
{
    const struct term any = {.kind = TERM_CLASS, .negated = true};
    uint32_t split = add(builder, POSITION_SPLIT, next, next);
    uint32_t body = add_character(builder, &any, split);

    if (body == NOWHERE)
        return NOWHERE;
    builder->positions->items.items[split].next = body;
    return split;
}

static const struct term *find_group(const struct term *term, uint32_t group)
{
    const struct term *found = NULL;

    for (; term && !found; term = term->next) {
        if (term->kind == TERM_CAPTURE && term->value == group)
            return term;
        found = find_group(term->child, group);
    }
    return found;
}

/* A back-reference matches nothing or what its group may match: that is more than it does. */
static uint32_t add_reference(struct builder *builder, const struct term *term, uint32_t next)
{
    const struct term *group = find_group(builder->root, term->value);

    builder->positions->approximate = true;
    if (builder->approximation == APPROXIMATE_LESS)
        return add_failure(builder, next);
    if (!group || builder->copies == POSITIONS_MAX_COPIES)
        return add_anything(builder, next);
    builder->copies++;
    return add(builder, POSITION_SPLIT, add_term(builder, group, next), next);
}

/* ---- look-around ---- */

/* What a look-behind's body is made of: it is read along with the text, from the left. */
static bool can_look_behind(const struct term *term)
{
    for (; term; term = term->next)
        if (term->kind == TERM_END || term->kind == TERM_BOUNDARY ||
            term->kind == TERM_NOT_BOUNDARY || term->kind == TERM_AHEAD ||
            term->kind == TERM_NOT_AHEAD || term->kind == TERM_BEHIND ||
            term->kind == TERM_NOT_BEHIND || term->kind == TERM_BACK_REFERENCE ||
            !can_look_behind(term->child))
            return false;
    return true;
}

static uint32_t skip_look(struct builder *builder, uint32_t next)
{
    builder->positions->approximate = true;
    return builder->approximation == APPROXIMATE_MORE ? next : add_failure(builder, next);
}

static uint32_t add_body(struct builder *builder, const struct term *term, bool negated)
{
    enum approximation outside = builder->approximation;
    uint32_t start;

    if (negated)
        builder->approximation = outside == APPROXIMATE_MORE ? APPROXIMATE_LESS : APPROXIMATE_MORE;
    builder->look_nesting++;
    start = add_term(builder, term, MATCH);
    builder->look_nesting--;
    builder->approximation = outside;
    return start;
}

static uint32_t add_look(struct builder *builder, const struct term *term, uint32_t next)
{
    struct positions *positions = builder->positions;
    bool behind = term->kind == TERM_BEHIND || term->kind == TERM_NOT_BEHIND;
    bool negated = term->kind == TERM_NOT_AHEAD || term->kind == TERM_NOT_BEHIND;
    const struct term body = {.kind = TERM_GROUP, .child = term->child};
    struct look look = {.negated = negated, .behind = behind};

    if (positions->looks.count == POSITIONS_MAX_LOOKS ||
        builder->look_nesting == POSITIONS_MAX_LOOK_NESTING ||
        (behind && !can_look_behind(term->child)))
        return skip_look(builder, next);
    look.start = add_body(builder, &body, negated);
    if (look.start == NOWHERE)
        return NOWHERE;
    VEC_ADD(&positions->looks, look);
    positions->has_behinds = positions->has_behinds || behind;
    return add(builder, POSITION_LOOK, next, (uint32_t)positions->looks.count - 1);
}

/* ---- terms ---- */

/* Terms of a row and alternatives may be many, so what follows is made in a loop. */
static size_t count_terms(const struct term *term)
{
    size_t count = 0;

    for (; term; term = term->next)
        count++;
    return count;
}

/* The caller frees it. */
static const struct term **list_terms(const struct term *term, size_t count)
{
    const struct term **list = alloc_bytes((count + 1) * sizeof *list);

    for (size_t i = 0; i < count; i++, term = term->next)
        list[i] = term;
    return list;
}

static uint32_t add_row(struct builder *builder, const struct term *term, uint32_t next)
{
    size_t count = count_terms(term);
    const struct term **list;

    if (count <= 1)
        return term ? add_term(builder, term, next) : next;
    list = list_terms(term, count);
    while (count-- > 0)
        next = add_term(builder, list[count], next);
    free(list);
    return next;
}

static uint32_t add_alternatives(struct builder *builder, const struct term *child, uint32_t next)
{
    size_t count = count_terms(child);
    const struct term **list = list_terms(child, count);
    uint32_t split = add_row(builder, list[--count]->child, next);

    while (count-- > 0)
        split = add(builder, POSITION_SPLIT, add_row(builder, list[count]->child, next), split);
    free(list);
    return split;
}

/* child*: the split is made first, because the child leads back to it. */
static uint32_t add_star(struct builder *builder, const struct term *child, uint32_t next)
{
    uint32_t split = add(builder, POSITION_SPLIT, next, next);
    uint32_t body = split == NOWHERE ? NOWHERE : add_term(builder, child, split);

    if (body == NOWHERE)
        return NOWHERE;
    builder->positions->items.items[split].next = body;
    return split;
}

static uint32_t add_repeat(struct builder *builder, const struct term *term, uint32_t next)
{
    uint32_t at = next;

    if (term->maximum == PATTERN_UNBOUNDED)
        at = add_star(builder, term->child, next);
    for (uint32_t i = term->minimum;
         i < term->maximum && term->maximum != PATTERN_UNBOUNDED && at != NOWHERE; i++)
        at = add(builder, POSITION_SPLIT, add_term(builder, term->child, at), next);
    for (uint32_t i = 0; i < term->minimum && at != NOWHERE; i++) {
        uint32_t before = at;

        at = add_term(builder, term->child, before);
        if (at == before) /* the child is empty, and so is more of it */
            break;
    }
    return at;
}

static uint32_t add_boundary(struct builder *builder, enum position_kind kind, uint32_t next)
{
    builder->positions->has_boundaries = true;
    return add(builder, kind, next, 0);
}

static uint32_t add_term(struct builder *builder, const struct term *term, uint32_t next)
{
    if (next == NOWHERE)
        return NOWHERE;
    switch (term->kind) {
    case TERM_SEQUENCE:
    case TERM_CAPTURE:
    case TERM_GROUP:
        return add_row(builder, term->child, next);
    case TERM_ALTERNATIVES:
        return add_alternatives(builder, term->child, next);
    case TERM_CHARACTER:
    case TERM_ANY:
    case TERM_CLASS:
        return add_character(builder, term, next);
    case TERM_START:
        return add(builder, POSITION_START, next, 0);
    case TERM_END:
        return add(builder, POSITION_END, next, 0);
    case TERM_REPEAT:
        return add_repeat(builder, term, next);
    case TERM_BOUNDARY:
        return add_boundary(builder, POSITION_BOUNDARY, next);
    case TERM_NOT_BOUNDARY:
        return add_boundary(builder, POSITION_NOT_BOUNDARY, next);
    case TERM_AHEAD:
    case TERM_NOT_AHEAD:
    case TERM_BEHIND:
    case TERM_NOT_BEHIND:
        return add_look(builder, term, next);
    case TERM_BACK_REFERENCE:
        return add_reference(builder, term, next);
    }
    return NOWHERE;
}

/* The characters that \b tells apart, as a set of their own. */
static void add_words(struct positions *positions)
{
    struct character_set words = {.spans = {.items = NULL}};

    character_set_add(&words, spans_of_set(CLASS_WORD));
    character_set_finish(&words);
    set_index(positions, &words);
}

bool positions_make(struct positions *positions, struct property_sets *properties,
                    const struct term *root, enum approximation approximation)
{
    struct builder builder = {.positions = positions,
                              .properties = properties,
                              .root = root,
                              .approximation = approximation};

    *positions = (struct positions){.start = NOWHERE};
    add(&builder, POSITION_MATCH, 0, 0);
    positions->start = add_row(&builder, root, MATCH);
    if (positions->has_boundaries)
        add_words(positions);
    return positions->start != NOWHERE;
}

void positions_release(struct positions *positions)
{
    for (size_t i = 0; i < positions->sets.count; i++)
        character_set_release(&positions->sets.items[i]);
    VEC_RELEASE(&positions->items);
    VEC_RELEASE(&positions->looks);
    VEC_RELEASE(&positions->sets);
}
