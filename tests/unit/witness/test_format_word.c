/* Texts made of formats and hints. */
#include "base/map.h"
#include "document/kinds.h"
#include "unit.h"
#include "witness/format_word.h"
#include "witness/hint_word.h"

enum { WORDS = UNIT_SANITIZED ? 100 : 400 };

static const char *const names[] = {
#define FORMAT(name, kinds, undoubted, source, holds) name,
#include "format/formats.def"
#undef FORMAT
};

static const struct witness_settings settings[] = {
    {.seed = 0},
    {.seed = 1},
    {.seed = 15, .now_ms = INT64_C(1582934399999)}, /* 2020-02-28T23:59:59.999Z */
    {.seed = 77, .now_ms = -1000},
};
static const char *const hints[] = {"",
                                    "customer email",
                                    "homepageURL",
                                    "1st \xc3\xbc-b",
                                    "a/b~\"\\{}",
                                    "the identifier of the order"};

/* ---- formats ---- */

/* Adds the text to those met; were there more of the same, the test fails. */
static void check_new(struct map *met, struct arena *arena, struct str text, const char *what)
{
    void **place = map_put(met, str_copy(arena, text));

    ck_assert_msg(!*place, "%s: \"%.*s\" comes twice", what, STR_ARGS(text));
    *place = met;
}

static unsigned count_words(const struct format *format, const struct witness_settings *setting,
                            const char *hint)
{
    struct map met = {0};
    struct strbuf text;
    struct arena arena;
    unsigned n = 0;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    for (; n < WORDS && format_word(format, setting, str_of(hint), n, &text); n++) {
        ck_assert_msg(!format->holds || format->holds(strbuf_str(&text)),
                      "%s, hint \"%s\": \"%.*s\"", format->name.text, hint,
                      STR_ARGS(strbuf_str(&text)));
        check_new(&met, &arena, strbuf_str(&text), format->name.text);
        strbuf_clear(&text);
    }
    ck_assert_msg(text.length == 0, "%s: something is left of what was not made",
                  format->name.text);
    strbuf_release(&text);
    map_release(&met);
    arena_release(&arena);
    return n;
}

START_TEST(are_of_the_format_and_differ)
{
    const struct format *format = format_find(str_of(names[_i]));
    unsigned expected = !(format->kinds & KIND_STRING)       ? 0
                        : str_is(format->name, "sf-boolean") ? 2
                                                             : WORDS;

    for (size_t i = 0; i < ARRAY_LENGTH(settings); i++)
        for (size_t j = 0; j < ARRAY_LENGTH(hints); j++) {
            unsigned count = count_words(format, &settings[i], hints[j]);

            ck_assert_msg(count == expected, "%s: %u words", names[_i], count);
        }
}
END_TEST

static const struct {
    const char *format, *hint;
    uint64_t seed, n;
    const char *text;
} formatted[] = {
    {"email", "customer email", 0, 0, "customer@example.com"},
    {"email", "customerEmail", 0, 1, "customer2@example.com"},
    {"email", "email", 0, 0, "user@example.com"},
    {"date", "", 0, 0, "2024-01-01"},
    {"date", "", 0, 59, "2024-02-29"},
    {"date-time", "", 0, 1, "2024-01-02T00:00:00Z"},
    {"time", "", 0, 1, "01:01:01Z"},
    {"http-date", "", 0, 0, "Mon, 01 Jan 2024 00:00:00 GMT"},
    {"uri", "homepage url", 0, 0, "https://example.com/homepage"},
    {"uri", "homepage url", 0, 1, "https://example.com/homepage/2"},
    {"uri", "", 0, 0, "https://example.com/"},
    {"uri", "", 0, 1, "https://example.com/2"},
    {"hostname", "", 0, 0, "host1.example.com"},
    {"ipv4", "", 0, 0, "192.0.2.1"},
    {"ipv4", "", 0, 254, "198.51.100.1"},
    {"ipv6", "", 0, 0, "2001:db8::1"},
    {"byte", "", 0, 0, "ZXhhbXBsZQ=="},
    {"language", "", 0, 0, "en"},
    {"char", "", 0, 61, "9"},
    {"char", "", 0, 62, "\xc3\x80"},
    {"email", "", 1, 0, "user3@example.com"},
};

START_TEST(is_readable)
{
    struct witness_settings setting = {.seed = formatted[_i].seed};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    ck_assert_msg(format_word(format_find(str_of(formatted[_i].format)), &setting,
                              str_of(formatted[_i].hint), formatted[_i].n, &text),
                  "%s", formatted[_i].text);
    ck_assert_str(strbuf_str(&text), formatted[_i].text);
    strbuf_release(&text);
}
END_TEST

/* The year is not one of four digits, or n is beyond all words. */
START_TEST(ends)
{
    const struct witness_settings far = {.now_ms = INT64_C(253402300799999)}; /* 9999-12-31 */
    const struct witness_settings farther = {.now_ms = INT64_MAX};
    const struct format *date = format_find(STR("date"));
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    ck_assert(format_word(date, &far, STR(""), 0, &text));
    ck_assert_str(strbuf_str(&text), "9999-12-31");
    ck_assert(!format_word(date, &far, STR(""), 1, &text));
    ck_assert(!format_word(date, &farther, STR(""), 0, &text));
    ck_assert(!format_word(date, &settings[0], STR(""), UINT64_MAX, &text));
    ck_assert(!format_word(format_find(STR("time")), &settings[0], STR(""), 86400, &text));
    ck_assert(!format_word(NULL, &settings[0], STR(""), 0, &text));
    ck_assert(!format_word(format_find(STR("int32")), &settings[0], STR(""), 0, &text));
    ck_assert_uint_eq(text.length, strlen("9999-12-31"));
    strbuf_release(&text);
}
END_TEST

START_TEST(depends_on_the_seed)
{
    struct strbuf one, other;

    strbuf_init(&one, SIZE_MAX);
    strbuf_init(&other, SIZE_MAX);
    format_word(format_find(STR("uuid")), &settings[0], STR(""), 0, &one);
    format_word(format_find(STR("uuid")), &settings[0], STR(""), 0, &other);
    ck_assert(str_equal(strbuf_str(&one), strbuf_str(&other)));
    ck_assert_int_eq(one.text[14], '4');
    ck_assert(char_is_any(one.text[19], "89ab"));
    strbuf_clear(&other);
    format_word(format_find(STR("uuid")), &settings[1], STR(""), 0, &other);
    ck_assert(!str_equal(strbuf_str(&one), strbuf_str(&other)));
    strbuf_release(&one);
    strbuf_release(&other);
}
END_TEST

/* ---- hints ---- */

static const struct {
    const char *hint;
    uint64_t n;
    const char *text; /* NULL: none */
} hinted[] = {
    {"first name", 0, "Ada"},
    {"customerFirstName", 1, "Grace"},
    {"FIRST_NAME", 6, "Ada-2"},
    {"city", 0, "Lisbon"},
    {"shipping-city", 0, "Lisbon"},
    {"cities", 0, "cities"},
    {"capacity", 0, "capacity"},
    {"currency", 0, "EUR"},
    {"country", 0, "PT"},
    {"country name", 0, "Portugal"},
    {"phone", 0, "+442079460001"},
    {"phone", 999, "+4420794601000"},
    {"id", 0, "id-1"},
    {"ids", 1, "id-2"},
    {"customerID", 0, "id-1"},
    {"colour", 0, "colour"},
    {"colour", 1, "colour-2"},
    {"petName", 0, "pet-name"},
    {"name", 0, "ada"},
    {"customerEmail", 0, "customer@example.com"},
    {"createdAt", 0, "2024-01-01T00:00:00Z"},
    {"pictureURL", 0, "https://example.com/picture"},
    {"URLPath", 0, "/path/1"},
    {"n\xc3\xbamero", 0, "n\xc3\xbamero"},
    {"a hint that is longer than what is taken of one", 0,
     "a-hint-that-is-longer-than-what-is-taken"},
    {"", 0, NULL},
    {" -/_", 0, NULL},
};

START_TEST(follows_the_hint)
{
    struct strbuf text;
    bool made;

    strbuf_init(&text, SIZE_MAX);
    made = hint_word(str_of(hinted[_i].hint), &settings[0], hinted[_i].n, &text);
    ck_assert_msg(made == (hinted[_i].text != NULL), "%s", hinted[_i].hint);
    if (made)
        ck_assert_str(strbuf_str(&text), hinted[_i].text);
    strbuf_release(&text);
}
END_TEST

static const char *const hint_names[] = {
#define HINT(name, texts)         name,
#define HINT_ALONE(name, texts)   name,
#define HINT_FORMAT(name, format) name,
#include "witness/hint_words.def"
#undef HINT
#undef HINT_ALONE
#undef HINT_FORMAT
    "colour",
};

START_TEST(differs_for_every_n)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < ARRAY_LENGTH(settings); i++) {
        struct map met = {0};
        struct arena arena;

        arena_init(&arena);
        for (uint64_t n = 0; n < WORDS; n++) {
            strbuf_clear(&text);
            ck_assert_msg(hint_word(str_of(hint_names[_i]), &settings[i], n, &text), "%s",
                          hint_names[_i]);
            check_new(&met, &arena, strbuf_str(&text), hint_names[_i]);
        }
        map_release(&met);
        arena_release(&arena);
    }
    strbuf_release(&text);
}
END_TEST

UNIT_SUITE("format_word", UNIT_LOOP(are_of_the_format_and_differ, names);
           UNIT_LOOP(is_readable, formatted); UNIT_TEST(ends); UNIT_TEST(depends_on_the_seed);
           UNIT_LOOP(follows_the_hint, hinted); UNIT_LOOP(differs_for_every_n, hint_names))
