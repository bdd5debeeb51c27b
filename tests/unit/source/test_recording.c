/* Whole recordings: their forms, what is wrong in them, and how much memory they take. */
#include <dirent.h>
#include <sys/resource.h>
#include <zlib.h>
#include <zstd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "source/source.h"
#include "stream/byte_stream.h"

#include "temporary_file.h"

#define E0  "{\"request\":{\"method\":\"GET\",\"url\":\"/0\"},\"response\":{\"status\":200}}"
#define E1  "{\"request\":{\"method\":\"GET\",\"url\":\"/1\"},\"response\":{\"status\":200}}"
#define M0  "kind: APIExamples\noperations:\n"
#define X0  "      request: {}\n      response: {body: 1}\n"
#define BAD "{\"request\": nonsense}"

static struct arena arena;

/* One letter a step: G got, S skipped, B broken (skipped with an error), F failed, E end. */
struct trace {
    char steps[64];
    char message[ERROR_MESSAGE_BYTES]; /* the last error's */
};

static void follow(struct source *source, struct trace *trace)
{
    size_t count = 0;

    trace->message[0] = '\0';
    for (;;) {
        struct error error = {0};
        struct exchange exchange;
        enum source_step step = source_next(source, &exchange, &error);

        ck_assert_msg(count < sizeof trace->steps - 1, "it does not end");
        trace->steps[count] = "GSEF"[step];
        if (step == SOURCE_SKIPPED && error.raised)
            trace->steps[count] = 'B';
        trace->steps[++count] = '\0';
        if (error.raised)
            memcpy(trace->message, error.message, sizeof error.message);
        if (step == SOURCE_END || step == SOURCE_FAILED)
            return;
    }
}

static const struct {
    const char *name, *from, *text, *steps, *message;
} recordings[] = {
    {"HAR", NULL, "{\"log\":{\"version\":\"1.2\",\"entries\":[" E0 "," E1 "],\"pages\":[]}}", "GGE",
     ""},
    {"byte order mark", NULL, "\xef\xbb\xbf{\"log\":{\"entries\":[" E0 "]}}", "GE", ""},
    {"bare entries", NULL, "{\"pages\":[{\"entries\":[1]}],\"entries\":[" E0 "]}", "GE", ""},
    {"bare array", NULL, " [ " E0 " , " E1 " ] ", "GGE", ""},
    {"an empty list", NULL, "[ ]\n", "E", ""},
    {"no entries in it", NULL, "{\"log\":{\"entries\":[]}}", "E", ""},
    {"brackets in strings", NULL, "{\"log\":{\"comment\":\"]}\\\"[{\\\\\",\"entries\":[" E0 "]}}",
     "GE", ""},
    {"an entry that is a number", NULL, "[1," E0 "]", "BGE", "t:1:2: no HAR entry"},
    {"an entry that is no JSON", NULL, "[" BAD ",\n" E0 "]", "BGE", "t:1:14: "},
    {"cut off between entries", NULL, "[" E0 ",", "GF", "t:1:"},
    {"cut off in an entry", NULL, "{\"log\":{\"entries\":[" E0 ",\n{\"request\":{\"url\":\"/", "GF",
     "t:2:21: the recording is cut off"},
    {"cut off behind the entries", NULL, "{\"log\":{\"entries\":[" E0 "]}", "GF", "cut off"},
    {"cut off before the entries", NULL, "{\"log\":{\"version\":", "F", "cut off"},
    {"text behind it", NULL, "[" E0 "]\n[]", "GF", "t:2:1: more text"},
    {"no comma", NULL, "[" E0 " " E1 "]", "GF", "expected ',' or ']'"},
    {"a comma too many", NULL, "[" E0 ",]", "GF", "expected a value"},
    {"no member name", "har", "{log:{}}", "F", "t:1:2: expected a member's name"},
    {"another object", "har", "{\"openapi\":\"3.1.0\"}", "F", "no log.entries"},
    {"entries is no array", NULL, "{\"log\":{\"entries\":{}}}", "F", "no log.entries"},
    {"lines", NULL, E0 "\n" E1 "\n", "GGE", ""},
    {"lines without a last line end", NULL, E0 "\n" E1, "GGE", ""},
    {"blank lines", NULL, "\r\n" E0 "\r\n\n \n" E1 "\r\n\n", "GGE", ""},
    {"lines with a byte order mark", NULL, "\xef\xbb\xbf" E0 "\n", "GE", ""},
    {"a broken line", NULL, E0 "\n" BAD "\n" E1 "\n", "GBGE", "t:2:13: "},
    {"a cut off last line", NULL, E0 "\n{\"request\":", "GF", "t:2:"},
    {"lines forced, nothing there", "har-lines", "", "E", ""},
    {"examples", NULL, M0 "  GET /a:\n    x:\n" X0 "    y:\n" X0 "  GET /b:\n    x:\n" X0, "GGGE",
     ""},
    {"a broken example", NULL, M0 "  GET /a:\n    x:\n      request: ]\n    y:\n" X0, "BGE",
     "t:5:16: "},
    {"examples in the operation's line", NULL, M0 "  GET /a: {x: {}, y: {}}\n  GET /b: {}\n", "BSE",
     "t:3:1: the examples of an operation"},
    {"an operation that is none of HTTP", NULL, M0 "  getBooks:\n    x:\n" X0, "SE", ""},
    {"a status that is none", NULL,
     M0 "  GET /a:\n    x:\n      request: {}\n      response: {status: 4444}\n", "BE",
     "t:4:1: no example of Microcks: its status is none"},
    {"an operation out of line", NULL, M0 "   GET /a:\n    x:\n" X0 "  GET /b:\n    x:\n" X0, "GF",
     "t:7:1: this line stands less deep"},
    {"no operations in it", NULL, "kind: APIExamples\noperations:\n", "E", ""},
    {"operations in braces", NULL, "kind: APIExamples\noperations: {a: b}\n", "F",
     "t:2:1: what is under"},
    {"an artifact without operations", NULL, "kind: APIExamples\n", "F",
     "t: there are no operations"},
    {"a cassette with a tag", NULL,
     "--- !tape\nname: a\ninteractions:\n- request:\n    method: GET\n    uri: /x\n"
     "  response:\n    status: 200\n    body: x\n",
     "GE", ""},
    {"a cassette that is a list", NULL,
     "\n-\n    request:\n        method: GET\n        url: /x\n    response:\n        status: "
     "200\n-\n    request: {}\n",
     "GBE", "t:8:1: no interaction"},
    {"a list of calls with a body each", NULL,
     "[{\"request\":{\"method\":\"GET\",\"url\":\"/"
     "\"},\"response\":{\"status\":\"200\",\"body\":\"\"}}]",
     "GE", ""},
    {"lines between others", NULL, "starting\n" E0 "\n", "BGE", "t:1:1: "},
    {"a log between others", NULL, "starting\n1.2.3.4 - - [x] \"GET /a HTTP/1.1\" 200 5\nbye\n",
     "SGSE", ""},
    {"a log's line that is cut off", NULL,
     "{\"method\":\"GET\",\"path\":\"/a\",\"status\":200}\n{\"method\":\"GE", "GF", "t:2:"},
    {"HAR forced on nothing", "har", "", "F", "t:1:1: the recording is empty"},
    {"HAR forced on YAML", "har", "log:\n", "F", "neither '{' nor '['"},
};

START_TEST(reads_recordings)
{
    const char *name = recordings[_i].name;
    struct error error = {0};
    struct source source;
    struct trace trace;

    ck_assert_msg(source_open_memory(&source, STR("t"), str_of(recordings[_i].text),
                                     recordings[_i].from, &arena, &error),
                  "%s: %s", name, error.message);
    follow(&source, &trace);
    ck_assert_msg(strcmp(trace.steps, recordings[_i].steps) == 0, "%s: %s: %s", name, trace.steps,
                  trace.message);
    ck_assert_msg(strstr(trace.message, recordings[_i].message), "%s: %s", name, trace.message);
    ck_assert_int_eq(source_next(&source, &(struct exchange){0}, &error), SOURCE_END);
    source_close(&source);
}
END_TEST

static const struct {
    const char *name, *from, *text, *message;
} unopenable[] = {
    {"empty", NULL, "", "t: the recording is empty"},
    {"white space", NULL, " \n", "t: the recording is empty"},
    {"YAML", NULL, "log:\n  entries: []\n",
     "t: no format of recordings that is known; these are: "},
    {"another JSON", NULL, "{\"id\":1,\"log\":\"x\"}", "t: no format of recordings that is known"},
    {"a list of others", NULL, "[{\"id\":1}]", "t: no format of recordings that is known"},
    {"a description", NULL, "{\"openapi\":\"3.1.0\",\"info\":{}}", "an OpenAPI description"},
    {"a description in YAML", NULL, "# shop\nopenapi: 3.1.0\n", "an OpenAPI description"},
    {"a baseline", NULL, "{\"version\":1,\"about\":\"\",\"findings\":[{\"fingerprint\":\"a\"}]}",
     "a baseline"},
    {"a report", NULL, "{\"tool\":{\"name\":\"oasdrift\"},\"command\":\"check\",\"time\":\"\"}",
     "a report of oasdrift"},
    {"an event file", NULL, "{\"event\":\"start\",\"tool\":{\"name\":\"oasdrift\"}}\n",
     "an event file of oasdrift"},
    {"a page", NULL, "\n<!DOCTYPE html><html>", "an HTML page"},
    {"UTF-16", NULL, "\xff\xfe{x", "UTF-16"},
    {"a PNG", NULL, "\x89PNG\r\n\x1a\n\xff\xff\xff\xff\xff\xff\xff", "binary data"},
    {"a pact", NULL,
     "{\"consumer\":{\"name\":\"a\"},\"provider\":{\"name\":\"b\"},"
     "\"interactions\":[{\"request\":{\"method\":\"GET\",\"path\":\"/\"},"
     "\"response\":{\"status\":200}}]}",
     "a Pact contract: not read"},
    {"mountebank", NULL, "{\"imposters\":[{\"protocol\":\"http\",\"stubs\":[]}]}", "mountebank"},
    {"Jaeger", NULL, "{\"data\":[{\"traceID\":\"a\",\"spans\":[]}]}", "Jaeger"},
    {"Zipkin", NULL, "[{\"traceId\":\"a\",\"id\":\"b\",\"localEndpoint\":{}}]", "Zipkin"},
    {"Playwright's trace", NULL,
     "{\"version\":3,\"type\":\"context-options\",\"contextOptions\":{}}\n", "trace of Playwright"},
    {"Hurl", NULL, "[{\"entries\":[{\"asserts\":[],\"calls\":[{\"request\":{}}]}]}]", "Hurl"},
    {"Bruno", NULL, "[{\"iterationIndex\":0,\"results\":[{\"request\":{}}]}]", "Bruno"},
    {"IIS", NULL, "#Software: Microsoft Internet Information Services 8.0\n#Version: 1.0\n", "W3C"},
    {"flows of mitmproxy", NULL, "1234:7:version;2:21#4:mode;", "flows of mitmproxy"},
    {"what curl tells", NULL, "> GET /a HTTP/1.1\n>\n< HTTP/1.1 200 OK\n<\n{}\n", "curl -v"},
    {"raw requests", NULL, "### all\nGET https://a.example/a\n", "raw requests"},
    {"packets as JSON", NULL, "[{\"_source\":{\"layers\":{\"http\":{}}}}]", "a capture of packets"},
    {"packets", NULL, "\x0a\x0d\x0d\x0a\x1c\x01\x01\x01M<+\x1a", "a capture of packets"},
    {"an entry over several lines", NULL,
     "{\n\"startedDateTime\": \"\",\n\"request\": {\"method\": \"GET\"}\n}", "one HAR entry"},
    {"unknown format", "pcap", "[]", "--from pcap: no such format"},
};

START_TEST(refuses)
{
    struct error error = {0};
    struct source source;

    ck_assert_msg(!source_open_memory(&source, STR("t"), str_of(unopenable[_i].text),
                                      unopenable[_i].from, &arena, &error),
                  "%s", unopenable[_i].name);
    ck_assert_msg(strstr(error.message, unopenable[_i].message), "%s: %s", unopenable[_i].name,
                  error.message);
    source_close(&source);
}
END_TEST

START_TEST(refuses_files)
{
    struct error error = {0}, directory = {0};
    struct source source;

    ck_assert(!source_open(&source, "/nonexistent/a.har", NULL, &arena, &error));
    ck_assert_msg(strstr(error.message, "/nonexistent/a.har: No such file"), "%s", error.message);
    ck_assert(!source_open(&source, "/tmp", NULL, &arena, &directory));
    ck_assert_msg(strstr(directory.message, "/tmp: is a directory"), "%s", directory.message);
}
END_TEST

/* Escapes, quotes and brackets at every place around the end of what is read at once. */
START_TEST(reads_over_the_end_of_a_read)
{
    static const char tail[] =
        "{\"request\":{\"method\":\"GET\",\"url\":\"/0\",\"comment\":"
        "\"\\\\\\\"]}{[\\\\\"},\"response\":{\"status\":200}},-1.5e3,\"a\\\"\"," E1 "]";
    size_t capacity = BYTE_INPUT_FIRST_READ + sizeof tail;
    char *text = malloc(capacity);

    for (size_t before = 0; before < sizeof tail; before++) {
        size_t begin = BYTE_INPUT_FIRST_READ - before;
        struct error error = {0};
        struct source source;
        struct trace trace;

        memset(text, ' ', capacity);
        text[0] = '[';
        memcpy(text + begin, tail, sizeof tail - 1);
        ck_assert(source_open_memory(&source, STR("t"), (struct str){text, begin + sizeof tail - 1},
                                     "har", &arena, &error));
        follow(&source, &trace);
        ck_assert_msg(strcmp(trace.steps, "GBBGE") == 0, "%zu before: %s %s", before, trace.steps,
                      trace.message);
        source_close(&source);
        arena_clear(&arena);
    }
    free(text);
}
END_TEST

/* ---- gzip ---- */

static struct str gzip(struct str text)
{
    size_t capacity = text.length + 1024;
    char *out = arena_alloc(&arena, capacity);
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)text.text,
                  .avail_in = (unsigned)text.length,
                  .next_out = (unsigned char *)out,
                  .avail_out = (unsigned)capacity};

    ck_assert_int_eq(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    ck_assert_int_eq(deflate(&z, Z_FINISH), Z_STREAM_END);
    deflateEnd(&z);
    return (struct str){out, capacity - z.avail_out};
}

static struct str join(struct str a, struct str b)
{
    char *text = arena_alloc(&arena, a.length + b.length);

    memcpy(text, a.text, a.length);
    memcpy(text + a.length, b.text, b.length);
    return (struct str){text, a.length + b.length};
}

START_TEST(reads_gzip)
{
    struct str first = gzip(STR(E0 "\n")), second = gzip(STR(E1 "\n"));
    struct str members = join(first, second);
    const struct {
        const char *name;
        struct str bytes;
        const char *steps, *message;
    } rows[] = {
        {"one member", first, "GE", ""},
        {"two members", members, "GGE", ""},
        {"zeros behind", join(first, (struct str){"\0\0\0", 3}), "GE", ""},
        {"text behind", join(first, STR("hello")), "GF", "t: "},
        {"cut off", str_slice(members, 0, members.length - 8), "GGF", "cut off"},
        {"broken", join(str_slice(first, 0, first.length - 8), STR("12345678")), "GF", "broken"},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error error = {0};
        struct source source;
        struct trace trace;

        ck_assert_msg(
            source_open_memory(&source, STR("t"), rows[i].bytes, "har-lines", &arena, &error),
            "%s: %s", rows[i].name, error.message);
        follow(&source, &trace);
        ck_assert_msg(strcmp(trace.steps, rows[i].steps) == 0, "%s: %s: %s", rows[i].name,
                      trace.steps, trace.message);
        source_close(&source);
    }
}
END_TEST

/* ---- zstd and zlib ---- */

static struct str zstd(struct str text)
{
    size_t capacity = ZSTD_compressBound(text.length);
    char *out = arena_alloc(&arena, capacity);

    return (struct str){out, ZSTD_compress(out, capacity, text.text, text.length, 3)};
}

static struct str zlib(struct str text)
{
    uLongf length = compressBound(text.length);
    char *out = arena_alloc(&arena, length);

    ck_assert_int_eq(
        compress((unsigned char *)out, &length, (const unsigned char *)text.text, text.length),
        Z_OK);
    return (struct str){out, length};
}

START_TEST(reads_other_compressions)
{
    struct str first = zstd(STR(E0 "\n")), second = zstd(STR(E1 "\n")), plain = zlib(STR(E0 "\n"));
    const struct {
        const char *name;
        struct str bytes;
        const char *steps, *message;
    } rows[] = {
        {"one frame", first, "GE", ""},
        {"two frames", join(first, second), "GGE", ""},
        {"text behind", join(first, STR("hello")), "GF", "broken"},
        {"zstd cut off", str_slice(join(first, second), 0, first.length + second.length - 2), "GF",
         "cut off"},
        {"zlib", plain, "GE", ""},
        {"zlib cut off", str_slice(plain, 0, plain.length - 2), "GF", "cut off"},
        {"text behind zlib", join(plain, STR("hello")), "GF", "other bytes"},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        struct error error = {0};
        struct source source;
        struct trace trace;

        ck_assert(
            source_open_memory(&source, STR("t"), rows[i].bytes, "har-lines", &arena, &error));
        follow(&source, &trace);
        ck_assert_msg(strcmp(trace.steps, rows[i].steps) == 0, "%s: %s: %s", rows[i].name,
                      trace.steps, trace.message);
        ck_assert_msg(strstr(trace.message, rows[i].message), "%s: %s", rows[i].name,
                      trace.message);
        source_close(&source);
    }
}
END_TEST

/* ---- length ---- */

static void write_recording(char path[static TEMPORARY_PATH_BYTES], size_t entries)
{
    FILE *file = open_temporary(path, "");

    fputs("{\"log\":{\"entries\":[", file);
    for (size_t i = 0; i < entries; i++)
        fprintf(file,
                "%s{\"request\":{\"method\":\"GET\",\"url\":\"/%zu\"},\"response\":{\"status\":200,"
                "\"content\":{\"size\":-1,\"text\":\"%04000d\"}}}",
                i ? ",\n" : "", i, 7);
    fputs("]}}", file);
    fclose(file);
}

static long peak_kib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static size_t count_entries(const char *path)
{
    struct arena own;
    struct error error = {0};
    struct source source;
    struct exchange exchange;
    size_t count = 0;

    arena_init(&own);
    ck_assert_msg(source_open(&source, path, NULL, &own, &error), "%s", error.message);
    while (source_next(&source, &exchange, &error) == SOURCE_GOT) {
        ck_assert_uint_eq(exchange.index, count);
        ck_assert_uint_eq(exchange.response.body.bytes.length, 4000);
        count++;
        arena_clear(&own);
    }
    ck_assert_msg(!error.raised, "%s", error.message);
    source_close(&source);
    arena_release(&own);
    return count;
}

START_TEST(memory_does_not_grow_with_length)
{
    char path[TEMPORARY_PATH_BYTES];
    long before;

    write_recording(path, 1000);
    ck_assert_uint_eq(count_entries(path), 1000);
    unlink(path);
    before = peak_kib();
    write_recording(path, 20000);
    ck_assert_uint_eq(count_entries(path), 20000);
    unlink(path);
    /* 80 MB were read. What is allowed is noise; sanitizers keep freed blocks for a while. */
#ifndef ARENA_PASS_THROUGH
    ck_assert_int_le(peak_kib() - before, 2048);
#else
    (void)before;
#endif
}
END_TEST

static const struct {
    const char *from, *head, *tail;
    char filling; /* between them */
    const char *steps;
} too_large[] = {
    {"har", "[{\"request\":\"", "\"}," E0 "]", 'x', "BGE"},
    {"har-lines", E0 "\n{\"request\":\"", "\"}\n" E0 "\n", 'x', "GBGE"},
    {"har-lines", E0 "\n", "\n" E0 "\n", ' ', "GBGE"},
};

START_TEST(passes_over_an_entry_that_is_too_large)
{
    size_t length = (size_t)70 * 1024 * 1024;
    size_t head = strlen(too_large[_i].head), tail = strlen(too_large[_i].tail);
    char *text = malloc(length);
    struct error error = {0};
    struct source source;
    struct trace trace;

    memset(text, too_large[_i].filling, length);
    memcpy(text, too_large[_i].head, head);
    memcpy(text + length - tail, too_large[_i].tail, tail);
    ck_assert(source_open_memory(&source, STR("t"), (struct str){text, length}, too_large[_i].from,
                                 &arena, &error));
    follow(&source, &trace);
    ck_assert_str_eq(trace.steps, too_large[_i].steps);
    ck_assert_msg(strstr(trace.message, "larger than the limit of 67108864 bytes"), "%s",
                  trace.message);
    source_close(&source);
    free(text);
}
END_TEST

/* FILLER stands for 600 KB of the letter x. */
static const struct {
    const char *name, *text;
    size_t url_length; /* 0: the record is broken */
} long_urls[] = {
    {"a path",
     "{\"data\":{\"pairs\":[{\"request\":{\"method\":\"GET\",\"path\":\"/FILLERFILLER\"},"
     "\"response\":{\"status\":200}}]}}",
     1200001},
    {"matchers of a query",
     "{\"mappings\":[{\"request\":{\"method\":\"GET\",\"urlPath\":\"/"
     "a\",\"queryParameters\":{\"a\":"
     "{\"equalTo\":\"FILLER\"},\"b\":{\"equalTo\":\"FILLER\"}}},\"response\":{\"status\":200}}]}",
     1200008},
    {"a variable in many segments",
     "{\"item\":[{\"name\":\"a\",\"request\":{},\"response\":[{\"code\":200,\"originalRequest\":{"
     "\"method\":\"GET\","
     "\"url\":{\"host\":[\"h\"],\"path\":[\":v\",\":v\"],\"variable\":[{\"key\":\"v\",\"value\":"
     "\"FILLER\"}]}}}]}]}",
     0},
};

/* One that is known is never judged in part. */
START_TEST(cuts_no_url)
{
    const char *template = long_urls[_i].text, *filler;
    struct error error = {0};
    struct exchange exchange;
    struct source source;
    struct trace trace;
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    while ((filler = strstr(template, "FILLER"))) {
        strbuf_add(&text, (struct str){template, (size_t)(filler - template)});
        for (size_t i = 0; i < 600000; i++)
            strbuf_add_char(&text, 'x');
        template = filler + strlen("FILLER");
    }
    strbuf_add_text(&text, template);
    ck_assert_msg(source_open_memory(&source, STR("t"), strbuf_str(&text), NULL, &arena, &error),
                  "%s: %s", long_urls[_i].name, error.message);
    if (long_urls[_i].url_length) {
        ck_assert_int_eq(source_next(&source, &exchange, &error), SOURCE_GOT);
        ck_assert_msg(exchange.request.url.length == long_urls[_i].url_length, "%s: %zu bytes",
                      long_urls[_i].name, exchange.request.url.length);
    } else {
        follow(&source, &trace);
        ck_assert_msg(strcmp(trace.steps, "BE") == 0, "%s: %s: %s", long_urls[_i].name, trace.steps,
                      trace.message);
    }
    source_close(&source);
    strbuf_release(&text);
}
END_TEST

/* ---- real recordings ---- */

#define CORPUS "../shared/corpora/har"

/* What a plain reading of the whole text finds; SIZE_MAX: no HAR. */
static size_t entries_in(const char *path)
{
    struct arena own;
    struct str text;
    struct read_failure failure;
    const struct document *document;
    const struct node *log, *entries;
    size_t count = SIZE_MAX;

    arena_init(&own);
    ck_assert(file_read(&own, path, DOCUMENT_MAX_BYTES, &text, NULL));
    document = json_read(&own, str_of(path), text, &failure);
    log = document ? node_member(document->root, STR("log")) : NULL;
    entries = log ? node_member(log, STR("entries")) : NULL;
    if (node_is(entries, NODE_ARRAY))
        count = entries->length;
    arena_release(&own);
    return count;
}

static size_t records_in(const char *path)
{
    struct arena own;
    struct error error = {0};
    struct source source;
    struct exchange exchange;
    enum source_step step;
    size_t count = 0;

    arena_init(&own);
    ck_assert_msg(source_open(&source, path, NULL, &own, &error), "%s: %s", path, error.message);
    while ((step = source_next(&source, &exchange, &error)) == SOURCE_GOT ||
           step == SOURCE_SKIPPED) {
        ck_assert_msg(step == SOURCE_GOT || error.raised || exchange.failure.length,
                      "%s: skipped without a reason", path);
        error_clear(&error); /* haralyzer's own tests have requests without a method */
        count++;
        arena_clear(&own);
    }
    ck_assert_msg(step == SOURCE_END, "%s: %s", path, error.message);
    source_close(&source);
    arena_release(&own);
    return count;
}

static size_t read_corpus(const char *folder)
{
    DIR *directory = opendir(folder);
    struct dirent *item;
    size_t count = 0;

    if (!directory)
        return 0;
    while ((item = readdir(directory))) {
        char path[1024];
        size_t entries;

        snprintf(path, sizeof path, "%s/%s", folder, item->d_name);
        if (item->d_name[0] == '.')
            continue;
        if (item->d_type == DT_DIR)
            count += read_corpus(path);
        if (!str_ends_with(str_of(path), STR(".har")))
            continue;
        entries = entries_in(path);
        if (entries == SIZE_MAX)
            continue;
        ck_assert_uint_eq(records_in(path), entries);
        count++;
    }
    closedir(directory);
    return count;
}

START_TEST(reads_real_recordings)
{
    if (!file_exists(CORPUS)) {
        unit_skip("recordings of many producers: " CORPUS);
        return;
    }
    ck_assert_uint_ge(read_corpus(CORPUS), 30);
}
END_TEST

UNIT_SUITE("recording", arena_init(&arena); UNIT_LOOP(reads_recordings, recordings);
           UNIT_LOOP(refuses, unopenable); UNIT_TEST(refuses_files);
           UNIT_TEST(reads_over_the_end_of_a_read); UNIT_TEST(reads_gzip);
           UNIT_TEST(reads_other_compressions); UNIT_TEST(memory_does_not_grow_with_length);
           UNIT_LOOP(passes_over_an_entry_that_is_too_large, too_large);
           UNIT_LOOP(cuts_no_url, long_urls); UNIT_TEST(reads_real_recordings))
