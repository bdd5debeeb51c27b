/* The live source: requests from generate/, fired through live/, exchanges in the requests' order
   whatever order the answers come in, so that two runs report the same. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/data_span.h"
#include "http/url.h"
#include "live/settings.h"
#include "source/source_types.h"

/* How many requests may be begun beyond the oldest unanswered one, for each transfer in flight. */
enum { SLOTS_A_TRANSFER = 4 };

/* A request from when it is generated until its exchange was looked at. */
struct slot {
    enum slot_state { SLOT_SENT, SLOT_DONE, SLOT_SKIPPED } state;
    struct arena arena;
    struct exchange exchange; /* of DONE; of SKIPPED its method, url and failure */
};

struct live {
    struct client *client;
    struct generator *generator;
    struct slot *slots; /* a ring of slot_count */
    size_t slot_count;
    size_t first, used;    /* the oldest one, and how many follow it, itself included */
    size_t unanswered;     /* of them are SENT */
    bool handed_out;       /* the oldest one's exchange is looked at until the next call */
    enum method_turn turn; /* of the request that was sent last */
    struct arena spare;
    uint64_t begun, max_cases;
    bool exhausted; /* the generator has no more */
};

/* ---- filling the ring ---- */

/* Waits for one transfer, whichever ends first. Which slot it belongs to is known only then: its
   memory comes from the spare arena, which changes places with the slot's. */
static void receive(struct live *live)
{
    struct exchange exchange;
    struct arena filled;
    struct slot *slot;
    void *tag;

    arena_clear(&live->spare);
    if (client_next(live->client, &live->spare, &exchange, &tag) != CLIENT_GOT)
        return;
    slot = tag;
    filled = live->spare;
    live->spare = slot->arena;
    slot->arena = filled;
    slot->exchange = exchange;
    slot->state = SLOT_DONE;
    live->unanswered--;
}

/* Turns do not overlap, and one DELETE waits for the other: what a request asks for is there until
   its answer has come. */
static void wait_for_turn(struct live *live, struct str method)
{
    enum method_turn turn = method_turn_of(method);

    while ((turn != live->turn || turn == TURN_DELETE) && live->unanswered)
        receive(live);
    live->turn = turn;
}

static void skip(struct slot *slot, struct str method, struct str url, struct str reason)
{
    slot->state = SLOT_SKIPPED;
    slot->exchange.request.method = method;
    slot->exchange.request.url = url;
    slot->exchange.failure = str_format(&slot->arena, "%.*s %.*s: %.*s", STR_ARGS(method),
                                        STR_ARGS(url), STR_ARGS(reason));
}

static void send_request(struct live *live, struct slot *slot, const struct request *request,
                         const struct operation *operation)
{
    struct error error = {0};

    wait_for_turn(live, request->method);
    if (client_send(live->client, request, slot, &error)) {
        slot->state = SLOT_SENT;
        live->unanswered++;
    } else {
        skip(slot, operation->method, operation->path,
             data_text(&slot->arena, str_of(error.message)));
    }
}

static void fill_slot(struct live *live)
{
    struct slot *slot = &live->slots[(live->first + live->used) % live->slot_count];
    const struct operation *operation = NULL;
    struct request request;
    struct str reason = STR_NONE;

    arena_clear(&slot->arena);
    slot->exchange = (struct exchange){0};
    switch (generate_next(live->generator, &slot->arena, &request, &operation, &reason)) {
    case GENERATE_GOT:
        send_request(live, slot, &request, operation);
        live->begun++;
        break;
    case GENERATE_SKIPPED:
        skip(slot, operation->method, operation->path, reason);
        break;
    case GENERATE_END:
        live->exhausted = true;
        return;
    }
    live->used++;
}

static void fill(struct live *live)
{
    while (live->used < live->slot_count && !live->exhausted) {
        if (live->max_cases && live->begun >= live->max_cases)
            live->exhausted = true;
        else
            fill_slot(live);
    }
}

/* ---- the source ---- */

static void drop_handed_out(struct live *live)
{
    if (!live->handed_out)
        return;
    live->handed_out = false;
    live->first = (live->first + 1) % live->slot_count;
    live->used--;
}

static enum source_step next(struct source *source, struct exchange *exchange, struct error *err)
{
    struct live *live = source->state;
    struct slot *slot;

    (void)err;
    drop_handed_out(live);
    fill(live);
    if (live->used == 0)
        return SOURCE_END;
    slot = &live->slots[live->first];
    while (slot->state == SLOT_SENT)
        receive(live);
    live->handed_out = true;
    slot->exchange.source = exchange->source;
    slot->exchange.index = exchange->index;
    *exchange = slot->exchange;
    return slot->state == SLOT_SKIPPED ? SOURCE_SKIPPED : SOURCE_GOT;
}

static void close(struct source *source)
{
    struct live *live = source->state;

    client_free(live->client);
    generator_free(live->generator);
    for (size_t i = 0; i < live->slot_count; i++)
        arena_release(&live->slots[i].arena);
    arena_release(&live->spare);
    free(live->slots);
    free(live);
}

const struct source_type source_live = {
    .name = "live",
    .next = next,
    .close = close,
};

static bool check_base_url(const struct live_settings *settings, struct error *err)
{
    struct url url;

    url_split(settings->requests.base_url, &url);
    if (!url_is_http(&url))
        return error_raise(err,
                           "--url %.*s: not a URL of http or https, as http://127.0.0.1:8080 is",
                           STR_ARGS(settings->name));
    if (url.query.text || url.fragment.text)
        return error_raise(err, "--url %.*s: a base URL has neither query nor fragment",
                           STR_ARGS(settings->name));
    return true;
}

bool source_open_live(struct source *source, struct api *api, const struct live_settings *settings,
                      struct arena *arena, struct error *err)
{
    size_t concurrency =
        settings->client.concurrency ? settings->client.concurrency : (size_t)CLIENT_CONCURRENCY;
    struct client *client;
    struct live *live;

    *source = (struct source){0};
    if (!check_base_url(settings, err))
        return false;
    client = client_new(&settings->client, err);
    if (!client)
        return false;
    live = alloc_zeroed(1, sizeof *live);
    *live = (struct live){
        .client = client,
        .generator = generator_new(api, &settings->requests),
        .slot_count = concurrency * SLOTS_A_TRANSFER,
        .max_cases = settings->max_cases,
    };
    live->slots = alloc_zeroed(live->slot_count, sizeof *live->slots);
    *source = (struct source){
        .type = &source_live,
        .name = settings->name,
        .arena = arena,
        .state = live,
    };
    return true;
}
