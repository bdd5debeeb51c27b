/* What schema.h offers for evaluating: the evaluator's life, and a question put to it. Yes or no
   alone goes to decide.c; all else, and what that leaves open, to evaluate.c. */
#include "schema/evaluator.h"

/* ---- life ---- */

struct evaluator *evaluator_new(void)
{
    struct evaluator *ev = alloc_zeroed(1, sizeof *ev);

    ev->step_ceiling = UINT64_MAX;
    arena_init(&ev->texts);
    pattern_matcher_init(&ev->matcher);
    return ev;
}

void evaluator_free(struct evaluator *ev)
{
    if (!ev)
        return;
    journal_release(&ev->journal);
    VEC_RELEASE(&ev->doubts);
    VEC_RELEASE(&ev->annotations);
    VEC_RELEASE(&ev->marks);
    VEC_RELEASE(&ev->weighings);
    pattern_matcher_release(&ev->matcher);
    verdict_table_release(&ev->verdicts);
    member_table_release(&ev->members);
    strbuf_release(&ev->message);
    strbuf_release(&ev->path);
    arena_release(&ev->texts);
    free(ev->items);
    free(ev);
}

bool evaluator_warned(const struct evaluator *ev)
{
    return ev->warned;
}

/* ---- the question ---- */

static void start(struct evaluator *ev, const struct schema *schema, const struct node *instance,
                  const struct schema_question *question)
{
    arena_clear(&ev->texts);
    ev->question = question;
    ev->program = schema->program;
    ev->root = instance;
    ev->direction = question ? question->direction : SCHEMA_ANY;
    ev->report = question && question->failure;
    ev->coverage = question && question->coverage;
    ev->collecting = question && question->annotation;
    ev->set = schema->set;
    ev->annotations.count = 0;
    ev->trace = question && question->trace ? trace_new(schema) : NULL;
    ev->thorough = ev->report || ev->coverage;
    ev->tracking = ev->exhausted = ev->warned = ev->strict = ev->let_off = false;
    ev->scope = ev->doubts.count = 0;
    ev->score = (struct branch_score){0, 0};
    ev->sensitive = ev->guessing = ev->depth = ev->scope_depth = 0;
    ev->steps = 0;
    ev->foresight = ev->step_ceiling < FORESIGHT_STEPS ? ev->step_ceiling : FORESIGHT_STEPS;
    ev->weighed = NULL;
    ev->without = NULL;
    ev->matcher.spent_ms = 0;
    evaluator_forget(ev, instance);
    journal_start(&ev->journal, instance, ev->coverage);
}

/* A limit was met while details were gathered. Yes or no alone takes fewer steps, for it passes
   over what is known beforehand; so it may still give the verdict, and both ways of asking give the
   same one. */
static enum schema_verdict settle(struct evaluator *ev, const struct schema *schema,
                                  const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_UNKNOWN;

    if (ev->undecided != instance)
        verdict = schema_decide(ev, schema, instance, ev->direction);
    if (verdict == SCHEMA_INVALID)
        return evaluator_fail(ev, schema_entry(schema), instance,
                              &(struct detail){.text = ev->exhausted_by});
    if (ev->collecting)
        return SCHEMA_UNKNOWN; /* annotations are lacking */
    if (verdict == SCHEMA_VALID && !ev->coverage)
        ev->doubts.count = 0;
    return verdict;
}

static uint64_t step_limit(const struct evaluator *ev, const struct node *instance)
{
    uint64_t steps = SCHEMA_STEPS + (uint64_t)instance->span * SCHEMA_STEPS_A_NODE;

    return steps < ev->step_ceiling ? steps : ev->step_ceiling;
}

enum schema_verdict schema_evaluate(struct evaluator *ev, const struct schema *schema,
                                    const struct node *instance,
                                    const struct schema_question *question)
{
    bool wants_all = question && (question->failure || question->doubt || question->coverage ||
                                  question->annotation || question->trace);
    enum schema_verdict verdict;

    ev->step_limit = step_limit(ev, instance);
    if (!wants_all) {
        verdict = schema_decide(ev, schema, instance, question ? question->direction : SCHEMA_ANY);
        if (verdict != SCHEMA_UNKNOWN)
            return verdict;
        ev->undecided = instance;
    }
    start(ev, schema, instance, question);
    verdict = evaluator_apply(ev, schema_entry(schema), instance);
    trace_free(ev, ev->trace);
    ev->trace = NULL;
    if (verdict == SCHEMA_UNKNOWN && wants_all && ev->exhausted)
        verdict = settle(ev, schema, instance);
    ev->undecided = wants_all ? NULL : instance;
    if (question && question->doubt)
        for (size_t i = 0; i < ev->doubts.count; i++)
            question->doubt(question->context, &ev->doubts.items[i]);
    if (question && ev->collecting)
        for (size_t i = 0; i < ev->annotations.count; i++)
            question->annotation(question->context, &ev->annotations.items[i]);
    return verdict;
}

static bool is_plain(const struct program_ask *ask)
{
    return ask->at->op == OP_SCHEMA && !ask->strict && ask->scope_count == 0 && !ask->failure &&
           !ask->without;
}

enum schema_verdict program_holds(struct evaluator *ev, const struct program_ask *ask,
                                  const struct node *instance)
{
    const struct schema_question question = {
        .direction = ask->direction, .failure = ask->failure, .context = ask->context};
    const struct schema within = {.program = ask->program};

    ev->step_ceiling = ask->steps;
    if (ask->at->op != OP_SCHEMA && !(ask->at->kinds >> instance->kind & 1))
        return SCHEMA_VALID;
    if (is_plain(ask)) {
        enum schema_verdict verdict = program_decide(
            ev, (struct program_block){ask->program, ask->at}, instance, ask->direction);

        if (verdict != SCHEMA_UNKNOWN)
            return verdict;
    }
    ev->step_limit = step_limit(ev, instance);
    start(ev, &within, instance, &question);
    ev->strict = ask->strict;
    ev->omission = ask->without;
    ev->without = ask->without ? ask->without->step : NULL;
    for (unsigned i = 0; i < ask->scope_count; i++)
        ev->scopes[ev->scope_depth++] = ask->scopes[i];
    ev->undecided = ask->failure ? NULL : instance;
    return evaluator_execute(ev, ask->at, instance);
}
