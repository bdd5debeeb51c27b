/* What the program knows of itself: rules and their pages, formats, versions. */
#include "oasdrift.h"

#include <stdio.h>

#include <jansson.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <zlib.h>

#include "finding/diagnostics.h"
#include "finding/rules.h"
#include "observe/measure.h"
#include "report/report.h"
#include "rules/rule_set.h"
#include "source/source.h"

static bool is_diagnostic(const char *id)
{
    const char *known;

    for (size_t i = 0; (known = diagnostic_id_at(i)); i++)
        if (strcmp(id, known) == 0)
            return true;
    return false;
}

/* A page that is no rule's. */
static bool is_subject(const char *id)
{
    return strcmp(id, "values") == 0;
}

const char *oasdrift_rule_page(const char *rule, size_t *length)
{
    char name[128];
    struct str page;

    if (rule_by_id(str_of(rule)) == RULE_COUNT && !is_diagnostic(rule) && !is_subject(rule))
        return NULL;
    snprintf(name, sizeof name, "%s.md", rule);
    page = embedded_file(str_of(name));
    if (length)
        *length = page.length;
    return page.text;
}

const char *oasdrift_rule_id(size_t index)
{
    return index < RULE_COUNT ? rule_info((rule_index)index)->id
                              : diagnostic_id_at(index - RULE_COUNT);
}

bool oasdrift_rule_set(size_t index, char *name, size_t size)
{
    struct str file;

    for (size_t i = 0; (file = embedded_file_name(i)).text; i++) {
        struct str rest = file, stem;

        if (!str_is(str_cut(&rest, '/'), "sets") || !rest.text || index--)
            continue;
        stem = str_cut(&rest, '.');
        snprintf(name, size, "%.*s", STR_ARGS(stem));
        return true;
    }
    return false;
}

const char *oasdrift_report_format(enum oasdrift_subject subject, size_t index,
                                   const char **summary)
{
    static const enum report_subject subjects[] = {[OASDRIFT_EVENTS] = REPORT_EVENTS,
                                                   [OASDRIFT_INSTANCES] = REPORT_INSTANCES,
                                                   [OASDRIFT_ROUTES] = REPORT_ROUTES};
    const struct report_format *format;

    for (size_t i = 0; (format = report_format_at(i)); i++) {
        if (!report_format_renders(format, subjects[subject]) || index--)
            continue;
        if (summary)
            *summary = format->summary;
        return format->name;
    }
    return NULL;
}

const char *oasdrift_recording_format(size_t index, const char **summary)
{
    return source_format(index, summary);
}

const char *oasdrift_coverage_measure(size_t index, const char **summary)
{
    if (index >= MEASURE_COUNT)
        return NULL;
    if (summary)
        *summary = measure_title((enum measure)index);
    return measure_id((enum measure)index);
}

const char *oasdrift_version(void)
{
    return OASDRIFT_VERSION;
}

#define TEXT_OF(value) #value
#define LITERAL(value) TEXT_OF(value)

const char *oasdrift_libraries(void)
{
    return "jansson " JANSSON_VERSION
           ", pcre2 " LITERAL(PCRE2_MAJOR) "." LITERAL(PCRE2_MINOR) ", libyaml, zlib " ZLIB_VERSION;
}
