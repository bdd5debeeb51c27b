/* References fetched from a server with bad manners: what is allowed, and in what bounds. */
#include "live/fetch.h"

#include "unit.h"

#define RUDE_SERVER_INCLUDED
#include "../../live/rude_server.c"

static struct rude_server server;
static struct arena arena;

/* What was fetched lives as long as its fetcher: here it is copied. */
static bool fetch_from(const char *host, const char *uri, struct fetched *fetched,
                       struct error *error)
{
    struct fetcher *fetcher = fetcher_new(&host, 1, NULL);
    bool got = fetch_document(fetcher, str_of(uri), fetched, error);

    if (got)
        *fetched = (struct fetched){.text = str_copy(&arena, fetched->text),
                                    .uri = str_copy(&arena, fetched->uri)};
    fetcher_free(fetcher);
    return got;
}

static const char *own_host(void)
{
    return str_format(&arena, "127.0.0.1:%u", server.port).text;
}

static const struct {
    const char *path;
    const char *problem; /* NULL: it is fetched */
} answers[] = {
    {"/polite", NULL},
    {"/redirect-to-polite", NULL},
    {"/redirect-to-file", "no URL to fetch: \"file:///etc/passwd\""},
    {"/redirect-elsewhere", "is not allowed (see --allow-ref)"},
    {"/redirect-round", "more than 5 redirects"},
    {"/redirect-nowhere", "status 302 without a Location"},
    {"/length-too-long", "cut off: 20 of 400"},
    {"/redirect-to-blank", "status 302 without a Location"},
    {"/broken-gzip", "the body is not what its content coding says"},
    {"/cut-gzip", "the body is cut off"},
    {"/unknown-coding", "the body is in a content coding that is not supported"},
    {"/bomb", "the body is larger than the limit when decoded"},
    {"/garbage", "no HTTP"},
    {"/not-there", "closed before an answer"},
    {"/not-found", "status 404"},
};

START_TEST(fetches_in_bounds)
{
    struct str uri = str_format(&arena, "http://%s%s", own_host(), answers[_i].path);
    struct fetched fetched = {0};
    struct error error = {0};
    bool got = fetch_from(own_host(), uri.text, &fetched, &error);

    ck_assert_msg(got == !answers[_i].problem, "%s: %s", answers[_i].path, error.message);
    if (!got) {
        ck_assert_msg(strstr(error.message, answers[_i].problem), "%s: %s", answers[_i].path,
                      error.message);
        return;
    }
    ck_assert_uint_eq(fetched.text.length, 20);
    ck_assert(str_ends_with(fetched.uri, STR("/polite"))); /* where it was found */
}
END_TEST

/* hosts and URLs with %u for the server's port */
static const struct {
    const char *allowed, *url, *problem;
} hosts[] = {
    {"127.0.0.1:%u", "http://127.0.0.1:%u/polite", NULL},
    {"localhost:%u", "http://LocalHost:%u/polite", NULL},
    {"127.0.0.1", "http://127.0.0.1:%u/polite", "is not allowed"},
    {"127.0.0.1:%u", "http://localhost:%u/polite", "is not allowed"},
    {"127.0.0.1:%u", "http://127.0.0.1:%u@127.0.0.2/polite", "no URL to fetch"},
    {"127.1:%u", "http://127.1:%u/polite", "not public"},
    {"0x7f000001:%u", "http://0x7f000001:%u/polite", "not public"},
    {"2130706433:%u", "http://2130706433:%u/polite", "not public"},
    {"0177.0.0.1:%u", "http://0177.0.0.1:%u/polite", "not public"},
    {"[::ffff:127.0.0.1]:%u", "http://[::ffff:7f00:1]:%u/polite", "is not allowed"},
    {"127.0.0.1:%u", "file:///etc/passwd", "no URL to fetch"},
    {"127.0.0.1:%u", "gopher://127.0.0.1:%u/", "no URL to fetch"},
};

static const char *with_port(const char *text)
{
    const char *at = strstr(text, "%u");

    return at ? str_format(&arena, "%.*s%u%s", (int)(at - text), text, server.port, at + 2).text
              : text;
}

START_TEST(asks_allowed_hosts_only)
{
    struct fetched fetched;
    struct error error = {0};
    bool got = fetch_from(with_port(hosts[_i].allowed), with_port(hosts[_i].url), &fetched, &error);

    ck_assert_msg(got == !hosts[_i].problem, "%s: %s", hosts[_i].url, error.message);
    ck_assert_msg(got || strstr(error.message, hosts[_i].problem), "%s: %s", hosts[_i].url,
                  error.message);
}
END_TEST

static const struct {
    const char *host;
    bool valid;
} spellings[] = {
    {"example.com", true},        {"example.com:8443", true},   {"[::1]", true},
    {"[::1]:80", true},           {"no/such/folder", false},    {"https://example.com", false},
    {"user@example.com", false},  {"example.com:99999", false}, {"", false},
    {"example.com?query", false},
};

START_TEST(knows_a_host_when_it_sees_one)
{
    struct error error = {0};

    ck_assert_msg(fetch_check_host(spellings[_i].host, &error) == spellings[_i].valid, "%s",
                  spellings[_i].host);
}
END_TEST

/* What the server of a description is asked for; %u as above. */
static const struct {
    const char *description, *url, *problem;
} named[] = {
    {"http://127.0.0.1:%u/x", "http://127.0.0.1:%u/polite", NULL},
    {"HTTP://LocalHost:%u/x", "http://localhost:%u/polite", NULL},
    {"http://localhost:%u/x", "http://127.0.0.1:%u/polite", "is not allowed"},
    {"http://127.0.0.1/x", "http://127.0.0.1:%u/polite", "is not allowed"},
    {"https://127.0.0.1:%u/x", "http://127.0.0.1:%u/polite", "is not allowed"},
    {"http://127.1:%u/x", "http://127.1:%u/polite", NULL}, /* the user's own word */
    {"http://127.0.0.1:%u/x", "http://127.0.0.1:%u/redirect-elsewhere", "redirected: host"},
    {"http://127.0.0.1:%u/x", "http://127.0.0.1:%u/description-private", "~/.netrc"},
    {"http://u:p%3Aw@127.0.0.1:%u/x", "http://127.0.0.1:%u/description-private", NULL},
};

START_TEST(asks_the_server_of_a_description)
{
    struct fetcher *fetcher = fetcher_new(NULL, 0, NULL);
    struct fetched fetched;
    struct error error = {0};
    struct fetch_origin *origin =
        fetcher_add_origin(fetcher, str_of(with_port(named[_i].description)), &error);
    bool got =
        origin && fetch_for_origin(origin, str_of(with_port(named[_i].url)), &fetched, &error);

    ck_assert_msg(got == !named[_i].problem, "%s: %s", named[_i].url, error.message);
    ck_assert_msg(got || strstr(error.message, named[_i].problem), "%s: %s", named[_i].url,
                  error.message);
    fetcher_free(fetcher);
}
END_TEST

START_TEST(fetches_once)
{
    const char *host = own_host();
    struct fetcher *fetcher = fetcher_new(&host, 1, NULL);
    struct str uri = str_format(&arena, "http://%s/redirect-to-polite", host);
    struct str spelt = str_format(&arena, "HTTP://%s/x/../polite", host);
    struct fetched first, again, found;

    ck_assert(fetch_document(fetcher, uri, &first, NULL));
    ck_assert(fetch_document(fetcher, uri, &again, NULL));
    ck_assert(fetch_document(fetcher, spelt, &found, NULL));
    ck_assert_ptr_eq(first.text.text, again.text.text);
    ck_assert_ptr_eq(first.text.text, found.text.text);
    fetcher_free(fetcher);
}
END_TEST

/* Each of them may be that large. */
START_TEST(fetches_so_much_in_all)
{
    const char *host = own_host();
    struct fetcher *fetcher = fetcher_new(&host, 1, NULL);
    struct error error = {0};
    struct fetched fetched;
    int count = 0;

    while (fetch_document(fetcher, str_format(&arena, "http://%s/blanks?%d", host, count), &fetched,
                          &error))
        count++;
    ck_assert_int_eq(count, 4);
    ck_assert_str_eq(error.message,
                     "what is fetched is larger than the limit of 268435456 bytes in all");
    fetcher_free(fetcher);
}
END_TEST

UNIT_SUITE("fetch", arena_init(&arena); rude_server_start(&server);
           UNIT_LOOP(fetches_in_bounds, answers); UNIT_LOOP(asks_allowed_hosts_only, hosts);
           UNIT_LOOP(asks_the_server_of_a_description, named); UNIT_TEST(fetches_once);
           UNIT_TEST(fetches_so_much_in_all); UNIT_LOOP(knows_a_host_when_it_sees_one, spellings))
