/* What each expression selects, as JSON Pointers of the tree it is asked of; RFC 9535's own
   examples first, by their sections. */
#include "base/strbuf.h"
#include "document/json_path.h"
#include "unit.h"

/* RFC 9535, 1.5. */
static const char store[] =
    "{\"store\":{\"book\":[{\"category\":\"reference\",\"author\":\"Nigel Rees\",\"price\":8.95},"
    "{\"category\":\"fiction\",\"author\":\"Evelyn Waugh\",\"price\":12.99},"
    "{\"category\":\"fiction\",\"isbn\":\"0-553-21311-3\",\"price\":8.99},"
    "{\"category\":\"fiction\",\"isbn\":\"0-395-19395-8\",\"price\":22.99}],"
    "\"bicycle\":{\"color\":\"red\",\"price\":399}}}";
/* 2.3.5.3. */
static const char filtered[] =
    "{\"a\":[3,5,1,2,4,6,{\"b\":\"j\"},{\"b\":\"k\"},{\"b\":{}},{\"b\":\"kilo\"}],"
    "\"o\":{\"p\":1,\"q\":2,\"r\":3,\"s\":5,\"t\":{\"u\":6}},\"e\":\"f\"}";
static const char letters[] = "[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]";
static const char compared[] =
    "{\"obj\":{\"x\":\"y\"},\"arr\":[2,3],\"n\":null,\"t\":true,\"big\":12345678901234567890123}";
static const char odd[] = "{\"o'p\":{\"k.k\":3},\"\\u263a\":1,\"x-y\":2,\"a\":[[1,[2]],{\"a\":0}]}";

static const struct {
    const char *text, *path, *found;
} selections[] = {
    {store, "$.store.book[*].author", "/store/book/0/author /store/book/1/author"},
    {store, "$..author", "/store/book/0/author /store/book/1/author"},
    {store, "$.store.*", "/store/book /store/bicycle"},
    {store, "$.store..price",
     "/store/book/0/price /store/book/1/price /store/book/2/price /store/book/3/price "
     "/store/bicycle/price"},
    {store, "$..book[2]", "/store/book/2"},
    {store, "$..book[-1]", "/store/book/3"},
    {store, "$..book[0,1]", "/store/book/0 /store/book/1"},
    {store, "$..book[:2]", "/store/book/0 /store/book/1"},
    {store, "$..book[?@.isbn]", "/store/book/2 /store/book/3"},
    {store, "$..book[?@.price<10]", "/store/book/0 /store/book/2"},
    {store, "$", ""},
    {odd, "$[\"o'p\"]['k.k']", "/o'p/k.k"},
    {odd, "$['o\\'p'][\"k.k\"]", "/o'p/k.k"},
    {odd, "$['\\u263A']", "/☺"},
    {odd, "$.☺", "/☺"},
    {odd, "$.x-y", "/x-y"},
    {odd, "$.a[0][1][0]", "/a/0/1/0"},
    {odd, "$..a", "/a /a/1/a"},
    {odd, "$.a..[0]", "/a/0 /a/0/0 /a/0/1/0"},
    {odd, "$.a[0].b", "(nothing)"},
    {odd, "$ .a [ 0 ]", "/a/0"},
    {letters, "$[1]", "/1"},
    {letters, "$[-2]", "/5"},
    {letters, "$[7]", "(nothing)"},
    {letters, "$[-8]", "(nothing)"},
    {letters, "$[1:3]", "/1 /2"},
    {letters, "$[5:]", "/5 /6"},
    {letters, "$[1:5:2]", "/1 /3"},
    {letters, "$[5:1:-2]", "/5 /3"},
    {letters, "$[::-1]", "/6 /5 /4 /3 /2 /1 /0"},
    {letters, "$[-3:-1]", "/4 /5"},
    {letters, "$[::0]", "(nothing)"},
    {letters, "$[100:200]", "(nothing)"},
    {letters, "$[-100:1]", "/0"},
    {letters, "$[0,0]", "/0 /0"},
    {letters, "$[?@ > 'e']", "/5 /6"},
    {filtered, "$.a[?@.b == 'kilo']", "/a/9"},
    {filtered, "$.a[?(@.b == 'kilo')]", "/a/9"},
    {filtered, "$.a[?@>3.5]", "/a/1 /a/4 /a/5"},
    {filtered, "$.a[?@.b]", "/a/6 /a/7 /a/8 /a/9"},
    {filtered, "$[?@.*]", "/a /o"},
    {filtered, "$[?@[?@.b]]", "/a"},
    {filtered, "$.o[?@<3, ?@<3]", "/o/p /o/q /o/p /o/q"},
    {filtered, "$.a[?@<2 || @.b == \"k\"]", "/a/2 /a/7"},
    {filtered, "$.a[?match(@.b, \"[jk]\")]", "/a/6 /a/7"},
    {filtered, "$.a[?search(@.b, \"[jk]\")]", "/a/6 /a/7 /a/9"},
    {filtered, "$.o[?@>1 && @<4]", "/o/q /o/r"},
    {filtered, "$.o[?@.u || @.x]", "/o/t"},
    {filtered, "$.a[?@.b == $.x]", "/a/0 /a/1 /a/2 /a/3 /a/4 /a/5"},
    {filtered, "$.a[?@ == @]", "/a/0 /a/1 /a/2 /a/3 /a/4 /a/5 /a/6 /a/7 /a/8 /a/9"},
    {filtered, "$.a[?!@.b && @ > 4]", "/a/1 /a/5"},
    {filtered, "$.a[?!(@.b)]", "/a/0 /a/1 /a/2 /a/3 /a/4 /a/5"},
    {filtered, "$.a[?length(@.b) == 4]", "/a/9"},
    {filtered, "$.a[?length(@.b) == 0]", "/a/8"},
    {filtered, "$[?count(@.*) == 5]", "/o"},
    {filtered, "$[?value(@..u) == 6]", "/o"},
    {compared, "$[?$.absent1 == $.absent2]", "/obj /arr /n /t /big"},
    {compared, "$[?$.absent == null]", "(nothing)"},
    {compared, "$[?@ == null]", "/n"},
    {compared, "$[?@ == true]", "/t"},
    {compared, "$[?@ != true]", "/obj /arr /n /big"},
    {compared, "$[?@ == $.obj]", "/obj"},
    {compared, "$[?@ <= null]", "/n"},
    {compared, "$[?@ < true]", "(nothing)"},
    {compared, "$[?@ == 12345678901234567890123.0]", "/big"},
    {compared, "$[?@ == 12345678901234567890124]", "(nothing)"},
    {compared, "$.arr[?@ >= 3e0]", "/arr/1"},
};

static bool fits(struct str expression, struct str text, bool whole)
{
    ck_assert_str(expression, "[jk]");
    return (!whole || text.length == 1) && text.length &&
           (text.text[0] == 'j' || text.text[0] == 'k');
}

/* The place of a node that nobody moved, by its origin. */
static void tell(struct arena *arena, struct strbuf *out, const struct mutable_node *node)
{
    struct str pointer = node_pointer(arena, node->origin);

    if (out->length)
        strbuf_add_char(out, ' ');
    strbuf_add(out, pointer);
}

START_TEST(selects)
{
    struct arena arena;
    struct strbuf out;
    struct error err = {0};
    struct path_selection selection = {.matches = fits};
    const struct path_query *query;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    query = json_path_parse(&arena, str_of(selections[_i].path), &err);
    ck_assert_msg(query != NULL, "%s: %s", selections[_i].path, err.message);
    selection.arena = &arena;
    selection.root =
        mutable_new(&arena, json_read(&arena, STR("t"), str_of(selections[_i].text), NULL)->root);
    ck_assert(json_path_select(query, &selection));
    for (size_t i = 0; i < selection.nodes.count; i++)
        tell(&arena, &out, selection.nodes.items[i]);
    if (selection.nodes.count == 0)
        strbuf_add_text(&out, "(nothing)");
    ck_assert_msg(str_is(strbuf_str(&out), selections[_i].found), "%s: got \"%s\", expected \"%s\"",
                  selections[_i].path, out.text ? out.text : "", selections[_i].found);
    VEC_RELEASE(&selection.nodes);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *path, *column;
} mistakes[] = {
    {"", "column 1:"},
    {"store", "column 1:"},
    {"$.", "column 3:"},
    {"$..", "column 4:"},
    {"$.1", "column 3:"},
    {"$ ", "column 2:"},
    {"$[", "column 3:"},
    {"$[]", "column 3:"},
    {"$[01]", "column 5:"},
    {"$[-0]", "column 5:"},
    {"$[9007199254740992]", "column 19:"},
    {"$['a]", "column 6:"},
    {"$['\\x']", "column 6:"},
    {"$['\\ud800']", "column 10:"},
    {"$[\"a\\'\"]", "column 7:"},
    {"$['a'", "column 6:"},
    {"$[?]", "column 4:"},
    {"$[?1]", "column 5:"},
    {"$[?true]", "column 8:"},
    {"$[?@.a ==]", "column 10:"},
    {"$[?@.* == 1]", "column 12:"},
    {"$[?@..a == 1]", "column 13:"},
    {"$[?!@.a == 1]", "column 9:"},
    {"$[?length(@.a)]", "column 15:"},
    {"$[?match(@.a, 'x') == true]", "column 27:"},
    {"$[?count(1) == 1]", "column 11:"},
    {"$[?length(@.*) == 1]", "column 14:"},
    {"$[?foo(@)]", "column 8:"},
    {"$[?(@.a]", "column 8:"},
    {"$[?@.a &&]", "column 10:"},
    {"$[?@.a = 1]", "column 8:"},
    {"$[?@.a == 01]", "column 13:"},
    {"$.a b", "column 4:"},
    {"$[?((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((@.a"
     "))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))]",
     "column 68:"},
};

START_TEST(refuses)
{
    struct arena arena;
    struct error err = {0};

    arena_init(&arena);
    ck_assert_msg(json_path_parse(&arena, str_of(mistakes[_i].path), &err) == NULL, "%s",
                  mistakes[_i].path);
    ck_assert_msg(strstr(err.message, mistakes[_i].column) != NULL, "%s: %s", mistakes[_i].path,
                  err.message);
    arena_release(&arena);
}
END_TEST

/* Descendants of descendants: each step counts, and there is a limit. */
START_TEST(ends)
{
    struct arena arena;
    struct strbuf text, path;
    struct error err = {0};
    struct path_selection selection = {0};

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    strbuf_init(&path, SIZE_MAX);
    for (int i = 0; i < 400; i++)
        strbuf_add_char(&text, '[');
    for (int i = 0; i < 400; i++)
        strbuf_add_char(&text, ']');
    selection.arena = &arena;
    selection.root =
        mutable_new(&arena, json_read(&arena, STR("t"), strbuf_str(&text), NULL)->root);
    strbuf_add_text(&path, "$");
    for (int i = 0; i < 6; i++)
        strbuf_add_text(&path, "..[?@..*]");
    ck_assert(!json_path_select(json_path_parse(&arena, strbuf_str(&path), &err), &selection));
    VEC_RELEASE(&selection.nodes);
    strbuf_release(&text);
    strbuf_release(&path);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("JSONPath", UNIT_LOOP(selects, selections); UNIT_LOOP(refuses, mistakes);
           UNIT_TEST(ends))
