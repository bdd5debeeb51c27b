/* What a run says about the entries of a baseline: found again, gone, or not looked at. An entry is
   gone only when the run exercised what it is about: a run of one operation must not call the
   findings of others resolved. */
#include "base/strbuf.h"
#include "baseline/state.h"
#include "document/kinds.h"
#include "finding/rules.h"

/* ---- was it looked at? ---- */

/* The operations of a run, found by their names. */
struct operations {
    struct arena arena; /* of the keys */
    struct map by_name; /* "users:GET /pets" and ":GET /pets" -> struct coverage_operation */
    bool named;         /* by APIs */
    struct strbuf name; /* of the one that is asked for */
};

static void add_key(struct strbuf *key, struct str api, struct str method, struct str path)
{
    strbuf_addf(key, "%.*s:%.*s %.*s", STR_ARGS(api), STR_ARGS(method), STR_ARGS(path));
}

/* The first of the name stays. */
static void put_operation(struct operations *operations, const struct coverage_operation *operation,
                          struct str api)
{
    void **known;

    strbuf_clear(&operations->name);
    add_key(&operations->name, api, operation->name.method, operation->name.path);
    known =
        map_put(&operations->by_name, str_copy(&operations->arena, strbuf_str(&operations->name)));
    if (!*known)
        *known = (void *)operation;
}

static void operations_init(struct operations *operations, const struct event_coverage *coverage)
{
    *operations = (struct operations){.by_name = {0}};
    arena_init(&operations->arena);
    strbuf_init(&operations->name, SIZE_MAX);
    for (size_t i = 0; coverage && i < coverage->operation_count; i++) {
        const struct coverage_operation *operation = &coverage->operations[i];

        put_operation(operations, operation, operation->name.api);
        put_operation(operations, operation, STR_NONE);
        operations->named = operations->named || operation->name.api.length;
    }
}

static void operations_release(struct operations *operations)
{
    map_release(&operations->by_name);
    strbuf_release(&operations->name);
    arena_release(&operations->arena);
}

static const struct coverage_operation *operation_of(struct operations *operations,
                                                     const struct baseline_entry *entry)
{
    strbuf_clear(&operations->name);
    add_key(&operations->name, operations->named ? entry->api : STR_NONE, entry->method,
            entry->path);
    return map_get(&operations->by_name, strbuf_str(&operations->name));
}

static bool slot_is_for(const struct coverage_slot *slot, const struct baseline_entry *entry)
{
    switch (slot->kind) {
    case SLOT_PARAMETER:
        return entry->name.length && str_starts_with(entry->part, STR("request.")) &&
               str_equal(slot->name, entry->name);
    case SLOT_REQUEST_BODY:
        return str_is(entry->part, "request.body");
    case SLOT_RESPONSE:
        return str_starts_with(entry->part, STR("response.")) &&
               str_equal(slot->name, entry->status);
    case SLOT_OMITTED:
    case SLOT_STATUS:
    case SLOT_HEADER:
        break;
    }
    return false;
}

/* A schema says something of a body only where it was held against one. */
static bool was_looked_at(const struct coverage_slot *slot, const struct baseline_entry *entry)
{
    bool by_schema = str_find(entry->rule, STR(".body-schema")) != SIZE_MAX ||
                     str_ends_with(entry->rule, STR(".property-undocumented"));

    return by_schema ? slot->judged > 0 : slot->seen > 0;
}

/* Did the run see the parameter, the request body or the response that the entry is about? Where
   the description has no such thing, any exchange of the operation could have shown it again. */
static bool was_exercised_in(const struct coverage_operation *operation,
                             const struct baseline_entry *entry)
{
    bool has_slot = false;

    if (!operation->selected || operation->seen == 0)
        return false;
    for (size_t i = 0; i < operation->slot_count; i++) {
        const struct coverage_slot *slot = &operation->slots[i];

        if (!slot_is_for(slot, entry))
            continue;
        if (was_looked_at(slot, entry))
            return true;
        has_slot = true;
    }
    /* What is missing is missed by exchanges that do not have it. */
    return !has_slot || str_ends_with(entry->rule, STR("-missing"));
}

/* Is it about a difference between two recordings, as drift.status-differs is? */
static bool is_of_comparison(const struct baseline_entry *entry)
{
    return str_starts_with(entry->rule, STR("drift.")) &&
           str_ends_with(entry->rule, STR("-differs"));
}

/* Is the entry, as "openapi.yaml#/components/schemas/Pet/properties/id", about the schema there, or
   one of its properties or values? */
static bool is_of_schema(const struct baseline_entry *entry, struct str schema)
{
    struct str own = entry->description;

    str_cut(&own, '#');
    if (!str_starts_with(own, schema))
        return false;
    own = str_slice(own, schema.length, SIZE_MAX);
    if (own.length == 0)
        return true;
    if (!str_starts_with(own, STR("/properties/")) && !str_starts_with(own, STR("/enum/")))
        return false;
    str_cut(&own, '/');
    str_cut(&own, '/');
    return str_find_char(own, '/') == own.length;
}

/* What counts say of a schema shows again only when there are as many values. */
static bool was_counted(const struct baseline_question *question,
                        const struct baseline_entry *entry)
{
    const struct event_coverage *coverage = question->coverage;

    for (size_t i = 0; i < coverage->schema_count; i++)
        if (coverage->schemas[i].values >= question->least &&
            is_of_schema(entry, coverage->schemas[i].place.pointer))
            return true;
    return false;
}

/* Does the ledger say that what the entry misses may only not have been recorded? */
static bool is_about(const struct not_checked *unseen, const struct baseline_entry *entry,
                     bool security)
{
    bool same_part = str_is(entry->part, part_name(unseen->part));

    if (lack_is_told(unseen))
        return security || same_part;
    return same_part &&
           (!entry->api.length || !unseen->operation.api.length ||
            str_equal(unseen->operation.api, entry->api)) &&
           str_equal(unseen->operation.method, entry->method) &&
           str_equal(unseen->operation.path, entry->path) &&
           (str_equal(unseen->name, entry->name) ||
            (security && str_starts_with(unseen->reason, STR("security"))));
}

static bool was_withheld(const struct baseline_question *question,
                         const struct baseline_entry *entry)
{
    bool security = str_is(entry->rule, "request.security-unsatisfied");

    if (!security && !str_ends_with(entry->rule, STR("-missing")))
        return false;
    for (size_t i = 0; i < findings_not_checked_count(question->findings); i++)
        if (is_about(findings_not_checked_at(question->findings, i), entry, security))
            return true;
    return false;
}

/* An entry that names no API may be of any. */
static bool may_be_of(const struct coverage_operation *operation,
                      const struct baseline_entry *entry)
{
    return entry->api.length == 0 || operation->name.api.length == 0 ||
           str_equal(operation->name.api, entry->api);
}

/* An entry of an API that was not judged now says nothing of those that were. */
static bool is_of_run(const struct baseline_question *question, const struct operations *operations,
                      const struct baseline_entry *entry)
{
    if (!operations->named || !entry->api.length)
        return true;
    for (size_t i = 0; i < question->coverage->operation_count; i++)
        if (may_be_of(&question->coverage->operations[i], entry))
            return true;
    return false;
}

/* Is it not known, as some findings were left out, whether it is still there? */
static bool may_be_left_out(const struct baseline_question *question,
                            const struct baseline_entry *entry)
{
    for (size_t i = 0; i < findings_not_checked_count(question->findings); i++) {
        const struct not_checked *limit = findings_not_checked_at(question->findings, i);

        if (limit->about == LEDGER_LIMIT && str_equal(limit->operation.method, entry->method) &&
            str_equal(limit->operation.path, entry->path))
            return true;
    }
    return question->cut;
}

static bool is_off(const struct baseline_question *question, const struct baseline_entry *entry,
                   const struct coverage_operation *operation)
{
    struct str keyword;
    rule_index rule = rule_by_text(entry->rule, &keyword);

    return (rule != RULE_COUNT &&
            rule_is_off(question->rules_off, operation, entry->status, rule)) ||
           (question->is_off && question->is_off(question->rules, entry, operation));
}

static bool was_exercised(const struct baseline_question *question, struct operations *operations,
                          const struct baseline_entry *entry)
{
    const struct coverage_operation *operation = operation_of(operations, entry);

    if (!is_of_run(question, operations, entry) || is_off(question, entry, operation))
        return false;
    if (str_starts_with(entry->rule, STR("description.")))
        return question->lint && (!operation || operation->selected);
    if (question->lint || !question->coverage || (!question->compared && is_of_comparison(entry)))
        return false;
    if (operation)
        return was_exercised_in(operation, entry);
    if (entry->path.length == 0 && str_starts_with(entry->rule, STR("drift.")))
        return was_counted(question, entry);
    /* The description has no such operation (any more): any exchange could have shown it again. */
    for (size_t i = 0; i < question->coverage->operation_count; i++)
        if (question->coverage->operations[i].seen &&
            may_be_of(&question->coverage->operations[i], entry))
            return true;
    return false;
}

void baseline_compare(struct baseline *baseline, const struct baseline_question *question)
{
    struct operations operations;

    operations_init(&operations, question->coverage);
    for (size_t i = 0; i < baseline->entries.count; i++)
        baseline->entries.items[i]->outcome = BASELINE_UNEXERCISED;
    for (size_t i = 0; i < findings_count(question->findings); i++) {
        struct baseline_entry *entry = map_get(
            &baseline->by_fingerprint, str_of(findings_at(question->findings, i)->fingerprint));

        if (entry)
            entry->outcome = BASELINE_FOUND;
    }
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct baseline_entry *entry = baseline->entries.items[i];

        if (entry->outcome != BASELINE_FOUND && !question->partial &&
            was_exercised(question, &operations, entry) && !was_withheld(question, entry) &&
            !may_be_left_out(question, entry))
            entry->outcome = BASELINE_GONE;
    }
    operations_release(&operations);
}

/* ---- new and known ---- */

bool baseline_has_expired(const struct baseline_entry *entry, struct str today)
{
    return entry->accepted.expires.length && str_compare(entry->accepted.expires, today) < 0;
}

/* Information that rests on a count of observations comes and goes with the traffic. */
bool baseline_takes(const struct finding *finding)
{
    return finding->class != CLASS_GATE && finding->baseline != BASELINE_IGNORED &&
           !(finding->observations && finding->severity == SEVERITY_INFO);
}

/* A number that is accepted may be an integer, too. */
static unsigned entry_lacks(const struct baseline_entry *entry, const struct finding *finding)
{
    unsigned accepted = entry->kinds;

    if (accepted & KIND_NUMBER)
        accepted |= KIND_INTEGER;
    return accepted ? finding->kinds & ~accepted : 0;
}

unsigned baseline_new_kinds(const struct baseline *baseline, const struct finding *finding,
                            unsigned *accepted)
{
    const struct baseline_entry *entry =
        map_get(&baseline->by_fingerprint, str_of(finding->fingerprint));

    *accepted = entry ? entry->kinds : 0;
    return entry ? entry_lacks(entry, finding) : 0;
}

enum baseline_state baseline_state_of(const struct baseline *baseline,
                                      const struct finding *finding, struct str today,
                                      const struct acceptance **accepted)
{
    const struct baseline_entry *entry =
        map_get(&baseline->by_fingerprint, str_of(finding->fingerprint));

    *accepted = NULL;
    if (finding->class == CLASS_GATE || finding->baseline == BASELINE_IGNORED ||
        (!entry && !baseline_takes(finding)))
        return BASELINE_NONE;
    if (!entry || baseline_has_expired(entry, today) || entry_lacks(entry, finding))
        return BASELINE_NEW;
    *accepted = &entry->accepted;
    return BASELINE_KNOWN;
}
