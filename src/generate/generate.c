#include "generate/generate.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "generate/draft.h"

struct generator {
    struct api *api;
    struct generate_settings settings;
    size_t operation; /* the next one, by index */
    size_t set;       /* and the next of its example sets */
};

struct generator *generator_new(struct api *api, const struct generate_settings *settings)
{
    struct generator *generator = alloc_zeroed(1, sizeof *generator);

    generator->api = api;
    generator->settings = *settings;
    while (str_ends_with(generator->settings.base_url, STR("/")))
        generator->settings.base_url.length--;
    return generator;
}

void generator_free(struct generator *generator)
{
    free(generator);
}

bool method_is_safe(struct str method)
{
    static const char *const safe[] = {"GET", "HEAD", "OPTIONS", "QUERY"};

    for (size_t i = 0; i < ARRAY_LENGTH(safe); i++) {
        if (str_is(method, safe[i]))
            return true;
    }
    return false;
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

enum generate_step generate_next(struct generator *generator, struct arena *arena,
                                 struct request *request, const struct operation **operation,
                                 struct str *reason)
{
    struct draft draft = {.api = generator->api, .arena = arena, .settings = &generator->settings};
    bool made;

    while (generator->operation < generator->api->operation_count &&
           !is_fired(generator, &generator->api->operations[generator->operation]))
        generator->operation++;
    if (generator->operation >= generator->api->operation_count)
        return GENERATE_END;
    *operation = draft.operation =
        operation_open(generator->api, &generator->api->operations[generator->operation]);
    draft.set = generator->set++;
    draft_init(&draft);
    made = request_make(&draft, request);
    draft_release(&draft);
    /* What is lacking for one set of examples is lacking for all. */
    if (!made || generator->set >= draft_set_count(&generator->settings, draft.operation)) {
        generator->operation++;
        generator->set = 0;
    }
    *reason = draft.reason;
    return made ? GENERATE_GOT : GENERATE_SKIPPED;
}
