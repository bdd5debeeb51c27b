#include "serve/mock.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "serve/answer.h"
#include "serve/libmicrohttpd.h"

enum {
    REQUEST_MAX_BYTES = 16 * 1024 * 1024, /* of a body */
    CONNECTION_MEMORY = 64 * 1024,        /* request line and headers */
    CONNECTION_LIMIT = 256,
    IDLE_SECONDS = 30
};

/* One thread of the daemon does everything, so that no locks are needed. */
struct mock {
    struct libmicrohttpd mhd;
    struct MHD_Daemon *daemon;
    struct answerer *answerer;
};

/* One request while it comes in. */
struct conversation {
    struct arena arena;
    struct request request;
    struct strbuf body;
    bool begun; /* the headers were read */
};

/* Only here is the target as it was sent: libmicrohttpd decodes and cuts it elsewhere. */
static void *begin(void *context, const char *target, struct MHD_Connection *connection)
{
    struct conversation *conversation = alloc_zeroed(1, sizeof *conversation);

    (void)context;
    (void)connection;
    arena_init(&conversation->arena);
    strbuf_init(&conversation->body, REQUEST_MAX_BYTES);
    conversation->request.url = str_copy(&conversation->arena, str_of(target));
    return conversation;
}

static void end(void *context, struct MHD_Connection *connection, void **state,
                enum MHD_RequestTerminationCode code)
{
    struct conversation *conversation = *state;

    (void)context;
    (void)connection;
    (void)code;
    if (!conversation)
        return;
    strbuf_release(&conversation->body);
    arena_release(&conversation->arena);
    free(conversation);
    *state = NULL;
}

static enum MHD_Result read_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   const char *value)
{
    struct conversation *conversation = context;
    struct headers *headers = &conversation->request.headers;
    struct header header = {.name = str_copy(&conversation->arena, str_of(name)),
                            .value = str_copy(&conversation->arena, str_of(value ? value : ""))};

    (void)kind;
    headers->items =
        arena_resize(&conversation->arena, headers->items, headers->count * sizeof header,
                     (headers->count + 1) * sizeof header);
    headers->items[headers->count++] = header;
    return MHD_YES;
}

static enum MHD_Result send_answer(struct mock *mock, struct MHD_Connection *connection,
                                   const struct answer *answer, struct arena *arena)
{
    struct libmicrohttpd *mhd = &mock->mhd;
    char *body = arena_alloc(arena, answer->body.length + 1);
    struct MHD_Response *response;
    enum MHD_Result queued;

    memcpy(body, answer->body.text, answer->body.length);
    response = mhd->create_response_from_buffer(answer->body.length, body, MHD_RESPMEM_MUST_COPY);
    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < answer->header_count; i++)
        mhd->add_response_header(response, str_copy(arena, answer->headers[i].name).text,
                                 str_copy(arena, answer->headers[i].value).text);
    queued = mhd->queue_response(connection, (unsigned)answer->status, response);
    mhd->destroy_response(response);
    return queued;
}

static enum MHD_Result finish(struct mock *mock, struct MHD_Connection *connection,
                              struct conversation *conversation)
{
    struct request *request = &conversation->request;
    struct answer answer = {0};

    request->body = (struct body){
        .state = conversation->body.length ? BODY_PRESENT : BODY_EMPTY,
        .bytes = strbuf_str(&conversation->body),
    };
    if (conversation->body.overflowed)
        answer_problem(&answer, &conversation->arena, 413,
                       STR("the request's body is larger than the mock reads"));
    else
        answer_request(mock->answerer, &conversation->arena, request, &answer);
    return send_answer(mock, connection, &answer, &conversation->arena);
}

/* Called first with the headers, then with pieces of the body, then once more. */
static enum MHD_Result receive(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *data,
                               size_t *data_length, void **state)
{
    struct mock *mock = context;
    struct conversation *conversation = *state;

    (void)url;
    (void)version;
    if (!conversation->begun) {
        conversation->begun = true;
        conversation->request.method = str_copy(&conversation->arena, str_of(method));
        mock->mhd.get_connection_values(connection, MHD_HEADER_KIND, read_header, conversation);
        return MHD_YES;
    }
    if (*data_length) {
        strbuf_add(&conversation->body, (struct str){data, *data_length});
        *data_length = 0;
        return MHD_YES;
    }
    return finish(mock, connection, conversation);
}

/* ---- start and stop ---- */

static struct MHD_Daemon *start(struct mock *mock, unsigned short port)
{
    const struct sockaddr_in loopback = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    errno = 0;
    return mock->mhd.start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, receive, mock,
        MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)&loopback, MHD_OPTION_URI_LOG_CALLBACK,
        begin, NULL, MHD_OPTION_NOTIFY_COMPLETED, end, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTION_LIMIT,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_END);
}

struct mock *mock_start(struct api *api, unsigned short port, struct error *err)
{
    struct mock *mock = alloc_zeroed(1, sizeof *mock);

    if (!libmicrohttpd_load(&mock->mhd, err)) {
        free(mock);
        return NULL;
    }
    mock->answerer = answerer_new(api);
    mock->daemon = start(mock, port);
    if (mock->daemon)
        return mock;
    error_raise(err, "127.0.0.1:%u: cannot listen: %s", port,
                errno ? strerror(errno) : "libmicrohttpd does not start");
    mock_stop(mock);
    return NULL;
}

unsigned short mock_port(const struct mock *mock)
{
    const union MHD_DaemonInfo *info =
        mock->mhd.get_daemon_info(mock->daemon, MHD_DAEMON_INFO_BIND_PORT);

    return info ? info->port : 0;
}

void mock_stop(struct mock *mock)
{
    if (!mock)
        return;
    if (mock->daemon)
        mock->mhd.stop_daemon(mock->daemon);
    answerer_free(mock->answerer);
    libmicrohttpd_unload(&mock->mhd);
    free(mock);
}
