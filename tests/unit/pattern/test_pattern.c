/* ECMA-262 patterns: grammar, matches, limits; and V8's verdicts on the patterns of real
   descriptions (skipped when they are not there). */
#include <stdio.h>
#include <time.h>

#include "base/file.h"
#include "document/document.h"
#include "pattern/pattern.h"
#include "unit.h"

enum { V = PATTERN_MATCHES, I = PATTERN_FAILS, U = PATTERN_UNKNOWN };

#define TEXT(literal)                                                                              \
    {                                                                                              \
        literal, sizeof(literal) - 1                                                               \
    }

static const struct {
    struct str pattern, subject;
    int verdict;
} matches[] = {
    /* byte loops */
    {TEXT("^x-"), TEXT("x-"), V},
    {TEXT("^x-"), TEXT("x"), I},
    {TEXT("^x-"), TEXT("y-long-enough-for-a-block"), I},
    {TEXT("^x-$"), TEXT("x-y"), I},
    {TEXT("^(asc|desc)$"), TEXT("desc"), V},
    {TEXT("^(asc|desc)$"), TEXT("descending-and-longer"), I},
    {TEXT("^https?://[a-z.]+$"), TEXT("https://a.long.example.with.many.parts"), V},
    {TEXT("^https?://[a-z.]+$"), TEXT("http://"), I},
    {TEXT("^https?://[a-z.]+$"), TEXT("http://a.long.example.with.many.Parts"), I},
    {TEXT("^https?://[a-z.]+$"), TEXT("http://a.long.example.with.many.part_"), I},
    {TEXT("^id[0-9]{20,22}$"), TEXT("id0123456789012345678"), I},
    {TEXT("^id[0-9]{20,22}$"), TEXT("id012345678901234567890"), V},
    {TEXT("^id[0-9]{20,22}$"), TEXT("id01234567890123456789012"), I},
    {TEXT("^[^/]+/[^/]+$"), TEXT("organisation/repository-name"), V},
    {TEXT("^[^/]+/[^/]+$"), TEXT("organisation/repository/name"), I},
    {TEXT("^[^/]+/[^/]+$"), TEXT("organisation-and-repository/"), I},
    {TEXT("^\\S+$"), TEXT("\xc3\xa4\xc3\xb6\xc3\xbc-and-more-than-a-block"), V},
    {TEXT("^\\S+$"), TEXT("\xc3\xa4\xc3\xb6\xc3\xbc-and-more-than-a block"), I},
    {TEXT("^[a-fA-F0-9]{24}$"), TEXT("0123456789abcdefABCDEF01"), V},
    {TEXT("^[a-fA-F0-9]{24}$"), TEXT("0123456789abcdefABCDEF0"), I},
    {TEXT("^[a-fA-F0-9]{24}$"), TEXT("0123456789abcdefABCDEF012"), I},
    {TEXT("^[a-fA-F0-9]{24}$"), TEXT("0123456789abcdefABCDEF01\n"), I},
    {TEXT("^(([a-fA-F0-9]{24})|([a-zA-Z0-9\\-]{3,}))$"), TEXT("a-b"), V},
    {TEXT("^(([a-fA-F0-9]{24})|([a-zA-Z0-9\\-]{3,}))$"), TEXT("ab"), I},
    {TEXT("^(([a-fA-F0-9]{24})|([a-zA-Z0-9\\-]{3,}))$"), TEXT("a\\b"), I},
    {TEXT("^(([a-fA-F0-9]{24})|([a-zA-Z0-9\\\\-]{3,}))$"), TEXT("a\\b"), V},
    {TEXT("^(([a-fA-F0-9]{24})|(\\w{1,}))$"), TEXT("a_b"), V},
    {TEXT("^(([a-fA-F0-9]{24})|(\\w{1,}))$"), TEXT("a-b"), I},
    {TEXT("^(([a-fA-F0-9]{24})|(\\w{1,}))$"), TEXT(""), I},
    {TEXT("^(asc|desc)$"), TEXT("desc"), V},
    {TEXT("^(asc|desc)$"), TEXT("ascdesc"), I},
    {TEXT("^asc$|^desc$"), TEXT("asc"), V},
    {TEXT("^[a-z]+-?[0-9]*$"), TEXT("abc-12"), V},
    {TEXT("^[a-z]+-?[0-9]*$"), TEXT("abc--12"), I},
    {TEXT("^\\d{4}-\\d{2}$"), TEXT("2026-02"), V},
    {TEXT("^$"), TEXT(""), V},
    {TEXT("^$"), TEXT("a"), I},
    /* greed would be wrong here: pcre2 must do it */
    {TEXT("^[a-z]*a$"), TEXT("bcaa"), V},
    {TEXT("^a?a?a$"), TEXT("a"), V},
    {TEXT("^(a|ab)(c|bcd)$"), TEXT("abcd"), V},
    /* unanchored, and the anchors of ECMA */
    {TEXT("b"), TEXT("abc"), V},
    {TEXT("^b|d$"), TEXT("abc"), I},
    {TEXT("a$"), TEXT("a\n"), I},
    {TEXT("^a.c$"), TEXT("a\nc"), I},
    {TEXT("^a.c$"),
     TEXT("a\xc2\x85"
          "c"),
     V},
    {TEXT("^a.c$"),
     TEXT("a\xe2\x80\xa8"
          "c"),
     I},
    {TEXT("[^]"), TEXT("\n"), V},
    {TEXT("[]"), TEXT("a"), I},
    /* sets */
    {TEXT("^\\s$"), TEXT("\xe3\x80\x80"), V},
    {TEXT("^\\s$"), TEXT("\xef\xbb\xbf"), V},
    {TEXT("^\\S$"), TEXT("\xe3\x80\x80"), I},
    {TEXT("^\\s$"), TEXT("\xc2\x85"), I},
    {TEXT("^\\w$"), TEXT("\xc3\xa9"), I},
    {TEXT("^\\W$"), TEXT("\xc3\xa9"), V},
    {TEXT("^\\D$"), TEXT("\xd9\xa1"), V},
    {TEXT("^\\p{Letter}$"), TEXT("\xc3\xa9"), V},
    {TEXT("^\\p{L}$"), TEXT("1"), I},
    {TEXT("^\\P{gc=Lu}$"), TEXT("a"), V},
    {TEXT("^\\p{Script=Greek}$"), TEXT("\xce\xb1"), V},
    {TEXT("^\\p{scx=Grek}$"), TEXT("a"), I},
    {TEXT("^[\\p{Lu}\\d]+$"), TEXT("A1"), V},
    {TEXT("^\\p{Assigned}$"), TEXT("a"), V},
    {TEXT("^\\p{CWKCF}$"), TEXT("a"), U},
    /* code points */
    {TEXT("^.$"), TEXT("\xf0\x9f\x98\x80"), V},
    {TEXT("^\\u{1F600}$"), TEXT("\xf0\x9f\x98\x80"), V},
    {TEXT("^\\ud83d\\ude00$"), TEXT("\xf0\x9f\x98\x80"), V},
    {TEXT("^[\\ud800-\\udbff][\\udc00-\\udfff]$"), TEXT("\xf0\x9f\x98\x80"), I},
    {TEXT("\\ud83d"), TEXT("\xf0\x9f\x98\x80"), I},
    {TEXT("^\\cA$"), TEXT("\x01"), V},
    {TEXT("^\\0$"), TEXT("\0"), V},
    /* groups */
    {TEXT("^(a)\\1$"), TEXT("aa"), V},
    {TEXT("^(?<q>['\"])x\\k<q>$"), TEXT("'x'"), V},
    {TEXT("^\\1(a)$"), TEXT("a"), V},
    {TEXT("^(?:(a)|b)*\\1$"), TEXT("ab"), U},
    {TEXT("^(a\\1)$"), TEXT("a"), U},
    {TEXT("(?<=a)b"), TEXT("ab"), V},
    {TEXT("(?<!a)b"), TEXT("ab"), I},
    {TEXT("(?<=a+)b"), TEXT("ab"), U},
    {TEXT("^(?=.*[a-z])(?=.*[0-9]).{2,}$"), TEXT("a1"), V},
    {TEXT("^(?=.*[a-z])(?=.*[0-9]).{2,}$"), TEXT("aa"), I},
    /* the faults of pcre2 that the translation goes around */
    {TEXT("^\\P{Lu}+\\P{Ll}$"), TEXT("112"), V},
    {TEXT("(?:b|(?=a)){0}"), TEXT("xyz"), V},
    {TEXT("(a){0}\\1b"), TEXT("b"), V},
    {TEXT("(?=b)Z?\?b$"), TEXT("b"), V},
    /* sizes */
    {TEXT("a{65536}"), TEXT("a"), U},
    {TEXT("^(?:abc){1,9999}$"), TEXT("abc"), U},
    /* not known */
    {TEXT("^(?i:abc)$"), TEXT("ABC"), U},
    /* lenient */
    {TEXT("^[\\w-.]+$"), TEXT("a-.b"), V},
    {TEXT("^\\@\\-$"), TEXT("@-"), V},
    {TEXT("^{x}]$"), TEXT("{x}]"), V},
    {TEXT("^(?=a)*b"), TEXT("b"), V},
};

START_TEST(pattern_matches)
{
    struct arena arena;
    struct error err = {0};
    const char *reason;
    bool lenient;
    const struct pattern *pattern;
    enum pattern_answer verdict;

    arena_init(&arena);
    pattern = pattern_compile(&arena, matches[_i].pattern, &lenient, &err);
    ck_assert_msg(pattern != NULL, "%s", err.message);
    verdict = pattern_match(pattern, matches[_i].subject, &reason);
    ck_assert_msg((int)verdict == matches[_i].verdict, "%s: %d (%s)", matches[_i].pattern.text,
                  (int)verdict, reason ? reason : "");
    ck_assert((verdict == PATTERN_UNKNOWN) == (reason != NULL));
    pattern_release(pattern);
    arena_release(&arena);
}
END_TEST

enum reading { STRICT, LENIENT, NONE };

static const struct {
    const char *pattern;
    enum reading reading;
} grammars[] = {
    {"a|b|", STRICT},
    {"\\/", STRICT},
    {"[\\-]", STRICT},
    {"(?<a>x)\\k<a>", STRICT},
    {"a{2}?", STRICT},
    {"(?i:a)", STRICT},
    {"(?i-ms:a)", STRICT},
    {"(?-s:a)", STRICT},
    {"[a-\\u{10ffff}]", STRICT},
    {"]", LENIENT},
    {"}", LENIENT},
    {"a{", LENIENT},
    {"a{,3}", LENIENT},
    {"\\-", LENIENT},
    {"\\_", LENIENT},
    {"[\\d-z]", LENIENT},
    {"\\A", NONE},
    {"\\Z", NONE},
    {"a\\z", NONE},
    {"\\h", NONE},
    {"\\Qa\\E", NONE},
    {"a++", NONE},
    {"a**", NONE},
    {"(?>a)", NONE},
    {"(?i)a", NONE},
    {"(?-:a)", NONE},
    {"(?ii:a)", NONE},
    {"(?i-i:a)", NONE},
    {"(?i-m-s:a)", NONE},
    {"(?x:a)", NONE},
    {"(?#x)", NONE},
    {"(?P<n>a)", NONE},
    {"(a", NONE},
    {"a)", NONE},
    {"[a", NONE},
    {"[b-a]", NONE},
    {"a{2,1}", NONE},
    {"*a", NONE},
    {"{2}", NONE},
    {"\\", NONE},
    {"\\1", NONE},
    {"\\01", NONE},
    {"\\x1", NONE},
    {"\\u12", NONE},
    {"\\u{110000}", NONE},
    {"\\c1", NONE},
    {"\\pL", NONE},
    {"\\p{greek}", NONE},
    {"\\p{Script=Nope}", NONE},
    {"\\p{^L}", NONE},
    {"\\k<a>", NONE},
    {"(?<a>x)(?<a>y)", NONE},
    {"(?<1>x)", NONE},
    {"^*", NONE},
    {"\\b+", NONE},
    {"(?<=a)*", NONE},
    {"(*ACCEPT)", NONE},
};

START_TEST(grammar)
{
    struct arena arena;
    struct error err = {0};
    bool lenient = false;
    const struct pattern *pattern;
    enum reading reading;

    arena_init(&arena);
    pattern = pattern_compile(&arena, str_of(grammars[_i].pattern), &lenient, &err);
    reading = !pattern ? NONE : lenient ? LENIENT : STRICT;
    ck_assert_msg(reading == grammars[_i].reading, "%s: read as %d: %s", grammars[_i].pattern,
                  (int)reading, err.message);
    ck_assert(err.raised == !pattern);
    pattern_release(pattern);
    arena_release(&arena);
}
END_TEST

/* ---- hostile patterns and texts ---- */

static const struct {
    const char *pattern;
    char filler, last;
    size_t length;
    int verdict;
} hostile[] = {
    /* an automaton has no limits to meet */
    {"^(a+)+$", 'a', '!', 40, I},
    {"\\s+$", ' ', 'x', 100000, I},
    {"^(?:a|b)*$", 'a', 'a', 1000000, V},
    {"^(.*)*x", 'a', 'a', 5000, I},
    {"^[a-z]+$", 'a', 'a', 1000000, V},
    {"x", 'a', 'a', PATTERN_SUBJECT_MAX_BYTES + 1, I},
    /* what only pcre2 can do meets its limits */
    {"^(a+)+(?<!b)$", 'a', '!', 40, U},
    {"\\s+(?<!b)$", ' ', 'x', 100000, U},
    {"^(?:a|b)*(?<!b)$", 'a', 'a', 1000000, U},
    {"^(.*)*x(?<!b)", 'a', 'a', 5000, U},
    {"x(?<!b)", 'a', 'a', PATTERN_SUBJECT_MAX_BYTES + 1, U},
    /* what would need too large a table is pcre2's */
    {"(a|b)*a(a|b){12}b", 'b', 'a', 60, I},
};

START_TEST(hostile_match_ends)
{
    size_t length = hostile[_i].length;
    char *subject = malloc(length);
    struct arena arena;
    bool lenient;
    struct timespec from, to;
    const struct pattern *pattern;
    enum pattern_answer verdict;
    const char *reason;
    double seconds;

    arena_init(&arena);
    memset(subject, hostile[_i].filler, length);
    subject[length - 1] = hostile[_i].last;
    pattern = pattern_compile(&arena, str_of(hostile[_i].pattern), &lenient, NULL);
    ck_assert(pattern != NULL);
    clock_gettime(CLOCK_MONOTONIC, &from);
    verdict = pattern_match(pattern, (struct str){subject, length}, &reason);
    clock_gettime(CLOCK_MONOTONIC, &to);
    seconds = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    ck_assert_msg((int)verdict == hostile[_i].verdict, "%s: %d", hostile[_i].pattern, (int)verdict);
    ck_assert_msg(seconds < 5, "%s took %f s", hostile[_i].pattern, seconds);
    pattern_release(pattern);
    arena_release(&arena);
    free(subject);
}
END_TEST

static struct str repeated(const char *text, size_t times)
{
    size_t length = strlen(text);
    char *result = malloc(length * times + 1);

    for (size_t i = 0; i < times; i++)
        memcpy(result + i * length, text, length);
    return (struct str){result, length * times};
}

static const struct {
    const char *text;
    size_t times;
    bool accepted; /* as a pattern; it may be beyond the engine all the same */
} sizes[] = {
    {"(", 60000, true},     {"(?:", 20000, true}, {"()", 20000, true},   {"[", 60000, false},
    {"a|", 30000, true},    {"a*", 30000, true},  {"\\", 60001, false},  {"(?=", 20000, true},
    {"[a-z]", 12000, true}, {"x", 65537, true},   {"(?<", 20000, false}, {"{", 60000, true},
};

START_TEST(large_pattern_is_read_or_refused)
{
    struct str text = repeated(sizes[_i].text, sizes[_i].times);
    struct arena arena;
    struct error err = {0};
    bool lenient;
    const struct pattern *pattern;

    arena_init(&arena);
    pattern = pattern_compile(&arena, text, &lenient, &err);
    ck_assert_msg((pattern != NULL) == sizes[_i].accepted, "%s: %s", sizes[_i].text, err.message);
    if (pattern)
        pattern_match(pattern, STR("aaaa"), NULL);
    pattern_release(pattern);
    arena_release(&arena);
    free((char *)text.text);
}
END_TEST

/* Also where what is broken stands behind what is not known here. */
START_TEST(broken_pattern_is_none)
{
    static const char *const broken[] = {"a\xf2z", "[\xff]", "(?s:a)\xf2", "a{70000}\xff"};

    for (size_t i = 0; i < ARRAY_LENGTH(broken); i++) {
        struct error err = {0};
        struct arena arena;
        bool lenient;

        arena_init(&arena);
        ck_assert_ptr_null(pattern_compile(&arena, str_of(broken[i]), &lenient, &err));
        ck_assert(err.raised);
        arena_release(&arena);
    }
}
END_TEST

START_TEST(broken_text_is_unknown)
{
    struct arena arena;
    bool lenient;
    const char *reason;

    arena_init(&arena);
    ck_assert_int_eq(pattern_match(pattern_compile(&arena, STR("^[a-z]$"), &lenient, NULL),
                                   STR("\xff"), &reason),
                     PATTERN_UNKNOWN);
    ck_assert_str_eq(reason, "the text is not valid UTF-8");
    ck_assert(!pattern_compile(&arena, STR("a\xff"), &lenient, NULL));
    arena_release(&arena);
}
END_TEST

/* ---- V8's verdicts ---- */

struct score {
    unsigned strict, lenient, refused, wrong, matched, unknown;
};

static void compare(struct score *score, struct arena *arena, const struct node *row)
{
    struct str text = node_member_string(row, "pattern");
    bool unicode = node_member_true(row, "ecma_u"), plain = node_member_true(row, "ecma_plain");
    const struct node *list = node_member(row, STR("matches"));
    bool lenient = false;
    const struct pattern *pattern = pattern_compile(arena, text, &lenient, NULL);

    score->strict += pattern && !lenient;
    score->lenient += pattern && lenient;
    score->refused += !pattern;
    if ((pattern && !lenient) != unicode || (pattern && !plain && !unicode)) {
        score->wrong++;
        printf("  WRONG: %.*s\n", STR_ARGS(text));
    }
    for (const struct node *item = node_first(list); pattern && item < node_end(list);
         item = node_next(item)) {
        enum pattern_answer verdict =
            pattern_match(pattern, node_string(node_element(item, 0)), NULL);
        bool expected = node_is(node_element(item, 1), NODE_TRUE);

        if (verdict == PATTERN_UNKNOWN) {
            score->unknown++;
            continue;
        }
        score->matched++;
        if ((verdict == PATTERN_MATCHES) != expected) {
            score->wrong++;
            printf("  WRONG: %.*s on %.*s\n", STR_ARGS(text),
                   STR_ARGS(node_string(node_element(item, 0))));
        }
    }
    pattern_release(pattern);
}

START_TEST(agrees_with_v8)
{
    static const char path[] = "../shared/corpora/regex/patterns_ecma_verdicts.json";
    struct arena arena;
    struct error err = {0};
    struct read_failure failure;
    const struct document *document;
    struct score score = {0};
    struct str text;

    if (!file_exists(path)) {
        unit_skip("the verdicts of V8: ../shared/corpora/regex");
        return;
    }
    arena_init(&arena);
    ck_assert_msg(file_read(&arena, path, 16u << 20, &text, &err), "%s", err.message);
    document = json_read(&arena, str_of(path), text, &failure);
    ck_assert_msg(document != NULL, "%s", failure.message);
    for (const struct node *row = node_first(document->root); row < node_end(document->root);
         row = node_next(row))
        compare(&score, &arena, row);
    printf("V8's verdicts: %u strict, %u lenient, %u refused; %u matches compared, %u unknown; %u "
           "wrong\n",
           score.strict, score.lenient, score.refused, score.matched, score.unknown, score.wrong);
    ck_assert_uint_eq(score.wrong, 0);
    ck_assert_uint_gt(score.strict, 1000);
    ck_assert_uint_gt(score.matched, 100);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("pattern", UNIT_LOOP(pattern_matches, matches); UNIT_LOOP(grammar, grammars);
           UNIT_LOOP(hostile_match_ends, hostile);
           UNIT_LOOP(large_pattern_is_read_or_refused, sizes); UNIT_TEST(broken_text_is_unknown);
           UNIT_TEST(broken_pattern_is_none); UNIT_TEST(agrees_with_v8))
