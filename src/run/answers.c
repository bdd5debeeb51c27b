#include "run/answers.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"

void answers_init(struct answers *answers, const struct api *api)
{
    *answers = (struct answers){.api = api,
                                .succeeded = alloc_zeroed(api->operation_count + 1, sizeof(bool))};
}

void answers_release(struct answers *answers)
{
    free(answers->succeeded);
    answers->succeeded = NULL;
}

void answers_note(struct answers *answers, const struct exchange *exchange,
                  const struct operation *operation)
{
    int status = exchange->response.status;

    if (exchange->failure.text || status < 100)
        return;
    if (answers->count++ == 0)
        answers->first_status = status;
    answers->successes += status >= 200 && status < 400;
    answers->not_found += status == 404;
    answers->forbidden += status == 401 || status == 403;
    if (operation && operation->kind == OPERATION_PATH && status >= 200 && status < 300)
        answers->succeeded[operation->index] = true;
}

uint64_t answers_operations_succeeded(const struct answers *answers)
{
    uint64_t count = 0;

    for (size_t i = 0; i < answers->api->operation_count; i++)
        count += answers->succeeded[i];
    return count;
}

bool answers_are_all_failures(const struct answers *answers)
{
    return answers->count > 0 && answers->successes == 0;
}

static struct str likely_cause(const struct answers *answers, struct arena *arena, struct str url)
{
    struct str base;

    if (answers->not_found == answers->count && !openapi_names_base(answers->api, url) &&
        openapi_bases(answers->api, &base, 1))
        return str_format(arena,
                          "all are 404, and the path of --url %.*s is not the one of the "
                          "description's server, \"%.*s\"",
                          STR_ARGS(url), STR_ARGS(base.length ? base : STR("/")));
    if (answers->not_found == answers->count)
        return STR("all are 404: is --url the base under which the API lives?");
    if (answers->forbidden == answers->count)
        return STR("all are 401 or 403: are credentials lacking (OASDRIFT_AUTH_<SCHEME>)?");
    return str_format(arena, "the first one is %d", answers->first_status);
}

struct str answers_complaint(const struct answers *answers, struct arena *arena, struct str url)
{
    struct str cause = likely_cause(answers, arena, url);

    return str_format(arena,
                      "of %" PRIu64 " answer%s to valid requests none is a success (2xx or 3xx); "
                      "%.*s",
                      answers->count, answers->count == 1 ? "" : "s", STR_ARGS(cause));
}
