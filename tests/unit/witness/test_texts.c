/* Sets of texts: what is in them, in which order, and where it is proved that nothing is. */
#include <stdio.h>

#include "base/utf8.h"
#include "pattern/pattern.h"
#include "unit.h"
#include "witness/engine.h"
#include "witness/texts.h"

enum { MAX_BYTES = 32 * 1024 * 1024 };

struct world {
    struct witness *witness;
    struct arena arena;
    struct strbuf out;
    VEC(const struct pattern *) patterns;
};

static void world_init(struct world *world, bool minimal, uint64_t seed)
{
    struct witness_settings settings = {.minimal = minimal, .seed = seed};

    world->witness = witness_new(&settings);
    arena_init(&world->arena);
    world->patterns.items = NULL;
    world->patterns.count = world->patterns.capacity = 0;
    strbuf_init(&world->out, MAX_BYTES);
}

static void world_release(struct world *world)
{
    witness_free(world->witness);
    for (size_t i = 0; i < world->patterns.count; i++)
        pattern_release(world->patterns.items[i]);
    VEC_RELEASE(&world->patterns);
    arena_release(&world->arena);
    strbuf_release(&world->out);
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

/* ---- sets by name ---- */

struct set {
    const char *patterns[3];   /* "!" before it: negated */
    uint64_t minimum, maximum; /* maximum 0: none */
    const char *format;        /* "!": negated, "~": soft */
    const char *excluded[3];
    const char *hints[2];
};

static struct texts *texts_of(struct world *world, const struct set *set)
{
    struct texts *texts = texts_new(world->witness);

    for (size_t i = 0; i < ARRAY_LENGTH(set->patterns) && set->patterns[i]; i++) {
        bool negated = set->patterns[i][0] == '!';

        texts_pattern(texts, compile(world, set->patterns[i] + negated), negated);
    }
    texts_length(texts, set->minimum, set->maximum ? set->maximum : UINT64_MAX);
    if (set->format) {
        bool negated = set->format[0] == '!', soft = set->format[0] == '~';
        const struct format *format = format_find(str_of(set->format + (negated || soft)));

        ck_assert_msg(format != NULL, "%s", set->format);
        texts_format(texts, format, negated, soft);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(set->excluded) && set->excluded[i]; i++)
        texts_exclude(texts, str_of(set->excluded[i]));
    for (size_t i = 0; i < ARRAY_LENGTH(set->hints) && set->hints[i]; i++)
        texts_hint(texts, str_of(set->hints[i]));
    return texts;
}

static const struct {
    const char *name;
    struct set set;
    bool minimal;
    const char *expected[4]; /* the first ones */
    bool ends;               /* and it is proved that there are no more */
} rows[] = {
    {"all, the least first", {.maximum = 0}, true, {"", "a", "b", "c"}, false},
    {"all, a word first", {.maximum = 0}, false, {"text", "TEXT", "text2", "text3"}, false},
    {"a hint", {.hints = {"hull colour"}}, false, {"hull-colour", "hull colour"}, false},
    {"a name as hint", {.hints = {"hullColour"}}, false, {"hull-colour", "hull colour"}, false},
    {"a hint that a pattern takes in part",
     {.patterns = {"^[a-z]+$"}, .hints = {"Customer email"}},
     false,
     {"email", "customeremail", "text", "a"},
     false},
    {"a hint that is too long",
     {.maximum = 4, .hints = {"customer email"}},
     false,
     {"cust", "emai"},
     false},
    {"a hint that is too short", {.minimum = 8, .hints = {"hull"}}, false, {"hull hul"}, false},
    {"no space at the end", {.minimum = 5, .hints = {"hull"}}, false, {"hullh"}, false},
    {"a letter in place of a space",
     {.minimum = 3, .maximum = 3, .hints = {"\xc3\xa9t"}},
     false,
     {"\xc3\xa9t\xc3\xa9"},
     false},
    {"minimal knows no hints", {.minimum = 1, .hints = {"name"}}, true, {"a", "b"}, false},
    {"lengths that exclude one another", {.minimum = 3, .maximum = 2}, true, {NULL}, true},
    {"only the empty text", {.patterns = {"^$"}}, true, {""}, true},
    {"only the empty text, and it is excluded",
     {.patterns = {"^$"}, .excluded = {""}},
     true,
     {NULL},
     true},
    {"a finite set that is used up",
     {.patterns = {"^(a|b|cc)$"}, .excluded = {"b", "x"}},
     true,
     {"a", "cc"},
     true},
    {"an infinite set is not used up by exceptions",
     {.patterns = {"^a*$"}, .excluded = {"", "aa", "a"}},
     true,
     {"aaa", "aaaa"},
     false},
    {"two patterns", {.patterns = {"^a", "b$"}}, true, {"ab", "aab", "abb", "acb"}, false},
    {"patterns that exclude one another", {.patterns = {"^a", "^b"}}, true, {NULL}, true},
    {"a pattern and its opposite", {.patterns = {"^a", "!^a"}}, true, {NULL}, true},
    {"a pattern that is not to match",
     {.patterns = {"![a-z]"}, .minimum = 1},
     true,
     {"0", "1"},
     false},
    {"a pattern that everything matches", {.patterns = {"!^.*"}}, true, {NULL}, true},
    {"look-ahead",
     {.patterns = {"^(?!org\\.)[a-z]+\\.[a-z]+$"}, .minimum = 5},
     true,
     {"aaa.a"},
     false},
    {"a pattern and a length",
     {.patterns = {"^(https|http)://(a.com|b.com)"}, .minimum = 20},
     true,
     {"https://aacomaaaaaaa"},
     false},
    {"a pattern too short for the length",
     {.patterns = {"^[a-z]{1,8}$"}, .minimum = 9},
     true,
     {NULL},
     true},
    {"an odd length of pairs",
     {.patterns = {"^(?:aa)*$", "!^(?:aaaa)*$"}, .minimum = 3, .maximum = 5},
     true,
     {NULL},
     true},
    {"a length of code points",
     {.patterns = {"^\\u{1F600}+$"}, .minimum = 2, .maximum = 2},
     true,
     {"\xf0\x9f\x98\x80\xf0\x9f\x98\x80"},
     true},
    {"no bound is dear",
     {.patterns = {"^a"}, .maximum = 2147483648},
     true,
     {"a", "aa", "ab"},
     false},
    /* back-references */
    {"a back-reference", {.patterns = {"^(a|b)c\\1$"}}, true, {"aca", "bcb"}, true},
    {"a back-reference that is broken",
     {.patterns = {"!^(a|b)c\\1$", "^[ab]c[ab]$"}},
     true,
     {"acb", "bca"},
     true},
    {"a quoted text", {.patterns = {"^(['\"])[a-z]+\\1$"}}, true, {"\"a\"", "\"b\""}, false},
    {"a back-reference and what it cannot match",
     {.patterns = {"^(a|b)\\1$", "^a?c"}},
     true,
     {NULL},
     true},
    /* formats */
    {"a word of the format", {.format = "email"}, false, {"user@example.com"}, false},
    {"a word of the format that is preferred",
     {.format = "~date", .hints = {"birthday"}},
     false,
     {"2024-01-01"},
     false},
    {"a format", {.format = "ipv4", .patterns = {"^1"}}, true, {"1.0.0.0"}, false},
    {"a format and a pattern that exclude one another",
     {.format = "uuid", .patterns = {"^x"}},
     true,
     {NULL},
     true},
    {"a format that is too long", {.format = "uuid", .maximum = 35}, true, {NULL}, true},
    {"no date of 2023",
     {.format = "!date", .patterns = {"^2023-02-\\d\\d$"}},
     true,
     {"2023-02-00", "2023-02-29", "2023-02-30"},
     false},
    {"a format that is preferred",
     {.format = "~uuid", .maximum = 40},
     true,
     {"aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"},
     false},
    /* texts as they are mostly written */
    {"dates near to our time",
     {.format = "date", .patterns = {"-0[1-9]-01$"}},
     false,
     {"2024-01-01", "2024-02-01", "2024-03-01"},
     false},
    {"a date that is older",
     {.format = "date", .patterns = {"^1[0-9]*8-02-29$"}},
     false,
     {"1908-02-29", "1928-02-29"},
     false},
    {"a date that few programs take, where there is no other",
     {.format = "date", .patterns = {"^000[01]-12-3"}},
     false,
     {"0000-12-30", "0000-12-31", "0001-12-30", "0001-12-31"},
     true},
    {"a moment with a fraction",
     {.format = "date-time", .minimum = 24, .maximum = 24},
     false,
     {"2024-01-01T00:00:00.000Z", "2024-01-01T00:00:00.001Z"},
     false},
    {"a moment with an offset",
     {.format = "date-time", .patterns = {"[+\\-]\\d\\d:\\d\\d$"}},
     false,
     {"1900-01-01T00:00:00-01:00"},
     false},
    {"a short mailbox", {.format = "email", .maximum = 8}, false, {"a@a.com", "a@a.net"}, false},
    {"the shortest mailboxes",
     {.format = "email", .maximum = 3, .patterns = {"^[ab]@[ab]$"}},
     false,
     {"a@a", "a@b", "b@a", "b@b"},
     true},
    {"a long mailbox",
     {.format = "email", .minimum = 30, .maximum = 50},
     false,
     {"aaaaaaaaaaaaaaaaaa@example.com"},
     false},
    {"a short place", {.format = "uri", .maximum = 4}, false, {"a:a", "a:b"}, false},
    {"a UUID of a version",
     {.format = "uuid", .patterns = {"^a+-b"}},
     false,
     {"aaaaaaaa-baaa-4aaa-aaaa-aaaaaaaaaaaa"},
     false},
    {"a format that is preferred, and a short one",
     {.format = "~email", .maximum = 8},
     false,
     {"a@a.com"},
     false},
    /* what a pattern is for */
    {"a pattern of dates",
     {.patterns = {"^\\d{4}-\\d{2}-\\d{2}$"}},
     false,
     {"2024-01-01", "2024-01-02"},
     false},
    {"a pattern of mailboxes",
     {.patterns = {"^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$"}, .hints = {"billing contact"}},
     false,
     {"billing.contact@example.com"},
     false},
    {"a pattern of places", {.patterns = {"^https?://"}}, false, {"https://example.com/"}, false},
    {"a pattern of currencies", {.patterns = {"^[A-Z]{3}$"}}, false, {"EUR", "USD"}, false},
    {"a pattern that says less than a hint",
     {.patterns = {"^[a-z]+$"}, .hints = {"hull"}},
     false,
     {"hull", "text"},
     false},
    {"no guess at what is not to match", {.patterns = {"!^\\w", "!^$"}}, false, {"-", "."}, false},
    {"the end of a set that a guess begins",
     {.patterns = {"^2024-01-0[12]$"}},
     false,
     {"2024-01-01", "2024-01-02"},
     true},
    {"tab before NUL", {.patterns = {"^[\\0\\t]$"}}, true, {"\t"}, false},
    {"a preference that cannot be kept", {.format = "~uuid", .maximum = 5}, true, {"", "a"}, false},
};

START_TEST(first_texts)
{
    struct world world;
    struct texts *texts;
    enum outcome outcome;
    size_t n;

    world_init(&world, rows[_i].minimal, 0);
    texts = texts_of(&world, &rows[_i].set);
    for (n = 0; n < ARRAY_LENGTH(rows[_i].expected) && rows[_i].expected[n]; n++) {
        strbuf_clear(&world.out);
        outcome = texts_nth(texts, n, &world.out);
        ck_assert_msg(outcome == OUTCOME_VALUE, "%s: %zu: outcome %d", rows[_i].name, n, outcome);
        ck_assert_msg(str_is(strbuf_str(&world.out), rows[_i].expected[n]),
                      "%s: %zu is \"%s\", not \"%s\"", rows[_i].name, n,
                      strbuf_str(&world.out).text, rows[_i].expected[n]);
    }
    outcome = texts_nth(texts, n, &world.out);
    ck_assert_msg((outcome == OUTCOME_NONE) == rows[_i].ends, "%s: behind them, outcome %d",
                  rows[_i].name, outcome);
    world_release(&world);
}
END_TEST

UNIT_SUITE("texts", UNIT_LOOP(first_texts, rows))
