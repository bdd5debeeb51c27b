/* By what a recording is recognised: each form of each format is taken for itself and for no other,
   whichever stands first in the table of formats. */
#include "source/source.h"
#include "source/source_types.h"

#include "unit.h"

#define MESSAGES "\"request\":{\"method\":\"GET\",\"url\":\"/0\"},\"response\":{\"status\":200}"
#define BODIES   "\"request\":{\"method\":\"GET\",\"uri\":\"/0\"},\"response\":{\"body\":\"\"}"

static const struct {
    const char *format, *text;
} samples[] = {
    {"newman", "{\"collection\":{\"info\":{}},\"run\":{\"executions\":[]}}"},
    {"postman", "{\"info\":{\"name\":\"p\",\"schema\":\"https://schema.getpostman.com/json/"
                "collection/v2.1.0/\"},"
                "\"item\":[{\"request\":{}}]}"},
    {"nock", "[{\"scope\":\"https://a.example\",\"method\":\"GET\",\"path\":\"/0\",\"status\":200,"
             "\"response\":{}}]"},
    {"wiremock", "{\"requests\":[{\"id\":\"1\"," MESSAGES "}]}"},
    {"wiremock", "{\"mappings\":[{\"id\":\"1\"," MESSAGES "}]}"},
    {"wiremock-mapping", "{\"request\":{\"method\":\"GET\",\"urlPath\":\"/0\"},\"response\":{}}"},
    {"wiremock-mapping", "{\"request\":{\"method\":\"GET\",\"url\":\"/0\"},"
                         "\"response\":{\"status\":200,\"jsonBody\":{}}}"},
    {"hoverfly", "{\"data\":{\"pairs\":[{" MESSAGES "}]},\"meta\":{\"schemaVersion\":\"v5\"}}"},
    {"mockserver", "[{\"httpRequest\":{\"path\":\"/0\"},\"httpResponse\":{\"statusCode\":200}}]"},
    {"mockserver", "{\"httpRequest\":{\"path\":\"/0\"},\"httpResponse\":{\"statusCode\":200}}"},
    {"microcks", "apiVersion: mocks.microcks.io/v1alpha1\nkind: APIExamples\noperations: {}\n"},
    {"envoy-tap", "{\"http_buffered_trace\":{\"request\":{},\"response\":{}}}"},
    {"vcr", "---\nhttp_interactions:\n- request:\n    method: get\n"},
    {"vcr", "version: 1\ninteractions:\n- request:\n    method: GET\n"},
    {"vcr", "-\n    request:\n        method: GET\n        url: 'http://a.example/'\n"},
    {"vcr", "- !ruby/struct:VCR::HTTPInteraction\n  request: !ruby/struct:VCR::Request\n"
            "    uri: http://a.example/\n"},
    {"vcr", "{\"http_interactions\":[{" BODIES "}]}"},
    {"vcr", "{\"interactions\":[{" BODIES "}]}"},
    {"vcr", "[{" BODIES "}]"},
    {"har", "{\"log\":{\"version\":\"1.2\",\"entries\":[{" MESSAGES "}]}}"},
    {"har", "[{" MESSAGES "}]"},
    {"har", "[{\"startedDateTime\":\"\"," BODIES "}]"},
    {"har-lines", "{" MESSAGES "}\n{" MESSAGES "}\n"},
    {"access-log", "::1 - - [10/Oct/2025:13:55:36 +0000] \"GET /0 HTTP/1.1\" 200 2 \"-\" \"-\"\n"},
    {"access-log", "{\"request_method\":\"GET\",\"request_uri\":\"/0\",\"status\":200}\n"},
    {"access-log", "{\"request\":{\"method\":\"GET\",\"uri\":\"/0\"},\"status\":200}\n"},
    {"access-log", "[{\"httpRequest\":{\"requestMethod\":\"GET\",\"requestUrl\":\"/0\","
                   "\"status\":200}}]"},
    {"otlp", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[]}]}]}"},
};

START_TEST(takes_each_for_itself)
{
    struct str text = str_of(samples[_i].text);
    struct error error = {0};
    struct source source;
    struct arena arena;

    arena_init(&arena);
    ck_assert_msg(source_open_memory(&source, STR("t"), text, NULL, &arena, &error), "%s: %s",
                  samples[_i].text, error.message);
    ck_assert_msg(strcmp(source.type->name, samples[_i].format) == 0, "%s: %s", samples[_i].text,
                  source.type->name);
    source_close(&source);
    arena_release(&arena);
}
END_TEST

START_TEST(has_a_sample_of_each_format)
{
    const char *name;

    for (size_t i = 0; (name = source_format(i, NULL)); i++) {
        bool found = false;

        for (size_t k = 0; k < ARRAY_LENGTH(samples) && !found; k++)
            found = strcmp(samples[k].format, name) == 0;
        ck_assert_msg(found, "%s", name);
    }
}
END_TEST

UNIT_SUITE("recognition", UNIT_LOOP(takes_each_for_itself, samples);
           UNIT_TEST(has_a_sample_of_each_format))
