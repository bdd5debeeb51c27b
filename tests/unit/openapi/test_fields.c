#include "openapi/fields.h"
#include "unit.h"

enum { V20 = VERSION_2_0, V30 = VERSION_3_0, V31 = VERSION_3_1, V32 = VERSION_3_2 };

static const struct {
    enum object object;
    const char *name;
    enum field field;
    unsigned versions, required;
} rows[] = {
    {OBJECT_ROOT, "swagger", FIELD_ROOT_SWAGGER, V20, V20},
    {OBJECT_ROOT, "$self", FIELD_ROOT_SELF, V32, 0},
    {OBJECT_ROOT, "paths", FIELD_ROOT_PATHS, V20 | V30 | V31 | V32, V20 | V30},
    {OBJECT_ROOT, "host", FIELD_ROOT_HOST, V20, 0},
    {OBJECT_RESPONSE, "description", FIELD_RESPONSE_DESCRIPTION, V20 | V30 | V31 | V32,
     V20 | V30 | V31},
    {OBJECT_RESPONSE, "schema", FIELD_RESPONSE_SCHEMA, V20, 0},
    {OBJECT_MEDIA_TYPE, "itemSchema", FIELD_MEDIA_TYPE_ITEM_SCHEMA, V32, 0},
    {OBJECT_PARAMETER, "collectionFormat", FIELD_PARAMETER_COLLECTION_FORMAT, V20, 0},
    {OBJECT_PARAMETER, "content", FIELD_PARAMETER_CONTENT, V30 | V31 | V32, 0},
    {OBJECT_HEADER, "type", FIELD_HEADER_TYPE, V20, V20},
    {OBJECT_FLOW, "scopes", FIELD_FLOW_SCOPES, V30 | V31 | V32, V30 | V31 | V32},
    {OBJECT_FLOW, "scope", FIELD_COUNT, 0, 0},
    {OBJECT_PATHS, "/a", FIELD_COUNT, 0, 0},
};

START_TEST(finds)
{
    enum field field = field_named(rows[_i].object, str_of(rows[_i].name));

    ck_assert_msg(field == rows[_i].field, "%s: row %d", rows[_i].name, (int)field);
    if (field == FIELD_COUNT)
        return;
    ck_assert_str(field_row(field)->name, rows[_i].name);
    ck_assert_msg(field_row(field)->object == rows[_i].object, "%s", rows[_i].name);
    ck_assert_msg(field_row(field)->versions == rows[_i].versions, "%s", rows[_i].name);
    ck_assert_msg(field_row(field)->required == rows[_i].required, "%s", rows[_i].name);
}
END_TEST

/* field_first counts on it. */
START_TEST(stands_in_order)
{
    for (size_t i = 1; i < FIELD_COUNT; i++)
        ck_assert_msg(field_row((enum field)i)->object >= field_row((enum field)(i - 1))->object,
                      "%s", field_row((enum field)i)->name.text);
}
END_TEST

START_TEST(is_consistent)
{
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        const struct field_row *row = field_row((enum field)i);
        bool holds = row->form == FORM_OBJECT || row->form == FORM_LIST || row->form == FORM_MAP;

        ck_assert_msg((row->required & ~row->versions) == 0, "%s is required where it is not",
                      row->name.text);
        ck_assert_msg(row->versions != 0, "%s is in no version", row->name.text);
        ck_assert_msg(holds == (row->of != OBJECT_NONE), "%s: what it consists of", row->name.text);
        ck_assert_msg(field_named(row->object, row->name) == i, "%s stands twice", row->name.text);
    }
}
END_TEST

UNIT_SUITE("fields", UNIT_LOOP(finds, rows); UNIT_TEST(stands_in_order); UNIT_TEST(is_consistent))
