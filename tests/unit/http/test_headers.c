#include "unit.h"

#include "http/exchange.h"

static struct header lines[] = {
    {{"Accept", 6}, {"text/html", 9}},   {{"Set-Cookie", 10}, {"a=1", 3}},
    {{"accept", 6}, {" text/xml ", 10}}, {{"SET-COOKIE", 10}, {"b=2", 3}},
    {{"Empty", 5}, {NULL, 0}},
};

static const struct {
    const char *name, *value; /* NULL: absent */
} rows[] = {
    {"ACCEPT", "text/html, text/xml"},
    {"set-cookie", "a=1"},
    {"empty", ""},
    {"host", NULL},
};

START_TEST(joins_lines)
{
    const struct headers headers = {.items = lines, .count = ARRAY_LENGTH(lines)};
    struct arena arena;
    struct str value;

    arena_init(&arena);
    value = headers_joined(&arena, &headers, str_of(rows[_i].name));
    if (rows[_i].value)
        ck_assert_str(value, rows[_i].value);
    ck_assert((value.text != NULL) == (rows[_i].value != NULL));
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("headers", UNIT_LOOP(joins_lines, rows))
