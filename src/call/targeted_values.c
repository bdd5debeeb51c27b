/* Values for the single instructions of a schema: each question gives its first value, and where
   more are wanted its second one, and so on, round by round. What two questions share is printed
   once. */
#include <inttypes.h>
#include <stdio.h>

#include "base/near_miss.h"
#include "base/vec.h"
#include "call/caller.h"
#include "call/generation.h"
#include "call/printed_values.h"
#include "call/witness_words.h"
#include "witness/targets.h"

static const char all_keywords[] = "all"; /* --invalid all */

struct inquiry {
    const struct witness_question *question;
    const struct witness_target *target;
    const char *what; /* of a boundary; NULL: it breaks the target */
    bool ended;
};

struct targeted {
    struct generation *generation;
    struct program_block block;
    const struct witness_target *targets;
    size_t count;
    VEC(const struct node *) named; /* the targets that --invalid names by a pointer */
    VEC(struct inquiry) inquiries;
    struct printed_values printed;
    struct arena arena;
    size_t none, undecided;     /* inquiries without any value */
    enum witness_reason reason; /* of the first of those that are undecided */
};

/* ---- what is asked for ---- */

static bool is_pointer(const char *invalid)
{
    return invalid[0] && char_is_any(invalid[0], "#/");
}

static bool names(const char *invalid, const struct witness_target *target)
{
    return !is_pointer(invalid) &&
           (strcmp(invalid, all_keywords) == 0 || str_is(target->step.keyword, invalid));
}

static bool is_wanted(const struct targeted *targeted, const struct witness_target *target)
{
    const struct oasdrift_list *invalid = &targeted->generation->options->invalid;

    for (size_t i = 0; i < targeted->named.count; i++)
        if (target->step.place == targeted->named.items[i])
            return true;
    for (size_t i = 0; i < invalid->count; i++)
        if (names(invalid->items[i], target))
            return true;
    return invalid->count == 0;
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
        if (boundary.beyond == (generation->options->invalid.count > 0))
            add_inquiry(targeted, target, boundary.question, boundary.what);
}

/* A keyword that is a part of the target's: `maxContains` of `contains`. What breaks that is a
   boundary. Returns how many there are; asks them where `adds`. */
static size_t look_at_parts(struct targeted *targeted, const struct witness_target *target,
                            const char *invalid, bool adds)
{
    struct witness_boundary boundary;
    size_t found = 0;

    if (target->step.op != OP_CONTAINS)
        return 0;
    for (size_t i = 0;
         witness_ask_boundary(targeted->generation->witness, targeted->block, target, i, &boundary);
         i++) {
        if (!boundary.beyond || !boundary.keyword || strcmp(boundary.keyword, invalid) != 0)
            continue;
        found++;
        if (adds)
            add_inquiry(targeted, target, boundary.question, boundary.what);
    }
    return found;
}

static void add_inquiries(struct targeted *targeted)
{
    struct generation *generation = targeted->generation;

    for (size_t i = 0; i < targeted->count; i++) {
        const struct witness_target *target = &targeted->targets[i];

        if (!is_wanted(targeted, target)) {
            for (size_t k = 0; k < generation->options->invalid.count; k++)
                look_at_parts(targeted, target, generation->options->invalid.items[k], true);
            continue;
        }
        if (generation->options->boundary)
            add_boundaries(targeted, target);
        else
            add_inquiry(targeted, target,
                        witness_ask_fault(generation->witness, targeted->block, target), NULL);
    }
}

static bool raise_unknown(const struct targeted *targeted, const char *invalid, struct error *err)
{
    struct near_miss miss = near_miss_of(str_of(invalid));

    for (size_t i = 0; i < targeted->count; i++)
        near_miss_try(&miss, targeted->targets[i].step.keyword);
    return error_raise(err, "--invalid %s: the schema has no such keyword that a value can break%s",
                       invalid, near_miss_hint_or_all(&miss));
}

/* "/properties/id/minimum" from the schema, "#/components/..." from its document. */
static const struct node *at_pointer(const struct targeted *targeted, const char *invalid)
{
    const struct node *root = targeted->generation->schema.node;

    return invalid[0] == '#' ? pointer_resolve(node_document(root)->root, str_of(invalid + 1))
                             : pointer_resolve(root, str_of(invalid));
}

/* Is there a keyword for each name, and is something at each pointer? */
static bool find_named(struct targeted *targeted, const char *invalid, struct error *err)
{
    const struct node *place = is_pointer(invalid) ? at_pointer(targeted, invalid) : NULL;
    bool found = strcmp(invalid, all_keywords) == 0;

    if (is_pointer(invalid) && !place)
        return error_raise(err, "--invalid %s: nothing stands there in the schema", invalid);
    for (size_t i = 0; i < targeted->count && !found; i++)
        found = place ? targeted->targets[i].step.place == place
                      : names(invalid, &targeted->targets[i]) ||
                            look_at_parts(targeted, &targeted->targets[i], invalid, false) > 0;
    if (!found)
        return raise_unknown(targeted, invalid, err);
    if (place)
        VEC_ADD(&targeted->named, place);
    return true;
}

static bool find_all_named(struct targeted *targeted, struct error *err)
{
    const struct oasdrift_list *invalid = &targeted->generation->options->invalid;

    for (size_t i = 0; i < invalid->count; i++)
        if (!find_named(targeted, invalid->items[i], err))
            return false;
    return true;
}

static bool ask(struct targeted *targeted, struct error *err)
{
    struct generation *generation = targeted->generation;
    bool cut;

    targeted->block = program_entry(generation->schema.schema);
    targeted->targets =
        witness_targets(generation->witness, targeted->block, &targeted->count, &cut);
    if (!find_all_named(targeted, err))
        return false;
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

/* Would `oasdrift validate` tell of the keyword? Of a value that fits no branch it explains one. */
static bool is_explained(const struct targeted *targeted, const struct inquiry *inquiry,
                         const struct node *value)
{
    const struct generation *generation = targeted->generation;

    return !generation->options->invalid.count || generation->terminal->verbosity <= 0 ||
           witness_fault_is_explained(generation->witness, targeted->block, inquiry->target, value);
}

/* Its n-th value. false: nobody reads on. */
static bool print_value(struct targeted *targeted, const struct inquiry *inquiry,
                        const struct node *value)
{
    struct generation *generation = targeted->generation;
    char what[sizeof "line 18446744073709551615, too; `validate` explains another branch"];
    uint64_t line = printed_values_note(&targeted->printed, value);

    generation->printed = targeted->printed.count;
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
    return targeted->generation->options->invalid.count
               ? "never the only one that is broken: proved"
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
    const bool told = terminal->verbosity > 0;

    if (targeted->none)
        caller_mention(terminal, "%zu of %zu %s no value, which is proved%s", targeted->none,
                       targeted->inquiries.count, str_counted(targeted->none, "has", "have"),
                       told ? "" : "; -v tells which");
    if (targeted->undecided)
        caller_mention(terminal, "%zu of %zu %s undecided%s", targeted->undecided,
                       targeted->inquiries.count, str_counted(targeted->undecided, "is", "are"),
                       told ? "" : "; -v tells which and why");
}

/* "breaks just maxLength" */
static struct str asked_for(struct targeted *targeted)
{
    const struct oasdrift_generate_options *options = targeted->generation->options;
    struct str all = STR("");

    if (!options->invalid.count)
        return STR("lies at a boundary of the schema");
    for (size_t i = 0; i < options->invalid.count; i++)
        all = str_format(&targeted->arena, "%.*s%s%s", STR_ARGS(all), i ? " or " : "",
                         strcmp(options->invalid.items[i], all_keywords) == 0
                             ? "one keyword"
                             : options->invalid.items[i]);
    return str_format(&targeted->arena, "breaks just %.*s%s", STR_ARGS(all),
                      options->boundary ? ", one step beyond its bound" : "");
}

/* Not one value: why is told whatever verbosity is. */
static int say_nothing(struct targeted *targeted)
{
    const struct generation *generation = targeted->generation;
    struct str asked = asked_for(targeted);
    struct error line = {0};

    if (targeted->inquiries.count == 0 && !generation->options->invalid.count) {
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
    printed_values_init(&targeted.printed);
    if (ask(&targeted, &err)) {
        for (uint64_t n = 0; print_round(&targeted, n); n++)
            ;
        code = conclude(&targeted);
    } else {
        code = caller_unusable(generation->terminal, &err);
    }
    VEC_RELEASE(&targeted.inquiries);
    VEC_RELEASE(&targeted.named);
    printed_values_release(&targeted.printed);
    arena_release(&targeted.arena);
    return code;
}
