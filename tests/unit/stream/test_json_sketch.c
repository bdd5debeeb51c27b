/* What a recording's first bytes show. */
#include "stream/json_sketch.h"

#include "unit.h"

static const struct {
    const char *head, *path;
    bool has;
} rows[] = {
    {"{\"log\":{\"entries\":[", "log", true},
    {"{\"log\":{\"entries\":[", "log.entries", true},
    {"{\"log\":{\"entries\":[", "entries", false},
    {"{\"log\":{\"entries\":[", "lo", false},
    {"{\"log\":{\"entries\":[", "log.entries.x", false},
    {"\xef\xbb\xbf { \"log\" : { \"version\" : \"1.2\" , \"entries\" : [", "log.entries", true},
    {"{\"a\":{\"log\":1}}", "log", false},
    {"{\"a\":[1,{\"b\":2}],\"log\":", "log", true},
    {"{\"a\":[1,{\"b\":2}],\"log\":", "a.[].b", true},
    {"{\"a\":[[{\"b\":2}]]}", "a.[].b", false},
    {"{\"a\":[[{\"b\":2}]]}", "a.[].[].b", true},
    {"[{\"scope\":\"x\"}]", "[].scope", true},
    {"[{\"scope\":\"x\"}]", "scope", false},
    {"[1,\"x\",{\"y\":{}},{\"scope\":\"x\"}]", "[].scope", true},
    {"{\"a\":\"log\"}", "log", false},
    {"{\"a\":\"\\\"log\\\":\"}", "log", false},
    {"[\"log\",\"x\"]", "log", false},
    {"{\"lo", "lo", false},
    {"{\"log\"", "log", false},
    {"{\"log\":", "log", true},
    {"{\"log\\", "log", false},
    {"{}{\"log\":1}", "log", false},
    {"}]{\"log\":1}", "log", false},
    {"body: '[{\"scope\":1}]'", "[].scope", false},
    {"", "log", false},
    {"log: x", "log", false},
    {"[[[[[[[[[[[[[[[[{\"log\":1}", "log", false},
    {"[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]],{\"log\":1}", "[].log", true},
};

START_TEST(finds_members)
{
    ck_assert_msg(sketch_has(str_of(rows[_i].head), rows[_i].path) == rows[_i].has, "%s in %s",
                  rows[_i].path, rows[_i].head);
}
END_TEST

UNIT_SUITE("json_sketch", UNIT_LOOP(finds_members, rows))
