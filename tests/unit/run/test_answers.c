/* What a live run makes of the answers: which operations succeeded, and what to say when none did.
 */
#include "running.h"

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
    uint64_t succeeded;
    const char *complaint; /* part of it; NULL: there is none to make */
} rows[] = {
    {"no request", "http://x.test", {0}, 0, NULL},
    {"no answer", "http://x.test", {-1, -1}, 0, NULL},
    {"both succeed", "http://x.test/api/v1", {200, 204}, 2, NULL},
    {"one succeeds", "http://x.test/api/v1", {500, 201}, 1, NULL},
    {"one operation, twice", "http://x.test/api/v1", {200, 500, 200}, 1, NULL},
    {"a redirect is a success of none", "http://x.test/api/v1", {302}, 0, NULL},
    {"one 404 under another base",
     "http://x.test",
     {404},
     0,
     "of 1 answer to valid requests none is a success (2xx or 3xx); all are 404, and the path of "
     "--url http://x.test is not the one of the description's server, \"/api/v1\""},
    {"404 under the description's base",
     "http://x.test/api/v1",
     {404, 404},
     0,
     "of 2 answers to valid requests none is a success (2xx or 3xx); all are 404: is --url the "
     "base"},
    {"no credentials",
     "http://x.test/api/v1",
     {401, 403},
     0,
     "all are 401 or 403: are credentials"},
    {"this and that", "http://x.test/api/v1", {503, 404, -1}, 0, "the first one is 503"},
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
        answers_note(&answers, &exchange, &judging.api->operations[i % 2]);
    }
    ck_assert_uint_eq(answers_operations_succeeded(&answers), rows[_i].succeeded);
    ck_assert_msg(answers_are_all_failures(&answers) == (rows[_i].complaint != NULL), "%s",
                  rows[_i].name);
    if (rows[_i].complaint) {
        said = answers_complaint(&answers, &judging.arena, str_of(rows[_i].url));
        ck_assert_msg(strstr(str_copy(&judging.arena, said).text, rows[_i].complaint), "%s: %.*s",
                      rows[_i].name, STR_ARGS(said));
    }
    answers_release(&answers);
    judging_release(&judging);
}
END_TEST

/* An exchange that hit no operation is an answer all the same. */
START_TEST(an_answer_without_operation)
{
    const struct exchange exchange = {.response.status = 200};
    struct judging judging;
    struct answers answers;

    judging_init(&judging, served, NULL);
    answers_init(&answers, judging.api);
    answers_note(&answers, &exchange, NULL);
    ck_assert_uint_eq(answers.count, 1);
    ck_assert_uint_eq(answers_operations_succeeded(&answers), 0);
    ck_assert(!answers_are_all_failures(&answers));
    answers_release(&answers);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("answers", UNIT_LOOP(complaint, rows); UNIT_TEST(an_answer_without_operation))
