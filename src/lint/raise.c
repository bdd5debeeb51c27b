/* Findings of lint: the operation they stand in, and one for all that share a root. */
#include "lint/linter.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/strbuf.h"
#include "base/text_format.h"

/* Further places that a finding's message names by their lines. */
enum { GROUP_MAX_LINES = 5 };

/* They lie by address. */
const struct operation *lint_operation_around(const struct lint *lint, const struct node *place)
{
    size_t low = 0, high = lint->operations.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (lint->operations.items[middle].start <= place)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t at = low ? low - 1 : SIZE_MAX; at != SIZE_MAX;
         at = lint->operations.items[at].outer)
        if (place < lint->operations.items[at].end)
            return lint->operations.items[at].operation;
    return NULL;
}

/* What shares a root: its finding, and where it stands besides. */
struct lint_group {
    size_t finding; /* SIZE_MAX: it is off */
    size_t lines[GROUP_MAX_LINES];
    size_t line_count, others; /* others: beyond those, or in another file */
};

/* The line is that of the finding, or of a place that it names: aliases repeat them. */
static bool is_told(const struct lint_group *group, const struct finding *finding, size_t line)
{
    for (size_t i = 0; i < group->line_count; i++)
        if (group->lines[i] == line)
            return true;
    return finding->description.line == line;
}

static void add_place(struct lint *lint, struct lint_group *group, const struct node *place)
{
    struct finding *finding = &lint->checker->findings.items[group->finding];
    size_t line = node_position(place).line;
    bool elsewhere = !str_equal(node_document(place)->file, finding->description.file);

    finding->count++;
    if (!elsewhere && is_told(group, finding, line))
        return;
    if (elsewhere || group->line_count == GROUP_MAX_LINES)
        group->others++;
    else
        group->lines[group->line_count++] = line;
}

/* The place by which rule sets choose it. */
static struct rule_subject subject_of(struct lint *lint, const struct lint_fault *fault,
                                      const struct operation *operation)
{
    struct arena *arena = &lint->checker->arena;
    struct rule_subject subject = {.rule = fault->rule,
                                   .keyword = fault->keyword,
                                   .part = PART_DESCRIPTION,
                                   .pointer = fault->pointer};

    if (!rules_look_at_places(lint->checker->rules) || !fault->place)
        return subject;
    if (operation)
        rule_subject_operation(arena, &subject, operation);
    rule_subject_place(arena, &subject,
                       operation ? node_pointer(arena, operation->place) : STR_NONE,
                       node_pointer(arena, fault->place));
    if (fault->status_key.length)
        subject.status_key = fault->status_key;
    return subject;
}

/* false: it is off. */
static bool settled(struct lint *lint, const struct lint_fault *fault, struct finding *finding)
{
    struct checker *checker = lint->checker;
    const struct operation *operation = lint_operation_around(lint, fault->place);
    const struct settler settler = {checker->rules, checker->api->folder};
    const struct found found = {.subject = subject_of(lint, fault, operation),
                                .told = {fault->message, fault->expected, fault->found},
                                .ceiling = fault->ceiling,
                                .place = fault->place,
                                .known_by = fault->cause};

    *finding = (struct finding){.status_key = fault->status_key, .media_type = fault->media_type};
    finding->operation.api = checker->api->name;
    if (operation && !fault->names_no_operation)
        finding->operation = operation_name(operation);
    return settle(&settler, &checker->arena, &found, finding);
}

/* The finding's number; SIZE_MAX: it is off, or none of its own. */
static size_t raise(struct lint *lint, const struct lint_fault *fault)
{
    size_t before = lint->checker->findings.count;
    struct finding finding;

    if (!settled(lint, fault, &finding))
        return SIZE_MAX;
    checker_keep(lint->checker, &finding);
    return lint->checker->findings.count > before ? before : SIZE_MAX;
}

/* The same root at another place: as severe as the severest, and excused only when each is. */
static void raise_again(struct lint *lint, struct lint_group *group, const struct lint_fault *fault)
{
    struct finding again, *first;

    if (rules_look_at_places(lint->checker->rules)) {
        if (group->finding == SIZE_MAX) {
            group->finding = raise(lint, fault);
            return;
        }
        if (!settled(lint, fault, &again))
            return;
        first = &lint->checker->findings.items[group->finding];
        if (again.severity > first->severity)
            first->severity = again.severity;
        if (!finding_is_excused(&again))
            first->baseline = again.baseline;
    }
    if (group->finding != SIZE_MAX)
        add_place(lint, group, fault->place);
}

/* What reads the same at the same place: a part of a file that aliases repeat. */
static struct str alias_key(struct lint *lint, const struct lint_fault *fault)
{
    return str_format(&lint->checker->arena, "%d %p %zu %.*s %.*s", (int)fault->rule,
                      (const void *)node_document(fault->place), node_offset(fault->place),
                      STR_ARGS(fault->pointer), STR_ARGS(fault->message));
}

static struct lint_group *group_of(struct lint *lint, struct str alias, struct str root)
{
    struct lint_group *group = alias.text ? map_get(&lint->aliases, alias) : NULL;

    return group || !root.text ? group : map_get(&lint->groups, root);
}

void lint_raise_as(struct lint *lint, struct str root, const struct lint_fault *fault)
{
    struct arena *arena = &lint->checker->arena;
    struct str alias = fault->place ? alias_key(lint, fault) : STR_NONE;
    struct lint_group *group;

    lint_note_contradiction(lint, fault->rule, fault->place);
    if (root.text)
        root =
            str_format(arena, "%d %d %.*s", (int)fault->rule, (int)fault->ceiling, STR_ARGS(root));
    group = group_of(lint, alias, root);
    if (group) {
        raise_again(lint, group, fault);
    } else {
        group = ARENA_NEW(arena, struct lint_group);
        group->finding = raise(lint, fault);
        if (root.text)
            *map_put(&lint->groups, root) = group;
    }
    if (alias.text)
        *map_put(&lint->aliases, alias) = group;
}

void lint_note(struct lint *lint, struct str media_type, const char *format, ...)
{
    struct not_checked entry = {.media_type = media_type, .part = PART_DESCRIPTION};
    va_list arguments;

    va_start(arguments, format);
    checker_note(lint->checker, &entry, format, arguments);
    va_end(arguments);
}

void lint_note_of(struct lint *lint, const char *cause, struct str media_type, const char *format,
                  ...)
{
    struct not_checked entry = {.media_type = media_type, .part = PART_DESCRIPTION};
    va_list arguments;

    snprintf(entry.cause, sizeof entry.cause, "%s", cause);
    va_start(arguments, format);
    checker_note(lint->checker, &entry, format, arguments);
    va_end(arguments);
}

/* "...; also in lines 7, 12..." The reports tell how many there are. */
static void name_places(struct lint *lint, const struct lint_group *group)
{
    struct finding *finding = &lint->checker->findings.items[group->finding];
    struct strbuf out;

    strbuf_init(&out, FINDING_TEXT_MAX);
    strbuf_add(&out, finding->message);
    strbuf_add_text(&out, group->line_count > 1 ? "; also in lines " : "; also in line ");
    for (size_t i = 0; i < group->line_count; i++)
        strbuf_addf(&out, "%s%zu", i ? ", " : "", group->lines[i]);
    if (group->others)
        strbuf_add_text(&out, "...");
    finding->message = str_copy(&lint->checker->arena, strbuf_str(&out));
    strbuf_release(&out);
}

void lint_name_places(struct lint *lint)
{
    for (size_t i = 0; i < lint->groups.count; i++) {
        const struct lint_group *group = lint->groups.entries[i].value;

        if (group->finding != SIZE_MAX && group->line_count)
            name_places(lint, group);
    }
}

/* root: STR_NONE for a finding of its own. */
static void raise_formatted(struct lint *lint, struct lint_fault fault, struct str root,
                            const char *format, va_list arguments)
{
    char text[ERROR_MESSAGE_BYTES];

    fault.message = text_format_cut(text, sizeof text, format, arguments);
    lint_raise_as(lint, root, &fault);
}

void lint_raise(struct lint *lint, rule_index rule, enum severity ceiling, const struct node *place,
                const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    raise_formatted(lint, (struct lint_fault){.rule = rule, .ceiling = ceiling, .place = place},
                    STR_NONE, format, arguments);
    va_end(arguments);
}

void lint_raise_for(struct lint *lint, const struct error *why, rule_index rule,
                    const struct node *place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    raise_formatted(lint,
                    (struct lint_fault){.rule = rule, .place = place, .cause = str_of(why->cause)},
                    STR_NONE, format, arguments);
    va_end(arguments);
}

void lint_raise_once(struct lint *lint, rule_index rule, enum severity ceiling, struct str root,
                     const struct node *place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    raise_formatted(lint, (struct lint_fault){.rule = rule, .ceiling = ceiling, .place = place},
                    root, format, arguments);
    va_end(arguments);
}
