/* bench_traffic DESCRIPTION RECORDING: processor time of judging a recording on one thread beside
   that of merely reading its entries with the JSON reader, and beside reading their bodies too (a
   body is text in an entry: it is unescaped, and read a second time). Both take turns; the least of
   ROUNDS. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "document/document.h"
#include "oasdrift.h"
#include "source/source.h"

enum { ROUNDS = 5 };

static double processor_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void fail(const char *what)
{
    fprintf(stderr, "bench_traffic: %s\n", what);
    exit(2);
}

static void read_body(struct arena *arena, const struct node *entry, const char *side,
                      const char *holder)
{
    const struct node *message = node_member(entry, str_of(side));
    struct str text = node_member_string(node_member(message, str_of(holder)), "text");
    struct read_failure failure;

    if (text.length)
        json_read(arena, STR("body"), text, &failure);
}

static size_t read_entries(const char *path, bool bodies)
{
    struct arena arena = {0};
    struct source source;
    struct record record;
    struct error err = {0};
    size_t entries = 0;

    if (!source_open(&source, path, "har", &arena, &err))
        fail(err.message);
    while (source_cut(&source, &record, &err) == RECORD_GOT) {
        struct read_failure failure;
        const struct document *entry = json_read(&arena, source.name, record.text, &failure);

        if (!entry)
            fail(failure.message);
        if (bodies) {
            read_body(&arena, entry->root, "request", "postData");
            read_body(&arena, entry->root, "response", "content");
        }
        arena_clear(&arena);
        entries++;
    }
    source_close(&source);
    arena_release(&arena);
    return entries;
}

static void check(const char *description, const char *recording)
{
    const char *files[] = {recording}, *reports[] = {"json=/dev/null"};
    const struct oasdrift_list recordings = {files, 1};
    const struct oasdrift_check_options options = {.outcome = {.reports = {reports, 1}},
                                                   .recordings = {.threads = 1}};

    if (oasdrift_check(description, &recordings, &options) > OASDRIFT_FINDINGS)
        fail("the recording cannot be judged");
}

int main(int count, char **arguments)
{
    double reading = 1e9, with_bodies = 1e9, judging = 1e9;
    size_t entries = 0;

    if (count != 3)
        fail("DESCRIPTION RECORDING");
    for (int round = 0; round < ROUNDS; round++) {
        double start = processor_seconds(), read, read_twice, end;

        entries = read_entries(arguments[2], false);
        read = processor_seconds();
        read_entries(arguments[2], true);
        read_twice = processor_seconds();
        check(arguments[1], arguments[2]);
        end = processor_seconds();
        reading = read - start < reading ? read - start : reading;
        with_bodies = read_twice - read < with_bodies ? read_twice - read : with_bodies;
        judging = end - read_twice < judging ? end - read_twice : judging;
    }
    printf("one thread, processor time of %zu entries (least of %d):\n", entries, ROUNDS);
    printf("  reading the entries      %7.3f s\n", reading);
    printf("  and their bodies         %7.3f s, %.2f x\n", with_bodies, with_bodies / reading);
    printf("  oasdrift check           %7.3f s, %.2f x reading, %.2f x with bodies, %.0f "
           "exchanges/s\n",
           judging, judging / reading, judging / with_bodies, (double)entries / judging);
    return 0;
}
