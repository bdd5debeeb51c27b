/* The engine's memory. Private to witness/. */
#ifndef OASDRIFT_WITNESS_ENGINE_H
#define OASDRIFT_WITNESS_ENGINE_H

#include "base/arena.h"
#include "base/pointer_map.h"
#include "base/vec.h"
#include "witness/goal.h"
#include "witness/witness.h"

struct omission;
struct program_links;
struct text_cache;

/* Interned things by hash; slots hold pointers. */
struct intern_table {
    size_t *held; /* where its bytes are counted */
    void **slots; /* NULL: free */
    uint64_t *hashes;
    size_t count, capacity; /* capacity: a power of two; 0 before the first */
};

struct witness {
    struct witness_settings settings;
    struct arena arena;
    struct evaluator *evaluator;
    struct intern_table literals, goals, scopes;
    uint32_t literal_count;
    size_t bytes;      /* of all that is kept */
    size_t text_bytes; /* of these, of `texts` as was counted last */
    bool seeks_twins;  /* see twin.h: it is asked of two programs at once */
    struct intern_table twins;
    struct pointer_map twin_of;    /* instruction to the first that says the same */
    uint64_t twins_compared;       /* instructions */
    uint64_t steps;                /* of the question */
    uint64_t text_steps;           /* of these, by automata since they were bounded last */
    uint64_t spent;                /* by the questions before it */
    enum witness_reason reason;    /* why it is undecided, the first that was met */
    bool passing;                  /* of the reasons met one hangs on how its goal was come to */
    VEC(struct goal *) open;       /* being solved, outermost first */
    uint32_t lowest_open;          /* the outermost of them that was asked for again; UINT32_MAX */
    uint64_t serial;               /* of the last goal that was opened */
    struct text_cache *texts;      /* automata of patterns */
    VEC(struct arena *) scratches; /* see scratch_take */
    size_t scratch_taken;
    struct arena *shapes; /* where shapes lie: `arena`, or a scratch, for those that are not kept */
    struct pointer_map omissions; /* by the step that is left out */
    VEC(struct omission *) omission_list;
    struct pointer_map leading; /* omission.c, like the next */
    struct program_links *links;
};

/* The slot of what has the hash and is `same`, or a free one, which the caller fills before
   anything else is looked for. */
typedef bool intern_same_fn(const void *have, const void *like);
void **intern_find(struct intern_table *table, uint64_t hash, intern_same_fn *same,
                   const void *like);
/* What has the hash and is `same`; NULL: nothing. */
void *intern_get(const struct intern_table *table, uint64_t hash, intern_same_fn *same,
                 const void *like);
void intern_release(struct intern_table *table);

/* Memory of the heap of which there is more or less now. */
void witness_count(struct witness *witness, size_t before, size_t now);

/* Memory in the engine's arena. */
void *witness_alloc(struct witness *witness, size_t size);
void *witness_zeroed(struct witness *witness, size_t count, size_t size);

/* The same where shapes lie. */
void *shape_alloc(struct witness *witness, size_t size);
void *shape_zeroed(struct witness *witness, size_t count, size_t size);
struct arena *shape_arena(struct witness *witness);

/* Memory for values that are only looked at: the last one that was taken is given back first. */
struct arena *scratch_take(struct witness *witness);
void scratch_give_back(struct witness *witness);

/* A number mixed into a hash. */
static inline uint64_t hash_mix(uint64_t hash, uint64_t number)
{
    hash = (hash ^ number) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ hash >> 29;
}

#endif
