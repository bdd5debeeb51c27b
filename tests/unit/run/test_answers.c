/* What a live run makes of the answers: what to say when no request succeeded, or none of an
   operation. */
#include "running.h"

#include "document/data_excerpt.h"
#include "run/answers.h"

static const char served[] = "openapi: 3.1.0\n"
                             "info: {title: Things, version: '1'}\n"
                             "servers: [{url: /api/v1}]\n"
                             "paths:\n"
                             "  /a: {get: {responses: {'200': {description: ok}}}}\n"
                             "  /b: {get: {responses: {'200': {description: ok}}}}\n";

enum { MAX_ANSWERS = 4 };

/* statuses: of the answers in turn, to /a and /b by turns; 0 ends them, -1 is one without answer.
 */
static const struct {
    const char *name, *url;
    int statuses[MAX_ANSWERS];
    const char *complaint; /* part of it; NULL: there is none to make */
} rows[] = {
    {"no request", "http://x.test", {0}, NULL},
    {"no answer", "http://x.test", {-1, -1}, NULL},
    {"both succeed", "http://x.test/api/v1", {200, 204}, NULL},
    {"one succeeds", "http://x.test/api/v1", {500, 201}, NULL},
    {"one operation, twice", "http://x.test/api/v1", {200, 500, 200}, NULL},
    {"a redirect is a success of none", "http://x.test/api/v1", {302}, NULL},
    {"one 404 under another base",
     "http://x.test",
     {404},
     "of 1 answer to valid requests none is a success (2xx or 3xx); all are 404, and the path of "
     "--url http://x.test is not the one of the description's server, \"/api/v1\""},
    {"404 under the description's base",
     "http://x.test/api/v1",
     {404, 404},
     "of 2 answers to valid requests none is a success (2xx or 3xx); all are 404: is --url the "
     "base"},
    {"no credentials", "http://x.test/api/v1", {401, 403}, "all are 401 or 403: are credentials"},
    {"this and that", "http://x.test/api/v1", {503, 404, -1}, "the first one is 503"},
};

START_TEST(complaint)
{
    struct judging judging;
    struct answers answers;
    struct str said;

    judging_init(&judging, served, NULL);
    answers_init(&answers, judging.api);
    for (size_t i = 0; i < MAX_ANSWERS && rows[_i].statuses[i]; i++) {
        struct exchange exchange = {.response.status = rows[_i].statuses[i]};

        if (rows[_i].statuses[i] < 0)
            exchange = (struct exchange){.failure = STR("no answer")};
        answers_note(&answers, &exchange);
    }
    ck_assert_msg(answers_are_all_failures(&answers) == (rows[_i].complaint != NULL), "%s",
                  rows[_i].name);
    if (rows[_i].complaint) {
        said = data_spans_show(&judging.arena,
                               answers_complaint(&answers, &judging.arena, str_of(rows[_i].url)));
        ck_assert_msg(strstr(str_copy(&judging.arena, said).text, rows[_i].complaint), "%s: %.*s",
                      rows[_i].name, STR_ARGS(said));
    }
    judging_release(&judging);
}
END_TEST

START_TEST(without_a_success)
{
    struct operation_answers answers = {.succeeded = 0};
    struct arena arena;

    arena_init(&arena);
    operation_answers_fail(&answers, 422);
    operation_answers_fail(&answers, 404);
    operation_answers_fail(&answers, 404);
    ck_assert_str_eq(answers_without_success(&arena, &answers, STR_NONE).text,
                     "no request was answered with a success (404, 422)");
    answers = (struct operation_answers){.succeeded = 0};
    operation_answers_fail(&answers, 401);
    ck_assert_str_eq(answers_without_success(&arena, &answers, STR("id was invented")).text,
                     "no request was answered with a success (401)");
    operation_answers_fail(&answers, 422);
    operation_answers_fail(&answers, 404);
    for (int status = 503; status >= 500; status--)
        operation_answers_fail(&answers, status);
    ck_assert_str_eq(answers_without_success(&arena, &answers, STR("id was invented")).text,
                     "no request was answered with a success (401, 404, 422, 500...); id was "
                     "invented");
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("answers", UNIT_LOOP(complaint, rows); UNIT_TEST(without_a_success))
