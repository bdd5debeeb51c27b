/* Texts that are in all of some languages and in none of others: their automata side by side,
   explored as far as an answer needs. */
#ifndef OASDRIFT_PATTERN_PRODUCT_H
#define OASDRIFT_PATTERN_PRODUCT_H

#include "base/strbuf.h"
#include "pattern/language.h"
#include "pattern/reading_order.h"

enum {
    PRODUCT_MAX_PARTS = 64,
    PRODUCT_MAX_STATES = 64 * 1024,
    PRODUCT_MAX_ENTRIES = 4 * 1000 * 1000,      /* of the table: states times classes */
    PRODUCT_MAX_LENGTH = 16 * 1024 * 1024,      /* of a text, in code points */
    PRODUCT_MAX_LENGTH_WORK = 50 * 1000 * 1000, /* transitions, to learn which lengths occur */
    PRODUCT_MAX_COUNTS = 2 * 1000 * 1000        /* kept to find the n-th text */
};

struct product_part {
    struct language *language; /* must outlive the product */
    bool negated;              /* the texts that are not in it */
};

enum product_answer {
    PRODUCT_YES,
    PRODUCT_NO,   /* proved */
    PRODUCT_LIMIT /* a limit was met, the product's or the meter's */
};

struct product;
/* No parts: all texts. NULL: more parts or classes of characters than the limits allow. What it
   costs is counted by the meter, which must outlive it and is that of the parts. */
struct product *product_new(const struct product_part *parts, size_t count,
                            const struct reading_order *order, struct meter *meter);
void product_free(struct product *product);

/* Is the text, valid UTF-8, among them? */
enum product_answer product_has(struct product *product, struct str text);
/* The least length in code points, from `minimum` to `maximum`, of which there is a text. */
enum product_answer product_length(struct product *product, uint64_t minimum, uint64_t maximum,
                                   uint64_t *length);
/* Writes the n-th text of the length, from 0, in the order of its characters. PRODUCT_NO: there are
   but *count of them. */
enum product_answer product_text(struct product *product, uint64_t length, uint64_t n,
                                 struct strbuf *out, uint64_t *count);
/* How many texts of the length there are; `limit` stands for that many and more. */
enum product_answer product_count(struct product *product, uint64_t length, uint64_t limit,
                                  uint64_t *count);
#endif
