#include "validate/yaml_stream.h"

#include <stdio.h>

#include "unit.h"

/* Documents are parted by '|'; "(none)" where there is none. */
static const struct row {
    const char *name, *text, *documents, *lines;
} rows[] = {
    {"one", "a: 1\n", "a: 1\n", "2"},
    {"one without line feed", "a: 1", "a: 1", "1"},
    {"marked", "---\na: 1\n", "---\na: 1\n", "3"},
    {"two", "a: 1\n---\nb: 2\n", "a: 1\n|---\nb: 2\n", "1 4"},
    {"values beside markers", "--- 1\n--- 2\n", "--- 1\n|--- 2\n", "1 3"},
    {"CRLF", "a: 1\r\n---\r\nb: 2\r\n", "a: 1\r\n|---\r\nb: 2\r\n", "1 4"},
    {"comments and directives", "# c\n%YAML 1.2\n---\na\n...\n%YAML 1.2\n# d\n---\nb\n",
     "# c\n%YAML 1.2\n---\na\n...\n|%YAML 1.2\n# d\n---\nb\n", "5 10"},
    {"ended", "a\n...\n", "a\n...\n", "2"},
    {"ended, then a comment", "a\n...\n# c\n", "a\n...\n", "2"},
    {"ended, then a bare one", "a\n...\nb\n", "a\n...\n|b\n", "2 4"},
    {"empty ones", "---\n---\n", "---\n|---\n", "1 3"},
    {"longer dashes are text", "a\n----\n...b\n", "a\n----\n...b\n", "4"},
    {"indented dashes are text", "a: |\n  ---\n  b\n", "a: |\n  ---\n  b\n", "4"},
    {"byte order mark", "\xef\xbb\xbf%YAML 1.2\n---\na\n", "\xef\xbb\xbf%YAML 1.2\n---\na\n", "4"},
    {"byte order mark and marker", "\xef\xbb\xbf---\na\n---\nb", "\xef\xbb\xbf---\na\n|---\nb",
     "2 4"},
    {"only a comment", "# c\n", "# c\n", "2"},
    {"nothing", "", "", "1"},
};

START_TEST(cuts)
{
    const struct row *row = &rows[_i];
    struct str rest = str_of(row->text);
    char documents[400] = "", lines[100] = "";
    size_t line = 0;

    for (struct str text = yaml_stream_next(&rest, &line); text.text;
         text = yaml_stream_next(&rest, &line)) {
        snprintf(documents + strlen(documents), sizeof documents - strlen(documents), "%s%.*s",
                 *lines ? "|" : "", STR_ARGS(text));
        snprintf(lines + strlen(lines), sizeof lines - strlen(lines), "%s%zu", *lines ? " " : "",
                 line);
    }
    ck_assert_msg(strcmp(documents, row->documents) == 0, "%s: got \"%s\"", row->name, documents);
    ck_assert_msg(strcmp(lines, row->lines) == 0, "%s: lines %s", row->name, lines);
}
END_TEST

UNIT_SUITE("yaml stream", UNIT_LOOP(cuts, rows))
