#include "unit.h"

#include "http/media_type.h"

static const struct {
    const char *text;
    bool valid, json;
    const char *charset; /* NULL: absent */
} parse_rows[] = {
    {"application/json", true, true, NULL},
    {"Application/JSON; Charset=UTF-8", true, true, "UTF-8"},
    {"application/json;charset=\"utf-8\"", true, true, "utf-8"},
    {" application/json ; charset=utf-8 ; q=1 ", true, true, "utf-8"},
    {"application/problem+json", true, true, NULL},
    {"application/vnd.api+JSON", true, true, NULL},
    {"text/json", true, true, NULL},
    {"application/+json", true, false, NULL},
    {"application/jsonl", true, false, NULL},
    {"text/html;", true, false, NULL},
    {"text/html; ; charset=x", true, false, "x"},
    {"text/plain; x=\"a;b\\\"c\"; charset=z", true, false, "z"},
    {"*/*", true, false, NULL},
    {"", false, false, NULL},
    {"application", false, false, NULL},
    {"application/", false, false, NULL},
    {"/json", false, false, NULL},
    {"a/b/c", false, false, NULL},
    {"application json", false, false, NULL},
    {"text/html; charset", false, false, NULL},
    {"text/html; charset=", false, false, NULL},
    {"text/html; charset=\"x", false, false, NULL},
    {"text/html; charset=\"x\" y", false, false, NULL},
    {"text/html; =x", false, false, NULL},
    {"text/html, application/json", false, false, NULL},
    {"a/b;1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1;a=1;b=1;c=1;d=1;e=1;f=1;g=1;h=1", true, false, NULL},
    {"a/"
     "json;1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1;a=1;b=1;c=1;d=1;e=1;f=1;g=1;h=1;charset=x;boundary="
     "y",
     true, false, "x"},
    {"a/b;1=1;2=1;3=1;4=1;5=1;6=1;7=1;8=1;9=1;a=1;b=1;c=1;d=1;e=1;f=1;g=1;h", false, false, NULL},
};

START_TEST(parses)
{
    struct content_type type;
    bool valid = content_type_parse(str_of(parse_rows[_i].text), &type);
    struct str charset;

    ck_assert_msg(valid == parse_rows[_i].valid, "%s", parse_rows[_i].text);
    if (!valid)
        return;
    ck_assert_msg(content_type_is_json(&type) == parse_rows[_i].json, "%s", parse_rows[_i].text);
    charset = content_type_parameter(&type, "charset");
    ck_assert_msg(parse_rows[_i].charset ? str_is(charset, parse_rows[_i].charset) : !charset.text,
                  "%s: charset is \"%.*s\"", parse_rows[_i].text, STR_ARGS(charset));
}
END_TEST

static const struct {
    const char *key, *type;
    enum coverage_rank rank;
} cover_rows[] = {
    {"application/json", "application/json", COVERS_EXACTLY},
    {"application/json", "APPLICATION/Json; charset=utf-8", COVERS_EXACTLY},
    {"application/json; version=2", "application/json; version=2", COVERS_WITH_PARAMETERS},
    {"application/json; version=2", "application/json; version=1", COVERS_NOT},
    {"application/json; version=2", "application/json", COVERS_BUT_PARAMETERS},
    {"text/html; charset=UTF-8", "text/html;charset=utf-8", COVERS_WITH_PARAMETERS},
    {"application/json", "application/problem+json", COVERS_NOT},
    {"application/*", "application/problem+json", COVERS_TYPE},
    {"text/*", "application/json", COVERS_NOT},
    {"*/*", "application/json", COVERS_ANY},
    {"*/json", "application/json", COVERS_NOT},
    {"application/*+json", "application/problem+json", COVERS_SUFFIX},
    {"application/*+json", "application/json", COVERS_NOT},
    {"application/*+json", "application/problem+xml", COVERS_NOT},
    {"application/*+json", "text/problem+json", COVERS_NOT},
    {"a/b; a-name-of-more-than-sixty-four-bytes-which-nothing-in-RFC-9110-forbids=1",
     "a/b; A-Name-Of-More-Than-Sixty-Four-Bytes-Which-Nothing-In-RFC-9110-Forbids=1",
     COVERS_WITH_PARAMETERS},
};

START_TEST(covers)
{
    struct content_type key, type;

    ck_assert(content_type_parse(str_of(cover_rows[_i].key), &key));
    ck_assert(content_type_parse(str_of(cover_rows[_i].type), &type));
    ck_assert_msg(content_type_covers(&key, &type) == cover_rows[_i].rank, "%s over %s: %d",
                  cover_rows[_i].key, cover_rows[_i].type, (int)content_type_covers(&key, &type));
}
END_TEST

static const struct {
    const char *type;
    enum content_kind kind;
} kind_rows[] = {
    {"application/json", CONTENT_JSON},
    {"text/json", CONTENT_JSON},
    {"application/problem+json; charset=utf-8", CONTENT_JSON},
    {"application/xml", CONTENT_XML},
    {"text/XML", CONTENT_XML},
    {"application/atom+xml", CONTENT_XML},
    {"image/svg+XML", CONTENT_XML},
    {"application/+xml", CONTENT_OTHER},
    {"application/x-www-form-urlencoded", CONTENT_FORM},
    {"Multipart/Mixed; boundary=b", CONTENT_MULTIPART},
    {"multipart/form-data", CONTENT_MULTIPART},
    {"application/x-ndjson", CONTENT_JSON_LINES},
    {"application/json-seq", CONTENT_JSON_SEQUENCE},
    {"application/geo+json-seq", CONTENT_JSON_SEQUENCE},
    {"text/event-stream", CONTENT_EVENT_STREAM},
    {"text/plain", CONTENT_OTHER},
    {"application/octet-stream", CONTENT_OTHER},
    {"application/+json", CONTENT_OTHER},
    {"*/*", CONTENT_OTHER},
};

START_TEST(kinds)
{
    struct content_type type;

    ck_assert(content_type_parse(str_of(kind_rows[_i].type), &type));
    ck_assert_msg(type.kind == kind_rows[_i].kind, "%s: %d", kind_rows[_i].type, (int)type.kind);
}
END_TEST

UNIT_SUITE("media_type", UNIT_LOOP(parses, parse_rows); UNIT_LOOP(covers, cover_rows);
           UNIT_LOOP(kinds, kind_rows))
