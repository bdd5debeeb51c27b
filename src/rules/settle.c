#include "rules/settle.h"

#include "document/kinds.h"
#include "finding/cause.h"
#include "finding/place.h"
#include "finding/rules.h"
#include "http/media_type.h"
#include "rules/state.h"

/* ---- severity ---- */

/* A gate is about the whole run: what depends on places is not for it. */
static bool has_place(const struct settler *settler, const struct found *found)
{
    return settler->rules && rule_info(found->subject.rule)->class != CLASS_GATE &&
           rules_look_at_places(settler->rules);
}

static enum severity severity_in_force(const struct settler *settler, const struct found *found)
{
    const struct rule_subject *subject = &found->subject;
    enum severity severity;

    if (!settler->rules)
        return rule_info(subject->rule)->severity;
    severity = rules_severity(settler->rules, subject->rule, subject->keyword);
    return has_place(settler, found) ? rules_severity_at(settler->rules, subject, severity)
                                     : severity;
}

static enum severity lower(enum severity severity, enum severity ceiling)
{
    return ceiling != SEVERITY_OFF && severity > ceiling ? ceiling : severity;
}

static bool is_stated(const struct settler *settler, const struct found *found)
{
    return settler->rules &&
           rules_state_severity(settler->rules, &found->subject, has_place(settler, found));
}

static enum severity temper(const struct settler *settler, const struct found *found,
                            enum severity severity)
{
    if (found->by_default != SEVERITY_OFF && !is_stated(settler, found))
        severity = found->by_default;
    severity = lower(severity, found->ceiling);
    return found->excused ? lower(severity, SEVERITY_INFO) : severity;
}

/* ---- ignores ---- */

/* Is it found in the description itself, or does it say something of a schema as a whole? Its
   pointer leads into a value, such as an example; ignores may name the place in the description,
   too. */
static bool is_of_description(const struct finding *finding)
{
    return finding->part == PART_DESCRIPTION || finding->observations;
}

static const struct acceptance *excuse_of(const struct settler *settler, const struct found *found,
                                          const struct finding *finding)
{
    struct rule_subject subject = found->subject;
    const struct acceptance *excuse = rules_excuse(settler->rules, &subject);

    if (excuse || !is_of_description(finding))
        return excuse;
    subject.pointer = finding->description.pointer;
    return rules_excuse(settler->rules, &subject);
}

static void heed_ignores(const struct settler *settler, const struct found *found,
                         struct finding *finding)
{
    const struct acceptance *excuse =
        has_place(settler, found) ? excuse_of(settler, found, finding) : NULL;

    if (!excuse)
        return;
    finding->baseline = BASELINE_IGNORED;
    finding->accepted = *excuse;
}

/* ---- texts ---- */

/* Where the severity would be higher, the message says why it is information only. */
static struct str message_of(struct arena *arena, const struct found *found, enum severity severity,
                             struct str message)
{
    if (!found->excused || !found->excuse.length || severity <= SEVERITY_INFO)
        return str_copy(arena, message);
    return str_format(arena, "%.*s (%.*s)", STR_ARGS(message), STR_ARGS(found->excuse));
}

static void tell(struct arena *arena, const struct found *found, enum severity severity,
                 struct finding *finding)
{
    struct told told = found->tell ? found->tell(found->context) : found->told;

    finding->name = str_copy(arena, found->subject.name);
    finding->pointer = str_copy(arena, found->subject.pointer);
    finding->message = message_of(arena, found, severity, told.message);
    finding->expected = str_copy(arena, told.expected);
    finding->found = str_copy(arena, told.found);
}

bool settle(const struct settler *settler, struct arena *arena, const struct found *found,
            struct finding *finding)
{
    const struct rule_subject *subject = &found->subject;
    enum severity severity = severity_in_force(settler, found);
    const struct sample *sample;

    finding->severity = temper(settler, found, severity);
    if (finding->severity == SEVERITY_OFF)
        return false;
    finding->ceiling = found->excused ? lower(SEVERITY_INFO, found->ceiling) : found->ceiling;
    finding->by_default = found->by_default;
    finding->rule = subject->rule;
    finding->keyword = subject->keyword;
    finding->class = rule_info(subject->rule)->class;
    finding->part = subject->part;
    finding->name = subject->name;
    finding->pointer = subject->pointer;
    finding->media_type = content_type_name(finding->media_type);
    finding->count = 1;
    if (found->place)
        finding->description = place_of(arena, found->place);
    heed_ignores(settler, found, finding);
    if (found->recall && found->recall(found->context, finding))
        return true;
    tell(arena, found, severity, finding);
    sample = found->sample ? found->sample(found->context) : NULL;
    if (sample)
        finding->samples[finding->sample_count++] = *sample;
    if (finding->fingerprint[0] == '\0')
        finding_fingerprint(finding, settler->folder);
    if (finding->cause[0] == '\0')
        finding_cause(finding, settler->folder, found->known_by);
    return true;
}

bool settle_again(const struct rules *rules, const struct rule_subject *subject,
                  struct finding *finding)
{
    const struct settler settler = {.rules = rules};
    const struct found found = {
        .subject = *subject, .ceiling = finding->ceiling, .by_default = finding->by_default};

    finding->severity = temper(&settler, &found, severity_in_force(&settler, &found));
    finding->baseline = BASELINE_NONE;
    finding->accepted = (struct acceptance){.reason = STR_NONE};
    if (finding->severity == SEVERITY_OFF)
        return false;
    heed_ignores(&settler, &found, finding);
    return true;
}

/* ---- the whole run ---- */

bool settles_nothing(const void *rules, const struct baseline_entry *entry,
                     const struct coverage_operation *operation)
{
    const struct settler settler = {.rules = rules};
    struct found found = {.subject = {.operation = {.method = entry->method, .path = entry->path},
                                      .status_key = entry->status,
                                      .name = entry->name,
                                      .pointer = entry->pointer}};

    found.subject.rule = rule_by_text(entry->rule, &found.subject.keyword);
    if (found.subject.rule == RULE_COUNT)
        return false;
    while (found.subject.part < PART_DESCRIPTION &&
           !str_is(entry->part, part_name(found.subject.part)))
        found.subject.part++;
    if (operation) {
        found.subject.operation = operation->name;
        found.subject.tags = operation->tags;
        found.subject.tag_count = operation->tag_count;
    }
    return severity_in_force(&settler, &found) == SEVERITY_OFF;
}

/* Why a finding is new whose place the baseline has. What it quotes may be a value of a kind that
   is accepted. */
static void tell_new_kinds(struct findings *findings, size_t index, const struct baseline *baseline)
{
    const struct finding *finding = findings_at(findings, index);
    unsigned accepted, added = baseline_new_kinds(baseline, finding, &accepted);
    const char *format = finding->kinds == added
                             ? " (the baseline accepts %.*s there, not %.*s)"
                             : " (the baseline accepts %.*s there, and among the values is %.*s)";
    struct str old_kinds, new_kinds;
    struct arena arena;

    if (!added)
        return;
    arena_init(&arena);
    old_kinds = kinds_in_words(&arena, accepted);
    new_kinds = kinds_in_words(&arena, added);
    findings_add_to_message(findings, index,
                            str_format(&arena, format, STR_ARGS(old_kinds), STR_ARGS(new_kinds)));
    arena_release(&arena);
}

void settle_known(struct findings *findings, const struct baseline *baseline,
                  const struct baseline_question *question, struct baseline_tally *tally)
{
    for (size_t i = 0; i < findings_count(findings); i++) {
        const struct acceptance *accepted;
        enum baseline_state state =
            baseline_state_of(baseline, findings_at(findings, i), question->today, &accepted);

        if (state == BASELINE_NONE)
            continue;
        findings_mark(findings, i, state, accepted);
        if (state == BASELINE_NEW && !question->partial)
            tell_new_kinds(findings, i, baseline);
        tally->known += state == BASELINE_KNOWN;
        tally->fresh += state == BASELINE_NEW;
    }
}
