/* The branches of a oneOf or anyOf that do not fit are gone through in silence, to count what does
   not hold in each and what does, and to mark where (struct mark). Of objects counts first how much
   another one a branch is about: of two kinds of answers, it is the one that has the answer's
   members, however much in them is wrong. */
#include "schema/evaluator.h"

/* Marks of one branch; what is beyond is not known. */
enum { MARKS_MAX = 16 };

void evaluator_mark(struct evaluator *ev, struct mark mark)
{
    if (ev->marks.count - ev->marks_begin < MARKS_MAX)
        VEC_ADD(&ev->marks, mark);
    else
        ev->marks_lost = true;
}

bool evaluator_is_nearer(const struct nearness *one, const struct nearness *than)
{
    if (one->distance != than->distance)
        return one->distance < than->distance;
    return one->score.failures != than->score.failures ? one->score.failures < than->score.failures
                                                       : one->score.hits > than->score.hits;
}

/* ---- members that a branch does not name ---- */

/* What is looked at; of more, the rest tells nothing new. */
enum { MEMBERS_MAX = 64, SCHEMAS_MAX = 64, CHAIN_MAX = 32 };

struct search {
    const struct node *object;
    size_t count;   /* of members looked at */
    uint64_t named; /* a bit for each */
    unsigned schemas, depth;
};

static void find_named(struct search *search, const struct members *members)
{
    const struct node *key = node_first(search->object);

    for (size_t i = 0; i < search->count; i++, key = node_next_key(key))
        if (!(search->named >> i & 1) && members_find(members, key, members_key_hash(members, key)))
            search->named |= UINT64_C(1) << i;
}

static void look(struct search *search, const struct instruction *schema);

static void look_at_blocks(struct search *search, const struct instruction *at)
{
    for (const struct instruction *block = instruction_first(at); block < instruction_end(at);
         block = instruction_next(block))
        look(search, block);
}

static void look_at(struct search *search, const struct instruction *at)
{
    switch ((enum op)at->op) {
    case OP_MEMBERS:
        find_named(search, at->members);
        break;
    case OP_CALL:
        if (at->schema->program)
            look(search, schema_entry(at->schema));
        break;
    case OP_DYNAMIC_CALL:
        if (at->dynamic->initial->program)
            look(search, schema_entry(at->dynamic->initial));
        break;
    case OP_ALL_OF:
    case OP_ANY_OF:
    case OP_ONE_OF:
    case OP_IF:
    case OP_DEPENDENT_SCHEMAS:
        look_at_blocks(search, at);
        break;
    default:
        break;
    }
}

static void look(struct search *search, const struct instruction *schema)
{
    if (search->schemas == SCHEMAS_MAX || search->depth == CHAIN_MAX)
        return;
    search->schemas++;
    search->depth++;
    for (const struct instruction *at = instruction_first(schema); at < instruction_end(schema);
         at = instruction_next(at))
        look_at(search, at);
    search->depth--;
}

static size_t count_strangers(const struct instruction *schema, const struct node *object)
{
    struct search search = {.object = object, .count = object->length};
    size_t strangers = 0;

    if (search.count > MEMBERS_MAX)
        search.count = MEMBERS_MAX;
    look(&search, schema);
    for (size_t i = 0; i < search.count; i++)
        strangers += !(search.named >> i & 1);
    return strangers;
}

/* ---- weighing ---- */

/* Goes through the whole branch in silence. */
static struct branch_score weigh(struct evaluator *ev, const struct instruction *branch,
                                 const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    bool report = ev->report, coverage = ev->coverage, thorough = ev->thorough;
    const struct branch_score before = ev->score;
    const struct node *weighed = ev->weighed;
    struct trace *trace = ev->trace;
    struct branch_score score;

    ev->report = ev->coverage = false;
    ev->thorough = true;
    ev->weighed = instance;
    ev->trace = NULL;
    ev->marks_begin = ev->marks.count;
    ev->marks_lost = false;
    evaluator_apply(ev, branch, instance);
    ev->trace = trace;
    ev->weighed = weighed;
    score = branch_score_since(ev->score, before);
    ev->score = before;
    ev->report = report;
    ev->coverage = coverage;
    ev->thorough = thorough;
    journal_rollback(ev, mark);
    return score;
}

/* Members of the object that the branch does not name, and names that it asks for in vain. */
static size_t distance_of(const struct evaluator *ev, const struct instruction *branch,
                          const struct node *instance, size_t marks)
{
    size_t distance = 0;

    if (instance->kind != NODE_OBJECT)
        return 0;
    for (size_t i = marks; i < ev->marks.count; i++)
        distance += ev->marks.items[i].op == OP_REQUIRED && ev->marks.items[i].instance == instance;
    return distance + count_strangers(branch, instance);
}

/* What one branch has added to the score and the marks. */
struct tried {
    struct nearness nearness;
    struct mark marks[MARKS_MAX];
    size_t count;
    bool lost;
};

static struct tried try_nested(struct evaluator *ev, const struct instruction *branch,
                               const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    const struct branch_score before = ev->score;
    size_t marks = ev->marks.count;
    bool lost = ev->marks_lost;
    struct tried tried;

    ev->marks_lost = false;
    evaluator_apply(ev, branch, instance);
    tried.nearness = (struct nearness){distance_of(ev, branch, instance, marks),
                                       branch_score_since(ev->score, before)};
    tried.count = ev->marks.count - marks;
    for (size_t i = 0; i < tried.count; i++)
        tried.marks[i] = ev->marks.items[marks + i];
    tried.lost = ev->marks_lost;
    ev->score = before;
    ev->marks.count = marks;
    ev->marks_lost = lost;
    journal_rollback(ev, mark);
    return tried;
}

enum schema_verdict evaluator_weigh_choice(struct evaluator *ev, const struct instruction *at,
                                           const struct node *instance)
{
    struct tried nearest = {.nearness.distance = SIZE_MAX};

    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        struct tried tried = try_nested(ev, branch, instance);

        if (evaluator_is_nearer(&tried.nearness, &nearest.nearness))
            nearest = tried;
    }
    ev->score.failures += nearest.nearness.score.failures;
    ev->score.hits += nearest.nearness.score.hits;
    for (size_t i = 0; i < nearest.count; i++)
        VEC_ADD(&ev->marks, nearest.marks[i]);
    ev->marks_lost |= nearest.lost;
    return SCHEMA_INVALID;
}

void evaluator_weigh_branches(struct evaluator *ev, const struct instruction *at,
                              const struct node *instance)
{
    size_t takers = 0;

    ev->marks.count = ev->weighings.count = 0;
    for (const struct instruction *branch = instruction_first(at); branch < instruction_end(at);
         branch = instruction_next(branch)) {
        struct weighing weighing = {.nearness.score = weigh(ev, branch, instance),
                                    .begin = ev->marks_begin,
                                    .end = ev->marks.count,
                                    .lost = ev->marks_lost,
                                    .is_out = !branch_takes(branch, instance)};

        weighing.nearness.distance = distance_of(ev, branch, instance, weighing.begin);
        VEC_ADD(&ev->weighings, weighing);
        takers += !weighing.is_out;
    }
    for (size_t i = 0; takers == 0 && i < ev->weighings.count; i++)
        ev->weighings.items[i].is_out = false;
}
