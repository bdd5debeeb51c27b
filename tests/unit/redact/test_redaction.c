#include "redact/redaction.h"

#include <stdio.h>
#include <unistd.h>

#include "redact/request_excerpt.h"
#include "unit.h"

#define JWT "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"

/* A description may add names of any number and length. */
static const size_t counts[] = {1, 15, 16, 17, 1000};

static struct str added_name(char text[static 400], size_t number)
{
    int length = snprintf(text, 400, "Added-%zu%s%0*d", number, number % 5 ? "-" : "-Long-",
                          number % 5 ? 1 : 300, 0);

    return (struct str){text, (size_t)length};
}

START_TEST(finds_added_names)
{
    struct redaction *first = redaction_new(), *redaction;
    char text[400];

    for (size_t i = 0; i < counts[_i]; i++)
        redaction_add_name(first, i % 2 ? NAME_IN_HEADER : NAME_IN_COOKIE | NAME_IN_MEMBER,
                           added_name(text, i));
    redaction_add_name(first, NAME_IN_FIELD, added_name(text, 0)); /* once more, elsewhere */
    redaction = redaction_fork(first);
    for (size_t i = 0; i < counts[_i]; i++) {
        struct str name = added_name(text, i);
        unsigned place = i % 2 ? NAME_IN_HEADER : NAME_IN_MEMBER;

        ck_assert_msg(redaction_tells(redaction, place, name) == SECRECY_CERTAIN, "%s", text);
        ck_assert_msg(i == 0 || redaction_tells(redaction, NAME_IN_FIELD, name) == SECRECY_NONE,
                      "%s", text);
        text[0] = 'a';
        ck_assert_msg((redaction_tells(redaction, place, name) == SECRECY_CERTAIN) == (i % 2), "%s",
                      text);
    }
    ck_assert(redaction_tells(redaction, NAME_IN_FIELD, added_name(text, 0)) == SECRECY_CERTAIN);
    redaction_free(redaction);
    redaction_free(first);
}
END_TEST

static const struct {
    const char *name;
    bool hidden;
} headers[] = {
    {"Authorization", true},   {"proxy-authorization", true},
    {"Cookie", true},          {"SET-COOKIE", true},
    {"X-API-Key", true},       {"x-csrf-token", true},
    {"X-Client-Secret", true}, {"x-vendor-thing", true}, /* added by the test */
    {"content-type", false},   {"www-authenticate", false},
    {"author", false},         {"", false},
};

START_TEST(hides_headers)
{
    struct redaction *redaction = redaction_new();

    redaction_add_name(redaction, NAME_IN_HEADER, STR("X-Vendor-Thing"));
    ck_assert_msg(redaction_hides_header(redaction, str_of(headers[_i].name)) == headers[_i].hidden,
                  "%s", headers[_i].name);
    redaction_free(redaction);
}
END_TEST

static const struct {
    const char *text, *redacted;
} texts[] = {
    {"nothing to hide", "nothing to hide"},
    {"", ""},
    {"raw p&ss/w\"rd here", "raw [redacted] here"},
    {"p&ss/w\"rdp&ss/w\"rd", "[redacted]"},
    {"q=p%26ss%2Fw%22rd", "q=[redacted]"},
    {"q=p%26ss%2fw%22rd", "q=[redacted]"},
    {"{\"a\": \"p&ss/w\\\"rd\"}", "{\"a\": \"[redacted]\"}"},
    {"{\"a\": \"p&ss\\/w\\\"rd\"}", "{\"a\": \"[redacted]\"}"},
    {"Basic cCZzcy93InJk", "Basic [redacted]=="}, /* of the value alone; see below */
    {"the token is " JWT ".", "the token is [redacted]."},
    {"a=Bearer%20" JWT "&b", "a=Bearer%20[redacted]&b"},
    {"jwe eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..aXYxMjM0NTY3ODkw.Y2lwaGVydGV4dA.dGFn, so",
     "jwe [redacted], so"},
    {"jwe eyJhbGciOiJSU0EifQ.a2V5a2V5a2V5.aXYxMjM0.Y2lwaGVy.dGFn", "jwe [redacted]"},
    {"none "
     "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
     "none [redacted]."},
    {"eyJ.no", "eyJ.no"},
    {"eyJhbGciOi without dots", "eyJhbGciOi without dots"},
    {"at https://me:pw@host/x", "at https://[redacted]@host/x"},
    {"at https://u:p@ss@word@host/x", "at https://[redacted]@host/x"},
    {"at https://token@host/x", "at https://[redacted]@host/x"},
    {"at /a~1b/p&ss~1w\"rd/0", "at /a~1b/[redacted]/0"},
    {"see Bearer abc123def now", "see Bearer [redacted] now"},
    {"see bearer\tabc123def", "see bearer\t[redacted]"},
    {"q=Bearer%20abc123def&x", "q=Bearer%20[redacted]&x"},
    {"q=Bearer+abc123def&x", "q=Bearer+[redacted]&x"},
    {"Basic dXNlcjpwdzEyMw==", "Basic [redacted]"},
    {"Token abcdefghijklmnopqrstuv", "Token [redacted]"},
    {"expected Basic authentication", "expected Basic authentication"},
    {"a token for you", "a token for you"},
    {"the bearer of news", "the bearer of news"},
    {"Bearer realm=\"x1\"", "Bearer realm=\"x1\""},
    {"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nx", "[redacted]\nx"},
    {"\"-----BEGIN PRIVATE KEY-----\\nMIIE", "\"[redacted]"},
    {"-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
     "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----"},
    {"key ghp_16C7e42F292c6912E7710c838347Ae178B4a.", "key [redacted]"},
    {"key AKIAIOSFODNN7EXAMPLE", "key [redacted]"},
    {"xoxb-123456789012-abcdef", "[redacted]"},
    {"task sk-learn and sk-is-not-a-key-of-anybody",
     "task sk-learn and sk-is-not-a-key-of-anybody"},
    {"risk-assessment-of-2024-for-everybody", "risk-assessment-of-2024-for-everybody"},
    {"mail me@host", "mail me@host"},
    {"http://host/a@b", "http://host/a@b"},
    {"{\"password\": \"x\", \"name\": \"y\"}", "{\"password\": \"[redacted]\", \"name\": \"y\"}"},
    {"{\"access_token\":\"a\\\"b\"}", "{\"access_token\":\"[redacted]\"}"},
    {"{\"token\": 5, \"password\": \"open", "{\"token\": 5, \"password\": \"[redacted]"},
    {"\"", "\""},
    {"\"password\":", "\"password\":"},
    {"\"password\\", "\"password\\"},
};

START_TEST(redacts_texts)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct str redacted;

    arena_init(&arena);
    redaction_add_value(redaction, STR("p&ss/w\"rd"));
    redacted = redact_text(redaction, &arena, str_of(texts[_i].text));
    if (str_starts_with(str_of(texts[_i].text), STR("Basic")))
        ck_assert_msg(str_find(redacted, STR("cCZzcy93")) == SIZE_MAX, "%.*s", STR_ARGS(redacted));
    else
        ck_assert_str(redacted, texts[_i].redacted);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* "user:hunter2secret", "xuser:..." and "xxuser:...": the value at three places of a base64 text.
 */
static const char *const base64_texts[] = {
    "dXNlcjpodW50ZXIyc2VjcmV0", "eHVzZXI6aHVudGVyMnNlY3JldA==", "eHh1c2VyOmh1bnRlcjJzZWNyZXQ="};

START_TEST(finds_values_inside_base64)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct str text = str_of(base64_texts[_i]);

    arena_init(&arena);
    redaction_add_value(redaction, STR("hunter2secret"));
    ck_assert_msg(str_find(redact_text(redaction, &arena, text), STR(REDACTED)) != SIZE_MAX, "%s",
                  text.text);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* Texts that start many things and end none take no longer than others. */
static const char *const repeated[] = {"eyJ",  "\"\\\"",   "://",  "\"token\": ", "%20eyJ",
                                       "\"",   "=\r",      "=\n ", " ",           "Zm9vYmFy",
                                       "Zg\n", "WldGMFpX", "=3D"};

START_TEST(takes_long_texts_in_linear_time)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;
    size_t length = strlen(repeated[_i]), count = 2000 * 1000 / length;
    char *text = malloc(length * count);

    ck_assert_ptr_nonnull(text);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * length, repeated[_i], length);
    arena_init(&arena);
    redaction_add_value(redaction, STR("hunter2secret"));
    alarm(20); /* milliseconds are enough; quadratic time would be an hour */
    redact_text(redaction, &arena, (struct str){text, length * count});
    alarm(0);
    arena_release(&arena);
    redaction_free(redaction);
    free(text);
}
END_TEST

START_TEST(short_values_are_ignored)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_add_value(redaction, STR("abc"));
    ck_assert_str(redact_text(redaction, &arena, STR("xabcx")), "xabcx");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

static const struct {
    const char *url, *redacted;
} urls[] = {
    {"https://api.example/pets?limit=3", "https://api.example/pets?limit=3"},
    {"https://u:p@api.example/pets", "https://[redacted]@api.example/pets"},
    {"/a?api_key=123&x=1", "/a?api_key=[redacted]&x=1"},
    {"/a?x=1&Access_Token=q#frag", "/a?x=1&Access_Token=[redacted]#frag"},
    {"/a?to%6ben=q", "/a?to%6ben=[redacted]"},
    {"/a?token", "/a?token"},
    {"/a?token=", "/a?token="},
    {"/a#access_token=abc&state=1", "/a#access_token=[redacted]&state=1"},
    {"/a?mine=1", "/a?mine=[redacted]"},
    {"/a?j=" JWT, "/a?j=[redacted]"},
    {"/a?", "/a?"},
    {"", ""},
};

START_TEST(redacts_urls)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_add_name(redaction, NAME_IN_FIELD, STR("mine"));
    ck_assert_str(redact_url(redaction, &arena, str_of(urls[_i].url)), urls[_i].redacted);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(learns_from_exchanges)
{
    struct header request[] = {
        {STR("Authorization"), STR("Bearer s3cr3t-bearer")},
        {STR("cookie"), STR("lang=en; sid=c00kie-value")},
        {STR("x-api-key"), STR("key-4711")},
    };
    struct header response[] = {{STR("set-cookie"), STR("id=fresh-cookie; Path=/longpath")}};
    struct exchange exchange = {
        .request = {.url = STR("http://h/?token=query-secret&page=elevenses"),
                    .headers = {.items = request, .count = ARRAY_LENGTH(request)}},
        .response = {.headers = {.items = response, .count = ARRAY_LENGTH(response)}},
    };
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct str redacted;

    arena_init(&arena);
    redaction_learn(redaction, &exchange);
    redacted = redact_text(redaction, &arena,
                           STR("s3cr3t-bearer c00kie-value key-4711 fresh-cookie query-secret "
                               "elevenses /longpath en"));
    ck_assert_str(redacted, "[redacted] [redacted] [redacted] [redacted] [redacted] elevenses "
                            "/longpath en");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(learns_cookies_without_quotes_and_without_names)
{
    struct header request[] = {{STR("cookie"), STR("sid=\"quoted-value\"; nameless-value")}};
    struct exchange exchange = {.request = {.headers = {.items = request, .count = 1}}};
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_learn(redaction, &exchange);
    ck_assert_str(
        redact_text(redaction, &arena, STR("\"quoted-value\" quoted-value nameless-value")),
        "\"[redacted]\" [redacted] [redacted]");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(learns_the_password_of_basic)
{
    struct header request[] = {{STR("authorization"), STR("Basic bWU6aHVudGVyMnNlY3JldA==")}};
    struct exchange exchange = {.request = {.headers = {.items = request, .count = 1}}};
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_learn(redaction, &exchange);
    ck_assert_str(redact_text(redaction, &arena, STR("no: hunter2secret")), "no: [redacted]");
    ck_assert_str(redact_text(redaction, &arena, STR("bWU6aHVudGVyMnNlY3JldA==")), REDACTED);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(forgets_nothing)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_add_value(redaction, STR("given-for-good"));
    for (int i = 0; i < 500; i++) {
        struct header request[] = {
            {STR("authorization"), str_format(&arena, "Bearer session-%d-x", i)}};
        struct exchange exchange = {.request = {.headers = {.items = request, .count = 1}}};

        redaction_learn(redaction, &exchange);
    }
    ck_assert_str(redact_text(redaction, &arena, STR("given-for-good session-499-x session-0-x")),
                  "[redacted] [redacted] [redacted]");
    redaction_forget(redaction);
    ck_assert_str(redact_text(redaction, &arena, STR("given-for-good session-0-x")),
                  "[redacted] session-0-x");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

static const struct {
    const char *learned, *url, *shown;
} hosts[] = {
    {"test", "https://api.test/test?a=test", "https://api.test/[redacted]?a=[redacted]"},
    {"staging", "http://staging.api.test:80/", "http://staging.api.test:80/"},
    {"api.test", "https://api.test/a", "https://api.test/a"},
    {"a1B2c3D4e5", "https://a1B2c3D4e5.tunnel.test/a", "https://[redacted].tunnel.test/a"},
    {"test", "/a?u=https://test/", "/a?u=https://[redacted]/"},
};

/* Without a host nobody can ask again. */
START_TEST(shows_hosts)
{
    struct redaction *redaction = redaction_new();
    struct exchange exchange = {
        .request = {.method = STR("GET"), .url = str_of(hosts[_i].url)},
    };
    struct request_excerpt excerpt;
    struct arena arena;

    arena_init(&arena);
    redaction_learn_value(redaction, str_of(hosts[_i].learned));
    excerpt = request_excerpt_take(redaction, &arena, &exchange, NULL);
    ck_assert_str(request_excerpt_url(redaction, &arena, &excerpt), hosts[_i].shown);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* "redact" would be taken out of "[redacted]". */
START_TEST(learns_no_part_of_the_mark)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_learn_value(redaction, STR("redact"));
    redaction_learn_value(redaction, STR("hunter2hunter2"));
    ck_assert_str(redact_text(redaction, &arena, STR("redact [redacted] hunter2hunter2")),
                  "redact [redacted] [redacted]");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

UNIT_SUITE("redaction", UNIT_LOOP(finds_added_names, counts); UNIT_LOOP(hides_headers, headers);
           UNIT_LOOP(redacts_texts, texts); UNIT_LOOP(finds_values_inside_base64, base64_texts);
           UNIT_LOOP(takes_long_texts_in_linear_time, repeated);
           UNIT_TEST(short_values_are_ignored); UNIT_LOOP(redacts_urls, urls);
           UNIT_TEST(learns_from_exchanges); UNIT_TEST(learns_the_password_of_basic);
           UNIT_TEST(learns_cookies_without_quotes_and_without_names); UNIT_TEST(forgets_nothing);
           UNIT_LOOP(shows_hosts, hosts); UNIT_TEST(learns_no_part_of_the_mark))
