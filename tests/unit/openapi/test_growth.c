/* Descriptions with many of one thing are loaded and opened. How the steps of that grow is counted
   by tests/bench/growth. */
#include "base/strbuf.h"
#include "description.h"
#include "unit.h"

enum { MANY = 100 * 1000, PATHS = 50 * 1000 };

#define RESPONSES "\"responses\": {\"200\": {\"description\": \"d\"}}"

/* Counted parts, commas between: "%d" is the number. */
static void add_parts(struct strbuf *out, const char *part, int count)
{
    for (int i = 0; i < count; i++) {
        const char *number = strstr(part, "%d");

        strbuf_addf(out, "%s%.*s%d%s", i ? "," : "", (int)(number - part), part, i, number + 2);
    }
}

/* The description is head, parts, middle, more parts, tail. */
static const struct {
    const char *name, *head, *part, *middle, *more, *tail;
    int count;
    size_t operations;
} rows[] = {
    {"paths that match the same", "", "\"/{a%d}\": {\"get\": {" RESPONSES "}}", "}", NULL, "",
     PATHS, PATHS},
    {"paths", "", "\"/p%d/{id}\": {\"get\": {" RESPONSES "}}", "}", NULL, "", PATHS, PATHS},
    {"parameters", "\"/p\": {\"get\": {" RESPONSES ", \"parameters\": [",
     "{\"name\": \"X-%d\", \"in\": \"header\", \"schema\": {}}", "]}}}", NULL, "", MANY, 1},
    {"security schemes", "\"/p\": {\"get\": {" RESPONSES ", \"security\": [", "{\"s%d\": []}",
     "]}}}, \"components\": {\"securitySchemes\": {",
     "\"s%d\": {\"type\": \"apiKey\", \"in\": \"header\", \"name\": \"X\"}", "}}", MANY, 1},
    {"callbacks", "\"/p\": {\"get\": {" RESPONSES ", \"callbacks\": {",
     "\"c%d\": {\"{$url}\": {\"post\": {" RESPONSES "}}}", "}}}}", NULL, "", MANY, 1},
};

START_TEST(opens)
{
    struct error err = {0};
    struct strbuf text;
    struct api *api;

    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text,
                "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"T\", \"version\": \"1\"}, "
                "\"paths\": {%s",
                rows[_i].head);
    add_parts(&text, rows[_i].part, rows[_i].count);
    strbuf_add_text(&text, rows[_i].middle);
    if (rows[_i].more)
        add_parts(&text, rows[_i].more, rows[_i].count);
    strbuf_addf(&text, "%s}", rows[_i].tail);
    strbuf_add_char(&text, '\0');
    api = load_text(text.text, NULL, &err);
    strbuf_release(&text);
    ck_assert_msg(api != NULL, "%s: %s", rows[_i].name, err.message);
    ck_assert_uint_eq(api->operation_count, rows[_i].operations);
    for (size_t i = 0; i < api->operation_count; i++)
        ck_assert_ptr_nonnull(operation_open(api, (struct operation *)&api->operations[i]));
    openapi_free(api);
}
END_TEST

UNIT_SUITE("growth", UNIT_LOOP(opens, rows))
