#include "base/file_output.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "temporary_folder.h"

static void put(const char *path, const char *text)
{
    struct file_output output;

    ck_assert(file_create(&output, path, NULL));
    fputs(text, output.stream);
    ck_assert(file_commit(&output, NULL));
}

static void expect(const char *path, const char *text)
{
    struct arena arena;
    struct str content;

    arena_init(&arena);
    ck_assert(file_read(&arena, path, 1000, &content, NULL));
    ck_assert_str(content, text);
    arena_release(&arena);
}

static void put_behind(const char *path, const char *text)
{
    struct file_output output;

    ck_assert(file_create_behind(&output, path, NULL));
    fputs(text, output.stream);
    ck_assert(file_commit(&output, NULL));
}

static bool is_link(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

START_TEST(replaces_a_file_when_it_is_whole)
{
    struct file_output output;

    put("a", "old");
    ck_assert(file_create(&output, "a", NULL));
    fputs("half", output.stream);
    file_drop(&output);
    expect("a", "old");
    put("a", "new");
    expect("a", "new");
}
END_TEST

START_TEST(writes_what_a_link_names)
{
    ck_assert(mkdir("kept", 0700) == 0);
    put("kept/a", "old");
    ck_assert(symlink("kept/a", "link") == 0 && symlink("link", "outer") == 0);
    put("outer", "new");
    ck_assert(is_link("outer") && is_link("link"));
    expect("kept/a", "new");
}
END_TEST

START_TEST(creates_what_a_link_names)
{
    ck_assert(symlink("a", "link") == 0);
    put("link", "new");
    ck_assert(is_link("link"));
    expect("a", "new");
}
END_TEST

START_TEST(does_not_follow_a_circle_of_links)
{
    struct file_output output;
    struct error err = {0};

    ck_assert(symlink("b", "a") == 0 && symlink("a", "b") == 0);
    ck_assert(!file_create(&output, "a", &err));
    ck_assert_str_eq(err.message, "a: Too many levels of symbolic links");
    ck_assert(is_link("a"));
}
END_TEST

/* As /dev/stdout does, which is such a link. */
START_TEST(goes_on_where_standard_output_is)
{
    int out = open("out", O_WRONLY | O_CREAT, 0600), kept = dup(STDOUT_FILENO);

    ck_assert(out >= 0 && kept >= 0 && fflush(stdout) == 0);
    ck_assert(symlink("/proc/self/fd/1", "stdout") == 0);
    ck_assert(dup2(out, STDOUT_FILENO) >= 0);
    fputs("before ", stdout);
    put("stdout", "report ");
    fputs("behind", stdout);
    ck_assert(fflush(stdout) == 0 && dup2(kept, STDOUT_FILENO) >= 0);
    close(kept);
    close(out);
    ck_assert(is_link("stdout"));
    expect("out", "before report behind");
}
END_TEST

static mode_t mode_of(const char *path)
{
    struct stat status;

    ck_assert(stat(path, &status) == 0);
    return status.st_mode & 0777;
}

START_TEST(keeps_the_mode)
{
    const mode_t before_mask = umask(027);

    put("a", "new");
    ck_assert_uint_eq(mode_of("a"), 0640);
    ck_assert(chmod("a", 0604) == 0);
    put("a", "newer");
    ck_assert_uint_eq(mode_of("a"), 0604);
    umask(before_mask);
}
END_TEST

/* Nothing is seen of it before, and nothing after. */
START_TEST(leaves_nothing_beside_it)
{
    struct file_output output;
    int count = 0;
    DIR *listing;

    put("a", "old");
    ck_assert(file_create(&output, "a", NULL));
    fputs("half", output.stream);
    ck_assert(file_sync(&output, NULL));
    expect("a", "old");
    ck_assert(file_commit(&output, NULL));
    file_drop(&output);
    expect("a", "half");
    listing = opendir(".");
    while (readdir(listing))
        count++;
    closedir(listing);
    ck_assert_int_eq(count, 3); /* with "." and ".." */
}
END_TEST

static const struct {
    const char *path, *message;
} refused[] = {
    {"nowhere/a", "nowhere/a: its folder is not there"},
    {"d", "d: Is a directory"},
    {"d/", "d/: Is a directory"},
    {"absent/", "absent/: Is a directory"},
    {"file/a", "file/a: Not a directory"},
    {"into", "into: its folder is not there"},
    {"", ": Is a directory"},
};

START_TEST(refuses_by_name)
{
    struct file_output output;
    struct error err = {0};

    ck_assert(mkdir("d", 0700) == 0 && symlink("nowhere/a", "into") == 0);
    put("file", "");
    ck_assert(!file_create(&output, refused[_i].path, &err));
    ck_assert_str_eq(err.message, refused[_i].message);
    file_drop(&output);
}
END_TEST

START_TEST(tells_what_cannot_be_written)
{
    struct file_output output;
    struct error err = {0};

    ck_assert(file_create(&output, "/dev/full", NULL));
    fputs("text", output.stream);
    ck_assert(!file_commit(&output, &err));
    ck_assert_str_eq(err.message, "/dev/full: No space left on device");
}
END_TEST

START_TEST(adds_behind_what_is_there)
{
    struct file_output output;

    put("a", "one\n");
    ck_assert(symlink("a", "link") == 0);
    put_behind("a", "two\n");
    put_behind("link", "three\n");
    expect("a", "one\ntwo\nthree\n");
    ck_assert(is_link("link"));
    put_behind("new", "one\n");
    expect("new", "one\n");
    ck_assert(file_create_behind(&output, "a", NULL));
    fputs("never", output.stream);
    file_drop(&output);
    expect("a", "one\ntwo\nthree\n");
}
END_TEST

UNIT_SUITE("file_output",
           tcase_add_checked_fixture(tests, enter_temporary_folder, leave_temporary_folder);
           UNIT_TEST(replaces_a_file_when_it_is_whole); UNIT_TEST(adds_behind_what_is_there);
           UNIT_TEST(writes_what_a_link_names); UNIT_TEST(creates_what_a_link_names);
           UNIT_TEST(does_not_follow_a_circle_of_links);
           UNIT_TEST(goes_on_where_standard_output_is); UNIT_TEST(keeps_the_mode);
           UNIT_TEST(leaves_nothing_beside_it); UNIT_LOOP(refuses_by_name, refused);
           UNIT_TEST(tells_what_cannot_be_written))
