#include "witness/omission.h"

#include "witness/engine.h"

/* ---- which program refers to which ---- */

struct link {
    const struct program *from, *to; /* to: NULL: anywhere, a dynamic reference */
    uint32_t entry;                  /* where in `to` */
};

/* Of all programs that a root leads to. */
struct program_links {
    const struct program *root;
    VEC(struct link) links;
    VEC(const struct program *) programs;
    struct pointer_map seen;
};

static void add_program(struct program_links *links, const struct program *program)
{
    void **place;

    if (!program)
        return;
    place = pointer_map_put(&links->seen, program, 0);
    if (!*place)
        VEC_ADD(&links->programs, program);
    *place = links;
}

static void add_links(struct program_links *links, const struct program *from)
{
    for (uint32_t i = 0; i < from->count; i++) {
        const struct instruction *at = &from->code[i];

        if (at->op == OP_CALL)
            VEC_ADD(&links->links, ((struct link){from, at->schema->program, at->schema->entry}));
        if (at->op == OP_DYNAMIC_CALL)
            VEC_ADD(&links->links, ((struct link){from, NULL, 0}));
        if (at->op == OP_CALL)
            add_program(links, at->schema->program);
        if (at->op == OP_DYNAMIC_CALL)
            add_program(links, at->dynamic->initial->program);
        if (at->op == OP_SCHEMA && at->flags & FLAG_DYNAMIC)
            for (const struct dynamic_anchor *anchor = at->anchors; anchor; anchor = anchor->next)
                add_program(links, anchor->schema->program);
    }
}

static void release_links(struct program_links *links)
{
    VEC_RELEASE(&links->links);
    VEC_RELEASE(&links->programs);
    pointer_map_release(&links->seen);
    free(links);
}

/* Made once for a root. */
static const struct program_links *links_of(struct witness *witness, const struct program *root)
{
    struct program_links *links = witness->links;

    if (links && links->root == root)
        return links;
    if (links)
        release_links(links);
    links = alloc_zeroed(1, sizeof *links);
    links->root = root;
    add_program(links, root);
    for (size_t i = 0; i < links->programs.count; i++)
        add_links(links, links->programs.items[i]);
    witness->links = links;
    return links;
}

/* ---- what leads to the step ---- */

static bool is_leading(const struct pointer_map *leading, const struct program *program)
{
    return !program || pointer_map_get(leading, program, 0);
}

static bool leads(const struct omission *omission, const struct program *program)
{
    return is_leading(omission->leading, program);
}

static void find_leading(struct pointer_map *leading, const struct program_links *links,
                         const struct program *program)
{
    bool more = true;

    *pointer_map_put(leading, program, 0) = leading;
    while (more) {
        more = false;
        for (size_t i = links->links.count; i-- > 0;) {
            const struct link *link = &links->links.items[i];

            if (is_leading(leading, link->from) || !is_leading(leading, link->to))
                continue;
            *pointer_map_put(leading, link->from, 0) = leading;
            more = true;
        }
    }
}

/* The same for all steps of a program. */
static const struct pointer_map *leading_to(struct witness *witness, const struct program *root,
                                            const struct program *program)
{
    struct pointer_map *leading = pointer_map_get(&witness->leading, program, 0);

    if (leading)
        return leading;
    leading = alloc_zeroed(1, sizeof *leading);
    find_leading(leading, links_of(witness, root), program);
    *pointer_map_put(&witness->leading, program, 0) = leading;
    return leading;
}

static bool matters(void *context, const struct program *program, const struct instruction *block)
{
    return omission_matters(context, program, block);
}

struct omission *omission_of(struct witness *witness, const struct program *root,
                             const struct program *program, const struct instruction *step)
{
    struct omission *omission = pointer_map_get(&witness->omissions, step, 0);

    if (omission)
        return omission;
    omission = witness_zeroed(witness, 1, sizeof *omission);
    omission->step = step;
    omission->program = program;
    omission->told = (struct program_omission){step, matters, omission};
    omission->leading = leading_to(witness, root, program);
    *pointer_map_put(&witness->omissions, step, 0) = omission;
    VEC_ADD(&witness->omission_list, omission);
    return omission;
}

static bool find_step(const struct omission *omission, const struct program *program,
                      const struct instruction *at)
{
    if (program == omission->program && omission->step >= at &&
        omission->step < instruction_end(at))
        return true;
    for (const struct instruction *inner = at; inner < instruction_end(at); inner++)
        if (inner->op == OP_DYNAMIC_CALL || (inner->op == OP_CALL && inner->schema->program &&
                                             leads(omission, inner->schema->program)))
            return true;
    return false;
}

bool omission_matters(struct omission *omission, const struct program *program,
                      const struct instruction *at)
{
    static const char yes, no;
    void **known;

    if (!leads(omission, program))
        return false;
    known = pointer_map_put(&omission->known, at, 0);
    if (!*known)
        *known = (void *)(find_step(omission, program, at) ? &yes : &no);
    return *known == &yes;
}

bool omission_is_within(struct witness *witness, const struct program *root,
                        const struct omission *omission, const struct program *program,
                        const struct instruction *block)
{
    const struct program_links *links = links_of(witness, root);
    const struct instruction *code = program->code;

    if (program != omission->program || omission->step < block ||
        omission->step >= instruction_end(block))
        return false;
    for (size_t i = 0; i < links->links.count; i++) {
        const struct link *link = &links->links.items[i];

        if (!link->to || (link->to == program && code + link->entry > block &&
                          code + link->entry <= omission->step))
            return false;
    }
    return true;
}

/* ---- what turns more into less ---- */

static bool turns(const struct instruction *at)
{
    return at->op == OP_NOT || at->op == OP_IF || at->op == OP_ONE_OF || at->op == OP_CONTAINS ||
           at->op == OP_UNEVALUATED_ITEMS || at->op == OP_UNEVALUATED_PROPERTIES ||
           at->op == OP_DYNAMIC_CALL;
}

/* A part of a program that is looked through. */
struct part {
    const struct program *program;
    const struct instruction *at, *end;
};

static bool find_turn(struct omission *omission, const struct program *program,
                      const struct instruction *at)
{
    VEC(struct part) parts = {0};
    struct pointer_map seen = {0};
    bool found = false;

    VEC_ADD(&parts, ((struct part){program, at + 1, instruction_end(at)}));
    for (size_t i = 0; i < parts.count && !found; i++) {
        const struct part part = parts.items[i];

        for (const struct instruction *inner = part.at; inner < part.end && !found; inner++) {
            const struct program *called = inner->op == OP_CALL ? inner->schema->program : NULL;

            found = turns(inner) && omission_matters(omission, part.program, inner);
            if (!called || !leads(omission, called) || pointer_map_get(&seen, called, 0))
                continue;
            *pointer_map_put(&seen, called, 0) = omission;
            VEC_ADD(&parts, ((struct part){called, called->code, called->code + called->count}));
        }
    }
    VEC_RELEASE(&parts);
    pointer_map_release(&seen);
    return found;
}

bool omission_widens(struct omission *omission, const struct program *program,
                     const struct instruction *at)
{
    static const char yes, no;
    void *known = pointer_map_get(&omission->widens, at, 0);

    if (!known) {
        known = (void *)(find_turn(omission, program, at) ? &no : &yes);
        *pointer_map_put(&omission->widens, at, 0) = known;
    }
    return known == &yes;
}

void omissions_release(struct witness *witness)
{
    for (size_t i = 0; i < witness->omission_list.count; i++) {
        pointer_map_release(&witness->omission_list.items[i]->known);
        pointer_map_release(&witness->omission_list.items[i]->widens);
    }
    for (size_t i = 0; i < witness->leading.capacity; i++) {
        if (witness->leading.slots[i].value)
            pointer_map_release(witness->leading.slots[i].value);
        free(witness->leading.slots[i].value);
    }
    VEC_RELEASE(&witness->omission_list);
    pointer_map_release(&witness->omissions);
    pointer_map_release(&witness->leading);
    if (witness->links)
        release_links(witness->links);
}
