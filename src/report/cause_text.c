#include "report/cause_text.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/escape.h"
#include "base/strbuf.h"
#include "finding/place.h"
#include "report/cause_words.h"
#include "report/text_layout.h"

enum { OPERATIONS_SHOWN = 3, PLACES_SHOWN = 3, EXCERPT_LINES_SHOWN = 3, INDENT = 2 };

/* ---- the first line ---- */

static void add_operation(struct strbuf *out, const struct cause_entry *entry)
{
    size_t before = out->length;

    cause_operation_name(out, entry);
    strbuf_add_text(out, out->length > before ? ": " : "");
}

void cause_text_headline(struct strbuf *out, const struct cause_entry *entry,
                         const struct report_style *style)
{
    const struct palette *palette = palette_of(style->colour);
    const struct finding *finding = entry->shown;

    finding_text_begin(out, finding);
    strbuf_addf(out, "%s%s:%s ", palette_colour(palette, entry->severity),
                severity_name(entry->severity), palette->plain);
    add_operation(out, entry);
    cause_where(out, entry);
    if (out->text[out->length - 1] != ' ')
        strbuf_add_text(out, ": ");
    strbuf_add_text(out, palette->strong);
    cause_what(out, entry, style->verbosity > 0);
    strbuf_add_text(out, palette->plain);
    cause_reach_behind(out, entry);
    strbuf_addf(out, " %s[", palette->dim);
    cause_rule(out, entry);
    strbuf_addf(out, "]%s", palette->plain);
    finding_text_acceptance(out, finding);
    strbuf_add_char(out, '\n');
}

/* ---- what was expected, and what was found ---- */

/* "expected string, found number": does the message say so? */
static bool is_told(const struct finding *finding)
{
    struct str rest = finding->message;

    return finding->expected.length && str_starts_with(rest, STR("expected ")) &&
           str_find(rest, finding->expected) < SIZE_MAX &&
           str_find(rest, finding->found) < SIZE_MAX;
}

static void add_comparison(struct strbuf *out, const struct finding *finding,
                           const struct palette *palette)
{
    if ((!finding->expected.length && !finding->found.length) || is_told(finding))
        return;
    strbuf_add_text(out, "  ");
    if (finding->expected.length) {
        strbuf_addf(out, "%sexpected%s ", palette->dim, palette->plain);
        escape_control_to(out, finding->expected);
    }
    if (finding->found.length) {
        strbuf_addf(out, "%s%sfound%s ", finding->expected.length ? " · " : "", palette->dim,
                    palette->plain);
        escape_control_to(out, finding->found);
    }
    strbuf_add_char(out, '\n');
}

void cause_text_exchange(struct strbuf *out, const struct finding *finding,
                         const struct report_style *style)
{
    const struct excerpt *excerpt = &finding->samples[0].excerpt;
    const struct palette *palette = palette_of(style->colour);
    size_t first = excerpt->line > 1 ? excerpt->line - 1 : 1, number = 1;
    size_t last = first + EXCERPT_LINES_SHOWN - 1;

    if (finding->sample_count == 0)
        return;
    if (style->verbosity > 0)
        first = 1, last = SIZE_MAX;
    for (struct str rest = excerpt->text; rest.text; number++) {
        struct str line = str_cut(&rest, '\n');
        bool marked = number == excerpt->line;

        if (number < first || number > last)
            continue;
        strbuf_addf(out, "    %s%s", marked ? palette->caret : "", marked ? "> " : "  ");
        escape_control_to(out, line);
        strbuf_addf(out, "%s\n", marked ? palette->plain : "");
    }
}

/* ---- where it was seen ---- */

/* "GET /pets/{petId} (12)" */
static struct str operation_word(struct strbuf *word, const struct cause_operation *operation,
                                 bool is_last)
{
    uint64_t times = cause_times(operation);

    strbuf_clear(word);
    operation_text(word, &operation->name);
    if (times > 1)
        strbuf_addf(word, " (%" PRIu64 ")", times);
    strbuf_add_text(word, is_last ? "" : ",");
    return strbuf_str(word);
}

static void add_left(struct text_fill *fill, struct strbuf *word, size_t left)
{
    if (left == 0)
        return;
    strbuf_clear(word);
    strbuf_addf(word, "and %zu more", left);
    text_fill_add(fill, strbuf_str(word));
}

static void add_operations(struct strbuf *out, const struct cause_entry *entry,
                           const struct report_style *style)
{
    const size_t indent = INDENT + strlen("in ");
    struct text_fill fill = {out, indent, indent, style->columns};
    size_t count = entry->operation_count;
    size_t shown = shown_of(count, OPERATIONS_SHOWN);
    struct strbuf word;

    strbuf_init(&word, SIZE_MAX);
    strbuf_addf(out, "%*sin ", INDENT, "");
    for (size_t i = 0; i < shown; i++)
        text_fill_add(&fill, operation_word(&word, &entry->operations[i], i + 1 == count));
    add_left(&fill, &word, count - shown);
    strbuf_release(&word);
    strbuf_add_char(out, '\n');
}

static int compare_places(const void *left, const void *right)
{
    const struct finding *const *a = left, *const *b = right;

    return place_compare(&(*a)->description, &(*b)->description);
}

/* All but the one that is shown, by their places. The caller's, to free. */
static const struct finding **others_of(const struct cause_entry *entry)
{
    const struct finding **others = alloc_zeroed(entry->finding_count, sizeof *others);
    size_t count = 0;

    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].finding_count; k++)
            if (entry->operations[i].findings[k] != entry->shown)
                others[count++] = entry->operations[i].findings[k];
    qsort(others, count, sizeof *others, compare_places);
    return others;
}

/* Of the description: "also at openapi.yaml:12:8, and 2 more". */
static void add_places(struct strbuf *out, const struct cause_entry *entry,
                       const struct report_style *style)
{
    const size_t indent = INDENT + strlen("also at ");
    struct text_fill fill = {out, indent, indent, style->columns};
    size_t count = entry->finding_count - 1, shown = shown_of(count, PLACES_SHOWN);
    const struct finding **others = others_of(entry);
    struct strbuf word;

    strbuf_init(&word, SIZE_MAX);
    strbuf_addf(out, "%*salso at ", INDENT, "");
    for (size_t i = 0; i < shown; i++) {
        strbuf_clear(&word);
        finding_text_place(&word, others[i]);
        strbuf_add_text(&word, i + 1 == count ? "" : ",");
        text_fill_add(&fill, strbuf_str(&word));
    }
    add_left(&fill, &word, count - shown);
    strbuf_release(&word);
    free(others);
    strbuf_add_char(out, '\n');
}

static void add_other_place(struct strbuf *out, const struct finding *finding)
{
    strbuf_addf(out, "%*salso at ", INDENT, "");
    finding_text_place(out, finding);
    if (finding->operation.path.length) {
        strbuf_add_text(out, ": ");
        operation_text(out, &finding->operation);
    }
    strbuf_add_char(out, '\n');
}

/* With -v: each finding, where it was seen, and how to ask again. */
static void add_finding(struct strbuf *out, const struct finding *finding,
                        const struct finding *shown, const struct report_style *style)
{
    bool differs = !str_equal(finding->message, shown->message) ||
                   !str_equal(finding->pointer, shown->pointer) ||
                   finding->severity != shown->severity;

    if (finding->part == PART_DESCRIPTION && finding != shown)
        add_other_place(out, finding);
    finding_text_exchange(out, finding);
    if (differs) {
        strbuf_addf(out, "    %s: ", severity_name(finding->severity));
        finding_text_what(out, finding);
        strbuf_add_char(out, '\n');
    }
    finding_text_samples(out, finding);
    finding_text_reproduce(out, finding, palette_of(style->colour));
}

static void add_findings(struct strbuf *out, const struct cause_entry *entry,
                         const struct report_style *style)
{
    for (size_t i = 0; i < entry->operation_count; i++)
        for (size_t k = 0; k < entry->operations[i].finding_count; k++)
            add_finding(out, entry->operations[i].findings[k], entry->shown, style);
}

void cause_text_details(struct strbuf *out, const struct cause_entry *entry,
                        const struct report_style *style)
{
    const struct palette *palette = palette_of(style->colour);

    finding_text_excerpt(out, entry->shown, palette);
    add_comparison(out, entry->shown, palette);
    cause_text_exchange(out, entry->shown, style);
    cause_with_it(out, entry, "  ");
    if (style->verbosity > 0) {
        add_findings(out, entry, style);
        return;
    }
    if (entry->by_places)
        add_places(out, entry, style);
    else if (entry->operation_count > 1)
        add_operations(out, entry, style);
    else
        finding_text_answer(out, entry->shown);
}
