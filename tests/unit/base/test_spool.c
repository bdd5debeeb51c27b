#include "base/spool.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

START_TEST(gives_what_was_put)
{
    struct spool spool = {0};
    struct error err = {0};
    struct arena arena;
    uint64_t second;
    int number = 7;

    arena_init(&arena);
    spool_put(&spool, &number, sizeof number);
    spool_put_text(&spool, STR("a\0b"));
    second = spool_position(&spool);
    spool_put_text(&spool, STR_NONE);
    spool_put_text(&spool, STR(""));
    spool_go(&spool, 0);
    number = 0;
    spool_get(&spool, &number, sizeof number);
    ck_assert_int_eq(number, 7);
    ck_assert(str_equal(spool_get_text(&spool, &arena), STR("a\0b")));
    spool_go(&spool, second);
    ck_assert(!spool_ends(&spool));
    ck_assert_ptr_null(spool_get_text(&spool, &arena).text);
    ck_assert_ptr_nonnull(spool_get_text(&spool, &arena).text);
    ck_assert(spool_ends(&spool));
    ck_assert(spool_is_sound(&spool, "tests", &err));
    spool_release(&spool);
    arena_release(&arena);
}
END_TEST

START_TEST(what_is_not_there_is_a_problem)
{
    struct spool spool = {0};
    struct error err = {0};
    int number = 7;

    spool_put(&spool, "a", 1);
    spool_go(&spool, 0);
    spool_get(&spool, &number, sizeof number);
    ck_assert_int_eq(number, 0);
    ck_assert(!spool_is_sound(&spool, "tests", &err));
    ck_assert(str_starts_with(str_of(err.message), STR("the temporary file of tests: ")));
    spool_release(&spool);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_told_when_asked)
{
    const char *before = getenv("TMPDIR");
    char *kept = before ? strdup(before) : NULL;
    struct spool spool = {0};
    struct error err = {0};

    setenv("TMPDIR", "/no/such/folder", 1);
    spool_put_text(&spool, STR("a"));
    ck_assert(spool_ends(&spool));
    ck_assert(!spool_is_sound(&spool, "tests", &err));
    ck_assert_str_eq(err.message, "the temporary file of tests: No such file or directory");
    if (kept)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
    free(kept);
    spool_release(&spool);
}
END_TEST

UNIT_SUITE("spool", UNIT_TEST(gives_what_was_put); UNIT_TEST(what_is_not_there_is_a_problem);
           UNIT_TEST(a_folder_that_is_not_there_is_told_when_asked))
