/* Requests without their secrets, found by what each part is; the rest stays byte for byte. */
#include <unistd.h>

#include "redact/request_excerpt.h"
#include "unit.h"

static const struct {
    const char *type, *body, *taken;
} bodies[] = {
    {"application/json", "{ \"a\" : 1 ,\"password\":\t\"x\" }",
     "{ \"a\" : 1 ,\"password\":\t\"[redacted]\" }"},
    {"application/json", "{\"password\":12,\"b\":\"\\u0041\"}",
     "{\"password\":\"[redacted]\",\"b\":\"\\u0041\"}"},
    {"application/json", "{\"pass\\u0077ord\":\"a\\\"b\",\"c\":[1]}",
     "{\"pass\\u0077ord\":\"[redacted]\",\"c\":[1]}"},
    {"application/json", "{\"passwords\":[\"a\",\"b\"]}", "{\"passwords\":\"[redacted]\"}"},
    {"application/json", "{\"secret\":{\"a\":[1,{\"b\":\"}\"}]},\"c\":2}",
     "{\"secret\":\"[redacted]\",\"c\":2}"},
    {"application/json", "{\"password\":null,\"token\":true,\"secret\":{}}",
     "{\"password\":null,\"token\":true,\"secret\":{}}"},
    {"application/json", "{\"code\":4004,\"state\":\"open\"}",
     "{\"code\":4004,\"state\":\"open\"}"},
    {"application/json", "{\"grant_type\":\"x\",\"code\":\"a\"}",
     "{\"grant_type\":\"x\",\"code\":\"[redacted]\"}"},
    {"application/json", "{\"token_type\":\"bearer\",\"expires_in\":3600}",
     "{\"token_type\":\"bearer\",\"expires_in\":3600}"},
    {"application/json",
     "[{\"name\":\"password\",\"value\":\"x\"},{\"name\":\"a\",\"value\":\"y\"}]",
     "[{\"name\":\"password\",\"value\":\"[redacted]\"},{\"name\":\"a\",\"value\":\"y\"}]"},
    {"application/json", "{\"a\":\"{\\\"token\\\": \\\"x\\\"}\"}",
     "{\"a\":\"{\\\"token\\\": \\\"[redacted]\\\"}\"}"},
    {"application/json", "{\"a\":\"at https://h/?token=x#y.\"}",
     "{\"a\":\"at https://h/?token=[redacted]#y.\"}"},
    {"application/json", "{\"query\":\"{ a(password: \\\"x\\\", b: 1) { id } }\"}",
     "{\"query\":\"{ a(password: \\\"[redacted]\\\", b: 1) { id } }\"}"},
    {"application/json", "{\"password\":\"x", "{\"password\":\"[redacted]"},
    {"", "{\"password\":\"x\"}", "{\"password\":\"[redacted]\"}"},
    {"application/x-www-form-urlencoded", "a=%7e+1&pass%77ord=x&&b",
     "a=%7e+1&pass%77ord=[redacted]&&b"},
    {"application/x-www-form-urlencoded", "user[password]=x&user[name]=y",
     "user[password]=[redacted]&user[name]=y"},
    {"application/x-www-form-urlencoded", "secret[a][b]=x", "secret[a][b]=[redacted]"},
    {"application/x-www-form-urlencoded", "next=https%3A%2F%2Fh%2F%3Ftoken%3Dx",
     "next=https%3A%2F%2Fh%2F%3Ftoken%3D%5Bredacted%5D"},
    {"application/xml", "<r  a='1'><password>x</password>\n<b>y</b></r>",
     "<r  a='1'><password>[redacted]</password>\n<b>y</b></r>"},
    {"application/xml", "<r xmlns:n='u' n:token = \"x\" b='<'/>",
     "<r xmlns:n='u' n:token = \"[redacted]\" b='<'/>"},
    {"application/xml", "<r b='y' token=\"x\"/>", "<r b='y' token=\"[redacted]\"/>"},
    {"application/xml", "<r><credentials><a>x</a></credentials><empty/></r>",
     "<r><credentials>[redacted]</credentials><empty/></r>"},
    {"application/xml", "<r><param name=\"password\" value='x'/><param name='a'>y</param></r>",
     "<r><param name=\"password\" value='[redacted]'/><param name='a'>y</param></r>"},
    {"application/xml", "<m><name>password</name><value><string>x</string></value></m>",
     "<m><name>password</name><value>[redacted]</value></m>"},
    {"application/xml", "<d><key>token</key><string>x</string><key>a</key><string>b</string></d>",
     "<d><key>token</key><string>[redacted]</string><key>a</key><string>b</string></d>"},
    {"application/xml", "<r><h key='Cookie' value='a=1'/><P Name='Password' Value='x'/></r>",
     "<r><h key='Cookie' value='[redacted]'/><P Name='Password' Value='[redacted]'/></r>"},
    {"multipart/form-data; boundary=b",
     "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nx\r\n--b--",
     "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n[redacted]\r\n--b--"},
    {"application/x-ndjson", "{\"a\":1}\n{\"token\":\"x\"}\n",
     "{\"a\":1}\n{\"token\":\"[redacted]\"}\n"},
    {"application/graphql",
     "query($token: String = \"d\") { a(token: $token, secret: {b: \"x\"}) }",
     "query($token: String = \"d\") { a(token: $token, secret: \"[redacted]\") }"},
    {"application/graphql", "{ token: create(a: 1) # token: \"x\"\n }",
     "{ token: create(a: 1) # token: \"x\"\n }"},
    {"text/plain", "user: me, token = x; password: 'y z'\n",
     "user: me, token = [redacted]; password: '[redacted]'\n"},
    {"text/plain", "authorization: Bearer x y", "authorization: [redacted] y"},
    {"text/plain", "monkey=1 author=2", "monkey=1 author=2"},
    {"text/plain", "Cookie: a=1; b=2\nAuthorization: Custom a1b2c3\nCookie: not accepted",
     "Cookie: [redacted]\nAuthorization: [redacted]\nCookie: not accepted"},
    {"text/plain", "{:password=>\"x\", 'token': 'y z'}",
     "{:password=>\"[redacted]\", 'token': '[redacted]'}"},
    {"message/http", "GET /a?token=x HTTP/1.1\r\nCookie: a=1\r\nX-A: b\r\n\r\n",
     "GET /a?token=[redacted] HTTP/1.1\r\nCookie: [redacted]\r\nX-A: b\r\n\r\n"},
    {"message/http",
     "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\":1,\"password\":\"x\"}",
     "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\":1,\"password\":\"[redacted]\"}"},
    {"multipart/mixed; boundary=b",
     "--b\r\nContent-Type: application/http\r\n\r\nGET / HTTP/1.1\r\nX-Api-Key: x\r\n\r\n--b--",
     "--b\r\nContent-Type: application/http\r\n\r\nGET / HTTP/1.1\r\nX-Api-Key: "
     "[redacted]\r\n\r\n--b--"},
    {"application/json",
     "{\"a\":\"--b\\nContent-Disposition: form-data; name=token\\n\\nx\\n--b--\"}",
     "{\"a\":\"--b\\nContent-Disposition: form-data; name=token\\n\\n[redacted]\\n--b--\"}"},
    {"application/json", "{\"a\":\"-H 'Cookie: a=1; b=2' -H 'X-A: b'\"}",
     "{\"a\":\"-H 'Cookie: [redacted]' -H 'X-A: b'\"}"},
    {"application/json", "{\"a\":\"password: hunter2, token: 'x'\"}",
     "{\"a\":\"password: [redacted], token: '[redacted]'\"}"},
    {"application/json", "{\"a\":\"host: b\\npassword: x-y\\nc: d\"}",
     "{\"a\":\"host: b\\npassword: [redacted]\\nc: d\"}"},
    {"application/json", "{\"a\":\"password: too short; token: line 3; tokens: 123456 used\"}",
     "{\"a\":\"password: too short; token: line 3; tokens: 123456 used\"}"},
    {"application/json", "{\"a\":\"Password: required\\nToken: missing.\\nCookie: none\"}",
     "{\"a\":\"Password: required\\nToken: missing.\\nCookie: none\"}"},
    {"application/json", "{\"a\":\"duplicate key=users_email, urn:secret:a1b2c3\"}",
     "{\"a\":\"duplicate key=users_email, urn:secret:a1b2c3\"}"},
    {"application/json", "{\"a\":[[\"Host\",\"h\"],[\"Cookie\",\"b=1\"],[\"X-Api-Key\",\"x\"]]}",
     "{\"a\":[[\"Host\",\"h\"],[\"Cookie\",\"[redacted]\"],[\"X-Api-Key\",\"[redacted]\"]]}"},
    {"application/json", "[\"Host\",\"h\",\"x-functions-key\",\"x\"]",
     "[\"Host\",\"h\",\"x-functions-key\",\"[redacted]\"]"},
    {"application/json", "{\"required\":[\"password\",\"email\"]}",
     "{\"required\":[\"password\",\"email\"]}"},
    {"application/json", "[{\"id\":\"7\",\"label\":\"Password\",\"value\":\"x\"}]",
     "[{\"id\":\"7\",\"label\":\"Password\",\"value\":\"[redacted]\"}]"},
    {"application/json", "{\"ParameterKey\":\"DbPassword\",\"ParameterValue\":\"x\"}",
     "{\"ParameterKey\":\"DbPassword\",\"ParameterValue\":\"[redacted]\"}"},
    {"application/json",
     "{\"key\":\"http.request.header.authorization\",\"value\":{\"a\":[\"x\"]}}",
     "{\"key\":\"http.request.header.authorization\",\"value\":\"[redacted]\"}"},
    {"application/json", "{\"Set-Cookie\":[\"a=1; Path=/\"],\"cookie\":\"chocolate\"}",
     "{\"Set-Cookie\":\"[redacted]\",\"cookie\":\"chocolate\"}"},
    {"application/json", "{\"cookies\":[{\"name\":\"a\",\"value\":\"x\",\"domain\":\"h\"}]}",
     "{\"cookies\":[{\"name\":\"a\",\"value\":\"[redacted]\",\"domain\":\"h\"}]}"},
    {"application/json", "{\"cookies\":{\"a\":\"x7Yw2Qp9Zk\",\"analytics\":\"accepted\"}}",
     "{\"cookies\":{\"a\":\"[redacted]\",\"analytics\":\"accepted\"}}"},
    {"application/json", "{\"kty\":\"OKP\",\"x\":\"a\",\"d\":\"b\"}",
     "{\"kty\":\"OKP\",\"x\":\"a\",\"d\":\"[redacted]\"}"},
    {"application/json", "{\"d\":\"b\",\"p\":\"c\"}", "{\"d\":\"b\",\"p\":\"c\"}"},
    {"text/html", "<p>a<input name=\"password\" value='x'><input value=\"b\"><br>",
     "<p>a<input name=\"password\" value='[redacted]'><input value=\"b\"><br>"},
    {"text/html", "<input type='password' name=\"a\" value=\"x\"><br>",
     "<input type='password' name=\"a\" value=\"[redacted]\"><br>"},
    {"text/html", "<meta content=\"x\" name=\"csrf-token\"><a name=\"token\"></a value=\"b\">",
     "<meta content=\"[redacted]\" name=\"csrf-token\"><a name=\"token\"></a value=\"b\">"},
    {"text/plain", "Array ( [user] => me [password] => x )",
     "Array ( [user] => me [password] => [redacted] )"},
    {"application/x-www-form-urlencoded", "next=https%253A%252F%252Fh%252F%253Ftoken%253Dx",
     "next=https%253A%252F%252Fh%252F%253Ftoken%253D%255Bredacted%255D"},
};

static struct request_excerpt take(struct redaction *redaction, struct arena *arena,
                                   struct header *headers, size_t count, const char *url,
                                   struct str body)
{
    const struct exchange exchange = {
        .request = {.method = STR("POST"),
                    .url = str_of(url),
                    .headers = {.items = headers, .count = count},
                    .body = {body.length ? BODY_PRESENT : BODY_EMPTY, body, .reason = STR_NONE}}};

    return request_excerpt_take(redaction, arena, &exchange, NULL);
}

START_TEST(takes_bodies)
{
    struct redaction *redaction = redaction_new();
    struct header type = {STR("Content-Type"), str_of(bodies[_i].type)};
    struct request_excerpt excerpt;
    struct arena arena;

    arena_init(&arena);
    excerpt = take(redaction, &arena, &type, 1, "https://h/", str_of(bodies[_i].body));
    ck_assert_str(excerpt.body, bodies[_i].taken);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

static const struct {
    const char *url, *taken;
} urls[] = {
    {"https://h/a;token=x;b=c/d?e=1", "https://h/a;token=[redacted];b=c/d?e=1"},
    {"https://me:p@x@h/a@b", "https://[redacted]@h/a@b"},
    {"https://me:p/x@h/a", "https://[redacted]@h/a"},
    {"https://me:p#x@h/a", "https://[redacted]@h/a"},
    {"https://token@h:80/", "https://[redacted]@h:80/"},
    {"//me:x@h/", "//[redacted]@h/"},
    {"me:x@h/", "[redacted]@h/"},
    {"https://h:80/a@b", "https://h:80/a@b"},
    {"https://[::1]:80/a@b", "https://[::1]:80/a@b"},
    {"/callback?code=abc", "/callback?code=[redacted]"},
    {"/a?code=404&state=open", "/a?code=404&state=open"},
    {"/a?code=abcd&state=open", "/a?code=[redacted]&state=[redacted]"},
    {"/a?code=not-found", "/a?code=not-found"},
    {"/a#/b?access_token=x&c=d", "/a#/b?access_token=[redacted]&c=d"},
    {"/a?token=&b=", "/a?token=&b="},
    {"/reset-password/f8Ak29dkQ01k/x", "/reset-password/[redacted]/x"},
    {"/a/Verify_Email/f8Ak29dkQ01k", "/a/Verify_Email/[redacted]"},
    {"/confirm/9f86d081884c7d659a2feaa0c55ad015", "/confirm/[redacted]"},
    {"/verify?t=9f86d081884c7d659a2feaa0c55ad015&user=17", "/verify?t=[redacted]&user=17"},
    {"/magic-link/?k=dBjftJeZ4CVP-mB92K27uhbUJU1p1r", "/magic-link/?k=[redacted]"},
    {"/verify?user=3f2504e0-4f89-41d3-9a0c-0305e82c3301",
     "/verify?user=3f2504e0-4f89-41d3-9a0c-0305e82c3301"},
    {"/users/3f2504e0-4f89-41d3-9a0c-0305e82c3301?t=9f86d081884c7d659a2feaa0c55ad015",
     "/users/3f2504e0-4f89-41d3-9a0c-0305e82c3301?t=9f86d081884c7d659a2feaa0c55ad015"},
    {"/login/google", "/login/google"},
    {"/verify/users/9f86d081884c7d659a2feaa0c55ad015",
     "/verify/users/9f86d081884c7d659a2feaa0c55ad015"},
    {"/reset/f8Ak29dkQ01k;token=x", "/reset/[redacted];token=[redacted]"},
    {"/invite/team-rocket", "/invite/team-rocket"},
    {"/orders/f8Ak29dkQ01k", "/orders/f8Ak29dkQ01k"},
    {"https://hooks.slack.com/services/T00000000/B00000000/XZq9vLp3kWx8abcd",
     "https://hooks.slack.com/services/T00000000/B00000000/[redacted]"},
    {"https://api.telegram.org/bot123456:AAEZq9vLp3kWx8/sendMessage",
     "https://api.telegram.org/bot123456:[redacted]/sendMessage"},
    {"https://not-discord.com/api/webhooks/1/XZq9vLp3kWx8abcd",
     "https://not-discord.com/api/webhooks/1/XZq9vLp3kWx8abcd"},
    {"", ""},
};

START_TEST(takes_urls)
{
    struct redaction *redaction = redaction_new();
    struct request_excerpt excerpt;
    struct arena arena;

    arena_init(&arena);
    excerpt = take(redaction, &arena, NULL, 0, urls[_i].url, STR(""));
    ck_assert_str(excerpt.url, urls[_i].taken);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

static const struct {
    const char *name, *value, *taken;
} headers[] = {
    {"Referer", "https://h/a?token=x&b=c", "https://h/a?token=[redacted]&b=c"},
    {"X-Original-URL", "/a?token=x", "/a?token=[redacted]"},
    {"Link", "<https://h/?token=x>; rel=next", "<https://h/?token=[redacted]>; rel=next"},
    {"X-Context", "{\"token\":\"x\",\"a\":1}", "{\"token\":\"[redacted]\",\"a\":1}"},
    {"X-Context", "user=a; token=x", "user=a; token=[redacted]"},
    {"Accept", "text/html;q=0.9", "text/html;q=0.9"},
    {"X-Api-Key", "x", "[redacted]"},
    {"X-Api-Key", "", ""},
};

START_TEST(takes_headers)
{
    struct redaction *redaction = redaction_new();
    struct header header = {str_of(headers[_i].name), str_of(headers[_i].value)};
    struct request_excerpt excerpt;
    struct arena arena;

    arena_init(&arena);
    excerpt = take(redaction, &arena, &header, 1, "https://h/", STR(""));
    ck_assert_uint_eq(excerpt.header_count, 1);
    ck_assert_str(excerpt.headers[0].value, headers[_i].taken);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* ---- what an exchange carries ---- */

static const struct {
    const char *type, *body, *echo;
} learned[] = {
    {"application/json", "{\"password\":\"hunter2hunter2\"}", "hunter2hunter2"},
    {"application/json", "{\"a\":[{\"token\":987654321098765}]}", "987654321098765"},
    {"application/json", "{\"secrets\":{\"a\":\"hunter2hunter2\"}}", "hunter2hunter2"},
    {"application/json", "{\"a\":\"{\\\"token\\\":\\\"hunter2hunter2\\\"}\"}", "hunter2hunter2"},
    {"application/json", "{\"a\":\"https://me:hunter2hunter2@h/\"}", "hunter2hunter2"},
    {"application/json", "{\"password\":\"hunter2hunter2\"", "hunter2hunter2"},
    {"application/x-www-form-urlencoded", "password=hunter2%68unter2", "hunter2hunter2"},
    {"application/xml", "<r><password>hunter2hunter2</password></r>", "hunter2hunter2"},
    {"application/xml", "<r token='hunter2hunter2'/>", "hunter2hunter2"},
    {"application/x-ndjson", "{}\n{\"token\":\"hunter2hunter2\"}", "hunter2hunter2"},
    {"text/event-stream", "data: {\"token\":\"hunter2hunter2\"}\n\n", "hunter2hunter2"},
    {"text/plain", "token=hunter2hunter2", "hunter2hunter2"},
    {"application/graphql", "{ a(token: \"hunter2hunter2\") }", "hunter2hunter2"},
    {"application/yaml", "a: 1\ntokens:\n  - hunter2hunter2\n", "hunter2hunter2"},
    {"application/vnd.x+yaml", "{secret: {b: hunter2hunter2}}", "hunter2hunter2"},
    {"application/json", "{\"a\":\"password: hunter2hunter2\"}", "hunter2hunter2"},
    {"application/json", "{\"a\":\"GET / HTTP/1.1\\nCookie: b=hunter2hunter2\"}", "hunter2hunter2"},
    {"application/json", "{\"a\":\"Cookie: b=1; c=hunter2hunter2\"}", "hunter2hunter2"},
    {"application/json", "{\"a\":[[\"X-Api-Key\",\"hunter2hunter2\"]]}", "hunter2hunter2"},
    {"application/json", "{\"a\":{\"Cookie\":\"b=1; c=hunter2hunter2\"}}", "hunter2hunter2"},
    {"application/json", "{\"a\":\"https://discord.com/api/webhooks/1/hunter2Hunter2X\"}",
     "hunter2Hunter2X"},
};

START_TEST(learns_from_bodies)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_learn_body(redaction, &arena, str_of(learned[_i].type), str_of(learned[_i].body));
    ck_assert_str(redact_text(redaction, &arena, str_of(learned[_i].echo)), REDACTED);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

static const struct {
    const char *name, *value, *echo;
} credentials[] = {
    {"Authorization", "Bearer\thunter2hunter2", "hunter2hunter2"},
    {"Authorization", "Digest username=\"u\", response=\"hunter2hunter2\"", "hunter2hunter2"},
    {"Authorization", "AWS4-HMAC-SHA256 Credential=a/b, Signature=hunter2hunter2",
     "hunter2hunter2"},
    {"Authorization", "Token token=\"hunter2hunter2\"", "hunter2hunter2"},
    {"Authorization", "SharedKey me:hunter2hunter2", "hunter2hunter2"},
    {"Authorization", "Basic bWU6aHVudGVyMmh1bnRlcjI=", "hunter2hunter2"},
    {"Authorization", "Basic aHVudGVyMmh1bnRlcjI6", "hunter2hunter2"}, /* key and no password */
    {"X-Upstream", "Bearer hunter2hunter2", "hunter2hunter2"},
    {"Cookie", "a=1; s=hunter2%2Fhunter2", "hunter2/hunter2"},
    {"Set-Cookie", "s=\"hunter2hunter2\"; Path=/", "hunter2hunter2"},
    {"Location", "https://h/#access_token=hunter2hunter2", "hunter2hunter2"},
    {"Location", "https://h/reset/hunter2Hunter2X", "hunter2Hunter2X"},
    {"Cookie", "a=%7B%22password%22%3A%22hunter2hunter2%22%7D", "hunter2hunter2"},
    {"Cookie", "a=user%3Dme%26password%3Dhunter2hunter2", "hunter2hunter2"},
    {"Cookie", "a=eyJwYXNzd29yZCI6Imh1bnRlcjJodW50ZXIyIn0=", "hunter2hunter2"},
    {"Cookie", "a=s%3Ahunter2hunter2.x7Yw2Qp9Zk", "hunter2hunter2"},
    {"Set-Cookie", "a=j%3A%7B%22token%22%3A%22hunter2hunter2%22%7D; Path=/", "hunter2hunter2"},
    {"X-Credentials", "{\"user\":\"me\",\"password\":\"hunter2hunter2\"}", "hunter2hunter2"},
};

START_TEST(learns_from_headers)
{
    struct redaction *redaction = redaction_new();
    struct header header = {str_of(credentials[_i].name), str_of(credentials[_i].value)};
    const struct exchange exchange = {.request = {.url = STR("/"), .headers = {&header, 1, false}}};
    struct arena arena;

    arena_init(&arena);
    redaction_learn(redaction, &exchange);
    ck_assert_str(redact_text(redaction, &arena, str_of(credentials[_i].echo)), REDACTED);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* What repeats the start of many things, and ends none, takes no longer than other texts. */
static const struct {
    const char *type, *first, *repeated;
} long_texts[] = {
    {"text/plain", "", "="},
    {"text/plain", "", "token=["},
    {"text/plain", "", "token=\"\\"},
    {"text/plain", "", "a://"},
    {"text/plain", "", "a://b:c@"},
    {"application/json", "", "{\"token\":["},
    {"application/json", "[", "\"{\","},
    {"application/graphql", "", "token:{"},
    {"application/xml", "<a ", "a='"},
    {"application/xml", "", "<a>"},
    {"application/x-www-form-urlencoded", "", "code&"},
    {"application/x-www-form-urlencoded", "", "a={&"},
    {"multipart/form-data; boundary=b", "", "--b\n\n"},
    {"application/json", "[{", "\"value\":{\"code\":1},"},
    {"application/json", "[\"", "token: ["},
    {"application/json", "[\"", "token: 'x y"},
    {"application/json", "[\"", "'Cookie: "},
    {"application/json", "[\"", "Cookie: a\\n"},
    {"application/json", "[\"", "key=["},
    {"application/json", "[\"", "a: "},
    {"application/json", "[", "[\"token\",\"x\"],"},
    {"application/json", "[", "\"Host\",\"Cookie\","},
    {"text/plain", "", "GET / HTTP/1.1\r\n\r\n"},
    {"text/plain", "", "Cookie: a=1\n"},
    {"text/plain", "", "--\nContent-"},
    {"application/x-www-form-urlencoded", "a=", "%25"},
    {"application/x-www-form-urlencoded", "", "a=%2525&"},
    {"text/plain", "https://h", "/reset"},
    {"text/html", "<a ", "value=' "},
    {"text/html", "", "<a name='b' value="},
};

START_TEST(searches_in_linear_time)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;
    size_t first = strlen(long_texts[_i].first), length = strlen(long_texts[_i].repeated);
    size_t count = 500 * 1000 / length;
    char *text = malloc(first + length * count);

    ck_assert_ptr_nonnull(text);
    memcpy(text, long_texts[_i].first, first);
    for (size_t i = 0; i < count; i++)
        memcpy(text + first + i * length, long_texts[_i].repeated, length);
    arena_init(&arena);
    alarm(20); /* milliseconds are enough */
    redaction_learn_body(redaction, &arena, str_of(long_texts[_i].type),
                         (struct str){text, first + length * count});
    alarm(0);
    arena_release(&arena);
    redaction_free(redaction);
    free(text);
}
END_TEST

UNIT_SUITE("search", UNIT_LOOP(takes_bodies, bodies); UNIT_LOOP(takes_urls, urls);
           UNIT_LOOP(takes_headers, headers); UNIT_LOOP(learns_from_bodies, learned);
           UNIT_LOOP(learns_from_headers, credentials);
           UNIT_LOOP(searches_in_linear_time, long_texts))
