/* Values for the single instructions of a schema: each question gives its first value, and where
   more are wanted its second one, and so on, round by round. What two questions share is printed
   once. */
#include <inttypes.h>
#include <stdio.h>

#include "base/map.h"
#include "base/near_miss.h"
#include "base/vec.h"
#include "call/caller.h"
#include "call/generation.h"
#include "call/witness_words.h"
#include "schema/value_hash.h"
#include "witness/targets.h"

static const char all_keywords[] = "all"; /* --invalid all */

struct inquiry {
    const struct witness_question *question;
    const struct witness_target *target;
    const char *what; /* of a boundary; NULL: it breaks the target */
    bool ended;
};

/* The values of one hash; they live as long as the engine. */
struct printed {
    const struct node *value;
    uint64_t line;
    struct printed *next;
};

struct targeted {
    struct generation *generation;
    struct program_block block;
    const struct witness_target *targets;
    size_t count;
    const struct node *named; /* the target that --invalid names by a pointer; NULL: by keyword */
    VEC(struct inquiry) inquiries;
    struct map printed; /* hashes of values to struct printed */
    struct arena arena;
    size_t none, undecided;     /* inquiries without any value */
    enum witness_reason reason; /* of the first of those that are undecided */
};

/* ---- what is asked for ---- */

static bool is_wanted(const struct targeted *targeted, const struct witness_target *target)
{
    const char *invalid = targeted->generation->options->invalid;

    if (targeted->named)
        return target->step.place == targeted->named;
    return !invalid || strcmp(invalid, all_keywords) == 0 || str_is(target->step.keyword, invalid);
}

static void add_inquiry(struct targeted *targeted, const struct witness_target *target,
                        const struct witness_question *question, const char *what)
{
    VEC_ADD(&targeted->inquiries,
            ((struct inquiry){.question = question, .target = target, .what = what}));
}

static void add_boundaries(struct targeted *targeted, const struct witness_target *target)
{
    struct generation *generation = targeted->generation;
    struct witness_boundary boundary;

    for (size_t i = 0;
         witness_ask_boundary(generation->witness, targeted->block, target, i, &boundary); i++)
        if (boundary.beyond == (generation->options->invalid != NULL))
            add_inquiry(targeted, target, boundary.question, boundary.what);
}

static void add_inquiries(struct targeted *targeted)
{
    struct generation *generation = targeted->generation;

    for (size_t i = 0; i < targeted->count; i++) {
        const struct witness_target *target = &targeted->targets[i];

        if (!is_wanted(targeted, target))
            continue;
        if (generation->options->boundary)
            add_boundaries(targeted, target);
        else
            add_inquiry(targeted, target,
                        witness_ask_fault(generation->witness, targeted->block, target), NULL);
    }
}

static bool raise_unknown(const struct targeted *targeted, struct error *err)
{
    const char *invalid = targeted->generation->options->invalid;
    struct near_miss miss = near_miss_of(str_of(invalid));

    for (size_t i = 0; i < targeted->count; i++)
        near_miss_try(&miss, targeted->targets[i].step.keyword);
    return error_raise(err, "--invalid %s: the schema has no such keyword that a value can break%s",
                       invalid, near_miss_hint_or_all(&miss));
}

/* A pointer: "/properties/id/minimum" from the schema, "#/components/..." from its document. */
static bool find_named(struct targeted *targeted, struct error *err)
{
    const struct generation *generation = targeted->generation;
    struct str pointer = str_of(generation->options->invalid);
    const struct node *root = generation->schema.node;

    if (!pointer.text || !char_is_any(pointer.text[0], "#/"))
        return true;
    if (pointer.text[0] == '#') {
        pointer = str_slice(pointer, 1, SIZE_MAX);
        root = node_document(root)->root;
    }
    targeted->named = pointer_resolve(root, pointer);
    return targeted->named || error_raise(err, "--invalid %s: nothing stands there in the schema",
                                          generation->options->invalid);
}

static bool ask(struct targeted *targeted, struct error *err)
{
    struct generation *generation = targeted->generation;
    bool wanted = false, cut;

    targeted->block = program_entry(generation->schema.schema);
    targeted->targets =
        witness_targets(generation->witness, targeted->block, &targeted->count, &cut);
    if (!find_named(targeted, err))
        return false;
    for (size_t i = 0; i < targeted->count && !wanted; i++)
        wanted = is_wanted(targeted, &targeted->targets[i]);
    if (generation->options->invalid && !wanted &&
        strcmp(generation->options->invalid, all_keywords) != 0)
        return raise_unknown(targeted, err);
    if (cut)
        caller_warn(generation->terminal,
                    "the schema has more instructions than are looked at: %d, %d inside each other",
                    TARGETS_MAX, TARGETS_MAX_DEPTH);
    add_inquiries(targeted);
    return true;
}

/* ---- what comes of it ---- */

/* With -v: "FILE:LINE:COL: minLength at /name: WHAT". */
static void tell(const struct targeted *targeted, const struct inquiry *inquiry, const char *what)
{
    const struct witness_target *target = inquiry->target;
    struct error line = {0};

    if (targeted->generation->terminal->verbosity <= 0)
        return;
    error_raise_node(&line, target->step.place, "%.*s%s%.*s: %s%s%s",
                     STR_ARGS(target->step.keyword), target->path.length ? " at " : "",
                     STR_ARGS(target->path), inquiry->what ? inquiry->what : "",
                     inquiry->what ? ": " : "", what);
    caller_say(targeted->generation->terminal, line.message);
}

/* The line of an equal one, whatever the order of its members; 0: it is new, and becomes the next
   line. */
static uint64_t note_value(struct targeted *targeted, const struct node *value)
{
    uint64_t hash = value_hash(value);
    struct str key = {(const char *)&hash, sizeof hash};
    struct printed *same = map_get(&targeted->printed, key), *printed;

    for (printed = same; printed; printed = printed->next)
        if (node_equal(printed->value, value))
            return printed->line;
    printed = arena_alloc(&targeted->arena, sizeof *printed);
    *printed =
        (struct printed){.value = value, .line = ++targeted->generation->printed, .next = same};
    *map_put(&targeted->printed, same ? key : str_copy(&targeted->arena, key)) = printed;
    return 0;
}

/* Would `oasdrift validate` tell of the keyword? Of a value that fits no branch it explains one. */
static bool is_explained(const struct targeted *targeted, const struct inquiry *inquiry,
                         const struct node *value)
{
    const struct generation *generation = targeted->generation;

    return !generation->options->invalid || generation->terminal->verbosity <= 0 ||
           witness_fault_is_explained(generation->witness, targeted->block, inquiry->target, value);
}

/* Its n-th value. false: nobody reads on. */
static bool print_value(struct targeted *targeted, const struct inquiry *inquiry,
                        const struct node *value)
{
    struct generation *generation = targeted->generation;
    char what[sizeof "line 18446744073709551615, too; `validate` explains another branch"];
    uint64_t line = note_value(targeted, value);

    snprintf(what, sizeof what, "line %" PRIu64 "%s%s", line ? line : generation->printed,
             line ? ", too" : "",
             is_explained(targeted, inquiry, value) ? "" : "; `validate` explains another branch");
    tell(targeted, inquiry, what);
    return line || witness_print(value);
}

/* Of a boundary one item or member is asked, where it may be any; of a fault all are. */
static const char *none_text(const struct targeted *targeted, const struct inquiry *inquiry)
{
    if (inquiry->what && str_find(inquiry->target->path, STR("*")) != SIZE_MAX)
        return "no value for the item or member that was tried: proved";
    return targeted->generation->options->invalid ? "never the only one that is broken: proved"
                                                  : "no value: proved";
}

static void end_inquiry(struct targeted *targeted, struct inquiry *inquiry, uint64_t n,
                        enum witness_answer answer, enum witness_reason reason)
{
    inquiry->ended = true;
    if (n > 0)
        return;
    if (answer == WITNESS_NONE) {
        targeted->none++;
        tell(targeted, inquiry, none_text(targeted, inquiry));
    } else {
        if (!targeted->undecided++)
            targeted->reason = reason;
        tell(targeted, inquiry, witness_reason_sentence(reason));
    }
}

/* One value of each question that has one more. false: enough. */
static bool print_round(struct targeted *targeted, uint64_t n)
{
    struct generation *generation = targeted->generation;
    uint64_t wanted = generation->options->count;
    bool more = false;

    for (size_t i = 0; i < targeted->inquiries.count; i++) {
        struct inquiry *inquiry = &targeted->inquiries.items[i];
        enum witness_reason reason;
        enum witness_answer answer;
        const struct node *value;

        if (inquiry->ended)
            continue;
        if ((wanted && generation->printed == wanted) || caller_interrupts(generation->terminal))
            return false;
        answer = witness_find(generation->witness, inquiry->question, n, &value, &reason);
        if (answer != WITNESS_VALUE)
            end_inquiry(targeted, inquiry, n, answer, reason);
        else if (!print_value(targeted, inquiry, value))
            return false;
        more |= answer == WITNESS_VALUE;
    }
    return more && wanted;
}

static void say_sum(const struct targeted *targeted)
{
    const struct oasdrift_terminal_options *terminal = targeted->generation->terminal;

    if (targeted->none)
        caller_mention(terminal, "%zu of %zu have no value, which is proved; -v tells which",
                       targeted->none, targeted->inquiries.count);
    if (targeted->undecided)
        caller_mention(terminal, "%zu of %zu are undecided; -v tells which and why",
                       targeted->undecided, targeted->inquiries.count);
}

/* "breaks just maxLength" */
static struct str asked_for(struct targeted *targeted)
{
    const struct oasdrift_generate_options *options = targeted->generation->options;

    if (!options->invalid)
        return STR("lies at a boundary of the schema");
    return str_format(&targeted->arena, "breaks just %s%s",
                      strcmp(options->invalid, all_keywords) == 0 ? "one keyword"
                                                                  : options->invalid,
                      options->boundary ? ", one step beyond its bound" : "");
}

/* Not one value: why is told whatever verbosity is. */
static int say_nothing(struct targeted *targeted)
{
    const struct generation *generation = targeted->generation;
    struct str asked = asked_for(targeted);
    struct error line = {0};

    if (targeted->inquiries.count == 0 && !generation->options->invalid) {
        error_raise_node(&line, generation->schema.node, "no keyword of the schema has a boundary");
        caller_say(generation->terminal, line.message);
        return OASDRIFT_FINDINGS;
    }
    if (targeted->undecided) {
        error_raise_node(&line, generation->schema.node, "whether a value %.*s", STR_ARGS(asked));
        witness_say_undecided(generation->terminal, line.message, targeted->reason);
        return OASDRIFT_INCOMPLETE;
    }
    error_raise_node(&line, generation->schema.node, "no value %.*s: proved", STR_ARGS(asked));
    caller_say(generation->terminal, line.message);
    return OASDRIFT_FINDINGS;
}

static int conclude(struct targeted *targeted)
{
    const struct generation *generation = targeted->generation;

    if (caller_interrupts(generation->terminal))
        return OASDRIFT_INTERRUPTED;
    say_sum(targeted);
    return generation->printed ? OASDRIFT_OK : say_nothing(targeted);
}

int targeted_values(struct generation *generation)
{
    struct targeted targeted = {.generation = generation};
    struct error err = {0};
    int code;

    arena_init(&targeted.arena);
    if (ask(&targeted, &err)) {
        for (uint64_t n = 0; print_round(&targeted, n); n++)
            ;
        code = conclude(&targeted);
    } else {
        code = caller_unusable(generation->terminal, &err);
    }
    VEC_RELEASE(&targeted.inquiries);
    map_release(&targeted.printed);
    arena_release(&targeted.arena);
    return code;
}
