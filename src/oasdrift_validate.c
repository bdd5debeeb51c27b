/* oasdrift_validate: JSON Schema alone. */
#include "report/report_validation.h"
#include "session.h"

struct validate_context {
    struct validation_report *report;
    const struct oasdrift_options *options;
    bool invalid, unread;
};

static void add_validation(void *context, const struct validation *validation)
{
    struct validate_context *outcome = context;

    outcome->invalid = outcome->invalid || validation->verdict == SCHEMA_INVALID;
    outcome->unread = outcome->unread || validation->verdict == SCHEMA_UNKNOWN;
    validation_report_add(outcome->report, validation);
}

static void tell_step(void *context, struct str line)
{
    const struct oasdrift_options *options = ((struct validate_context *)context)->options;

    if (options->message)
        options->message(options->context, line.text);
    else
        fprintf(stderr, "%.*s\n", STR_ARGS(line));
}

static bool validation_format(const struct oasdrift_options *options, bool *json, const char **path,
                              struct error *err)
{
    struct str file = options->reports.count ? str_of(options->reports.items[0]) : STR("text");
    struct str format = str_cut(&file, '=');

    if (options->reports.count > 1)
        return error_raise(err, "validate writes one report");
    *json = str_is(format, "json");
    *path = file.length ? file.text : "-";
    return *json || str_is(format, "text") ||
           error_raise(err, "report %.*s: validate writes text or json", STR_ARGS(format));
}

int oasdrift_validate(const struct oasdrift_options *options)
{
    struct schema_settings settings = {0};
    struct validate_context outcome = {.options = options};
    struct validation_sink sink = {
        .result = add_validation, .trace = options->trace ? tell_step : NULL, .context = &outcome};
    struct validator *validator = NULL;
    struct file_output output = {0};
    struct error err = {0};
    const char *path = NULL;
    bool json = false;
    struct references references = {0};

    if (!options_parse_formats(options->formats, FORMATS_ERROR, &settings.formats, &err) ||
        !options_parse_dialect(options->dialect, &settings.dialect, &err) ||
        !validation_format(options, &json, &path, &err) ||
        !references_init(&references, options, &err) ||
        !(validator = validator_new(options->description, &settings, &references.library, &err)) ||
        !file_create(&output, path, &err)) {
        validator_free(validator);
        references_release(&references);
        return options_unusable(options, &err);
    }
    outcome.report = validation_report_new(output.stream, json, options->verbosity < 0);
    for (size_t i = 0; i < options->inputs.count; i++)
        validate_file(validator, options->inputs.items[i], &sink);
    validation_report_finish(outcome.report);
    validator_free(validator);
    references_release(&references);
    if (!file_commit(&output, &err)) {
        options_say(options, err.message);
        return OASDRIFT_INTERNAL;
    }
    if (outcome.invalid)
        return OASDRIFT_FINDINGS;
    return outcome.unread ? OASDRIFT_INCOMPLETE : OASDRIFT_OK;
}
