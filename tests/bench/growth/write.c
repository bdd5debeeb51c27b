/* The files that the dimensions are made of. */
#include "growth.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

FILE *file_open(const char *name)
{
    FILE *file = fopen(name, "w");

    if (!file) {
        perror(name);
        exit(2);
    }
    return file;
}

void file_close(FILE *file)
{
    if (fclose(file) != 0) {
        perror("growth");
        exit(2);
    }
}

FILE *api_open(void)
{
    FILE *api = file_open("api.json");

    fputs(
        "{\"openapi\": \"3.1.0\", \"info\": {\"title\": \"t\", \"version\": \"1\"},\n\"paths\": {",
        api);
    return api;
}

void api_close(FILE *api, const char *components)
{
    fprintf(api, "}%s%s}\n", components ? ",\n" : "", components ? components : "");
    file_close(api);
}

void api_of_schema(const char *schema, const char *components)
{
    FILE *api = api_open();

    fprintf(api,
            "\"/p\": {\"get\": {\"responses\": {\"200\": {\"description\": \"d\", \"content\": "
            "{\"application/json\": {\"schema\": %s}}}}}}",
            schema);
    api_close(api, components);
}

/* Line ends as blanks. */
static void write_escaped(FILE *file, const char *text)
{
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putc('\\', file);
        putc(*text == '\n' ? ' ' : *text, file);
    }
}

void entry_write(FILE *file, const char *url, const char *headers, const char *body)
{
    fprintf(
        file,
        "{\"startedDateTime\":\"2026-02-10T14:31:00.000Z\",\"time\":1,\"request\":{\"method\":"
        "\"GET\",\"url\":\"%s\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[%s],"
        "\"queryString\":[],\"headersSize\":-1,\"bodySize\":0},\"response\":{\"status\":200,"
        "\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[{\"name\":"
        "\"Content-Type\",\"value\":\"application/json\"}],\"content\":{\"size\":-1,"
        "\"mimeType\":\"application/json\"",
        url, headers ? headers : "");
    if (body) {
        fputs(",\"text\":\"", file);
        write_escaped(file, body);
        putc('"', file);
    }
    fputs("},\"redirectURL\":\"\",\"headersSize\":-1,\"bodySize\":-1},\"cache\":{},\"timings\":{"
          "\"send\":0,\"wait\":1,\"receive\":0}}",
          file);
}

void recording_of(const char *url, const char *body)
{
    FILE *file = file_open("rec.har");

    fputs(
        "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"g\",\"version\":\"1\"},\"entries\":"
        "[\n",
        file);
    entry_write(file, url, NULL, body);
    fputs("]}}\n", file);
    file_close(file);
}

char *repeated(size_t n, const char *format)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    for (size_t i = 0; i < n; i++) {
        if (i)
            fputs(",\n", out);
        fprintf(out, format, i, i, i); /* NOLINT: a format of the tables */
    }
    file_close(out);
    return text;
}

char *text(const char *format, ...)
{
    char *made;
    va_list args;

    va_start(args, format);
    if (vasprintf(&made, format, args) < 0)
        exit(2);
    va_end(args);
    return made;
}
