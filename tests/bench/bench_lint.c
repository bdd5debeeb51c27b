/* bench_lint PROGRAM PEERS DESCRIPTION...: `lint` beside its peers, whole processes one after the
   other: the shortest of several runs in wall clock, with the processor time of that run and the
   most memory of any. PEERS is the folder their package.json is in; a peer that is not installed
   says so. Ratios are against `oasdrift lint` with everything. */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A program is run again until it has had this long, and so often at most. */
enum { ROUNDS_MAX = 30, ROUNDS_SECONDS = 6, PEER_SECONDS_MAX = 900, ARGUMENTS_MAX = 10 };

struct measured {
    double wall, processor; /* seconds */
    long kib;
    int rounds;
    bool failed; /* did not end, or was stopped */
};

struct contestant {
    const char *name;
    const char *needs;                    /* a file below PEERS; NULL: nothing */
    const char *arguments[ARGUMENTS_MAX]; /* %p: PROGRAM, %P: PEERS, %f: DESCRIPTION */
};

static const struct contestant contestants[] = {
    {"oasdrift lint", NULL, {"%p", "lint", "%f", NULL}},
    {"oasdrift lint --rules no-examples",
     NULL,
     {"%p", "lint", "%f", "--rules", "no-examples", NULL}},
    {"redocly lint",
     "node_modules/@redocly/cli/bin/cli.js",
     {"node", "%P/node_modules/@redocly/cli/bin/cli.js", "lint", "%f", "--extends", "recommended",
      NULL}},
    {"spectral lint",
     "node_modules/@stoplight/spectral-cli/dist/index.js",
     {"node", "%P/node_modules/@stoplight/spectral-cli/dist/index.js", "lint", "-r",
      "%P/spectral.yaml", "%f", NULL}},
};

static const char *program, *peers;

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static char *filled_in(const char *argument, const char *description)
{
    const char *value = NULL;
    char *text = NULL;

    if (argument[0] == '%')
        value = argument[1] == 'p' ? program : argument[1] == 'P' ? peers : description;
    if (asprintf(&text, "%s%s", value ? value : "", value ? argument + 2 : argument) < 0)
        exit(1);
    return text;
}

static void become(const struct contestant *contestant, const char *description)
{
    char *arguments[ARGUMENTS_MAX] = {NULL};
    int nothing = open("/dev/null", O_RDWR);

    for (int i = 0; contestant->arguments[i]; i++)
        arguments[i] = filled_in(contestant->arguments[i], description);
    dup2(nothing, 0);
    dup2(nothing, 1);
    dup2(nothing, 2);
    alarm(PEER_SECONDS_MAX);
    execvp(arguments[0], arguments);
    _exit(127);
}

/* One run. */
static struct measured run(const struct contestant *contestant, const char *description)
{
    struct measured measured = {.rounds = 1};
    struct rusage usage;
    double start = now();
    pid_t child = fork();
    int status = 0;

    if (child == 0)
        become(contestant, description);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        measured.failed = true;
        return measured;
    }
    measured.wall = now() - start;
    measured.processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    measured.kib = usage.ru_maxrss;
    measured.failed = !WIFEXITED(status) || WEXITSTATUS(status) == 127;
    return measured;
}

static struct measured measure(const struct contestant *contestant, const char *description)
{
    struct measured best = run(contestant, description);
    double spent = best.wall;

    while (!best.failed && best.rounds < ROUNDS_MAX && spent < ROUNDS_SECONDS) {
        struct measured one = run(contestant, description);

        spent += one.wall;
        one.rounds = best.rounds + 1;
        one.kib = one.kib > best.kib ? one.kib : best.kib;
        if (one.wall > best.wall) {
            one.wall = best.wall;
            one.processor = best.processor;
        }
        best = one;
    }
    return best;
}

static bool is_there(const struct contestant *contestant)
{
    char *path = NULL;
    bool there;

    if (!contestant->needs)
        return true;
    if (asprintf(&path, "%s/%s", peers, contestant->needs) < 0)
        exit(1);
    there = access(path, R_OK) == 0;
    free(path);
    return there;
}

static void compare(const char *description)
{
    struct measured base = {0};

    printf("%s\n", description);
    for (size_t i = 0; i < sizeof contestants / sizeof contestants[0]; i++) {
        const struct contestant *contestant = &contestants[i];
        struct measured measured;

        if (!is_there(contestant)) {
            printf("  %-36s absent\n", contestant->name);
            continue;
        }
        measured = measure(contestant, description);
        if (i == 0)
            base = measured;
        if (measured.failed)
            printf("  %-36s failed, or not done in %d s\n", contestant->name, PEER_SECONDS_MAX);
        else
            printf("  %-34s wall %8.3f s %6.1f x   processor %8.3f s %6.1f x   %5ld MB  (best of "
                   "%d)\n",
                   contestant->name, measured.wall, measured.wall / base.wall, measured.processor,
                   measured.processor / base.processor, measured.kib / 1024, measured.rounds);
        fflush(stdout);
    }
}

int main(int count, char **arguments)
{
    if (count < 4) {
        fprintf(stderr, "usage: bench_lint PROGRAM PEERS DESCRIPTION...\n");
        return 2;
    }
    program = arguments[1];
    peers = arguments[2];
    setenv("REDOCLY_TELEMETRY", "off", 1);
    setenv("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true", 1);
    setenv("NODE_OPTIONS", "--max-old-space-size=8192", 1);
    for (int i = 3; i < count; i++) {
        if (access(arguments[i], R_OK) == 0)
            compare(arguments[i]);
        else
            printf("%s: absent\n", arguments[i]);
    }
    return 0;
}
