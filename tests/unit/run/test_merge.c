/* Event files put together: whatever their order, grouping and repetition, the result is that of
   one run; what is missing is said, and what does not belong together is refused. */
#include "running.h"

#include "run/merge.h"

enum { SHARDS = 3, RECORDS = 30 };

/* A recording judged as a whole, and as shards of it, over one description. */
static struct judging of;
static struct running whole, shards[SHARDS];
static struct strbuf recording;

static void judge_part(struct running *running, struct shard shard)
{
    const struct run_settings settings = {.demands = {.fail_on = SEVERITY_ERROR},
                                          .each_exchange = true,
                                          .reproducible = true,
                                          .run = STR("r"),
                                          .shard = shard};
    struct share share = {0};
    struct arena arena;
    struct source source;

    *running = (struct running){0};
    running_begin(running, &of, &settings);
    ck_assert(run_start(running->run, &running->err));
    if (shard.count)
        share = (struct share){.index = shard.index, .count = shard.count};
    arena_init(&arena);
    ck_assert(source_open_memory(&source, STR("t"), strbuf_str(&recording), "har-lines", &arena,
                                 &running->err));
    source.share = share;
    ck_assert(run_source(running->run, &source, &running->err));
    run_count_records(running->run, &(struct event_source){.name = STR("t"),
                                                           .records = source.records,
                                                           .relative = source.relative});
    source_close(&source);
    arena_release(&arena);
    run_finish(running->run, &running->err);
}

static void setup(void)
{
    judging_init(&of, things, NULL);
    strbuf_init(&recording, SIZE_MAX);
    for (int i = 0; i < RECORDS; i++)
        strbuf_add_text(&recording, i % 7 == 3   ? BAD
                                    : i % 7 == 5 ? ABSENT
                                    : i % 7 == 6 ? BROKEN
                                                 : GOOD);
    judge_part(&whole, (struct shard){0});
    for (size_t i = 0; i < SHARDS; i++)
        judge_part(&shards[i], (struct shard){.index = i + 1, .count = SHARDS});
}

static void teardown(void)
{
    running_end(&whole);
    for (size_t i = 0; i < SHARDS; i++)
        running_end(&shards[i]);
    strbuf_release(&recording);
    judging_release(&of);
}

/* ---- what merging says ---- */

struct merging {
    struct merge *merge;
    struct running said; /* the events of the whole; no run */
    struct error err;
    int code;
};

static void merging_init(struct merging *merging, bool lines)
{
    const struct merge_settings settings = {.demands = {.fail_on = SEVERITY_ERROR},
                                            .reproducible = true,
                                            .exchanges = true,
                                            .lines = lines};

    *merging = (struct merging){.merge = merge_new(&settings)};
    strbuf_init(&merging->said.lines, SIZE_MAX);
    strbuf_init(&merging->said.events, SIZE_MAX);
    arena_init(&merging->said.arena);
}

static void merging_release(struct merging *merging)
{
    merge_free(merging->merge);
    running_end(&merging->said);
}

static bool add_text(struct merging *merging, const char *text)
{
    char path[TEMPORARY_PATH_BYTES];
    bool added = merge_add(merging->merge, write_temporary(path, ".ndjson", text), &merging->err);

    unlink(path);
    memset(path, '?', strlen(path)); /* a path need not outlive the call */
    return added;
}

static void conclude_merging(struct merging *merging)
{
    const struct event_sink sink = {
        .event = take_event, .context = &merging->said, .wants_coverage = true};

    merging->code = merge_conclude(merging->merge, &sink, &merging->err);
}

/* ---- the whole, however it comes ---- */

static const struct {
    const char *name, *order; /* a letter a file: a, b, c the shards, w the whole run */
    size_t repeated;
} orders[] = {
    {"in order", "abc", 0},           {"backwards", "cba", 0},
    {"turned round", "bca", 0},       {"one twice", "abca", 1},
    {"all twice", "abcabc", 3},       {"the whole run alone", "w", 0},
    {"the whole run twice", "ww", 1}, {"the whole run stands for its shards", "awbc", 0},
};

static const char *events_of(char letter)
{
    return letter == 'w' ? whole.events.text : shards[letter - 'a'].events.text;
}

START_TEST(comes_to_the_same)
{
    struct merging merging;
    size_t repeated = 0;

    merging_init(&merging, false);
    for (const char *letter = orders[_i].order; *letter; letter++)
        ck_assert_msg(add_text(&merging, events_of(*letter)), "%s: %s", orders[_i].name,
                      merging.err.message);
    while (merge_repeated_at(merging.merge, repeated).text)
        repeated++;
    conclude_merging(&merging);
    ck_assert_msg(strcmp(merging.said.lines.text, whole.lines.text) == 0, "%s:\n%s",
                  orders[_i].name, merging.said.lines.text);
    ck_assert(str_equal(strbuf_str(&merging.said.events), strbuf_str(&whole.events)));
    ck_assert_uint_eq(repeated, orders[_i].repeated);
    ck_assert_int_eq(merging.code, EXIT_CODE_FINDINGS);
    merging_release(&merging);
}
END_TEST

/* All in one file, as `cat` puts them together. */
START_TEST(takes_several_parts_of_one_file)
{
    struct merging merging;
    struct strbuf all;

    strbuf_init(&all, SIZE_MAX);
    for (size_t i = 0; i < SHARDS; i++)
        strbuf_add(&all, strbuf_str(&shards[i].events));
    merging_init(&merging, false);
    ck_assert(add_text(&merging, all.text));
    conclude_merging(&merging);
    ck_assert_str_eq(merging.said.lines.text, whole.lines.text);
    merging_release(&merging);
    strbuf_release(&all);
}
END_TEST

/* ---- what is missing ---- */

START_TEST(says_which_shard_is_missing)
{
    struct merging merging;

    merging_init(&merging, false);
    ck_assert(add_text(&merging, shards[0].events.text));
    ck_assert(add_text(&merging, shards[2].events.text));
    ck_assert(merge_is_partial(merging.merge));
    conclude_merging(&merging);
    ck_assert_int_eq(merging.code, EXIT_CODE_FINDINGS); /* 1 goes before 3 */
    ck_assert_msg(strstr(merging.said.events.text, "shard 2 of 3 is missing"), "%s",
                  merging.said.lines.text);
    merging_release(&merging);
}
END_TEST

/* The first lines of a part, without its trailer. */
static struct str without_trailer(const struct running *part)
{
    struct str text = strbuf_str(&part->events);

    return str_slice(text, 0, (size_t)(strstr(text.text, "{\"event\":\"end\"") - text.text));
}

START_TEST(an_unfinished_part_counts_for_nothing)
{
    struct merging merging;
    struct arena arena;
    struct str cut;

    arena_init(&arena);
    cut = str_copy(&arena, without_trailer(&shards[1]));
    merging_init(&merging, false);
    ck_assert(add_text(&merging, cut.text));
    ck_assert(add_text(&merging, shards[0].events.text));
    ck_assert(add_text(&merging, shards[2].events.text));
    conclude_merging(&merging);
    ck_assert(strstr(merging.said.events.text, ".ndjson has no trailer: the run did not finish"));
    ck_assert(strstr(merging.said.events.text, "shard 2 of 3 is missing"));
    merging_release(&merging);
    /* A retry has finished it: nothing is missing. */
    merging_init(&merging, false);
    ck_assert(add_text(&merging, cut.text));
    for (size_t i = 0; i < SHARDS; i++)
        ck_assert(add_text(&merging, shards[i].events.text));
    conclude_merging(&merging);
    ck_assert_str_eq(merging.said.lines.text, whole.lines.text);
    merging_release(&merging);
    arena_release(&arena);
}
END_TEST

START_TEST(nothing_finished_is_nothing_to_report)
{
    struct merging merging;
    struct arena arena;

    arena_init(&arena);
    merging_init(&merging, false);
    ck_assert(add_text(&merging, str_copy(&arena, without_trailer(&whole)).text));
    conclude_merging(&merging);
    ck_assert_int_eq(merging.code, EXIT_CODE_INCOMPLETE);
    ck_assert_uint_eq(merging.said.sent, 0);
    ck_assert_str_eq(merging.err.message, "no event file was finished: there is nothing to report");
    merging_release(&merging);
    arena_release(&arena);
}
END_TEST

/* ---- what does not belong together ---- */

/* A part of nothing but its ends, as another process would have written it. */
static const char *made_part(struct arena *arena, const char *start, const char *end)
{
    struct sha256 digest;
    char hex[SHA256_HEX_LENGTH + 1];
    struct str line = str_format(arena, "{\"event\":\"start\",\"version\":1,%s}\n", start);

    sha256_init(&digest);
    sha256_add(&digest, line);
    sha256_hex(&digest, hex);
    return str_format(arena, "%.*s{\"event\":\"end\",%s\"digest\":\"%s\"}\n", STR_ARGS(line), end,
                      hex)
        .text;
}

#define SHARD(index, count) "\"shard\":{\"index\":" #index ",\"count\":" #count "}"
#define PART(run, description, rules, shard)                                                       \
    "\"command\":\"check\",\"run\":\"" run "\",\"rules_sha256\":\"" rules "\"," shard              \
    ",\"descriptions\":[{\"file\":\"a.yaml\",\"sha256\":\"" description "\"}]"

static const struct {
    const char *name, *first, *second;
    const char *message; /* part of it; NULL: they belong together */
} pairs[] = {
    {"two shards", PART("r", "d", "s", SHARD(1, 2)), PART("r", "d", "s", SHARD(2, 2)), NULL},
    {"another run", PART("r", "d", "s", SHARD(1, 2)), PART("q", "d", "s", SHARD(2, 2)), "run"},
    {"another description", PART("r", "d", "s", SHARD(1, 2)), PART("r", "e", "s", SHARD(2, 2)),
     "description"},
    {"other rules", PART("r", "d", "s", SHARD(1, 2)), PART("r", "d", "t", SHARD(2, 2)),
     "the rule sets are others"},
    {"another number of shards", PART("r", "d", "s", SHARD(1, 2)), PART("r", "d", "s", SHARD(2, 3)),
     "shard"},
    {"one shard with two contents", PART("r", "d", "s", SHARD(1, 2)),
     PART("r", "d", "s", SHARD(1, 2)) ",\"time\":\"2026-01-01T00:00:00Z\"",
     "are both shard 1 of 2, with different content"},
    {"another command", PART("r", "d", "s", SHARD(1, 2)),
     "\"command\":\"lint\",\"run\":\"r\",\"rules_sha256\":\"s\"," SHARD(
         2, 2) ",\"descriptions\":[{\"file\":\"a.yaml\",\"sha256\":\"d\"}]",
     "the command is another"},
};

START_TEST(belongs_together)
{
    struct merging merging;
    struct arena arena;
    bool added;

    arena_init(&arena);
    merging_init(&merging, false);
    ck_assert_msg(add_text(&merging, made_part(&arena, pairs[_i].first, "")), "%s",
                  merging.err.message);
    added = add_text(&merging, made_part(&arena, pairs[_i].second, ""));
    ck_assert_msg(added == !pairs[_i].message, "%s: %s", pairs[_i].name, merging.err.message);
    ck_assert_msg(added || strstr(merging.err.message, pairs[_i].message), "%s: %s", pairs[_i].name,
                  merging.err.message);
    merging_release(&merging);
    arena_release(&arena);
}
END_TEST

/* Names of the end outlive the line that they were read from. */
START_TEST(keeps_what_assertions_are_for)
{
    static const char end[] = "\"assertions\":[{\"name\":\"a\",\"operation\":{\"method\":\"GET\","
                              "\"path\":\"/a\",\"operationId\":\"listAll\",\"api\":\"users\"},"
                              "\"true\":1,\"false\":0,\"not_applicable\":0}]";
    char with_comma[sizeof end + 1];
    struct merging merging;
    struct arena arena;

    arena_init(&arena);
    snprintf(with_comma, sizeof with_comma, "%s,", end);
    merging_init(&merging, false);
    ck_assert(add_text(&merging, made_part(&arena, PART("r", "d", "s", SHARD(1, 1)), with_comma)));
    conclude_merging(&merging);
    ck_assert_ptr_nonnull(strstr(strbuf_str(&merging.said.events).text, end));
    merging_release(&merging);
    arena_release(&arena);
}
END_TEST

/* Time in the square of the number of recordings would meet the time limit of a test. */
START_TEST(many_recordings_do_not_take_long)
{
    enum { RECORDINGS = 20 * 1000, ERRORS = DIAGNOSTICS_MAX };
    char hex[SHA256_HEX_LENGTH + 1];
    struct merging merging;
    struct sha256 digest;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text,
                    "{\"event\":\"start\",\"version\":1," PART("r", "d", "s", SHARD(1, 1)) "}\n");
    for (int i = 0; i < ERRORS; i++)
        strbuf_addf(&text,
                    "{\"event\":\"error\",\"id\":\"run.recording-malformed\","
                    "\"message\":\"cut off\",\"source\":\"%d.har\"}\n",
                    i);
    sha256_init(&digest);
    sha256_add(&digest, strbuf_str(&text));
    sha256_hex(&digest, hex);
    strbuf_add_text(&text, "{\"event\":\"end\",\"sources\":[");
    for (int i = 0; i < RECORDINGS; i++)
        strbuf_addf(&text, "%s{\"source\":\"%d.har\",\"records\":1}", i ? "," : "", i);
    strbuf_addf(&text, "],\"digest\":\"%s\"}\n", hex);
    merging_init(&merging, false);
    ck_assert_msg(add_text(&merging, strbuf_str(&text).text), "%s", merging.err.message);
    conclude_merging(&merging);
    ck_assert_int_eq(merging.code, EXIT_CODE_INCOMPLETE);
    merging_release(&merging);
    strbuf_release(&text);
}
END_TEST

START_TEST(a_changed_file_is_refused)
{
    struct merging merging;
    struct arena arena;
    char *changed, *count;

    arena_init(&arena);
    changed = (char *)str_copy(&arena, strbuf_str(&whole.events)).text;
    count = strstr(changed, "\"count\":");
    ck_assert_ptr_nonnull(count);
    count[strlen("\"count\":")] = '9';
    merging_init(&merging, false);
    ck_assert(!add_text(&merging, changed));
    ck_assert_msg(strstr(merging.err.message, "the digest is not that of the events"), "%s",
                  merging.err.message);
    merging_release(&merging);
    arena_release(&arena);
}
END_TEST

/* ---- the shards' own lines ---- */

static bool gather(void *context, struct str line)
{
    return strbuf_add(context, line) && strbuf_add_char(context, '\n');
}

static bool refuse(void *context, struct str line)
{
    (void)line;
    return ++*(size_t *)context < 3;
}

START_TEST(gives_the_lines_as_they_came)
{
    struct merging merging;
    struct strbuf lines, expected;
    size_t asked = 0;

    strbuf_init(&lines, SIZE_MAX);
    strbuf_init(&expected, SIZE_MAX);
    strbuf_add(&expected, strbuf_str(&shards[0].events));
    strbuf_add(&expected, strbuf_str(&shards[2].events));
    merging_init(&merging, true);
    ck_assert(add_text(&merging, shards[2].events.text));
    ck_assert(add_text(&merging, shards[0].events.text));
    ck_assert(merge_lines(merging.merge, gather, &lines));
    ck_assert_str_eq(lines.text, expected.text);
    ck_assert(!merge_lines(merging.merge, refuse, &asked));
    ck_assert_uint_eq(asked, 3);
    merging_release(&merging);
    strbuf_release(&lines);
    strbuf_release(&expected);
}
END_TEST

UNIT_SUITE("merge", tcase_add_checked_fixture(tests, setup, teardown);
           UNIT_LOOP(comes_to_the_same, orders); UNIT_TEST(takes_several_parts_of_one_file);
           UNIT_TEST(says_which_shard_is_missing); UNIT_TEST(an_unfinished_part_counts_for_nothing);
           UNIT_TEST(nothing_finished_is_nothing_to_report); UNIT_LOOP(belongs_together, pairs);
           UNIT_TEST(keeps_what_assertions_are_for); UNIT_TEST(many_recordings_do_not_take_long);
           UNIT_TEST(a_changed_file_is_refused); UNIT_TEST(gives_the_lines_as_they_came))
