/* The suites that are not about one operation. Their cases are fixed, and there in every run: what
   hits no operation has names made by its sender, and as names of cases these would come and go.
   The message of a case has them. */
#include "finding/rules.h"
#include "report/junit_run.h"

#define UNDOCUMENTED "_undocumented" /* exchanges that hit no operation */
#define CALLS        "_webhooks"     /* webhooks and callbacks */
#define DESCRIPTION  "_description"
#define RUN          "_run"

#define OTHER       "other"
#define NOT_CHECKED "not-checked"
#define DIAGNOSTICS "diagnostics"
#define DRIFT       "drift"

#define A_PLACE_FOR "a place for "

struct reserved_case {
    const char *suite, *name;
    const char *idle; /* why it was not exercised; NULL: traffic tells */
};

static const struct reserved_case of_traffic[] = {
    {UNDOCUMENTED, "route.path-undocumented", NULL},
    {UNDOCUMENTED, "route.method-undocumented", NULL},
    {UNDOCUMENTED, "route.server-undocumented", A_PLACE_FOR "requests under no server"},
    {UNDOCUMENTED, OTHER, A_PLACE_FOR "what no other case tells"},
    {CALLS, "calls", A_PLACE_FOR "drift of webhooks and callbacks"},
    {DESCRIPTION, DRIFT, A_PLACE_FOR "what was never seen of schemas that operations share"},
};
static const struct reserved_case of_all[] = {
    {DESCRIPTION, NOT_CHECKED, A_PLACE_FOR "what of the description could not be checked"},
    {DESCRIPTION, OTHER, A_PLACE_FOR "what no other case tells"},
    {RUN, DIAGNOSTICS, A_PLACE_FOR "what makes a run incomplete"},
    {RUN, NOT_CHECKED, A_PLACE_FOR "what could not be checked and is about no operation"},
};

/* ---- listing ---- */

static struct junit_suite *suite_named(struct junit_run *run, const char *name)
{
    struct junit_suite suite = {0};

    for (size_t i = run->document.suites.count; i > 0; i--) {
        struct junit_suite *known = &run->document.suites.items[i - 1];

        if (!known->operation && str_is(known->name, name))
            return known;
    }
    junit_name_run_suite(run, &suite, str_of(name), str_of(name));
    VEC_ADD(&run->document.suites, suite);
    return &run->document.suites.items[run->document.suites.count - 1];
}

/* The evidence of the case; both are made if they are not there. */
static struct junit_evidence *case_named(struct junit_run *run, const char *suite, const char *name)
{
    struct str key = junit_key(run, str_of(suite), str_of(name));
    struct junit_evidence *evidence = map_get(&run->reserved, key);

    if (evidence)
        return evidence;
    key = str_copy(&run->gathered.arena, key);
    evidence = junit_add_case(run, suite_named(run, suite), str_of(name),
                              &(struct junit_evidence){.idle = NULL})
                   ->evidence;
    *map_put(&run->reserved, key) = evidence;
    return evidence;
}

static bool some_operation_was_hit(const struct gathered_run *gathered)
{
    for (size_t i = 0; gathered->coverage && i < gathered->coverage->operation_count; i++)
        if (gathered->coverage->operations[i].seen)
            return true;
    return false;
}

/* What hits no operation was looked at, unless a filter leaves it out. */
static const char *idle_of_traffic(const struct gathered_run *gathered)
{
    if (gathered->excluded_unmatched)
        return "filters left out exchanges that hit no operation";
    return some_operation_was_hit(gathered) ? NULL : "no exchange hit an operation";
}

/* Makes the case, if it is not there. One that has the name of a rule asks for that rule. */
static void add_case(struct junit_run *run, const char *suite, const char *name, const char *idle)
{
    struct junit_evidence *evidence = case_named(run, suite, name);
    rule_index rule = rule_by_id(str_of(name));

    evidence->idle = idle;
    if (rule == RULE_COUNT || !rule_is_off(run->gathered.rules_off, NULL, STR_NONE, rule))
        return;
    evidence->is_off = true;
    evidence->off = str_of(name);
}

static void list(struct junit_run *run, const struct reserved_case *cases, size_t count)
{
    const char *idle = idle_of_traffic(&run->gathered);

    for (size_t i = 0; i < count; i++)
        add_case(run, cases[i].suite, cases[i].name, cases[i].idle ? cases[i].idle : idle);
}

static void list_rules(struct junit_run *run, const char *suite, const char *prefix,
                       const char *idle)
{
    for (rule_index rule = 0; rule < RULE_COUNT; rule++) {
        const char *id = rule_info(rule)->id;

        if (str_starts_with(str_of(id), str_of(prefix)))
            add_case(run, suite, id, idle);
    }
}

void junit_list_reserved(struct junit_run *run)
{
    if (str_is(run->gathered.command, "lint"))
        list_rules(run, DESCRIPTION, "description.", NULL);
    else
        list(run, of_traffic, ARRAY_LENGTH(of_traffic));
    list(run, of_all, ARRAY_LENGTH(of_all));
    list_rules(run, RUN, "gate.", A_PLACE_FOR "what the gate finds");
}

/* ---- finding the case ---- */

static struct junit_evidence *case_or_other(struct junit_run *run, const char *suite,
                                            const char *name)
{
    struct junit_evidence *evidence =
        map_get(&run->reserved, junit_key(run, str_of(suite), str_of(name)));

    return evidence ? evidence : case_named(run, suite, OTHER);
}

struct junit_evidence *junit_reserved_case_for(struct junit_run *run, const struct finding *finding)
{
    const char *id = rule_info(finding->rule)->id;

    if (finding->class == CLASS_GATE)
        return case_named(run, RUN, id);
    if (finding->part == PART_DESCRIPTION)
        return case_or_other(run, DESCRIPTION, id);
    if (finding->class == CLASS_UNOBSERVED)
        return case_named(run, DESCRIPTION, DRIFT);
    if (finding->operation.path.length)
        return case_named(run, CALLS, "calls");
    return case_or_other(run, UNDOCUMENTED, id);
}

struct junit_evidence *junit_case_not_checked(struct junit_run *run,
                                              const struct not_checked *entry)
{
    return case_named(run, entry->part == PART_DESCRIPTION ? DESCRIPTION : RUN, NOT_CHECKED);
}

struct junit_evidence *junit_case_diagnostics(struct junit_run *run)
{
    return case_named(run, RUN, DIAGNOSTICS);
}
