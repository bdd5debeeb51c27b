/* An entry of the page: a cause, with what shows it and where it was seen. */
#include <inttypes.h>

#include "report/cause_words.h"
#include "report/finding_text.h"
#include "report/html.h"

static void id_attribute(struct html_writer *html, const char *name, const char *before,
                         const struct cause_entry *entry)
{
    struct strbuf id;

    strbuf_init(&id, SIZE_MAX);
    strbuf_addf(&id, "%s%s-%s", before, entry->is_excused ? "known" : "cause", entry->shown->cause);
    html_attribute(html, name, strbuf_str(&id));
    strbuf_release(&id);
}

void html_link_cause(struct html_writer *html, const struct cause_entry *entry)
{
    id_attribute(html, "href", "#", entry);
}

/* A leaf with what a function of cause_words.h says of the entry; nothing when that is nothing. */
typedef void words_fn(struct strbuf *out, const struct cause_entry *entry);

static void what_in_full(struct strbuf *out, const struct cause_entry *entry)
{
    cause_what(out, entry, true);
}

static bool words(struct html_writer *html, const char *name, const char *class, words_fn *say,
                  const struct cause_entry *entry)
{
    struct strbuf text;
    bool any;

    strbuf_init(&text, SIZE_MAX);
    say(&text, entry);
    any = text.length > 0;
    if (any)
        html_leaf(html, name, class, strbuf_str(&text));
    strbuf_release(&text);
    return any;
}

/* ---- the first lines ---- */

static void heading(struct html_writer *html, const struct cause_entry *entry)
{
    html_open(html, "h3", NULL);
    html_leaf(html, "span", "severity", str_of(severity_name(entry->severity)));
    html_say(html, " ");
    if (words(html, "span", "operation", cause_operation_name, entry))
        html_say(html, " ");
    if (words(html, "span", "where", cause_where, entry))
        html_say(html, " ");
    words(html, "strong", "what", what_in_full, entry);
    html_close(html);
}

static void badge(struct html_writer *html, const char *class, struct str text)
{
    html_say(html, " ");
    html_leaf(html, "span", class, text);
}

/* "known: REASON; owner WHO; until DATE" */
static void acceptance(struct html_writer *html, const struct cause_entry *entry)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    finding_text_acceptance(&text, entry->shown);
    if (text.length)
        badge(html, "badge known", str_trim(strbuf_str(&text)));
    strbuf_release(&text);
    if (entry->is_new && entry->shown->baseline == BASELINE_NEW)
        badge(html, "badge new", STR("new to the baseline"));
}

static void rule_link(struct html_writer *html, const struct cause_entry *entry)
{
    const struct rule_info *info = rule_info(entry->shown->rule);
    struct strbuf target;

    strbuf_init(&target, SIZE_MAX);
    strbuf_addf(&target, "#rule-%s", info->id);
    html_open(html, "a", "rule");
    html_attribute(html, "href", strbuf_str(&target));
    strbuf_clear(&target);
    cause_rule(&target, entry);
    html_text(html, strbuf_str(&target));
    html_close(html);
    html_say(html, " ");
    html_leaf(html, "span", "title", str_of(info->title));
    strbuf_release(&target);
}

static void facts(struct html_writer *html, const struct html_page *page,
                  const struct cause_entry *entry)
{
    html_open(html, "p", "facts");
    if (words(html, "span", "reach", cause_reach, entry))
        html_say(html, " · ");
    rule_link(html, entry);
    acceptance(html, entry);
    if (html_is_fresh(page, entry))
        badge(html, "badge new", STR("new since the last run"));
    html_say(html, " ");
    html_open(html, "a", "self");
    html_link_cause(html, entry);
    html_attribute(html, "aria-label", STR("link to this cause"));
    html_say(html, "#");
    html_close(html);
    html_close(html);
}

/* ---- where it was seen ---- */

static void samples(struct html_writer *html, const struct finding *finding)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (size_t i = 0; i < finding->sample_count; i++) {
        strbuf_add_text(&text, i ? ", " : " in ");
        sample_text(&text, &finding->samples[i]);
    }
    html_open(html, "span", "samples");
    html_text(html, strbuf_str(&text));
    strbuf_release(&text);
    if (finding->sample_count && finding->count > finding->sample_count)
        html_sayf(html, " and %" PRIu64 " more", finding->count - finding->sample_count);
    html_close(html);
}

static void finding_line(struct html_writer *html, const struct finding *finding)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    if (finding->part == PART_DESCRIPTION)
        finding_text_begin(&text, finding);
    finding_text_what(&text, finding);
    html_open(html, "li", NULL);
    html_text(html, strbuf_str(&text));
    if (finding->status > 0)
        html_sayf(html, " (%d)", finding->status);
    samples(html, finding);
    html_say(html, " ");
    html_leaf(html, "code", "id", str_of(finding->fingerprint));
    html_close(html);
    strbuf_release(&text);
}

static void operation(struct html_writer *html, const struct cause_operation *operation)
{
    size_t shown =
        operation->finding_count < HTML_FINDINGS_MAX ? operation->finding_count : HTML_FINDINGS_MAX;
    uint64_t times = cause_times(operation);
    struct strbuf name;

    strbuf_init(&name, SIZE_MAX);
    operation_text(&name, &operation->name);
    html_open(html, "li", NULL);
    html_leaf(html, "span", "operation", strbuf_str(&name));
    if (times > 1)
        html_sayf(html, " (%" PRIu64 ")", times);
    html_open(html, "ul", NULL);
    for (size_t i = 0; i < shown; i++)
        finding_line(html, operation->findings[i]);
    html_close(html);
    html_more(html, operation->finding_count - shown, "more finding", "more findings");
    html_close(html);
    strbuf_release(&name);
}

static void operations(struct html_writer *html, const struct cause_entry *entry)
{
    size_t shown =
        entry->operation_count < HTML_OPERATIONS_MAX ? entry->operation_count : HTML_OPERATIONS_MAX;

    html_open(html, "details", NULL);
    html_open(html, "summary", NULL);
    if (entry->operation_count > 1 && !entry->by_places)
        html_sayf(html, "%zu operations, ", entry->operation_count);
    html_counted(html, entry->finding_count, "finding", "findings");
    html_close(html);
    html_open(html, "ul", "operations");
    for (size_t i = 0; i < shown; i++)
        operation(html, &entry->operations[i]);
    html_close(html);
    html_more(html, entry->operation_count - shown, "more operation", "more operations");
    html_close(html);
}

/* ---- all ---- */

static const char *class_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "cause error";
    case SEVERITY_WARNING:
        return "cause warning";
    case SEVERITY_INFO:
    case SEVERITY_OFF:
        break;
    }
    return "cause info";
}

void html_cause(struct html_writer *html, const struct html_page *page,
                const struct cause_entry *entry, bool in_full)
{
    html_open(html, "article", class_of(entry->severity));
    id_attribute(html, "id", "", entry);
    html_attribute(html, "data-state",
                   entry->is_excused ? STR("known")
                   : entry->is_new   ? STR("new")
                                     : STR("open"));
    if (html_is_fresh(page, entry))
        html_flag(html, "data-fresh");
    html_attribute(html, "tabindex", STR("-1"));
    heading(html, entry);
    facts(html, page, entry);
    if (in_full) {
        html_evidence(html, entry->shown);
        operations(html, entry);
    }
    html_close(html);
}
