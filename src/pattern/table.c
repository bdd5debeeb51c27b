/* The subset construction: a state of the table is the set of graph states a search can be in. */
#include "pattern/table.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "pattern/graph.h"

enum {
    FAILED = 0, /* the first two states are final: no byte leads out of them */
    MATCHED = 1,
    FIRST_STATE = 2,
    BYTES = 256,
    HASH_SLOTS = 2 * TABLE_MAX_STATES,
    MAX_ENTRIES = UINT16_MAX,
    ASCII_END = 0x80,
    LINGERING_BYTES = 16,
    WORD_BITS = 64
};

/* ---- sets ---- */

struct state_set {
    uint32_t at, count; /* in maker.members */
};

struct maker {
    struct graph graph;
    struct table *table;
    VEC(uint16_t) members; /* of all sets, each ascending */
    struct state_set sets[TABLE_MAX_STATES];
    size_t set_count; /* table states so far */
    uint16_t slots[HASH_SLOTS];
    bool marks[GRAPH_MAX_STATES]; /* the set that is being gathered */
    uint16_t stack[GRAPH_MAX_STATES];
    uint16_t gathered[GRAPH_MAX_STATES];
    size_t gathered_count;
    uint64_t ascending[GRAPH_MAX_STATES / WORD_BITS]; /* a bit a state, all clear between uses */
    size_t steps;                                     /* states looked at */
    bool matched;                                     /* the set holds STATE_MATCH */
    unsigned char representatives[BYTES];
};

/* Where in the text a set is gathered. */
enum { AT_START = 1, AT_END = 2 };

static void push(struct maker *maker, size_t *height, uint16_t state)
{
    if (maker->marks[state])
        return;
    maker->marks[state] = true;
    maker->gathered[maker->gathered_count++] = state;
    maker->stack[(*height)++] = state;
}

/* Adds a state and all that follow without a byte. */
static void gather(struct maker *maker, uint16_t from, unsigned position)
{
    size_t height = 0;

    push(maker, &height, from);
    while (height) {
        const struct graph_state *state = &maker->graph.states[maker->stack[--height]];

        if (state->kind == STATE_MATCH)
            maker->matched = true;
        if (state->kind == STATE_SPLIT || (state->kind == STATE_START && position & AT_START) ||
            (state->kind == STATE_END && position & AT_END))
            push(maker, &height, state->next);
        if (state->kind == STATE_SPLIT)
            push(maker, &height, state->other);
    }
}

static void forget(struct maker *maker)
{
    for (size_t i = 0; i < maker->gathered_count; i++)
        maker->marks[maker->gathered[i]] = false;
    maker->gathered_count = 0;
    maker->matched = false;
}

/* Takes the bits of `ascending` out again, as the gathered states. */
static void sort_gathered(struct maker *maker, unsigned first, unsigned last)
{
    size_t count = 0;

    for (unsigned word = first; word <= last; word++)
        for (uint64_t bits = maker->ascending[word]; bits; bits &= bits - 1)
            maker->gathered[count++] =
                (uint16_t)(word * WORD_BITS + (unsigned)__builtin_ctzll(bits));
    if (count)
        memset(&maker->ascending[first], 0, (last - first + 1) * sizeof *maker->ascending);
    maker->gathered_count = count;
}

/* Only states that wait for a byte or for the end make a difference later on. */
static void reduce(struct maker *maker)
{
    unsigned first = GRAPH_MAX_STATES / WORD_BITS - 1, last = 0;

    for (size_t i = 0; i < maker->gathered_count; i++) {
        uint16_t state = maker->gathered[i];
        uint8_t kind = maker->graph.states[state].kind;
        unsigned word = state / WORD_BITS;

        maker->marks[state] = false;
        if (kind != STATE_BYTE && kind != STATE_END)
            continue;
        maker->ascending[word] |= UINT64_C(1) << state % WORD_BITS;
        first = word < first ? word : first;
        last = word > last ? word : last;
    }
    sort_gathered(maker, first, last);
}

/* The gathered set as a new state of the table; FAILED when there is no room. */
static uint16_t add_set(struct maker *maker)
{
    size_t bytes = maker->gathered_count * sizeof *maker->gathered;

    if (maker->set_count == TABLE_MAX_STATES ||
        (maker->set_count + 1) << maker->table->shift > MAX_ENTRIES)
        return FAILED;
    maker->sets[maker->set_count] =
        (struct state_set){(uint32_t)maker->members.count, (uint32_t)maker->gathered_count};
    for (size_t i = 0; i < bytes / sizeof *maker->gathered; i++)
        VEC_ADD(&maker->members, maker->gathered[i]);
    return (uint16_t)maker->set_count++;
}

static bool is_set(const struct maker *maker, uint16_t index)
{
    const struct state_set *set = &maker->sets[index];

    return set->count == maker->gathered_count &&
           memcmp(&maker->members.items[set->at], maker->gathered,
                  set->count * sizeof *maker->gathered) == 0;
}

static uint32_t hash_gathered(const struct maker *maker)
{
    uint32_t hash = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < maker->gathered_count; i++)
        hash = (hash ^ maker->gathered[i]) * 16777619u;
    return hash ^ hash >> 15;
}

/* The state for the reduced set, an old one where it is the same; FAILED when there is no room. */
static uint16_t find_or_add_set(struct maker *maker)
{
    uint32_t slot = hash_gathered(maker) % HASH_SLOTS;

    while (maker->slots[slot] && !is_set(maker, maker->slots[slot]))
        slot = (slot + 1) % HASH_SLOTS;
    if (!maker->slots[slot])
        maker->slots[slot] = add_set(maker);
    return maker->slots[slot];
}

/* Makes a state of what was gathered. false: there is no room. */
static bool take_gathered(struct maker *maker, uint16_t *state)
{
    bool fits = true;

    maker->steps += maker->gathered_count;
    if (maker->matched) {
        *state = MATCHED;
    } else {
        *state = FAILED;
        reduce(maker);
        if (maker->gathered_count) {
            *state = find_or_add_set(maker);
            fits = *state != FAILED;
        }
    }
    forget(maker);
    return fits;
}

/* Does the text match if it ends here? */
static bool matches_at_end(struct maker *maker, uint16_t index, unsigned position)
{
    const struct state_set *set = &maker->sets[index];
    bool matched;

    for (uint32_t i = 0; i < set->count; i++) {
        uint16_t state = maker->members.items[set->at + i];

        if (maker->graph.states[state].kind == STATE_END)
            gather(maker, state, position | AT_END);
    }
    matched = maker->matched;
    forget(maker);
    return matched;
}

static bool follow(struct maker *maker, uint16_t index, unsigned char byte, uint16_t *next)
{
    struct state_set set = maker->sets[index];

    maker->steps += set.count;
    if (maker->steps > TABLE_MAX_WORK)
        return false;
    for (uint32_t i = 0; i < set.count; i++) {
        const struct graph_state *state = &maker->graph.states[maker->members.items[set.at + i]];

        if (state->kind == STATE_BYTE && state->first <= byte && byte <= state->last)
            gather(maker, state->next, 0);
    }
    gather(maker, maker->graph.start, 0); /* a match may begin here too */
    return take_gathered(maker, next);
}

/* ---- the table ---- */

/* Bytes that no state tells apart share a column. */
static void find_classes(struct maker *maker)
{
    bool cuts[BYTES + 1] = {false};
    struct table *table = maker->table;

    for (size_t i = 0; i < maker->graph.count; i++) {
        const struct graph_state *state = &maker->graph.states[i];

        if (state->kind == STATE_BYTE && state->first <= state->last) {
            cuts[state->first] = true;
            cuts[state->last + 1] = true;
        }
    }
    table->class_count = 1;
    maker->representatives[0] = 0;
    for (unsigned byte = 1; byte < BYTES; byte++) {
        if (cuts[byte])
            maker->representatives[table->class_count++] = (unsigned char)byte;
        table->classes[byte] = (uint8_t)(table->class_count - 1);
    }
    while (1u << table->shift < table->class_count)
        table->shift++;
}

/* Adds the state that a search starts in, behind the two final ones. It is in no hash slot, because
   ^ holds in no other state. *always: even the empty text matches. */
static bool add_first(struct maker *maker, bool *always)
{
    bool added;

    maker->set_count = FIRST_STATE;
    gather(maker, maker->graph.start, AT_START);
    *always = maker->matched;
    reduce(maker);
    added = add_set(maker) == FIRST_STATE;
    forget(maker);
    return added;
}

/* Room for the state's row and what is known of it. */
static uint16_t *add_row(struct table *table, uint16_t state)
{
    size_t count = state + 1u;

    table->entries = alloc_resize(table->entries, (count << table->shift) * sizeof *table->entries);
    table->states = alloc_resize(table->states, count * sizeof *table->states);
    table->states[state] = (struct table_state){.lingers = false};
    return table->entries + ((size_t)state << table->shift);
}

static void find_stays(struct table *table, uint16_t state)
{
    struct table_state *known = &table->states[state];
    const uint16_t *row = table->entries + ((size_t)state << table->shift);
    unsigned count = 0;

    for (unsigned byte = 0; byte < ASCII_END; byte++)
        if (row[table->classes[byte]] >> table->shift == state) {
            byte_set_add(&known->stays, byte, byte);
            count++;
        }
    known->lingers = count >= LINGERING_BYTES;
}

static bool fill_row(struct maker *maker, uint16_t state, bool always)
{
    struct table *table = maker->table;
    uint16_t *row = add_row(table, state);

    table->states[state].matches_at_end =
        always || matches_at_end(maker, state, state == FIRST_STATE ? AT_START : 0);
    for (uint16_t class = 0; class < table->class_count; class ++) {
        uint16_t next = MATCHED;

        if (!always && !follow(maker, state, maker->representatives[class], &next))
            return false;
        row[class] = (uint16_t)(next << table->shift);
    }
    find_stays(table, state);
    return true;
}

static bool make(struct maker *maker, const struct term *terms)
{
    bool always;

    if (!graph_build(&maker->graph, terms))
        return false;
    find_classes(maker);
    if (!add_first(maker, &always))
        return false;
    for (size_t state = FIRST_STATE; state < maker->set_count; state++)
        if (!fill_row(maker, (uint16_t)state, always))
            return false;
    return true;
}

bool table_make(struct table *table, const struct term *terms)
{
    struct maker *maker = alloc_zeroed(1, sizeof *maker);
    bool made;

    *table = (struct table){.entries = NULL};
    maker->table = table;
    maker->graph.states = alloc_zeroed(GRAPH_MAX_STATES, sizeof *maker->graph.states);
    made = make(maker, terms);
    table->work = maker->steps + maker->graph.count;
    VEC_RELEASE(&maker->members);
    free(maker->graph.states);
    free(maker);
    return made;
}

void table_release(struct table *table)
{
    free(table->entries);
    free(table->states);
}

/* ---- running ---- */

/* Where a state lingers, the bytes it stays for are passed over many at a time. */
static const unsigned char *pass_over(const struct table *table, unsigned state,
                                      const unsigned char *byte, const unsigned char *end)
{
    const struct table_state *known = &table->states[state >> table->shift];

    return known->lingers
               ? byte + byte_span(&known->stays, (const char *)byte, 0, (size_t)(end - byte))
               : byte;
}

bool table_matches(const struct table *table, struct str subject)
{
    const unsigned char *byte = (const unsigned char *)subject.text;
    const unsigned char *end = byte + subject.length;
    unsigned state = (unsigned)FIRST_STATE << table->shift, next;

    while (byte < end) {
        next = table->entries[state + table->classes[*byte++]];
        if (next >> table->shift <= MATCHED)
            return next != FAILED;
        if (next == state && end - byte >= BYTE_SPAN_BLOCK)
            byte = pass_over(table, state, byte, end);
        state = next;
    }
    return table->states[state >> table->shift].matches_at_end;
}
