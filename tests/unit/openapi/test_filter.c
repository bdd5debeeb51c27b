#include "openapi/filter.h"

#include "description.h"

#define PATHS                                                                                      \
    "\"/pets\": {\"get\": {\"operationId\": \"list\", \"tags\": [\"public\", \"pets\"], "          \
    "\"responses\": {}}, \"post\": {\"operationId\": \"add\", \"tags\": [\"admin\"], "             \
    "\"responses\": {}}}, \"/pets/{id}/toys\": {\"get\": {\"responses\": {}}}"

enum { LIST = 1, ADD = 2, TOYS = 4, ALL = 7 };

static const struct {
    const char *name;
    const char *only[FILTER_KINDS], *except[FILTER_KINDS];
    unsigned meant;
} rows[] = {
    {"nothing is said", {NULL}, {NULL}, ALL},
    {"operationId", {[FILTER_OPERATION] = "add"}, {NULL}, ADD},
    {"method in another case", {[FILTER_METHOD] = "get"}, {NULL}, LIST | TOYS},
    {"path", {[FILTER_PATH] = "/pets"}, {NULL}, LIST | ADD},
    {"path below", {[FILTER_PATH] = "/pets/**"}, {NULL}, TOYS},
    {"tag", {[FILTER_TAG] = "pets"}, {NULL}, LIST},
    {"all kinds must fit", {[FILTER_METHOD] = "GET", [FILTER_PATH] = "/pets"}, {NULL}, LIST},
    {"leaves out", {NULL}, {[FILTER_METHOD] = "POST"}, LIST | TOYS},
    {"leaves out of what is meant", {[FILTER_METHOD] = "GET"}, {[FILTER_TAG] = "public"}, TOYS},
    {"no such thing", {[FILTER_TAG] = "cats"}, {NULL}, 0},
};

static void fill(struct filter *filter, const char *const *only, const char *const *except)
{
    *filter = (struct filter){0};
    for (int kind = 0; kind < FILTER_KINDS; kind++) {
        filter->only[kind] = (struct filter_values){&only[kind], only[kind] != NULL};
        filter->except[kind] = (struct filter_values){&except[kind], except[kind] != NULL};
    }
}

START_TEST(selects)
{
    struct api *api = load_paths(PATHS, "", NULL);
    struct filter filter;
    unsigned meant = 0;

    fill(&filter, rows[_i].only, rows[_i].except);
    filter_apply(&filter, api);
    ck_assert_uint_eq(api->operation_count, 3);
    for (size_t i = 0; i < 3; i++)
        meant |= api->operations[i].excluded ? 0 : 1u << i;
    ck_assert_msg(meant == rows[_i].meant, "%s: %u", rows[_i].name, meant);
    ck_assert_uint_eq(filter_operation_count(api), (size_t)__builtin_popcount(meant));
    openapi_free(api);
}
END_TEST

static const struct {
    const char *only[FILTER_KINDS], *except[FILTER_KINDS];
    const char *method, *url;
    bool left_out;
    bool unmatched; /* hits no operation */
} exchanges[] = {
    {{[FILTER_OPERATION] = "list"}, {NULL}, "GET", "http://a/pets?x=1", false, false},
    {{[FILTER_OPERATION] = "list"}, {NULL}, "POST", "http://a/pets", true, false},
    {{[FILTER_OPERATION] = "list"}, {NULL}, "GET", "http://a/cats", true, true},
    {{[FILTER_PATH] = "/cats/*"}, {NULL}, "GET", "http://a/cats/7", false, true},
    {{[FILTER_PATH] = "/cats/*"}, {NULL}, "GET", "http://a/dogs/7", true, true},
    {{NULL}, {[FILTER_PATH] = "/pets/**"}, "GET", "http://a/pets/7/toys", true, false},
    {{NULL}, {[FILTER_PATH] = "/pets/**"}, "GET", "http://a/cats/7", false, true},
    {{NULL}, {[FILTER_TAG] = "admin"}, "POST", "http://a/pets", true, false},
    {{NULL}, {[FILTER_TAG] = "admin"}, "POST", "http://a/cats", false, true},
    {{[FILTER_METHOD] = "PUT"}, {NULL}, "PUT", "http://a/pets", false, true},
};

START_TEST(leaves_exchanges_out)
{
    struct api *api = load_paths(PATHS, "", NULL);
    struct filter filter;
    bool unmatched;

    fill(&filter, exchanges[_i].only, exchanges[_i].except);
    ck_assert(!filter_leaves_out(api, str_of(exchanges[_i].method), str_of(exchanges[_i].url),
                                 &unmatched));
    filter_apply(&filter, api);
    ck_assert_msg(filter_leaves_out(api, str_of(exchanges[_i].method), str_of(exchanges[_i].url),
                                    &unmatched) == exchanges[_i].left_out,
                  "%d: %s %s", _i, exchanges[_i].method, exchanges[_i].url);
    ck_assert_msg(unmatched == exchanges[_i].unmatched, "%d: %s %s", _i, exchanges[_i].method,
                  exchanges[_i].url);
    openapi_free(api);
}
END_TEST

START_TEST(tells_what_fits_nothing)
{
    static const char *const only[FILTER_KINDS] = {[FILTER_METHOD] = "GET", [FILTER_TAG] = "cats"};
    static const char *const except[FILTER_KINDS] = {[FILTER_PATH] = "/dogs"};
    struct api *api = load_paths(PATHS, "", NULL);
    struct filter filter;
    char text[64];

    ck_assert(!filter_unmatched_at(&api, 1, 0, text, sizeof text));
    fill(&filter, only, except);
    filter_apply(&filter, api);
    ck_assert(filter_unmatched_at(&api, 1, 0, text, sizeof text));
    ck_assert_str_eq(text, "--tag cats");
    ck_assert(filter_unmatched_at(&api, 1, 1, text, sizeof text));
    ck_assert_str_eq(text, "--exclude-path /dogs");
    ck_assert(!filter_unmatched_at(&api, 1, 2, text, sizeof text));
    openapi_free(api);
}
END_TEST

UNIT_SUITE("filter", UNIT_LOOP(selects, rows); UNIT_LOOP(leaves_exchanges_out, exchanges);
           UNIT_TEST(tells_what_fits_nothing))
