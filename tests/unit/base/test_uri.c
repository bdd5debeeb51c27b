/* RFC 3986: section 5.4's two tables, and what lies at the edges. */
#include "base/uri.h"
#include "unit.h"

#define BASE "http://a/b/c/d;p?q"

static const struct {
    const char *base, *reference, *target;
} references[] = {
    /* 5.4.1 */
    {BASE, "g:h", "g:h"},
    {BASE, "g", "http://a/b/c/g"},
    {BASE, "./g", "http://a/b/c/g"},
    {BASE, "g/", "http://a/b/c/g/"},
    {BASE, "/g", "http://a/g"},
    {BASE, "//g", "http://g"},
    {BASE, "?y", "http://a/b/c/d;p?y"},
    {BASE, "g?y", "http://a/b/c/g?y"},
    {BASE, "#s", "http://a/b/c/d;p?q#s"},
    {BASE, "g#s", "http://a/b/c/g#s"},
    {BASE, "g?y#s", "http://a/b/c/g?y#s"},
    {BASE, ";x", "http://a/b/c/;x"},
    {BASE, "g;x", "http://a/b/c/g;x"},
    {BASE, "g;x?y#s", "http://a/b/c/g;x?y#s"},
    {BASE, "", "http://a/b/c/d;p?q"},
    {BASE, ".", "http://a/b/c/"},
    {BASE, "./", "http://a/b/c/"},
    {BASE, "..", "http://a/b/"},
    {BASE, "../", "http://a/b/"},
    {BASE, "../g", "http://a/b/g"},
    {BASE, "../..", "http://a/"},
    {BASE, "../../", "http://a/"},
    {BASE, "../../g", "http://a/g"},
    /* 5.4.2 */
    {BASE, "../../../g", "http://a/g"},
    {BASE, "../../../../g", "http://a/g"},
    {BASE, "/./g", "http://a/g"},
    {BASE, "/../g", "http://a/g"},
    {BASE, "g.", "http://a/b/c/g."},
    {BASE, ".g", "http://a/b/c/.g"},
    {BASE, "g..", "http://a/b/c/g.."},
    {BASE, "..g", "http://a/b/c/..g"},
    {BASE, "./../g", "http://a/b/g"},
    {BASE, "./g/.", "http://a/b/c/g/"},
    {BASE, "g/./h", "http://a/b/c/g/h"},
    {BASE, "g/../h", "http://a/b/c/h"},
    {BASE, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
    {BASE, "g;x=1/../y", "http://a/b/c/y"},
    {BASE, "g?y/./x", "http://a/b/c/g?y/./x"},
    {BASE, "g?y/../x", "http://a/b/c/g?y/../x"},
    {BASE, "g#s/./x", "http://a/b/c/g#s/./x"},
    {BASE, "g#s/../x", "http://a/b/c/g#s/../x"},
    {BASE, "http:g", "http:g"},
    /* edges */
    {"http://a", "g", "http://a/g"},
    {"http://a?q", "", "http://a?q"},
    {"urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed", "#foo",
     "urn:uuid:deadbeef-1234-00ff-ff00-4321feebdaed#foo"},
    {"urn:example:a", "http://b/c", "http://b/c"},
    {"http://a/b", "urn:example:1/406/47452/2", "urn:example:1/406/47452/2"},
    {"", "a/b", "a/b"},
    {"file:///tmp/x.json", "y.json", "file:///tmp/y.json"},
};

START_TEST(resolve)
{
    struct arena arena;
    struct str target;

    arena_init(&arena);
    target = uri_resolve(&arena, str_of(references[_i].base), str_of(references[_i].reference));
    ck_assert_msg(str_is(target, references[_i].target), "\"%s\" from %s: %.*s, not %s",
                  references[_i].reference, references[_i].base, STR_ARGS(target),
                  references[_i].target);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *text;
    bool absolute;
} schemes[] = {
    {"http://a", true}, {"urn:a", true}, {"a+b-c.9:x", true}, {"9a:x", false}, {":x", false},
    {"a/b:c", false},   {"a", false},    {"", false},         {"#a:b", false}, {"?a:b", false},
};

START_TEST(absolute)
{
    ck_assert_msg(uri_is_absolute(str_of(schemes[_i].text)) == schemes[_i].absolute, "%s",
                  schemes[_i].text);
}
END_TEST

/* A NUL is a byte like others: it ends neither a part nor the text. */
static const struct {
    const char *text, *normal;
} spellings[] = {
    {"HTTPS://Api.Example.COM:443/A/../b?C#D", "https://api.example.com/b?C#D"},
    {"http://example.com:80", "http://example.com/"},
    {"http://example.com:", "http://example.com/"},
    {"http://example.com:443/", "http://example.com:443/"},
    {"https://example.com:80/", "https://example.com:80/"},
    {"http://User:PW@Example.com:80/%7e", "http://User:PW@example.com/%7e"},
    {"http://[::A]:80/", "http://[::a]/"},
    {"file:///A", "file:///A"},
    {"A/../b", "A/../b"},
};

START_TEST(normalise)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(uri_normalise(&arena, str_of(spellings[_i].text)), spellings[_i].normal);
    arena_release(&arena);
}
END_TEST

START_TEST(keep_nul)
{
    static const struct str reference = STR_INITIAL("b\0c?d\0e#f\0g");
    struct arena arena;
    struct uri uri;

    arena_init(&arena);
    ck_assert(str_equal(uri_resolve(&arena, STR("http://x/a"), reference),
                        STR("http://x/b\0c?d\0e#f\0g")));
    uri_split(STR("a\0:b"), &uri);
    ck_assert(!uri.scheme.text && str_equal(uri.path, STR("a\0:b")));
    uri_split(STR("//h\0st/p"), &uri);
    ck_assert(str_equal(uri.authority, STR("h\0st")));
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("URIs", UNIT_LOOP(resolve, references); UNIT_LOOP(absolute, schemes);
           UNIT_LOOP(normalise, spellings); UNIT_TEST(keep_nul))
