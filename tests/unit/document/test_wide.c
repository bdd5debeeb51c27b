/* Nodes of containers with many members or elements are found by tables, and not by walks. */
#include "base/strbuf.h"
#include "document/document.h"
#include "document/wide.h"
#include "temporary_file.h"
#include "unit.h"

enum { MANY = 200 * 1000 };

struct opened {
    struct documents *documents;
    const struct node *root;
};

/* {"object": {"k0": 0, ...}, "array": [0, ...]} */
static struct opened open_many(size_t count)
{
    char path[TEMPORARY_PATH_BYTES];
    struct opened opened = {.documents = documents_new(NULL)};
    const struct document *document;
    struct error err = {0};
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "{\"object\": {");
    for (size_t i = 0; i < count; i++)
        strbuf_addf(&text, "%s\"a/k%zu~\": %zu", i ? "," : "", i, i);
    strbuf_add_text(&text, "}, \"array\": [");
    for (size_t i = 0; i < count; i++)
        strbuf_addf(&text, "%s[%zu]", i ? "," : "", i);
    strbuf_add_text(&text, "]}");
    strbuf_add_char(&text, '\0');
    document = document_load(opened.documents, write_temporary(path, "", text.text), &err);
    unlink(path);
    strbuf_release(&text);
    ck_assert_msg(document != NULL, "%s", err.message);
    opened.root = document->root;
    return opened;
}

/* Once its table is made a wide container is shown to walks as one that ends where it begins: what
   is found in it from then on is found by the table. */
static void hide_from_walks(const struct node *container)
{
    if (container->length >= WIDE_CONTAINER)
        ((struct node *)(uintptr_t)container)->span = 1;
}

static const size_t counts[] = {1, 63, 64, 65, 1000, MANY};

START_TEST(finds_members)
{
    struct opened opened = open_many(counts[_i]);
    const struct node *object = node_member(opened.root, STR("object"));
    char name[32], pointer[64];

    ck_assert_ptr_eq(node_member(object, STR("a/k")), NULL);
    hide_from_walks(object);
    for (size_t i = 0; i < counts[_i]; i++) {
        int length = snprintf(name, sizeof name, "a/k%zu~", i);
        const struct node *key = node_member_key(object, (struct str){name, (size_t)length});

        ck_assert_msg(key && str_is(node_string(key), name), "%s", name);
        snprintf(pointer, sizeof pointer, "/object/a~1k%zu~0", i);
        ck_assert_ptr_eq(pointer_resolve(opened.root, str_of(pointer)), node_value(key));
    }
    ck_assert_ptr_eq(node_member(object, STR("a/k")), NULL);
    ck_assert_ptr_eq(node_member(object, STR("")), NULL);
    ck_assert_ptr_eq(pointer_resolve(opened.root, STR("/object/a/k1~0")), NULL);
    documents_free(opened.documents);
}
END_TEST

START_TEST(finds_elements)
{
    struct opened opened = open_many(counts[_i]);
    const struct node *array = node_member(opened.root, STR("array"));
    struct arena arena;
    char pointer[64];
    const struct node *item = node_first(array), *end = node_end(array);
    size_t i = 0;

    arena_init(&arena);
    ck_assert_ptr_eq(node_element(array, 0), item);
    hide_from_walks(array);
    for (; item < end; item = node_next(item), i++) {
        ck_assert_ptr_eq(node_element(array, i), item);
        snprintf(pointer, sizeof pointer, "/array/%zu/0", i);
        ck_assert_ptr_eq(pointer_resolve(opened.root, str_of(pointer)), node_first(item));
        ck_assert(str_is(node_pointer(&arena, node_first(item)), pointer));
    }
    ck_assert_ptr_eq(node_element(array, i), NULL);
    arena_release(&arena);
    documents_free(opened.documents);
}
END_TEST

static void ignore(void *context, const struct duplicate_key *twice)
{
    (void)context;
    (void)twice;
}

/* Of two members with one name the first counts, as where no table is made. */
START_TEST(takes_the_first_of_two)
{
    const struct documents_options options = {.twice = ignore};
    struct documents *documents = documents_new(&options);
    char path[TEMPORARY_PATH_BYTES];
    const struct document *document;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    for (int i = 0; i < 200; i++)
        strbuf_addf(&text, "%s\"k%d\": %d", i ? "," : "{", i % 100, i);
    strbuf_add_text(&text, "}");
    strbuf_add_char(&text, '\0');
    document = document_load(documents, write_temporary(path, "", text.text), NULL);
    unlink(path);
    ck_assert(str_is(node_text(node_member(document->root, STR("k7"))), "7"));
    strbuf_release(&text);
    documents_free(documents);
}
END_TEST

UNIT_SUITE("wide containers", UNIT_LOOP(finds_members, counts); UNIT_LOOP(finds_elements, counts);
           UNIT_TEST(takes_the_first_of_two))
