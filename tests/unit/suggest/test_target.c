#include "suggest/action.h"
#include "unit.h"

static const struct {
    const char *pointer, *target, *reference;
} rows[] = {
    {"", "$", "#"},
    {"/paths/~1pets~1{id}/get", "$.paths['/pets/{id}'].get", "#/paths/~1pets~1%7Bid%7D/get"},
    {"/paths/~1a/get/responses/200", "$.paths['/a'].get.responses['200']",
     "#/paths/~1a/get/responses/200"},
    {"/components/schemas/A/allOf/1", "$.components.schemas.A.allOf[1]",
     "#/components/schemas/A/allOf/1"},
    {"/a/x-y/it's/b\\c", "$.a['x-y']['it\\'s']['b\\\\c']", "#/a/x-y/it's/b%5Cc"},
    {"/a/~01", "$.a['~1']", "#/a/~01"},
    {"/é", "$['é']", "#/%C3%A9"},
};

START_TEST(translates)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(target_of_pointer(&arena, str_of(rows[_i].pointer)), rows[_i].target);
    ck_assert_str(reference_of_pointer(&arena, str_of(rows[_i].pointer)), rows[_i].reference);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("targets", UNIT_LOOP(translates, rows))
