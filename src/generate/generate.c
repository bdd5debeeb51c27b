#include "generate/generate.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/map.h"
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
    struct turn *turns;      /* of all operations, in their order */
    size_t turn;             /* the next one, by index */
    size_t set;              /* and the next of its example sets */
    struct pointer_map told; /* examples that are refused */
    struct map sent;         /* texts of the operation's requests */
    struct arena texts;
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
    arena_init(&generator->texts);
    take_turns(generator);
    return generator;
}

void generator_free(struct generator *generator)
{
    if (!generator)
        return;
    value_maker_free(generator->values);
    pointer_map_release(&generator->told);
    map_release(&generator->sent);
    arena_release(&generator->texts);
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

/* ---- the next one ---- */

static void turn_to_next(struct generator *generator)
{
    generator->turn++;
    generator->set = 0;
    map_clear(&generator->sent);
    arena_clear(&generator->texts);
}

/* Has the operation had the same request before? What is made in place of several examples may be
   the same. */
static bool is_repeated(struct generator *generator, const struct request *request)
{
    struct strbuf text;
    size_t before = generator->sent.count;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add(&text, request->url);
    for (size_t i = 0; i < request->headers.count; i++)
        strbuf_addf(&text, "\n%.*s: %.*s", STR_ARGS(request->headers.items[i].name),
                    STR_ARGS(request->headers.items[i].value));
    strbuf_add_text(&text, "\n\n");
    strbuf_add(&text, request->body.bytes);
    *map_put(&generator->sent, str_copy(&generator->texts, strbuf_str(&text))) = generator;
    strbuf_release(&text);
    return generator->sent.count == before;
}

static void tell_rest(struct generator *generator)
{
    const struct generate_settings *settings = &generator->settings;
    size_t rest = generator->told.count;
    struct error line = {0};

    if (rest <= GENERATE_MAX_TOLD)
        return;
    rest -= GENERATE_MAX_TOLD;
    error_raise(&line, "and %zu more %s not sent as %s (oasdrift lint tells of all)", rest,
                str_counted(rest, "example is", "examples are"),
                str_counted(rest, "it is", "they are"));
    settings->tell(settings->tell_context, line.message);
    pointer_map_release(&generator->told);
}

/* *again: the same was sent before, and the next one is to be made. */
static enum generate_step make_next(struct generator *generator, struct arena *arena,
                                    struct request *request, const struct operation *fired,
                                    struct str *reason, bool *again)
{
    struct draft draft = {.api = generator->api,
                          .values = generator->values,
                          .told = generator->settings.tell ? &generator->told : NULL,
                          .arena = arena,
                          .settings = &generator->settings,
                          .operation = fired,
                          .set = generator->set++};
    size_t sets = draft_set_count(&generator->settings, fired);
    bool made;

    draft_init(&draft);
    made = request_make(&draft, request);
    draft_release(&draft);
    *again = made && sets > 1 && is_repeated(generator, request) && draft.replaced;
    /* What is lacking for one set of examples is lacking for all. */
    if (!made || generator->set >= sets)
        turn_to_next(generator);
    *reason = draft.reason;
    return made ? GENERATE_GOT : GENERATE_SKIPPED;
}

enum generate_step generate_next(struct generator *generator, struct arena *arena,
                                 struct request *request, const struct operation **operation,
                                 struct str *reason)
{
    struct operation *fired;

    while ((fired = next_operation(generator))) {
        enum generate_step step;
        bool again;

        *operation = operation_open(generator->api, fired);
        step = make_next(generator, arena, request, *operation, reason, &again);
        if (!again)
            return step;
    }
    tell_rest(generator);
    return GENERATE_END;
}
