/* oasdrift_validate: JSON Schema alone. */
#include "base/workers.h"
#include "call/caller.h"
#include "call/chosen_schema.h"
#include "call/instance_teller.h"
#include "call/options.h"
#include "call/outputs.h"
#include "call/progress.h"
#include "call/schema_mistakes.h"
#include "document/held_names.h"

struct validation_session {
    const struct oasdrift_validate_options *options;
    const char *name; /* of the schema, as the caller has it */
    struct file_uses uses;
    struct references references;
    struct chosen_schema schema;
    struct instance_settings instances;
    struct reports reports;
    struct report *report; /* the one in reports; NULL: it wants the counts only */
    struct validation_counts counts;
    struct progress progress;
    enum severity fail_on;
    enum shown_values values;
    struct held_names *held; /* by the schema's documents; NULL unless values is VALUES_NONE */
    struct instance_teller teller;
    struct str time; /* when it began, as reports tell it */
    struct arena arena;
};

/* ---- what the run tells ---- */

static void write_instance(void *context, const struct validation *validation, struct strbuf *texts)
{
    const struct validation_session *session = context;

    report_instance(session->report, validation, texts);
}

static void add_counts(struct validation_counts *sum, const struct validation_counts *part)
{
    sum->valid += part->valid;
    sum->invalid += part->invalid;
    sum->not_checked += part->not_checked;
    sum->unreadable += part->unreadable;
    sum->warned += part->warned;
}

static void show_progress(struct validation_session *session)
{
    const struct validation_counts *counts = &session->counts;
    size_t judged = counts->valid + counts->invalid + counts->not_checked;

    progress_show(&session->progress, "%llu instances judged, %llu invalid",
                  (unsigned long long)judged, (unsigned long long)counts->invalid);
}

static bool take_part(void *context, const struct validation_part *part, struct error *err)
{
    struct validation_session *session = context;

    add_counts(&session->counts, &part->counts);
    if (part->texts[0].length)
        progress_hide(&session->progress);
    if (session->report && !report_part(session->report, part, err))
        return false;
    if (progress_is_due(&session->progress))
        show_progress(session);
    return true;
}

static void tell_step(void *context, struct str line)
{
    const struct oasdrift_terminal_options *terminal =
        &((struct validation_session *)context)->options->terminal;

    if (terminal->message)
        terminal->message(terminal->context, line.text);
    else
        fprintf(stderr, "%.*s\n", STR_ARGS(line));
}

/* ---- options to settings ---- */

static bool open_report(struct validation_session *session, struct error *err)
{
    const struct oasdrift_validate_options *options = session->options;
    struct report *report;

    if (options->outcome.reports.count > 1)
        return error_raise(err, "validate writes one report");
    if (!outputs_open(&session->reports, REPORT_INSTANCES, &options->outcome, &options->terminal,
                      session->fail_on, err))
        return false;
    report = &session->reports.outputs.items[0]->report;
    session->report = report_wants_instances(report) ? report : NULL;
    return true;
}

static bool read_instance_format(struct validation_session *session, struct error *err)
{
    const char *from = session->options->from;

    return !from || instance_format_named(from, &session->instances.format) ||
           error_raise(err, "from %s: expected json, ndjson or yaml", from);
}

static bool open_schema(struct validation_session *session, struct error *err)
{
    const struct oasdrift_validate_options *options = session->options;
    const struct schema_choice choice = {.name = session->name,
                                         .dialect = options->dialect,
                                         .description = &options->description,
                                         .formats = FORMATS_ERROR,
                                         .references = &session->references};

    return references_init(&session->references, &options->description, &options->terminal,
                           &session->uses, err) &&
           chosen_schema_open(&session->schema, &choice, err);
}

/* The names are read here, on one thread. */
static void set_teller(struct validation_session *session)
{
    const struct chosen_schema *schema = &session->schema;
    struct sealing sealing = {.values = session->values};

    if (session->values == VALUES_NONE) {
        session->held =
            held_names_new(schema->documents ? schema->documents : schema->api->documents);
        held_names_have(session->held, STR(""));
        sealing.holds = held_names_have;
        sealing.holds_segment = held_names_have_segment;
        sealing.context = session->held;
    }
    instance_teller_init(&session->teller, &sealing, node_document(schema->node)->root);
}

static bool read_values(struct validation_session *session, struct error *err)
{
    const struct oasdrift_validate_options *options = session->options;

    return options_parse_values(options->outcome.values, &session->values, err) &&
           (session->values != VALUES_NONE || !options->trace ||
            error_raise(err, "a trace shows values: it cannot be used with --values none"));
}

static bool claim(struct validation_session *session, const struct oasdrift_list *instances,
                  struct error *err)
{
    const struct oasdrift_outcome_options *outcome = &session->options->outcome;

    return outputs_tell(&session->uses, &outcome->reports, true, err) &&
           outputs_spare(&session->uses, &outcome->read_already, err) &&
           outputs_spare(&session->uses, instances, err);
}

static bool prepare(struct validation_session *session, const struct oasdrift_list *instances,
                    struct error *err)
{
    if (!claim(session, instances, err) || !read_values(session, err) ||
        !options_parse_fail_on(session->options->outcome.fail_on, &session->fail_on, err) ||
        !read_instance_format(session, err) || !open_schema(session, err))
        return false;
    schema_mistakes_say(&session->options->terminal, &session->schema);
    set_teller(session);
    session->time = run_time(&session->arena, session->options->outcome.reproducible);
    return open_report(session, err);
}

static void release(struct validation_session *session)
{
    reports_release(&session->reports);
    instance_teller_release(&session->teller);
    held_names_free(session->held);
    chosen_schema_release(&session->schema);
    references_release(&session->references);
    file_uses_release(&session->uses);
    arena_release(&session->arena);
}

/* ---- the outcome ---- */

static bool has_findings(const struct validation_session *session)
{
    bool warning = session->fail_on <= SEVERITY_WARNING && session->counts.warned;

    return session->fail_on != SEVERITY_OFF && (session->counts.invalid || warning);
}

static bool judged_nothing(const struct validation_session *session)
{
    const struct validation_counts *counts = &session->counts;

    return counts->valid + counts->invalid == 0 && !session->options->outcome.allow_empty;
}

/* README.md explains the exit codes. */
static int exit_code(const struct validation_session *session)
{
    const struct oasdrift_validate_options *options = session->options;
    const struct validation_counts *counts = &session->counts;

    if (caller_interrupts(&options->terminal))
        return OASDRIFT_INTERRUPTED;
    if (options->outcome.require_complete && counts->not_checked)
        return OASDRIFT_INCOMPLETE;
    if (has_findings(session) && !options->outcome.exit_zero) {
        if (counts->unreadable)
            caller_mention(&options->terminal, "%llu could not be read",
                           (unsigned long long)counts->unreadable);
        return OASDRIFT_FINDINGS;
    }
    if (counts->unreadable)
        return OASDRIFT_INCOMPLETE;
    if (!judged_nothing(session))
        return OASDRIFT_OK;
    caller_mention(&options->terminal, "nothing was judged");
    return OASDRIFT_INCOMPLETE;
}

static bool tell_end(struct validation_session *session, struct error *err)
{
    const struct instances_end end = {
        .schema = str_of(session->name), .time = session->time, .empty = judged_nothing(session)};

    return !session->report || report_instances_end(session->report, &end, err);
}

static bool judge(struct validation_session *session, const struct oasdrift_list *instances,
                  struct error *err)
{
    const struct oasdrift_validate_options *options = session->options;
    size_t threads = options->threads ? (size_t)options->threads : workers_available();
    const struct validation_teller teller = instance_teller_of(&session->teller);
    const struct validation_sink sink = {.context = session,
                                         .write = session->report ? write_instance : NULL,
                                         .take = take_part,
                                         .teller = &teller,
                                         .trace = options->trace ? tell_step : NULL};
    bool done;

    session->instances.paths = instances->items;
    session->instances.path_count = instances->count;
    session->instances.interrupted = options->terminal.interrupted;
    progress_init(&session->progress, options->progress);
    done = validate_instances(session->schema.schema, &session->instances, threads, &sink, err);
    progress_hide(&session->progress);
    return done && tell_end(session, err) && file_uses_are_kept(&session->uses, err) &&
           outputs_commit(&session->reports, &session->options->terminal, err);
}

static int validate(struct validation_session *session, const struct oasdrift_list *instances)
{
    const struct oasdrift_terminal_options *terminal = &session->options->terminal;
    struct error err = {0};

    if (!prepare(session, instances, &err))
        return caller_unusable(terminal, &err);
    if (judge(session, instances, &err))
        return exit_code(session);
    if (err.raised)
        caller_say(terminal, err.message);
    return file_uses_are_kept(&session->uses, NULL) ? OASDRIFT_INTERNAL : OASDRIFT_UNUSABLE;
}

int oasdrift_validate(const char *schema, const struct oasdrift_list *instances,
                      const struct oasdrift_validate_options *options)
{
    static const struct oasdrift_validate_options defaults;
    struct validation_session session = {.options = options ? options : &defaults, .name = schema};
    int code;

    arena_init(&session.arena);
    file_uses_init(&session.uses);
    code = validate(&session, instances);
    release(&session);
    return code;
}
