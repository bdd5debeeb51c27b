/* What exchanges show that a description lacks, as actions: each as "TARGET UPDATE xCOUNT". */
#include "../check/judging.h"
#include "document/overlay.h"
#include "finding/rules.h"
#include "suggest/suggest.h"

enum { MAX_SENT = 4, MANY = 40 };

static const char described[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "servers: [{url: /v1}]\n"
    "paths:\n"
    "  /things/{id}:\n"
    "    get:\n"
    "      parameters: [{name: id, in: path, required: true, schema: {type: string}}]\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          content:\n"
    "            application/json:\n"
    "              schema: {type: object, properties: {id: {type: integer}}}\n"
    "  /catch:\n"
    "    get: {responses: {'200': {description: ok}, default: {description: any}}}\n"
    "    post:\n"
    "      requestBody: {content: {application/json: {schema: {type: object}}}}\n"
    "      responses: {'204': {description: ok}}\n";

static const char described_20[] =
    "swagger: '2.0'\n"
    "info: {title: Things, version: '1'}\n"
    "basePath: /v1\n"
    "produces: [application/json]\n"
    "paths:\n"
    "  /things:\n"
    "    get: {responses: {'200': {description: ok, schema: {type: object, properties: {}}}}}\n";

#define JSON_TYPE "content-type: application/json"
#define THING     "$.paths['/things/{id}'].get"
#define SCHEMA    THING ".responses['200'].content['application/json'].schema"

static const struct {
    const char *name, *description;
    struct sent sent[MAX_SENT]; /* up to the first without a request */
    const char *actions;
} rows[] = {
    {"nothing new",
     described,
     {{.request = "GET /v1/things/1", .status = 200, .headers = JSON_TYPE, .body = "{\"id\":1}"}},
     ""},
    {"a property, with all its values",
     described,
     {{.request = "GET /v1/things/1", .status = 200, .headers = JSON_TYPE, .body = "{\"n\":1}"},
      {.request = "GET /v1/things/2", .status = 200, .headers = JSON_TYPE, .body = "{\"n\":null}"}},
     SCHEMA " {\"properties\":{\"n\":{\"type\":[\"integer\",\"null\"]}}} x2\n"},
    {"a property with an object in it",
     described,
     {{.request = "GET /v1/things/1",
       .status = 200,
       .headers = JSON_TYPE,
       .body = "{\"in\":{\"a\":[true]}}"}},
     SCHEMA " {\"properties\":{\"in\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":"
            "\"array\",\"items\":{\"type\":\"boolean\"}}}}}} x1\n"},
    {"a parameter of integers",
     described,
     {{.request = "GET /v1/things/1?page=2", .status = 200, .headers = JSON_TYPE, .body = "{}"},
      {.request = "GET /v1/things/1?page=-3", .status = 200, .headers = JSON_TYPE, .body = "{}"}},
     THING " {\"parameters\":[{\"name\":\"page\",\"in\":\"query\",\"schema\":{\"type\":"
           "\"integer\"}}]} x2\n"},
    {"a parameter of one word and one integer",
     described,
     {{.request = "GET /v1/things/1?page=2", .status = 200, .headers = JSON_TYPE, .body = "{}"},
      {.request = "GET /v1/things/1?page=last", .status = 200, .headers = JSON_TYPE, .body = "{}"}},
     THING " {\"parameters\":[{\"name\":\"page\",\"in\":\"query\",\"schema\":{\"type\":"
           "\"string\"}}]} x2\n"},
    {"a parameter several times",
     described,
     {{.request = "GET /v1/things/1?k=1&k=2", .status = 200, .headers = JSON_TYPE, .body = "{}"}},
     THING " {\"parameters\":[{\"name\":\"k\",\"in\":\"query\",\"schema\":{\"type\":\"array\","
           "\"items\":{\"type\":\"integer\"}}}]} x1\n"},
    {"a status",
     described,
     {{.request = "GET /v1/things/1", .status = 404, .headers = JSON_TYPE, .body = "{\"e\":1}"}},
     THING " {\"responses\":{\"404\":{\"description\":\"Not Found\",\"content\":{"
           "\"application/json\":{\"schema\":{\"type\":\"object\",\"properties\":{\"e\":{\"type\":"
           "\"integer\"}}}}}}}} x1\n"},
    {"a status that nobody named, without a body",
     described,
     {{.request = "GET /v1/things/1", .status = 299}},
     THING " {\"responses\":{\"299\":{\"description\":\"Status 299\"}}} x1\n"},
    {"a status that only the default covers",
     described,
     {{.request = "GET /v1/catch", .status = 418}},
     "$.paths['/catch'].get {\"responses\":{\"418\":{\"$ref\":"
     "\"#/paths/~1catch/get/responses/default\"}}} x1\n"},
    {"a media type of a response",
     described,
     {{.request = "GET /v1/things/1",
       .status = 200,
       .headers = "content-type: Text/Plain; charset=utf-8",
       .body = "hello"}},
     THING ".responses['200'] {\"content\":{\"text/plain\":{}}} x1\n"},
    {"a body where none is described",
     described,
     {{.request = "GET /v1/catch", .status = 200, .headers = JSON_TYPE, .body = "[1]"}},
     "$.paths['/catch'].get.responses['200'] {\"content\":{\"application/json\":{\"schema\":{"
     "\"type\":\"array\",\"items\":{\"type\":\"integer\"}}}}} x1\n"},
    {"a media type of a request",
     described,
     {{.request = "POST /v1/catch",
       .request_headers = "content-type: text/csv",
       .request_body = "a,b",
       .status = 204}},
     "$.paths['/catch'].post.requestBody {\"content\":{\"text/csv\":{}}} x1\n"},
    {"a body of a request that has none",
     described,
     {{.request = "GET /v1/catch",
       .request_headers = JSON_TYPE,
       .request_body = "{\"a\":1}",
       .status = 200}},
     "$.paths['/catch'].get {\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{"
     "\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}}}}} x1\n"},
    {"a method",
     described,
     {{.request = "DELETE /v1/catch", .status = 204}},
     "$.paths['/catch'] {\"delete\":{\"responses\":{\"204\":{\"description\":"
     "\"No Content\"}}}} x1\n"},
    {"paths that differ in their ids are one",
     described,
     {{.request = "GET /v1/cities/7", .status = 204},
      {.request = "GET /v1/cities/8", .status = 204}},
     "$.paths {\"/cities/{cityId}\":{\"get\":{\"parameters\":[{\"name\":\"cityId\",\"in\":\"path\","
     "\"required\":true,\"schema\":{\"type\":\"string\"}}],\"responses\":{\"204\":{"
     "\"description\":\"No Content\"}}}}} x2\n"},
    {"an id after a plural of more letters",
     described,
     {{.request = "DELETE /v1/branches/7", .status = 204}},
     "$.paths {\"/branches/{branchId}\":{\"delete\":{\"parameters\":[{\"name\":\"branchId\",\"in\":"
     "\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}],\"responses\":{\"204\":{"
     "\"description\":\"No Content\"}}}}} x1\n"},
    {"an id after a word that only looks like a plural",
     described,
     {{.request = "DELETE /v1/status/7", .status = 204}},
     "$.paths {\"/status/{statusId}\":{\"delete\":{\"parameters\":[{\"name\":\"statusId\",\"in\":"
     "\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}],\"responses\":{\"204\":{"
     "\"description\":\"No Content\"}}}}} x1\n"},
    {"two ids of one path",
     described,
     {{.request = "GET /v1/cats/7/toys/8", .status = 204}},
     "$.paths {\"/cats/{catId}/toys/{toyId2}\":{\"get\":{\"parameters\":[{\"name\":\"catId\","
     "\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}},{\"name\":\"toyId2\","
     "\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}],\"responses\":{\"204\":{"
     "\"description\":\"No Content\"}}}}} x1\n"},
    {"a server before a path that is known",
     described,
     {{.request = "GET https://x.test:8443/old/things/1", .status = 200}},
     "$ {\"servers\":[{\"url\":\"https://x.test:8443/old\"}]} x1\n"},
    {"2.0: a media type is listed where the others are",
     described_20,
     {{.request = "GET /v1/things",
       .status = 200,
       .headers = "content-type: application/xml",
       .body = "<a/>"}},
     "$ {\"produces\":[\"application/xml\"]} x1\n"},
    {"2.0: a parameter says its type itself",
     described_20,
     {{.request = "GET /v1/things?k=1&k=2", .status = 200, .headers = JSON_TYPE, .body = "{}"}},
     "$.paths['/things'].get {\"parameters\":[{\"name\":\"k\",\"in\":\"query\",\"type\":\"array\","
     "\"items\":{\"type\":\"integer\"},\"collectionFormat\":\"multi\"}]} x1\n"},
    {"2.0: a status has one schema",
     described_20,
     {{.request = "GET /v1/things", .status = 400, .headers = JSON_TYPE, .body = "[\"a\"]"}},
     "$.paths['/things'].get {\"responses\":{\"400\":{\"description\":\"Bad Request\",\"schema\":{"
     "\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}} x1\n"},
};

static void show(struct suggestion *suggestion, struct arena *arena, struct strbuf *out)
{
    const struct document *overlay = suggest_overlay(suggestion, arena);
    const struct node *actions = overlay ? node_member(overlay->root, STR("actions")) : NULL;

    strbuf_clear(out);
    strbuf_add_text(out, "");
    for (size_t i = 0; actions && node_element(actions, i); i++) {
        const struct node *action = node_element(actions, i);
        const struct node *evidence = node_member(action, STR("x-oasdrift-evidence"));
        const struct node *count = node_member(evidence, STR("exchanges"));

        strbuf_addf(out, "%.*s ", STR_ARGS(node_string(node_member(action, STR("target")))));
        node_write(node_member(action, STR("update")), out);
        strbuf_add_text(out, " x");
        node_write(count ? count : node_member(evidence, STR("objects")), out);
        strbuf_add_char(out, '\n');
    }
}

/* What was sent is judged and learned from. */
static void learn(struct judging *judging, struct suggestion *suggestion, const struct sent *sent)
{
    struct exchange exchange = exchange_from(&judging->arena, sent);

    redaction_learn(judging->redaction, &exchange);
    check_exchange(judging->checker, &exchange, &judging->judgement);
    suggest_exchange(suggestion, &exchange, &judging->judgement);
}

START_TEST(suggests)
{
    struct judging judging;
    struct suggestion *suggestion;

    judging_init(&judging, rows[_i].description, "strict");
    checker_hear(judging.checker);
    suggestion = suggestion_new(judging.api, judging.redaction);
    for (size_t i = 0; i < MAX_SENT && rows[_i].sent[i].request; i++)
        learn(&judging, suggestion, &rows[_i].sent[i]);
    show(suggestion, &judging.arena, &judging.lines);
    ck_assert_msg(strcmp(judging.lines.text, rows[_i].actions) == 0,
                  "%s:\ngot      %s\nexpected %s", rows[_i].name, judging.lines.text,
                  rows[_i].actions);
    ck_assert_uint_eq(suggestion_left_out_count(suggestion), 0);
    suggestion_free(suggestion);
    judging_release(&judging);
}
END_TEST

/* Applied to the description, and judged once more: nothing of it is undocumented any more. */
START_TEST(what_is_suggested_describes_what_was_seen)
{
    struct judging judging;
    struct suggestion *suggestion;
    const struct document *overlay, *changed;
    struct error err = {0};
    struct strbuf text;
    struct judging again;

    judging_init(&judging, rows[_i].description, "strict");
    checker_hear(judging.checker);
    suggestion = suggestion_new(judging.api, judging.redaction);
    for (size_t i = 0; i < MAX_SENT && rows[_i].sent[i].request; i++)
        learn(&judging, suggestion, &rows[_i].sent[i]);
    overlay = suggest_overlay(suggestion, &judging.arena);
    strbuf_init(&text, SIZE_MAX);
    if (overlay) {
        changed = overlay_apply(judging.api->documents, judging.api->document, overlay, &err);
        ck_assert_msg(changed, "%s: %s", rows[_i].name, err.message);
        ck_assert(node_write(changed->root, &text));
        judging_init(&again, text.text, "strict");
        for (size_t i = 0; i < MAX_SENT && rows[_i].sent[i].request; i++) {
            const char *said = judge_sent(&again, &rows[_i].sent[i]);

            ck_assert_msg(!strstr(said, "undocumented"), "%s: %s", rows[_i].name, said);
        }
        judging_release(&again);
    }
    strbuf_release(&text);
    suggestion_free(suggestion);
    judging_release(&judging);
}
END_TEST

/* ---- limits ---- */

START_TEST(counts_what_is_beyond_its_limits)
{
    struct judging judging;
    struct suggestion *suggestion;
    struct strbuf url;

    judging_init(&judging, described, NULL);
    checker_hear(judging.checker);
    suggestion = suggestion_new(judging.api, judging.redaction);
    strbuf_init(&url, SIZE_MAX);
    for (int i = 0; i < SUGGEST_MAX_ACTIONS + MANY; i++) {
        strbuf_clear(&url);
        strbuf_addf(&url, "GET /v1/word%c%c%c%c", 'a' + i / 8788 % 26, 'a' + i / 676 % 26,
                    'a' + i / 26 % 26, 'a' + i % 26);
        learn(&judging, suggestion, &(struct sent){.request = url.text, .status = 204});
    }
    ck_assert_uint_eq(suggestion_left_out_count(suggestion), MANY);
    show(suggestion, &judging.arena, &judging.lines);
    ck_assert_ptr_nonnull(strstr(judging.lines.text, "/wordaaaa"));
    strbuf_release(&url);
    suggestion_free(suggestion);
    judging_release(&judging);
}
END_TEST

/* ---- over a whole run ---- */

/* A property is asked for when every object of the responses had it, and taken back when one came
   without, whatever requests had. */
static const struct {
    const char *name;
    uint64_t objects, seen; /* in responses */
    uint64_t sent_objects, sent_seen;
    bool required;
} everywhere[] = {
    {"in every response", 30, 30, 0, 0, true},
    {"one response came without", 30, 29, 0, 0, false},
    {"in every response and request", 30, 30, 5, 5, true},
    {"one request came without", 30, 30, 5, 4, false},
    {"requests alone say nothing", 0, 0, 30, 30, false},
};

START_TEST(asks_for_what_was_everywhere)
{
    const struct place schema = {.pointer =
                                     STR_INITIAL("/paths/~1things~1{id}/get/responses/200/content/"
                                                 "application~1json/schema")};
    const struct coverage_point points[2] = {
        {.kind = POINT_PROPERTY, .name = STR("id"), .seen = everywhere[_i].seen},
        {.kind = POINT_PROPERTY, .name = STR("id"), .seen = everywhere[_i].sent_seen}};
    struct coverage_schema schemas[2] = {{.direction = IN_RESPONSE,
                                          .place = schema,
                                          .objects = everywhere[_i].objects,
                                          .points = &points[0],
                                          .point_count = everywhere[_i].objects ? 1 : 0},
                                         {.direction = IN_REQUEST,
                                          .place = schema,
                                          .objects = everywhere[_i].sent_objects,
                                          .points = &points[1],
                                          .point_count = everywhere[_i].sent_objects ? 1 : 0}};
    const struct event_coverage coverage = {.schemas = schemas, .schema_count = 2};
    struct finding finding = {
        .rule = RULE_DRIFT_PROPERTY_ALWAYS_PRESENT, .name = STR("id"), .observations = 30};
    struct judging judging;
    struct suggestion *suggestion;
    const struct node *property;

    judging_init(&judging, described, NULL);
    finding.description.pointer =
        str_format(&judging.arena, "%.*s/properties/id", STR_ARGS(schema.pointer));
    property = pointer_resolve(judging.api->document->root, finding.description.pointer);
    finding.description.file = node_file(property);
    schemas[0].place.file = schemas[1].place.file = finding.description.file;
    finding.description.line = node_position(node_key_of(property)).line;
    checker_hear(judging.checker);
    suggestion = suggestion_new(judging.api, judging.redaction);
    suggest_finding(suggestion, &finding);
    suggest_coverage(suggestion, &coverage);
    show(suggestion, &judging.arena, &judging.lines);
    ck_assert_msg((strstr(judging.lines.text, SCHEMA " {\"required\":[\"id\"]}") != NULL) ==
                      everywhere[_i].required,
                  "%s: %s", everywhere[_i].name, judging.lines.text);
    suggestion_free(suggestion);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("suggest", UNIT_LOOP(suggests, rows);
           UNIT_LOOP(what_is_suggested_describes_what_was_seen, rows);
           UNIT_TEST(counts_what_is_beyond_its_limits);
           UNIT_LOOP(asks_for_what_was_everywhere, everywhere))
