/* One process, start to finish: how long a command takes, the median of many runs, beside
   yardsticks run in turn with it.
       bench_start ROUNDS NAME COMMAND [ARG...] [-- NAME COMMAND [ARG...]]... */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 16, ROUNDS_MAX = 1000 };

struct command {
    const char *name;
    char **argv;
    double milliseconds[ROUNDS_MAX];
    int status;
};

static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static double run(struct command *command, const posix_spawn_file_actions_t *quiet)
{
    double start = now_ms();
    pid_t child;

    if (posix_spawnp(&child, command->argv[0], quiet, NULL, command->argv, environ) != 0) {
        command->status = -1;
        return 0;
    }
    waitpid(child, &command->status, 0);
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
    printf("%-34s %9s %9s %9s  %s\n", "one process, start to finish", "min ms", "median ms",
           "max ms", "exit");
    for (size_t i = 0; i < count; i++) {
        double *times = commands[i].milliseconds;

        qsort(times, (size_t)rounds, sizeof *times, compare);
        printf("%-34s %9.2f %9.2f %9.2f  %d\n", commands[i].name, times[0], times[rounds / 2],
               times[rounds - 1], WEXITSTATUS(commands[i].status));
    }
    posix_spawn_file_actions_destroy(&quiet);
    return EXIT_SUCCESS;
}
