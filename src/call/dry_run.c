#include "call/dry_run.h"

#include <stdio.h>

#include "base/percent.h"
#include "document/held_names.h"
#include "http/url.h"

/* ---- without values ---- */

static void add_name(const struct sealing *sealing, struct arena *arena, struct strbuf *out,
                     const char *what, struct str name)
{
    strbuf_addf(out, ", %s %.*s", what, STR_ARGS(seal_name(sealing, arena, name)));
}

static void add_query(const struct sealing *sealing, struct arena *arena, struct strbuf *out,
                      struct str url)
{
    struct url parts;
    struct str rest;

    url_split(url, &parts);
    rest = parts.query;
    while (rest.length) {
        struct str name = str_cut(&rest, '&');

        name = str_slice(name, 0, str_find_char(name, '='));
        add_name(sealing, arena, out, "query", percent_decoded(arena, name));
    }
}

/* "# GET /pets/{id}, query limit, header X-Level, a body of 14 bytes" */
static struct str without_values(const struct sealing *sealing, struct arena *arena,
                                 const struct operation *operation, const struct request *request)
{
    const struct sealing of_header = seal_of_header(sealing, true);
    struct strbuf out;
    struct str line;

    strbuf_init(&out, SIZE_MAX);
    strbuf_addf(&out, "# %.*s %.*s", STR_ARGS(operation->method), STR_ARGS(operation->path));
    add_query(sealing, arena, &out, request->url);
    for (size_t i = 0; i < request->headers.count; i++)
        add_name(&of_header, arena, &out, "header", request->headers.items[i].name);
    if (request->body.state == BODY_PRESENT)
        strbuf_addf(&out, ", a body of %zu %s", request->body.bytes.length,
                    str_counted(request->body.bytes.length, "byte", "bytes"));
    line = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return line;
}

/* ---- the requests ---- */

static struct str curl_line(const struct session *session, struct checker *checker,
                            struct arena *arena, const struct exchange *exchange)
{
    struct secret_places places = check_request_places(checker, exchange);

    return redact_curl(session->redaction, arena, exchange, &places);
}

static struct str shown_request(const struct session *session, const struct sealing *sealing,
                                struct checker *checker, struct arena *arena,
                                const struct operation *operation, const struct exchange *exchange)
{
    return sealing->values == VALUES_NONE
               ? without_values(sealing, arena, operation, &exchange->request)
               : curl_line(session, checker, arena, exchange);
}

static void print_requests(const struct session *session, struct api *api,
                           struct generator *generator, uint64_t most,
                           const struct sealing *sealing)
{
    struct checker *checker = checker_new(api, session->rules, session->redaction);
    struct exchange exchange = {0};
    const struct operation *operation;
    enum generate_step step;
    struct arena arena;
    struct str line;
    uint64_t printed = 0;

    arena_init(&arena);
    while ((!most || printed < most) && (step = generate_next(generator, &arena, &exchange.request,
                                                              &operation, &line)) != GENERATE_END) {
        printed += step == GENERATE_GOT;
        if (step == GENERATE_GOT)
            line = shown_request(session, sealing, checker, &arena, operation, &exchange);
        if (step == GENERATE_GOT || !operation)
            printf("%s%.*s\n", step == GENERATE_GOT ? "" : "# ", STR_ARGS(line));
        else
            printf("# %.*s %.*s: %.*s\n", STR_ARGS(operation->method), STR_ARGS(operation->path),
                   STR_ARGS(line));
        arena_clear(&arena);
    }
    checker_free(checker);
    arena_release(&arena);
}

int dry_run(struct session *session, struct api *api, const struct live_settings *live)
{
    struct generator *generator = generator_new(api, &live->requests);
    struct held_names *held = held_names_new(api->documents);
    const struct sealing sealing = {.values = session->values,
                                    .holds = held_names_have,
                                    .holds_segment = held_names_have_segment,
                                    .context = held};

    print_requests(session, api, generator, live->max_cases, &sealing);
    generator_free(generator);
    held_names_free(held);
    return OASDRIFT_OK;
}
