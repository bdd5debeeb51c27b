/* Calls of oasdrift.h on files in the target's folder, and what must hold of what they write. */
#ifndef FUZZ_CALLS_H
#define FUZZ_CALLS_H

#include "base/file.h"
#include "folder.h"
#include "oasdrift.h"

enum { CALLS_MAX_BYTES = 64 * 1024 * 1024 };

#define LIST(...)                                                                                  \
    {                                                                                              \
        (const char *const[]){__VA_ARGS__},                                                        \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)                            \
    }

/* Calls name files by their names alone: the folder is entered before them and left after. */
static int left_folder = -1;

static inline void enter_folder(void)
{
    if (left_folder < 0) {
        left_folder = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
        must(freopen("/dev/null", "w", stdout) != NULL, "a place for what is printed");
    }
    must(fchdir(folder_file) == 0, "the folder is there");
}

static inline void leave_folder(void)
{
    must(fchdir(left_folder) == 0, "the way back is there");
}

static void take_message(void *context, const char *text)
{
    (void)context;
    must(text != NULL, "a message is a text");
}

static const struct oasdrift_terminal_options quiet = {.message = take_message};

/* The exit code is one that says what is wrong with the input, not with the program. */
static inline void check_code(int code)
{
    must(code >= OASDRIFT_OK && code <= OASDRIFT_INCOMPLETE, "an exit code that is an answer");
}

/* Of a file in the folder; STR_NONE when it is not there. */
static inline struct str read_output(struct arena *arena, const char *name)
{
    struct error err = {0};
    struct str text;

    return file_read(arena, name, CALLS_MAX_BYTES, &text, &err) ? text : STR_NONE;
}

static inline void remove_outputs(const char *const *names)
{
    for (; *names; names++)
        unlink(*names);
}

static inline void check_json(struct arena *arena, const char *name)
{
    struct str text = read_output(arena, name);

    must(!text.text || json_read(arena, str_of(name), text, NULL), "a report is JSON");
}

#endif
