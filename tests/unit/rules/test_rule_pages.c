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

UNIT_SUITE("rule pages", tcase_add_loop_test(tests, every_rule_has_a_page, 0, RULE_COUNT);
           UNIT_TEST(every_page_has_a_rule); UNIT_TEST(every_diagnostic_has_a_page))
