/* What is known of formats as sets of texts, against the functions of formats.def: whatever matches
   `inside` is of the format, and whatever is of it matches `outside`. Texts are random words of
   both patterns, such words with a character or two changed, hand-made ones and the official
   suite's. */
#include <dirent.h>
#include <stdio.h>

#include "../pattern/random_word.h"
#include "../witness/format_known.h"
#include "base/file.h"
#include "base/utf8.h"
#include "document/document.h"

enum { WORDS = UNIT_SANITIZED ? 200 : 800, CHANGES = 4 }; /* of each pattern; of each word */

static const char *const names[] = {
#define FORMAT(name, kinds, undoubted, source, holds) name,
#include "format/formats.def"
#undef FORMAT
};

/* ---- random words, and changed ones ---- */

/* One byte more, less or another, or two neighbours swapped. */
static void change(struct random *random, struct strbuf *text)
{
    static const char bytes[] =
        "0123456789abcdefgntxzABFGITZ-:./@[]{}%?#+~\\\"'() _=*,;|^$\n\t\x7f";
    char byte = bytes[random_below(random, sizeof bytes)];
    size_t at = random_below(random, text->length + 1);
    char *place;

    strbuf_add_char(text, byte); /* room for one more */
    place = text->text + at;
    text->length--;
    switch (random_below(random, 4)) {
    case 0:
        memmove(place + 1, place, text->length - at);
        *place = byte;
        text->length++;
        break;
    case 1:
        if (at < text->length) {
            memmove(place, place + 1, text->length - at - 1);
            text->length--;
        }
        break;
    case 2:
        if (at < text->length)
            *place = byte;
        break;
    case 3:
        if (at + 1 < text->length) {
            byte = place[0];
            place[0] = place[1];
            place[1] = byte;
        }
        break;
    }
}

static void check_changed(const struct known *known, struct random *random, struct str text)
{
    struct strbuf changed;

    strbuf_init(&changed, SIZE_MAX);
    for (unsigned i = 0; i < CHANGES; i++) {
        strbuf_clear(&changed);
        strbuf_add(&changed, text);
        for (uint64_t times = 1 + random_below(random, 2); times; times--)
            change(random, &changed);
        if (utf8_is_valid(strbuf_str(&changed)))
            check_text(known, strbuf_str(&changed));
    }
    strbuf_release(&changed);
}

static void check_words(const struct known *known, struct random *random,
                        const struct pattern_tree *tree, const struct automaton *automaton)
{
    struct strbuf word;
    size_t matching = 0;

    strbuf_init(&word, SIZE_MAX);
    for (unsigned i = 0; i < WORDS; i++) {
        strbuf_clear(&word);
        random_word(random, tree->root, &word);
        matching += automaton_matches(automaton, strbuf_str(&word));
        check_text(known, strbuf_str(&word));
        check_changed(known, random, strbuf_str(&word));
    }
    strbuf_release(&word);
    /* Some fail a look-ahead; none would be a test of nothing. */
    ck_assert_msg(matching > WORDS / 4, "%s: %zu words of %d", known->format->name.text, matching,
                  WORDS);
}

START_TEST(words_lie_between)
{
    struct random random = {(uint64_t)_i + 1};
    struct known known;

    open_known(&known, names[_i]);
    check_words(&known, &random, &known.inside_tree, known.inside);
    check_words(&known, &random, &known.outside_tree, known.outside);
    close_known(&known);
}
END_TEST

/* ---- hand-made ---- */

/* Texts that are in the format and in `inside`: what is generous must stay so. */
static const struct {
    const char *format, *text;
} insiders[] = {
    {"date-time", "2024-02-29T23:59:60.5Z"},
    {"date-time", "2024-12-31t23:59:59-23:59"},
    {"date", "2000-02-29"},
    {"date", "0000-12-31"},
    {"time", "23:59:60+00:00"},
    {"duration", "P1Y2M3DT4H5M6S"},
    {"duration", "P0W"},
    {"http-date", "Mon, 01 Jan 2024 00:00:00 GMT"},
    {"http-date", "Sunday, 29-Feb-04 08:49:37 GMT"},
    {"ipv6", "::"},
    {"ipv6", "1:2:3:4:5:6:7::"},
    {"ipv6", "::2:3:4:5:6:7:8"},
    {"ipv6", "1:2:3:4:5:6:255.255.255.255"},
    {"ipv6", "1::5:6:1.2.3.4"},
    {"hostname", "a.b-c.example"},
    {"hostname", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"},
    {"email", "\"a b\"@example.com"},
    {"email", "a.b+c@[127.0.0.1]"},
    {"idn-email", "\xc3\xbc@example.com"},
    {"uri", "https://user@example.com:8080/a/b?c=d&e#f"},
    {"uri", "urn:a:b"},
    {"uri-reference", ""},
    {"uri-reference", "../a?b#c"},
    {"uri-reference", "//example.com"},
    {"iri", "https://\xc3\xbc/\xc3\xbc?\xc3\xbc#\xc3\xbc"},
    {"uri-template", "/\xc3\xbc/{id}{?page,size*}"},
    {"int64", "9223372036854775807"},
    {"int64", "-9223372036854775808"},
    {"uint64", "18446744073709551615"},
    {"decimal128", "-12.50"},
    {"language", "i-KLINGON"},
    {"media-range", "text/*;q=0.5"},
    {"regex", "^[abc]+\\d?|x$"},
};

START_TEST(is_inside)
{
    struct known known;

    open_known(&known, insiders[_i].format);
    ck_assert_msg(automaton_matches(known.inside, str_of(insiders[_i].text)), "%s %s",
                  insiders[_i].format, insiders[_i].text);
    check_text(&known, str_of(insiders[_i].text));
    close_known(&known);
}
END_TEST

/* Texts that are not even in `outside`: what is loose must still refuse these. */
static const struct {
    const char *format, *text;
} outsiders[] = {
    {"date-time", "2023-02-29T00:00:00Z"},
    {"time", "24:00:00Z"},
    {"http-date", "Mon, 31 Apr 2024 00:00:00 GMT"},
    {"hostname", "a_b.example"},
    {"hostname", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example"},
    {"idn-hostname", "a b"},
    {"email", "a b@example.com"},
    {"email", "a"},
    {"idn-email", "a@b@c"},
    {"uri", "/a"},
    {"uri", "https://a b"},
    {"uri", "https://a/\xc3\xbc"},
    {"uri-reference", "1:b"},
    {"uri-reference", "%4"},
    {"iri", "https://a/\x7f"},
    {"iri-reference", " "},
    {"uri-template", "{a"},
    {"uri-template", "{a:10000}"},
    {"int64", "92233720368547758070"},
    {"int64", "1.5"},
    {"uint64", "-1"},
    {"decimal128", "1,5"},
    {"regex", "*a"},
    {"regex", "\\y"},
    {"regex", "a\\"},
};

START_TEST(is_outside)
{
    struct known known;

    open_known(&known, outsiders[_i].format);
    ck_assert_msg(!automaton_matches(known.outside, str_of(outsiders[_i].text)), "%s %s",
                  outsiders[_i].format, outsiders[_i].text);
    check_text(&known, str_of(outsiders[_i].text));
    close_known(&known);
}
END_TEST

/* Texts that are hard to tell by the patterns, in both directions. */
static const char *const texts_of_regex[] = {"(", "(a", "(?i:a)\\y", "a)", "[)]", "**", "(?<a>)"};

START_TEST(regexes_lie_between)
{
    struct random random = {1};
    struct known known;

    open_known(&known, "regex");
    for (size_t i = 0; i < ARRAY_LENGTH(texts_of_regex); i++) {
        check_text(&known, str_of(texts_of_regex[i]));
        for (unsigned times = 0; times < WORDS; times++)
            check_changed(&known, &random, str_of(texts_of_regex[i]));
    }
    close_known(&known);
}
END_TEST

/* What of a format that no one knows is known? */
START_TEST(knows_nothing_of_no_format)
{
    ck_assert(!format_language_of(NULL));
    ck_assert(!format_language_of(format_find(STR("of-our-own"))));
}
END_TEST

/* ---- the official suite ---- */

static size_t check_group(const struct node *group, struct random *random)
{
    struct str name = node_member_string(node_member(group, STR("schema")), "format");
    const struct node *tests = node_member(group, STR("tests"));
    struct known known;
    size_t count = 0;

    if (!format_find(name))
        return 0;
    open_known(&known, format_find(name)->name.text);
    for (const struct node *test = node_first(tests); test < node_end(tests);
         test = node_next(test)) {
        const struct node *data = node_member(test, STR("data"));

        if (!node_is(data, NODE_STRING) || !utf8_is_valid(node_string(data)))
            continue;
        count++;
        check_text(&known, node_string(data));
        for (unsigned times = 0; times < 100; times++)
            check_changed(&known, random, node_string(data));
    }
    close_known(&known);
    return count;
}

static size_t check_file(const char *path)
{
    struct random random = {1};
    struct arena arena;
    struct error err = {0};
    struct read_failure failure;
    struct str text;
    const struct document *document;
    size_t count = 0;

    arena_init(&arena);
    ck_assert_msg(file_read(&arena, path, 64u << 20, &text, &err), "%s", err.message);
    document = json_read(&arena, str_of(path), text, &failure);
    ck_assert_msg(document != NULL, "%s: %s", path, failure.message);
    for (const struct node *group = node_first(document->root); group < node_end(document->root);
         group = node_next(group))
        count += check_group(group, &random);
    arena_release(&arena);
    return count;
}

static const char *const dialects[] = {"draft4", "draft6", "draft7", "draft2019-09",
                                       "draft2020-12"};

START_TEST(the_suite_lies_between)
{
    const char *suite = getenv("JSON_SCHEMA_TEST_SUITE");
    char folder[1024], path[2048];
    const struct dirent *entry;
    size_t count = 0;
    DIR *directory;

    snprintf(folder, sizeof folder, "%s/tests/%s/optional/format",
             suite ? suite : "../shared/corpora/json-schema-test-suite", dialects[_i]);
    directory = opendir(folder);
    if (!directory) {
        unit_skip("the official JSON Schema suite: JSON_SCHEMA_TEST_SUITE=FOLDER");
        return;
    }
    while ((entry = readdir(directory))) {
        if (!str_ends_with(str_of(entry->d_name), STR(".json")))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        count += check_file(path);
    }
    closedir(directory);
    printf("format languages: %s: %zu texts\n", dialects[_i], count);
    ck_assert_msg(count > 50, "%s: only %zu texts", dialects[_i], count);
}
END_TEST

UNIT_SUITE("format_language", UNIT_LOOP(words_lie_between, names); UNIT_LOOP(is_inside, insiders);
           UNIT_LOOP(is_outside, outsiders); UNIT_TEST(regexes_lie_between);
           UNIT_TEST(knows_nothing_of_no_format); UNIT_LOOP(the_suite_lies_between, dialects))
