#include "call/options.h"

#include <stdio.h>

void options_say(const struct oasdrift_options *options, const char *text)
{
    if (options->message)
        options->message(options->context, text);
    else
        fprintf(stderr, "oasdrift: %s\n", text);
}

int options_unusable(const struct oasdrift_options *options, const struct error *err)
{
    options_say(options, err->message);
    return OASDRIFT_UNUSABLE;
}

bool options_parse_dialect(const char *text, enum schema_dialect *dialect, struct error *err)
{
    *dialect = DIALECT_2020_12;
    return !text || schema_dialect_named(text, dialect) ||
           error_raise(err,
                       "dialect %s: expected draft4, draft6, draft7, 2019-09, 2020-12, oas20, "
                       "oas30, oas31 or oas32",
                       text);
}

bool options_parse_fail_on(const struct oasdrift_options *options, enum severity *severity,
                           struct error *err)
{
    *severity = SEVERITY_ERROR;
    if (!options->fail_on)
        return true;
    if (strcmp(options->fail_on, "never") == 0)
        *severity = SEVERITY_OFF;
    else if (!severity_parse(str_of(options->fail_on), severity) || *severity == SEVERITY_OFF)
        return error_raise(err, "fail-on %s: expected error, warning, info or never",
                           options->fail_on);
    return true;
}

bool options_parse_demands(const struct oasdrift_options *options, struct demands *demands,
                           struct error *err)
{
    *demands = (struct demands){.require_complete = options->require_complete,
                                .exit_zero = options->exit_zero,
                                .allow_empty = options->allow_empty,
                                .drift_after = options->drift_after};
    return options_parse_fail_on(options, &demands->fail_on, err) &&
           coverage_limits_parse(&demands->coverage, options->coverage_fail_under, err);
}

bool options_parse_formats(const char *text, enum format_policy fallback,
                           enum format_policy *policy, struct error *err)
{
    static const struct {
        const char *name;
        enum format_policy policy;
    } rows[] = {{"standard", FORMATS_STANDARD},
                {"off", FORMATS_OFF},
                {"warn", FORMATS_WARN},
                {"error", FORMATS_ERROR}};

    *policy = fallback;
    if (!text)
        return true;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (strcmp(text, rows[i].name) == 0) {
            *policy = rows[i].policy;
            return true;
        }
    return error_raise(err, "formats %s: expected standard, off, warn or error", text);
}

bool options_read_rules(const struct oasdrift_options *options, struct rules *rules,
                        struct error *err)
{
    for (size_t i = 0; i < options->rule_sets.count; i++)
        if (!rules_add(rules, options->rule_sets.items[i], err))
            return false;
    return true;
}
