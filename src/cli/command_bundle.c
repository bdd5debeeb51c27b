#include "cli/command.h"

static const struct option options[] = {{"output", 'o', OPTION_OUTPUT, FIELD(bundle.output), "FILE",
                                         "where the bundle goes; default: standard output", NULL,
                                         0},
                                        {.name = NULL}};

static int bundle(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_bundle_options *chosen = &invocation->bundle;

    (void)operands;
    chosen->description = invocation->description;
    chosen->terminal = invocation->terminal;
    chosen->read_already = invocation->outcome.read_already;
    return oasdrift_bundle(invocation->apis->description, chosen);
}

const struct command command_bundle = {
    .name = "bundle",
    .usage = "[DESCRIPTION | API] [-o FILE]",
    .summary = "one file of a description of many",
    .description =
        "Members keep their order; what a $ref leads to in another file becomes a component by the "
        "name it has there, or has among the components already; a path item stands in the place "
        "of its $ref. The bundle judges as the files do.\n"
        "\n"
        "A name that is taken gets a number (Pet-2). A $ref in an example, an extension or a text, "
        "where OpenAPI has none, is replaced by what it leads to; externalValue stays, and "
        "comments are not kept. Where not all can be brought in, that is told with its place, "
        "nothing is written, and the exit code is 2. The name of FILE tells JSON from YAML (.json, "
        ".yaml, .yml); else the bundle is what the description is.\n",
    .examples = "oasdrift bundle openapi.yaml -o bundled.yaml\n"
                "oasdrift bundle openapi.yaml -o bundled.json\n"
                "# all of a description that lies on a server\n"
                "oasdrift bundle https://api.example.com/openapi.yaml > openapi.yaml\n",
    .often = "output allow-ref overlay",
    .options = options,
    .shares = SHARES_DESCRIPTION | SHARES_TERMINAL | SHARES_PROJECT,
    .operands = OPERANDS_DESCRIPTIONS,
    .one_api = true,
    .operands_least = 1,
    .operands_most = 1,
    .lacking = "bundle needs a description, or an .oasdrift.yaml that names one",
    .call = bundle,
};
