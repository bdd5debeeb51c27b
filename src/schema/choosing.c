/* Verdicts over values with choices. An open choice is asked for each of its alternatives: where
   all hold or all fail, that is the verdict; else it is unknown, and the choice is noted with the
   alternative that held. What a schema says of a leaf depends on that leaf only, so this is exact;
   reading.c takes alternatives where the verdict of the whole stays unknown. */
#include "document/kinds.h"
#include "schema/decision.h"

/* null is no text that anybody writes for a value. */
enum { KIND_WRITTEN = KIND_BOOLEAN | KIND_NUMBER | KIND_INTEGER | KIND_STRING };

/* Those behind are noted when these are taken. */
enum { NOTES_MAX = 1000 * 1000 };

static void note(struct decision *decision, struct choice *choice, uint32_t hint)
{
    if (decision->choosing->notes.count < NOTES_MAX)
        VEC_ADD(&decision->choosing->notes, ((struct choice_note){choice, hint}));
}

/* Steps beside those of keywords; false: none are left. */
static bool spend(struct decision *decision, uint64_t steps)
{
    decision->steps -= steps < decision->steps ? steps : decision->steps;
    return decision->steps > 0;
}

/* ---- one choice ---- */

struct answers {
    uint32_t hold, fail; /* a bit for each alternative; those in neither are unknown */
};

static uint32_t lowest(uint32_t bits)
{
    uint32_t at = 0;

    while (!(bits >> at & 1))
        at++;
    return at;
}

/* Of alternatives that fail, one of a kind that the schema takes comes nearer than others. */
static uint32_t nearest(const struct choice *choice, const struct instruction *schema,
                        const struct answers *answers, unsigned *nearness)
{
    *nearness = 4;
    if (answers->hold)
        return lowest(answers->hold);
    *nearness = 2;
    if (choice->possible & ~answers->fail)
        return lowest(choice->possible & ~answers->fail);
    *nearness = 1;
    for (uint32_t i = 0; i < choice->count; i++)
        if (choice->possible >> i & 1 && choice->alternatives[i]->kind != NODE_CHOICE &&
            !(schema->foregone.verdicts.fails & node_kind_bit(choice->alternatives[i])))
            return i;
    *nearness = 0;
    return choice->plain;
}

/* What is learned from having asked. What has to hold tells more than what may. */
static void learn(const struct choosing *choosing, struct choice *choice,
                  const struct instruction *schema, const struct answers *answers)
{
    unsigned nearness;
    uint32_t found = nearest(choice, schema, answers, &nearness);

    nearness += choosing->certain ? 8 : 0;
    if (choice->nearest == CHOICE_OPEN || nearness > choice->nearness) {
        choice->nearest = found;
        choice->nearness = nearness;
    }
    choice->typed |= (schema->foregone.verdicts.fails & ~(unsigned)KIND_NULL) != 0;
}

static struct answers ask(struct decision *decision, const struct instruction *schema,
                          const struct choice *choice)
{
    struct choosing *choosing = decision->choosing;
    struct answers answers = {0, 0};

    choosing->asking++;
    for (uint32_t i = 0; i < choice->count; i++) {
        enum schema_verdict verdict;

        if (!(choice->possible >> i & 1))
            continue;
        verdict = choosing_suppose(decision, schema, choice->alternatives[i]);
        answers.hold |= (uint32_t)(verdict == SCHEMA_VALID) << i;
        answers.fail |= (uint32_t)(verdict == SCHEMA_INVALID) << i;
    }
    choosing->asking--;
    return answers;
}

/* Of a value that may be any of the kinds, and of which no more is known. */
static enum schema_verdict foregone_of(const struct instruction *schema, unsigned kinds)
{
    if (!(kinds & ~(unsigned)schema->foregone.verdicts.holds))
        return SCHEMA_VALID;
    return kinds & ~(unsigned)schema->foregone.verdicts.fails ? SCHEMA_UNKNOWN : SCHEMA_INVALID;
}

/* Does the schema take nothing but what the text has no form for? */
static bool asks_unformed(const struct instruction *schema, const struct choice *choice)
{
    unsigned fails = schema->foregone.verdicts.fails;

    return choice->unformed && !(KIND_WRITTEN & ~fails) && ((KIND_ARRAY | KIND_OBJECT) & ~fails);
}

static enum schema_verdict choose(struct decision *decision, const struct instruction *schema,
                                  struct choice *choice)
{
    struct choosing *choosing = decision->choosing;
    struct answers answers;

    if (choice->taken != CHOICE_OPEN)
        return decide_at(decision, schema, choice->alternatives[choice->taken]);
    if (choice->count == 0) {
        enum schema_verdict verdict =
            foregone_of(schema, choice->octets ? KIND_STRING : KIND_EVERY);

        choosing->opaque |= verdict == SCHEMA_UNKNOWN;
        return verdict;
    }
    if (!spend(decision, choice->count))
        return SCHEMA_UNKNOWN;
    answers = ask(decision, schema, choice);
    learn(choosing, choice, schema, &answers);
    if (answers.fail == choice->possible && asks_unformed(schema, choice)) {
        choosing->unformed = choice->missed = true;
        return SCHEMA_UNKNOWN;
    }
    if (answers.fail == choice->possible)
        return SCHEMA_INVALID;
    if (choosing->certain) {
        choice->possible &= ~answers.fail;
        if (!(choice->possible & (choice->possible - 1))) {
            choice->taken = lowest(choice->possible);
            return decide_at(decision, schema, choice->alternatives[choice->taken]);
        }
    }
    if (answers.hold == choice->possible)
        return SCHEMA_VALID;
    choice->divides = true;
    if (choosing->asking == 0)
        note(decision, choice, answers.hold ? lowest(answers.hold) : CHOICE_OPEN);
    return SCHEMA_UNKNOWN;
}

/* ---- schemas ---- */

enum schema_verdict choosing_enter(struct decision *decision, const struct instruction *schema,
                                   const struct node *instance)
{
    struct choosing *choosing = decision->choosing;
    size_t mark = choosing->notes.count;
    bool tracks = schema->flags & FLAG_TRACKS;
    enum schema_verdict verdict;

    choosing->tracking += tracks;
    verdict = instance->kind == NODE_CHOICE ? choose(decision, schema, instance->choice)
                                            : decide_keywords(decision, schema, instance);
    choosing->tracking -= tracks;
    if (verdict != SCHEMA_UNKNOWN)
        choosing->notes.count = mark;
    return verdict;
}

enum schema_verdict choosing_suppose(struct decision *decision, const struct instruction *schema,
                                     const struct node *instance)
{
    bool certain = decision->choosing->certain;
    enum schema_verdict verdict;

    decision->choosing->certain = false;
    verdict = decide_at(decision, schema, instance);
    decision->choosing->certain = certain;
    return verdict;
}

static enum schema_verdict ask_members(struct decision *decision, const struct instruction *schema,
                                       const struct node *object)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (const struct node *key = node_first(object); key < node_end(object) && decision->steps;
         key = node_next_key(key))
        whole = worse(whole, choosing_suppose(decision, schema, node_value(key)));
    return whole;
}

static enum schema_verdict ask_items(struct decision *decision, const struct instruction *schema,
                                     const struct node *array)
{
    enum schema_verdict whole = SCHEMA_VALID;

    for (const struct node *item = node_first(array); item < node_end(array) && decision->steps;
         item = node_next(item))
        whole = worse(whole, choosing_suppose(decision, schema, item));
    return whole;
}

enum schema_verdict choosing_ask_beyond(struct decision *decision, const struct instruction *at,
                                        const struct node *instance)
{
    enum schema_verdict verdict = SCHEMA_UNKNOWN;

    if (at->op == OP_UNEVALUATED_PROPERTIES)
        verdict = ask_members(decision, instruction_first(at), instance);
    else if (at->op == OP_UNEVALUATED_ITEMS)
        verdict = ask_items(decision, instruction_first(at), instance);
    else if (at->dynamic->initial->program)
        choosing_suppose(decision, schema_entry(at->dynamic->initial), instance);
    if (verdict == SCHEMA_VALID && decision->steps)
        return SCHEMA_VALID;
    choosing_note_all(decision, instance, true);
    return SCHEMA_UNKNOWN;
}

/* ---- values ---- */

bool choosing_note_all(struct decision *decision, const struct node *container, bool dividing)
{
    bool found = false;

    spend(decision, container->span);
    for (const struct node *at = container; at < node_end(container); at++) {
        struct choice *choice = at->choice;

        if (at->kind != NODE_CHOICE)
            continue;
        found = true;
        if (choice->count == 0)
            decision->choosing->opaque = true;
        else if (choice->taken != CHOICE_OPEN)
            choosing_note_all(decision, choice->alternatives[choice->taken], dividing);
        else if (decision->choosing->asking == 0 && (choice->divides || !dividing))
            note(decision, choice, CHOICE_OPEN);
    }
    return found;
}

static enum schema_verdict arrays_equal(struct decision *decision, const struct node *value,
                                        const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_VALID;
    const struct node *item = node_first(instance);

    if (value->kind != NODE_ARRAY || value->length != instance->length)
        return SCHEMA_INVALID;
    for (const struct node *wanted = node_first(value); wanted < node_end(value);
         wanted = node_next(wanted), item = node_next(item))
        whole = worse(whole, choosing_equals(decision, wanted, item));
    return whole;
}

static enum schema_verdict objects_equal(struct decision *decision, const struct node *value,
                                         const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_VALID;

    if (value->kind != NODE_OBJECT || value->length != instance->length)
        return SCHEMA_INVALID;
    for (const struct node *key = node_first(instance); key < node_end(instance);
         key = node_next_key(key)) {
        const struct node *wanted = node_member(value, node_string(key));

        if (!wanted)
            return SCHEMA_INVALID;
        whole = worse(whole, choosing_equals(decision, wanted, node_value(key)));
    }
    return whole;
}

static enum schema_verdict choice_equals(struct decision *decision, const struct node *value,
                                         struct choice *choice)
{
    struct choosing *choosing = decision->choosing;
    struct answers answers = {0, 0};

    if (choice->taken != CHOICE_OPEN)
        return choosing_equals(decision, value, choice->alternatives[choice->taken]);
    choosing->opaque |= choice->count == 0;
    choosing->asking++;
    for (uint32_t i = 0; i < choice->count; i++) {
        enum schema_verdict verdict =
            choice->possible >> i & 1 ? choosing_equals(decision, value, choice->alternatives[i])
                                      : SCHEMA_UNKNOWN;

        answers.hold |= (uint32_t)(verdict == SCHEMA_VALID) << i;
        answers.fail |= (uint32_t)(verdict == SCHEMA_INVALID) << i;
    }
    choosing->asking--;
    if (choice->count && answers.fail == choice->possible)
        return SCHEMA_INVALID;
    if (choice->count && answers.hold == choice->possible)
        return SCHEMA_VALID;
    if (choice->count && choosing->asking == 0)
        note(decision, choice, answers.hold ? lowest(answers.hold) : CHOICE_OPEN);
    return SCHEMA_UNKNOWN;
}

enum schema_verdict choosing_equals(struct decision *decision, const struct node *value,
                                    const struct node *instance)
{
    if (instance->kind == NODE_CHOICE)
        return choice_equals(decision, value, instance->choice);
    if (instance->kind == NODE_ARRAY)
        return arrays_equal(decision, value, instance);
    if (instance->kind == NODE_OBJECT)
        return objects_equal(decision, value, instance);
    return node_equal(value, instance) ? SCHEMA_VALID : SCHEMA_INVALID;
}

enum schema_verdict choosing_finds(struct decision *decision, const struct values *values,
                                   const struct node *instance)
{
    enum schema_verdict whole = SCHEMA_INVALID;

    for (size_t i = 0; i < values->count && whole != SCHEMA_VALID; i++) {
        size_t mark = decision->choosing->notes.count;
        enum schema_verdict verdict = choosing_equals(decision, values->nodes[i], instance);

        if (verdict == SCHEMA_INVALID)
            decision->choosing->notes.count = mark;
        else
            whole = verdict;
    }
    return whole;
}
