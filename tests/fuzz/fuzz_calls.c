/* Whole calls on any bytes as a description and, after a line "=== b", a recording: every call ends
   with an answer, its reports can be read, the reports of shards make that of the whole, and an
   overlay that is suggested can be applied. A line "=== c" starts the letter of the call. */
#include "calls.h"
#include "parts.h"

static const struct oasdrift_list recordings = LIST("b");
static const char *const outputs[] = {"text",   "json",   "junit",     "accepted", "first",
                                      "second", "merged", "suggested", NULL};

static void check_whole(struct arena *arena)
{
    const struct oasdrift_check_options options = {
        .outcome = {.reports = LIST("text=text", "json=json", "junit=junit", "ndjson=first")},
        .rules = {.write_baseline = "accepted", .drift_after = 2},
        .operations = {.each_exchange = true},
        .recordings = {.threads = 1},
        .terminal = quiet,
    };
    const struct oasdrift_check_options again = {
        .outcome = {.reports = LIST("json=second")},
        .rules = {.baseline = "accepted", .sets = LIST("strict"), .drift_after = 2},
        .recordings = {.threads = 2},
        .terminal = quiet,
    };

    check_code(oasdrift_check("a", &recordings, &options));
    check_json(arena, "json");
    check_json(arena, "accepted");
    if (read_output(arena, "accepted").text)
        check_code(oasdrift_check("a", &recordings, &again));
    check_json(arena, "second");
}

static int check_shard(const char *shard, const char *report)
{
    const struct oasdrift_check_options options = {
        .outcome = {.reports = {&report, 1}, .reproducible = true},
        .rules = {.drift_after = 2},
        .recordings = {.shard = shard, .threads = 1},
        .terminal = quiet,
    };

    return oasdrift_check("a", &recordings, &options);
}

static void check_shards(struct arena *arena)
{
    const struct oasdrift_merge_options options = {
        .outcome = {.reports = LIST("json=merged"), .reproducible = true},
        .rules = {.drift_after = 2},
        .terminal = quiet,
    };
    int whole = check_shard(NULL, "json=json"), merged;

    check_code(whole);
    check_code(check_shard("1/2", "ndjson=first"));
    check_code(check_shard("2/2", "ndjson=second"));
    if (!read_output(arena, "first").text)
        return;
    merged = oasdrift_merge(&(struct oasdrift_list)LIST("first", "second"), &options);
    must(merged == whole, "shards end as the whole does");
    must(str_equal(read_output(arena, "json"), read_output(arena, "merged")),
         "shards make the report of the whole");
}

static void suggest(struct arena *arena)
{
    const struct oasdrift_suggest_options options = {
        .terminal = quiet, .rules = {.drift_after = 2}, .output = "suggested"};
    const struct oasdrift_lint_options applied = {
        .outcome = {.reports = LIST("json=json")},
        .description = {.overlays = LIST("suggested")},
        .terminal = quiet,
    };

    check_code(oasdrift_suggest("a", &recordings, &options));
    if (read_output(arena, "suggested").length)
        must(oasdrift_lint(&(struct oasdrift_list)LIST("a"), &applied) != OASDRIFT_UNUSABLE,
             "what is suggested can be applied");
}

static void lint(struct arena *arena)
{
    const struct oasdrift_lint_options options = {
        .outcome = {.reports = LIST("json=json", "text=text", "junit=junit")},
        .rules = {.sets = LIST("strict")},
        .terminal = quiet,
    };

    check_code(oasdrift_lint(&(struct oasdrift_list)LIST("a"), &options));
    check_json(arena, "json");
}

static void make_requests(struct arena *arena)
{
    const struct oasdrift_run_options options = {
        .terminal = quiet, .all_methods = true, .dry_run = true, .max_cases = 64};

    (void)arena;
    check_code(oasdrift_run("a", "http://127.0.0.1:1", &options));
}

static void explain(struct arena *arena)
{
    const struct oasdrift_explain_routes_options options = {
        .terminal = quiet, .reports = LIST("json=json", "text=text")};
    char url[256];

    snprintf(url, sizeof url, "%.*s", STR_ARGS(read_output(arena, "b")));
    check_code(oasdrift_explain_routes("a", NULL, NULL, &options));
    check_code(oasdrift_explain_routes("a", "GET", url, &options));
    check_json(arena, "json");
}

static void compare(struct arena *arena)
{
    const struct oasdrift_check_options options = {
        .outcome = {.reports = LIST("json=json")},
        .rules = {.drift_after = 2},
        .terminal = quiet,
        .against = LIST("d"),
    };

    check_code(oasdrift_check("a", &recordings, &options));
    check_json(arena, "json");
}

static void (*const calls[])(struct arena *arena) = {check_whole,   check_shards, suggest, lint,
                                                     make_requests, explain,      compare};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct str description = cut_part(&rest, 'b');
    struct str recording = cut_part(&rest, 'c');
    struct str letter = cut_part(&rest, 'd');
    struct arena arena;

    enter_folder();
    write_file("a", description);
    write_file("b", recording);
    write_file("d", rest);
    remove_outputs(outputs);
    arena_init(&arena);
    calls[letter.length ? (unsigned char)letter.text[0] % ARRAY_LENGTH(calls) : 0](&arena);
    arena_release(&arena);
    leave_folder();
    return 0;
}
