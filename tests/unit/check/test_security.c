#include "judging.h"

static const char description[] =
    "openapi: 3.1.0\n"
    "info: {title: Things, version: '1'}\n"
    "security: [{bearer: []}]\n"
    "paths:\n"
    "  /bearer: {get: {responses: &r {'200': {description: ok}, '401': {description: no},\n"
    "                                  '403': {description: no}}}}\n"
    "  /open: {get: {security: [], responses: *r}}\n"
    "  /optional: {get: {security: [{bearer: []}, {}], responses: *r}}\n"
    "  /basic: {get: {security: [{basic: []}], responses: *r}}\n"
    "  /both: {get: {security: [{header: [], query: []}], responses: *r}}\n"
    "  /either: {get: {security: [{header: []}, {cookie: []}], responses: *r}}\n"
    "  /oauth: {get: {security: [{oauth: [read]}], responses: *r}}\n"
    "  /form: {post: {security: [{oidc: []}], responses: *r, requestBody: {content: {\n"
    "    application/x-www-form-urlencoded: {schema: {properties: {a: {}}}}}}}}\n"
    "  /digest: {get: {security: [{digest: []}], responses: *r}}\n"
    "  /tls: {get: {security: [{tls: []}], responses: *r}}\n"
    "components:\n"
    "  securitySchemes:\n"
    "    bearer: {type: http, scheme: bearer}\n"
    "    basic: {type: http, scheme: basic}\n"
    "    digest: {type: http, scheme: digest}\n"
    "    header: {type: apiKey, in: header, name: X-Key}\n"
    "    query: {type: apiKey, in: query, name: key}\n"
    "    cookie: {type: apiKey, in: cookie, name: sid}\n"
    "    tls: {type: mutualTLS}\n"
    "    oidc: {type: openIdConnect, openIdConnectUrl: 'https://a.example'}\n"
    "    oauth: {type: oauth2, flows: {implicit: {authorizationUrl: 'https://a.example', scopes: "
    "{read: r}}}}\n";

#define UNSATISFIED(place) "error request.security-unsatisfied request." place "\n"

static const struct {
    const char *name;
    struct sent sent;
    const char *expected;
} rows[] = {
    {"bearer",
     {.request = "GET /bearer",
      .request_headers = "Authorization: Bearer abc.DEF-1_2~+/=",
      .status = 200},
     ""},
    {"scheme in any case",
     {.request = "GET /bearer", .request_headers = "authorization: BEARER x", .status = 200},
     ""},
    {"none", {.request = "GET /bearer", .status = 200}, UNSATISFIED("header authorization")},
    {"no token",
     {.request = "GET /bearer", .request_headers = "authorization: Bearer", .status = 200},
     UNSATISFIED("header authorization")},
    {"two words",
     {.request = "GET /bearer", .request_headers = "authorization: Bearer a b", .status = 200},
     UNSATISFIED("header authorization")},
    {"another scheme",
     {.request = "GET /bearer", .request_headers = "authorization: Basic dTpw", .status = 200},
     UNSATISFIED("header authorization")},
    {"masked by a recorder",
     {.request = "GET /bearer",
      .request_headers = "authorization: [redacted]",
      .status = 200,
      .recorded = true},
     ""},
    {"masked token",
     {.request = "GET /bearer",
      .request_headers = "authorization: Bearer [redacted]",
      .status = 200,
      .recorded = true},
     ""},
    {"what looks like a mark, seen live",
     {.request = "GET /bearer", .request_headers = "authorization: Bearer <TOKEN>", .status = 200},
     UNSATISFIED("header authorization")},
    {"a placeholder for all of it",
     {.request = "GET /basic",
      .request_headers = "authorization: DUMMY",
      .status = 200,
      .recorded = true},
     ""},
    {"emptied by a recorder",
     {.request = "GET /bearer",
      .request_headers = "authorization: ",
      .status = 200,
      .recorded = true},
     "not-checked request.header: security: the header of the credential is empty, so it may have "
     "been taken out\n"},
    {"empty, seen live",
     {.request = "GET /bearer", .request_headers = "authorization: ", .status = 200},
     UNSATISFIED("header authorization")},
    {"a placeholder of another scheme",
     {.request = "GET /bearer",
      .request_headers = "authorization: Basic <TOKEN>",
      .status = 200,
      .recorded = true},
     "withheld " UNSATISFIED("header authorization")},
    {"a real token of another scheme",
     {.request = "GET /bearer",
      .request_headers = "authorization: token ghp_abc",
      .status = 200,
      .recorded = true},
     "withheld " UNSATISFIED("header authorization")},
    {"refused with 401: as it should be", {.request = "GET /bearer", .status = 401}, ""},
    {"refused with 403",
     {.request = "GET /bearer", .status = 403},
     "info request.security-unsatisfied request.header authorization\n"},
    {"taken out by the recorder",
     {.request = "GET /bearer", .status = 200, .credentials_hidden = true},
     "not-checked request.header: security: the recorder takes credentials out\n"},
    {"open", {.request = "GET /open", .status = 200}, ""},
    {"optional", {.request = "GET /optional", .status = 200}, ""},
    {"basic",
     {.request = "GET /basic", .request_headers = "authorization: basic dTpw", .status = 200},
     ""},
    {"basic without a colon",
     {.request = "GET /basic", .request_headers = "authorization: Basic dXA=", .status = 200},
     UNSATISFIED("header authorization")},
    {"basic, no Base64",
     {.request = "GET /basic", .request_headers = "authorization: Basic u:p", .status = 200},
     UNSATISFIED("header authorization")},
    {"both", {.request = "GET /both?key=1", .request_headers = "x-key: 1", .status = 200}, ""},
    {"one of both",
     {.request = "GET /both", .request_headers = "x-key: 1", .status = 200},
     UNSATISFIED("query key")},
    {"an empty key",
     {.request = "GET /both?key=1", .request_headers = "x-key:", .status = 200},
     UNSATISFIED("header X-Key")},
    {"either: the second",
     {.request = "GET /either", .request_headers = "cookie: a=b; sid=1", .status = 200},
     ""},
    {"neither", {.request = "GET /either", .status = 200}, UNSATISFIED("header X-Key")},
    {"oauth",
     {.request = "GET /oauth", .request_headers = "authorization: Bearer t", .status = 200},
     ""},
    {"oauth: a DPoP-bound token",
     {.request = "GET /oauth", .request_headers = "authorization: DPoP eyJ.x.y", .status = 200},
     ""},
    {"oauth: a token of type MAC",
     {.request = "GET /oauth",
      .request_headers = "authorization: MAC id=\"h\", nonce=\"1:a\"",
      .status = 200},
     ""},
    {"oauth: a type without a token",
     {.request = "GET /oauth", .request_headers = "authorization: DPoP", .status = 200},
     UNSATISFIED("header authorization")},
    {"oauth: a password is no token",
     {.request = "GET /oauth", .request_headers = "authorization: Basic dTpw", .status = 200},
     UNSATISFIED("header authorization")},
    {"oauth: a Bearer token of two words",
     {.request = "GET /oauth", .request_headers = "authorization: Bearer a b", .status = 200},
     UNSATISFIED("header authorization")},
    {"bearer: DPoP is another scheme",
     {.request = "GET /bearer", .request_headers = "authorization: DPoP eyJ.x.y", .status = 200},
     UNSATISFIED("header authorization")},
    {"oauth: token in the query", {.request = "GET /oauth?access_token=t", .status = 200}, ""},
    {"oauth: an empty token in the query",
     {.request = "GET /oauth?access_token=", .status = 200},
     UNSATISFIED("header authorization")},
    {"bearer: a query is no header",
     {.request = "GET /bearer?access_token=t", .status = 200},
     UNSATISFIED("header authorization")},
    {"openIdConnect: token in the form",
     {.request = "POST /form",
      .request_headers = "content-type: application/x-www-form-urlencoded",
      .request_body = "a=1&access_token=t",
      .status = 200},
     ""},
    {"openIdConnect: a form that is not known",
     {.request = "POST /form",
      .request_headers = "content-type: application/x-www-form-urlencoded",
      .request_state = BODY_UNKNOWN,
      .status = 200},
     "not-checked request.header: security: an access token may stand in the body, which is not "
     "known\nnot-checked request.body: the body is not known\n"},
    {"openIdConnect: a form without a token",
     {.request = "POST /form",
      .request_headers = "content-type: application/x-www-form-urlencoded",
      .request_body = "a=1",
      .status = 200},
     UNSATISFIED("header authorization")},
    {"digest",
     {.request = "GET /digest",
      .request_headers = "authorization: Digest username=\"x\"",
      .status = 200},
     ""},
    {"client certificate",
     {.request = "GET /tls", .status = 200},
     "not-checked request.header: security: a client certificate cannot be seen\n"},
};

START_TEST(security)
{
    struct judging judging;
    const char *got;

    judging_init(&judging, description, NULL);
    got = judge_sent(&judging, &rows[_i].sent);
    ck_assert_msg(strcmp(got, rows[_i].expected) == 0, "%s: got\n%sexpected\n%s", rows[_i].name,
                  got, rows[_i].expected);
    judging_release(&judging);
}
END_TEST

UNIT_SUITE("security", UNIT_LOOP(security, rows))
