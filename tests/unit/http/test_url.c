#include "unit.h"

#include "http/url.h"

static const struct {
    const char *text;
    const char *scheme, *userinfo, *host, *port, *path, *query, *fragment; /* NULL: absent */
    bool http;
} split_rows[] = {
    {"https://api.example.com/v1/a?b=c#d", "https", NULL, "api.example.com", NULL, "/v1/a", "b=c",
     "d", true},
    {"http://h:8080", "http", NULL, "h", "8080", "", NULL, NULL, true},
    {"http://u:p@h:1/x", "http", "u:p", "h", "1", "/x", NULL, NULL, true},
    {"http://a@b@h/x", "http", "a@b", "h", NULL, "/x", NULL, NULL, true},
    {"http://[::1]:80/x", "http", NULL, "[::1]", "80", "/x", NULL, NULL, true},
    {"http://[::1]", "http", NULL, "[::1]", NULL, "", NULL, NULL, true},
    {"HTTPS://H", "HTTPS", NULL, "H", NULL, "", NULL, NULL, true},
    {"/v1/a?x", NULL, NULL, NULL, NULL, "/v1/a", "x", NULL, false},
    {"/v1/a?", NULL, NULL, NULL, NULL, "/v1/a", "", NULL, false},
    {"/a?b?c#d?e", NULL, NULL, NULL, NULL, "/a", "b?c", "d?e", false},
    {"/a:b", NULL, NULL, NULL, NULL, "/a:b", NULL, NULL, false},
    {"1:2", NULL, NULL, NULL, NULL, "1:2", NULL, NULL, false},
    {"//h/x", NULL, NULL, "h", NULL, "/x", NULL, NULL, false},
    {"mailto:a@b", "mailto", NULL, NULL, NULL, "a@b", NULL, NULL, false},
    {"", NULL, NULL, NULL, NULL, "", NULL, NULL, false},
    {"file:///etc/passwd", "file", NULL, "", NULL, "/etc/passwd", NULL, NULL, false},
    {"http://h:99999/", "http", NULL, "h", "99999", "/", NULL, NULL, false},
    {"http://h:x/", "http", NULL, "h", "x", "/", NULL, NULL, false},
    {"http:///x", "http", NULL, "", NULL, "/x", NULL, NULL, false},
    {"http://h\\@evil/", "http", "h\\", "evil", NULL, "/", NULL, NULL, false},
    {"http://h/a b", "http", NULL, "h", NULL, "/a b", NULL, NULL, false},
    {"http://h/a\r\nX: 1", "http", NULL, "h", NULL, "/a\r\nX: 1", NULL, NULL, false},
    {"http://h/{id}", "http", NULL, "h", NULL, "/{id}", NULL, NULL, false},
};

static bool same(struct str got, const char *expected)
{
    return expected ? str_is(got, expected) && got.text : !got.text;
}

START_TEST(splits)
{
    struct url url;

    url_split(str_of(split_rows[_i].text), &url);
    ck_assert_msg(same(url.scheme, split_rows[_i].scheme), "%s", split_rows[_i].text);
    ck_assert_msg(same(url.userinfo, split_rows[_i].userinfo), "%s", split_rows[_i].text);
    ck_assert_msg(same(url.host, split_rows[_i].host), "%s: %.*s", split_rows[_i].text,
                  STR_ARGS(url.host));
    ck_assert_msg(same(url.port, split_rows[_i].port), "%s", split_rows[_i].text);
    ck_assert_msg(same(url.path, split_rows[_i].path), "%s", split_rows[_i].text);
    ck_assert_msg(same(url.query, split_rows[_i].query), "%s", split_rows[_i].text);
    ck_assert_msg(same(url.fragment, split_rows[_i].fragment), "%s", split_rows[_i].text);
    ck_assert_msg(url_is_http(&url) == split_rows[_i].http, "%s", split_rows[_i].text);
}
END_TEST

UNIT_SUITE("url", UNIT_LOOP(splits, split_rows))
