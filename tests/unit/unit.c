/* The main of every layer's unit tests: runs the suites that are linked to it. libcheck's
   CK_RUN_SUITE=NAME picks one of them, CK_FORK=no runs all in one process. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

enum { TIMEOUT_SECONDS = 120 };

static struct unit_suite *first;

/* By name, so that the order is always the same. */
void unit_register(struct unit_suite *suite)
{
    struct unit_suite **place = &first;

    while (*place && strcmp((*place)->name, suite->name) < 0)
        place = &(*place)->next;
    suite->next = *place;
    *place = suite;
}

void unit_skip(const char *needed)
{
    printf("skip: needs %s\n", needed);
}

static Suite *make_suite(const struct unit_suite *unit)
{
    Suite *suite = suite_create(unit->name);
    TCase *tests = tcase_create(unit->name);

    tcase_set_timeout(tests, TIMEOUT_SECONDS);
    unit->add_tests(tests);
    suite_add_tcase(suite, tests);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(NULL);
    int failed;

    for (const struct unit_suite *unit = first; unit; unit = unit->next)
        srunner_add_suite(runner, make_suite(unit));
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
