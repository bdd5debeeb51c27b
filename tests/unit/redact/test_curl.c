/* The request again, as a command of a shell. */
#include "redact/curl_line.h"

#include "redact/redaction.h"
#include "redact/request_excerpt.h"
#include "unit.h"

static const struct {
    const char *name;
    const char *method, *url, *header, *value, *body;
    const char *command; /* NULL: none */
} commands[] = {
    {"plain", "GET", "https://h/pets?limit=3", NULL, NULL, NULL,
     "curl -sS 'https://h/pets?limit=3'"},
    {"credentials", "GET", "https://h/", "authorization", "Bearer x", NULL,
     "curl -sS 'https://h/' -H \"authorization: Bearer $SECRET_AUTHORIZATION\""},
    {"credentials of no scheme", "GET", "https://h/", "Authorization", "s3cret", NULL,
     "curl -sS 'https://h/' -H \"Authorization: $SECRET_AUTHORIZATION\""},
    {"what a variable has is no glob", "GET", "https://h/?token=abc", NULL, NULL, NULL,
     "curl -sSg \"https://h/?token=$SECRET_TOKEN\""},
    {"a glob", "GET", "https://h/?a[]=1", NULL, NULL, NULL, "curl -sSg 'https://h/?a[]=1'"},
    {"a name behind the variable", "GET", "https://h/reset/Zq01x9Kd7Lw2Vb4n/now", NULL, NULL, NULL,
     "curl -sSg \"https://h/reset/$SECRET_PATH/now\""},
    {"a query's names", "GET", "https://h/?a=1&api%5Fkey=abc&x-token=abc#secret=1", NULL, NULL,
     NULL,
     "curl -sSg "
     "\"https://h/?a=1&api%5Fkey=$SECRET_API_KEY&x-token=$SECRET_X_TOKEN#secret=$SECRET_SECRET\""},
    {"userinfo", "GET", "https://me:pw1234@h/", NULL, NULL, NULL,
     "curl -sSg \"https://$SECRET_USER@h/\""},
    {"what has a meaning in double quotes", "GET", "https://h/?token=abc&b=$c!", NULL, NULL, NULL,
     "curl -sSg 'https://h/?token='\"$SECRET_TOKEN\"'&b=$c!'"},
    {"a cookie", "GET", "https://h/", "cookie", "a=1; session=Zq01x9Kd7Lw2", NULL,
     "curl -sS 'https://h/' -H \"cookie: $SECRET_COOKIE\""},
    {"quote", "GET", "https://h/it's", "x-a", "$(id) `id` '", NULL,
     "curl -sS 'https://h/it'\\''s' -H 'x-a: $(id) `id` '\\'''"},
    {"head", "HEAD", "https://h/", NULL, NULL, NULL, "curl -sS 'https://h/' --head"},
    {"body", "POST", "https://h/", "content-type", "application/json", "{\"a\": 1}",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/json' --data-raw '{\"a\": 1}'"},
    {"body with a password", "POST", "https://h/", "content-type", "application/json",
     "{\"password\": \"pw\"}",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/json' --data-raw "
     "'{\"password\": \"'\"$SECRET_PASSWORD\"'\"}'"},
    {"two of one name", "POST", "https://h/", "content-type", "application/json",
     "{\"from\": {\"password\": \"pw\"}, \"to\": {\"password\":\"pq\"}}",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/json' --data-raw "
     "'{\"from\": {\"password\": \"'\"$SECRET_PASSWORD\"'\"}, \"to\": "
     "{\"password\":\"'\"$SECRET_PASSWORD_2\"'\"}}'"},
    {"a list of secrets", "POST", "https://h/", "content-type", "application/json",
     "{\"tokens\": [\"abcdefgh\"],\n \"a\": 1}",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/json' --data-raw "
     "'{\"tokens\": \"'\"$SECRET_TOKENS\"$'\",\\n \"a\": 1}'"},
    {"XML", "POST", "https://h/", "content-type", "application/xml",
     "<a><password>pw</password></a>",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/xml' --data-raw "
     "\"<a><password>$SECRET_PASSWORD</password></a>\""},
    {"XML with a prefix and an attribute", "POST", "https://h/", "content-type", "text/xml",
     "<a xmlns:w='x'><w:Password t='b'>pw</w:Password></a>",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: text/xml' --data-raw "
     "\"<a xmlns:w='x'><w:Password t='$SECRET_T'>$SECRET_PASSWORD</w:Password></a>\""},
    {"a part", "POST", "https://h/", "content-type", "multipart/form-data; boundary=b",
     "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\npw\r\n--b--\r\n",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: multipart/form-data; boundary=b' "
     "--data-raw $'--b\\r\\nContent-Disposition: form-data; name=\"password\"\\r\\n\\r\\n'"
     "\"$SECRET_PASSWORD\"$'\\r\\n--b--\\r\\n'"},
    {"a field in brackets", "POST", "https://h/", "content-type",
     "application/x-www-form-urlencoded", "user%5Bpassword%5D=pw&user[password]=pw",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/x-www-form-urlencoded' "
     "--data-raw "
     "\"user%5Bpassword%5D=$SECRET_USER_PASSWORD&user[password]=$SECRET_USER_PASSWORD_2\""},
    {"form with a password", "POST", "https://h/", "content-type",
     "application/x-www-form-urlencoded", "user=me&password=pw",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: application/x-www-form-urlencoded' "
     "--data-raw \"user=me&password=$SECRET_PASSWORD\""},
    {"form in capitals", "POST", "https://h/", "content-type",
     "Application/X-WWW-Form-URLEncoded; charset", "user=me&password=pw",
     "curl -sS 'https://h/' -X 'POST' -H 'content-type: Application/X-WWW-Form-URLEncoded; "
     "charset' "
     "--data-raw \"user=me&password=$SECRET_PASSWORD\""},
    {"body without a type", "PUT", "https://h/", NULL, NULL, "x",
     "curl -sS 'https://h/' -X 'PUT' -H 'content-type:' --data-raw 'x'"},
    {"lines", "PUT", "https://h/", "content-type", "text/plain", "a\r\n\tit's \\1!\n",
     "curl -sS 'https://h/' -X 'PUT' -H 'content-type: text/plain' --data-raw "
     "$'a\\r\\n\\tit\\'s \\\\1\\041\\n'"},
    {"what a terminal turns round", "PUT", "https://h/", "content-type", "text/plain", "a\u202e5",
     "curl -sS 'https://h/' -X 'PUT' -H 'content-type: text/plain' --data-raw "
     "$'a\\342\\200\\2565'"},
    {"the client's name", "GET", "https://h/", "User-Agent", "x/1", NULL, "curl -sS 'https://h/'"},
    {"telemetry by its ending", "GET", "https://h/", "X-Shop-Client-User-Agent", "{}", NULL,
     "curl -sS 'https://h/'"},
    {"telemetry by its beginning", "GET", "https://h/", "X-B3-TraceId", "1", NULL,
     "curl -sS 'https://h/'"},
    {"a header of the API", "GET", "https://h/", "x-agent", "1", NULL,
     "curl -sS 'https://h/' -H 'x-agent: 1'"},
    {"binary body", "PUT", "https://h/", NULL, NULL, "\x01\x02",
     "curl -sS 'https://h/' -X 'PUT' # the body is left out"},
    {"curl's own headers", "GET", "https://h/", "Accept-Encoding", "gzip", NULL,
     "curl -sS 'https://h/'"},
    {"pseudo header", "GET", "https://h/", ":path", "/", NULL, "curl -sS 'https://h/'"},
    {"header that reads a file", "GET", "https://h/", "@/etc/passwd", "x", NULL,
     "curl -sS 'https://h/' # a header is left out"},
    {"header with an escape", "GET", "https://h/", "x-a", "\033[2J", NULL,
     "curl -sS 'https://h/' -H $'x-a: \\033[2J'"},
    {"header that is no UTF-8", "PUT", "https://h/", "x-a", "\xe9", "\x01",
     "curl -sS 'https://h/' -X 'PUT' # a header and the body are left out"},
    {"empty header", "GET", "https://h/", "x-a", "", NULL, "curl -sS 'https://h/' -H 'x-a;'"},
    {"path and host", "GET", "/pets", "Host", "h:8080", NULL, "curl -sS 'https://h:8080/pets'"},
    {"path alone", "GET", "/pets", NULL, NULL, NULL, NULL},
    {"an option for a url", "GET", "-K/etc/passwd", NULL, NULL, NULL, NULL},
    {"a file", "GET", "file:///etc/passwd", NULL, NULL, NULL, NULL},
    {"control bytes", "GET", "https://h/\033]0;x", NULL, NULL, NULL, NULL},
};

START_TEST(writes_curl)
{
    struct header header = {str_of(commands[_i].header), str_of(commands[_i].value)};
    struct exchange exchange = {
        .request = {.method = str_of(commands[_i].method),
                    .url = str_of(commands[_i].url),
                    .headers = {.items = &header, .count = commands[_i].header ? 1 : 0},
                    .body = {.state = commands[_i].body ? BODY_PRESENT : BODY_EMPTY,
                             .bytes = str_of(commands[_i].body)}},
    };
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct str command;

    arena_init(&arena);
    command = redact_curl(redaction, &arena, &exchange, NULL);
    ck_assert_msg(str_equal(command, str_of(commands[_i].command)), "%s: %.*s", commands[_i].name,
                  STR_ARGS(command));
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(gives_up_on_long_commands)
{
    static char value[8192];
    struct header header = {STR("x-long"), {value, sizeof value}};
    struct exchange exchange = {.request = {.method = STR("GET"),
                                            .url = STR("https://h/"),
                                            .headers = {.items = &header, .count = 1}}};
    struct redaction *redaction = redaction_new();
    struct arena arena;

    memset(value, 'a', sizeof value);
    arena_init(&arena);
    ck_assert_ptr_null(redact_curl(redaction, &arena, &exchange, NULL).text);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* What a description says of credentials. */
static const struct credential schemes[] = {
    {NAME_IN_HEADER, STR_INITIAL("authorization"), STR_INITIAL("Bearer"),
     STR_INITIAL("OASDRIFT_AUTH_BEARER")},
    {NAME_IN_HEADER, STR_INITIAL("authorization"), STR_INITIAL("Basic"),
     STR_INITIAL("OASDRIFT_AUTH_BASIC")},
    {NAME_IN_HEADER, STR_INITIAL("authorization"), STR_INITIAL(""),
     STR_INITIAL("OASDRIFT_AUTH_WHOLE")},
    {NAME_IN_HEADER, STR_INITIAL("X-Key"), STR_INITIAL(""), STR_INITIAL("OASDRIFT_AUTH_KEY")},
    {NAME_IN_FIELD, STR_INITIAL("a[key]"), STR_INITIAL(""), STR_INITIAL("OASDRIFT_AUTH_QUERY")},
    {NAME_IN_COOKIE, STR_INITIAL("sid"), STR_INITIAL(""), STR_INITIAL("OASDRIFT_AUTH_COOKIE")},
};

static const struct {
    const char *name;
    const char *url, *header, *value;
    const char *command;
} requests[] = {
    {"a bearer token", "https://h/", "Authorization", "Bearer abc",
     "curl -sS 'https://h/' -H \"Authorization: Bearer $OASDRIFT_AUTH_BEARER\""},
    {"a scheme's name in lower case", "https://h/", "Authorization", "bearer abc",
     "curl -sS 'https://h/' -H \"Authorization: bearer $OASDRIFT_AUTH_BEARER\""},
    {"user and password", "https://h/", "Authorization",
     "Basic bWU6cHc=", "curl -sS 'https://h/' -u \"$OASDRIFT_AUTH_BASIC\""},
    {"an API key in Authorization", "https://h/", "Authorization", "s3cret",
     "curl -sS 'https://h/' -H \"Authorization: $OASDRIFT_AUTH_WHOLE\""},
    {"another scheme in Authorization", "https://h/", "Authorization", "token abc",
     "curl -sS 'https://h/' -H \"Authorization: $OASDRIFT_AUTH_WHOLE\""},
    {"an API key", "https://h/", "x-key", "abc",
     "curl -sS 'https://h/' -H \"x-key: $OASDRIFT_AUTH_KEY\""},
    {"an API key in the query", "https://h/?a%5Bkey%5D=abc&b=1#c", NULL, NULL,
     "curl -sSg \"https://h/?a%5Bkey%5D=$OASDRIFT_AUTH_QUERY&b=1#c\""},
    {"a cookie", "https://h/", "Cookie", "sid=abc",
     "curl -sS 'https://h/' -H \"Cookie: sid=$OASDRIFT_AUTH_COOKIE\""},
    {"a cookie among others", "https://h/", "Cookie", "lang=en; sid=abc; csrf=x",
     "curl -sS 'https://h/' -H \"Cookie: sid=$OASDRIFT_AUTH_COOKIE\" # other cookies are left "
     "out"},
    {"other cookies alone", "https://h/", "Cookie", "lang=en; csrf=x",
     "curl -sS 'https://h/' -H \"Cookie: $SECRET_COOKIE\""},
};

static struct redaction *redaction_of_schemes(void)
{
    struct redaction *redaction = redaction_new();

    for (size_t i = 0; i < ARRAY_LENGTH(schemes); i++) {
        redaction_add_name(redaction, schemes[i].place, schemes[i].name);
        redaction_add_credential(redaction, &schemes[i]);
    }
    return redaction;
}

START_TEST(names_variables_of_schemes)
{
    struct header header = {str_of(requests[_i].header), str_of(requests[_i].value)};
    struct exchange exchange = {
        .request = {.method = STR("GET"),
                    .url = str_of(requests[_i].url),
                    .headers = {.items = &header, .count = requests[_i].header ? 1 : 0},
                    .body = {.state = BODY_EMPTY}},
    };
    struct redaction *first = redaction_of_schemes(), *redaction = redaction_fork(first);
    struct arena arena;
    struct str command;

    arena_init(&arena);
    command = redact_curl(redaction, &arena, &exchange, NULL);
    ck_assert_msg(str_equal(command, str_of(requests[_i].command)), "%s: %.*s", requests[_i].name,
                  STR_ARGS(command));
    arena_release(&arena);
    redaction_free(redaction);
    redaction_free(first);
}
END_TEST

/* What the recorder took out is put in again. */
START_TEST(adds_what_lacks)
{
    struct exchange exchange = {
        .request = {.method = STR("GET"),
                    .url = STR("https://h/?b=1"),
                    .body = {.state = BODY_EMPTY}},
    };
    struct redaction *redaction = redaction_new();
    struct request_excerpt excerpt, *kept;
    struct arena arena, lasting;

    arena_init(&arena);
    arena_init(&lasting);
    excerpt = request_excerpt_take(redaction, &arena, &exchange, NULL);
    excerpt.lacking = schemes;
    excerpt.lacking_count = ARRAY_LENGTH(schemes);
    kept = request_excerpt_keep(&lasting, &excerpt);
    arena_release(&arena);
    ck_assert_str(request_excerpt_curl(redaction, &lasting, kept),
                  "curl -sSg \"https://h/?b=1&a%5Bkey%5D=$OASDRIFT_AUTH_QUERY\""
                  " -H \"authorization: Bearer $OASDRIFT_AUTH_BEARER\" -u \"$OASDRIFT_AUTH_BASIC\""
                  " -H \"authorization: $OASDRIFT_AUTH_WHOLE\" -H \"X-Key: $OASDRIFT_AUTH_KEY\""
                  " -H \"cookie: sid=$OASDRIFT_AUTH_COOKIE\"");
    arena_release(&lasting);
    redaction_free(redaction);
}
END_TEST

/* Lines are read as they were written. */
START_TEST(reads_its_lines)
{
    struct curl_line line = {.comment = STR_NONE};
    struct arena arena;
    struct strbuf out;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    if (commands[_i].command) {
        ck_assert_msg(curl_line_read(&arena, str_of(commands[_i].command), &line), "%s",
                      commands[_i].name);
        curl_line_name_secrets(&arena, &line);
        curl_line_write(&out, &line);
        ck_assert_str(strbuf_str(&out), commands[_i].command);
    }
    curl_line_release(&line);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

/* What comes of a line where a secret was taken out of it later. */
static const struct {
    const char *line, *command;
} gaps[] = {
    {"curl -sS 'https://h/?a=[redacted]'", "curl -sSg \"https://h/?a=$SECRET_A\""},
    {"curl -sS 'https://h/it'\\''s/[redacted]' -X 'PUT'",
     "curl -sSg \"https://h/it's/$SECRET_PATH\" -X 'PUT'"},
    {"curl -sS $'https://h/\\'\\302\\200[redacted]'",
     "curl -sSg $'https://h/\\'\\302\\200'\"$SECRET_PATH\""},
    {"curl -sSg \"https://h/?key=$OASDRIFT_AUTH_KEY&a=[redacted]\" # the body is left out",
     "curl -sSg \"https://h/?key=$OASDRIFT_AUTH_KEY&a=$SECRET_A\" # the body is left out"},
    {"curl -sS 'https://h/' -H 'x-a: [redacted]' -H \"x-a: $SECRET_X_A\"",
     "curl -sS 'https://h/' -H \"x-a: $SECRET_X_A\" -H \"x-a: $SECRET_X_A_2\""},
    {"curl -sS 'https://h/' -H \"x-a-2: $SECRET_X_A_2\" -H 'x-b: [redacted]'",
     "curl -sS 'https://h/' -H \"x-a-2: $SECRET_X_A_2\" -H \"x-b: $SECRET_X_B\""},
    {"curl -sS 'https://h/[redacted]", "curl -sS 'https://h/[redacted]"},
    {"curl -sS $'[redacted]\\", "curl -sS $'[redacted]\\"},
    {"curl -sS \"[redacted]$", "curl -sS \"[redacted]$"},
    {"curl -sS [redacted", "curl -sS [redacted"},
    {"curl -sS ", "curl -sS "},
    {"curl -sS $", "curl -sS $"},
    {"", ""},
};

START_TEST(fills_gaps)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(curl_without_gaps(&arena, str_of(gaps[_i].line)), gaps[_i].command);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("curl", UNIT_LOOP(writes_curl, commands); UNIT_TEST(gives_up_on_long_commands);
           UNIT_LOOP(names_variables_of_schemes, requests); UNIT_TEST(adds_what_lacks);
           UNIT_LOOP(reads_its_lines, commands); UNIT_LOOP(fills_gaps, gaps))
