/* oasdrift_merge: the shards' event files to one report. */
#include "run/merge.h"

#include "call/accepted.h"
#include "call/caller.h"
#include "call/options.h"
#include "call/outputs.h"
#include "run/run.h"

struct merging {
    const struct oasdrift_merge_options *options;
    struct merge *merge;
    struct rules *rules;
    struct file_uses uses;
    struct accepted accepted;
    struct outputs outputs;
    struct arena arena;
};

static bool claim(struct merging *merging, const struct oasdrift_list *events, struct error *err)
{
    const struct oasdrift_merge_options *options = merging->options;

    return outputs_tell(&merging->uses, &options->outcome.reports, true, err) &&
           accepted_tell(&merging->uses, &options->rules, err) &&
           outputs_spare(&merging->uses, &options->outcome.read_already, err) &&
           outputs_spare(&merging->uses, events, err);
}

/* Opens what a run has, too: rules, baselines, reports. */
static bool start(struct merging *merging, struct error *err)
{
    const struct oasdrift_merge_options *options = merging->options;
    struct merge_settings settings = {.reproducible = options->outcome.reproducible,
                                      .expected = (size_t)options->expect,
                                      .rules = merging->rules,
                                      .interrupted = options->terminal.interrupted};

    rules_set_today(merging->rules, run_date(&merging->arena, false));
    if (!options_parse_values(options->outcome.values, &settings.values, err) ||
        !options_parse_demands(&options->outcome, &options->rules, &settings.demands, err) ||
        !options_read_rules(&options->rules.sets, merging->rules, err) ||
        !accepted_open(&merging->accepted, &options->rules, options->outcome.reproducible,
                       &merging->arena, err) ||
        !outputs_open(&merging->outputs.reports, REPORT_EVENTS, &options->outcome,
                      &options->terminal, settings.demands.fail_on, err))
        return false;
    if (reports_show_contents(&merging->outputs.reports))
        return error_raise(err, "report har: event files do not have what was sent: it comes from "
                                "check and run alone");
    if (accepted_wanted(&merging->accepted))
        settings.baselines = &merging->accepted.lists;
    settings.exchanges = settings.lines = reports_take_lines(&merging->outputs.reports);
    merging->merge = merge_new(&settings);
    for (size_t i = 0; i < options->outcome.unknown_settings.count; i++)
        merge_diagnose(merging->merge, "run.setting-unknown",
                       str_of(options->outcome.unknown_settings.items[i]));
    return true;
}

/* A shard that is given twice counts once. It may be a mistake: it is told. */
static bool read_files(struct merging *merging, const struct oasdrift_list *events,
                       struct error *err)
{
    struct str text;

    for (size_t i = 0; i < events->count; i++)
        if (!merge_add(merging->merge, events->items[i], err))
            return false;
    if (rules_are_default(merging->rules) && merge_was_judged_by_rules(merging->merge))
        caller_warn(&merging->options->terminal,
                    "the events were judged by rule sets that merge is not given (--rules): their "
                    "thresholds, and what they say of drift.* and gate.*, are not in force");
    if (merging->options->terminal.verbosity < 0)
        return true;
    for (size_t i = 0; (text = merge_repeated_at(merging->merge, i)).text; i++)
        caller_say(&merging->options->terminal, text.text);
    return true;
}

static void say_missing(const struct merging *merging)
{
    struct str missing = merge_missing_text(merging->merge);

    if (missing.text)
        caller_say(&merging->options->terminal, missing.text);
}

static bool write_line(void *reports, struct str line)
{
    struct error err = {0};

    return reports_line(reports, line, &err);
}

/* Of some of the shards, an ndjson report holds their lines as they came, so that it can be merged
   with the rest; of all of them it is that of a run that was never divided. */
static int write_reports(struct merging *merging, struct error *err)
{
    struct event_sink sink = outputs_sink(&merging->outputs);
    struct reports *reports = &merging->outputs.reports;
    int code;

    reports->verbatim = merge_is_partial(merging->merge);
    if (reports->verbatim)
        merge_lines(merging->merge, write_line, reports);
    code = merge_conclude(merging->merge, &sink, err);
    if (code != OASDRIFT_UNUSABLE)
        say_missing(merging);
    if (!err->raised && outputs_commit(reports, &merging->options->terminal, err))
        accepted_write(&merging->accepted, &merging->options->rules, &merging->options->terminal,
                       code, err);
    else if (code == OASDRIFT_UNUSABLE || code == OASDRIFT_INCOMPLETE)
        return code;
    return err->raised ? OASDRIFT_INTERNAL : code;
}

static int merge(struct merging *merging, const struct oasdrift_list *events)
{
    struct error err = {0};
    int code = OASDRIFT_UNUSABLE;

    if (claim(merging, events, &err) && start(merging, &err) && read_files(merging, events, &err))
        code = write_reports(merging, &err);
    if (err.raised)
        caller_say(&merging->options->terminal, err.message);
    return code;
}

int oasdrift_merge(const struct oasdrift_list *events, const struct oasdrift_merge_options *options)
{
    static const struct oasdrift_merge_options defaults;
    struct merging merging = {.options = options ? options : &defaults, .rules = rules_new()};
    int code;

    arena_init(&merging.arena);
    file_uses_init(&merging.uses);
    rules_set_uses(merging.rules, &merging.uses);
    code = merge(&merging, events);
    merge_free(merging.merge);
    accepted_release(&merging.accepted);
    reports_release(&merging.outputs.reports);
    rules_free(merging.rules);
    file_uses_release(&merging.uses);
    arena_release(&merging.arena);
    return code;
}
