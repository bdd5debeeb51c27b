/* Documents that a table stands for a server of. */
#include <string.h>

#include "document/document.h"
#include "unit.h"

static const struct {
    const char *uri, *text;
} served[] = {
    {"http://a.example/entry", "{\"$self\": \"https://b.example/api/entry\", \"a\": {\"$ref\": "
                               "\"part\"}, \"b\": {\"$ref\": \"https://b.example/api/part\"}, "
                               "\"c\": {\"$ref\": \"other\"}}"},
    {"http://a.example/part",
     "{\"$self\": \"https://b.example/api/part\", \"$ref\": \"further\", \"is\": \"part\"}"},
    {"http://a.example/further", "{\"is\": \"further\"}"},
    {"http://a.example/other", "{\"$self\": \"https://c.example/other\"}"},
};

static bool fetch(void *context, struct str uri, struct fetched *fetched, struct error *err)
{
    (void)context;
    for (size_t i = 0; i < ARRAY_LENGTH(served); i++)
        if (str_is(uri, served[i].uri)) {
            *fetched = (struct fetched){str_of(served[i].text), str_of(served[i].uri)};
            return true;
        }
    return error_raise(err, "status 404");
}

static struct str self(const struct node *root)
{
    return node_member_string(root, "$self");
}

static struct documents *documents_of_server(const struct document **entry)
{
    struct documents *documents =
        documents_new(&(struct documents_options){.fetch = fetch, .self = self});

    *entry = document_load(documents, served[0].uri, NULL);
    ck_assert_ptr_nonnull(*entry);
    return documents;
}

static const struct node *follow(struct documents *documents, const struct document *document,
                                 const char *key, struct error *err)
{
    const struct node *site = node_member(node_member(document->root, str_of(key)), STR("$ref"));

    return reference_resolve(documents, site, node_string(site), err);
}

START_TEST(a_part_has_a_name_as_its_description_has)
{
    const struct document *entry;
    struct documents *documents = documents_of_server(&entry);
    const struct node *part = follow(documents, entry, "a", NULL);

    ck_assert_ptr_nonnull(part);
    ck_assert(str_is(node_member_string(part, "is"), "part"));
    ck_assert_ptr_eq(follow(documents, entry, "b", NULL), part);
    documents_free(documents);
}
END_TEST

START_TEST(a_part_has_no_name_of_another_server)
{
    const struct document *entry;
    struct documents *documents = documents_of_server(&entry);
    struct error err = {0};

    ck_assert_ptr_null(follow(documents, entry, "c", &err));
    ck_assert_msg(strstr(err.message, "cannot be \"https://c.example/other\""), "%s", err.message);
    documents_free(documents);
}
END_TEST

START_TEST(all_parts_are_asked_for_once)
{
    const struct document *entry;
    struct documents *documents = documents_of_server(&entry);
    size_t count = documents_collect_all(documents);

    ck_assert_uint_eq(count, 4);
    ck_assert_uint_eq(documents_collect_all(documents), count);
    documents_free(documents);
}
END_TEST

UNIT_SUITE("fetched_documents", UNIT_TEST(a_part_has_a_name_as_its_description_has);
           UNIT_TEST(a_part_has_no_name_of_another_server); UNIT_TEST(all_parts_are_asked_for_once))
