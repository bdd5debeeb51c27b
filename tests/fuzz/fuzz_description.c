/* Any bytes as a description, of one file or several: it is loaded or refused with a place, and
   what was loaded can be listed, routed by, linted and judged by. A line "=== b" starts the second
   file, which references of the first (a) can name, and so on. */
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "check/check.h"
#include "check_tape.h"
#include "lint/lint.h"

enum { FILES = 3, OPERATIONS = 6 };

static char folder[] = "/tmp/oasdrift-fuzz-XXXXXX";
static int folder_file;

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
    (void)status, (void)kind, (void)ftw;
    return remove(path);
}

static void remove_folder(void)
{
    nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int LLVMFuzzerInitialize(int *count, char ***arguments);

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
    (void)count, (void)arguments;
    must(mkdtemp(folder) != NULL, "a folder for the files");
    folder_file = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
    atexit(remove_folder);
    return 0;
}

static void write_file(const char *name, struct str text)
{
    int file = openat(folder_file, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    must(file >= 0 && write(file, text.text, text.length) == (ssize_t)text.length, "a file");
    close(file);
}

static void write_files(struct str text)
{
    for (char name[] = "a"; name[0] < 'a' + FILES; name[0]++) {
        char next[] = {'\n', '=', '=', '=', ' ', (char)(name[0] + 1), '\n', '\0'};
        size_t end = str_find(text, str_of(next));

        write_file(name, str_slice(text, 0, end));
        text = end == SIZE_MAX ? STR("") : str_slice(text, end + strlen(next), SIZE_MAX);
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
        must(judgement.findings[i].message.length && judgement.findings[i].description.line,
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
