/* A run as CSV: a row for each finding, each entry that was not checked, and each diagnostic, under
   one header. */
#include <inttypes.h>

#include "base/strbuf.h"
#include "report/csv_writer.h"
#include "report/renderer.h"

/* Columns are added at the end, never changed: people have spreadsheets on them. */
enum column {
    KIND, /* "finding", "not-checked", "error" */
    SEVERITY,
    RULE, /* of an error: its id */
    KEYWORD,
    CLASS,
    METHOD,
    PATH,
    OPERATION_ID,
    STATUS,
    MEDIA_TYPE,
    PART,
    NAME,
    POINTER,
    MESSAGE,
    EXPECTED,
    FOUND,
    FILE_NAME, /* and so on: the place in the description */
    LINE,
    COLUMN,
    DESCRIPTION_POINTER,
    COUNT,
    EXCHANGES,
    BASELINE,
    REASON, /* why it was accepted, or not checked */
    FINGERPRINT,
    CAUSE,
    SOURCE, /* and so on: the first exchange */
    INDEX,
    URL,
    API, /* of several */
    COLUMNS
};

static const char *const names[COLUMNS] = {
    [KIND] = "kind",
    [SEVERITY] = "severity",
    [RULE] = "rule",
    [KEYWORD] = "keyword",
    [CLASS] = "class",
    [METHOD] = "method",
    [PATH] = "path",
    [OPERATION_ID] = "operation_id",
    [STATUS] = "status",
    [MEDIA_TYPE] = "media_type",
    [PART] = "part",
    [NAME] = "name",
    [POINTER] = "pointer",
    [MESSAGE] = "message",
    [EXPECTED] = "expected",
    [FOUND] = "found",
    [FILE_NAME] = "file",
    [LINE] = "line",
    [COLUMN] = "column",
    [DESCRIPTION_POINTER] = "description_pointer",
    [COUNT] = "count",
    [EXCHANGES] = "exchanges",
    [BASELINE] = "baseline",
    [REASON] = "reason",
    [FINGERPRINT] = "fingerprint",
    [CAUSE] = "cause",
    [SOURCE] = "source",
    [INDEX] = "index",
    [URL] = "url",
    [API] = "api",
};

struct csv_state {
    struct arena arena; /* of one row */
    struct strbuf row;
};

/* Absent for 0. */
static struct str number(struct csv_state *state, uint64_t value)
{
    return value ? str_format(&state->arena, "%" PRIu64, value) : STR_NONE;
}

static void write_row(struct report *report, const struct str cells[COLUMNS])
{
    struct csv_state *state = report->state;

    strbuf_clear(&state->row);
    csv_add_row(&state->row, cells, COLUMNS);
    fwrite(state->row.text, 1, state->row.length, report->out);
    arena_clear(&state->arena);
}

static void set_operation(struct str cells[COLUMNS], const struct operation_name *name)
{
    cells[METHOD] = name->method;
    cells[PATH] = name->path;
    cells[OPERATION_ID] = name->id;
    cells[API] = name->api;
}

static void set_place(struct csv_state *state, struct str cells[COLUMNS], const struct place *place)
{
    cells[FILE_NAME] = place->file;
    cells[LINE] = number(state, place->line);
    cells[COLUMN] = number(state, place->column);
    cells[DESCRIPTION_POINTER] = place->pointer;
}

static void set_sample(struct csv_state *state, struct str cells[COLUMNS],
                       const struct sample *sample)
{
    cells[SOURCE] = sample->source;
    cells[INDEX] = str_format(&state->arena, "%zu", sample->index);
    cells[URL] = sample->url;
}

static void finding(struct report *report, const struct finding *finding)
{
    struct csv_state *state = report->state;
    struct str cells[COLUMNS] = {
        [KIND] = STR("finding"),
        [SEVERITY] = str_of(severity_name(finding->severity)),
        [RULE] = str_of(rule_info(finding->rule)->id),
        [KEYWORD] = finding->keyword,
        [CLASS] = str_of(finding_class_name(finding->class)),
        [STATUS] = finding->status_key,
        [MEDIA_TYPE] = finding->media_type,
        [PART] = str_of(part_name(finding->part)),
        [NAME] = finding->name,
        [POINTER] = finding->pointer,
        [MESSAGE] = finding->message,
        [EXPECTED] = finding->expected,
        [FOUND] = finding->found,
        [COUNT] = number(state, finding->count),
        [EXCHANGES] = number(state, finding->exchanges),
        [REASON] = finding->accepted.reason,
        [FINGERPRINT] = str_of(finding->fingerprint),
        [CAUSE] = str_of(finding->cause),
    };

    set_operation(cells, &finding->operation);
    set_place(state, cells, &finding->description);
    if (finding->baseline != BASELINE_NONE)
        cells[BASELINE] = str_of(baseline_state_name(finding->baseline));
    if (finding->sample_count)
        set_sample(state, cells, &finding->samples[0]);
    write_row(report, cells);
}

static void not_checked(struct report *report, const struct not_checked *entry)
{
    struct csv_state *state = report->state;
    struct str cells[COLUMNS] = {
        [KIND] = STR("not-checked"),
        [STATUS] = entry->status_key,
        [MEDIA_TYPE] = entry->media_type,
        [PART] = str_of(part_name(entry->part)),
        [NAME] = entry->name,
        [COUNT] = number(state, entry->count),
        [REASON] = entry->reason,
        [SOURCE] = entry->source_count ? entry->sources[0] : STR_NONE,
    };

    set_operation(cells, &entry->operation);
    write_row(report, cells);
}

static void diagnostic(struct report *report, const struct diagnostic *error)
{
    struct csv_state *state = report->state;
    struct str cells[COLUMNS] = {
        [KIND] = STR("error"),
        [RULE] = str_of(error->id),
        [MESSAGE] = error->message,
        [SOURCE] = error->source,
    };

    if (error->indexed)
        cells[INDEX] = str_format(&state->arena, "%zu", error->index);
    write_row(report, cells);
}

static void start(struct report *report)
{
    struct csv_state *state = report->state;

    arena_init(&state->arena);
    strbuf_init(&state->row, SIZE_MAX);
    csv_add_header(&state->row, names, COLUMNS);
    fwrite(state->row.text, 1, state->row.length, report->out);
}

static void event(struct report *report, const struct event *event)
{
    switch (event->kind) {
    case EVENT_START:
        start(report);
        break;
    case EVENT_FINDING:
        finding(report, event->finding);
        break;
    case EVENT_NOT_CHECKED:
        not_checked(report, event->not_checked);
        break;
    case EVENT_ERROR:
        diagnostic(report, event->error);
        break;
    case EVENT_EXCHANGE: /* ndjson and har show exchanges */
    case EVENT_WITHHELD: /* of shards */
    case EVENT_SECRETS:  /* the same */
    case EVENT_COVERAGE:
    case EVENT_END:
        break;
    }
}

static void release(struct report *report)
{
    struct csv_state *state = report->state;

    strbuf_release(&state->row);
    arena_release(&state->arena);
}

const struct event_renderer csv_events = {
    .state = {sizeof(struct csv_state), release},
    .event = event,
    .wants_coverage = renderer_wants_no_coverage,
};
