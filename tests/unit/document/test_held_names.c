/* Which names a description holds. */
#include "document/held_names.h"
#include "temporary_file.h"

static const char text[] =
    "{\"servers\":[{\"url\":\"https://api.test:8080/v1\"}],"
    "\"paths\":{\"/pets/{id}\":{\"X-Rate\":{\"in\":\"header\",\"example\":42}}},\"x\":\"/cats\","
    "\"type\":\"application/json; charset=utf-8\",\"a\\u0062c\":\"\"}";

static const struct {
    const char *name;
    bool held;
} rows[] = {{"servers", true},     {"api.test", true}, {"8080", true},   {"v1", true},
            {"/pets/{id}", true},  {"pets", true},     {"{id}", true},   {"X-Rate", true},
            {"x-rate", true},      {"X-RATE", true},   {"in", true},     {"abc", true},
            {"application", true}, {"json", true},     {"https", true},  {"", false},
            {"pet", false},        {"petss", false},   {"/pets", false}, {"42", false},
            {"test", false},       {"smith", false}};

static struct documents *documents;
static struct held_names *names;

static void open_names(void)
{
    char path[TEMPORARY_PATH_BYTES];
    struct error err = {0};

    documents = documents_new(NULL);
    ck_assert_ptr_nonnull(document_load(documents, write_temporary(path, ".json", text), &err));
    unlink(path);
    names = held_names_new(documents);
}

static void close_names(void)
{
    held_names_free(names);
    documents_free(documents);
}

START_TEST(holds)
{
    open_names();
    ck_assert_msg(held_names_have(names, str_of(rows[_i].name)) == rows[_i].held, "%s",
                  rows[_i].name);
    close_names();
}
END_TEST

static const struct {
    const char *segment;
    bool held;
} segments[] = {{"pets", true},    {"{id}", true},    {"PETS", true},  {"v1", true},
                {"cats", false},   {"X-Rate", false}, {"json", false}, {"servers", false},
                {"header", false}, {"", false}};

START_TEST(holds_segment)
{
    open_names();
    ck_assert_msg(held_names_have_segment(names, str_of(segments[_i].segment)) == segments[_i].held,
                  "%s", segments[_i].segment);
    close_names();
}
END_TEST

START_TEST(holds_nothing_longer_than_names_are)
{
    static char longer[HELD_NAME_MAX_BYTES + 1];

    memset(longer, 'a', sizeof longer);
    open_names();
    ck_assert(!held_names_have(names, (struct str){longer, sizeof longer}));
    close_names();
}
END_TEST

UNIT_SUITE("held names", UNIT_LOOP(holds, rows); UNIT_LOOP(holds_segment, segments);
           UNIT_TEST(holds_nothing_longer_than_names_are))
