#include "base/strbuf.h"
#include "document/overlay.h"
#include "unit.h"

#define OVERLAY(version, actions)                                                                  \
    "{\"overlay\":\"" version                                                                      \
    "\",\"info\":{\"title\":\"t\",\"version\":\"1\"},\"actions\":[" actions "]}"
#define ACTIONS(actions) OVERLAY("1.0.0", actions)

static const struct {
    const char *document, *overlay, *changed;
} changes[] = {
    {"{\"a\":{\"b\":1}}", ACTIONS("{\"target\":\"$.a\",\"update\":{\"c\":2}}"),
     "{\"a\":{\"b\":1,\"c\":2}}"},
    {"{\"a\":{\"b\":1,\"z\":0}}", ACTIONS("{\"target\":\"$\",\"update\":{\"a\":{\"b\":2}}}"),
     "{\"a\":{\"b\":2,\"z\":0}}"},
    {"{\"a\":[1]}", ACTIONS("{\"target\":\"$.a\",\"update\":[2]}"), "{\"a\":[1,[2]]}"},
    {"{\"a\":[1]}", ACTIONS("{\"target\":\"$\",\"update\":{\"a\":[2,3]}}"), "{\"a\":[1,2,3]}"},
    {"{\"a\":{\"b\":{}}}", ACTIONS("{\"target\":\"$.a\",\"update\":{\"b\":[]}}"),
     "{\"a\":{\"b\":[]}}"},
    {"{\"a\":{\"b\":1},\"c\":2}", ACTIONS("{\"target\":\"$.a\",\"remove\":true}"), "{\"c\":2}"},
    {"[{\"n\":1},{\"n\":2},{\"n\":1}]", ACTIONS("{\"target\":\"$[?@.n == 1]\",\"remove\":true}"),
     "[{\"n\":2}]"},
    {"{\"a\":1}", ACTIONS("{\"target\":\"$.a\",\"remove\":true}"), "{}"},
    {"{\"a\":1}", ACTIONS("{\"target\":\"$.b\",\"update\":{\"x\":1}}"), "{\"a\":1}"},
    {"{\"a\":{\"b\":{}}}",
     ACTIONS("{\"target\":\"$.a\",\"remove\":true,\"update\":{\"ignored\":1}},"
             "{\"target\":\"$\",\"update\":{\"a\":\"again\"}}"),
     "{\"a\":\"again\"}"},
    /* an action sees what the one before it made */
    {"{}",
     ACTIONS("{\"target\":\"$\",\"update\":{\"a\":{\"b\":[]}}},"
             "{\"target\":\"$.a.b\",\"update\":{\"c\":1}},"
             "{\"target\":\"$.a.b[0]\",\"update\":{\"d\":2}}"),
     "{\"a\":{\"b\":[{\"c\":1,\"d\":2}]}}"},
    /* selected twice, changed once; what went with its parent needs no removing */
    {"{\"a\":[]}", ACTIONS("{\"target\":\"$['a','a']\",\"update\":1}"), "{\"a\":[1]}"},
    {"{\"a\":{\"b\":{}}}", ACTIONS("{\"target\":\"$..*\",\"remove\":true}"), "{}"},
    {"{\"a\":1}", ACTIONS("{\"target\":\"$\",\"description\":\"nothing\",\"x-why\":1}"),
     "{\"a\":1}"},
    {"{\"a\":1}", OVERLAY("1.1.0", "{\"target\":\"$.a\",\"update\":2}"), "{\"a\":2}"},
};

static const struct document *read(struct documents *documents, const char *file, const char *text)
{
    const struct document *document =
        json_read(documents_arena(documents), str_of(file), str_of(text), NULL);

    ck_assert_msg(document != NULL, "%s", text);
    return document;
}

START_TEST(applies)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};
    struct strbuf out;
    const struct document *changed =
        overlay_apply(documents, read(documents, "d", changes[_i].document),
                      read(documents, "o", changes[_i].overlay), &err);

    ck_assert_msg(changed != NULL, "%s: %s", changes[_i].overlay, err.message);
    strbuf_init(&out, SIZE_MAX);
    ck_assert(node_write(changed->root, &out));
    ck_assert_str(strbuf_str(&out), changes[_i].changed);
    strbuf_release(&out);
    documents_free(documents);
}
END_TEST

static const struct {
    const char *overlay, *message;
} mistakes[] = {
    {"[]", "o:1:1: an overlay is an object, this is array"},
    {"{\"info\":{},\"actions\":[]}", "o:1:1: \"overlay\" must be given, as a string"},
    {OVERLAY("2.0.0", "{\"target\":\"$\"}"), "o:1:12: Overlay 2.0.0 is not known; 1.0 is"},
    {"{\"overlay\":\"1.0.0\",\"info\":{\"title\":\"t\"},\"actions\":[{}]}",
     "o:1:27: \"version\" must be given, as a string"},
    {ACTIONS(""), "is not empty"},
    {ACTIONS("{}"), "\"target\" must be given"},
    {ACTIONS("1"), "an action is an object, this is integer"},
    {ACTIONS("{\"target\":\"$\",\"updates\":{}}"), "an overlay has no field \"updates\" here"},
    {ACTIONS("{\"target\":\"$\",\"remove\":1}"), "\"remove\" is true or false"},
    {ACTIONS("{\"target\":\"a\",\"update\":1}"), "JSONPath, column 1: a query begins with"},
    {ACTIONS("{\"target\":\"$\",\"remove\":true}"), "the whole document cannot be removed"},
    {ACTIONS("{\"target\":\"$\",\"update\":1}"), "so \"update\" must be one"},
    {ACTIONS("{\"target\":\"$.n\",\"update\":1}"), "Overlay 1.0 updates objects and arrays"},
};

START_TEST(refuses)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};

    ck_assert(!overlay_apply(documents, read(documents, "d", "{\"n\":1}"),
                             read(documents, "o", mistakes[_i].overlay), &err));
    ck_assert_msg(strstr(err.message, mistakes[_i].message) != NULL, "%s: %s", mistakes[_i].overlay,
                  err.message);
    documents_free(documents);
}
END_TEST

/* Every node tells where it was read: in the document, or in the overlay. */
START_TEST(keeps_places)
{
    struct documents *documents = documents_new(NULL);
    struct error err = {0};
    const struct document *changed = overlay_apply(
        documents, read(documents, "d", "{\n \"a\": {\"b\": \"\\u0041\"},\n \"c\": [1]\n}"),
        read(documents, "o", ACTIONS("{\"target\":\"$.a\",\n\"update\":{\"n\":\"\\u0042\"}}")),
        &err);
    const struct node *b = pointer_resolve(changed->root, STR("/a/b"));
    const struct node *n = pointer_resolve(changed->root, STR("/a/n"));
    const struct node *one = pointer_resolve(changed->root, STR("/c/0"));

    ck_assert_str(node_file(b), "d");
    ck_assert_uint_eq(node_position(b).line, 2);
    ck_assert_uint_eq(node_position(b).column, 13);
    ck_assert_str(node_file(n), "o");
    ck_assert_uint_eq(node_position(n).line, 2);
    ck_assert_uint_eq(node_position(n).column, 15);
    ck_assert_uint_eq(node_position(one).line, 3);
    ck_assert_str(node_pointer(documents_arena(documents), n), "/a/n");
    ck_assert(node_document(n) == changed);
    documents_free(documents);
}
END_TEST

/* Actions that are small each, and what they make together. */
static const char *endless(struct documents *documents, const char *document, const char *action,
                           size_t count)
{
    static struct error err;
    struct strbuf text;

    err = (struct error){0};
    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"overlay\":\"1.0.0\",\"info\":{\"title\":\"t\",\"version\":\"1\"},"
                           "\"actions\":[");
    for (size_t i = 0; i < count; i++)
        strbuf_addf(&text, "%s%s", i ? "," : "", action);
    strbuf_add_text(&text, "]}");
    strbuf_add_char(&text, '\0');
    ck_assert(!overlay_apply(documents, read(documents, "d", document),
                             read(documents, "o", strbuf_str(&text).text), &err));
    strbuf_release(&text);
    return err.message;
}

static void repeat(struct strbuf *out, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        strbuf_add_text(out, text);
}

START_TEST(nests_no_deeper)
{
    struct documents *documents = documents_new(NULL);
    struct strbuf action;
    const char *message;

    strbuf_init(&action, SIZE_MAX);
    strbuf_add_text(&action, "{\"target\":\"$..[?@.leaf]\",\"update\":{\"leaf\":");
    repeat(&action, "[", 200);
    strbuf_add_text(&action, "{\"leaf\":[]}");
    repeat(&action, "]", 200);
    strbuf_add_text(&action, "}}");
    strbuf_add_char(&action, '\0');
    message = endless(documents, "{\"a\":{\"leaf\":[]}}", strbuf_str(&action).text, 200);
    ck_assert_msg(strstr(message, "nested deeper than 1024 levels") != NULL, "%s", message);
    strbuf_release(&action);
    documents_free(documents);
}
END_TEST

START_TEST(adds_no_more)
{
    struct documents *documents = documents_new(NULL);
    const char *message = endless(
        documents, "{\"a\":[{}]}",
        "{\"target\":\"$..[?@.*]\",\"update\":{\"a\":[{\"b\":[1,2,3]},{\"b\":[1,2,3]}]}}", 40);

    ck_assert_msg(strstr(message, "added more than 4000000 values") != NULL, "%s", message);
    documents_free(documents);
}
END_TEST

UNIT_SUITE("overlays", UNIT_LOOP(applies, changes); UNIT_LOOP(refuses, mistakes);
           UNIT_TEST(keeps_places); UNIT_TEST(nests_no_deeper); UNIT_TEST(adds_no_more))
