#include "cli/command.h"
#include "cli/interrupts.h"

#include <string.h>

static const struct option options[] = {
    {"url", 0, OPTION_TEXT, FIELD(url), "URL", "the server's base URL (required)", NULL, 0},
    {"parameter", 0, OPTION_PAIRS, FIELD(run.parameters), "NAME=VALUE",
     "a parameter's value; repeatable", NULL, 0},
    {"header", 'H', OPTION_HEADERS, FIELD(run.live.headers), "'NAME: VALUE'",
     "added to every request; repeatable", NULL, 0},
    {"methods", 0, OPTION_CHOICE, FIELD(methods), "WHICH",
     "default safe: GET, HEAD, OPTIONS, QUERY", "safe|all", 0},
    {"max-cases", 0, OPTION_NUMBER, FIELD(run.max_cases), "N", "requests sent at most", NULL, 0},
    {"concurrency", 0, OPTION_NUMBER, FIELD(run.live.concurrency), "N",
     "transfers at once; default 8", NULL, 256},
    {"max-time", 0, OPTION_TIME, FIELD(run.live.max_time_ms), "TIME",
     "of one transfer; default 30s", NULL, 0},
    {"connect-timeout", 0, OPTION_TIME, FIELD(run.live.connect_timeout_ms), "TIME", "default 5s",
     NULL, 0},
    {"user", 'u', OPTION_CREDENTIALS, FIELD(run.live.user), "USER:PASSWORD",
     "HTTP basic credentials", NULL, 0},
    {"insecure", 'k', OPTION_FLAG, FIELD(run.live.insecure), NULL, "do not verify TLS certificates",
     NULL, 0},
    {"cacert", 0, OPTION_FILE, FIELD(run.live.ca_file), "FILE", "certificates to trust", NULL, 0},
    {"cert", 0, OPTION_FILE, FIELD(run.live.cert), "FILE", "client certificate", NULL, 0},
    {"key", 0, OPTION_FILE, FIELD(run.live.key), "FILE", "its private key", NULL, 0},
    {"proxy", 'x', OPTION_TEXT, FIELD(run.live.proxy), "URL", "use this proxy", NULL, 0},
    {"resolve", 0, OPTION_LIST, FIELD(run.live.resolve), "HOST:PORT:ADDRESS",
     "as curl's; repeatable", NULL, 0},
    {"unix-socket", 0, OPTION_SOCKET, FIELD(run.live.unix_socket), "PATH", "connect through it",
     NULL, 0},
    {"dry-run", 0, OPTION_FLAG, FIELD(run.dry_run), NULL, "print curl commands, send nothing", NULL,
     0},
    {.name = NULL}};

static int run(struct invocation *invocation, const struct operands *operands)
{
    struct oasdrift_run_options *chosen = &invocation->run;

    (void)operands;
    chosen->outcome = invocation->outcome;
    chosen->rules = invocation->rules;
    chosen->description = invocation->description;
    chosen->operations = invocation->operations;
    chosen->terminal = invocation->terminal;
    chosen->all_methods = invocation->methods && strcmp(invocation->methods, "all") == 0;
    chosen->terminal.interrupted = catch_interrupts();
    return oasdrift_run_apis(invocation->apis, invocation->api_count, chosen);
}

const struct command command_run = {
    .name = "run",
    .usage = "[DESCRIPTION | API...] --url URL",
    .summary = "fire requests at a server and judge its answers",
    .description =
        "Makes requests of the description's examples, defaults and schemas, sends them, and "
        "judges the answers as `oasdrift check` judges recordings.\n"
        "\n"
        "Requests go to the URL and the operation's path: the path of the description's server "
        "(such as /api/v1) belongs into the URL. `--parameter NAME=VALUE` gives a parameter's "
        "value where the description has no example. An example that its schema refuses is not "
        "sent as it is, which is told: what is wrong in it is replaced. An operation that never "
        "answered with a "
        "success is listed as not checked, with the parameters whose values were invented.\n"
        "\n"
        "Only GET, HEAD, OPTIONS and QUERY are sent unless `--methods all`; then POST, PUT, PATCH "
        "and the like follow, and DELETE comes last, the longest path first.\n"
        "\n"
        "Credentials of a security scheme come from OASDRIFT_AUTH_SCHEME (its name in capitals), "
        "so that they stand in no process list, and never reach a report.\n",
    .examples = "# a deployment, by requests that only read\n"
                "OASDRIFT_AUTH_BEARER=$TOKEN oasdrift run openapi.yaml \\\n"
                "    --url https://api.test/v1 --parameter organizationId=acme\n"
                "# all methods: what creates goes before what removes\n"
                "oasdrift run openapi.yaml --url http://127.0.0.1:8080 --methods all\n"
                "# what would be sent\n"
                "oasdrift run openapi.yaml --url https://api.test/v1 --dry-run\n",
    .often = "url parameter header methods max-cases report fail-on rules operation dry-run",
    .options = options,
    .shares = SHARES_ALL,
    .operands = OPERANDS_DESCRIPTIONS,
    .operands_least = 1,
    .operands_most = 1,
    .lacking = "run needs a description, or an .oasdrift.yaml that names one",
    .call = run,
};
