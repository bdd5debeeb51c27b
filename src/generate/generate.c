#include "generate/generate.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "generate/draft.h"

struct turn {
    enum method_turn method;
    size_t depth; /* segments of the path; 0 where they do not matter */
    size_t operation;
};

struct generator {
    struct api *api;
    struct generate_settings settings;
    struct value_maker *values;
    struct turn *turns; /* of all operations, in their order */
    size_t turn;        /* the next one, by index */
    size_t set;         /* and the next of its example sets */
};

/* ---- the order ---- */

bool method_is_safe(struct str method)
{
    static const char *const safe[] = {"GET", "HEAD", "OPTIONS", "QUERY"};

    for (size_t i = 0; i < ARRAY_LENGTH(safe); i++) {
        if (str_is(method, safe[i]))
            return true;
    }
    return false;
}

enum method_turn method_turn_of(struct str method)
{
    if (method_is_safe(method))
        return TURN_SAFE;
    if (str_is(method, "POST"))
        return TURN_POST;
    return str_is(method, "DELETE") ? TURN_DELETE : TURN_CHANGE;
}

static size_t segment_count(struct str path)
{
    size_t count = 0;

    for (size_t i = 0; i < path.length; i++)
        count += path.text[i] == '/';
    return count;
}

static int compare_turns(const void *left, const void *right)
{
    const struct turn *a = left, *b = right;

    if (a->method != b->method)
        return a->method < b->method ? -1 : 1;
    if (a->depth != b->depth)
        return a->depth > b->depth ? -1 : 1;
    return a->operation < b->operation ? -1 : a->operation > b->operation;
}

static void take_turns(struct generator *generator)
{
    const struct api *api = generator->api;

    generator->turns = alloc_zeroed(api->operation_count + 1, sizeof *generator->turns);
    for (size_t i = 0; i < api->operation_count; i++) {
        struct turn *turn = &generator->turns[i];

        turn->operation = i;
        turn->method = method_turn_of(api->operations[i].method);
        if (turn->method == TURN_DELETE)
            turn->depth = segment_count(api->operations[i].path);
    }
    qsort(generator->turns, api->operation_count, sizeof *generator->turns, compare_turns);
}

struct generator *generator_new(struct api *api, const struct generate_settings *settings)
{
    struct generator *generator = alloc_zeroed(1, sizeof *generator);

    generator->api = api;
    generator->settings = *settings;
    generator->values = value_maker_new(api, SCHEMA_REQUEST);
    while (str_ends_with(generator->settings.base_url, STR("/")))
        generator->settings.base_url.length--;
    take_turns(generator);
    return generator;
}

void generator_free(struct generator *generator)
{
    if (!generator)
        return;
    value_maker_free(generator->values);
    free(generator->turns);
    free(generator);
}

/* The user's headers stand in place of generated ones of the same name. */
static struct headers headers_of(struct draft *draft)
{
    const struct generate_settings *settings = draft->settings;
    struct header *items =
        ARENA_ARRAY(draft->arena, struct header, draft->headers.count + settings->header_count + 2);
    size_t count = 0;

    for (size_t i = 0; i < draft->headers.count; i++) {
        if (!draft_is_given(draft, draft->headers.items[i].name))
            items[count++] = draft->headers.items[i];
    }
    if (draft->cookies.length > 0 && !draft_is_given(draft, STR("Cookie")))
        items[count++] = (struct header){
            .name = STR("Cookie"), .value = str_copy(draft->arena, strbuf_str(&draft->cookies))};
    for (size_t i = 0; i < settings->header_count; i++)
        items[count++] = settings->headers[i];
    return (struct headers){.items = items, .count = count};
}

static struct str url_of(struct draft *draft)
{
    return str_format(draft->arena, "%.*s%.*s%s%.*s", STR_ARGS(draft->settings->base_url),
                      STR_ARGS(strbuf_str(&draft->path)), draft->query.length ? "?" : "",
                      STR_ARGS(strbuf_str(&draft->query)));
}

static bool request_make(struct draft *draft, struct request *request)
{
    if (!draft_parameters(draft) || !draft_accept(draft) || !draft_body(draft) ||
        !draft_credentials(draft))
        return false;
    if (draft->path.overflowed || draft->query.overflowed || draft->cookies.overflowed)
        return draft_refuse(draft, "the request's URL or cookies would be too long");
    *request = (struct request){.method = draft->operation->method,
                                .url = url_of(draft),
                                .headers = headers_of(draft),
                                .body = draft->body};
    return true;
}

static bool is_fired(const struct generator *generator, const struct operation *operation)
{
    return !operation->excluded &&
           (generator->settings.all_methods || method_is_safe(operation->method));
}

/* The operation whose turn it is; NULL past the last one. */
static struct operation *next_operation(struct generator *generator)
{
    struct api *api = generator->api;

    for (; generator->turn < api->operation_count; generator->turn++) {
        struct operation *operation = &api->operations[generator->turns[generator->turn].operation];

        if (is_fired(generator, operation))
            return operation;
    }
    return NULL;
}

enum generate_step generate_next(struct generator *generator, struct arena *arena,
                                 struct request *request, const struct operation **operation,
                                 struct str *reason)
{
    struct draft draft = {.api = generator->api,
                          .values = generator->values,
                          .arena = arena,
                          .settings = &generator->settings};
    struct operation *fired = next_operation(generator);
    bool made;

    if (!fired)
        return GENERATE_END;
    *operation = draft.operation = operation_open(generator->api, fired);
    draft.set = generator->set++;
    draft_init(&draft);
    made = request_make(&draft, request);
    draft_release(&draft);
    /* What is lacking for one set of examples is lacking for all. */
    if (!made || generator->set >= draft_set_count(&generator->settings, draft.operation)) {
        generator->turn++;
        generator->set = 0;
    }
    *reason = draft.reason;
    return made ? GENERATE_GOT : GENERATE_SKIPPED;
}
