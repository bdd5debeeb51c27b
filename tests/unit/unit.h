/* What every suite shares: libcheck, and how a suite joins the program of its layer.
       START_TEST(parses) { const struct row *row = &rows[_i]; ck_assert_msg(..., row->name); }
       UNIT_SUITE("decimal", UNIT_LOOP(parses, rows); UNIT_TEST(other))                           */
#ifndef UNIT_H
#define UNIT_H

#include <check.h>
#include <stdlib.h>

#include "base/str.h"

/* 1 under a sanitizer, which takes an hour for minutes: random trials are fewer there. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNIT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UNIT_SANITIZED 1
#endif
#endif
#ifndef UNIT_SANITIZED
#define UNIT_SANITIZED 0
#endif

#define UNIT_TIMES(test, count) tcase_add_loop_test(tests, test, 0, (int)(count))
#define UNIT_LOOP(test, rows)   UNIT_TIMES(test, ARRAY_LENGTH(rows))
#define UNIT_TEST(test)         tcase_add_test(tests, test)

/* A suite: its name, and what adds its tests to `tests`. unit.c runs those of a layer. */
#define UNIT_SUITE(name, ...)                                                                      \
    static void add_tests(TCase *tests)                                                            \
    {                                                                                              \
        __VA_ARGS__;                                                                               \
    }                                                                                              \
    __attribute__((constructor)) static void register_suite(void)                                  \
    {                                                                                              \
        static struct unit_suite suite = {name, add_tests, NULL};                                  \
        unit_register(&suite);                                                                     \
    }

struct unit_suite {
    const char *name;
    void (*add_tests)(TCase *tests);
    struct unit_suite *next;
};

/* `suite` is kept, not copied. */
void unit_register(struct unit_suite *suite);

/* Says that the test which calls it could not be done, and what it needs: "xmllint". At most once
   in a test (a row of a loop is one). */
void unit_skip(const char *needed);

#define ck_assert_str(actual, expected)                                                            \
    ck_assert_msg(str_equal((actual), str_of(expected)), "got \"%.*s\", expected \"%s\"",          \
                  STR_ARGS(actual), (expected))

#endif
