/* growth [--steps] PROGRAM [WORD [N]]: how time and memory grow with each dimension (whose name has
   WORD). A row has the processor time and the peak memory of each size, and how the time grew over
   the last factor of ten: 1 is linear, 2 quadratic. A size is left out once the one before took
   more than SECONDS_ENOUGH, so that all of it takes minutes. With N the first such dimension's
   files are written into the working folder, and the command is printed: for a profile of it. With
   --steps PROGRAM counts its own (steps.c beside this folder): exit code 1 where they grow too
   fast. */
#include "growth.h"

#include <fcntl.h>
#include <math.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 24, SECONDS_MAX = 30, TOO_SHORT_MS = 20 };
static const double SECONDS_ENOUGH = 2;

static const struct dimension *const tables[] = {growth_of_descriptions, growth_of_schemas,
                                                 growth_of_recordings, growth_of_bodies,
                                                 growth_of_settings};

struct measured {
    size_t n;
    double seconds, megabytes;
    int status;
};

static void start_fresh_folder(const char *folder)
{
    char command[512];

    snprintf(command, sizeof command, "rm -rf '%s' && mkdir '%s'", folder, folder);
    if (system(command) != 0 || chdir(folder) != 0) {
        perror(folder);
        exit(2);
    }
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* In a process of its own, for the limit on its time. */
static void execute(const char *program, const char *arguments)
{
    struct rlimit limit = {SECONDS_MAX, SECONDS_MAX};
    char *argv[ARGUMENTS_MAX] = {(char *)program}, *rest = strdup(arguments);
    int quiet = open("/dev/null", O_WRONLY);

    for (size_t i = 1; i < ARGUMENTS_MAX - 1 && (argv[i] = strsep(&rest, " ")); i++)
        ;
    setrlimit(RLIMIT_CPU, &limit);
    dup2(quiet, STDOUT_FILENO);
    dup2(quiet, STDERR_FILENO);
    execv(program, argv);
    _exit(127);
}

/* In a process of its own as well: what a process has had in memory before it executes a program
   counts as that program's. */
void make_in(const char *folder, const struct dimension *dimension, size_t n)
{
    int status;
    pid_t child;

    start_fresh_folder(folder);
    fflush(stdout);
    if ((child = fork()) == 0) {
        dimension->make(n);
        _exit(0);
    }
    if (waitpid(child, &status, 0) != child || status != 0)
        exit(2);
}

int run_command(const char *program, const struct dimension *dimension, struct rusage *usage)
{
    int status;
    pid_t child;

    if ((child = fork()) == 0)
        execute(program, dimension->arguments);
    wait4(child, &status, 0, usage);
    return status;
}

static struct measured measure(const char *program, const struct dimension *dimension, size_t n)
{
    struct measured measured = {.n = n};
    struct rusage usage;

    measured.status = run_command(program, dimension, &usage);
    measured.seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    measured.megabytes = (double)usage.ru_maxrss / 1024;
    return measured;
}

static void print_size(size_t n)
{
    if (n >= 1000000)
        printf("%zuM", n / 1000000);
    else if (n >= 1000)
        printf("%zuk", n / 1000);
    else
        printf("%zu", n);
}

/* "10k 0.08s 12MB", and what the program ended with where it is not 0 or 1. */
static void print_measured(const struct measured *measured)
{
    printf("  ");
    print_size(measured->n);
    printf(" %.2fs %.0fMB", measured->seconds, measured->megabytes);
    if (WIFSIGNALED(measured->status))
        printf(" (killed)");
    else if (WEXITSTATUS(measured->status) > 1)
        printf(" (exit %d)", WEXITSTATUS(measured->status));
}

static void print_exponent(const struct measured *before, const struct measured *last)
{
    if (last->seconds * 1000 < TOO_SHORT_MS)
        printf("  -");
    else
        printf("  %.1f", log(last->seconds / (before->seconds > 0.001 ? before->seconds : 0.001)) /
                             log((double)last->n / (double)before->n));
}

static void run_dimension(const char *program, const char *folder,
                          const struct dimension *dimension)
{
    unsigned factor = dimension->factor ? dimension->factor : 10;
    struct measured before = {0}, last = {0};

    printf("%-44s", dimension->name);
    for (size_t n = dimension->first; n <= dimension->last && last.seconds < SECONDS_ENOUGH;
         n *= factor) {
        make_in(folder, dimension, n);
        before = last;
        last = measure(program, dimension, n);
        print_measured(&last);
    }
    if (before.n)
        print_exponent(&before, &last);
    printf("\n");
}

/* The one of that index among those whose name has the word; NULL: there are no more. */
static const struct dimension *dimension_at(const char *word, size_t index)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        for (const struct dimension *at = tables[i]; at->name; at++)
            if (strstr(at->name, word) && index-- == 0)
                return at;
    return NULL;
}

static void write_one(const char *program, const char *word, size_t n)
{
    const struct dimension *dimension = dimension_at(word, 0);

    if (dimension) {
        dimension->make(n);
        printf("%s %s\n", program, dimension->arguments);
    }
}

/* What the processes share that count. */
struct counted {
    atomic_size_t next, wrong;
};

static void count_next_ones(const char *program, const char *folder, const char *word,
                            struct counted *counted)
{
    char own[64];
    const struct dimension *dimension;

    snprintf(own, sizeof own, "%s/%ld", folder, (long)getpid());
    while ((dimension = dimension_at(word, atomic_fetch_add(&counted->next, 1))))
        if (!count_dimension(program, own, dimension))
            atomic_fetch_add(&counted->wrong, 1);
}

/* A process for each processor: what others do beside it makes no step more. */
static bool count_all(const char *program, const char *folder, const char *word)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    struct counted *counted =
        mmap(NULL, sizeof *counted, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    size_t count = 0, wrong;
    int status;
    bool ended = true;

    if (counted == MAP_FAILED)
        return false;
    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    while (dimension_at(word, count))
        count++;
    start_fresh_folder(folder);
    for (long i = 0; i < processors; i++)
        if (fork() == 0) {
            count_next_ones(program, folder, word, counted);
            _exit(0);
        }
    while (wait(&status) > 0)
        ended = ended && status == 0;
    wrong = counted->wrong;
    printf("growth: %zu as it may, %zu faster%s\n", count - wrong, wrong,
           ended ? "" : "; not all could be counted");
    return ended && count && !wrong;
}

/* false: nothing has the word in its name. */
static bool measure_all(const char *program, const char *folder, const char *word)
{
    const struct dimension *dimension;
    size_t count = 0;

    printf("%-44s  how many, processor time, peak memory; ...; growth (1: linear, 2: "
           "quadratic)\n",
           "what there are many of");
    while ((dimension = dimension_at(word, count++)))
        run_dimension(program, folder, dimension);
    return count > 1;
}

int main(int argc, char **argv)
{
    char folder[] = "/tmp/oasdrift_growth_XXXXXX";
    bool counted = argc > 1 && strcmp(argv[1], "--steps") == 0, right;
    const char *word;
    char *program;

    argv += counted;
    argc -= counted;
    word = argc > 2 ? argv[2] : "";
    program = argc > 1 ? realpath(argv[1], NULL) : NULL;
    if (program && argc > 3) {
        write_one(program, word, strtoul(argv[3], NULL, 10));
        return 0;
    }
    if (!program || !mkdtemp(folder)) {
        fprintf(stderr, "usage: growth [--steps] PROGRAM [WORD [N]]\n");
        return 2;
    }
    unsetenv("OASDRIFT_CONFIG");
    if (!dimension_at(word, 0))
        fprintf(stderr, "growth: nothing is named \"%s\"\n", word);
    right = (counted ? count_all : measure_all)(program, folder, word);
    start_fresh_folder(folder);
    rmdir(folder);
    free(program);
    return right ? 0 : 1;
}
