#include "cli/command.h"
#include "cli/interrupts.h"

static const struct option options[] = {
    {"count", 0, OPTION_COUNT, FIELD(generate.count), "N", "values at most; default 1", NULL,
     1000 * 1000},
    {"seed", 0, OPTION_NUMBER, FIELD(generate.seed), "N",
     "begin at other values, the same ones for the same N; default 0: the simplest", NULL, 0},
    {"boundary", 0, OPTION_FLAG, FIELD(generate.boundary), NULL,
     "values at the bounds of keywords, one each", NULL, 0},
    {"invalid", 0, OPTION_LIST, FIELD(generate.invalid), "KEYWORD",
     "values that break just that: maxLength, a JSON pointer, all; repeatable", NULL, 0},
    {"direction", 0, OPTION_CHOICE, FIELD(generate.direction), "NAME",
     "of a request no readOnly property is required, of a response no writeOnly one",
     "request|response", 0},
    {"dialect", 0, OPTION_CHOICE, FIELD(generate.dialect), "NAME",
     "of schemas without $schema; default: the description's version, else 2020-12",
     "draft4|draft6|draft7|2019-09|2020-12|oas20|oas30|oas31|oas32", 0},
    {"formats", 0, OPTION_CHOICE, FIELD(description.formats), "POLICY",
     "must values keep to `format`? default error", "standard|off|warn|error", 0},
    {"allow-ref", 0, OPTION_FOLDERS_OR_HOSTS, FIELD(description.allow_refs), "DIR-or-HOST",
     "folder out of the repository for $ref, or HOST[:PORT] to fetch from", NULL, 0},
    {"map-uri", 0, OPTION_NAMED_FILES, FIELD(description.uri_maps), "PREFIX=PATH",
     "$ref to such URIs leads to local files", NULL, 0},
    {"overlay", 0, OPTION_FILES, FIELD(description.overlays), "FILE",
     "an Overlay applied to the description first; repeatable", NULL, 0},
    {"quiet", 'q', OPTION_LOWER, FIELD(terminal.verbosity), NULL,
     "say nothing of how many values there are", NULL, 0},
    {"verbose", 'v', OPTION_RAISE, FIELD(terminal.verbosity), NULL,
     "which line is for which keyword, and why others have none", NULL, 0},
    {.name = NULL}};

static int generate(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_generate_options *chosen = &invocation->generate;

    chosen->description = invocation->description;
    chosen->terminal = invocation->terminal;
    chosen->terminal.interrupted = catch_interrupts();
    return oasdrift_generate(operands->items[0], chosen);
}

const struct command command_generate = {
    .name = "generate",
    .usage = "SCHEMA|DESCRIPTION#POINTER [--count N]",
    .summary = "values of a schema, or a proof that it has none",
    .description =
        "Prints values that satisfy the schema, a line of JSON each, no two equal. The schema is a "
        "file, a place in one (FILE#/JSON/POINTER), `-` or the URI of a meta-schema, as for "
        "`oasdrift validate`. What the schema has as examples comes first, then what is short and "
        "readable, with discriminators that name a schema; each value has been validated. Schemas "
        "of its "
        "`anyOf` or `oneOf` take turns. The same "
        "command prints the same values; `--seed` begins at others of them, the first one "
        "included, and "
        "those before come last.\n"
        "\n"
        "`--boundary` prints values at the bounds of the schema's keywords: the least and the "
        "greatest number (of `int32` and the like, too), each length, each value of an enum, each "
        "type, each branch. `--invalid KEYWORD` prints values that break just one keyword, "
        "wherever in the "
        "schema it stands, and keep all others: the validator finds nothing else in them. KEYWORD "
        "is a name, `all`, or a JSON pointer, from the schema (`/properties/id/minimum`) or from "
        "its document (`#/components/...`). In a branch of `anyOf` or `oneOf` that branch would "
        "fit without the keyword, and no other one does; with -v it is told where `oasdrift "
        "validate` explains another one. Both together print what is one step beyond a bound, and "
        "each required property absent. A keyword that others imply can never be the only one that "
        "is broken; that is proved, and "
        "counted. Without `--count` there is a value for each.\n",
    .examples = "oasdrift generate schema.json\n"
                "# ten values of a schema of a description, as one array\n"
                "oasdrift generate openapi.yaml#/components/schemas/Pet --count 10 | jq -s .\n"
                "# other ones\n"
                "oasdrift generate openapi.yaml#/components/schemas/Pet --count 10 --seed 7\n"
                "# what a server must refuse, a line for each keyword, and which ones\n"
                "oasdrift generate openapi.yaml#/components/schemas/Pet --invalid all -v\n"
                "oasdrift generate openapi.yaml#/components/schemas/Pet --boundary\n"
                "# nothing but an exit code: can anything satisfy it?\n"
                "oasdrift generate schema.json > /dev/null\n",
    .often = "count seed boundary invalid dialect",
    .options = options,
    .operands_least = 1,
    .operands_most = 1,
    .codes = {"values: as many as were asked for, or all there are, which standard error tells; "
              "with --boundary or --invalid one at least",
              "nothing satisfies the schema, or no value breaks just that: proved",
              "usage, the configuration or the schema is unusable",
              "undecided, whether there is a value, or another one than those that are printed; "
              "standard error tells the reason"},
    .lacking = "generate needs a schema, such as schema.json or "
               "openapi.yaml#/components/schemas/Pet ('-': standard input)",
    .call = generate,
};
