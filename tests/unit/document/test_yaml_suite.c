/* The YAML test suite (github.com/yaml/yaml-test-suite), where it lies beside the project: what it
   gives as JSON must be read so, what it says is broken must be refused. The suite shows white
   space by signs, and writes its cases in YAML. */
#include <dirent.h>
#include <stdio.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "unit.h"

#define SUITE "../shared/corpora/formats/yaml-test-suite"

/* Files with a case that we judge otherwise, and why. */
static const struct {
    const char *reason, *files;
} known[] = {
    {"tags that JSON has no value for are refused",
     "2XXW 565N 6CK3 7FWL C4HZ CC74 CUP7 J7PZ M5C3 P76L UGM3 Z67P Z9M4 "},
    {"libyaml refuses it: tabs between tokens, '?' and ':' close to brackets, directives",
     "2LFX 2SXE 4MUZ 58MP 5MUD 5T43 6BCT 6CA3 6LVF 8XYN 9SA2 A2M4 BEC7 DBG4 DK3J DK95 "
     "FP8R HM87 K3WX MUS6 NJ66 Q5MG VJP3 W5VH Y79Y ZYU8 "},
    {"libyaml reads it otherwise: blank ends of blocks, '?' before a key, ':' in an anchor",
     "652Z HM87 JEF9 L24T R4YG Y2GN "},
    {"libyaml lets it pass: comments and commas too close, tabs as indentation",
     "9C9N 9JBA CVW2 DK95 G5U8 MUS6 QB6E S98Z SU5Z X4QW Y79Y YJV2 "},
};

static const struct {
    const char *sign, *text;
} signs[] = {
    {"\xe2\x90\xa3", " "},  /* open box */
    {"\xe2\x80\x94", ""},   /* dashes lead to a tab */
    {"\xc2\xbb", "\t"},     /* guillemet */
    {"\xe2\x86\xb5", ""},   /* the line end that follows, made visible */
    {"\xe2\x86\x90", "\r"}, /* leftwards arrow */
    {"\xe2\x87\x94", "\xef\xbb\xbf"},
    {"\xe2\x88\x8e\n", ""}, /* the text ends without a line end */
};

static struct str without_signs(struct arena *arena, struct str text)
{
    struct strbuf out;
    struct str plain;

    strbuf_init(&out, SIZE_MAX);
    while (text.length) {
        size_t taken = 0;

        for (size_t i = 0; i < ARRAY_LENGTH(signs) && !taken; i++) {
            if (str_starts_with(text, str_of(signs[i].sign))) {
                taken = strlen(signs[i].sign);
                strbuf_add_text(&out, signs[i].text);
            }
        }
        if (!taken)
            strbuf_add_char(&out, text.text[0]);
        text = str_slice(text, taken ? taken : 1, SIZE_MAX);
    }
    plain = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return plain;
}

enum { NAME_LENGTH = 4 };

struct tally {
    unsigned agreed, known, other, skipped;
};

static bool is_known(struct str file)
{
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++)
        if (str_find(str_of(known[i].files), str_slice(file, 0, NAME_LENGTH)) != SIZE_MAX)
            return true;
    return false;
}

static void judge(struct arena *arena, struct str file, struct str yaml, const struct node *json,
                  bool broken, struct tally *tally)
{
    struct read_failure failure = {0};
    const struct document *wanted = NULL;
    const struct document *read;
    bool agreed;

    if (!broken) {
        wanted = json_read(arena, STR("json"), node_string(json), NULL);
        if (!wanted) { /* none, or several documents */
            tally->skipped++;
            return;
        }
    }
    read = yaml_read(arena, file, without_signs(arena, yaml), &failure);
    agreed = broken ? !read : read && node_equal(read->root, wanted->root);
    if (agreed)
        tally->agreed++;
    else if (is_known(file))
        tally->known++;
    else {
        tally->other++;
        printf("%.*s: %s: %s\n", STR_ARGS(file), broken ? "broken" : "sound",
               read ? "read" : failure.message);
    }
}

/* A case takes what it does not say itself from the one before it. */
static void judge_file(struct arena *arena, struct str file, struct tally *tally)
{
    struct error err = {0};
    struct read_failure failure;
    struct str path = str_format(arena, SUITE "/%.*s", STR_ARGS(file));
    struct str text;
    const struct document *cases;
    const struct node *json = NULL;

    ck_assert(file_read(arena, path.text, 1 << 20, &text, &err));
    cases = yaml_read(arena, file, text, &failure);
    if (!cases) {
        ck_abort_msg("%s:%zu: %s", path.text, failure.line, failure.message);
        return;
    }
    for (const struct node *one = node_first(cases->root); one < node_end(cases->root);
         one = node_next(one)) {
        if (node_member(one, STR("json")))
            json = node_member(one, STR("json"));
        if (node_member_true(one, "skip"))
            tally->skipped++;
        else
            judge(arena, file, node_member_string(one, "yaml"), json, node_member_true(one, "fail"),
                  tally);
    }
}

START_TEST(agrees_with_the_suite)
{
    struct tally tally = {0};
    DIR *folder = opendir(SUITE);
    struct arena arena;

    if (!folder) {
        unit_skip("the YAML test suite: " SUITE);
        return;
    }
    arena_init(&arena);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        if (str_ends_with(str_of(entry->d_name), STR(".yaml")))
            judge_file(&arena, str_copy(&arena, str_of(entry->d_name)), &tally);
    closedir(folder);
    arena_release(&arena);
    printf("%u agreed, %u known to differ, %u skipped\n", tally.agreed, tally.known, tally.skipped);
    ck_assert_uint_eq(tally.other, 0);
    ck_assert_uint_gt(tally.agreed, 250);
}
END_TEST

UNIT_SUITE("yaml suite", UNIT_TEST(agrees_with_the_suite))
