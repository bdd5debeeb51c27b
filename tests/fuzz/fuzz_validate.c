/* Any bytes as a schema and, after a line "=== b", as instances: in whatever format they are read,
   with one thread or two, the call ends with the same answer and the same report. A first byte says
   dialect and format. */
#include "calls.h"
#include "parts.h"

static const char *const formats[] = {"json", "ndjson", "yaml", NULL};
static const char *const dialects[] = {NULL,      "draft4", "draft6", "draft7", "2019-09",
                                       "2020-12", "oas20",  "oas30",  "oas31",  "oas32"};
static const char *const outputs[] = {"one", "two", "junit", "text", NULL};

static int validate(uint8_t choice, const char *report, unsigned threads)
{
    const struct oasdrift_validate_options options = {
        .outcome = {.reports = {&report, 1}, .reproducible = true},
        .terminal = quiet,
        .dialect = dialects[choice / ARRAY_LENGTH(formats) % ARRAY_LENGTH(dialects)],
        .from = formats[choice % ARRAY_LENGTH(formats)],
        .threads = threads,
    };

    return oasdrift_validate("a", &(struct oasdrift_list)LIST("b"), &options);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data + 1, size - 1};
    struct arena arena;
    int code;

    if (size == 0)
        return 0;
    enter_folder();
    write_file("a", cut_part(&rest, 'b'));
    write_file("b", rest);
    remove_outputs(outputs);
    arena_init(&arena);
    code = validate(data[0], "json=one", 1);
    check_code(code);
    check_json(&arena, "one");
    must(validate(data[0], "json=two", 2) == code, "threads change no answer");
    must(str_equal(read_output(&arena, "one"), read_output(&arena, "two")),
         "threads change no report");
    check_code(validate(data[0], "junit=junit", 1));
    check_code(validate(data[0], "text=text", 1));
    arena_release(&arena);
    leave_folder();
    return 0;
}
