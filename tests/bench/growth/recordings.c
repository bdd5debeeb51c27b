/* Recordings: many exchanges, files, messages' parts. */
#include "growth.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zlib.h>

#define OPTIONS " --exit-zero --report json"

static void make_api(void)
{
    api_of_schema("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}", NULL);
}

static void make_exchanges(size_t n)
{
    FILE *lines = file_open("rec.jsonl");

    make_api();
    for (size_t i = 0; i < n; i++) {
        entry_write(lines, "https://a.example/p", NULL, "{\"a\": 1}");
        putc('\n', lines);
    }
    file_close(lines);
}

static void make_empty_entries(size_t n)
{
    FILE *har = file_open("rec.har");

    make_api();
    fprintf(har, "{\"log\":{\"version\":\"1.2\",\"entries\":[%s]}}", repeated(n, "{}"));
    file_close(har);
}

static void make_files(size_t n)
{
    make_api();
    mkdir("recordings", 0777);
    for (size_t i = 0; i < n; i++) {
        char *name = text("recordings/r%zu.jsonl", i);
        FILE *file = file_open(name);

        entry_write(file, "https://a.example/p", NULL, "{\"a\": 1}");
        file_close(file);
        free(name);
    }
}

/* Each request, and each answer, of its own kind. */
static void make_unknown_paths(size_t n)
{
    FILE *lines = file_open("rec.jsonl");

    make_api();
    for (size_t i = 0; i < n; i++) {
        char *url = text("https://h%zu.example/unknown-%zu-x/y", i, i);

        entry_write(lines, url, NULL, NULL);
        putc('\n', lines);
        free(url);
    }
    file_close(lines);
}

static void make_distinct_properties(size_t n)
{
    FILE *lines = file_open("rec.jsonl");

    make_api();
    for (size_t i = 0; i < n; i++) {
        char *body = text("{\"word%zu\": 1}", i);

        entry_write(lines, "https://a.example/p", NULL, body);
        putc('\n', lines);
        free(body);
    }
    file_close(lines);
}

static void make_message(const char *url, const char *headers)
{
    FILE *lines = file_open("rec.jsonl");

    make_api();
    entry_write(lines, url, headers, "{\"a\": 1}");
    file_close(lines);
}

static void make_headers(size_t n)
{
    make_message("https://a.example/p",
                 repeated(n, "{\"name\":\"X-H%zu\",\"value\":\"value%zu\"}"));
}

static void make_same_headers(size_t n)
{
    make_message("https://a.example/p", repeated(n, "{\"name\":\"X-H\",\"value\":\"value%zu\"}"));
}

static void make_cookies(size_t n)
{
    make_message("https://a.example/p",
                 repeated(n, "{\"name\":\"Cookie\",\"value\":\"c%zu=secretvalue%zu\"}"));
}

static void make_query_of(size_t n, const char *pair)
{
    char *pairs = repeated(n, pair);

    for (char *at = pairs; *at; at++)
        if (*at == ',')
            *at = '&', at[1] = '&';
    make_message(text("https://a.example/p?%s", pairs), NULL);
}

static void make_query(size_t n)
{
    make_query_of(n, "q%zu=value%zu");
}

/* Each is a finding, and its sample has the URL. */
static void make_long_query(size_t n)
{
    make_query_of(n, "q%zu=%01000zu");
}

static void make_url(size_t n)
{
    char *segments = repeated(n, "a%zu");

    for (char *at = segments; *at; at++)
        if (*at == ',')
            *at = '/', at[1] = 'b';
    make_message(text("https://a.example/p/%s", segments), NULL);
}

/* n MB of blanks within a HAR, of which gzip makes a thousandth. */
static void make_gzip(size_t n)
{
    gzFile file = gzopen("rec.har.gz", "wb9");
    char *blanks = malloc(1024 * 1024);

    make_api();
    memset(blanks, ' ', 1024 * 1024);
    gzputs(file, "{\"log\":{\"version\":\"1.2\",\"entries\":[");
    for (size_t i = 0; i < n; i++)
        gzwrite(file, blanks, 1024 * 1024);
    gzputs(file, "]}}");
    gzclose(file);
    free(blanks);
}

const struct dimension growth_of_recordings[] = {
    {"exchanges", make_exchanges, "check api.json rec.jsonl" OPTIONS, 1000, 1000000, 10},
    {"exchanges, in shards by records", make_exchanges,
     "check api.json rec.jsonl --shard 1/8 --shard-by records" OPTIONS, 1000, 1000000, 10},
    {"entries that are {}", make_empty_entries, "check api.json rec.har" OPTIONS, 1000, 1000000,
     10},
    {"files in a folder", make_files, "check api.json recordings" OPTIONS, 100, 100000, 10},
    {"paths that are not described", make_unknown_paths, "check api.json rec.jsonl" OPTIONS, 100,
     100000, 10},
    {"findings, each another", make_distinct_properties, "check api.json rec.jsonl" OPTIONS, 100,
     100000, 10},
    {"headers of a request", make_headers, "check api.json rec.jsonl" OPTIONS, 100, 100000, 10},
    {"headers of one name", make_same_headers, "check api.json rec.jsonl" OPTIONS, 100, 100000, 10},
    {"cookies of a request", make_cookies, "check api.json rec.jsonl" OPTIONS, 100, 100000, 10},
    {"query parameters", make_query, "check api.json rec.jsonl" OPTIONS, 100, 100000, 10},
    {"query parameters of 1,000 characters", make_long_query, "check api.json rec.jsonl" OPTIONS,
     10, 1000, 10},
    {"segments of a URL", make_url, "check api.json rec.jsonl" OPTIONS, 100, 100000, 10},
    {"MB that were compressed to KB", make_gzip, "check api.json rec.har.gz" OPTIONS, 10, 1000, 10},
    {NULL, NULL, NULL, 0, 0, 0},
};
