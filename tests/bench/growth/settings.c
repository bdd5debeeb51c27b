/* Rule sets, baselines, filters, and events that are merged. */
#include "growth.h"

#include <stdlib.h>
#include <string.h>

#define CHECK "check api.json rec.jsonl --exit-zero --report json"

static void make_traffic(size_t n)
{
    FILE *lines = file_open("rec.jsonl");

    api_of_schema("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}", NULL);
    for (size_t i = 0; i < n; i++) {
        char *body = text("{\"word%zu\": 1}", i);

        entry_write(lines, "https://a.example/p", NULL, body);
        putc('\n', lines);
        free(body);
    }
    file_close(lines);
}

static void make_baseline_of(size_t n, const char *more)
{
    FILE *baseline = file_open("baseline.json");

    make_traffic(1);
    fputs("{\"version\": 1, \"findings\": [", baseline);
    for (size_t i = 0; i < n; i++)
        fprintf(baseline,
                "%s\n{\"fingerprint\": \"%016zx\", \"rule\": \"response.property-undocumented\", "
                "\"operation\": \"GET /p\", \"status\": \"200\", \"media_type\": "
                "\"application/json\", \"part\": \"response.body\", \"pointer\": \"/q%zu\", "
                "\"message\": \"m\", \"first_seen\": \"2026-01-01\", \"last_seen\": "
                "\"2026-01-01\"%s}",
                i ? "," : "", i, i, more);
    fputs("]}\n", baseline);
    file_close(baseline);
}

static void make_baseline(size_t n)
{
    make_baseline_of(n, "");
}

static void make_expired(size_t n)
{
    make_baseline_of(n, ", \"expires\": \"2026-01-02\"");
}

static void make_rules(size_t n, const char *field, const char *format)
{
    FILE *rules = file_open("rules.yaml");

    make_traffic(1000);
    fprintf(rules, "{%s: [%s]}\n", field, repeated(n, format));
    file_close(rules);
}

static void make_ignores(size_t n)
{
    make_rules(n, "ignore",
               "{rule: response.property-undocumented, pointer: /no%zu/*/*, reason: r}");
}

static void make_overrides(size_t n)
{
    make_rules(n, "overrides", "{where: {path: '/q%zu/**'}, severity: {response.*: info}}");
}

static void make_assertions(size_t n)
{
    make_rules(n, "assertions",
               "{name: a%zu, message: m, that: {present: '$response.body#/word%zu'}}");
}

static void make_ignored_names(size_t n)
{
    make_rules(n, "ignore-properties", "x-%zu-*");
}

/* A parameter of the configuration file for what a command line cannot hold. */
static void make_filters(size_t n)
{
    FILE *config = file_open(".oasdrift.yaml");
    FILE *api = api_open();
    FILE *lines = file_open("rec.jsonl");

    fprintf(config, "path: [%s]\n", repeated(n, "/p%zu/**"));
    file_close(config);
    for (size_t i = 0; i < n; i++)
        fprintf(api,
                "%s\n\"/p%zu/x\": {\"get\": {\"responses\": {\"200\": {\"description\": \"d\"}}}}",
                i ? "," : "", i);
    api_close(api, NULL);
    for (size_t i = 0; i < n; i++) {
        char *url = text("https://a.example/p%zu/x", i);

        entry_write(lines, url, NULL, "{}");
        putc('\n', lines);
        free(url);
    }
    file_close(lines);
}

const struct dimension growth_of_settings[] = {
    {"entries of a baseline", make_baseline, CHECK " --baseline baseline.json", 100, 100000, 10},
    {"entries of a baseline that expired", make_expired, CHECK " --baseline baseline.json", 100,
     100000, 10},
    {"the same, written again", make_expired, CHECK " --write-baseline baseline.json", 100, 100000,
     10},
    {"findings taken into a baseline", make_traffic, "baseline api.json rec.jsonl -o new.json", 100,
     100000, 10},
    {"findings, text", make_traffic, "check api.json rec.jsonl --report text", 100, 100000, 10},
    {"findings, ndjson", make_traffic, "check api.json rec.jsonl --report ndjson", 100, 100000, 10},
    {"findings, junit", make_traffic, "check api.json rec.jsonl --report junit", 100, 100000, 10},
    {"ignores, 1,000 findings", make_ignores, CHECK " --rules ./rules.yaml", 10, 1000, 10},
    {"overrides, 1,000 findings", make_overrides, CHECK " --rules ./rules.yaml", 10, 1000, 10},
    {"assertions, 1,000 exchanges", make_assertions, CHECK " --rules ./rules.yaml", 10, 1000, 10},
    {"ignored properties, 1,000 findings", make_ignored_names, CHECK " --rules ./rules.yaml", 10,
     1000, 10},
    {"paths asked for, as many operations", make_filters, CHECK, 2, 256, 2},
    {NULL, NULL, NULL, 0, 0, 0},
};
