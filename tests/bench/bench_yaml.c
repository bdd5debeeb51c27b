/* What a whole `oasdrift check` of a YAML description costs beside libyaml's own event loop over
   the same text (which makes nothing of the events), and beside our reader alone. CPU time of one
   thread or process, the least of ROUNDS that take turns. bench_yaml PROGRAM RECORDING FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

#include "base/file.h"
#include "base/path.h"
#include "document/document.h"

enum { ROUNDS = 9 };
enum measure { EVENTS, READER, PROCESS, MEASURES };

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void loop_events(struct str text)
{
    yaml_parser_t parser;
    yaml_event_t event;

    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)text.text, text.length);
    for (bool more = true; more;) {
        if (!yaml_parser_parse(&parser, &event))
            break;
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

/* The CPU time of the process, its start and end included. */
static double run_program(const char *program, const char *description, const char *recording)
{
    struct rusage usage;
    int status;
    pid_t child;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr))
            _exit(126);
        execl(program, program, "check", description, recording, "--exit-zero", (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        fprintf(stderr, "%s check %s does not end well\n", program, description);
        exit(EXIT_FAILURE);
    }
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double measure(enum measure what, struct str text, char **arguments, const char *path)
{
    double start = cpu_seconds();
    struct arena arena;

    switch (what) {
    case EVENTS:
        loop_events(text);
        break;
    case READER:
        arena_init(&arena);
        yaml_read(&arena, STR("bench"), text, NULL);
        arena_release(&arena);
        break;
    case PROCESS:
        return run_program(arguments[1], path, arguments[2]);
    case MEASURES:
        break;
    }
    return cpu_seconds() - start;
}

static void bench(char **arguments, const char *path)
{
    double least[MEASURES] = {1e9, 1e9, 1e9};
    struct error err = {0};
    struct arena arena;
    struct str text;

    arena_init(&arena);
    if (!file_read(&arena, path, YAML_MAX_BYTES, &text, &err)) {
        printf("%s\n", err.message);
        return;
    }
    for (int round = 0; round < ROUNDS; round++) {
        for (enum measure what = EVENTS; what < MEASURES; what++) {
            double seconds = measure(what, text, arguments, path);

            if (seconds < least[what])
                least[what] = seconds;
        }
    }
    printf("%-28.*s %6.2f %9.1f %9.1f %5.2f %9.1f %5.2f\n", STR_ARGS(path_base_name(str_of(path))),
           (double)text.length / 1e6, least[EVENTS] * 1e3, least[READER] * 1e3,
           least[READER] / least[EVENTS], least[PROCESS] * 1e3, least[PROCESS] / least[EVENTS]);
    arena_release(&arena);
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: bench_yaml PROGRAM RECORDING FILE...\n");
        return EXIT_FAILURE;
    }
    printf("%-28s %6s %9s %9s %5s %9s %5s\n", "YAML, CPU ms (least of 9)", "MB", "libyaml",
           "reader", "x", "process", "x");
    for (int i = 3; i < count; i++)
        bench(arguments, arguments[i]);
    return EXIT_SUCCESS;
}
