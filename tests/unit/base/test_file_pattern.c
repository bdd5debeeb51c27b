#include "base/file_pattern.h"

#include <glob.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/strbuf.h"
#include "temporary_folder.h"

/* a/.hidden.har, a/x.har, a/y.har.gz, a/b/z.har, a/b/c/x.har, a-b/x.har, .git/x.har, [x].har, `a*`,
   a link `link` to a, `up` in a/b to the top, `lost` to nowhere, a pipe a/pipe.har. */
static void make_tree(void)
{
    enter_temporary_folder();
    ck_assert(system("mkdir -p a/b/c a-b .git empty &&"
                     "touch a/.hidden.har a/x.har a/y.har.gz a/b/z.har a/b/c/x.har a-b/x.har"
                     "      .git/x.har '[x].har' 'a*' &&"
                     "ln -s a link && ln -s ../.. a/b/up && ln -s nowhere lost.har &&"
                     "mkfifo a/pipe.har") == 0);
}

static void check_found(const char *pattern, const char *expected)
{
    struct file_pattern found;
    struct error err = {0};
    struct strbuf paths;

    strbuf_init(&paths, SIZE_MAX);
    ck_assert_msg(file_pattern_find(&found, pattern, &err), "\"%s\": %s", pattern, err.message);
    for (size_t i = 0; i < found.paths.count; i++)
        strbuf_addf(&paths, "%s%s", i ? " " : "", found.paths.items[i]);
    ck_assert_msg(str_is(strbuf_str(&paths), expected), "\"%s\" finds \"%.*s\", expected \"%s\"",
                  pattern, STR_ARGS(strbuf_str(&paths)), expected);
    strbuf_release(&paths);
    file_pattern_release(&found);
}

/* What a shell finds as well; but no pipe. */
static const char *const as_glob[] = {
    "*.har",       "a/*",       "a/*.har",      "*/x.har",       "a/b/*",      "a*/x.har",
    "*/*/*",       "?/x.har",   "[ab]",         "[!b]/x.har",    "a[-]b/*",    "a/[",
    "a/[x",        "a\\*",      "\\[x].har",    "\\[*",          "a/.*.har",   ".g*/x.har",
    "link/*",      "a/../a/x*", "./a/x*",

    "empty/*",     "empty",     "nowhere/*",    "*/nowhere.har", "",           "a/*/",
    "lost*",       "a/x.har/*", "a/b/up/a-b/*", "a/b/*/a/x*",    "{a,b}/*",    "**",
    "*/*/*/*/*/*", "a/x.ha?*",  "[[:alpha:]]",  "a/****x.h*a*r", "lost.har/*", "../*/a/x*",
    "*/."};

START_TEST(finds_what_glob_finds)
{
    const char *pattern = as_glob[_i];
    struct strbuf expected;
    glob_t found;

    make_tree();
    strbuf_init(&expected, SIZE_MAX);
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc; i++) {
            struct stat status;
            struct str path = str_of(found.gl_pathv[i]);

            while (path.length > 1 && str_ends_with(path, STR("/")))
                path = str_slice(path, 0, path.length - 1);
            if (stat(found.gl_pathv[i], &status) != 0 || !S_ISFIFO(status.st_mode))
                strbuf_addf(&expected, "%s%.*s", strbuf_str(&expected).length ? " " : "",
                            STR_ARGS(path));
        }
        globfree(&found);
    }
    check_found(pattern, strbuf_str(&expected).length ? strbuf_str(&expected).text : "");
    strbuf_release(&expected);
    leave_temporary_folder();
}
END_TEST

/* Two stars: no hidden folder, none that a link leads to; what lies in a folder that fits comes
   with the folder. */
static const struct {
    const char *pattern, *expected;
} deep[] = {
    {"**/x.har", "a-b/x.har a/b/c/x.har a/x.har"},
    {"a/**/x.har", "a/b/c/x.har a/x.har"},
    {"a/**/**/x.har", "a/b/c/x.har a/x.har"},
    {"**/b/**/x.har", "a/b/c/x.har"},
    {"**/c/x.har", "a/b/c/x.har"},
    {"**/*.har", "[x].har a-b/x.har a/b/c/x.har a/b/z.har a/x.har lost.har"},
    {"a/**", "a/b a/x.har a/y.har.gz"},
    {"a/**/*", "a/b a/x.har a/y.har.gz"},
    {"**/b", "a/b"},
    {"**/up/a-b/*", "a/b/up/a-b/x.har"},
    {"link/**/*.har", "link/b/c/x.har link/b/z.har link/x.har"},
    {"a**/x.har", "a-b/x.har a/x.har"},
    {"./**/z.har", "./a/b/z.har"},
    {"empty/**", ""},
};

START_TEST(finds_in_any_folder)
{
    make_tree();
    check_found(deep[_i].pattern, deep[_i].expected);
    leave_temporary_folder();
}
END_TEST

START_TEST(is_a_pattern_where_nothing_has_the_name)
{
    make_tree();
    ck_assert(file_is_pattern("*.har") && file_is_pattern("a/?") && file_is_pattern("[y].har"));
    ck_assert(!file_is_pattern("https://a.test/openapi.json?v=*"));
    ck_assert(!file_is_pattern("[x].har") && !file_is_pattern("a*") && !file_is_pattern("a/x.har"));
    leave_temporary_folder();
}
END_TEST

/* ---- limits ---- */

static void check_limit(const char *pattern, const char *message)
{
    struct file_pattern found;
    struct error err = {0};

    ck_assert_msg(!file_pattern_find(&found, pattern, &err), "\"%.40s\"", pattern);
    ck_assert_msg(strstr(err.message, message), "\"%.40s\": %s", pattern, err.message);
    file_pattern_release(&found);
}

START_TEST(has_limits)
{
    struct strbuf pattern;

    enter_temporary_folder();
    ck_assert(system("mkdir d && touch d/1 d/2 d/3 d/4 && cd d &&"
                     "for i in a b c d e f g h; do ln -s . $i; done") == 0);
    check_limit("d/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/*/x",
                "more than 100000 files and folders");
    strbuf_init(&pattern, SIZE_MAX);
    for (size_t i = 0; i < 70; i++)
        strbuf_add_text(&pattern, "*/");
    check_limit(strbuf_str(&pattern).text, "more than 64 parts");
    ck_assert(system("mkdir -p $(yes n/ | head -n 70 | tr -d '\\n')") == 0);
    check_limit("**/x", "more than 64 deep");
    strbuf_release(&pattern);
    leave_temporary_folder();
}
END_TEST

/* Of the longest name, and of thousands of stars. */
START_TEST(ends_in_time)
{
    char name[256], pattern[4000];

    enter_temporary_folder();
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    ck_assert_ptr_nonnull(fclose(fopen(name, "w")) == 0 ? name : NULL);
    for (size_t i = 0; i + 1 < sizeof pattern; i++)
        pattern[i] = "*a"[i % 2];
    pattern[sizeof pattern - 1] = '\0';
    check_found(pattern, "");
    for (size_t i = 0; i + 1 < sizeof pattern; i++)
        pattern[i] = '*';
    check_found(pattern, name);
    leave_temporary_folder();
}
END_TEST

UNIT_SUITE("file_pattern", UNIT_LOOP(finds_what_glob_finds, as_glob),
           UNIT_LOOP(finds_in_any_folder, deep), UNIT_TEST(is_a_pattern_where_nothing_has_the_name),
           UNIT_TEST(has_limits), UNIT_TEST(ends_in_time))
