#include "run/answers.h"

#include "base/data_span.h"

#include <inttypes.h>

#include "base/strbuf.h"

void answers_init(struct answers *answers, const struct api *api)
{
    *answers = (struct answers){.api = api};
}

void answers_note(struct answers *answers, const struct exchange *exchange)
{
    int status = exchange->response.status;

    if (exchange->failure.text || status < 100)
        return;
    if (answers->count++ == 0)
        answers->first_status = status;
    answers->successes += status >= 200 && status < 400;
    answers->not_found += status == 404;
    answers->forbidden += status == 401 || status == 403;
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
                          STR_ARGS(data_url(arena, url)), STR_ARGS(base.length ? base : STR("/")));
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
                      "of %" PRIu64 " %s to valid requests none is a success (2xx or 3xx); "
                      "%.*s",
                      answers->count, str_counted(answers->count, "answer", "answers"),
                      STR_ARGS(cause));
}

/* Nobody has looked at the values then. */
static bool all_lack_credentials(const struct operation_answers *answers)
{
    return answers->failure_count == 1 && answers->failures[0] == 401;
}

struct str answers_without_success(struct arena *arena, const struct operation_answers *answers,
                                   struct str doubts)
{
    struct strbuf out;
    struct str text;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, "no request was answered with a success (");
    for (size_t i = 0; i < answers->failure_count; i++)
        strbuf_addf(&out, "%s%d", i ? ", " : "", answers->failures[i]);
    strbuf_add_text(&out, answers->failure_count == OPERATION_MAX_FAILURES ? "...)" : ")");
    if (doubts.length && !all_lack_credentials(answers)) {
        strbuf_add_text(&out, "; ");
        strbuf_add(&out, doubts);
    }
    text = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}
