#include "cli/command.h"
#include "cli/interrupts.h"
#include "cli/terminal.h"

#include <string.h>

static const struct option options[] = {
    {"dialect", 0, OPTION_CHOICE, FIELD(validate.dialect), "NAME",
     "of schemas without $schema; default: the description's version, else 2020-12",
     "draft4|draft6|draft7|2019-09|2020-12|oas20|oas30|oas31|oas32", 0},
    {"formats", 0, OPTION_CHOICE, FIELD(description.formats), "POLICY", "default error",
     "standard|off|warn|error", 0},
    {"report", 0, OPTION_REPORTS, FIELD(outcome.reports), "FORMAT[=FILE]", "one; default: text",
     NULL, 0},
    {"fail-on", 0, OPTION_CHOICE, FIELD(outcome.fail_on), "SEVERITY",
     "what makes the exit code 1; default error", "error|warning|info|never", 0},
    {"values", 0, OPTION_CHOICE, FIELD(outcome.values), "WHAT",
     "of instances to show; none: kinds and lengths; default redacted", "redacted|none", 0},
    {"from", 0, OPTION_CHOICE, FIELD(validate.from), "FORMAT",
     "the instances' format; default: by name", "json|ndjson|yaml", 0},
    {"threads", 0, OPTION_NUMBER, FIELD(validate.threads), "N",
     "default: processors; the output is the same", NULL, 64},
    {"allow-ref", 0, OPTION_FOLDERS_OR_HOSTS, FIELD(description.allow_refs), "DIR-or-HOST",
     "folder out of the repository for $ref, or HOST[:PORT] to fetch from", NULL, 0},
    {"map-uri", 0, OPTION_NAMED_FILES, FIELD(description.uri_maps), "PREFIX=PATH",
     "$ref to such URIs leads to local files", NULL, 0},
    {"require-complete", 0, OPTION_FLAG, FIELD(outcome.require_complete), NULL,
     "exit 3 when anything was not checked", NULL, 0},
    {"exit-zero", 0, OPTION_FLAG, FIELD(outcome.exit_zero), NULL,
     "invalid instances do not change the exit code", NULL, 0},
    {"allow-empty", 0, OPTION_FLAG, FIELD(outcome.allow_empty), NULL,
     "nothing judged is no failure", NULL, 0},
    {"reproducible", 0, OPTION_FLAG, FIELD(outcome.reproducible), NULL, "no times in reports", NULL,
     0},
    {"includes", 0, OPTION_FLAG, FIELD(includes), NULL,
     "two schemas: is every value of the first one of the second?", NULL, 0},
    {"trace", 0, OPTION_FLAG, FIELD(validate.trace), NULL,
     "every step of the compiled schema, on standard error", NULL, 0},
    {"quiet", 'q', OPTION_LOWER, FIELD(terminal.verbosity), NULL,
     "no report: only mistakes in the schema", NULL, 0},
    {.name = NULL}};

static bool shows_progress(const struct oasdrift_validate_options *chosen)
{
    return chosen->terminal.verbosity >= 0 && !chosen->trace && can_rewrite_line();
}

/* What is about reports and instances. */
static const struct option *without_effect(const struct invocation *invocation)
{
    static const char *const names[] = {
        "fail-on",          "values",      "from",         "threads",
        "require-complete", "allow-empty", "reproducible", "trace"};

    for (const struct option *row = options; row->name; row++)
        for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
            if (strcmp(row->name, names[i]) == 0 && !option_is_unset(row, invocation))
                return row;
    return NULL;
}

static bool is_json(const char *report)
{
    return str_is(str_of(report), "json") || str_starts_with(str_of(report), STR("json="));
}

static bool is_answer(const struct oasdrift_list *reports)
{
    return reports->count == 0 ||
           (reports->count == 1 &&
            (is_json(reports->items[0]) || str_is(str_of(reports->items[0]), "text")));
}

/* What --report asks for; NULL: text, and whatever the configuration has for other calls. */
static const char *report_of_answer(const struct oasdrift_list *reports)
{
    return reports->count == 1 && is_json(reports->items[0]) ? reports->items[0] : NULL;
}

/* --includes judges no instances: what is said of them is refused, not passed over. */
static bool check(const struct invocation *invocation, const struct operands *operands,
                  struct error *err)
{
    const struct option *row;

    if (!invocation->includes)
        return true;
    row = without_effect(invocation);
    if (row)
        return error_raise(err, "--%s says nothing beside --includes, which judges no instances",
                           row->name);
    if (!is_answer(&invocation->outcome.reports))
        return error_raise(err, "--includes writes one report: text, or json[=FILE]");
    return operands->count == 2 ||
           error_raise(err, "validate --includes needs two schemas: is every value of the first "
                            "one of the second?");
}

static int compare(const struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_includes_options chosen = {
        .description = invocation->description,
        .terminal = invocation->terminal,
        .dialect = invocation->validate.dialect,
        .report = report_of_answer(&invocation->outcome.reports),
        .exit_zero = invocation->outcome.exit_zero};

    return oasdrift_includes(operands->items[0], operands->items[1], &chosen);
}

static int validate(struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_list instances = operands_from(operands, 1);
    struct oasdrift_validate_options *chosen = &invocation->validate;

    if (invocation->includes)
        return compare(invocation, operands);
    chosen->outcome = invocation->outcome;
    chosen->description = invocation->description;
    chosen->terminal = invocation->terminal;
    chosen->terminal.interrupted = catch_interrupts();
    chosen->progress = shows_progress(chosen);
    return oasdrift_validate(operands->items[0], &instances, chosen);
}

const struct command command_validate = {
    .name = "validate",
    .usage = "SCHEMA INSTANCE... | --includes SCHEMA SCHEMA",
    .summary = "JSON Schema alone: JSON, YAML or NDJSON instances",
    .description =
        "An instance is a file (.json and all names not told here), a document of a .yaml or .yml "
        "file, or a line of an .ndjson or .jsonl file. They may be compressed: .gz, .zst.\n"
        "\n"
        "The schema is a file, a place in one (FILE#/JSON/POINTER), or the URI of a meta-schema. "
        "Meta-schemas come with the program: of the drafts, of the dialects of OpenAPI 3.1 and "
        "3.2, and `urn:oasdrift:oas/2.0/schema-object` and `urn:oasdrift:oas/3.0/schema-object`. "
        "By them the schema is judged, too: its mistakes, and keywords in it that judge nothing "
        "(misspelt ones, those of another draft), are told on standard error, and change no exit "
        "code.\n"
        "\n"
        "`--includes A B` takes no instances: it tells whether every value of schema A is a value "
        "of schema B. If not, one that is not is printed, as a line of JSON, while standard error "
        "tells by which keywords of B. `--report json` puts all of that into one object. With -q "
        "nothing but an undecided answer "
        "is told. Options that are about instances are refused beside it.\n",
    .examples = "oasdrift validate schema.json instance.json other.yaml\n"
                "oasdrift validate schema.json events.ndjson.gz --report json\n"
                "generate | oasdrift validate schema.json - --from ndjson\n"
                "# a schema of a description\n"
                "oasdrift validate openapi.yaml#/components/schemas/Pet pet.json\n"
                "# can who knows the old schema read what is written by the new one?\n"
                "oasdrift validate --includes new.schema.json old.schema.json\n"
                "# is the schema one?\n"
                "oasdrift validate https://json-schema.org/draft/2020-12/schema schema.json\n",
    .often = "dialect formats from report includes trace",
    .options = options,
    .reports = OASDRIFT_INSTANCES,
    .operands_least = 2,
    .operands_most = SIZE_MAX,
    .codes = {"every instance is valid, but for findings below --fail-on; --includes: yes, proved",
              "an instance is invalid; --includes: no",
              "usage, the configuration or the schema is unusable",
              "incomplete: an instance could not be read or judged, or there is none; with "
              "--require-complete also when anything was not checked, and then before 1; "
              "--includes: undecided, and standard error tells why"},
    .lacking = "validate needs a schema and an instance ('-': standard input)",
    .check = check,
    .call = validate,
};
