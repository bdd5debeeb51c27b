#include "unit.h"

#include "http/placeholder.h"
#include "http/placeholder_json.h"

/* The placeholder that is found; NULL: none. */
static const struct {
    const char *text, *found;
} rows[] = {
    {"<TOKEN>", "<TOKEN>"},
    {"Bearer <TOKEN>", "<TOKEN>"},
    {"/pets/<PET_ID>/toys", "<PET_ID>"},
    {"<integer>", "<integer>"},
    {"<access token>", "<access token>"},
    {"<REDACTED>", "<REDACTED>"},
    {"a <b>bold</b> word", NULL},
    {"<p>", "<p>"}, /* alone it may be one */
    {"<a@example.com>", NULL},
    {"x < y and z > 5", NULL},
    {"<%= token %>", "<%= token %>"},
    {"<%= users[\"id\"] %>", "<%= users[\"id\"] %>"},
    {"{{id}}", "{{id}}"},
    {"{{\"id\": 1}}", NULL},
    {"{{now format=\"yyyy\"}}", "{{now format=\"yyyy\"}}"},
    {"user-{{$guid}}@x", "{{$guid}}"},
    {"{id}", "{id}"},
    {"{proxy+}", "{proxy+}"},
    {"https://api.example.com/repos/{owner}", NULL}, /* a template is a value */
    {"{\"a\":1}", NULL},
    {"{}", NULL},
    {"${API_KEY}", "${API_KEY}"},
    {"%{token}", "%{token}"},
    {"#{id}", "#{id}"},
    {"$TOKEN", "$TOKEN"},
    {"$5.00", NULL},
    {"$ref", NULL},
    {"***", "***"},
    {"Bearer ****", "****"},
    {"4242********4242", "********"},
    {"2 ** 3", NULL},
    {"\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2",
     "\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2\xe2\x80\xa2"},
    {"REDACTED", "REDACTED"},
    {"Redacted", "Redacted"},
    {"redacted", "redacted"},
    {"REDACTED_EMAIL", "REDACTED"},
    {"the redacted text", NULL},
    {"REDACTED-2", "REDACTED"},
    {"REDACTED2", "REDACTED"},
    {"UNREDACTED", NULL},
    {"REDACTEDLY", NULL},
    {"MASKED", "MASKED"},
    {"CENSORED_1", "CENSORED"},
    {"censored", "censored"},
    {"masked", NULL},
    {"[PII]", "[PII]"},
    {"[ID]", "[ID]"},
    {"[A]", NULL},
    {"see [ID]", NULL},
    {"YOUR_API_KEY", "YOUR_API_KEY"},
    {"your-token", "your-token"},
    {"your_name is it", NULL},
    {"yours", NULL},
    {"{+id}", "{+id}"},
    {"$(API_TOKEN)", "$(API_TOKEN)"},
    {"**", "**"},
    {"*", NULL},
    {"...", "..."},
    {"and so on...", NULL},
    {"[REDACTED]", "[REDACTED]"},
    {"key=[FILTERED]", "[FILTERED]"},
    {"[Filtered]", "[Filtered]"},
    {"[hidden]", "[hidden]"},
    {"[secret]", "[secret]"},
    {"secret", NULL}, /* a value of enums */
    {"private", NULL},
    {"filtered", NULL},
    {"a note (private)", NULL},
    {"[1,2]", NULL},
    {"xxxxx", "xxxxx"},
    {"XXXX-XXXX", "XXXX"},
    {"sk_test_xxxxxxxx", "xxxxxxxx"},
    {"4242xxxx4242", "xxxx"},
    {"XXX", NULL},
    {"[binary data]", "[binary data]"},
    {"\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88", "\xe2\x96\x88\xe2\x96\x88\xe2\x96\x88"},
    {"foxxxxy", NULL},
    {"__TOKEN__", "__TOKEN__"},
    {"__init__", NULL},
    {"%TOKEN%", "%TOKEN%"},
    {"50%", NULL},
    {"R\xef\xbf\xbdx", "\xef\xbf\xbd"},
    {"caf\xc3\xa9", NULL},
    {"?", "?"},
    {"what?", NULL},
    {"", NULL},
    {"null", NULL},
    {"undefined", NULL},
    {"2026-01-01", NULL},
    {"IN_PROGRESS", NULL},
};

START_TEST(finds_placeholders)
{
    struct str found = placeholder_find(str_of(rows[_i].text));

    if (!rows[_i].found)
        ck_assert_msg(!found.text, "\"%s\": \"%.*s\"", rows[_i].text, STR_ARGS(found));
    else
        ck_assert_msg(str_is(found, rows[_i].found), "\"%s\": \"%.*s\"", rows[_i].text,
                      STR_ARGS(found));
}
END_TEST

static const struct {
    const char *placeholder, *outline;
} outline_rows[] = {
    {"{{token}}", "{{...}}"},
    {"{{}}", "{{...}}"},
    {"<TOKEN>", "<...>"},
    {"<%= id %>", "<%...%>"},
    {"{id:[0-9]+}", "{...}"},
    {"[id]", "[...]"},
    {"[email redacted]", "[...]"},
    {"[FILTERED]", "[FILTERED]"},
    {"<Redacted>", "<Redacted>"},
    {"REDACTED", "REDACTED"},
    {"xxxx", "xxxx"},
    {"***", "***"},
    {"?", "?"},
    {"your-token", "your..."},
    {"$TOKEN", "$..."},
    {":id", ":..."},
    {"__TOKEN__", "__...__"},
};

START_TEST(outlines_placeholders)
{
    struct arena arena;
    struct str outline;

    arena_init(&arena);
    outline = placeholder_outline(&arena, str_of(outline_rows[_i].placeholder));
    ck_assert_msg(str_is(outline, outline_rows[_i].outline), "\"%s\": \"%.*s\"",
                  outline_rows[_i].placeholder, STR_ARGS(outline));
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *segment, *found;
} segment_rows[] = {
    {":id", ":id"},
    {":", NULL},
    {":5", NULL},
    {":id(.:format)", ":id(.:format)"},
    {":id.json", ":id.json"},
    {"urn:isbn", NULL},
    {"%7Bid%7D", "{id}"},
    {"user-{id}", "{id}"},
    {"{id:[0-9]+}", "{id:[0-9]+}"},
    {"%7B%7Bid%7D%7D", "{{id}}"},
    {"%3CPET_ID%3E", "<PET_ID>"},
    {"[slug]", "[slug]"},
    {"[...rest]", "[...rest]"},
    {"[[...rest]]", "[[...rest]]"},
    {"[]", NULL},
    {"[rest", NULL},
    {"%7B+id%7D", "{+id}"},
    {"*", "*"},
    {"5", NULL},
    {"{}", NULL},
    {"%FF", NULL},
};

START_TEST(finds_variables_of_paths)
{
    struct arena arena;
    struct str found;

    arena_init(&arena);
    found = placeholder_find_in_segment(&arena, str_of(segment_rows[_i].segment));
    ck_assert_msg(segment_rows[_i].found ? str_is(found, segment_rows[_i].found) : !found.text,
                  "\"%s\": \"%.*s\"", segment_rows[_i].segment, STR_ARGS(found));
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    bool credential;
} credential_rows[] = {
    {"<TOKEN>", true},       {"DUMMY", true},
    {"dummy-token", true},   {"YOUR_API_KEY", true},
    {"***", true},           {"[redacted]", true},
    {"test", true},          {"eyJhbGciOi.e30.c2ln", false},
    {"ghp_abc123", false},   {"token ghp_a", false},
    {"dXNlcjpwYXNz", false},
};

START_TEST(tells_credentials)
{
    ck_assert_msg(placeholder_is_credential(str_of(credential_rows[_i].text)) ==
                      credential_rows[_i].credential,
                  "\"%s\"", credential_rows[_i].text);
}
END_TEST

static const struct {
    const char *text;
    bool secret;
} secret_rows[] = {
    {"<%= token %>", true},        {"removed by vcr", true},  {"Authorization header hidden", true},
    {"[FILTERED]", true},          {"Bearer <TOKEN>", false}, {"Bearer ghp_abc123", false},
    {"Basic dXNlcjpwYXNz", false}, {"secret", false},         {"", false},
};

START_TEST(tells_secrets)
{
    ck_assert_msg(placeholder_is_secret(str_of(secret_rows[_i].text)) == secret_rows[_i].secret,
                  "\"%s\"", secret_rows[_i].text);
}
END_TEST

static const struct {
    const char *text, *name;
    bool may;
} name_rows[] = {
    {"e<CODE>pand", "expand", true},
    {"e<CODE>pand", "extend", false},
    {"e<CODE>p_<ID>", "exp_year", true},
    {"e<CODE>p_<ID>", "name", false},
    {"<NAME>", "name", true},
    {"na<X_Y>me", "name", true},
    {"name<X_Y>me", "name", false}, /* its ends may not lie over each other */
    {"name", "name", false},
    {"", "name", false},
};

START_TEST(may_be_a_name)
{
    ck_assert_msg(placeholder_may_be(str_of(name_rows[_i].text), str_of(name_rows[_i].name)) ==
                      name_rows[_i].may,
                  "\"%s\"", name_rows[_i].text);
}
END_TEST

static const struct {
    const char *json, *quoted; /* NULL: as it is */
} json_rows[] = {
    {"{\"id\":<PET_ID>,\"name\":\"Rex\"}", "{\"id\":\"<PET_ID>\",\"name\":\"Rex\"}"},
    {"{\"id\": {{$randomInt}}, \"a\": [***]}", "{\"id\": \"{{$randomInt}}\", \"a\": [\"***\"]}"},
    {"[<integer>,[FILTERED],${X}]", "[\"<integer>\",\"[FILTERED]\",\"${X}\"]"},
    {"<BODY>", "\"<BODY>\""},
    {"[12<ID>3,-<X>.5]", "[\"12<ID>3\",\"-<X>.5\"]"},
    {"[12, 3]", NULL},
    {"REDACTED", "\"REDACTED\""},
    {"{\"a\":\"<X_Y>\\\"***\"}", NULL},
    {"{\"a\":1}", NULL},
    {"{id: 1}", NULL},
    {"<html><BODY></BODY></html>", NULL},
    {"{\"a\":\"", NULL},
    {"\"\\", NULL},
    {"", NULL},
};

START_TEST(quotes_json)
{
    struct str json = str_of(json_rows[_i].json);
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(placeholder_quote(&arena, json),
                  json_rows[_i].quoted ? json_rows[_i].quoted : json_rows[_i].json);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("placeholder", UNIT_LOOP(finds_placeholders, rows);
           UNIT_LOOP(outlines_placeholders, outline_rows);
           UNIT_LOOP(finds_variables_of_paths, segment_rows);
           UNIT_LOOP(tells_credentials, credential_rows); UNIT_LOOP(tells_secrets, secret_rows);
           UNIT_LOOP(may_be_a_name, name_rows); UNIT_LOOP(quotes_json, json_rows))
