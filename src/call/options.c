#include "call/options.h"

bool options_parse_dialect(const char *text, enum schema_dialect *dialect, struct error *err)
{
    *dialect = DIALECT_2020_12;
    return !text || schema_dialect_named(text, dialect) ||
           error_raise(err,
                       "dialect %s: expected draft4, draft6, draft7, 2019-09, 2020-12, oas20, "
                       "oas30, oas31 or oas32",
                       text);
}

bool options_parse_fail_on(const char *text, enum severity *severity, struct error *err)
{
    *severity = SEVERITY_ERROR;
    if (!text)
        return true;
    if (strcmp(text, "never") == 0)
        *severity = SEVERITY_OFF;
    else if (!severity_parse(str_of(text), severity) || *severity == SEVERITY_OFF)
        return error_raise(err, "fail-on %s: expected error, warning, info or never", text);
    return true;
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

bool options_parse_values(const char *text, enum shown_values *values, struct error *err)
{
    *values = VALUES_REDACTED;
    return !text || shown_values_parse(str_of(text), values) ||
           error_raise(err, "values %s: expected redacted or none", text);
}

bool options_parse_demands(const struct oasdrift_outcome_options *outcome,
                           const struct oasdrift_rule_options *rules, struct demands *demands,
                           struct error *err)
{
    *demands = (struct demands){.require_complete = outcome->require_complete,
                                .exit_zero = outcome->exit_zero,
                                .allow_empty = outcome->allow_empty,
                                .drift_after = rules->drift_after};
    return options_parse_fail_on(outcome->fail_on, &demands->fail_on, err) &&
           coverage_limits_parse(&demands->coverage, rules->coverage_fail_under, err);
}

bool options_read_rules(const struct oasdrift_list *sets, struct rules *rules, struct error *err)
{
    for (size_t i = 0; i < sets->count; i++)
        if (!rules_add(rules, sets->items[i], err))
            return false;
    return true;
}
