#include "report/junit_cases.h"

#include <stdlib.h>

#include "base/map.h"

void junit_init(struct junit *junit, const struct report_style *style)
{
    *junit = (struct junit){
        .findings = findings_new(), .fail_on = style->fail_on, .complete = style->complete};
    arena_init(&junit->arena);
}

void junit_release(struct junit *junit)
{
    for (size_t i = 0; i < junit->suites.count; i++) {
        struct junit_suite *suite = &junit->suites.items[i];

        for (size_t j = 0; j < suite->cases.count; j++) {
            VEC_RELEASE(&suite->cases.items[j].failing);
            VEC_RELEASE(&suite->cases.items[j].below);
            VEC_RELEASE(&suite->cases.items[j].unjudged);
            VEC_RELEASE(&suite->cases.items[j].diagnostics);
        }
        VEC_RELEASE(&suite->cases);
    }
    VEC_RELEASE(&junit->suites);
    findings_free(junit->findings);
    arena_release(&junit->arena);
}

/* ---- keeping events ---- */

static void keep_start(struct junit *junit, const struct event_start *start)
{
    junit->command = str_copy(&junit->arena, start->command);
    junit->time = str_copy(&junit->arena, start->time);
    junit->target = str_copy(&junit->arena, start->target);
    if (start->description_count) {
        junit->title = str_copy(&junit->arena, start->descriptions[0].title);
        junit->version = str_copy(&junit->arena, start->descriptions[0].version);
        junit->sha256 = str_copy(&junit->arena, start->descriptions[0].sha256);
    }
}

static struct place keep_place(struct junit *junit, const struct place *place)
{
    return (struct place){.file = str_copy(&junit->arena, place->file), .line = place->line};
}

static const struct coverage_slot *keep_slots(struct junit *junit,
                                              const struct coverage_operation *operation)
{
    struct coverage_slot *slots =
        ARENA_ARRAY(&junit->arena, struct coverage_slot, operation->slot_count + 1);

    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        slots[i] = (struct coverage_slot){
            .kind = slot->kind,
            .name = str_copy(&junit->arena, slot->name),
            .detail = str_copy(&junit->arena, slot->detail),
            .media_type = str_copy(&junit->arena, slot->media_type),
            .seen = slot->seen,
            .place = keep_place(junit, &slot->place),
        };
    }
    return slots;
}

static void keep_coverage(struct junit *junit, const struct event_coverage *coverage)
{
    struct coverage_operation *operations =
        ARENA_ARRAY(&junit->arena, struct coverage_operation, coverage->operation_count + 1);
    struct event_coverage *copy = ARENA_NEW(&junit->arena, struct event_coverage);

    for (size_t i = 0; i < coverage->operation_count; i++) {
        const struct coverage_operation *from = &coverage->operations[i];

        operations[i] = (struct coverage_operation){
            .name = {str_copy(&junit->arena, from->name.method),
                     str_copy(&junit->arena, from->name.path),
                     str_copy(&junit->arena, from->name.id)},
            .place = keep_place(junit, &from->place),
            .seen = from->seen,
            .selected = from->selected,
            .slots = keep_slots(junit, from),
            .slot_count = from->slot_count,
        };
    }
    *copy = (struct event_coverage){.operations = operations,
                                    .operation_count = coverage->operation_count};
    junit->coverage = copy;
}

void junit_add(struct junit *junit, const struct event *event)
{
    switch (event->kind) {
    case EVENT_START:
        keep_start(junit, event->start);
        break;
    case EVENT_FINDING:
        findings_add(junit->findings, event->finding);
        break;
    case EVENT_NOT_CHECKED:
        findings_add_not_checked(junit->findings, event->not_checked);
        break;
    case EVENT_ERROR:
        findings_add_diagnostic(junit->findings, event->error);
        break;
    case EVENT_COVERAGE:
        keep_coverage(junit, event->coverage);
        break;
    case EVENT_EXCHANGE:
    case EVENT_END:
        break;
    }
}

/* ---- suites ---- */

static struct str package_name(struct junit *junit)
{
    return junit->title.length ? junit_slug(&junit->arena, junit->title) : STR("api");
}

/* Do two operations come to the same name? Then both carry a hash. */
static bool *find_clashes(struct junit *junit)
{
    size_t count = junit->coverage->operation_count;
    bool *clashes = ARENA_ARRAY(&junit->arena, bool, count + 1);
    struct map first = {0};

    for (size_t i = 0; i < count; i++) {
        const struct operation_name *name = &junit->coverage->operations[i].name;
        void **seen = map_put(&first, junit_operation_slug(&junit->arena, name, false));

        if (*seen) {
            clashes[i] = true;
            *(bool *)*seen = true;
        } else {
            *seen = &clashes[i];
        }
    }
    map_release(&first);
    return clashes;
}

static void list_operations(struct junit *junit)
{
    const bool *clashes = find_clashes(junit);

    for (size_t i = 0; i < junit->coverage->operation_count; i++) {
        const struct coverage_operation *operation = &junit->coverage->operations[i];
        struct junit_suite suite = {
            .name = junit_operation_slug(&junit->arena, &operation->name, clashes[i]),
            .package = package_name(junit),
            .file = operation->place.file,
            .operation = operation,
        };

        junit_list_operation(junit, &suite);
        VEC_ADD(&junit->suites, suite);
    }
}

/* Names of the suites that stand for no operation. */
#define UNDOCUMENTED "_undocumented"
#define DESCRIPTION  "_description"
#define RUN          "_run"

static struct junit_suite *reserved_suite(struct junit *junit, const char *name)
{
    for (size_t i = 0; i < junit->suites.count; i++) {
        if (!junit->suites.items[i].operation && str_is(junit->suites.items[i].name, name))
            return &junit->suites.items[i];
    }
    VEC_ADD(&junit->suites,
            ((struct junit_suite){.name = str_of(name), .package = package_name(junit)}));
    return &junit->suites.items[junit->suites.count - 1];
}

/* The case of that name, made when it is new. */
static struct junit_case *reserved_case(struct junit *junit, const char *suite_name,
                                        struct str name)
{
    struct junit_suite *suite = reserved_suite(junit, suite_name);

    for (size_t i = 0; i < suite->cases.count; i++) {
        if (str_equal(suite->cases.items[i].name, name))
            return &suite->cases.items[i];
    }
    VEC_ADD(&suite->cases,
            ((struct junit_case){.classname = str_format(&junit->arena, "%.*s.%s",
                                                         STR_ARGS(suite->package), suite_name),
                                 .name = str_copy(&junit->arena, name),
                                 .exercised = true}));
    return &suite->cases.items[suite->cases.count - 1];
}

static struct junit_suite *operation_suite(struct junit *junit, const struct operation_name *name)
{
    for (size_t i = 0; i < junit->suites.count; i++) {
        const struct coverage_operation *operation = junit->suites.items[i].operation;

        if (operation && str_equal(operation->name.path, name->path) &&
            str_equal(operation->name.method, name->method))
            return &junit->suites.items[i];
    }
    return NULL;
}

/* ---- what falls where ---- */

static struct junit_case *case_of_finding(struct junit *junit, const struct finding *finding)
{
    struct junit_suite *suite = operation_suite(junit, &finding->operation);
    struct str id = str_of(rule_info(finding->rule)->id);
    struct operation_name name;

    if (finding->class == CLASS_GATE)
        return reserved_case(junit, RUN, id);
    if (finding->part == PART_DESCRIPTION)
        return reserved_case(junit, DESCRIPTION, id);
    if (suite)
        return junit_case_for(suite, finding->rule, finding->part, finding->name,
                              finding->status_key, finding->media_type);
    name = finding_operation(&junit->arena, finding);
    return reserved_case(junit, UNDOCUMENTED,
                         str_format(&junit->arena, "%.*s %.*s: %s", STR_ARGS(name.method),
                                    STR_ARGS(name.path), id.text));
}

/* The rule that could have been broken by what was not looked at. */
static enum rule unjudged_rule(const struct not_checked *entry)
{
    switch (entry->part) {
    case PART_REQUEST_PATH:
    case PART_REQUEST_QUERY:
    case PART_REQUEST_HEADER:
    case PART_REQUEST_COOKIE:
        return entry->name.length ? RULE_REQUEST_PARAMETER_SCHEMA : RULE_GATE_NOT_CHECKED;
    case PART_REQUEST_BODY:
        return RULE_REQUEST_BODY_SCHEMA;
    case PART_RESPONSE_HEADER:
        return entry->name.length ? RULE_RESPONSE_HEADER_SCHEMA : RULE_GATE_NOT_CHECKED;
    case PART_RESPONSE_BODY:
        return RULE_RESPONSE_BODY_SCHEMA;
    case PART_RESPONSE_STATUS:
    case PART_DESCRIPTION:
        break;
    }
    return RULE_GATE_NOT_CHECKED;
}

static struct junit_case *case_of_not_checked(struct junit *junit, const struct not_checked *entry)
{
    struct junit_suite *suite = operation_suite(junit, &entry->operation);

    if (entry->part == PART_DESCRIPTION)
        return reserved_case(junit, DESCRIPTION, STR("not-checked"));
    if (!suite)
        return reserved_case(junit, RUN, STR("not-checked"));
    return junit_case_for(suite, unjudged_rule(entry), entry->part, entry->name, entry->status_key,
                          entry->media_type);
}

static void distribute(struct junit *junit)
{
    const struct findings *findings = junit->findings;

    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct finding *finding = findings_at(findings, i);
        struct junit_case *one = case_of_finding(junit, finding);
        bool fails = junit->fail_on != SEVERITY_OFF && finding->severity >= junit->fail_on &&
                     !finding_is_excused(finding);

        if (fails)
            VEC_ADD(&one->failing, finding);
        else
            VEC_ADD(&one->below, finding);
    }
    for (size_t i = 0; i < findings_not_checked_count(findings); i++) {
        const struct not_checked *entry = findings_not_checked_at(findings, i);

        VEC_ADD(&case_of_not_checked(junit, entry)->unjudged, entry);
    }
    for (size_t i = 0; i < findings_diagnostic_count(findings); i++) {
        const struct diagnostic *diagnostic = findings_diagnostic_at(findings, i);

        VEC_ADD(&reserved_case(junit, RUN, str_of(diagnostic->id))->diagnostics, diagnostic);
    }
}

/* lint judges the description: one case for each of its rules, whatever it finds. */
static void list_description_rules(struct junit *junit)
{
    for (int rule = 0; rule < RULE_COUNT; rule++) {
        struct str id = str_of(rule_info((enum rule)rule)->id);

        if (str_starts_with(id, STR("description.")))
            reserved_case(junit, DESCRIPTION, id);
    }
}

void junit_finish(struct junit *junit)
{
    if (str_is(junit->command, "lint"))
        list_description_rules(junit);
    else if (junit->coverage)
        list_operations(junit);
    distribute(junit);
    for (size_t i = 0; i < junit->suites.count; i++) {
        struct junit_suite *suite = &junit->suites.items[i];

        for (size_t j = 0; j < suite->cases.count; j++) {
            junit_case_id(&suite->cases.items[j]);
            junit_judge_case(junit, suite, &suite->cases.items[j]);
        }
    }
}
