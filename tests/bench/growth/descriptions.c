/* Descriptions: many of what OpenAPI has lists and maps of. */
#include "growth.h"

#include <stdlib.h>

#define ONE   "{\"200\": {\"description\": \"d\"}}"
#define CHECK "check api.json rec.har --exit-zero --report "

static void write_paths(size_t n)
{
    FILE *api = api_open();

    for (size_t i = 0; i < n; i++)
        fprintf(
            api,
            "%s\n\"/p%zu/{id}\": {\"get\": {\"operationId\": \"get%zu\", \"parameters\": "
            "[{\"name\": "
            "\"id\", \"in\": \"path\", \"required\": true, \"schema\": {\"type\": \"string\"}}], "
            "\"responses\": {\"200\": {\"description\": \"d\", \"content\": "
            "{\"application/json\": {\"schema\": {\"$ref\": \"#/components/schemas/S%zu\"}}}}}}}",
            i ? "," : "", i, i, i);
    api_close(api, text("\"components\": {\"schemas\": {%s}}",
                        repeated(n, "\"S%zu\": {\"type\": \"object\", \"properties\": {\"id\": "
                                    "{\"type\": \"integer\"}}}")));
}

static void make_paths(size_t n)
{
    write_paths(n);
    recording_of(text("https://a.example/p%zu/1", n - 1), "{\"id\": \"no\"}");
}

/* An exchange of each operation, with something that is not described. */
static void make_findings(size_t n)
{
    FILE *lines = file_open("rec.jsonl");

    write_paths(n);
    for (size_t i = 0; i < n; i++) {
        char *url = text("https://a.example/p%zu/1", i);

        entry_write(lines, url, NULL, "{\"id\": 1, \"more\": 2}");
        putc('\n', lines);
        free(url);
    }
    file_close(lines);
}

static void make_operation(const char *members, const char *components)
{
    FILE *api = api_open();

    fprintf(api, "\"/p\": {\"get\": {%s}}", members);
    api_close(api, components);
    recording_of("https://a.example/p?q1=1", "{}");
}

static void make_parameters(size_t n)
{
    make_operation(
        text("\"parameters\": [%s], \"responses\": " ONE,
             repeated(n, "{\"name\": \"q%zu\", \"in\": \"query\", \"schema\": {\"type\": "
                         "\"integer\"}}")),
        NULL);
}

static void make_response_headers(size_t n)
{
    make_operation(text("\"responses\": {\"200\": {\"description\": \"d\", \"headers\": {%s}}}",
                        repeated(n, "\"X-H%zu\": {\"schema\": {\"type\": \"integer\"}}")),
                   NULL);
}

static void make_media_types(size_t n)
{
    make_operation(text("\"responses\": {\"200\": {\"description\": \"d\", \"content\": {%s}}}",
                        repeated(n, "\"application/x%zu\": {\"schema\": {\"type\": \"integer\"}}")),
                   NULL);
}

static void make_examples(size_t n)
{
    make_operation(
        text(
            "\"responses\": {\"200\": {\"description\": \"d\", \"content\": {\"application/json\": "
            "{\"schema\": {\"type\": \"object\"}, \"examples\": {%s}}}}}",
            repeated(n, "\"e%zu\": {\"value\": {\"a\": %zu}}")),
        NULL);
}

static void make_links(size_t n)
{
    make_operation(text("\"operationId\": \"o\", \"responses\": {\"200\": {\"description\": \"d\", "
                        "\"links\": {%s}}}",
                        repeated(n, "\"l%zu\": {\"operationId\": \"o\"}")),
                   NULL);
}

static void make_callbacks(size_t n)
{
    make_operation(text("\"responses\": " ONE ", \"callbacks\": {%s}",
                        repeated(n, "\"c%zu\": {\"{$request.query.u%zu}\": {\"post\": "
                                    "{\"responses\": " ONE "}}}")),
                   NULL);
}

static void make_statuses(size_t n)
{
    char *responses = NULL;

    responses = repeated(n < 500 ? n : 500, "\"@%zu\": {\"description\": \"d\"}");
    for (char *at = responses; *at; at++)
        if (*at == '@')
            *at = '1'; /* 1x, 1xx: most are no status, which is told of each */
    make_operation(text("\"responses\": {%s}", responses), NULL);
}

static void make_servers(size_t n)
{
    make_operation(
        "\"responses\": " ONE,
        text("\"servers\": [%s]", repeated(n, "{\"url\": \"https://h%zu.example/v1\"}")));
}

static void make_server_bases(size_t n)
{
    make_operation("\"responses\": " ONE,
                   text("\"servers\": [%s]", repeated(n, "{\"url\": \"/base%zu\"}")));
}

static void make_security_schemes(size_t n)
{
    make_operation(
        text("\"responses\": " ONE ", \"security\": [%s]", repeated(n, "{\"s%zu\": []}")),
        text("\"components\": {\"securitySchemes\": {%s}}",
             repeated(
                 n, "\"s%zu\": {\"type\": \"apiKey\", \"in\": \"header\", \"name\": \"X-K%zu\"}")));
}

static void make_tags(size_t n)
{
    make_operation(text("\"responses\": " ONE ", \"tags\": [%s]", repeated(n, "\"t%zu\"")),
                   text("\"tags\": [%s]", repeated(n, "{\"name\": \"t%zu\"}")));
}

static void make_components(size_t n)
{
    make_operation("\"responses\": " ONE,
                   text("\"components\": {\"schemas\": {%s}}",
                        repeated(n, "\"S%zu\": {\"type\": \"object\", \"properties\": {\"a\": "
                                    "{\"type\": \"string\"}}}")));
}

static void make_kinds_of_components(size_t n)
{
    make_operation(
        "\"responses\": " ONE,
        text("\"components\": {\"responses\": {%s}, \"parameters\": {%s}, \"headers\": "
             "{%s}}",
             repeated(n, "\"R%zu\": {\"description\": \"d\"}"),
             repeated(n, "\"P%zu\": {\"name\": \"q%zu\", \"in\": \"query\", \"schema\": {}}"),
             repeated(n, "\"H%zu\": {\"schema\": {\"type\": \"string\"}}")));
}

static void make_methods_on_one_shape(size_t n)
{
    FILE *api = api_open();

    for (size_t i = 0; i < n; i++)
        fprintf(api, "%s\n\"/{a}/p%zu\": {\"get\": {\"responses\": " ONE "}}", i ? "," : "", i);
    api_close(api, NULL);
    recording_of("https://a.example/x/p7", "{}");
}

/* All match: one after the other is asked. */
static void make_alike_paths(size_t n)
{
    FILE *api = api_open();

    for (size_t i = 0; i < n; i++)
        fprintf(api, "%s\n\"/{a%zu}\": {\"get\": {\"responses\": " ONE "}}", i ? "," : "", i);
    api_close(api, NULL);
    recording_of("https://a.example/x", "{}");
}

static void make_alike_segments(size_t n)
{
    FILE *api = api_open();

    for (size_t i = 0; i < n; i++)
        fprintf(api, "%s\n\"/{a}-x%zu-{b}\": {\"get\": {\"responses\": " ONE "}}", i ? "," : "", i);
    api_close(api, NULL);
    recording_of("https://a.example/1-x0-2", "{}");
}

static void make_segments(size_t n)
{
    FILE *api = api_open();

    fputs("\"", api);
    for (size_t i = 0; i < n; i++)
        fprintf(api, "/s%zu", i);
    fputs("\": {\"get\": {\"responses\": " ONE "}}", api);
    api_close(api, NULL);
    recording_of("https://a.example/x", "{}");
}

static void make_webhooks(size_t n)
{
    FILE *api = api_open();

    api_close(api, text("\"webhooks\": {%s}",
                        repeated(n, "\"w%zu\": {\"post\": {\"responses\": " ONE "}}")));
    recording_of("https://a.example/x", "{}");
}

static void make_files(size_t n)
{
    FILE *api = api_open();

    for (size_t i = 0; i < n; i++)
        fprintf(api, "%s\n\"/p%zu\": {\"$ref\": \"f%zu.json\"}", i ? "," : "", i, i);
    api_close(api, NULL);
    for (size_t i = 0; i < n; i++) {
        char *name = text("f%zu.json", i);
        FILE *file = file_open(name);

        fputs("{\"get\": {\"responses\": " ONE "}}", file);
        file_close(file);
        free(name);
    }
    recording_of("https://a.example/p1", "{}");
}

static void make_overlay(size_t n, const char *actions)
{
    FILE *overlay = file_open("overlay.json");

    write_paths(n);
    recording_of("https://a.example/p1/1", "{}");
    fprintf(overlay,
            "{\"overlay\": \"1.0.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"}, "
            "\"actions\": [%s]}",
            actions);
    file_close(overlay);
}

static void make_overlay_targets(size_t n)
{
    make_overlay(n, "{\"target\": \"$.paths[*].get\", \"update\": {\"summary\": \"s\"}}");
}

static void make_overlay_actions(size_t n)
{
    make_overlay(n, repeated(n, "{\"target\": \"$.paths['/p%zu/{id}'].get\", \"update\": "
                                "{\"summary\": \"s\"}}"));
}

const struct dimension growth_of_descriptions[] = {
    {"paths: check, text", make_paths, CHECK "text", 100, 100000, 10},
    {"paths: check, json", make_paths, CHECK "json", 100, 100000, 10},
    {"paths: check, junit", make_paths, CHECK "junit", 100, 100000, 10},
    {"paths: lint", make_paths, "lint api.json --exit-zero", 100, 100000, 10},
    {"paths: explain routes", make_paths, "explain routes api.json", 100, 100000, 10},
    {"paths: run, planned", make_paths, "run api.json --url http://127.0.0.1:1 --dry-run", 100,
     100000, 10},
    {"paths: --filter by path", make_paths, CHECK "text --path /p1*/**", 100, 100000, 10},
    {"paths, with a finding each", make_findings, "check api.json rec.jsonl --exit-zero", 100,
     100000, 10},
    {"paths, with a finding each, ndjson", make_findings,
     "check api.json rec.jsonl --exit-zero --report ndjson", 100, 100000, 10},
    {"paths, with a finding each, --against", make_findings,
     "check api.json rec.jsonl --against rec.jsonl --exit-zero", 100, 100000, 10},
    {"paths, with a finding each, suggest", make_findings, "suggest api.json rec.jsonl", 100,
     100000, 10},
    {"paths of one shape: lint", make_methods_on_one_shape, "lint api.json --exit-zero", 100,
     100000, 10},
    {"paths of one shape: check", make_methods_on_one_shape, CHECK "text", 100, 100000, 10},
    {"paths that are alike: lint", make_alike_paths, "lint api.json --exit-zero", 100, 100000, 10},
    {"paths that are alike: check", make_alike_paths, CHECK "text", 100, 100000, 10},
    {"paths alike but within a segment: check", make_alike_segments, CHECK "text", 100, 100000, 10},
    {"segments of a path: lint", make_segments, "lint api.json --exit-zero", 100, 100000, 10},
    {"webhooks: check", make_webhooks, CHECK "text", 100, 100000, 10},
    {"webhooks: lint", make_webhooks, "lint api.json --exit-zero", 100, 100000, 10},
    {"files of a description: lint", make_files, "lint api.json --exit-zero", 10, 10000, 10},
    {"parameters: lint", make_parameters, "lint api.json --exit-zero", 100, 100000, 10},
    {"parameters: check, json", make_parameters, CHECK "json", 100, 100000, 10},
    {"response headers: lint", make_response_headers, "lint api.json --exit-zero", 100, 100000, 10},
    {"response headers: check, json", make_response_headers, CHECK "json", 100, 100000, 10},
    {"media types: lint", make_media_types, "lint api.json --exit-zero", 100, 100000, 10},
    {"media types: check, json", make_media_types, CHECK "json", 100, 100000, 10},
    {"statuses: lint", make_statuses, "lint api.json --exit-zero", 50, 500, 10},
    {"examples: lint", make_examples, "lint api.json --exit-zero", 100, 100000, 10},
    {"links: lint", make_links, "lint api.json --exit-zero", 100, 100000, 10},
    {"callbacks: lint", make_callbacks, "lint api.json --exit-zero", 100, 100000, 10},
    {"callbacks: check", make_callbacks, CHECK "text", 100, 100000, 10},
    {"servers: lint", make_servers, "lint api.json --exit-zero", 100, 100000, 10},
    {"servers: check", make_servers, CHECK "text", 100, 100000, 10},
    {"bases of servers: check", make_server_bases, CHECK "text", 100, 100000, 10},
    {"security schemes: lint", make_security_schemes, "lint api.json --exit-zero", 100, 100000, 10},
    {"security schemes: check", make_security_schemes, CHECK "text", 100, 100000, 10},
    {"tags: lint", make_tags, "lint api.json --exit-zero", 100, 100000, 10},
    {"components: lint", make_components, "lint api.json --exit-zero", 100, 100000, 10},
    {"components: check", make_components, CHECK "text", 100, 100000, 10},
    {"responses, parameters, headers: lint", make_kinds_of_components, "lint api.json --exit-zero",
     100, 100000, 10},
    {"targets of an overlay's action", make_overlay_targets, CHECK "text --overlay overlay.json",
     100, 100000, 10},
    {"actions of an overlay", make_overlay_actions, CHECK "text --overlay overlay.json", 100, 10000,
     10},
    {NULL, NULL, NULL, 0, 0, 0},
};
