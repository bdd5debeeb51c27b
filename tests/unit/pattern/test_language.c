/* Patterns as automata, and their products, held against the matcher: over a small alphabet, all
   texts up to a length; and over the patterns of real descriptions (skipped when they are not
   there). */
#include <stdio.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "document/document.h"
#include "pattern/pattern.h"
#include "pattern/product.h"
#include "unit.h"

enum { MAX_LENGTH = 4, MAX_BYTES = MAX_LENGTH * UTF8_MAX_BYTES };

/* In the reading order. */
static const uint32_t letters[] = {'a', 'b', '1', '-', ' ', 0xe9};
#define ALL_LETTERS "^[ab1\\- \\u00e9]*$"

static const char *const patterns[] = {
    "",
    "a",
    "^a",
    "a$",
    "^$",
    "^(?:)$",
    "[]",
    "[^]",
    "^a*$",
    "^a*b*$",
    "^(?:aa)*$",
    "^(?:aa|aaa)$",
    "^(a|b)+$",
    "^(ab|a)(b|)$",
    "^.{2}$",
    "^.{2,3}$",
    "^[^a]{0,2}$",
    "^(a?){3}$",
    "^(?:a*)*$",
    "^(?:a|b*)*1$",
    "a|^b|1$",
    "^(^a|b$)$",
    "a^b",
    "a$b",
    "^\\d+$",
    "\\s",
    "^\\S+$",
    "^\\w*$",
    "^\\W",
    "\\u00e9",
    "^[\\u00e9-\\u00ff]+$",
    "^\\p{L}+$",
    "^\\P{L}*$",
    "[^\\p{L}\\d]",
    "^\\p{Script=Latin}",
    /* word boundaries */
    "\\b",
    "\\B",
    "^\\b",
    "\\b$",
    "^\\B$",
    "\\ba\\b",
    "\\Ba",
    "a\\B",
    "^a\\b-\\bb",
    "^(?:\\ba|-)*$",
    "\\b\\b1",
    "\\b\\Ba",
    "(?:\\b|a)*b$",
    /* look-aheads */
    "^(?=a)",
    "^(?!a)",
    "^(?!a$)",
    "^(?!.*a)[^]*$",
    "^(?=.*a)(?=.*b).{2,3}$",
    "^(?=.*a)(?!.*b).*1$",
    "(?=a)a",
    "(?=b)a",
    "a(?=b)",
    "a(?!b)",
    "a(?!b)[^]1",
    "a(?=$)",
    "a(?!$)",
    "^(?:(?!ab)[^])*$",
    "^(?:(?=a[^])[^])*b$",
    "(?=.*1)a(?=b)",
    "^(?=a(?!b))",
    "^(?!a(?=b))",
    "^(?!a(?!b(?=1)))[^]{1,}$",
    "(?=(?=a).b)",
    "(?!(?!a))b",
    "(?=a|b$)",
    "(?!)",
    "(?=)",
    "(?=^a)",
    "a(?=^)",
    "(?!^a)a",
    "a(?=\\b)",
    "(?=\\ba)",
    "a(?!\\B)-",
    "(?=a*$)b?",
    "^(?:a(?=b)|b(?=a))*",
    "^(?:a(?=b)|b(?!b))*$",
    "(?:(?=a)|b)*1$",
    "$(?=)",
    "$(?!a)",
    "a(?!.*a)",
    "^(?:(?!a).)+$|^aa$",
    /* look-behinds */
    "(?<=a)b",
    "(?<!a)b",
    "(?<=^a)b",
    "(?<!^)a",
    "(?<=ab)1",
    "^(?<!a)b$",
    "(?<=a)$",
    "(?<!a)$",
    "(?<=a|b)1",
    "(?<=[ab])(?<!b)1",
    "^(?:a|(?<=a)b)*$",
    "a(?=b(?<=ab))",
    "(?!(?<=a)b)[^]$",
    "^(?:[^](?<!1))+$",
    "(?<=)a",
    "(?<!)a",
    /* as found in descriptions */
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
    "^(?!-)[a-z0-9-]{1,3}(?<!-)$",
    "^(?!.*--)(?!-)[a-b-]+$",
    "^\\S(.*\\S)?$",
    "^(?! ).*(?<! )$",
    "^[a-z]{1,3}$|^$",
};

/* All texts over the letters, by length, then in their order. */
struct oracle {
    char text[MAX_BYTES + 1];
    uint64_t number, length;
};

static void write(struct oracle *oracle)
{
    uint32_t digits[MAX_LENGTH];
    uint64_t number = oracle->number;
    char *out = oracle->text;

    for (uint64_t i = oracle->length; i-- > 0; number /= ARRAY_LENGTH(letters))
        digits[i] = letters[number % ARRAY_LENGTH(letters)];
    for (uint64_t i = 0; i < oracle->length; i++)
        out += utf8_encode(digits[i], out);
    *out = 0;
}

/* The first text is made from a zeroed oracle. false: no more. */
static bool next(struct oracle *oracle, uint64_t count_of_length)
{
    if (++oracle->number >= count_of_length) {
        oracle->length++;
        oracle->number = 0;
    }
    return oracle->length <= MAX_LENGTH;
}

static uint64_t count_of(uint64_t length)
{
    uint64_t count = 1;

    while (length--)
        count *= ARRAY_LENGTH(letters);
    return count;
}

struct world {
    struct arena arena;
    struct property_sets properties;
    struct reading_order order;
    struct meter meter;
    uint64_t work_at_once; /* then a limit is met, and raised; 0: none is */
    unsigned interruptions;
    struct language *letters;
    VEC(const struct pattern *) patterns;
};

static void world_init(struct world *world)
{
    arena_init(&world->arena);
    world->meter = (struct meter){.work_limit = UINT64_MAX, .bytes_limit = SIZE_MAX};
    world->work_at_once = 0;
    world->interruptions = 0;
    world->patterns.items = NULL;
    world->patterns.count = world->patterns.capacity = 0;
    property_sets_init(&world->properties);
    reading_order_make(&world->order, 0);
    world->letters =
        language_new(&world->properties, str_of(ALL_LETTERS), APPROXIMATE_MORE, &world->meter);
    ck_assert(world->letters != NULL);
}

static void world_release(struct world *world)
{
    language_free(world->letters);
    ck_assert_msg(world->meter.bytes == 0, "%zu bytes are left", world->meter.bytes);
    property_sets_release(&world->properties);
    for (size_t i = 0; i < world->patterns.count; i++)
        pattern_release(world->patterns.items[i]);
    VEC_RELEASE(&world->patterns);
    arena_release(&world->arena);
}

static const struct pattern *compile(struct world *world, const char *text)
{
    struct error err = {0};
    bool lenient;
    const struct pattern *pattern = pattern_compile(&world->arena, str_of(text), &lenient, &err);

    ck_assert_msg(pattern != NULL, "%s", text);
    VEC_ADD(&world->patterns, pattern);
    return pattern;
}

/* Do the patterns say so? *known: all of them know. */
static bool matches(const struct pattern *const *compiled, const bool *negated, size_t count,
                    struct str text, bool *known)
{
    bool all = true;

    *known = true;
    for (size_t i = 0; i < count; i++) {
        enum pattern_answer answer = pattern_match(compiled[i], text, NULL);

        *known = *known && answer != PATTERN_UNKNOWN;
        all = all && (answer == PATTERN_MATCHES) != negated[i];
    }
    return all;
}

/* A limit was met: raises it. */
static bool raise_limit(struct world *world, enum product_answer answer)
{
    if (answer != PRODUCT_LIMIT || !meter_is_spent(&world->meter))
        return false;
    world->meter.work_limit = world->meter.work + world->work_at_once;
    world->interruptions++;
    return true;
}

static enum product_answer has(struct world *world, struct product *product, struct str text)
{
    enum product_answer answer = product_has(product, text);

    while (raise_limit(world, answer))
        answer = product_has(product, text);
    return answer;
}

static enum product_answer text_of(struct world *world, struct product *product, uint64_t length,
                                   uint64_t n, struct strbuf *out, uint64_t *total)
{
    enum product_answer answer = product_text(product, length, n, out, total);

    while (raise_limit(world, answer)) {
        strbuf_clear(out);
        answer = product_text(product, length, n, out, total);
    }
    return answer;
}

/* The product of the patterns has the texts over the letters that the matcher says, in their order
   and each once. */
static void hold_against_matcher(struct world *world, const char *const *texts, const bool *negated,
                                 size_t count)
{
    const struct pattern *compiled[3];
    struct product_part parts[4] = {{world->letters, false}};
    struct product *product;
    struct strbuf out;
    struct oracle oracle = {.number = 0};
    uint64_t n = 0, length = 0, total, found;
    bool known;

    for (size_t i = 0; i < count; i++) {
        compiled[i] = compile(world, texts[i]);
        parts[i + 1].language =
            language_new(&world->properties, str_of(texts[i]), APPROXIMATE_MORE, &world->meter);
        parts[i + 1].negated = negated[i];
        ck_assert_msg(parts[i + 1].language != NULL, "%s", texts[i]);
        ck_assert(language_is_exact(parts[i + 1].language));
    }
    product = product_new(parts, count + 1, &world->order, &world->meter);
    ck_assert(product != NULL);
    strbuf_init(&out, MAX_BYTES);
    do {
        struct str text;
        bool expected;

        write(&oracle);
        text = str_of(oracle.text);
        expected = matches(compiled, negated, count, text, &known);
        if (oracle.length != length) {
            ck_assert(text_of(world, product, length, n, &out, &total) == PRODUCT_NO && total == n);
            length = oracle.length;
            n = 0;
        }
        if (!known)
            continue;
        ck_assert_msg((has(world, product, text) == PRODUCT_YES) == expected, "%s %s: \"%s\" is %s",
                      texts[0], count > 1 ? texts[1] : "", oracle.text,
                      expected ? "not found" : "found");
        if (!expected)
            continue;
        strbuf_clear(&out);
        ck_assert_msg(text_of(world, product, length, n, &out, &total) == PRODUCT_YES &&
                          str_equal(strbuf_str(&out), text),
                      "%s: text %llu of length %llu is not \"%s\" but \"%s\"", texts[0],
                      (unsigned long long)n, (unsigned long long)length, oracle.text,
                      out.text ? out.text : "");
        n++;
        ck_assert(product_length(product, length, length, &found) == PRODUCT_YES);
    } while (next(&oracle, count_of(oracle.length)));
    product_free(product);
    for (size_t i = 0; i < count; i++)
        language_free(parts[i + 1].language);
    strbuf_release(&out);
}

START_TEST(a_pattern_has_the_texts_that_it_matches)
{
    const char *const texts[] = {patterns[_i]};
    struct world world;

    world_init(&world);
    hold_against_matcher(&world, texts, (const bool[]){false}, 1);
    hold_against_matcher(&world, texts, (const bool[]){true}, 1);
    world_release(&world);
}
END_TEST

START_TEST(a_product_has_the_texts_of_all_its_parts)
{
    struct world world;

    world_init(&world);
    for (size_t i = (size_t)_i + 1; i < ARRAY_LENGTH(patterns); i += UNIT_SANITIZED ? 31 : 7) {
        const char *const texts[] = {patterns[_i], patterns[i]};
        const bool negated[] = {i % 2 == 0, i % 3 == 0};

        hold_against_matcher(&world, texts, negated, 2);
    }
    world_release(&world);
}
END_TEST

/* Each question is asked again until it is answered, and little is done for it each time. */
START_TEST(a_limit_that_was_met_and_raised_changes_no_answer)
{
    struct world world;

    world_init(&world);
    for (size_t i = (size_t)_i + 1; i < ARRAY_LENGTH(patterns); i += 11) {
        const char *const texts[] = {patterns[_i], patterns[i]};
        const bool negated[] = {i % 3 == 0, i % 2 == 0};

        world.work_at_once = 200 + 13 * i;
        world.meter.work_limit = world.meter.work;
        hold_against_matcher(&world, texts, negated, 2);
    }
    ck_assert(world.interruptions > 0 || _i > 60); /* the last ones are held against few */
    world_release(&world);
}
END_TEST

UNIT_SUITE("language", UNIT_LOOP(a_pattern_has_the_texts_that_it_matches, patterns);
           UNIT_LOOP(a_limit_that_was_met_and_raised_changes_no_answer, patterns);
           UNIT_LOOP(a_product_has_the_texts_of_all_its_parts, patterns))
