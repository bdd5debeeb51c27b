/* Any bytes as a request to the mock, and, after a line "=== b", as the description that it answers
   by (without: the shop's): it answers with a status and headers that can be sent.

   A request is a line of method, target and version, lines "name: value", an empty line, the body.
 */
#include "http/field.h"
#include "parts.h"
#include "serve/answer.h"
#include "serve/soundness.h"
#include "shop.h"

enum { HEADERS = 64 };

static struct str cut_line(struct str *rest)
{
    return str_trim(str_cut(rest, '\n'));
}

/* *version stays when the text has none. */
static struct request read_request(struct str text, struct header headers[HEADERS],
                                   struct str *version)
{
    struct str line = cut_line(&text);
    struct request request = {.method = str_cut(&line, ' '), .headers.items = headers};

    request.url = str_cut(&line, ' ');
    if (line.text)
        *version = line;

    if (!request.url.text)
        request.url = STR("/");
    while (text.text && (line = cut_line(&text)).length) {
        struct str name = str_cut(&line, ':');

        if (request.headers.count < HEADERS)
            headers[request.headers.count++] = (struct header){name, str_trim(line)};
    }
    request.body = (struct body){.state = text.length ? BODY_PRESENT : BODY_EMPTY, .bytes = text};
    return request;
}

static void check_answer(const struct answer *answer)
{
    must(answer->status >= 100 && answer->status <= 999, "an answer has a status");
    must(answer->body.text != NULL, "an answer has a body, if an empty one");
    must(answer->header_count <= ANSWER_MAX_HEADERS, "headers have a limit");
    for (size_t i = 0; i < answer->header_count; i++) {
        struct str name = answer->headers[i].name, value = answer->headers[i].value;

        must(name.length > 0, "a header has a name");
        must(!header_is_of_connection(name), "framing is the server's");
        must(!value.length || !memchr(value.text, '\n', value.length), "a value is one line");
    }
}

static void ask(struct api *api, struct str text)
{
    struct header headers[HEADERS];
    struct str version = STR("HTTP/1.1");
    struct request request = read_request(text, headers, &version);
    struct answerer *answerer = answerer_new(api);
    struct refusal refusal;
    struct answer answer;
    struct arena arena;

    arena_init(&arena);
    refusal = request_soundness(&request, version);
    if (!refusal.status)
        refusal = request_decode(&arena, &request);
    must(!refusal.status || (refusal.status >= 400 && refusal.detail.length),
         "a refusal has a status and a reason");
    if (!refusal.status) {
        answer_request(answerer, &arena, &request, &answer);
        check_answer(&answer);
    }
    arena_release(&arena);
    answerer_free(answerer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct str request = cut_part(&rest, 'b');
    char path[sizeof folder + 2];
    struct error err = {0};
    struct api *api;

    if (!rest.text) {
        ask(shop_api(), request);
        return 0;
    }
    snprintf(path, sizeof path, "%s/a", folder);
    write_file("a", rest);
    api = openapi_load(path, NULL, &err);
    if (api)
        ask(api, request);
    openapi_free(api);
    return 0;
}
