/* A state is where the search can be: a context (what lies before) and a set of threads.

   A thread is a position and its obligations: look-aheads that it has passed, and which what
   follows has yet to keep, or must not. An obligation is a set of threads again, that of the
   look-ahead's body. A thread that has come to MATCH and has obligations stays there until they are
   settled.

   Look-behinds are read along from the start of the text, wherever they stand in the pattern: their
   positions are part of the context. Word boundaries and $ wait in the set until it is known what
   comes next. */
#include "pattern/language.h"

#include <assert.h>

#include "pattern/number_rows.h"

enum {
    SET_DEAD = 0, /* indexes of sets: no thread is left */
    SET_MATCHED = 1,
    NO_OBLIGATIONS = 0,
    AT_START = 1, /* flags of a context */
    BEHIND_WORD = 2,
    GATHERINGS = 4 * (POSITIONS_MAX_LOOK_NESTING + 2),
    MATCH = 0
};

#define UNKNOWN (UINT32_MAX - 1) /* a transition that nobody asked for yet */
#define KILLED  UINT32_MAX       /* no obligations: the thread has broken them */

/* What is known of the character that comes next. */
enum moment { NOW, BEFORE_WORD, BEFORE_OTHER, AT_END };

struct thread {
    uint32_t position, obligations;
};

/* Threads that are gathered: those that wait for something. */
struct gathering {
    VEC(struct thread) threads;
    VEC(struct thread) stack;
    VEC(struct thread) seen; /* with obligations; without, `marks` tells */
    uint32_t *marks;         /* of each position: the round in which it was met */
    uint32_t round;
    bool matched;
};

struct language {
    struct positions positions;
    struct alphabet alphabet;
    bool *holds;                    /* [set * class_count + class] */
    bool *words;                    /* of each class: are its characters what \b takes for words? */
    struct number_rows obligations; /* (look, set) each */
    struct number_rows sets;        /* (position, obligations) each, ascending */
    struct number_rows contexts;    /* flags; then for each look-behind: holds, count, positions */
    struct number_rows states;      /* context and set */
    VEC(uint32_t) next;             /* [state * class_count + class] */
    VEC(bool) accepts;              /* of each state */
    uint32_t start;
    size_t work;
    bool limited;
    struct meter *meter;
    size_t counted; /* bytes, by the meter */
    struct gathering gatherings[GATHERINGS];
    unsigned depth; /* gatherings in use */
};

/* ---- gathering ---- */

static struct gathering *begin(struct language *language)
{
    struct gathering *gathering = &language->gatherings[language->depth++];

    assert(language->depth <= GATHERINGS); /* look-aheads are nested less deep */
    gathering->threads.count = gathering->stack.count = gathering->seen.count = 0;
    gathering->matched = false;
    if (!gathering->marks)
        gathering->marks = alloc_zeroed(language->positions.items.count, sizeof *gathering->marks);
    gathering->round++;
    return gathering;
}

static void end(struct language *language)
{
    language->depth--;
}

/* A thread without obligations makes all others at its position superfluous. */
static bool is_new(struct gathering *gathering, struct thread thread)
{
    if (gathering->marks[thread.position] == gathering->round)
        return false;
    if (thread.obligations == NO_OBLIGATIONS) {
        gathering->marks[thread.position] = gathering->round;
        return true;
    }
    for (size_t i = 0; i < gathering->seen.count; i++)
        if (gathering->seen.items[i].position == thread.position &&
            gathering->seen.items[i].obligations == thread.obligations)
            return false;
    VEC_ADD(&gathering->seen, thread);
    return true;
}

static void push(struct language *language, struct gathering *gathering, uint32_t position,
                 uint32_t obligations)
{
    struct thread thread = {position, obligations};

    language->work += 1 + gathering->seen.count / 16;
    if (is_new(gathering, thread))
        VEC_ADD(&gathering->stack, thread);
}

static int compare_threads(const void *a, const void *b)
{
    const struct thread *one = a, *other = b;

    if (one->position != other->position)
        return one->position < other->position ? -1 : 1;
    return (one->obligations > other->obligations) - (one->obligations < other->obligations);
}

/* The gathered threads as a set. */
static uint32_t set_of(struct language *language, struct gathering *gathering)
{
    size_t kept = 0;

    if (gathering->matched)
        return SET_MATCHED;
    for (size_t i = 0; i < gathering->threads.count; i++) {
        struct thread thread = gathering->threads.items[i];

        if (thread.obligations == NO_OBLIGATIONS ||
            gathering->marks[thread.position] != gathering->round)
            gathering->threads.items[kept++] = thread;
    }
    if (kept > 1)
        qsort(gathering->threads.items, kept, sizeof *gathering->threads.items, compare_threads);
    if (language->sets.numbers.count + language->obligations.numbers.count +
            language->contexts.numbers.count >
        LANGUAGE_MAX_NUMBERS)
        language->limited = true;
    return number_rows_index(&language->sets, (const uint32_t *)gathering->threads.items, 2 * kept);
}

/* ---- obligations ---- */

/* The obligations and one more; KILLED when there are too many. */
static uint32_t with_obligation(struct language *language, uint32_t obligations, uint32_t look,
                                uint32_t set)
{
    struct number_row row = number_rows_get(&language->obligations, obligations);
    uint32_t items[2 * LANGUAGE_MAX_OBLIGATIONS];
    size_t at = 0, count = 0;

    if (row.count == 2 * LANGUAGE_MAX_OBLIGATIONS) {
        language->limited = true;
        return KILLED;
    }
    while (at < row.count &&
           (row.items[at] < look || (row.items[at] == look && row.items[at + 1] < set)))
        at += 2;
    if (at < row.count && row.items[at] == look && row.items[at + 1] == set)
        return obligations;
    for (size_t i = 0; i < at; i++)
        items[count++] = row.items[i];
    items[count++] = look;
    items[count++] = set;
    for (size_t i = at; i < row.count; i++)
        items[count++] = row.items[i];
    return number_rows_index(&language->obligations, items, count);
}

/* The obligations and that the look-ahead's set comes to a match, or does not. */
static uint32_t oblige(struct language *language, uint32_t obligations, uint32_t look, uint32_t set)
{
    bool negated = language->positions.looks.items[look].negated;

    if (set == SET_MATCHED)
        return negated ? KILLED : obligations;
    if (set == SET_DEAD)
        return negated ? obligations : KILLED;
    return with_obligation(language, obligations, look, set);
}

/* ---- following what takes no character ---- */

static uint32_t flags_of(const struct language *language, uint32_t context)
{
    return number_rows_get(&language->contexts, context).items[0];
}

/* Does the look-behind hold? */
static bool is_behind(const struct language *language, uint32_t context, uint32_t look)
{
    const uint32_t *at = number_rows_get(&language->contexts, context).items + 1;

    for (uint32_t i = 0; i < look; i++)
        if (language->positions.looks.items[i].behind)
            at += 2 + at[1];
    return at[0];
}

static bool accepts_at_end(struct language *language, uint32_t set, uint32_t context);
static void follow_all(struct language *language, struct gathering *gathering, uint32_t context,
                       enum moment moment);

/* The set in which a search at just this place begins. */
static uint32_t first_set(struct language *language, uint32_t position, uint32_t context)
{
    struct gathering *gathering = begin(language);
    uint32_t set;

    push(language, gathering, position, NO_OBLIGATIONS);
    follow_all(language, gathering, context, NOW);
    set = set_of(language, gathering);
    end(language);
    return set;
}

static void follow_look(struct language *language, struct gathering *gathering,
                        struct thread thread, uint32_t context, enum moment moment)
{
    struct graph_position position = language->positions.items.items[thread.position];
    const struct look *look = &language->positions.looks.items[position.other];
    uint32_t set, obligations = thread.obligations;

    if (look->behind) {
        if (is_behind(language, context, position.other) == look->negated)
            return;
    } else {
        set = first_set(language, look->start, context);
        if (moment == AT_END)
            set = accepts_at_end(language, set, context) ? SET_MATCHED : SET_DEAD;
        obligations = oblige(language, obligations, position.other, set);
    }
    if (obligations != KILLED)
        push(language, gathering, position.next, obligations);
}

static bool holds_between(const struct language *language, uint8_t kind, uint32_t context,
                          enum moment moment)
{
    bool is_boundary =
        ((flags_of(language, context) & BEHIND_WORD) != 0) != (moment == BEFORE_WORD);

    return is_boundary == (kind == POSITION_BOUNDARY);
}

/* Are all obligations kept if the text ends here? */
static bool are_kept_at_end(struct language *language, uint32_t obligations, uint32_t context)
{
    size_t count = number_rows_get(&language->obligations, obligations).count;

    for (size_t i = 0; i < count; i += 2) {
        const uint32_t *pair = number_rows_get(&language->obligations, obligations).items + i;
        bool negated = language->positions.looks.items[pair[0]].negated;

        if (accepts_at_end(language, pair[1], context) == negated)
            return false;
    }
    return true;
}

static void keep(struct gathering *gathering, struct thread thread)
{
    VEC_ADD(&gathering->threads, thread);
}

static void follow_match(struct language *language, struct gathering *gathering,
                         struct thread thread, uint32_t context, enum moment moment)
{
    if (thread.obligations == NO_OBLIGATIONS ||
        (moment == AT_END && are_kept_at_end(language, thread.obligations, context)))
        gathering->matched = true;
    else
        keep(gathering, thread);
}

static void follow(struct language *language, struct gathering *gathering, struct thread thread,
                   uint32_t context, enum moment moment)
{
    struct graph_position position = language->positions.items.items[thread.position];

    switch ((enum position_kind)position.kind) {
    case POSITION_MATCH:
        follow_match(language, gathering, thread, context, moment);
        break;
    case POSITION_SET:
        keep(gathering, thread);
        break;
    case POSITION_SPLIT:
        push(language, gathering, position.next, thread.obligations);
        push(language, gathering, position.other, thread.obligations);
        break;
    case POSITION_START:
        if (flags_of(language, context) & AT_START)
            push(language, gathering, position.next, thread.obligations);
        break;
    case POSITION_END:
        if (moment == AT_END)
            push(language, gathering, position.next, thread.obligations);
        else if (moment == NOW)
            keep(gathering, thread);
        break;
    case POSITION_BOUNDARY:
    case POSITION_NOT_BOUNDARY:
        if (moment == NOW)
            keep(gathering, thread);
        else if (holds_between(language, position.kind, context, moment))
            push(language, gathering, position.next, thread.obligations);
        break;
    case POSITION_LOOK:
        follow_look(language, gathering, thread, context, moment);
        break;
    }
}

static void follow_all(struct language *language, struct gathering *gathering, uint32_t context,
                       enum moment moment)
{
    while (gathering->stack.count && language->work < LANGUAGE_MAX_WORK) {
        struct thread thread = gathering->stack.items[--gathering->stack.count];

        follow(language, gathering, thread, context, moment);
    }
    if (gathering->stack.count)
        language->limited = true;
}

/* Pushes the threads of a set, which is not a final one. */
static void push_set(struct language *language, struct gathering *gathering, uint32_t set)
{
    size_t count = number_rows_get(&language->sets, set).count;

    for (size_t i = 0; i < count; i += 2) {
        const uint32_t *pair = number_rows_get(&language->sets, set).items + i;

        push(language, gathering, pair[0], pair[1]);
    }
}

static bool accepts_at_end(struct language *language, uint32_t set, uint32_t context)
{
    struct gathering *gathering;
    bool matched;

    if (set == SET_MATCHED || set == SET_DEAD)
        return set == SET_MATCHED;
    gathering = begin(language);
    push_set(language, gathering, set);
    follow_all(language, gathering, context, AT_END);
    matched = gathering->matched;
    end(language);
    return matched;
}

/* ---- contexts ---- */

/* Adds to the context what the look-behind has come to: the positions of `before`, led on by a
   character of the class (before NULL: at the start of the text), and a new beginning. */
static void add_behind(struct language *language, uint32_t look, const uint32_t *before,
                       uint32_t class, uint32_t bare, uint32_t **out)
{
    struct gathering *gathering = begin(language);
    uint32_t *at = *out;

    push(language, gathering, language->positions.looks.items[look].start, NO_OBLIGATIONS);
    for (uint32_t i = 0; before && i < before[1]; i++) {
        struct graph_position position = language->positions.items.items[before[2 + i]];

        if (language->holds[position.other * language->alphabet.class_count + class])
            push(language, gathering, position.next, NO_OBLIGATIONS);
    }
    follow_all(language, gathering, bare, NOW);
    if (gathering->threads.count)
        qsort(gathering->threads.items, gathering->threads.count, sizeof *gathering->threads.items,
              compare_threads);
    at[0] = gathering->matched;
    at[1] = (uint32_t)gathering->threads.count;
    for (uint32_t i = 0; i < at[1]; i++)
        at[2 + i] = gathering->threads.items[i].position;
    *out = at + 2 + at[1];
    end(language);
}

/* The context behind a character of the class; `before` UINT32_MAX: at the start. */
static uint32_t context_behind(struct language *language, uint32_t before, uint32_t class)
{
    bool first = before == UINT32_MAX;
    uint32_t flags = first ? AT_START : language->words[class] ? BEHIND_WORD : 0;
    uint32_t bare = number_rows_index(&language->contexts, &flags, 1), context, *row, *at;
    size_t from = 1;

    if (!language->positions.has_behinds)
        return bare;
    row = alloc_zeroed(1 + 2 * POSITIONS_MAX_LOOKS + language->positions.items.count, sizeof *row);
    row[0] = flags;
    at = row + 1;
    for (uint32_t i = 0; i < language->positions.looks.count; i++)
        if (language->positions.looks.items[i].behind) {
            struct number_row old = {NULL, 0};

            if (!first)
                old = number_rows_get(&language->contexts, before);
            add_behind(language, i, first ? NULL : old.items + from, class, bare, &at);
            from += first ? 0 : 2 + old.items[from + 1];
        }
    context = number_rows_index(&language->contexts, row, (size_t)(at - row));
    free(row);
    return context;
}

/* ---- steps ---- */

/* Where characters of a class lead, and between which contexts. */
struct step {
    uint32_t class;
    uint32_t from, to; /* contexts */
};

static uint32_t step_set(struct language *language, uint32_t set, const struct step *step,
                         bool restart);

static uint32_t step_obligations(struct language *language, uint32_t obligations,
                                 const struct step *step)
{
    size_t count = number_rows_get(&language->obligations, obligations).count;
    uint32_t stepped = NO_OBLIGATIONS;

    for (size_t i = 0; i < count && stepped != KILLED; i += 2) {
        const uint32_t *pair = number_rows_get(&language->obligations, obligations).items + i;
        uint32_t look = pair[0];

        stepped = oblige(language, stepped, look, step_set(language, pair[1], step, false));
    }
    return stepped;
}

static void step_thread(struct language *language, struct gathering *gathering,
                        struct thread thread, const struct step *step)
{
    struct graph_position position = language->positions.items.items[thread.position];
    uint32_t obligations, next = position.next;

    if (position.kind == POSITION_MATCH)
        next = MATCH;
    else if (position.kind != POSITION_SET ||
             !language->holds[position.other * language->alphabet.class_count + step->class])
        return;
    obligations = step_obligations(language, thread.obligations, step);
    if (obligations != KILLED)
        push(language, gathering, next, obligations);
}

/* Leads what waits for a character on. false: a match is there before it. */
static bool step_threads(struct language *language, struct gathering *gathering, uint32_t set,
                         const struct step *step)
{
    struct gathering *waiting = begin(language);
    bool matched;

    push_set(language, waiting, set);
    follow_all(language, waiting, step->from,
               language->words[step->class] ? BEFORE_WORD : BEFORE_OTHER);
    matched = waiting->matched;
    for (size_t i = 0; i < waiting->threads.count && !matched; i++)
        step_thread(language, gathering, waiting->threads.items[i], step);
    end(language);
    return !matched;
}

static uint32_t step_set(struct language *language, uint32_t set, const struct step *step,
                         bool restart)
{
    struct gathering *gathering;
    uint32_t result = SET_MATCHED;

    if (set == SET_MATCHED || (set == SET_DEAD && !restart))
        return set;
    gathering = begin(language);
    if (step_threads(language, gathering, set, step)) {
        if (restart) /* a match may begin here too */
            push(language, gathering, language->positions.start, NO_OBLIGATIONS);
        follow_all(language, gathering, step->to, NOW);
        result = set_of(language, gathering);
    }
    end(language);
    return result;
}

/* ---- what it keeps ---- */

static size_t size_of_gathering(const struct language *language, const struct gathering *gathering)
{
    size_t marks = gathering->marks ? language->positions.items.count : 0;

    return VEC_BYTES(&gathering->threads) + VEC_BYTES(&gathering->stack) +
           VEC_BYTES(&gathering->seen) + marks * sizeof *gathering->marks;
}

static size_t size_of(const struct language *language)
{
    const struct positions *positions = &language->positions;
    const struct alphabet *alphabet = &language->alphabet;
    size_t size = sizeof *language + VEC_BYTES(&positions->items) + VEC_BYTES(&positions->sets) +
                  VEC_BYTES(&alphabet->starts) + VEC_BYTES(&alphabet->classes) +
                  (positions->sets.count + 1) * alphabet->class_count * sizeof *language->holds +
                  number_rows_size(&language->obligations) + number_rows_size(&language->sets) +
                  number_rows_size(&language->contexts) + number_rows_size(&language->states) +
                  VEC_BYTES(&language->next) + VEC_BYTES(&language->accepts);

    for (size_t i = 0; i < positions->sets.count; i++)
        size += VEC_BYTES(&positions->sets.items[i].spans);
    for (size_t i = 0; i < GATHERINGS; i++)
        size += size_of_gathering(language, &language->gatherings[i]);
    return size;
}

/* ---- states ---- */

static uint32_t state_of(struct language *language, uint32_t context, uint32_t set)
{
    const uint32_t row[] = {context, set};
    uint32_t state;

    if (language->limited || language->work >= LANGUAGE_MAX_WORK)
        return LANGUAGE_LIMIT;
    if (set == SET_MATCHED)
        return LANGUAGE_MATCHED;
    if (set == SET_DEAD && !language->positions.has_behinds)
        return LANGUAGE_FAILED;
    state = number_rows_index(&language->states, row, ARRAY_LENGTH(row));
    if (state < language->accepts.count)
        return state;
    if (state == LANGUAGE_MAX_STATES ||
        language->next.count + language->alphabet.class_count > LANGUAGE_MAX_ENTRIES) {
        language->limited = true;
        return LANGUAGE_LIMIT;
    }
    VEC_ADD(&language->accepts, accepts_at_end(language, set, context));
    for (uint32_t class = 0; class < language->alphabet.class_count; class ++)
        VEC_ADD(&language->next, UNKNOWN);
    return language->limited ? LANGUAGE_LIMIT : state;
}

static uint32_t lead_on(struct language *language, uint32_t state, uint32_t class)
{
    struct number_row row = number_rows_get(&language->states, state);
    struct step step = {.class = class, .from = row.items[0]};
    uint32_t set = row.items[1];

    step.to = context_behind(language, step.from, class);
    return state_of(language, step.to, step_set(language, set, &step, true));
}

uint32_t language_next(struct language *language, uint32_t state, uint32_t class)
{
    size_t at = (size_t)state * language->alphabet.class_count + class, states, work;

    if (state <= LANGUAGE_MATCHED)
        return state;
    if (language->next.items[at] != UNKNOWN)
        return language->next.items[at];
    if (language->limited || meter_is_spent(language->meter))
        return LANGUAGE_LIMIT;
    states = language->accepts.count;
    work = language->work;
    state = lead_on(language, state, class);
    if (state != LANGUAGE_LIMIT)
        language->next.items[at] = state;
    language->meter->work += language->work - work;
    if (language->accepts.count > states)
        meter_recount(language->meter, &language->counted, size_of(language));
    return state;
}

bool language_accepts(const struct language *language, uint32_t state)
{
    return state == LANGUAGE_MATCHED ||
           (state != LANGUAGE_FAILED && language->accepts.items[state]);
}

/* ---- making one ---- */

/* Marks the classes whose characters are in the spans. */
static void mark_classes(const struct alphabet *alphabet, struct span_table spans, bool *marks)
{
    for (size_t i = 0; i < spans.count; i++)
        for (size_t at = alphabet_span(alphabet, spans.items[i].first);
             at < alphabet->starts.count && alphabet->starts.items[at] <= spans.items[i].last; at++)
            marks[alphabet->classes.items[at]] = true;
}

static void fill_classes(struct language *language)
{
    const struct positions *positions = &language->positions;
    uint32_t count = language->alphabet.class_count;

    language->holds = alloc_zeroed(positions->sets.count * count + 1, sizeof *language->holds);
    language->words = alloc_zeroed(count, sizeof *language->words);
    for (size_t i = 0; i < positions->sets.count; i++)
        mark_classes(&language->alphabet,
                     (struct span_table){positions->sets.items[i].spans.items,
                                         positions->sets.items[i].spans.count},
                     language->holds + i * count);
    if (positions->has_boundaries) /* \b's words are one of the sets */
        mark_classes(&language->alphabet, spans_of_set(CLASS_WORD), language->words);
}

/* The final states and sets, then the first one. false: even that one is beyond a limit. */
static bool make_start(struct language *language)
{
    static const uint32_t none[] = {UINT32_MAX, UINT32_MAX};
    uint32_t context;

    number_rows_index(&language->obligations, NULL, 0);
    number_rows_index(&language->sets, NULL, 0);
    number_rows_index(&language->sets, none, 1); /* SET_MATCHED: no set has an odd count */
    number_rows_index(&language->states, NULL, 0);
    number_rows_index(&language->states, none, 1);
    for (uint32_t i = 0; i < 2 * language->alphabet.class_count; i++)
        VEC_ADD(&language->next, UNKNOWN);
    VEC_ADD(&language->accepts, false);
    VEC_ADD(&language->accepts, true);
    context = context_behind(language, UINT32_MAX, 0);
    language->start =
        state_of(language, context, first_set(language, language->positions.start, context));
    return language->start != LANGUAGE_LIMIT;
}

static bool make(struct language *language, struct property_sets *properties, struct str pattern,
                 enum approximation approximation)
{
    struct pattern_tree tree;
    struct arena arena;
    const char *problem;
    bool lenient, made;

    arena_init(&arena);
    made = pattern_parse(&arena, pattern, &tree, &lenient, &problem) && !tree.unsupported &&
           positions_make(&language->positions, properties, tree.root, approximation);
    arena_release(&arena);
    if (!made)
        return false;
    alphabet_make(&language->alphabet, language->positions.sets.items,
                  language->positions.sets.count);
    fill_classes(language);
    return make_start(language);
}

struct language *language_new(struct property_sets *properties, struct str pattern,
                              enum approximation approximation, struct meter *meter)
{
    struct language *language;
    bool made;

    if (pattern.length > LANGUAGE_MAX_PATTERN_BYTES)
        return NULL;
    language = alloc_zeroed(1, sizeof *language);
    language->meter = meter;
    made = make(language, properties, pattern, approximation);
    meter->work += language->work + language->positions.items.count +
                   language->positions.sets.count * language->alphabet.class_count / 8;
    meter_recount(meter, &language->counted, size_of(language));
    if (made)
        return language;
    language_free(language);
    return NULL;
}

void language_free(struct language *language)
{
    if (!language)
        return;
    meter_recount(language->meter, &language->counted, 0);
    for (size_t i = 0; i < GATHERINGS; i++) {
        VEC_RELEASE(&language->gatherings[i].threads);
        VEC_RELEASE(&language->gatherings[i].stack);
        VEC_RELEASE(&language->gatherings[i].seen);
        free(language->gatherings[i].marks);
    }
    number_rows_release(&language->obligations);
    number_rows_release(&language->sets);
    number_rows_release(&language->contexts);
    number_rows_release(&language->states);
    VEC_RELEASE(&language->next);
    VEC_RELEASE(&language->accepts);
    free(language->holds);
    free(language->words);
    alphabet_release(&language->alphabet);
    positions_release(&language->positions);
    free(language);
}

bool language_is_exact(const struct language *language)
{
    return !language->positions.approximate;
}

const struct alphabet *language_alphabet(const struct language *language)
{
    return &language->alphabet;
}

uint32_t language_start(const struct language *language)
{
    return language->start;
}
