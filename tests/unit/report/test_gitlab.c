#include <jansson.h>

#include "example_run.h"

static json_t *parsed(char *text)
{
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

    ck_assert_msg(json_is_array(json), "%s", text);
    free(text);
    return json;
}

static const char *text_at(const json_t *entry, const char *key)
{
    const char *text = json_string_value(json_object_get(entry, key));

    ck_assert_msg(text && *text, "%s", key);
    return text;
}

static const char *path_at(const json_t *entry)
{
    return text_at(json_object_get(entry, "location"), "path");
}

static json_int_t line_at(const json_t *entry)
{
    const json_t *lines = json_object_get(json_object_get(entry, "location"), "lines");

    return json_integer_value(json_object_get(lines, "begin"));
}

START_TEST(has_an_entry_a_cause)
{
    static const struct {
        const char *check, *severity, *description;
        int line;
    } expected[] = {
        {"run.recording-malformed", "blocker", "session.har entry 7: the entry has no request", 1},
        {"response.body-schema.type", "major",
         "GET /pets/{petId}: response body /items/3/id: expected integer, found string \"17a\"",
         42},
        {"route.path-undocumented", "major", "request path: no path of the description matches", 1},
        {"response.property-undocumented", "minor",
         "GET /pets/{petId}: response body /items/3/colour: the property \"colour\" is not "
         "described",
         44},
    };
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    json_t *json = parsed(render("gitlab", &style));

    ck_assert_uint_eq(json_array_size(json), ARRAY_LENGTH(expected));
    for (size_t i = 0; i < ARRAY_LENGTH(expected); i++) {
        const json_t *entry = json_array_get(json, i);

        ck_assert_str_eq(text_at(entry, "check_name"), expected[i].check);
        ck_assert_str_eq(text_at(entry, "severity"), expected[i].severity);
        ck_assert_str_eq(text_at(entry, "description"), expected[i].description);
        ck_assert_str_eq(path_at(entry), "specs/pets.yaml");
        ck_assert_int_eq(line_at(entry), expected[i].line);
    }
    json_decref(json);
}
END_TEST

/* GitLab stops at the first entry that lacks something, and drops one of two with a fingerprint. */
START_TEST(is_read_to_its_end)
{
    json_t *json = parsed(render_hostile("gitlab", _i ? STR(HOSTILE "/../..//") : STR_NONE));

    for (size_t i = 0; i < json_array_size(json); i++) {
        const json_t *entry = json_array_get(json, i);

        text_at(entry, "check_name");
        text_at(entry, "severity");
        ck_assert_int_ge(line_at(entry), 1);
        ck_assert(*path_at(entry) != '/');
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(text_at(entry, "fingerprint"),
                             text_at(json_array_get(json, k), "fingerprint"));
    }
    json_decref(json);
}
END_TEST

/* file: where the finding is; description: the file of its API. */
static const struct {
    const char *file, *description, *path;
    bool noticed;
} paths[] = {
    {"a b/c.yaml", "d.yaml", "a b/c.yaml", false},
    {"./c.yaml", "d.yaml", "c.yaml", false},
    {"https://a.example/b/c.yaml?d=e", "d.yaml", "d.yaml", false},
    {"/nowhere/c.yaml", "d.yaml", "d.yaml", false},
    {"https://a.example/b/c.yaml?d=e", "https://a.example/d", "a.example/b/c.yaml?d=e", true},
    {"https://a.example/../../../c.yaml", "/nowhere/d", "c.yaml", true},
    {"/nowhere/c.yaml", "/nowhere/d", "nowhere/c.yaml", true},
    {"/", "/", "description", true},
    {"https://", "https://", "description", true},
};

START_TEST(names_files_from_the_root)
{
    const struct report_style style = {.fail_on = SEVERITY_ERROR};
    struct finding finding = example_findings[0];
    struct description_info description = example_description;
    struct event_start start = example_start;
    struct rendering rendering;
    json_t *json;

    finding.description.file = str_of(paths[_i].file);
    description.file = str_of(paths[_i].description);
    start.descriptions = &description;
    begin(&rendering, "gitlab", &style);
    send(&rendering, (struct event){.kind = EVENT_START, .start = &start});
    send(&rendering, (struct event){.kind = EVENT_FINDING, .finding = &finding});
    send(&rendering, (struct event){.kind = EVENT_END, .end = &example_end});
    ck_assert_int_eq(rendering.report.notice[0] != '\0', paths[_i].noticed);
    json = parsed(finish(&rendering));
    ck_assert_str_eq(path_at(json_array_get(json, 0)), paths[_i].path);
    json_decref(json);
}
END_TEST

UNIT_SUITE("gitlab", UNIT_TEST(has_an_entry_a_cause);
           tcase_add_loop_test(tests, is_read_to_its_end, 0, 2);
           UNIT_LOOP(names_files_from_the_root, paths))
