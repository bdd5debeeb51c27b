#include "cli/command.h"

static int init(struct invocation *invocation, const struct operands *operands)
{
    return oasdrift_init(operands->count ? operands->items[0] : ".", &invocation->terminal);
}

const struct command command_init = {
    .name = "init",
    .usage = "[FOLDER]",
    .summary = "write a first .oasdrift.yaml of what is found here",
    .description =
        "Looks through the folder, by default the working directory, for OpenAPI descriptions and "
        "recordings, says what "
        "it has found and what it could not tell, and writes an .oasdrift.yaml that names them. "
        "Nothing is asked, and a file that is there already stays as it is.\n"
        "\n"
        "A recording belongs to the description whose operations its first requests hit. Hidden "
        "folders and node_modules are left out, and links are not followed. Where no description "
        "is found, nothing is written (exit 3).\n",
    .examples = "oasdrift init\n"
                "oasdrift check\n",
    .stands_alone = true,
    .operands_most = 1,
    .call = init,
};
