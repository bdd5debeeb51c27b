#include "unit.h"

#include "http/accept.h"

static const struct {
    const char *accept, *type;
    bool allows;
} rows[] = {
    {"text/html", "text/html; charset=utf-8", true},
    {"text/html", "application/json", false},
    {"text/html, application/*;q=0.5", "application/json", true},
    {"application/json;q=0", "application/json", false},
    {"*/*, application/json;q=0.0", "application/json", false},
    {"application/json;q=0, */*;q=0.1", "text/plain", true},
    {"application/json;version=1", "application/json", true},
    {"json", "text/plain", true}, /* not for us to read */
};

START_TEST(allows)
{
    struct content_type type;

    ck_assert(content_type_parse(str_of(rows[_i].type), &type));
    ck_assert_msg(accept_allows(str_of(rows[_i].accept), &type) == rows[_i].allows, "%s: %s",
                  rows[_i].accept, rows[_i].type);
}
END_TEST

UNIT_SUITE("accept", UNIT_LOOP(allows, rows))
