#include "pattern/product_state.h"

#include "base/utf8.h"

#define UNKNOWN (UINT32_MAX - 1) /* a transition that nobody asked for yet */

/* ---- classes ---- */

/* Walks over the spans of all parts at once: where a span of one begins, a class may change. */
static void merge_alphabets(struct product *product)
{
    size_t at[PRODUCT_MAX_PARTS] = {0};
    uint32_t row[PRODUCT_MAX_PARTS], from = 0;

    while (from < CODE_POINT_END) {
        uint32_t next = CODE_POINT_END, class;

        for (size_t i = 0; i < product->part_count; i++) {
            const struct alphabet *alphabet = language_alphabet(product->parts[i].language);

            while (at[i] + 1 < alphabet->starts.count && alphabet->starts.items[at[i] + 1] <= from)
                at[i]++;
            row[i] = alphabet->classes.items[at[i]];
            if (at[i] + 1 < alphabet->starts.count && alphabet->starts.items[at[i] + 1] < next)
                next = alphabet->starts.items[at[i] + 1];
        }
        class = number_rows_index(&product->classes, row, product->part_count);
        VEC_ADD(&product->alphabet.starts, from);
        VEC_ADD(&product->alphabet.classes, class);
        from = next;
    }
    product->alphabet.class_count = (uint32_t)product->classes.ends.count;
    alphabet_finish(&product->alphabet);
}

static void add_piece(struct product *product, uint32_t first, uint32_t last, uint32_t class)
{
    struct piece *before =
        product->pieces.count ? &product->pieces.items[product->pieces.count - 1] : NULL;

    if (product->sizes.items[class] == 0)
        VEC_ADD(&product->class_order, class);
    product->sizes.items[class] += last - first + 1;
    if (before && before->class == class && before->last + 1 == first)
        before->last = last;
    else
        VEC_ADD(&product->pieces, ((struct piece){first, last, class}));
}

/* No span of the order holds surrogates, so no piece does. */
static void order_classes(struct product *product, const struct reading_order *order)
{
    const struct alphabet *alphabet = &product->alphabet;

    for (uint32_t i = 0; i < alphabet->class_count; i++)
        VEC_ADD(&product->sizes, 0);
    for (size_t i = 0; i < order->count; i++) {
        struct span span = order->spans[i];

        for (size_t at = alphabet_span(alphabet, span.first); span.first <= span.last; at++) {
            uint32_t last = at + 1 < alphabet->starts.count ? alphabet->starts.items[at + 1] - 1
                                                            : CODE_POINT_END - 1;

            if (last > span.last)
                last = span.last;
            add_piece(product, span.first, last, alphabet->classes.items[at]);
            span.first = last + 1;
        }
    }
}

/* ---- states ---- */

static bool is_lost(const struct product_part *part, uint32_t state)
{
    return state == (part->negated ? LANGUAGE_MATCHED : LANGUAGE_FAILED);
}

static bool is_any_lost(const struct product *product, const uint32_t *row)
{
    for (size_t i = 0; i < product->part_count; i++)
        if (is_lost(&product->parts[i], row[i]))
            return true;
    return false;
}

static bool is_won(const struct product *product, const uint32_t *row)
{
    for (size_t i = 0; i < product->part_count; i++)
        if (row[i] != (product->parts[i].negated ? LANGUAGE_FAILED : LANGUAGE_MATCHED))
            return false;
    return true;
}

static bool accepts(const struct product *product, const uint32_t *row)
{
    for (size_t i = 0; i < product->part_count; i++)
        if (language_accepts(product->parts[i].language, row[i]) == product->parts[i].negated)
            return false;
    return true;
}

static uint32_t state_of(struct product *product, const uint32_t *row)
{
    uint32_t state;

    for (size_t i = 0; i < product->part_count; i++)
        if (row[i] == LANGUAGE_LIMIT)
            return PRODUCT_STATE_LIMIT;
    if (product->accepts.count == PRODUCT_MAX_STATES ||
        product->next.count + product->alphabet.class_count > PRODUCT_MAX_ENTRIES)
        return PRODUCT_STATE_LIMIT;
    state = number_rows_index(&product->states, row, product->part_count);
    if (state < product->accepts.count)
        return state;
    VEC_ADD(&product->accepts, accepts(product, row));
    VEC_ADD(&product->is_all, is_won(product, row));
    for (uint32_t i = 0; i < product->alphabet.class_count; i++)
        VEC_ADD(&product->next, UNKNOWN);
    return state;
}

/* Where the state leads, which nobody asked for yet. */
static uint32_t lead_on(struct product *product, uint32_t state, uint32_t class)
{
    struct number_row parts = number_rows_get(&product->states, state);
    struct number_row classes = number_rows_get(&product->classes, class);
    size_t states = product->accepts.count;
    uint32_t row[PRODUCT_MAX_PARTS];

    for (size_t i = 0; i < product->part_count; i++) {
        row[i] = language_next(product->parts[i].language, parts.items[i], classes.items[i]);
        if (is_lost(&product->parts[i], row[i]))
            return PRODUCT_DEAD;
    }
    state = state_of(product, row);
    if (product->accepts.count > states)
        product_recount(product);
    return state;
}

uint32_t product_next(struct product *product, uint32_t state, uint32_t class)
{
    size_t at = (size_t)state * product->alphabet.class_count + class;

    if (state == PRODUCT_DEAD)
        return PRODUCT_DEAD;
    if (product->next.items[at] != UNKNOWN)
        return product->next.items[at];
    if (!product_work(product, product->part_count))
        return PRODUCT_STATE_LIMIT;
    state = lead_on(product, state, class);
    if (state != PRODUCT_STATE_LIMIT)
        product->next.items[at] = state;
    return state;
}

/* ---- the product ---- */

static void make_start(struct product *product)
{
    static const uint32_t dead[PRODUCT_MAX_PARTS + 1] = {UINT32_MAX};
    uint32_t row[PRODUCT_MAX_PARTS];

    number_rows_index(&product->states, dead, product->part_count + 1); /* no row is as long */
    VEC_ADD(&product->accepts, false);
    VEC_ADD(&product->is_all, false);
    for (uint32_t i = 0; i < product->alphabet.class_count; i++)
        VEC_ADD(&product->next, PRODUCT_DEAD);
    for (size_t i = 0; i < product->part_count; i++)
        row[i] = language_start(product->parts[i].language);
    product->start = is_any_lost(product, row) ? PRODUCT_DEAD : state_of(product, row);
}

struct product *product_new(const struct product_part *parts, size_t count,
                            const struct reading_order *order, struct meter *meter)
{
    struct product *product;

    if (count > PRODUCT_MAX_PARTS)
        return NULL;
    product = alloc_zeroed(1, sizeof *product);
    product->part_count = count;
    product->meter = meter;
    for (size_t i = 0; i < count; i++)
        product->parts[i] = parts[i];
    merge_alphabets(product);
    order_classes(product, order);
    make_start(product);
    meter->work += product->pieces.count * (count + 1);
    product_recount(product);
    if (product->start != PRODUCT_STATE_LIMIT)
        return product;
    product_free(product);
    return NULL;
}

void product_free(struct product *product)
{
    if (!product)
        return;
    meter_recount(product->meter, &product->counted, 0);
    alphabet_release(&product->alphabet);
    number_rows_release(&product->classes);
    number_rows_release(&product->states);
    VEC_RELEASE(&product->sizes);
    VEC_RELEASE(&product->pieces);
    VEC_RELEASE(&product->class_order);
    VEC_RELEASE(&product->accepts);
    VEC_RELEASE(&product->is_all);
    VEC_RELEASE(&product->next);
    VEC_RELEASE(&product->lengths.occurs);
    VEC_RELEASE(&product->lengths.now);
    VEC_RELEASE(&product->lengths.then);
    VEC_RELEASE(&product->lengths.marks);
    VEC_RELEASE(&product->lengths.checkpoint);
    free(product->counts.keys);
    free(product->counts.values);
    free(product);
}

void product_recount(struct product *product)
{
    const struct text_lengths *lengths = &product->lengths;
    size_t size = sizeof *product + VEC_BYTES(&product->alphabet.starts) +
                  VEC_BYTES(&product->alphabet.classes) + number_rows_size(&product->classes) +
                  VEC_BYTES(&product->sizes) + VEC_BYTES(&product->pieces) +
                  VEC_BYTES(&product->class_order) + number_rows_size(&product->states) +
                  VEC_BYTES(&product->accepts) + VEC_BYTES(&product->is_all) +
                  VEC_BYTES(&product->next) + VEC_BYTES(&lengths->occurs) +
                  VEC_BYTES(&lengths->now) + VEC_BYTES(&lengths->then) +
                  VEC_BYTES(&lengths->marks) + VEC_BYTES(&lengths->checkpoint) +
                  product->counts.slot_count *
                      (sizeof *product->counts.keys + sizeof *product->counts.values);

    meter_recount(product->meter, &product->counted, size);
}

enum product_answer product_has(struct product *product, struct str text)
{
    uint32_t state = product->start, code;

    while (text.length && state != PRODUCT_DEAD && state != PRODUCT_STATE_LIMIT) {
        size_t bytes = utf8_decode(text, &code);

        if (bytes == 0)
            return PRODUCT_NO;
        state = product_next(product, state, alphabet_class(&product->alphabet, code));
        text = str_slice(text, bytes, SIZE_MAX);
    }
    if (state == PRODUCT_STATE_LIMIT)
        return PRODUCT_LIMIT;
    return product->accepts.items[state] ? PRODUCT_YES : PRODUCT_NO;
}
