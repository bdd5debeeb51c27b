/* Keywords that can never fail because others of the schema imply them, and schemas of anyOf and
   oneOf that can never hold, by proof (proof.c). Told is what says something else than what it
   seems to: not what stands there for those who read it, beside an enum's type or a format, nor a
   keyword that repeats itself. */
#include "base/strbuf.h"
#include "finding/rules.h"
#include "lint/linter.h"

enum {
    IMPLIED_MAX_BRANCHES = 32,     /* of a oneOf or anyOf; of more none is looked at */
    IMPLIED_MAX_SIZE = 10 * 1000,  /* a bound that is asked for */
    IMPLIED_MAX_STEPS = 50 * 1000, /* of the search, for all of a schema */
    VALUE_MAX_BYTES = 40           /* of a keyword's value in a message */
};

/* ---- texts ---- */

/* `minLength 5 (12:9)`; of another file than the finding's `(common.yaml:12:9)`. */
static void add_step(struct lint *lint, struct strbuf *out, const struct node *place,
                     const struct program_step *step)
{
    struct position at = node_position(step->place);
    struct str value = node_excerpt(&lint->checker->arena, step->place, VALUE_MAX_BYTES);

    strbuf_add(out, step->keyword.length ? step->keyword : STR("false"));
    if (!node_is(step->place, NODE_OBJECT) && !node_is(step->place, NODE_ARRAY))
        strbuf_addf(out, " %.*s", STR_ARGS(value));
    strbuf_add_text(out, witness_step_beside(step));
    strbuf_add_text(out, " (");
    if (node_document(step->place) != node_document(place))
        strbuf_addf(out, "%.*s:", STR_ARGS(node_file(step->place)));
    strbuf_addf(out, "%zu:%zu)", at.line, at.column);
}

struct str lint_steps_text(struct lint *lint, const struct node *place,
                           const struct program_step *const *steps, size_t count)
{
    struct strbuf out;
    struct str text;

    strbuf_init(&out, ERROR_MESSAGE_BYTES);
    for (size_t i = 0; i < count; i++) {
        strbuf_add_text(&out, i == 0 ? "" : i + 1 == count ? " and " : ", ");
        add_step(lint, &out, place, steps[i]);
    }
    text = str_copy(&lint->checker->arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

static size_t count_of(const struct witness_conflict *conflict, enum op op)
{
    size_t count = 0;

    for (size_t i = 0; i < conflict->count; i++)
        count += conflict->steps[i].op == op;
    return count;
}

/* Those of the conflict, but for its types where there are others. */
static struct str others_text(struct lint *lint, const struct node *place,
                              const struct witness_conflict *conflict)
{
    const struct program_step *shown[CONFLICT_MAX_SHOWN];
    bool only_types = count_of(conflict, OP_TYPE) == conflict->count;
    size_t count = 0;

    for (size_t i = 0; i < conflict->count; i++)
        if (only_types || conflict->steps[i].op != OP_TYPE)
            shown[count++] = &conflict->steps[i];
    return lint_steps_text(lint, place, shown, count);
}

/* ---- keywords ---- */

static bool may_be_implied(enum op op)
{
    static const enum op ops[] = {OP_MULTIPLE_OF,        OP_MINIMUM,           OP_MAXIMUM,
                                  OP_EXCLUSIVE_MINIMUM,  OP_EXCLUSIVE_MAXIMUM, OP_MIN_LENGTH,
                                  OP_MAX_LENGTH,         OP_PATTERN,           OP_MIN_ITEMS,
                                  OP_MAX_ITEMS,          OP_UNIQUE_ITEMS,      OP_CONTAINS,
                                  OP_MIN_PROPERTIES,     OP_MAX_PROPERTIES,    OP_REQUIRED,
                                  OP_DEPENDENT_REQUIRED, OP_PROPERTY_NAMES,    OP_NOT};

    for (size_t i = 0; i < ARRAY_LENGTH(ops); i++)
        if (ops[i] == op)
            return true;
    return false;
}

/* That something is not empty is said whatever else is. */
static bool is_habit(const struct program_step *step)
{
    bool is_least =
        step->op == OP_MIN_LENGTH || step->op == OP_MIN_ITEMS || step->op == OP_MIN_PROPERTIES;

    return is_least && node_is(step->place, NODE_NUMBER) && str_is(node_text(step->place), "1");
}

static bool is_size(enum op op)
{
    return op == OP_MIN_LENGTH || op == OP_MAX_LENGTH || op == OP_MIN_ITEMS || op == OP_MAX_ITEMS ||
           op == OP_MIN_PROPERTIES || op == OP_MAX_PROPERTIES;
}

/* What a type or nothing at all implies is trivial, or lint_effect's; other readers do not assert
   formats; beside the list of all values more is said for other readers; and what repeats itself
   does no harm: nor does a bound that is that of the pattern beside it. */
static bool is_worth_telling(struct witness *witness, const struct program_step *step,
                             const struct witness_conflict *conflict)
{
    size_t types = count_of(conflict, OP_TYPE);
    size_t lists = count_of(conflict, OP_ENUM) + count_of(conflict, OP_CONST);

    return count_of(conflict, OP_FORMAT) == 0 && conflict->count > types + lists &&
           conflict->count > types + count_of(conflict, step->op) &&
           (!is_size(step->op) || witness_is_beyond_reach(witness, conflict->block, step));
}

/* A text of so many characters would have to be made to know. */
static bool is_long(const struct program_step *step)
{
    struct decimal bound;
    int64_t size;

    if (!is_size(step->op) || !node_is(step->place, NODE_NUMBER))
        return false;
    bound = decimal_parse(node_text(step->place));
    return !decimal_to_int64(&bound, &size) || size > IMPLIED_MAX_SIZE;
}

/* Is there another one that could imply it, and would be told? */
static bool has_rival(struct program_block block, const struct program_step *step)
{
    struct program_cursor steps = program_steps(block);
    struct program_step other;

    while (program_next(&steps, &other))
        if ((other.kinds & step->kinds) && other.op != step->op && other.op != OP_TYPE &&
            other.op != OP_ENUM && other.op != OP_CONST && other.op != OP_FORMAT &&
            !(is_size(step->op) && is_size(other.op)))
            return true;
    return false;
}

/* Instructions of a block that are told: who follows that takes them out, and they imply nothing
   any more. */
struct gone {
    const struct instruction *steps[CONFLICT_MAX_STEPS];
    size_t count;
};

static void lint_step(struct lint *lint, struct witness *witness, struct program_block block,
                      const struct program_step *step, struct gone *gone)
{
    const struct node *place = step->place;
    struct witness_conflict conflict;
    struct str others;

    if (!may_be_implied(step->op) || is_habit(step) || is_long(step) || !has_rival(block, step) ||
        gone->count == ARRAY_LENGTH(gone->steps) ||
        !witness_find_implying(witness, block, step, gone->steps, gone->count, &conflict) ||
        !is_worth_telling(witness, step, &conflict))
        return;
    gone->steps[gone->count++] = step->at;
    others = others_text(lint, place, &conflict);
    lint_raise(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF, node_key_of(place),
               "%.*s can never fail: %.*s %s it", STR_ARGS(step->keyword), STR_ARGS(others),
               conflict.count - count_of(&conflict, OP_TYPE) > 1 ? "imply" : "implies");
}

/* ---- branches ---- */

static bool has_value(struct witness *witness, struct program_block block)
{
    const struct witness_term term = {.block = block};
    const struct node *value;

    return witness_find(witness, witness_ask(witness, &term, 1), 0, &value, NULL) == WITNESS_VALUE;
}

/* "#/components/schemas/Any (12:5)", the one at 12:5, or "another one", where it is not one alone.
 */
static struct str wider_text(struct lint *lint, struct witness *witness,
                             const struct program_step *step, struct program_block branch)
{
    struct program_cursor blocks = program_blocks(step);
    struct program_block other;

    while (program_next_block(&blocks, &other)) {
        struct str reference = node_member_string(program_schema(other), "$ref");
        struct position at = node_position(program_schema(other));

        if (other.at == branch.at || !witness_block_includes(witness, other, branch))
            continue;
        return reference.text
                   ? str_format(&lint->checker->arena, "\"%.*s\" (%zu:%zu)", STR_ARGS(reference),
                                at.line, at.column)
                   : str_format(&lint->checker->arena, "the one at %zu:%zu", at.line, at.column);
    }
    return STR("another one");
}

static void lint_branch(struct lint *lint, struct witness *witness, struct program_block block,
                        const struct program_step *step, struct program_block branch)
{
    const struct node *place = program_schema(branch);
    struct witness_conflict conflict;
    struct str others;

    if (!node_is(place, NODE_OBJECT) || !has_value(witness, branch) ||
        !witness_find_excluding(witness, block, branch, &conflict) || conflict.count == 0)
        return;
    others = others_text(lint, place, &conflict);
    if (count_of(&conflict, OP_ONE_OF) && conflict.count <= 1 + count_of(&conflict, OP_TYPE))
        lint_raise(
            lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF, place,
            "this schema of %.*s can never be the one that fits: what fits it fits %.*s, too",
            STR_ARGS(step->keyword), STR_ARGS(wider_text(lint, witness, step, branch)));
    else
        lint_raise(lint, RULE_DESCRIPTION_KEYWORD_INEFFECTIVE, SEVERITY_OFF, place,
                   "this schema of %.*s can never hold beside %.*s", STR_ARGS(step->keyword),
                   STR_ARGS(others));
}

static void lint_branches(struct lint *lint, struct witness *witness, struct program_block block,
                          const struct program_step *step, uint64_t limit)
{
    struct program_cursor blocks = program_blocks(step);
    struct program_block branch;
    size_t count = 0;

    while (program_next_block(&blocks, &branch))
        count++;
    if (count < 2 || count > IMPLIED_MAX_BRANCHES)
        return;
    blocks = program_blocks(step);
    while (witness_spent(witness) < limit && program_next_block(&blocks, &branch))
        lint_branch(lint, witness, block, step, branch);
}

void lint_implied(struct lint *lint, struct witness *witness, struct program_block block)
{
    const uint64_t limit = witness_spent(witness) + IMPLIED_MAX_STEPS;
    struct program_cursor steps = program_steps(block);
    struct gone gone = {.count = 0};
    struct program_step step;

    while (witness_spent(witness) < limit && program_next(&steps, &step)) {
        lint_step(lint, witness, block, &step, &gone);
        if (step.op == OP_ANY_OF || step.op == OP_ONE_OF)
            lint_branches(lint, witness, block, &step, limit);
    }
}
