/* Headers by name, and the grammars of their values. */
#include "http/known_header.h"

#include "unit.h"

static const char *const names[] = {
#define HEADER(name, lines, grammar, source) name,
#include "http/known_headers.def"
#undef HEADER
};

START_TEST(the_table_is_in_order)
{
    for (size_t i = 1; i < ARRAY_LENGTH(names); i++)
        ck_assert_msg(strcmp(names[i - 1], names[i]) < 0, "%s stands behind %s", names[i],
                      names[i - 1]);
}
END_TEST

START_TEST(every_one_is_found)
{
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        const struct known_header *header = known_header_find(str_of(names[i]));

        ck_assert_msg(header && strcmp(header->name, names[i]) == 0, "%s", names[i]);
    }
    ck_assert_ptr_nonnull(known_header_find(STR("ETag")));
    ck_assert_ptr_null(known_header_find(STR("etags")));
    ck_assert_ptr_null(known_header_find(STR("eta")));
    ck_assert_ptr_null(known_header_find(STR("")));
    ck_assert(header_is_of_infrastructure(STR("CF-Ray")));
    ck_assert(!header_is_of_infrastructure(STR("X-Node")));
}
END_TEST

static const struct row {
    enum header_grammar grammar;
    const char *value;
    bool follows;
} rows[] = {
    {HEADER_DATE, "Sun, 06 Nov 1994 08:49:37 GMT", true},
    {HEADER_DATE, "Sunday, 06-Nov-94 08:49:37 GMT", true},
    {HEADER_DATE, "Sun Nov  6 08:49:37 1994", true},
    {HEADER_DATE, "Sun, 6 Nov 1994 08:49:37 GMT", false},
    {HEADER_DATE, "Sun, 06 Nov 1994 08:49:37 UTC", false},
    {HEADER_DATE, "1994-11-06T08:49:37Z", false},
    {HEADER_DATE, "0", false},
    {HEADER_DATE, "", false},
    {HEADER_ENTITY_TAG, "\"a\"", true},
    {HEADER_ENTITY_TAG, "W/\"a\"", true},
    {HEADER_ENTITY_TAG, "\"\"", true},
    {HEADER_ENTITY_TAG, "a", false},
    {HEADER_ENTITY_TAG, "\"a\"b\"", false},
    {HEADER_ENTITY_TAG, "w/\"a\"", false},
    {HEADER_ENTITY_TAG, "\"", false},
    {HEADER_ENTITY_TAGS, "*", true},
    {HEADER_ENTITY_TAGS, "\"a\", W/\"b,c\"", true},
    {HEADER_ENTITY_TAGS, "\"a\", b", false},
    {HEADER_NUMBER, "0", true},
    {HEADER_NUMBER, "-1", false},
    {HEADER_NUMBER, "", false},
    {HEADER_TOKEN, "GET", true},
    {HEADER_TOKEN, "G T", false},
    {HEADER_TOKENS, "GET, HEAD", true},
    {HEADER_TOKENS, "*", true},
    {HEADER_TOKENS, "", true},
    {HEADER_TOKENS, "GET HEAD", false},
    {HEADER_ANYTHING, "\x01", true},
};

START_TEST(grammars)
{
    const struct row *row = &rows[_i];

    ck_assert_msg(header_follows(row->grammar, str_of(row->value)) == row->follows, "\"%s\" as %s",
                  row->value, header_grammar_name(row->grammar));
}
END_TEST

UNIT_SUITE("known headers", UNIT_TEST(the_table_is_in_order); UNIT_TEST(every_one_is_found);
           UNIT_LOOP(grammars, rows))
