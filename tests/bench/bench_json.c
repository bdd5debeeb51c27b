/* How fast the JSON reader is, beside jansson in the same process and V8 in another one, on the
   same texts: one large compact text as an API would send, many small messages, and the files named
   as arguments. One thread, the arena warm. */
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "document/document.h"

enum reader { OURS, WITH_DUPLICATES, JANSSON, V8, READERS };

enum { ROUNDS = 7, ROUND_MS = 150, LARGE_RECORDS = 7000, MESSAGES = 4000, NAME_BYTES = 64 };

/* Texts of one kind: a file, whose lines are the texts when its name ends in .lines. */
struct set {
    char name[NAME_BYTES];
    char *path;
    struct str whole;
    VEC(struct str) texts;
    double speeds[READERS][ROUNDS]; /* MB/s; 0: not measured, or refused */
};

/* ---- data, the same at every run ---- */

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void add_record(struct strbuf *out, uint32_t *state, unsigned id)
{
    static const char *const states[] = {"pending", "active", "failed", "archived"};
    static const char *const names[] = {
        "Window cleaner",
        "Caf\xc3\xa9 au lait",
        "Line one\\nline two",
        "Gr\xc3\xb6\xc3\x9f"
        "e XL",
        "\xe6\x9d\xb1\xe4\xba\xac\xe9\xa7\x85",
        "a \\\"quoted\\\" word",
        "Plain, and a bit longer than that",
    };

    strbuf_addf(out,
                "{\"id\":\"%08x%08x%08x\",\"object\":\"command\",\"number\":%u,\"name\":\"%s\","
                "\"status\":\"%s\",\"createdAt\":\"2026-%02u-%02uT%02u:%02u:00.000Z\","
                "\"amount\":%u.%02u,\"live\":%s,\"parent\":null,",
                next_random(state), next_random(state), next_random(state), id,
                names[next_random(state) % ARRAY_LENGTH(names)],
                states[next_random(state) % ARRAY_LENGTH(states)], 1 + next_random(state) % 12,
                1 + next_random(state) % 28, next_random(state) % 24, next_random(state) % 60,
                next_random(state) % 100000, next_random(state) % 100,
                next_random(state) % 2 ? "true" : "false");
    strbuf_addf(out,
                "\"links\":{\"self\":\"https://api.example.com/v1/commands/%u\",\"next\":null},"
                "\"tags\":[\"a%u\",\"b\",\"c\"],\"summary\":[",
                id, next_random(state) % 50);
    for (unsigned i = 0, count = next_random(state) % 4; i < count; i++)
        strbuf_addf(out, "%s{\"status\":%u,\"action\":\"%s\",\"at\":17%08u}", i ? "," : "",
                    next_random(state) % 600, states[next_random(state) % ARRAY_LENGTH(states)],
                    next_random(state) % 100000000);
    strbuf_addf(out,
                "],\"description\":\"The command number %u was sent to the device and has not been "
                "answered yet; it will be sent again.\",\"position\":[%u,-%u.5,%ue-3]}",
                id, next_random(state) % 90, next_random(state) % 180, next_random(state) % 1000);
}

static void make_large(struct strbuf *out)
{
    uint32_t state = 1;

    strbuf_add_text(out, "{\"status\":true,\"data\":[");
    for (unsigned i = 0; i < LARGE_RECORDS; i++) {
        if (i)
            strbuf_add_char(out, ',');
        add_record(out, &state, i);
    }
    strbuf_add_text(out, "]}");
}

static void make_messages(struct strbuf *out)
{
    uint32_t state = 2;

    for (unsigned i = 0; i < MESSAGES; i++) {
        add_record(out, &state, i);
        strbuf_add_char(out, '\n');
    }
}

static bool write_file(const char *path, void (*make)(struct strbuf *out), struct error *err)
{
    struct file_output output;
    struct strbuf text;
    bool written;

    if (!file_create(&output, path, err))
        return false;
    strbuf_init(&text, SIZE_MAX);
    make(&text);
    fwrite(text.text, 1, text.length, output.stream);
    written = file_commit(&output, err);
    strbuf_release(&text);
    return written;
}

/* ---- measuring ---- */

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Reads all texts of the set; false when one is refused. */
typedef bool read_set(const struct set *set, struct arena *arena);

static bool read_ours(const struct set *set, struct arena *arena)
{
    bool done = true;

    for (size_t i = 0; i < set->texts.count && done; i++) {
        done = json_read(arena, STR("bench"), set->texts.items[i], NULL) != NULL;
        arena_clear(arena);
    }
    return done;
}

static bool read_with_duplicates(const struct set *set, struct arena *arena)
{
    bool done = true;

    for (size_t i = 0; i < set->texts.count && done; i++) {
        struct duplicate_key found;
        const struct document *document = json_read(arena, STR("bench"), set->texts.items[i], NULL);

        done = document && !document_find_duplicate_key(document, &found);
        arena_clear(arena);
    }
    return done;
}

static bool read_jansson(const struct set *set, struct arena *arena)
{
    bool done = true;

    (void)arena;
    for (size_t i = 0; i < set->texts.count && done; i++) {
        json_t *value = json_loadb(set->texts.items[i].text, set->texts.items[i].length,
                                   JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);

        done = value != NULL;
        json_decref(value);
    }
    return done;
}

static double speed(const struct set *set, read_set *reads, struct arena *arena)
{
    double start = seconds();
    double elapsed = 0;
    double bytes = 0;

    while (elapsed * 1000 < ROUND_MS) {
        if (!reads(set, arena))
            return 0;
        bytes += (double)set->whole.length;
        elapsed = seconds() - start;
    }
    return bytes / elapsed / 1e6;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values)
{
    qsort(values, ROUNDS, sizeof *values, compare_doubles);
    return values[ROUNDS / 2];
}

static void measure_in_process(struct set *set, int round, struct arena *arena)
{
    static read_set *const readers[READERS - 1] = {read_ours, read_with_duplicates, read_jansson};

    read_ours(set, arena); /* touches the pages */
    for (size_t i = 0; i < ARRAY_LENGTH(readers); i++)
        set->speeds[i][round] = speed(set, readers[i], arena);
}

static void measure_v8(struct set *sets, size_t count, int round)
{
    struct strbuf command;
    char name[NAME_BYTES];
    double mega_bytes;
    FILE *output;

    strbuf_init(&command, SIZE_MAX);
    strbuf_addf(&command, "node tests/bench/v8_json.js %d", ROUND_MS);
    for (size_t i = 0; i < count; i++)
        strbuf_addf(&command, " '%s'", sets[i].path);
    output = popen(command.text, "r");
    while (output && fscanf(output, "%63s %lf", name, &mega_bytes) == 2) {
        for (size_t i = 0; i < count; i++) {
            if (strcmp(name, sets[i].name) == 0)
                sets[i].speeds[V8][round] = mega_bytes;
        }
    }
    if (output)
        pclose(output);
    strbuf_release(&command);
}

/* All readers take turns in every round, so that a busy neighbour slows all of them. */
static void measure(struct set *sets, size_t count)
{
    bool has_node = system("command -v node > /dev/null 2>&1") == 0;
    struct arena arena;

    arena_init(&arena);
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < count; i++)
            measure_in_process(&sets[i], round, &arena);
        if (has_node)
            measure_v8(sets, count, round);
    }
    arena_release(&arena);
}

/* ---- the program ---- */

static bool load_set(struct arena *arena, const char *path, struct set *set, struct error *err)
{
    struct str name = path_base_name(str_of(path));
    struct str rest;

    snprintf(set->name, sizeof set->name, "%.*s", STR_ARGS(name));
    set->path = strdup(path);
    if (!file_read(arena, path, DOCUMENT_MAX_BYTES, &set->whole, err))
        return false;
    rest = set->whole;
    if (!str_ends_with(name, STR(".lines"))) {
        VEC_ADD(&set->texts, rest);
        return true;
    }
    while (rest.text) {
        struct str line = str_cut(&rest, '\n');

        if (line.length)
            VEC_ADD(&set->texts, line);
    }
    return true;
}

static void print_ratio(double ours, double theirs)
{
    if (theirs > 0)
        printf(" %8.1f", ours / theirs);
    else
        printf(" %8s", "-");
}

static void print_table(struct set *sets, size_t count)
{
    printf("JSON, MB/s (medians of %d)  %9s %9s %9s %9s | %8s %8s\n", ROUNDS, "oasdrift",
           "+dup.keys", "jansson", "V8", "/jansson", "/V8");
    for (size_t i = 0; i < count; i++) {
        double medians[READERS];

        printf("%-26.26s ", sets[i].name);
        for (size_t reader = 0; reader < READERS; reader++) {
            medians[reader] = median(sets[i].speeds[reader]);
            printf(" %9.*f", reader < JANSSON ? 0 : 1, medians[reader]);
        }
        printf(" |");
        print_ratio(medians[OURS], medians[JANSSON]);
        print_ratio(medians[OURS], medians[V8]);
        putchar('\n');
    }
}

static bool run(const char *folder, int argc, char **argv, struct error *err)
{
    char large[PATH_MAX];
    char messages[PATH_MAX];
    size_t count = 2 + (size_t)argc - 1;
    struct set *sets = alloc_zeroed(count, sizeof *sets);
    struct arena arena;
    bool done;

    arena_init(&arena);
    snprintf(large, sizeof large, "%s/api.json", folder);
    snprintf(messages, sizeof messages, "%s/messages.lines", folder);
    done = write_file(large, make_large, err) && write_file(messages, make_messages, err) &&
           load_set(&arena, large, &sets[0], err) && load_set(&arena, messages, &sets[1], err);
    for (size_t i = 2; i < count && done; i++)
        done = load_set(&arena, argv[i - 1], &sets[i], err);
    if (done) {
        measure(sets, count);
        print_table(sets, count);
    }
    for (size_t i = 0; i < count; i++) {
        VEC_RELEASE(&sets[i].texts);
        free(sets[i].path);
    }
    free(sets);
    arena_release(&arena);
    unlink(large);
    unlink(messages);
    return done;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/oasdrift-bench-XXXXXX";
    struct error err = {0};

    if (!mkdtemp(folder))
        error_raise(&err, "%s: %s", folder, strerror(errno));
    else
        run(folder, argc, argv, &err);
    rmdir(folder);
    if (err.raised)
        fprintf(stderr, "bench_json: %s\n", err.message);
    return err.raised ? EXIT_FAILURE : EXIT_SUCCESS;
}
