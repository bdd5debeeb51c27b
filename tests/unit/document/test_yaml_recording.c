/* Tags that programs write into recordings: strings, base64 with its flag, objects with theirs. */
#include "document/document.h"

#include "unit.h"

static struct arena arena;

static const struct {
    const char *text;
    enum node_kind kind; /* NODE_HEADER: refused */
    const char *value;
    bool base64, foreign;
} rows[] = {
    {"!binary |-\n  YQ==", NODE_STRING, "YQ==", true, false},
    {"!!binary YQ==", NODE_STRING, "YQ==", true, false},
    {"!!python/unicode 'a'", NODE_STRING, "a", false, false},
    {"!!python/unicode 17", NODE_STRING, "17", false, false},
    {"!ruby/string a", NODE_STRING, "a", false, false},
    {"!!str 17", NODE_STRING, "17", false, false},
    {"! 17", NODE_STRING, "17", false, false},
    {"!!int 17", NODE_NUMBER, "17", false, false},
    {"!!int x", NODE_HEADER, "", false, false},
    {"!ruby/struct:X {a: b}", NODE_OBJECT, NULL, false, true},
    {"!!python/object:x [a]", NODE_ARRAY, NULL, false, true},
    {"!!python/object/new:x {state: !!python/tuple [a]}", NODE_OBJECT, NULL, false, true},
    {"!!python/tuple [a]", NODE_ARRAY, NULL, false, false},
    {"!ruby/hash:X {a: b}", NODE_OBJECT, NULL, false, false},
    {"!ruby/array:X [a]", NODE_ARRAY, NULL, false, false},
    {"!!map {a: b}", NODE_OBJECT, NULL, false, false},
};

START_TEST(meets_tags)
{
    struct str text = str_of(rows[_i].text);
    struct read_failure failure = {0};
    const struct document *document = yaml_read_recording(&arena, STR("t"), text, &failure);

    if (rows[_i].kind == NODE_HEADER) {
        ck_assert_msg(!document, "%s", rows[_i].text);
        return;
    }
    ck_assert_msg(document, "%s: %s", rows[_i].text, failure.message);
    ck_assert_msg(document->root->kind == rows[_i].kind, "%s", rows[_i].text);
    if (rows[_i].value)
        ck_assert_str(node_text(document->root), rows[_i].value);
    ck_assert_msg(((document->root->flags & NODE_BASE64) != 0) == rows[_i].base64, "%s",
                  rows[_i].text);
    ck_assert_msg(((document->root->flags & NODE_FOREIGN) != 0) == rows[_i].foreign, "%s",
                  rows[_i].text);
}
END_TEST

/* A description's reader goes on refusing them. */
START_TEST(leaves_descriptions_alone)
{
    ck_assert(!yaml_read(&arena, STR("t"), STR("!!binary YQ=="), NULL));
    ck_assert(!yaml_read(&arena, STR("t"), STR("!!python/unicode a"), NULL));
    ck_assert(!yaml_read(&arena, STR("t"), STR("!!python/tuple [a]"), NULL));
}
END_TEST

UNIT_SUITE("yaml_recording", arena_init(&arena); UNIT_LOOP(meets_tags, rows);
           UNIT_TEST(leaves_descriptions_alone))
