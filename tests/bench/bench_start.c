/* One process, start to finish: how long a command takes, the median of many runs, beside
   yardsticks run in turn with it; also the processor time of the run that needed least (which is
   what to compare where other work runs beside), and the most memory that was resident.
       bench_start ROUNDS NAME COMMAND [ARG...] [-- NAME COMMAND [ARG...]]... */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 16, ROUNDS_MAX = 1000 };

struct command {
    const char *name;
    char **argv;
    double milliseconds[ROUNDS_MAX];
    double least_cpu_ms;
    long most_kb;
    int status;
};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double milliseconds_of(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double run(struct command *command, const posix_spawn_file_actions_t *quiet)
{
    double start = now_ms(), cpu_ms;
    struct rusage usage;
    pid_t child;

    if (posix_spawnp(&child, command->argv[0], quiet, NULL, command->argv, environ) != 0) {
        command->status = -1;
        return 0;
    }
    wait4(child, &command->status, 0, &usage);
    cpu_ms = milliseconds_of(usage.ru_utime) + milliseconds_of(usage.ru_stime);
    if (command->least_cpu_ms == 0 || cpu_ms < command->least_cpu_ms)
        command->least_cpu_ms = cpu_ms;
    if (usage.ru_maxrss > command->most_kb)
        command->most_kb = usage.ru_maxrss;
    return now_ms() - start;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static size_t split(int argc, char **argv, struct command *commands)
{
    size_t count = 0;

    for (int at = 2; at < argc && count < COMMANDS_MAX; at++) {
        commands[count++] = (struct command){.name = argv[at], .argv = argv + at + 1};
        while (at < argc && strcmp(argv[at], "--") != 0)
            at++;
        if (at < argc)
            argv[at] = NULL;
    }
    return count;
}

int main(int argc, char **argv)
{
    static struct command commands[COMMANDS_MAX];
    posix_spawn_file_actions_t quiet;
    size_t count;
    int rounds;

    if (argc < 4)
        return EXIT_FAILURE;
    rounds = atoi(argv[1]) < ROUNDS_MAX ? atoi(argv[1]) : ROUNDS_MAX;
    count = split(argc, argv, commands);
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            commands[i].milliseconds[round] = run(&commands[i], &quiet);
    printf("%-34s %9s %9s %9s %8s %6s  %s\n", "one process, start to finish", "min ms", "median ms",
           "max ms", "cpu ms", "MB", "exit");
    for (size_t i = 0; i < count; i++) {
        double *times = commands[i].milliseconds;

        qsort(times, (size_t)rounds, sizeof *times, compare);
        printf("%-34s %9.2f %9.2f %9.2f %8.2f %6.1f  %d\n", commands[i].name, times[0],
               times[rounds / 2], times[rounds - 1], commands[i].least_cpu_ms,
               (double)commands[i].most_kb / 1024, WEXITSTATUS(commands[i].status));
    }
    posix_spawn_file_actions_destroy(&quiet);
    return EXIT_SUCCESS;
}
