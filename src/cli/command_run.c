#include "cli/command.h"

#include <string.h>

#define FIELD(name) offsetof(struct invocation, options.name)

static const struct option options[] = {
    {"url", 0, OPTION_TEXT, FIELD(url), "URL", "the server's base URL (required)", NULL, 0},
    {"parameter", 0, OPTION_LIST, FIELD(parameters), "NAME=VALUE",
     "a parameter's value; repeatable", NULL, 0},
    {"header", 'H', OPTION_LIST, FIELD(headers), "'NAME: VALUE'",
     "added to every request; repeatable", NULL, 0},
    {"methods", 0, OPTION_CHOICE, offsetof(struct invocation, methods), "WHICH",
     "default safe: GET, HEAD, OPTIONS, QUERY", "safe|all", 0},
    {"max-cases", 0, OPTION_NUMBER, FIELD(max_cases), "N", "requests sent at most", NULL, 0},
    {"concurrency", 0, OPTION_NUMBER, FIELD(concurrency), "N", "transfers at once; default 8", NULL,
     256},
    {"max-time", 0, OPTION_TIME, FIELD(max_time_ms), "TIME", "of one transfer; default 30s", NULL,
     0},
    {"connect-timeout", 0, OPTION_TIME, FIELD(connect_timeout_ms), "TIME", "default 5s", NULL, 0},
    {"user", 'u', OPTION_TEXT, FIELD(user), "USER:PASSWORD", "HTTP basic credentials", NULL, 0},
    {"insecure", 'k', OPTION_FLAG, FIELD(insecure), NULL, "do not verify TLS certificates", NULL,
     0},
    {"cacert", 0, OPTION_TEXT, FIELD(ca_file), "FILE", "certificates to trust", NULL, 0},
    {"cert", 0, OPTION_TEXT, FIELD(cert), "FILE", "client certificate", NULL, 0},
    {"key", 0, OPTION_TEXT, FIELD(key), "FILE", "its private key", NULL, 0},
    {"proxy", 'x', OPTION_TEXT, FIELD(proxy), "URL", "use this proxy", NULL, 0},
    {"resolve", 0, OPTION_LIST, FIELD(resolve), "HOST:PORT:ADDRESS", "as curl's; repeatable", NULL,
     0},
    {"unix-socket", 0, OPTION_TEXT, FIELD(unix_socket), "PATH", "connect through it", NULL, 0},
    {"dry-run", 0, OPTION_FLAG, FIELD(dry_run), NULL, "print curl commands, send nothing", NULL, 0},
    {NULL, 0, OPTION_FLAG, 0, NULL, NULL, NULL, 0}};

static int run(struct invocation *invocation, const struct operands *operands)
{
    invocation->options.description = operands->items[0];
    invocation->options.all_methods =
        invocation->methods && strcmp(invocation->methods, "all") == 0;
    invocation->options.interrupted = catch_interrupts();
    return oasdrift_run(&invocation->options);
}

const struct command command_run = {
    .name = "run",
    .usage = "DESCRIPTION --url URL",
    .summary = "fire requests at a server and judge its answers",
    .examples =
        "  OASDRIFT_AUTH_BEARER=$TOKEN oasdrift run openapi.yaml --url https://api.test \\\n"
        "      --parameter organizationId=acme\n"
        "  Requests go to the URL and the operation's path; the path of the description's\n"
        "  server (such as /api/v1) belongs into the URL.\n"
        "  Credentials of a security scheme come from OASDRIFT_AUTH_<SCHEME>.\n",
    .options = options,
    .shares = SHARES_ALL,
    .operands_least = 1,
    .operands_most = 1,
    .lacking = "run needs a description",
    .call = run,
};
