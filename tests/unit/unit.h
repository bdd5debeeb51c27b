/* What every suite shares: libcheck, and a main that runs one suite.
       START_TEST(parses) { const struct row *row = &rows[_i]; ck_assert_msg(..., row->name); }
       UNIT_MAIN("decimal", UNIT_LOOP(parses, rows); UNIT_TEST(other))                            */
#ifndef UNIT_H
#define UNIT_H

#include <check.h>
#include <stdlib.h>

#include "base/str.h"

#define UNIT_LOOP(test, rows) tcase_add_loop_test(tests, test, 0, (int)ARRAY_LENGTH(rows))
#define UNIT_TEST(test)       tcase_add_test(tests, test)

#define UNIT_MAIN(name, ...)                                                                       \
    int main(void)                                                                                 \
    {                                                                                              \
        Suite *suite = suite_create(name);                                                         \
        TCase *tests = tcase_create(name);                                                         \
        SRunner *runner;                                                                           \
        int failed;                                                                                \
                                                                                                   \
        tcase_set_timeout(tests, 120);                                                             \
        __VA_ARGS__;                                                                               \
        suite_add_tcase(suite, tests);                                                             \
        runner = srunner_create(suite);                                                            \
        srunner_run_all(runner, CK_NORMAL);                                                        \
        failed = srunner_ntests_failed(runner);                                                    \
        srunner_free(runner);                                                                      \
        return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;                                          \
    }

#define ck_assert_str(actual, expected)                                                            \
    ck_assert_msg(str_equal((actual), str_of(expected)), "got \"%.*s\", expected \"%s\"",          \
                  STR_ARGS(actual), (expected))

#endif
