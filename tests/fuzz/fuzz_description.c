/* Any bytes as a description, of one file or several: it is loaded or refused with a place, and
   what was loaded can be listed, routed by, linted and judged by. A line "=== b" starts the second
   file, which references of the first (a) can name, and so on. */
#include "check/check.h"
#include "folder.h"
#include "lint/lint.h"
#include "parts.h"

enum { FILES = 3, OPERATIONS = 6 };

static void write_files(struct str text)
{
    for (char name[] = "a"; name[0] < 'a' + FILES; name[0]++) {
        struct str part = cut_part(&text, (char)(name[0] + 1));

        write_file(name, part);
    }
}

static void judge(struct checker *checker, const struct operation *operation)
{
    static struct header items[] = {{STR_INITIAL("content-type"), STR_INITIAL("application/json")}};
    static const struct body body = {.state = BODY_PRESENT,
                                     .bytes = STR_INITIAL("{\"a\":[1,\"x\"]}")};
    struct exchange exchange = {
        .request = {.method = operation->method,
                    .url = operation->path,
                    .headers = {items, 1, false},
                    .body = body},
        .response = {.status = 200, .headers = {items, 1, false}, .body = body},
        .source = STR("fuzz"),
    };
    struct judgement judgement;

    check_exchange(checker, &exchange, &judgement);
}

static void use(struct api *api)
{
    struct rules *rules = rules_new();
    struct redaction *redaction = redaction_new();
    struct checker *checker;
    struct judgement judgement;

    openapi_list_calls(api);
    checker = checker_new(api, rules, redaction);
    lint_description(checker, &judgement);
    for (size_t i = 0; i < judgement.finding_count; i++)
        must((judgement.findings[i].brief || judgement.findings[i].message.length) &&
                 judgement.findings[i].description.line,
             "a finding has a message and a line");
    for (size_t i = 0; i < api->operation_count && i < OPERATIONS; i++)
        judge(checker, &api->operations[i]);
    checker_free(checker);
    redaction_free(redaction);
    rules_free(rules);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct error err = {0};
    struct api *api;
    char path[sizeof folder + 2];

    snprintf(path, sizeof path, "%s/a", folder);
    write_files((struct str){(const char *)data, size});
    api = openapi_load(path, NULL, &err);
    must(api || err.message[0], "a refusal says why");
    if (api)
        use(api);
    openapi_free(api);
    return 0;
}
