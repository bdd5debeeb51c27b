#include "cli/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const struct option options[] = {
    {"dialect", 0, OPTION_CHOICE, FIELD(program.dialect), "NAME",
     "program: of schemas without $schema; default: the description's version",
     "draft4|draft6|draft7|2019-09|2020-12|oas20|oas30|oas31|oas32", 0},
    {"formats", 0, OPTION_CHOICE, FIELD(description.formats), "POLICY",
     "program: default error, of a description standard", "standard|off|warn|error", 0},
    {"allow-ref", 0, OPTION_FOLDERS_OR_HOSTS, FIELD(description.allow_refs), "DIR-or-HOST",
     "program: folder out of the repository for $ref, or HOST[:PORT]", NULL, 0},
    {"map-uri", 0, OPTION_NAMED_FILES, FIELD(description.uri_maps), "PREFIX=PATH",
     "program: $ref to such URIs leads to local files", NULL, 0},
    {"overlay", 0, OPTION_FILES, FIELD(description.overlays), "FILE",
     "program, routes: an Overlay applied first; repeatable", NULL, 0},
    {"server", 0, OPTION_LIST, FIELD(description.servers), "URL-or-PATH",
     "routes: a further base under which the API lives", NULL, 0},
    {"rules", 0, OPTION_RULE_SETS, FIELD(rules.sets), "FILE",
     "rules: a rule set, as for check; repeatable", NULL, 0},
    {"report", 0, OPTION_REPORTS, FIELD(outcome.reports), "FORMAT[=FILE]",
     "routes: repeatable; default: text", NULL, 0},
    {"values", 0, OPTION_CHOICE, FIELD(outcome.values), "WHAT",
     "routes: of the request to show; none: what the description holds", "redacted|none", 0},
    {.name = NULL}};

/* A rule is remembered by the end of its name: "unsatisfiable", "schema-unsatisfiable". */
static void try_rule(struct near_miss *miss, struct str id)
{
    size_t length = miss->word.length;
    bool ends_so = length && length < id.length &&
                   char_is_any(id.text[id.length - length - 1], ".-") &&
                   str_equal(str_slice(id, id.length - length, SIZE_MAX), miss->word);

    if (ends_so && miss->distance > 0)
        near_miss_is(miss, id);
    else
        near_miss_try(miss, id);
}

static int explain_nothing(const char *rule)
{
    struct near_miss miss = near_miss_of(str_of(rule));
    const char *id;
    struct error err = {0};

    for (size_t i = 0; (id = oasdrift_rule_id(i)); i++)
        try_rule(&miss, str_of(id));
    if (!is_plain_word(rule))
        error_raise(&err, "no rule has such a name; `oasdrift explain` lists them");
    else if (miss.best.text)
        error_raise(&err, "no rule \"%s\"; did you mean %.*s?", rule, STR_ARGS(miss.best));
    else
        error_raise(&err, "no rule \"%s\"; `oasdrift explain` lists them", rule);
    complain(err.message);
    return OASDRIFT_UNUSABLE;
}

/* The page of a rule. "response.body-schema.pattern" is the rule response.body-schema, broken by a
   keyword of the schema. */
static const char *find_page(const char *rule, size_t *length)
{
    const char *page = oasdrift_rule_page(rule, length);
    const char *keyword = strrchr(rule, '.');
    char *id;

    if (page || !keyword)
        return page;
    id = alloc_zeroed(1, (size_t)(keyword - rule) + 1);
    memcpy(id, rule, (size_t)(keyword - rule));
    page = oasdrift_rule_page(id, length);
    free(id);
    return page;
}

static int explain_rule(const char *rule)
{
    size_t length;
    const char *page = find_page(rule, &length);

    if (!page)
        return explain_nothing(rule);
    fwrite(page, 1, length, stdout);
    return OASDRIFT_OK;
}

static int list_rules(void)
{
    const char *id;

    for (size_t i = 0; (id = oasdrift_rule_id(i)); i++)
        puts(id);
    return OASDRIFT_OK;
}

static int unusable(const char *message)
{
    complain(message);
    return OASDRIFT_UNUSABLE;
}

static int explain_program(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_explain_program_options *chosen = &invocation->program;

    if (operands->count != 2)
        return unusable("explain program needs a schema, such as schema.json or "
                        "openapi.yaml#/components/schemas/Pet");
    chosen->description = invocation->description;
    chosen->terminal = invocation->terminal;
    return oasdrift_explain_program(operands->items[1], chosen);
}

static int explain_routes(struct invocation *invocation, const struct operands *operands)
{
    const struct oasdrift_explain_routes_options chosen = {.description = invocation->description,
                                                           .terminal = invocation->terminal,
                                                           .reports = invocation->outcome.reports,
                                                           .values = invocation->outcome.values,
                                                           .read_already =
                                                               invocation->outcome.read_already};
    const bool one_request = operands->count == 4;

    if (operands->count != 2 && !one_request)
        return unusable("explain routes needs a description, and a method with a URL or neither: "
                        "openapi.yaml GET /pets/7");
    return oasdrift_explain_routes(operands->items[1], one_request ? operands->items[2] : NULL,
                                   one_request ? operands->items[3] : NULL, &chosen);
}

static int explain_rules(struct invocation *invocation, const struct operands *operands)
{
    if (operands->count != 1)
        return unusable("explain rules takes no more words: rule sets come with --rules FILE");
    return oasdrift_explain_rules(&invocation->rules.sets, &invocation->terminal);
}

static const struct {
    const char *word;
    int (*explain)(struct invocation *invocation, const struct operands *operands);
} subjects[] = {{"program", explain_program}, {"routes", explain_routes}, {"rules", explain_rules}};

static const char *subject_at(size_t index)
{
    if (index < ARRAY_LENGTH(subjects))
        return subjects[index].word;
    index -= ARRAY_LENGTH(subjects);
    return index == 0 ? "values" : oasdrift_rule_id(index - 1);
}

static int explain(struct invocation *invocation, const struct operands *operands)
{
    if (operands->count == 0)
        return list_rules();
    for (size_t i = 0; i < ARRAY_LENGTH(subjects); i++)
        if (strcmp(operands->items[0], subjects[i].word) == 0)
            return subjects[i].explain(invocation, operands);
    return operands->count == 1
               ? explain_rule(operands->items[0])
               : unusable(
                     "explain takes one rule, `program SCHEMA`, `routes DESCRIPTION`, `rules` or "
                     "`values`");
}

const struct command command_explain = {
    .name = "explain",
    .usage = "[RULE|rules|program SCHEMA|routes DESCRIPTION [METHOD URL]]",
    .summary = "a rule's page, the rules in force, routes, a compiled schema",
    .description = "With the id of a rule, or of what makes a run incomplete (`run.empty`), its "
                   "page: an example that breaks it and one that keeps it, why it matters, how to "
                   "silence or raise it. Without a word, all ids.\n"
                   "\n"
                   "`rules` tells the severities in force, each with its file and line. `values` "
                   "tells what reports show of recorded values, and what they do not hide.\n"
                   "\n"
                   "`routes` lists the operations, webhooks and callbacks of a description, or "
                   "tells which one a request hits; it exits 1 when none is hit.\n"
                   "\n"
                   "`program` shows what a schema is compiled to, a line an instruction: label, "
                   "instruction and operands, `->` where its block ends, place in the schema. A "
                   "label is PROGRAM:INSTRUCTION; what `$ref` leads to is CALLed there. `oasdrift "
                   "validate --trace` shows a program at work.\n",
    .examples = "oasdrift explain response.body-schema\n"
                "# all rule ids\n"
                "oasdrift explain\n"
                "# which operation does a request hit, and what kept the others from it?\n"
                "oasdrift explain routes openapi.yaml GET https://api.example.com/v1/pets/7\n"
                "oasdrift explain routes openapi.yaml\n"
                "# what is in force, and from where\n"
                "oasdrift explain rules --rules gateway --rules ./team.yaml\n"
                "oasdrift explain program openapi.yaml#/components/schemas/Pet\n"
                "oasdrift explain values\n",
    .often = "rules report dialect",
    .options = options,
    .reports = OASDRIFT_ROUTES,
    .word = subject_at,
    .operands_most = 4,
    .call = explain,
};
