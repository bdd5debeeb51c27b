#include "base/repository.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "temporary_folder.h"

/* Each test has folders of its own: a repository in which it stands, with one inside, and one
   beside it. */

static void enter(const char *at)
{
    enter_temporary_folder();
    ck_assert(system("mkdir -p here/.git here/a/b here/inner/.git there/.git none/c") == 0);
    ck_assert(chdir(at) == 0);
}

/* "~" at the front: the folder that all are in. found NULL: STR_NONE. */
static const struct {
    const char *at, *path, *found;
} paths[] = {
    {"here", "a/api.yaml", "a/api.yaml"},
    {"here", "./a//b/../api.yaml", "a/api.yaml"},
    {"here/a", "api.yaml", "a/api.yaml"},
    {"here/a", "../api.yaml", "api.yaml"},
    {"here", "~/here/absent/api.yaml", "absent/api.yaml"},
    {"here", "inner/api.yaml", "inner/api.yaml"}, /* those who show `here` show it so */
    {"here", "../there/x/api.yaml", "x/api.yaml"},
    {"here", "../heretic/api.yaml", NULL}, /* only its name begins so */
    {"here", "../none/api.yaml", NULL},
    {"none", "c/api.yaml", "c/api.yaml"}, /* no repository at all */
    {"none", "~/there/api.yaml", "api.yaml"},
    {"none", "../api.yaml", NULL},
    {"here", "-", "-"},
    {"here", "", NULL},
    {"here", "https://api.example/openapi.json", NULL},
};

START_TEST(path_in_a_repository)
{
    struct arena arena;
    struct str path, found;

    enter(paths[_i].at);
    arena_init(&arena);
    path = str_of(paths[_i].path);
    if (path.length && path.text[0] == '~')
        path = str_format(&arena, "%s%s", temporary_folder, path.text + 1);
    found = repository_path(&arena, path);
    if (paths[_i].found)
        ck_assert_str(found, paths[_i].found);
    else
        ck_assert_msg(!found.text, "\"%s\" gives \"%.*s\"", paths[_i].path, STR_ARGS(found));
    arena_release(&arena);
    leave_temporary_folder();
}
END_TEST

/* Of the folder `here`; "there" is a link to what lies beside it. */
static const struct {
    const char *path;
    bool held;
} held[] = {
    {"a/b/new.csv", true},
    {"new.csv", true},
    {"new/deep/x.csv", true},
    {"a/../a/x", true},
    {".", true},
    {"../here/a/x", true},
    {"..", false},
    {"../x", false},
    {"../heretic/x", false},
    {"there/x", false},
    {"there/new/x", false},
    {"there", false},
    {"dangling", false},
    {"nowhere/../x", false},
    {"nowhere/../../x", false},
    {".git", false},
    {".git/config", false},
    {".git/hooks/new/x", false},
    {"a/.git/config", false},
    {".GIT/config", false},
    {"inner/.git/x", false},
    {"circle", false},
    {"/dev/null", false},
    {"/", false},
    {"a/.gitignore", true},
};

START_TEST(repository_holds_a_path)
{
    char *real;

    enter("here");
    ck_assert(system("ln -s ../there there; ln -s ../none/new dangling; ln -s circle circle") == 0);
    real = file_real_path(".");
    ck_assert_msg(repository_holds(str_of(real), held[_i].path) == held[_i].held, "\"%s\"",
                  held[_i].path);
    free(real);
    leave_temporary_folder();
}
END_TEST

UNIT_SUITE("repository", UNIT_LOOP(path_in_a_repository, paths),
           UNIT_LOOP(repository_holds_a_path, held))
