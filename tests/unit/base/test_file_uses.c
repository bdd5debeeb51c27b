#include "base/file_uses.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file_lock.h"
#include "base/temporary.h"
#include "temporary_folder.h"

static struct file_uses uses;

static void touch(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);

    ck_assert(fd >= 0 && close(fd) == 0);
}

static void enter(void)
{
    enter_temporary_folder();
    ck_assert(mkdir("d", 0700) == 0 && symlink("d", "linked") == 0);
    touch("there");
    touch("other");
    ck_assert(link("there", "hard") == 0 && symlink("there", "soft") == 0);
    ck_assert(symlink("absent", "dangling") == 0 && symlink("d/absent", "into") == 0);
    ck_assert(symlink("dangling", "chain") == 0 && mkfifo("pipe", 0600) == 0);
    file_uses_init(&uses);
}

static void leave(void)
{
    file_uses_release(&uses);
    leave_temporary_folder();
}

static const struct {
    const char *one, *other;
    bool same;
} pairs[] = {
    {"there", "there", true},
    {"there", "./there", true},
    {"there", "d/../there", true},
    {"there", "hard", true},
    {"soft", "hard", true},
    {"there", "other", false},
    {"absent", "absent", true},
    {"absent", "./absent", true},
    {"absent", "d/../absent", true},
    {"absent", "dangling", true},
    {"chain", "dangling", true},
    {"chain", "absent", true},
    {"d/absent", "into", true},
    {"linked/absent", "into", true},
    {"linked/absent", "d/absent", true},
    {"absent", "d/absent", false},
    {"absent", "Absent", false},
    {"absent", "absent2", false},
    {"nowhere/a", "nowhere/b", false},
    {"pipe", "./pipe", true},
    {"/dev/null", "/dev/../dev/null", false},
    {"/dev/full", "/dev/null", false},
    {"-", "-", true},
    {"-", "/dev/stdout", true},
    {"/dev/fd/1", "/proc/self/fd/1", true},
    {"-", "there", false},
};

START_TEST(tells_outputs_apart)
{
    struct error err = {0};

    ck_assert(file_uses_add(&uses, "report", "one", pairs[_i].one, &err));
    ck_assert_msg(file_uses_add(&uses, "report", "two", pairs[_i].other, &err) != pairs[_i].same,
                  "%s and %s", pairs[_i].one, pairs[_i].other);
    ck_assert_int_eq(err.raised, pairs[_i].same);
}
END_TEST

static const struct {
    const char *written, *read;
    bool allowed;
} inputs[] = {
    {"there", "there", false}, {"soft", "hard", false},    {"d/../there", "soft", false},
    {"other", "there", true},  {"absent", "absent", true}, /* there is nothing to read */
    {"d/absent", "d", true},   {"pipe", "pipe", false},    {"/dev/null", "/dev/null", true},
};

START_TEST(lets_only_others_be_read)
{
    struct error err = {0}, first = {0};

    ck_assert(file_uses_add(&uses, "report", "json", inputs[_i].written, NULL));
    ck_assert(file_uses_are_kept(&uses, NULL));
    ck_assert_int_eq(file_uses_allow(&uses, inputs[_i].read, &err), inputs[_i].allowed);
    ck_assert_int_eq(file_uses_writes(&uses, inputs[_i].read), !inputs[_i].allowed);
    ck_assert_int_eq(file_uses_are_kept(&uses, &first), inputs[_i].allowed);
    ck_assert_str_eq(first.message, err.message);
    ck_assert(file_uses_allow(NULL, inputs[_i].read, NULL));
}
END_TEST

START_TEST(knows_standard_output)
{
    struct error err = {0};
    int out = open("there", O_WRONLY), kept = dup(STDOUT_FILENO);
    struct file_uses redirected;

    ck_assert(out >= 0 && kept >= 0 && dup2(out, STDOUT_FILENO) >= 0);
    file_uses_init(&redirected);
    ck_assert(!file_uses_allow(&redirected, "soft", &err));
    ck_assert_str_eq(err.message, "standard output goes to soft, which is read");
    ck_assert(file_uses_add(&redirected, "report", "text", "-", NULL));
    ck_assert(!file_uses_add(&redirected, "report", "json=hard", "hard", NULL));
    file_uses_release(&redirected);
    ck_assert(dup2(kept, STDOUT_FILENO) >= 0);
    close(kept);
    close(out);
}
END_TEST

START_TEST(locks_by_whatever_name)
{
    volatile int interrupted = 1;
    struct file_lock first, second;
    struct error err = {0};
    bool held;

    ck_assert(file_lock_take(&first, "into", NULL, &held, &err) && held);
    ck_assert(!file_lock_take(&second, "linked/absent", &interrupted, &held, &err));
    ck_assert_str_eq(err.message, "linked/absent: another process holds the lock of its folder");
    ck_assert(file_lock_take(&second, "there", NULL, &held, NULL) && held);
    file_lock_release(&second);
    file_lock_release(&first);
    file_lock_release(&first);
    ck_assert(file_lock_take(&second, "d/absent", &interrupted, &held, NULL) && held);
    file_lock_release(&second);
    err = (struct error){0};
    ck_assert(!file_lock_take(&second, "nowhere/a", NULL, &held, &err));
}
END_TEST

START_TEST(removes_what_is_noted)
{
    touch("a");
    touch("b");
    temporary_note("a");
    temporary_note("b");
    temporary_forget("b");
    temporary_remove_all();
    temporary_remove_all();
    ck_assert(access("a", F_OK) != 0 && access("b", F_OK) == 0);
    for (int i = 0; i < 2 * TEMPORARY_MAX; i++)
        temporary_note("there"); /* more than fit are no harm */
    for (int i = 0; i < 2 * TEMPORARY_MAX; i++)
        temporary_forget("there");
    temporary_remove_all();
    ck_assert(access("there", F_OK) == 0);
}
END_TEST

UNIT_SUITE("file_uses", tcase_add_checked_fixture(tests, enter, leave);
           UNIT_LOOP(tells_outputs_apart, pairs); UNIT_LOOP(lets_only_others_be_read, inputs);
           UNIT_TEST(knows_standard_output); UNIT_TEST(locks_by_whatever_name);
           UNIT_TEST(removes_what_is_noted))
