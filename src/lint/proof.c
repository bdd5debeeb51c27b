/* Schemas that nothing satisfies, by proof (witness/witness.h). At the end each schema of the
   description is asked for a value, inner ones too. Where there is none, the keywords that
   contradict each other are told, once: of the innermost schema that is empty by itself. What other
   rules told of the same keywords is not told again, nor what is there to refuse everything.

   A schema that takes too many steps is counted as not checked, and so are all others past the
   limits. */
#include <stdlib.h>

#include "finding/rules.h"
#include "lint/linter.h"

enum {
    PROOF_MAX_STEPS = 10 * 1000,        /* of the search, for one schema */
    PROOF_MAX_ALL_STEPS = 200 * 1000,   /* for all of the description */
    PROOF_MAX_BYTES = 64 * 1024 * 1024, /* of an engine; past them the next one begins anew, */
    PROOF_MAX_SIZE = 10 * 1000, /* of a value that a keyword demands: with more nothing is asked */
    PROOF_MAX_ENGINES = 8       /* and past so many nothing more is asked */
};

struct proofs {
    struct lint *lint;
    struct witness *witness;
    uint64_t spent; /* by engines before this one */
    size_t engines;
    VEC(struct program_block) pending;
    bool is_large;                    /* something demands more than PROOF_MAX_SIZE */
    VEC(struct program_block) blocks; /* to be asked */
    VEC(struct program_block) fitted; /* blocks that have values */
    struct pointer_map asked, told;   /* schema nodes */
    VEC(const struct node *) places;  /* of findings of other rules, in order */
};

/* ---- what other rules told ---- */

void lint_note_contradiction(struct lint *lint, rule_index rule, const struct node *place)
{
    if (rule == RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE ||
        rule == RULE_DESCRIPTION_BOUNDS_CONTRADICTORY || rule == RULE_DESCRIPTION_ALL_OF_CLOSED)
        VEC_ADD(&lint->contradictions, place);
}

static int compare_places(const void *left, const void *right)
{
    const struct node *a = *(const struct node *const *)left;
    const struct node *b = *(const struct node *const *)right;

    return (a > b) - (a < b);
}

/* Is a place between these two told? They are in order. */
static bool is_told_between(const struct proofs *proofs, const struct node *start,
                            const struct node *end)
{
    size_t low = 0, high = proofs->places.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (proofs->places.items[middle] < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < proofs->places.count && proofs->places.items[low] < end;
}

static bool is_told_at(const struct proofs *proofs, const struct node *place)
{
    return place && is_told_between(proofs, place, place + 1);
}

static bool is_told(const struct proofs *proofs, const struct witness_conflict *conflict)
{
    const struct node *schema = program_schema(conflict->block);
    const struct node *all = node_member(schema, STR("allOf"));

    for (size_t i = 0; i < conflict->count; i++)
        if (is_told_between(proofs, conflict->steps[i].place, node_end(conflict->steps[i].place)))
            return true;
    if (node_is(all, NODE_ARRAY))
        for (const struct node *item = node_first(all); item < node_end(all);
             item = node_next(item))
            if (is_told_at(proofs, item))
                return true;
    return is_told_at(proofs, schema) || is_told_at(proofs, all) ||
           is_told_at(proofs, node_member(schema, STR("additionalProperties")));
}

/* ---- telling it ---- */

static bool speaks_of_all(const struct program_step *step)
{
    return (step->kinds & KIND_ANY) == KIND_ANY;
}

/* Those that are shown: not the type that all others speak of. */
static size_t shown_steps(const struct witness_conflict *conflict,
                          const struct program_step **shown)
{
    size_t count = 0, types = 0;
    bool framed = true;

    for (size_t i = 0; i < conflict->count; i++) {
        types += conflict->steps[i].op == OP_TYPE;
        framed =
            framed && (conflict->steps[i].op == OP_TYPE || !speaks_of_all(&conflict->steps[i]));
    }
    framed = framed && types == 1 && conflict->count > 1 && !conflict->type_tells;
    for (size_t i = 0; i < conflict->count; i++)
        if (!framed || conflict->steps[i].op != OP_TYPE)
            shown[count++] = &conflict->steps[i];
    return count;
}

/* The first of them that stands in the schema, else the schema. */
static const struct node *place_of(const struct node *schema,
                                   const struct program_step *const *shown, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (shown[i]->place > schema && shown[i]->place < node_end(schema))
            return shown[i]->place;
    return schema;
}

static void raise_conflict(struct lint *lint, const struct witness_conflict *conflict)
{
    const struct program_step *shown[CONFLICT_MAX_SHOWN];
    size_t count = shown_steps(conflict, shown);
    const struct node *place = place_of(program_schema(conflict->block), shown, count);
    struct str text = lint_steps_text(lint, place, shown, count);

    if (conflict->circle_count)
        lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, place,
                   "nothing fits: every value would contain another one without end%s%.*s",
                   count ? ", by " : "", STR_ARGS(text));
    else if (count == 1 && shown[0]->op == OP_ONE_OF)
        lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, place,
                   "nothing fits: what fits one schema of %.*s fits another one, too",
                   STR_ARGS(text));
    else
        lint_raise(lint, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE, SEVERITY_OFF, place,
                   "nothing fits: %.*s %s", STR_ARGS(text),
                   count > 1 ? "contradict each other" : "can never hold");
}

/* Each schema of a circle has the same finding: one is enough. */
static bool is_new(struct proofs *proofs, const struct witness_conflict *conflict)
{
    void **known = pointer_map_put(&proofs->told, program_schema(conflict->block), 0);
    bool is_new = !*known;

    *known = proofs;
    for (size_t i = 0; i < conflict->circle_count; i++)
        *pointer_map_put(&proofs->told, program_schema(conflict->circle[i]), 0) = proofs;
    return is_new;
}

/* ---- the proof ---- */

static bool may_ask(struct proofs *proofs)
{
    const struct witness_settings settings = {
        .direction = SCHEMA_ANY, .minimal = true, .max_steps = PROOF_MAX_STEPS};

    if (proofs->witness && witness_bytes(proofs->witness) > PROOF_MAX_BYTES) {
        proofs->spent += witness_spent(proofs->witness);
        witness_free(proofs->witness);
        proofs->witness = NULL;
    }
    if (!proofs->witness) {
        proofs->witness = witness_new(&settings);
        proofs->engines++;
    }
    return proofs->engines <= PROOF_MAX_ENGINES &&
           proofs->spent + witness_spent(proofs->witness) < PROOF_MAX_ALL_STEPS;
}

static void prove(struct proofs *proofs, struct program_block block)
{
    const struct witness_term term = {.block = block};
    struct witness_conflict conflict;
    enum witness_reason reason;
    const struct node *value;
    enum witness_answer answer =
        witness_find(proofs->witness, witness_ask(proofs->witness, &term, 1), 0, &value, &reason);

    if (answer == WITNESS_UNDECIDED && reason != WITNESS_SCHEMA) /* what cannot be judged is told */
        lint_note(proofs->lint, STR_NONE, "whether anything satisfies a schema: %s",
                  witness_reason_sentence(reason));
    if (answer == WITNESS_VALUE)
        VEC_ADD(&proofs->fitted, block);
    if (answer != WITNESS_NONE || !witness_find_conflict(proofs->witness, block, &conflict) ||
        conflict.on_purpose || (conflict.count == 0 && conflict.circle_count == 0))
        return;
    if (!is_told(proofs, &conflict) && is_new(proofs, &conflict))
        raise_conflict(proofs->lint, &conflict);
}

/* Is there something that could contradict something else, or make it needless? A reference alone
   is what it leads to. */
static bool may_conflict(struct program_block block)
{
    struct program_cursor steps = program_steps(block);
    struct program_step step;
    size_t plain = 0, others = 0, formats = 0, references = 0, arrays = 0, objects = 0;

    while (program_next(&steps, &step)) {
        arrays += step.op == OP_MAX_ITEMS || step.op == OP_UNIQUE_ITEMS;
        objects += step.op == OP_MAX_PROPERTIES || step.op == OP_MEMBERS;
        if (step.op == OP_CALL)
            references++;
        else if (step.op == OP_TYPE || step.op == OP_MAX_LENGTH || step.op == OP_MAX_ITEMS ||
                 step.op == OP_MAX_PROPERTIES || step.op == OP_MEMBERS || step.op == OP_ITEMS ||
                 step.op == OP_UNIQUE_ITEMS)
            plain += step.op != OP_TYPE || references;
        else if (step.op == OP_FORMAT || step.op == OP_ENUM)
            formats++;
        else
            others++;
    }
    return others || arrays > 1 || objects > 1 || formats + references > 1 ||
           (plain && formats + references);
}

static void add_inner(struct proofs *proofs, const struct program_step *step)
{
    struct program_cursor blocks = program_blocks(step);
    struct program_block block;

    if (step->op != OP_CALL && step->op != OP_DYNAMIC_CALL) /* those are schemas of their own */
        while (program_next_block(&blocks, &block))
            VEC_ADD(&proofs->pending, block);
}

static bool is_large(const struct program_step *step)
{
    struct decimal bound;
    int64_t size;

    if ((step->op != OP_MIN_LENGTH && step->op != OP_MIN_ITEMS && step->op != OP_MIN_PROPERTIES) ||
        !node_is(step->place, NODE_NUMBER))
        return false;
    bound = decimal_parse(node_text(step->place));
    return !decimal_to_int64(&bound, &size) || size > PROOF_MAX_SIZE;
}

/* What is `false` or `true` is said on purpose. */
static void look_at(struct proofs *proofs, struct program_block block)
{
    const struct node *schema = program_schema(block);
    struct program_cursor steps = program_steps(block);
    struct program_step step;
    void **asked;

    if (!node_is(schema, NODE_OBJECT))
        return;
    asked = pointer_map_put(&proofs->asked, schema, 0);
    if (*asked)
        return;
    *asked = proofs;
    if (may_conflict(block))
        VEC_ADD(&proofs->blocks, block);
    while (program_next(&steps, &step)) {
        proofs->is_large = proofs->is_large || is_large(&step);
        add_inner(proofs, &step);
    }
}

void lint_prove_schemas(struct lint *lint)
{
    const struct rules *rules = lint->checker->rules;
    struct proofs proofs = {.lint = lint};
    bool implied = rules_any_on(rules, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE);

    if (!implied && !rules_any_on(rules, RULE_DESCRIPTION_SCHEMA_UNSATISFIABLE))
        return;
    for (size_t i = 0; i < lint->contradictions.count; i++)
        VEC_ADD(&proofs.places, lint->contradictions.items[i]);
    if (proofs.places.count)
        qsort(proofs.places.items, proofs.places.count, sizeof *proofs.places.items,
              compare_places);
    for (size_t i = 0; i < lint->roots.count; i++) {
        const struct schema *schema =
            openapi_compile_in_part(lint->checker->api, lint->roots.items[i]);

        proofs.pending.count = 0;
        if (schema && program_entry(schema).at)
            VEC_ADD(&proofs.pending, program_entry(schema));
        for (size_t next = 0; next < proofs.pending.count; next++)
            look_at(&proofs, proofs.pending.items[next]);
    }
    for (size_t i = 0; i < proofs.blocks.count; i++)
        if (!proofs.is_large && may_ask(&proofs))
            prove(&proofs, proofs.blocks.items[i]);
        else
            lint_note(lint, STR_NONE, "whether anything satisfies a schema: %s",
                      proofs.is_large ? "the description demands larger values than lint makes"
                                      : "the search through all schemas is given up");
    for (size_t i = 0; implied && i < proofs.fitted.count && may_ask(&proofs); i++)
        lint_implied(lint, proofs.witness, proofs.fitted.items[i]);
    witness_free(proofs.witness);
    VEC_RELEASE(&proofs.blocks);
    VEC_RELEASE(&proofs.fitted);
    VEC_RELEASE(&proofs.pending);
    VEC_RELEASE(&proofs.places);
    pointer_map_release(&proofs.asked);
    pointer_map_release(&proofs.told);
}
