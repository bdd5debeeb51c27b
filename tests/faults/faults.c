/* faults SHIM FOLDER NAME MOST PROGRAM ARGUMENT...: runs the program again and again, each time
   with another of its calls failing (fault_shim.c), and says what came of it.

   FOLDER/before has the files that a run begins with; it runs in FOLDER/run, made anew each time,
   with FOLDER/stdin as its input where that is there. Of each kind of call at most MOST fail,
   spread over all of them (0: every one). Prints "NAME CALL COUNT TRIED WRONG" a kind, and "wrong
   NAME CALL:N: why" before it; "untrapped NAME" where this kernel lets system calls through.

   What a run may do after a fault:
   - end as the whole one, with the same output and files, or with the error told in them: what was
     not looked at is an entry of the report;
   - tell the error, with exit code 2, 3 or 4 (1 where it is a finding); with 2 and 4 each file is
   as it was before, or as the whole run leaves it;
   - say "out of memory" and abort, where an allocation failed.
   It leaves no other file behind. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 4096, HANG_SECONDS = 20, FILES_MAX = 64, WHY_BYTES = 512 };

/* The kinds of calls, and the text of the error that the shim makes of each. */
static const struct call {
    const char *name, *error;
} calls[] = {
    {"malloc", "memory"},
    {"open", "Too many open files"},
    {"read", "Input/output error"},
    {"write", "No space left on device"},
    {"rename", "Permission denied"},
    {"fsync", "Input/output error"},
    {"connect", "refused"},
};

struct file {
    char name[256];
    char *bytes;
    size_t length;
};

struct folder {
    struct file files[FILES_MAX];
    size_t count;
};

/* What a run came to. */
struct outcome {
    int status; /* of waitpid */
    struct file out, err;
    struct folder after;
};

static const char *shim, *name, *folder_path;
static char *const *command;
static struct folder before;
static struct outcome whole;

static void fail(const char *what)
{
    perror(what);
    exit(2);
}

static const char *path_of(const char *part, const char *file)
{
    static char path[PATH_BYTES];

    snprintf(path, sizeof path, "%s/%s%s%s", folder_path, part, file ? "/" : "", file ? file : "");
    return path;
}

static void read_file(const char *path, struct file *file)
{
    FILE *stream = fopen(path, "rb");
    size_t capacity = 0;

    file->bytes = NULL;
    file->length = 0;
    if (!stream)
        fail(path);
    for (;;) {
        if (file->length == capacity) {
            capacity = capacity ? capacity * 2 : 4096;
            file->bytes = realloc(file->bytes, capacity);
            if (!file->bytes)
                fail("faults");
        }
        size_t got = fread(file->bytes + file->length, 1, capacity - file->length, stream);

        if (!got)
            break;
        file->length += got;
    }
    fclose(stream);
}

static void read_folder(const char *part, struct folder *folder)
{
    DIR *directory = opendir(path_of(part, NULL));
    struct dirent *entry;

    folder->count = 0;
    if (!directory)
        fail(path_of(part, NULL));
    while ((entry = readdir(directory))) {
        struct file *file = &folder->files[folder->count];

        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (++folder->count == FILES_MAX)
            exit(2);
        snprintf(file->name, sizeof file->name, "%s", entry->d_name);
        read_file(path_of(part, file->name), file);
    }
    closedir(directory);
}

static void release(struct outcome *outcome)
{
    free(outcome->out.bytes);
    free(outcome->err.bytes);
    for (size_t i = 0; i < outcome->after.count; i++)
        free(outcome->after.files[i].bytes);
}

static const struct file *file_named(const struct folder *folder, const char *wanted)
{
    for (size_t i = 0; i < folder->count; i++)
        if (strcmp(folder->files[i].name, wanted) == 0)
            return &folder->files[i];
    return NULL;
}

static bool is_same(const struct file *a, const struct file *b)
{
    if (!a || !b)
        return a == b;
    return a->length == b->length && (!a->length || memcmp(a->bytes, b->bytes, a->length) == 0);
}

/* ---- one run ---- */

/* The folder as it is before a run: what others left is removed, what is missing is made. */
static void restore(const struct folder *left)
{
    for (size_t i = 0; i < left->count; i++)
        if (!is_same(&left->files[i], file_named(&before, left->files[i].name)))
            unlink(path_of("run", left->files[i].name));
    for (size_t i = 0; i < before.count; i++) {
        const struct file *file = &before.files[i];
        FILE *stream;

        if (is_same(file, file_named(left, file->name)))
            continue;
        stream = fopen(path_of("run", file->name), "wb");
        if (!stream || fwrite(file->bytes, 1, file->length, stream) != file->length)
            fail(file->name);
        fclose(stream);
    }
}

static void redirect(int descriptor, const char *path, int flags)
{
    int fd = open(path, flags, 0666);

    if (fd < 0 || dup2(fd, descriptor) < 0)
        _exit(126);
    close(fd);
}

static void run_child(const char *variable, const char *value)
{
    bool has_input = access(path_of("stdin", NULL), R_OK) == 0;

    redirect(STDIN_FILENO, has_input ? path_of("stdin", NULL) : "/dev/null", O_RDONLY);
    redirect(STDOUT_FILENO, path_of("out", NULL), O_WRONLY | O_CREAT | O_TRUNC);
    redirect(STDERR_FILENO, path_of("err", NULL), O_WRONLY | O_CREAT | O_TRUNC);
    if (chdir(path_of("run", NULL)) != 0)
        _exit(126);
    if (variable) {
        setenv(variable, value, 1);
        setenv("LD_PRELOAD", shim, 1);
    }
    alarm(HANG_SECONDS); /* it is kept across exec, and ends the program */
    execv(command[0], command);
    _exit(126);
}

static void run(const char *variable, const char *value, struct outcome *outcome)
{
    pid_t child = fork();

    if (child < 0)
        fail("fork");
    if (child == 0)
        run_child(variable, value);
    while (waitpid(child, &outcome->status, 0) < 0)
        if (errno != EINTR)
            fail("waitpid");
    read_file(path_of("out", NULL), &outcome->out);
    read_file(path_of("err", NULL), &outcome->err);
    read_folder("run", &outcome->after);
    restore(&outcome->after);
}

/* ---- what came of it ---- */

static bool holds(const struct file *file, const char *text)
{
    return file->length && memmem(file->bytes, file->length, text, strlen(text));
}

/* The name of a file that is neither as it was nor as it is to be; NULL: none. With `exactly`, each
   is to be as the whole run leaves it. */
static const char *odd_file(const struct outcome *outcome, bool exactly, bool baselines_only)
{
    for (size_t i = 0; i < outcome->after.count; i++) {
        const struct file *file = &outcome->after.files[i];
        const struct file *done = file_named(&whole.after, file->name);
        const struct file *old = file_named(&before, file->name);

        if (!done)
            return file->name; /* nobody asked for it */
        if (baselines_only && !strstr(file->name, "baseline"))
            continue;
        if (!is_same(file, done) && (exactly || !old || !is_same(file, old)))
            return file->name;
    }
    for (size_t i = 0; i < whole.after.count; i++) {
        const char *wanted = whole.after.files[i].name;

        if (!file_named(&outcome->after, wanted) && (exactly || file_named(&before, wanted)))
            return wanted;
    }
    return NULL;
}

/* Is the error's text in what it wrote, or in one of its files? */
static bool tells(const struct outcome *outcome, const char *error)
{
    if (holds(&outcome->out, error) || holds(&outcome->err, error))
        return true;
    for (size_t i = 0; i < outcome->after.count; i++)
        if (holds(&outcome->after.files[i], error))
            return true;
    return false;
}

static bool ends_right(const struct outcome *outcome, bool memory, char why[WHY_BYTES])
{
    int number = WTERMSIG(outcome->status);
    const char *odd = odd_file(outcome, false, false);

    snprintf(why, WHY_BYTES, "%s%s%s", number == SIGALRM ? "hangs" : strsignal(number),
             odd ? ", leaves " : "", odd ? odd : "");
    return memory && number == SIGABRT && holds(&outcome->err, "oasdrift: out of memory") && !odd;
}

/* false: and why. */
static bool is_right(const struct outcome *outcome, const struct call *call, char why[WHY_BYTES])
{
    int expected = WEXITSTATUS(whole.status), code = WEXITSTATUS(outcome->status);
    bool told = tells(outcome, call->error), settled = code == 2 || code == 4;
    const char *odd;

    if (WIFSIGNALED(outcome->status))
        return ends_right(outcome, strcmp(call->name, "malloc") == 0, why);
    odd = odd_file(outcome, code == expected && !told, !settled && told);
    if (odd) {
        snprintf(why, WHY_BYTES, "exit %d, and %s is neither old nor new", code, odd);
        return false;
    }
    if (code == expected && !told) {
        snprintf(why, WHY_BYTES, "exit %d, and standard output differs", code);
        return is_same(&outcome->out, &whole.out);
    }
    snprintf(why, WHY_BYTES, "exit %d instead of %d: %.*s", code, expected,
             (int)(outcome->err.length < 200 ? outcome->err.length : 200), outcome->err.bytes);
    return code == expected || code == 3 ||
           (code >= 1 && code <= 4 && (told || outcome->err.length));
}

static unsigned long count_of(const char *call)
{
    FILE *file = fopen(path_of("counts", NULL), "r");
    unsigned long count = 0, found = 0;
    char word[32];

    if (!file)
        fail("counts");
    while (fscanf(file, "%31s %lu", word, &count) == 2)
        if (strcmp(word, call) == 0)
            found = count;
    fclose(file);
    return found;
}

static unsigned long try_calls(const struct call *call, unsigned long most)
{
    unsigned long count = count_of(call->name), tried = 0, wrong = 0;
    unsigned long step = most && count > most ? (count + most - 1) / most : 1;

    for (unsigned long number = 1; number <= count; number += step, tried++) {
        char fault[64], why[WHY_BYTES];
        struct outcome outcome;

        snprintf(fault, sizeof fault, "%s:%lu", call->name, number);
        run("FAULT", fault, &outcome);
        if (!is_right(&outcome, call, why)) {
            printf("wrong %s %s: %s\n", name, fault, why);
            wrong++;
        }
        release(&outcome);
    }
    printf("%s %s %lu %lu %lu\n", name, call->name, count, tried, wrong);
    fflush(stdout);
    return wrong;
}

int main(int count, char **arguments)
{
    char counts[PATH_BYTES];
    struct outcome counted;
    struct folder left;
    unsigned long wrong = 0;

    if (count < 6) {
        fputs("usage: faults SHIM FOLDER NAME MOST PROGRAM ARGUMENT...\n", stderr);
        return 2;
    }
    shim = arguments[1];
    folder_path = arguments[2];
    name = arguments[3];
    command = arguments + 5;
    mkdir(path_of("run", NULL), 0777);
    read_folder("before", &before);
    read_folder("run", &left);
    restore(&left);
    run(NULL, NULL, &whole);
    if (!WIFEXITED(whole.status)) {
        printf("wrong %s: it does not end by itself\n", name);
        return 1;
    }
    snprintf(counts, sizeof counts, "%s", path_of("counts", NULL));
    run("FAULT_COUNTS", counts, &counted);
    if (holds(&counted.err, "fault_shim"))
        printf("untrapped %s\n", name);
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
        wrong += try_calls(&calls[i], strtoul(arguments[4], NULL, 10));
    return wrong != 0;
}
