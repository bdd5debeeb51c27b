#include "base/base64.h"
#include "unit.h"

static const struct {
    const char *text;
    bool valid;
    struct str bytes;
} rows[] = {
    {"", true, STR_INITIAL("")},
    {"Zg==", true, STR_INITIAL("f")},
    {"Zm8=", true, STR_INITIAL("fo")},
    {"Zm9v", true, STR_INITIAL("foo")},
    {"Zm9vYmFy", true, STR_INITIAL("foobar")},
    {"AP8+/w==", true, STR_INITIAL("\0\xff>\xff")},
    {"Zg", false, STR_INITIAL("")},
    {"Zg=", false, STR_INITIAL("")},
    {"Zh==", false, STR_INITIAL("")},
    {"Zm9=", false, STR_INITIAL("")},
    {"Z===", false, STR_INITIAL("")},
    {"====", false, STR_INITIAL("")},
    {"Zg==Zg==", false, STR_INITIAL("")},
    {"Zm9v\n", false, STR_INITIAL("")},
    {"Zm-_", false, STR_INITIAL("")},
    {"Z m9", false, STR_INITIAL("")},
};

START_TEST(reads_base64)
{
    struct arena arena;
    struct str bytes;

    arena_init(&arena);
    ck_assert_msg(base64_decode(&arena, str_of(rows[_i].text), &bytes) == rows[_i].valid, "%s",
                  rows[_i].text);
    if (rows[_i].valid) {
        ck_assert_msg(str_equal(bytes, rows[_i].bytes), "%s", rows[_i].text);
        ck_assert_str(base64_encode(&arena, bytes), rows[_i].text);
    }
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text, *said; /* NULL: nothing */
} said[] = {
    {"Zm9vYmFy", "foobar"}, {"Zm9v", "foo"}, {"Zm8=", "fo"}, {"Zm8", "fo"}, {"Zg", "f"},
    {"fn8_", NULL},                                          /* DEL */
    {"fj8_", "~??"},        {"fj8/", "~??"}, {"Zgp6", NULL}, /* a line feed */
    {"w6Q=", NULL},                                          /* more than ASCII */
    {"Zm9v YmFy", NULL},    {"Z", NULL},     {"=", NULL},    {"", NULL},
};

START_TEST(reads_text)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_msg(str_equal(base64_text(&arena, str_of(said[_i].text)), str_of(said[_i].said)),
                  "%s", said[_i].text);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("base64", UNIT_LOOP(reads_base64, rows); UNIT_LOOP(reads_text, said))
