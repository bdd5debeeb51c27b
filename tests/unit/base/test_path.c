#include "base/path.h"
#include "unit.h"

static const struct {
    const char *path, *normal;
} normals[] = {
    {"a/b", "a/b"},
    {"./a//b/../c/", "a/c"},
    {"", "."},
    {".", "."},
    {"a/..", "."},
    {"../../a", "../../a"},
    {"a/../../b", "../b"},
    {"/", "/"},
    {"/../a/./b", "/a/b"},
};

START_TEST(normalises)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(path_normalise(&arena, str_of(normals[_i].path)), normals[_i].normal);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *path, *folder, *relative;
} relatives[] = {
    {"a/b/c", "a/b", "c"},
    {"a/b/c", "a/d", "../b/c"},
    {"a", ".", "a"},
    {"a/b", "./a/", "b"},
    {"/x/y/z", "/x", "y/z"},
    {"/x/z", "/x/y", "../z"},
    {"../a/b", "../a", "b"},
    {"../../b", "../a", "../../b"},
    {"b", "../a", "b"}, /* what lies above is not known by name */
    {"../a/b", "a", "../../a/b"},
    {"/x/y", "x", "y"}, /* absolute and not */
    {"https://a.example/b/c", "b", "https://a.example/b/c"},
    {"https://a.example/b/c", "https://a.example/b", "c"},
    {"https://a.example/c.json?version=1/2", "https://a.example", "c.json"},
    {"https://a.example/c/d.json", "https://a.example/b", "../c/d.json"},
    {"https://b.example/b/c", "https://a.example/b", "https://b.example/b/c"},
    {"https://b.example/b/c?x", "https://a.example/b", "https://b.example/b/c?x"},
    {"http://a.example/b/c", "https://a.example/b", "http://a.example/b/c"},
};

START_TEST(is_relative_to_a_folder)
{
    struct arena arena;

    arena_init(&arena);
    ck_assert_str(path_relative(&arena, str_of(relatives[_i].path), str_of(relatives[_i].folder)),
                  relatives[_i].relative);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *path, *folder, *name;
} parts[] = {
    {"a/b", "a", "b"},
    {"b", ".", "b"},
    {"/b", "/", "b"},
    {"a?b/c", "a?b", "c"}, /* a file's name */
    {"https://a.example/b/c", "https://a.example/b", "c"},
    {"https://a.example/", "https://a.example", ""},
    {"https://a.example/b/c?d=/e", "https://a.example/b", "c"},
};

START_TEST(has_a_folder_and_a_name)
{
    ck_assert_str(path_directory(str_of(parts[_i].path)), parts[_i].folder);
    ck_assert_str(path_base_name(str_of(parts[_i].path)), parts[_i].name);
}
END_TEST

static const struct {
    const char *paths[3];
    size_t count;
    const char *folder;
} commons[] = {
    {{"specs/a/x", "specs/b/x"}, 2, "specs"},
    {{"a/x", "b/x"}, 2, "."},
    {{"/s/a/x", "/s/a/b/x", "/s/a/y"}, 3, "/s/a"},
    {{"/a/x", "a/x"}, 2, "."},
    {{"x"}, 1, "."},
    {{NULL}, 0, "."},
    {{"/x", "/a/x"}, 2, "/"},
};

START_TEST(finds_the_common_folder)
{
    struct arena arena;
    struct str paths[3];

    arena_init(&arena);
    for (size_t i = 0; i < commons[_i].count; i++)
        paths[i] = str_of(commons[_i].paths[i]);
    ck_assert_str(path_common_folder(&arena, paths, commons[_i].count), commons[_i].folder);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("path", UNIT_LOOP(normalises, normals); UNIT_LOOP(has_a_folder_and_a_name, parts);
           UNIT_LOOP(is_relative_to_a_folder, relatives);
           UNIT_LOOP(finds_the_common_folder, commons))
