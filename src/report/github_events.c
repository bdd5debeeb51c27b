/* A run as annotations of the code on GitHub: a line an entry, the gravest first. GitHub keeps the
   first ten of each kind in a step: the tenth tells what is left out. */
#include <inttypes.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "report/cause_words.h"
#include "report/finding_text.h"
#include "report/gathered_causes.h"
#include "report/github_command.h"
#include "report/summary_text.h"
#include "report/text_layout.h"

enum {
    DIAGNOSTICS_SHOWN = 3, /* so that findings have room */
    OPERATIONS_SHOWN = 5,
    CURL_BYTES_MAX = 500 /* of a longer command only the beginning would be seen */
};

static const char *kind_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_INFO:
    case SEVERITY_OFF:
        break;
    }
    return "notice";
}

/* ---- an entry in words ---- */

/* "GET /pets, POST /pets and 38 more" */
static void add_operations(struct strbuf *out, const struct cause_entry *entry)
{
    size_t count = entry->operation_count;
    size_t shown = shown_of(count, OPERATIONS_SHOWN);

    for (size_t i = 0; i < shown; i++) {
        strbuf_add_text(out, i ? ", " : "");
        operation_text(out, &entry->operations[i].name);
    }
    if (shown < count)
        strbuf_addf(out, " and %zu more", count - shown);
}

/* "40 operations, 120 exchanges: GET /pets, ... and 35 more", "session.har entry 118"; how to ask
   again. */
static void add_traffic(struct strbuf *out, const struct cause_entry *entry)
{
    const struct finding *finding = entry->shown;
    size_t before = out->length;

    cause_reach(out, entry);
    if (entry->operation_count > 1 && !entry->by_places) {
        strbuf_add_text(out, out->length > before ? ": " : "");
        add_operations(out, entry);
    }
    if (finding->sample_count) {
        strbuf_add_text(out, out->length > before ? "; as in " : "");
        sample_text(out, &finding->samples[0]);
    }
    strbuf_add_text(out, out->length > before ? "\n" : "");
    if (finding->sample_count && finding->samples[0].curl.length &&
        finding->samples[0].curl.length <= CURL_BYTES_MAX)
        escape_control_to(out, finding->samples[0].curl);
}

/* Where the description says otherwise, in what is no file of the repository. */
static void add_description(struct strbuf *out, const struct finding *finding)
{
    if (!finding->description.file.length)
        return;
    strbuf_add_text(out, "described in ");
    finding_text_place(out, finding);
    strbuf_add_char(out, '\n');
}

static void add_entry(struct strbuf *out, const struct gathered_causes *gathered,
                      struct arena *arena, const struct cause_entry *entry)
{
    struct source_place place = source_place_of(arena, &gathered->run, entry->shown);
    struct strbuf title, message;

    strbuf_init(&title, SIZE_MAX);
    strbuf_init(&message, SIZE_MAX);
    cause_rule(&title, entry);
    strbuf_add_text(&title, entry->is_new ? " (new)" : "");
    cause_headline(&message, entry);
    finding_text_acceptance(&message, entry->shown);
    strbuf_add_char(&message, '\n');
    if (!place.path.length || place.stands_in)
        add_description(&message, entry->shown);
    cause_with_it(&message, entry, "");
    add_traffic(&message, entry);
    github_command(out, &(struct github_annotation){.kind = kind_of(entry->severity),
                                                    .place = &place,
                                                    .title = strbuf_str(&title),
                                                    .message = str_trim(strbuf_str(&message))});
    strbuf_release(&message);
    strbuf_release(&title);
}

/* ---- what is no entry ---- */

static void add_plain(struct strbuf *out, enum severity severity, const char *title,
                      struct str message)
{
    github_command(out, &(struct github_annotation){
                            .kind = kind_of(severity), .title = str_of(title), .message = message});
}

static void add_diagnostic(struct strbuf *out, const struct diagnostic *diagnostic)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    diagnostic_text(&text, diagnostic);
    add_plain(out, SEVERITY_ERROR, diagnostic->id, strbuf_str(&text));
    strbuf_release(&text);
}

/* The last of its kind. */
static void add_more(struct strbuf *out, enum severity severity, size_t causes, size_t diagnostics)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "and ");
    if (causes)
        strbuf_add_counted(&text, causes, "more cause", "more causes");
    strbuf_add_text(&text, causes && diagnostics ? ", " : "");
    if (diagnostics)
        strbuf_addf(&text, "%zu more of what could not be looked at", diagnostics);
    strbuf_add_text(&text, ": the text and json reports have them");
    add_plain(out, severity, "oasdrift", strbuf_str(&text));
    strbuf_release(&text);
}

/* "2 errors, 1 warning, 0 info; 4 not checked. exit 1: findings (--fail-on error)" */
static void add_verdict(struct strbuf *out, const struct gathered_causes *gathered,
                        const struct event_end *end, const struct report_style *style)
{
    const struct summary summary = {.end = end, .unobserved = gathered->unobserved};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    if (!str_is(gathered->run.command, "lint")) {
        summary_exchanges(&text, end);
        strbuf_add_text(&text, "; ");
    }
    summary_findings(&text, &summary);
    if (end->baseline.used)
        strbuf_add_text(&text, "; baseline: ");
    summary_baseline(&text, &end->baseline);
    strbuf_add_text(&text, "\n");
    summary_verdict(&text, style->fail_on, end);
    add_plain(out, SEVERITY_INFO, "oasdrift", strbuf_str(&text));
    strbuf_release(&text);
}

/* ---- all ---- */

static size_t count_of(const struct causes *causes, enum severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < causes->count; i++)
        count += causes->entries[i].severity == severity;
    return count;
}

/* Entries of one severity, `room` lines of them with the one that tells what is left out; told:
   diagnostics that are out, of so many. */
static void add_entries(struct strbuf *out, const struct gathered_causes *gathered,
                        enum severity severity, size_t room, size_t untold)
{
    size_t count = count_of(&gathered->causes, severity);
    size_t shown = count <= room && !untold ? count : room - 1, left;
    struct arena arena;

    shown = shown < count ? shown : count;
    left = count - shown;
    arena_init(&arena);
    for (size_t i = 0; i < gathered->causes.count && shown; i++) {
        if (gathered->causes.entries[i].severity != severity)
            continue;
        add_entry(out, gathered, &arena, &gathered->causes.entries[i]);
        shown--;
    }
    if (left || untold)
        add_more(out, severity, left, untold);
    arena_release(&arena);
}

static size_t room_for(const struct report_style *style, size_t most)
{
    return style->max_findings && style->max_findings < most ? (size_t)style->max_findings + 1
                                                             : most;
}

static void end(struct report *report, const struct event_end *end)
{
    const struct gathered_causes *gathered = report->state;
    size_t diagnostics = findings_diagnostic_count(gathered->run.findings);
    size_t told = diagnostics < DIAGNOSTICS_SHOWN ? diagnostics : DIAGNOSTICS_SHOWN;
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < told; i++)
        add_diagnostic(&out, findings_diagnostic_at(gathered->run.findings, i));
    add_entries(&out, gathered, SEVERITY_ERROR,
                room_for(&report->style, GITHUB_ANNOTATIONS_MAX - told), diagnostics - told);
    add_entries(&out, gathered, SEVERITY_WARNING, room_for(&report->style, GITHUB_ANNOTATIONS_MAX),
                0);
    add_entries(&out, gathered, SEVERITY_INFO, room_for(&report->style, GITHUB_ANNOTATIONS_MAX - 1),
                0);
    add_verdict(&out, gathered, end, &report->style);
    fwrite(out.text, 1, out.length, report->out);
    strbuf_release(&out);
}

static void event(struct report *report, const struct event *event)
{
    if (gathered_causes_add(report->state, event, shown_in_short, &report->style))
        end(report, event->end);
}

static void release(struct report *report)
{
    gathered_causes_release(report->state);
}

const struct event_renderer github_events = {
    .state = {sizeof(struct gathered_causes), release},
    .event = event,
    .wants_coverage = renderer_wants_no_coverage,
};
