/* Which lengths occur, and the n-th text of one.

   Lengths: the states that texts of length 0, 1, 2, ... can end in. Each set of states follows from
   the one before, so once a set comes again all that follows repeats (Brent's way to find it out).

   The n-th text: how many texts of a length lead from a state to the end, counted as far as n
   needs, tells for each character whether the text goes on with it. */
#include "pattern/product_state.h"

#include "base/utf8.h"

enum {
    FIRST_SLOTS = 64,
    LENGTHS_A_ROW = 16,
    FEWEST_COUNTED = 64, /* texts are counted up to so many, or twice as many, and so on */
    SURROGATES = 0x800   /* code points that are no characters */
};

#define AT_LEAST  (UINT64_C(1) << 63) /* set in a count of which more was not asked */
#define COUNT_MAX (UINT64_C(1) << 62)

/* ---- lengths ---- */

/* Adds the state where it is new at this length. */
static void reach(struct product *product, uint32_t state)
{
    struct text_lengths *lengths = &product->lengths;
    uint32_t mark = (uint32_t)lengths->occurs.count + 1;

    while (lengths->marks.count < product->accepts.count) {
        VEC_ADD(&lengths->marks, 0);
        VEC_ADD(&lengths->checkpoint, false);
    }
    if (state == PRODUCT_DEAD || lengths->marks.items[state] == mark)
        return;
    lengths->marks.items[state] = mark;
    VEC_ADD(&lengths->then, state);
}

static bool reach_next(struct product *product)
{
    struct text_lengths *lengths = &product->lengths;

    for (size_t i = 0; i < lengths->now.count; i++) {
        if (!product_work(product, product->class_order.count))
            return false;
        for (size_t j = 0; j < product->class_order.count; j++) {
            uint32_t state =
                product_next(product, lengths->now.items[i], product->class_order.items[j]);

            if (state == PRODUCT_STATE_LIMIT)
                return false;
            reach(product, state);
        }
    }
    lengths->work += 1 + lengths->now.count * product->class_order.count;
    return lengths->work <= PRODUCT_MAX_LENGTH_WORK;
}

/* What was reached is forgotten: a limit was met before all was. */
static void drop_reached(struct text_lengths *lengths)
{
    for (size_t i = 0; i < lengths->then.count; i++)
        lengths->marks.items[lengths->then.items[i]] = 0;
    lengths->then.count = 0;
}

static bool is_checkpoint(const struct text_lengths *lengths)
{
    if (lengths->now.count != lengths->checkpoint_count)
        return false;
    for (size_t i = 0; i < lengths->now.count; i++)
        if (!lengths->checkpoint.items[lengths->now.items[i]])
            return false;
    return true;
}

static void set_checkpoint(struct text_lengths *lengths, size_t length)
{
    for (size_t i = 0; i < lengths->checkpoint.count; i++)
        lengths->checkpoint.items[i] = false;
    for (size_t i = 0; i < lengths->now.count; i++)
        lengths->checkpoint.items[lengths->now.items[i]] = true;
    lengths->checkpoint_count = lengths->now.count;
    lengths->checkpoint_at = length;
    lengths->next_checkpoint = 2 * length + 1;
}

/* Takes the states that were reached as those of the next length, and looks whether they were there
   before. */
static void take_reached(struct product *product)
{
    struct text_lengths *lengths = &product->lengths;
    size_t length = lengths->occurs.count;
    bool occurs = false;

    lengths->now.count = 0;
    for (size_t i = 0; i < lengths->then.count; i++) {
        VEC_ADD(&lengths->now, lengths->then.items[i]);
        occurs = occurs || product->accepts.items[lengths->then.items[i]];
    }
    lengths->then.count = 0;
    if (length && is_checkpoint(lengths)) {
        lengths->base = lengths->checkpoint_at;
        lengths->period = length - lengths->checkpoint_at;
        return;
    }
    VEC_ADD(&lengths->occurs, occurs);
    if (length == lengths->next_checkpoint)
        set_checkpoint(lengths, length);
}

/* Learns of one length more. false: a limit was met. */
static bool learn_length(struct product *product)
{
    struct text_lengths *lengths = &product->lengths;

    if (lengths->occurs.count == 0)
        reach(product, product->start);
    else if (lengths->occurs.count > PRODUCT_MAX_LENGTH || !reach_next(product)) {
        drop_reached(lengths);
        return false;
    }
    take_reached(product);
    return true;
}

static enum product_answer occurs(struct product *product, uint64_t length)
{
    struct text_lengths *lengths = &product->lengths;

    while (length >= lengths->occurs.count && !lengths->period)
        if (!learn_length(product))
            return PRODUCT_LIMIT;
    if (length >= lengths->occurs.count)
        length = lengths->base + (length - lengths->base) % lengths->period;
    return lengths->occurs.items[length] ? PRODUCT_YES : PRODUCT_NO;
}

/* Is all that is to be known of lengths from `length` on known before `end`? */
static bool repeats_before(const struct text_lengths *lengths, uint64_t minimum, uint64_t length)
{
    uint64_t from = minimum > lengths->base ? minimum : lengths->base;

    return lengths->period && length >= from + lengths->period;
}

enum product_answer product_length(struct product *product, uint64_t minimum, uint64_t maximum,
                                   uint64_t *length)
{
    for (*length = minimum; *length <= maximum; ++*length) {
        enum product_answer answer = PRODUCT_NO;

        if (!repeats_before(&product->lengths, minimum, *length))
            answer = occurs(product, *length);
        else
            return PRODUCT_NO;
        if (answer != PRODUCT_NO)
            return answer;
    }
    return PRODUCT_NO;
}

/* ---- counts ---- */

static uint64_t key_of(uint32_t state, uint64_t length)
{
    return (uint64_t)state << 32 | length;
}

/* Counts of one state and of lengths that follow each other lie together: they are asked for one
   after the other. */
static size_t slot_of(const struct text_counts *counts, uint64_t key)
{
    uint64_t row = key / LENGTHS_A_ROW * 0x9e3779b97f4a7c15u;
    size_t slot = (size_t)((row >> 32) + key % LENGTHS_A_ROW) & (counts->slot_count - 1);

    while (counts->keys[slot] && counts->keys[slot] != key)
        slot = (slot + 1) & (counts->slot_count - 1);
    return slot;
}

static void grow(struct text_counts *counts)
{
    struct text_counts old = *counts;

    counts->slot_count = old.slot_count ? 2 * old.slot_count : FIRST_SLOTS;
    counts->keys = alloc_zeroed(counts->slot_count, sizeof *counts->keys);
    counts->values = alloc_zeroed(counts->slot_count, sizeof *counts->values);
    for (size_t i = 0; i < old.slot_count; i++)
        if (old.keys[i]) {
            size_t slot = slot_of(counts, old.keys[i]);

            counts->keys[slot] = old.keys[i];
            counts->values[slot] = old.values[i];
        }
    free(old.keys);
    free(old.values);
}

static void put(struct product *product, uint64_t key, uint64_t value)
{
    struct text_counts *counts = &product->counts;
    size_t slot;

    if (2 * (counts->count + 1) > counts->slot_count) {
        grow(counts);
        product_recount(product);
    }
    slot = slot_of(counts, key);
    counts->count += counts->keys[slot] == 0;
    counts->keys[slot] = key;
    counts->values[slot] = value;
}

static uint64_t times(uint64_t a, uint64_t b)
{
    return b && a > COUNT_MAX / b ? COUNT_MAX : a * b;
}

/* How many texts of the length there are at all. */
static uint64_t count_of_all(uint64_t length)
{
    uint64_t count = 1;

    for (; length && count < COUNT_MAX; length--)
        count = times(count, CODE_POINT_END - SURROGATES);
    return count;
}

/* The count, where enough of it is known. */
static bool is_known(const struct product *product, uint32_t state, uint64_t length, uint64_t limit,
                     uint64_t *count)
{
    const struct text_counts *counts = &product->counts;
    size_t slot;

    *count = 0;
    if (state == PRODUCT_DEAD)
        return true;
    if (length == 0) {
        *count = product->accepts.items[state];
        return true;
    }
    if (product->is_all.items[state]) {
        *count = count_of_all(length);
        return true;
    }
    if (counts->slot_count == 0)
        return false;
    slot = slot_of(counts, key_of(state, length));
    if (!counts->keys[slot])
        return false;
    *count = counts->values[slot] & ~AT_LEAST;
    return *count >= limit || !(counts->values[slot] & AT_LEAST);
}

/* A count that is being made. */
struct counting {
    uint32_t state;
    uint32_t at; /* in class_order */
    uint64_t length;
    uint64_t sum;
};

/* Adds the classes whose counts are known; `next` is the state whose count is not, or DEAD: all
   were added, or as many as are asked for. */
static uint32_t add_known(struct product *product, struct counting *counting, uint64_t limit)
{
    for (; counting->at < product->class_order.count && counting->sum < limit; counting->at++) {
        uint32_t class = product->class_order.items[counting->at];
        uint32_t next = product_next(product, counting->state, class);
        uint64_t count;

        if (next == PRODUCT_STATE_LIMIT ||
            !is_known(product, next, counting->length - 1, limit, &count))
            return next;
        counting->sum += times(count, product->sizes.items[class]);
        if (counting->sum > COUNT_MAX)
            counting->sum = COUNT_MAX;
    }
    return PRODUCT_DEAD;
}

/* false: a limit was met. */
static bool count_texts(struct product *product, uint32_t state, uint64_t length, uint64_t limit,
                        uint64_t *count)
{
    VEC(struct counting) stack = {.items = NULL};
    size_t counted = 0; /* bytes of the stack, which is as deep as the text is long */
    bool fits = true;

    if (is_known(product, state, length, limit, count))
        return true;
    VEC_ADD(&stack, ((struct counting){.state = state, .length = length}));
    while (stack.count && fits) {
        struct counting *top = &stack.items[stack.count - 1];
        uint32_t from = top->at, next = add_known(product, top, limit);

        fits = next != PRODUCT_STATE_LIMIT && product->counts.count < PRODUCT_MAX_COUNTS &&
               product_work(product, 1 + top->at - from);
        if (next == PRODUCT_DEAD) {
            *count = top->sum;
            put(product, key_of(top->state, top->length),
                top->sum | (top->sum >= limit ? AT_LEAST : 0));
            stack.count--;
        } else if (fits) {
            struct counting below = {.state = next, .length = top->length - 1};

            VEC_ADD(&stack, below);
            meter_recount(product->meter, &counted, VEC_BYTES(&stack));
        }
    }
    meter_recount(product->meter, &counted, 0);
    VEC_RELEASE(&stack);
    return fits;
}

/* Texts of other lengths may need other counts. */
static void forget_many(struct product *product)
{
    struct text_counts *counts = &product->counts;

    if (counts->count <= PRODUCT_MAX_COUNTS / 2)
        return;
    free(counts->keys);
    free(counts->values);
    *counts = (struct text_counts){.keys = NULL};
    product_recount(product);
}

/* ---- texts ---- */

static void write_character(struct strbuf *out, uint32_t code)
{
    char bytes[UTF8_MAX_BYTES];

    strbuf_add(out, (struct str){bytes, utf8_encode(code, bytes)});
}

/* Writes the character that the n-th text of `length` goes on with, and moves state and n behind
   it. There is an n-th text. */
static bool write_next(struct product *product, uint32_t *state, uint64_t length, uint64_t *n,
                       uint64_t limit, struct strbuf *out)
{
    for (size_t i = 0; i < product->pieces.count; i++) {
        const struct piece *piece = &product->pieces.items[i];
        uint32_t next = product_next(product, *state, piece->class);
        uint64_t count, all;

        if (next == PRODUCT_STATE_LIMIT || !count_texts(product, next, length - 1, limit, &count))
            return false;
        all = times(count, piece->last - piece->first + 1);
        if (*n < all) {
            write_character(out, piece->first + (uint32_t)(*n / count));
            *n %= count;
            *state = next;
            return product_work(product, i + 1);
        }
        *n -= all;
    }
    return false;
}

static enum product_answer write_text(struct product *product, uint64_t length, uint64_t n,
                                      struct strbuf *out, uint64_t *count)
{
    uint32_t state = product->start;
    uint64_t limit = FEWEST_COUNTED; /* the same for many n, so that counts are made once */

    while (limit <= n)
        limit *= 2;
    if (!count_texts(product, state, length, limit, count))
        return PRODUCT_LIMIT;
    if (*count <= n)
        return PRODUCT_NO;
    for (; length && !out->overflowed; length--)
        if (!write_next(product, &state, length, &n, limit, out))
            return PRODUCT_LIMIT;
    return PRODUCT_YES;
}

enum product_answer product_text(struct product *product, uint64_t length, uint64_t n,
                                 struct strbuf *out, uint64_t *count)
{
    enum product_answer answer;

    *count = 0;
    if (length > PRODUCT_MAX_LENGTH || n >= COUNT_MAX - 1)
        return PRODUCT_LIMIT;
    forget_many(product);
    answer = occurs(product, length);
    if (answer == PRODUCT_YES)
        answer = write_text(product, length, n, out, count);
    return answer;
}

enum product_answer product_count(struct product *product, uint64_t length, uint64_t limit,
                                  uint64_t *count)
{
    enum product_answer answer = PRODUCT_YES;

    *count = 0;
    forget_many(product);
    if (length > PRODUCT_MAX_LENGTH || !count_texts(product, product->start, length, limit, count))
        answer = PRODUCT_LIMIT;
    if (*count > limit)
        *count = limit;
    return answer;
}
