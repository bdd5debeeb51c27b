/* rules.def and the pages under rules/ are in step. */
#include "finding/diagnostics.h"
#include "finding/rules.h"
#include "rules/rule_set.h"

#include <stdio.h>

#include "unit.h"

START_TEST(every_rule_has_a_page)
{
    const struct rule_info *info = rule_info((rule_index)_i);
    char name[128], title[128], severity[64];
    struct str page;

    snprintf(name, sizeof name, "%s.md", info->id);
    snprintf(title, sizeof title, "# %s\n", info->id);
    snprintf(severity, sizeof severity, "Default severity: %s. Class: %s.",
             severity_name(info->severity), finding_class_name(info->class));
    page = embedded_file(str_of(name));
    ck_assert_msg(page.length > 0, "%s has no page", info->id);
    ck_assert_msg(str_starts_with(page, str_of(title)), "%s does not start with its id", name);
    ck_assert_msg(str_find(page, str_of(severity)) != SIZE_MAX, "%s does not say: %s", name,
                  severity);
    ck_assert_msg(str_find(page, STR("Breaks the rule:")) != SIZE_MAX, "%s has no example", name);
    ck_assert_msg(str_find(page, STR("Keeps it:")) != SIZE_MAX, "%s has no example", name);
    ck_assert_msg((str_find(page, STR("cannot be ignored")) != SIZE_MAX) ==
                      (info->class == CLASS_GATE),
                  "%s: only gates, and each of them, cannot be ignored", name);
}
END_TEST

START_TEST(every_page_has_a_rule)
{
    struct str name;

    for (size_t i = 0; (name = embedded_file_name(i)).text; i++) {
        struct str id = str_slice(name, 0, name.length - 3);

        if (!str_ends_with(name, STR(".md")) || str_is(name, "README.md"))
            continue;
        if (str_find(embedded_file(name), STR("\n\nNot a rule: ")) != SIZE_MAX)
            continue;
        ck_assert_msg(rule_by_id(id) != RULE_COUNT || str_starts_with(id, STR("run.")),
                      "%s is the page of no rule", name.text);
    }
    ck_assert_ptr_null(embedded_file(STR("no-such-page.md")).text);
}
END_TEST

START_TEST(every_diagnostic_has_a_page)
{
    const char *id;
    size_t count = 0;

    for (; (id = diagnostic_id_at(count)); count++) {
        char name[128];

        snprintf(name, sizeof name, "%s.md", id);
        ck_assert_msg(embedded_file(str_of(name)).length > 0, "%s has no page", id);
        ck_assert(str_starts_with(str_of(id), STR("run.")));
    }
    for (size_t i = 0; embedded_file_name(i).text; i++)
        count -= str_starts_with(embedded_file_name(i), STR("run."));
    ck_assert_uint_eq(count, 0);
}
END_TEST

/* rules/README.md names the rules that are off until a set asks for them. */
START_TEST(the_readme_names_what_is_off)
{
    struct str page = embedded_file(STR("README.md"));
    size_t start = str_find(page, STR("Some rules are `off`"));
    struct str list = str_slice(page, start, SIZE_MAX);
    char quoted[128];

    ck_assert(start != SIZE_MAX);
    list = str_slice(list, 0, str_find(list, STR("\n\n")));
    for (int i = 0; i < RULE_COUNT; i++) {
        const struct rule_info *info = rule_info((rule_index)i);

        snprintf(quoted, sizeof quoted, "`%s`", info->id);
        ck_assert_msg((str_find(list, str_of(quoted)) != SIZE_MAX) ==
                          (info->severity == SEVERITY_OFF),
                      "%s", info->id);
    }
}
END_TEST

START_TEST(the_page_of_coverage_names_each_measure)
{
    static const char *const measures[] = {
#define MEASURE(name, id, title) id,
#include "event/measures.def"
#undef MEASURE
    };
    struct str page = embedded_file(STR("gate.coverage-below.md"));
    size_t start = str_find(page, STR("Measures: "));
    struct str list = str_slice(page, start + strlen("Measures: "), SIZE_MAX);
    size_t at = 0;

    ck_assert(start != SIZE_MAX);
    list = str_slice(list, 0, str_find_char(list, '.'));
    while (list.text) {
        ck_assert_uint_lt(at, ARRAY_LENGTH(measures));
        ck_assert_msg(str_is(str_trim(str_cut(&list, ',')), measures[at]), "%s", measures[at]);
        at++;
    }
    ck_assert_uint_eq(at, ARRAY_LENGTH(measures));
}
END_TEST

UNIT_SUITE("rule pages", tcase_add_loop_test(tests, every_rule_has_a_page, 0, RULE_COUNT);
           UNIT_TEST(every_page_has_a_rule); UNIT_TEST(every_diagnostic_has_a_page);
           UNIT_TEST(the_readme_names_what_is_off);
           UNIT_TEST(the_page_of_coverage_names_each_measure))
