#include "live/client.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/vec.h"
#include "live/transfer.h"

enum {
    BODY_MAX_BYTES = 16 * 1024 * 1024,
    MAX_TIME_MS = 30 * 1000,
    CONNECT_TIMEOUT_MS = 5 * 1000,
    POLL_MS = 1000
};

/* First in, first out. */
struct transfer_list {
    struct transfer *first, **end;
};

struct client {
    struct libcurl curl;
    struct client_settings settings;
    CURLM *multi;
    struct curl_slist *resolve;
    VEC(CURL *) idle; /* handles without a transfer; the multi handle has the connections */
    struct transfer_list waiting; /* not begun */
    VEC(struct transfer *) active;
    struct finished {
        struct transfer *transfer;
        CURLcode code;
    } * finished; /* room for `concurrency` of them; all are handed out before more are begun */
    size_t finished_count, finished_at;
    size_t pending; /* requests whose responses are not handed out */
};

static void list_init(struct transfer_list *list)
{
    list->first = NULL;
    list->end = &list->first;
}

static void list_add(struct transfer_list *list, struct transfer *transfer)
{
    transfer->next = NULL;
    *list->end = transfer;
    list->end = &transfer->next;
}

static struct transfer *list_take(struct transfer_list *list)
{
    struct transfer *transfer = list->first;

    if (!transfer)
        return NULL;
    list->first = transfer->next;
    if (!list->first)
        list->end = &list->first;
    return transfer;
}

static struct client_settings with_defaults(const struct client_settings *given)
{
    struct client_settings settings = *given;

    if (!settings.concurrency)
        settings.concurrency = CLIENT_CONCURRENCY;
    if (!settings.body_max_bytes)
        settings.body_max_bytes = BODY_MAX_BYTES;
    if (!settings.max_time_ms)
        settings.max_time_ms = MAX_TIME_MS;
    if (!settings.connect_timeout_ms)
        settings.connect_timeout_ms = CONNECT_TIMEOUT_MS;
    return settings;
}

struct client *client_new(const struct client_settings *settings, struct error *err)
{
    struct client *client = alloc_zeroed(1, sizeof *client);

    if (!libcurl_load(&client->curl, err)) {
        free(client);
        return NULL;
    }
    client->settings = with_defaults(settings);
    client->multi = client->curl.multi_init();
    if (!client->multi)
        alloc_failed(sizeof *client);
    for (size_t i = 0; i < settings->resolve_count; i++)
        client->resolve = client->curl.slist_append(client->resolve, settings->resolve[i]);
    client->finished = alloc_zeroed(client->settings.concurrency, sizeof *client->finished);
    list_init(&client->waiting);
    return client;
}

static void transfer_free(struct transfer *transfer)
{
    transfer_release(transfer);
    free(transfer);
}

void client_free(struct client *client)
{
    struct transfer *transfer;

    if (!client)
        return;
    while ((transfer = list_take(&client->waiting)))
        transfer_free(transfer);
    for (size_t i = 0; i < client->active.count; i++) {
        client->curl.multi_remove_handle(client->multi, client->active.items[i]->easy);
        client->curl.easy_cleanup(client->active.items[i]->easy);
        transfer_free(client->active.items[i]);
    }
    for (size_t i = client->finished_at; i < client->finished_count; i++) {
        client->curl.easy_cleanup(client->finished[i].transfer->easy);
        transfer_free(client->finished[i].transfer);
    }
    for (size_t i = 0; i < client->idle.count; i++)
        client->curl.easy_cleanup(client->idle.items[i]);
    VEC_RELEASE(&client->active);
    VEC_RELEASE(&client->idle);
    free(client->finished);
    client->curl.multi_cleanup(client->multi);
    client->curl.slist_free_all(client->resolve);
    libcurl_unload(&client->curl);
    free(client);
}

bool client_send(struct client *client, const struct request *request, void *tag, struct error *err)
{
    struct transfer *transfer = alloc_zeroed(1, sizeof *transfer);

    if (!transfer_init(transfer, &client->curl, &client->settings, request, err)) {
        transfer_free(transfer);
        return false;
    }
    transfer->tag = tag;
    list_add(&client->waiting, transfer);
    client->pending++;
    return true;
}

static void finish(struct client *client, struct transfer *transfer, CURLcode code)
{
    client->finished[client->finished_count++] =
        (struct finished){.transfer = transfer, .code = code};
}

static CURL *take_handle(struct client *client)
{
    CURL *easy =
        client->idle.count ? client->idle.items[--client->idle.count] : client->curl.easy_init();

    if (!easy)
        alloc_failed(sizeof easy);
    return easy;
}

/* Begins waiting transfers while there is room. Call it when all finished ones are handed out, so
   that finished[] has room for all that are active. */
static void begin(struct client *client)
{
    struct transfer *transfer;

    while (client->active.count + client->finished_count < client->settings.concurrency &&
           (transfer = list_take(&client->waiting))) {
        if (!transfer_prepare(transfer, take_handle(client), client->resolve) ||
            client->curl.multi_add_handle(client->multi, transfer->easy) != CURLM_OK)
            finish(client, transfer, CURLE_FAILED_INIT);
        else
            VEC_ADD(&client->active, transfer);
    }
}

static struct transfer *end_active(struct client *client, CURL *easy)
{
    for (size_t i = 0; i < client->active.count; i++) {
        struct transfer *transfer = client->active.items[i];

        if (transfer->easy != easy)
            continue;
        client->active.items[i] = client->active.items[--client->active.count];
        client->curl.multi_remove_handle(client->multi, easy);
        return transfer;
    }
    return NULL;
}

static void collect(struct client *client)
{
    CURLMsg *message;
    int left;

    while ((message = client->curl.multi_info_read(client->multi, &left))) {
        CURLcode code = message->data.result; /* removing the handle ends the message's life */
        struct transfer *transfer =
            message->msg == CURLMSG_DONE ? end_active(client, message->easy_handle) : NULL;

        if (transfer)
            finish(client, transfer, code);
    }
}

/* Ends all transfers under way: the user asked for it, or libcurl failed. */
static void give_up(struct client *client, enum stop stop, const char *message)
{
    while (client->active.count) {
        struct transfer *transfer = end_active(client, client->active.items[0]->easy);

        transfer->stop = stop;
        snprintf(transfer->message, sizeof transfer->message, "%s", message);
        finish(client, transfer, CURLE_ABORTED_BY_CALLBACK);
    }
}

/* A TLS library may write to a socket that the server has closed. The signal that follows must not
   end the program; and how the program handles the signal is not ours to change. */
static CURLMcode perform_without_sigpipe(struct client *client)
{
    const struct timespec now = {0};
    sigset_t pipe, before, pending;
    CURLMcode code;
    int running;

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    code = client->curl.multi_perform(client->multi, &running);
    sigpending(&pending);
    if (sigismember(&pending, SIGPIPE) && !sigismember(&before, SIGPIPE))
        sigtimedwait(&pipe, NULL, &now);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return code;
}

static void work(struct client *client)
{
    CURLMcode code = perform_without_sigpipe(client);

    collect(client);
    if (code == CURLM_OK && client->finished_count == 0)
        code = client->curl.multi_poll(client->multi, NULL, 0, POLL_MS, NULL);
    if (code != CURLM_OK)
        give_up(client, STOP_NONE, client->curl.multi_strerror(code));
    if (client->settings.interrupted && *client->settings.interrupted)
        give_up(client, STOP_INTERRUPTED, "interrupted");
}

static void hand_out(struct client *client, struct arena *arena, struct exchange *exchange,
                     void **tag)
{
    struct finished *finished = &client->finished[client->finished_at++];
    struct transfer *transfer = finished->transfer;

    transfer_finish(transfer, finished->code, arena, exchange);
    *tag = transfer->tag;
    client->curl.easy_reset(transfer->easy);
    VEC_ADD(&client->idle, transfer->easy);
    transfer_free(transfer);
    client->pending--;
}

enum client_step client_next(struct client *client, struct arena *arena, struct exchange *exchange,
                             void **tag)
{
    while (client->pending) {
        if (client->finished_at < client->finished_count) {
            hand_out(client, arena, exchange, tag);
            return CLIENT_GOT;
        }
        client->finished_at = client->finished_count = 0;
        begin(client);
        if (client->finished_count == 0)
            work(client);
    }
    return CLIENT_IDLE;
}
