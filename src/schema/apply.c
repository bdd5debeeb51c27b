/* Applying a schema to a child, or a branch in silence, where something may spare it: yes or no
   alone (decide.c) tells all that is asked, or the same was asked before and its verdict is
   remembered. */
#include "schema/evaluator.h"

/* Is the verdict all that counts? Not where steps are told, nor where coverage, annotations,
   evaluated members or weights are noted. */
static bool can_judge(const struct evaluator *ev)
{
    return !ev->coverage && !ev->collecting && !ev->tracking && !ev->weighed && !ev->exhausted &&
           !ev->trace;
}

/* Are there callbacks, or what hangs on more than struct verdict_key holds? */
static bool can_remember(const struct evaluator *ev)
{
    return evaluator_remembers(ev) && !ev->report && !ev->collecting && !ev->trace &&
           !ev->exhausted && ev->scope_depth == 0;
}

static struct verdict_key key_of(const struct evaluator *ev, const struct instruction *schema,
                                 const struct node *child)
{
    unsigned way = WAY_DETAILED | (ev->strict ? WAY_STRICT : 0u) |
                   (ev->thorough ? WAY_THOROUGH : 0u) | (ev->coverage ? WAY_COVERAGE : 0u) |
                   (ev->weighed ? WAY_WEIGHED : 0u) | (ev->guessing ? WAY_GUESSING : 0u);

    return (struct verdict_key){.schema = schema, .instance = child, .way = way};
}

/* Is the coverage that it came with still there? Of what fails in silence nobody looks at it. */
static bool is_covered(const struct evaluator *ev, const struct remembered *known)
{
    const struct journal *journal = &ev->journal;

    if (!ev->coverage || (known->verdict == SCHEMA_INVALID && !ev->thorough) || known->changes == 0)
        return true;
    return journal->changes.count >= known->changes && known->last_change != UINT32_MAX &&
           journal->changes.items[known->changes - 1].number == known->last_change;
}

static void remember_marks(const struct evaluator *ev, struct remembered *entry, size_t before)
{
    size_t count = ev->marks.count - before;

    entry->marks_lost = ev->marks_lost || count > REMEMBERED_MARKS;
    entry->mark_count = (uint8_t)(count < REMEMBERED_MARKS ? count : REMEMBERED_MARKS);
    for (size_t i = 0; i < entry->mark_count; i++)
        entry->marks[i] = ev->marks.items[before + i];
}

static void recall_marks(struct evaluator *ev, const struct remembered *known)
{
    for (size_t i = 0; i < known->mark_count; i++)
        evaluator_mark(ev, known->marks[i]);
    ev->marks_lost |= known->marks_lost;
}

static void remember(struct evaluator *ev, const struct verdict_key *key,
                     enum schema_verdict verdict, struct branch_score before, size_t marks)
{
    const struct journal *journal = &ev->journal;
    uint32_t changes = (uint32_t)journal->changes.count;
    struct remembered *entry = verdict_table_add(&ev->verdicts, key);

    entry->verdict = (uint8_t)verdict;
    entry->let_off = ev->let_off;
    entry->warned = ev->warned;
    entry->score = branch_score_since(ev->score, before);
    if (evaluator_marks(ev))
        remember_marks(ev, entry, marks);
    entry->changes = changes;
    entry->last_change = changes ? journal->changes.items[changes - 1].number : 0;
}

/* evaluator_apply of a child, unless it was done before. That a value is covered twice, or noted
   twice, changes nothing. */
static enum schema_verdict apply_once(struct evaluator *ev, const struct instruction *schema,
                                      const struct node *child)
{
    const struct verdict_key key = key_of(ev, schema, child);
    const struct remembered *known = verdict_table_find(&ev->verdicts, &key);
    const struct branch_score before = ev->score;
    size_t doubts = ev->doubts.count, marks = ev->marks.count;
    bool let_off = ev->let_off, warned = ev->warned;
    enum schema_verdict verdict;

    if (known && is_covered(ev, known) && evaluator_spend(ev, 1, schema, child)) {
        ev->score.failures += known->score.failures;
        ev->score.hits += known->score.hits;
        recall_marks(ev, known);
        ev->let_off |= known->let_off;
        ev->warned |= known->warned;
        return (enum schema_verdict)known->verdict;
    }
    ev->let_off = ev->warned = false;
    verdict = evaluator_apply(ev, schema, child);
    if (verdict != SCHEMA_UNKNOWN && !ev->exhausted && ev->doubts.count == doubts)
        remember(ev, &key, verdict, before, marks);
    ev->let_off |= let_off;
    ev->warned |= warned;
    return verdict;
}

enum schema_verdict evaluator_apply_child(struct evaluator *ev, const struct instruction *schema,
                                          const struct node *child)
{
    bool tracking = ev->tracking;
    enum schema_verdict verdict;

    /* There is nothing to tell of what holds. */
    ev->tracking = false;
    if (ev->report && can_judge(ev) && evaluator_decide(ev, schema, child) == SCHEMA_VALID) {
        ev->tracking = tracking;
        return SCHEMA_VALID;
    }
    verdict = can_remember(ev) ? apply_once(ev, schema, child) : evaluator_apply(ev, schema, child);
    ev->tracking = tracking;
    return verdict;
}

/* Of what fails, all that was noted is taken back: so it is better to know that before. */
static bool can_foresee(const struct evaluator *ev)
{
    return !ev->weighed && !ev->exhausted && !ev->trace;
}

/* Does it fail? By evaluate.c, without coverage; once verdicts are remembered, when what was taken
   back would have to be made again. */
static bool fails_uncovered(struct evaluator *ev, const struct instruction *schema,
                            const struct node *instance)
{
    struct journal_mark mark = journal_mark(ev);
    enum schema_verdict verdict;

    if (!ev->coverage || ev->collecting || !evaluator_remembers(ev))
        return false;
    ev->coverage = false;
    verdict = evaluator_apply(ev, schema, instance);
    ev->coverage = true;
    journal_rollback(ev, mark);
    return verdict == SCHEMA_INVALID;
}

static enum schema_verdict foresee(struct evaluator *ev, const struct instruction *schema,
                                   const struct node *instance)
{
    enum schema_verdict verdict = evaluator_decide(ev, schema, instance);

    if (verdict == SCHEMA_UNKNOWN && fails_uncovered(ev, schema, instance))
        return SCHEMA_INVALID;
    return verdict == SCHEMA_INVALID ? SCHEMA_INVALID : SCHEMA_UNKNOWN;
}

enum schema_verdict evaluator_apply_quietly(struct evaluator *ev, const struct instruction *schema,
                                            const struct node *instance)
{
    bool report = ev->report, thorough = ev->thorough;
    const struct branch_score before = ev->score;
    enum schema_verdict verdict = SCHEMA_UNKNOWN;

    ev->report = ev->thorough = false;
    if (can_judge(ev))
        verdict = evaluator_decide(ev, schema, instance);
    else if (can_foresee(ev))
        verdict = foresee(ev, schema, instance);
    if (verdict == SCHEMA_UNKNOWN)
        verdict = evaluator_apply(ev, schema, instance);
    if (verdict == SCHEMA_INVALID)
        ev->score = before;
    ev->report = report;
    ev->thorough = thorough;
    return verdict;
}
