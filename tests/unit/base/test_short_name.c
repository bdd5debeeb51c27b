/* Long names, as people read them. */
#include "base/short_name.h"

#include "unit.h"

#define TEN       "0123456789"
#define EIGHTY    TEN TEN TEN TEN TEN TEN TEN TEN
#define WIDE      "\xe4\xbd\x8f\xe6\x89\x80" /* two characters */
#define TEN_OF(x) x x x x x x x x x x

static const struct {
    const char *what, *name, *shown;
} names[] = {
    {"nothing", "", ""},
    {"eighty characters", EIGHTY, EIGHTY},
    {"one more", EIGHTY "x", TEN TEN TEN TEN "01...98c424e2...789" TEN TEN "x"},
    {"another one more", EIGHTY "y", TEN TEN TEN TEN "01...0a5c2825...789" TEN TEN "y"},
    {"eighty characters of several bytes", TEN_OF(WIDE WIDE WIDE WIDE),
     TEN_OF(WIDE WIDE WIDE WIDE)},
    {"more of them", TEN_OF(WIDE WIDE WIDE WIDE) WIDE,
     WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE
         WIDE WIDE "...42e4c5f1..." WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE WIDE},
};

START_TEST(shortens_names)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(short_name(&arena, str_of(names[_i].name)), names[_i].shown);
    arena_release(&arena);
}
END_TEST

/* Each byte is a character where none is UTF-8. */
START_TEST(shortens_bytes)
{
    char bytes[4096];
    struct arena arena;

    memset(bytes, 0x80, sizeof bytes);
    arena_init(&arena);
    ck_assert_uint_eq(short_name(&arena, (struct str){bytes, sizeof bytes}).length, SHORT_NAME_MAX);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *what, *path, *shown;
} paths[] = {
    {"short segments", "/a/b", "/a/b"},
    {"a long one", "/a/" EIGHTY "x/b", "/a/" TEN TEN TEN TEN "01...98c424e2...789" TEN TEN "x/b"},
    {"no beginning", EIGHTY "x", TEN TEN TEN TEN "01...98c424e2...789" TEN TEN "x"},
    {"a slash at the end", EIGHTY "x/", TEN TEN TEN TEN "01...98c424e2...789" TEN TEN "x/"},
    {"240 characters", "/" EIGHTY "/" EIGHTY "/" TEN TEN TEN TEN TEN TEN TEN "0123456",
     "/" EIGHTY "/" EIGHTY "/" TEN TEN TEN TEN TEN TEN TEN "0123456"},
};

START_TEST(shortens_paths)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(short_name(&arena, str_of(paths[_i].path)), paths[_i].shown);
    arena_release(&arena);
}
END_TEST

/* What has many segments is shortened as a whole; of two paths the ends may be the same. */
START_TEST(shortens_many_segments)
{
    struct str one = STR(TEN_OF("/" TEN TEN) TEN_OF("/" TEN TEN));
    struct str other = STR(TEN_OF("/" TEN TEN) "/x" TEN_OF("/" TEN TEN));
    struct str a, b;
    struct arena arena;

    arena_init(&arena);
    a = short_name(&arena, one);
    b = short_name(&arena, other);
    ck_assert_uint_eq(a.length, SHORT_PATH_MAX);
    ck_assert_uint_eq(b.length, SHORT_PATH_MAX);
    ck_assert(!str_equal(a, b));
    ck_assert(str_starts_with(a, str_slice(one, 0, 100)) &&
              str_ends_with(a, str_slice(one, 360, 60)));
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("short_name", UNIT_LOOP(shortens_names, names); UNIT_TEST(shortens_bytes);
           UNIT_LOOP(shortens_paths, paths); UNIT_TEST(shortens_many_segments))
