#include "serve/mock.h"

#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "http/status.h"
#include "serve/answer.h"
#include "serve/doorkeeper.h"
#include "serve/head_layout.h"
#include "serve/libmicrohttpd.h"
#include "serve/soundness.h"

enum {
    BODIES_MAX_BYTES = 64 * 1024 * 1024,     /* of all connections together */
    ANSWERS_MAX_BYTES = 64 * 1024 * 1024,    /* likewise: of those that clients have not read */
    ANSWER_SMALL_BYTES = 64 * 1024,          /* is sent all the same */
    CONNECTION_MEMORY = HEAD_SPAN_MAX_BYTES, /* request line and headers */
    ANSWER_HEADERS_MAX_BYTES = 32 * 1024,    /* so that they have room in it */
    TURN_BYTES = 128 * 1024, /* that a connection is sent at most before the next one's turn */
    IDLE_SECONDS = 30
};

/* One thread of the daemon does everything, so that no locks are needed here. */
struct mock {
    struct libmicrohttpd mhd;
    struct MHD_Daemon *daemon;
    struct answerer *answerer;
    struct doorkeeper *doorkeeper;
    size_t bodies_bytes;  /* held by all conversations */
    size_t answers_bytes; /* likewise */
};

/* One request while it comes in. */
struct conversation {
    struct arena arena;
    struct request request;
    struct strbuf body;
    struct refusal refusal; /* of a body that is too large: the rest of it is thrown away */
    bool begun;             /* the headers were read */
    struct head_layout layout;
    size_t answer_bytes; /* of mock->answers_bytes */
};

/* libmicrohttpd splits the query into records of 64 bytes a parameter, and where they do not fit
   into its memory for the connection, it closes that without a word. We take the query from the
   target, so it is shown none: this is its own buffer, before it looks for the '?'. */
static void hide_query(struct str target)
{
    size_t mark = str_find_char(target, '?');

    if (mark < target.length)
        ((char *)(uintptr_t)target.text)[mark + 1] = '\0';
}

/* Only here is the target as it was sent: libmicrohttpd decodes and cuts it elsewhere. */
static void *begin(void *context, const char *target, struct MHD_Connection *connection)
{
    struct conversation *conversation = alloc_zeroed(1, sizeof *conversation);
    struct str whole = str_of(target);

    (void)context;
    (void)connection;
    arena_init(&conversation->arena);
    strbuf_init(&conversation->body, BODY_MAX_BYTES);
    conversation->request.url =
        str_copy(&conversation->arena, str_slice(whole, 0, TARGET_MAX_BYTES + 1));
    head_layout_add(&conversation->layout, whole.text, whole.length);
    hide_query(whole);
    return conversation;
}

static void drop_body(struct mock *mock, struct conversation *conversation)
{
    mock->bodies_bytes -= conversation->body.length;
    strbuf_release(&conversation->body);
}

static void end(void *context, struct MHD_Connection *connection, void **state,
                enum MHD_RequestTerminationCode code)
{
    struct mock *mock = context;
    struct conversation *conversation = *state;

    (void)connection;
    (void)code;
    if (!conversation)
        return;
    drop_body(mock, conversation);
    mock->answers_bytes -= conversation->answer_bytes;
    arena_release(&conversation->arena);
    free(conversation);
    *state = NULL;
}

static enum MHD_Result read_header(void *context, enum MHD_ValueKind kind, const char *name,
                                   size_t name_length, const char *value, size_t value_length)
{
    struct conversation *conversation = context;
    struct headers *headers = &conversation->request.headers;
    struct header header = {
        .name = str_copy(&conversation->arena, (struct str){name ? name : "", name_length}),
        .value = str_copy(&conversation->arena, (struct str){value ? value : "", value_length})};

    (void)kind;
    head_layout_add(&conversation->layout, name, name_length);
    head_layout_add(&conversation->layout, value, value_length);
    headers->items =
        arena_resize(&conversation->arena, headers->items, headers->count * sizeof header,
                     (headers->count + 1) * sizeof header);
    headers->items[headers->count++] = header;
    return MHD_YES;
}

/* ---- the answer ---- */

static int socket_of(struct mock *mock, struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        mock->mhd.get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);

    return info ? info->connect_fd : -1;
}

static void check_size(struct answer *answer, struct arena *arena)
{
    size_t bytes = 0;

    for (size_t i = 0; i < answer->header_count; i++)
        bytes += answer->headers[i].name.length + answer->headers[i].value.length;
    if (bytes <= ANSWER_HEADERS_MAX_BYTES)
        return;
    *answer = (struct answer){0};
    answer_problem(answer, arena, 500, STR("the described headers are larger than the mock sends"));
}

/* The body stays in the conversation's arena until it is sent: libmicrohttpd only reads it. */
static enum MHD_Result send_answer(struct mock *mock, struct MHD_Connection *connection,
                                   struct answer *answer, struct arena *arena)
{
    struct libmicrohttpd *mhd = &mock->mhd;
    struct MHD_Response *response;
    enum MHD_Result queued;

    check_size(answer, arena);
    response = mhd->create_response_from_buffer(
        answer->body.length, (void *)(uintptr_t)answer->body.text, MHD_RESPMEM_PERSISTENT);
    if (!response)
        return MHD_NO;
    for (size_t i = 0; i < answer->header_count; i++)
        mhd->add_response_header(response, str_copy(arena, answer->headers[i].name).text,
                                 str_copy(arena, answer->headers[i].value).text);
    queued = mhd->queue_response(connection, (unsigned)answer->status, response);
    mhd->destroy_response(response);
    return queued;
}

/* Past libmicrohttpd, whose memory for the connection may have no room left for an answer: it would
   close the connection without a word. What does not fit into the socket at once is lost. */
static enum MHD_Result send_plainly(struct mock *mock, struct MHD_Connection *connection,
                                    const struct answer *answer, struct arena *arena)
{
    struct str text =
        str_format(arena, "HTTP/1.1 %d %s\r\nConnection: close\r\nContent-Length: %zu\r\n",
                   answer->status, status_reason(answer->status), answer->body.length);

    for (size_t i = 0; i < answer->header_count; i++)
        text = str_format(arena, "%.*s%.*s: %.*s\r\n", STR_ARGS(text),
                          STR_ARGS(answer->headers[i].name), STR_ARGS(answer->headers[i].value));
    text = str_format(arena, "%.*s\r\n%.*s", STR_ARGS(text), STR_ARGS(answer->body));
    send(socket_of(mock, connection), text.text, text.length, MSG_NOSIGNAL | MSG_DONTWAIT);
    return MHD_NO; /* close it */
}

static enum MHD_Result send_refusal(struct mock *mock, struct MHD_Connection *connection,
                                    struct conversation *conversation,
                                    const struct refusal *refusal)
{
    struct answer answer = {0};

    answer_problem(&answer, &conversation->arena, refusal->status, refusal->detail);
    if (refusal->status == 431)
        return send_plainly(mock, connection, &answer, &conversation->arena);
    answer_add_header(&answer, STR("Connection"), STR("close"));
    if (refusal->status == 503)
        answer_add_header(&answer, STR("Retry-After"), STR("1"));
    return send_answer(mock, connection, &answer, &conversation->arena);
}

static enum MHD_Result answer(struct mock *mock, struct MHD_Connection *connection,
                              struct conversation *conversation)
{
    struct request *request = &conversation->request;
    struct refusal refusal = conversation->refusal;
    struct answer answer = {0};

    request->body = (struct body){
        .state = conversation->body.length ? BODY_PRESENT : BODY_EMPTY,
        .bytes = strbuf_str(&conversation->body),
    };
    if (!refusal.status)
        refusal = request_decode(&conversation->arena, request);
    if (refusal.status)
        return send_refusal(mock, connection, conversation, &refusal);
    answer_request(mock->answerer, &conversation->arena, request, &answer);
    if (answer.body_is_shared)
        return send_answer(mock, connection, &answer, &conversation->arena);
    if (answer.body.length > ANSWER_SMALL_BYTES &&
        mock->answers_bytes + answer.body.length > ANSWERS_MAX_BYTES && mock->answers_bytes) {
        refusal = (struct refusal){
            503, STR("the answers that clients have not read are as many bytes as the mock holds")};
        return send_refusal(mock, connection, conversation, &refusal);
    }
    conversation->answer_bytes = answer.body.length;
    mock->answers_bytes += answer.body.length;
    return send_answer(mock, connection, &answer, &conversation->arena);
}

/* ---- the request ---- */

/* Many clients look for an answer only after the whole body is sent: one that is not much too large
   is let in and thrown away. */
static bool is_read_first(const struct request *request, const struct refusal *refusal)
{
    uint64_t length = 0;

    return refusal->status == 413 && !headers_get(&request->headers, "expect").text &&
           str_to_unsigned(str_trim(headers_get(&request->headers, "content-length")), &length) &&
           length <= BODIES_MAX_BYTES;
}

static bool read_head(struct mock *mock, struct MHD_Connection *connection,
                      struct conversation *conversation, const char *version)
{
    head_layout_add(&conversation->layout, version, strlen(version));
    mock->mhd.get_connection_values_n(connection, MHD_HEADER_KIND, read_header, conversation);
    return head_layout_is_whole(&conversation->layout);
}

static enum MHD_Result begin_body(struct mock *mock, struct MHD_Connection *connection,
                                  struct conversation *conversation, const char *method,
                                  const char *version)
{
    struct refusal refusal;
    bool sound;

    conversation->begun = true;
    conversation->request.method = str_copy(&conversation->arena, str_of(method));
    sound = read_head(mock, connection, conversation, version);
    refusal = request_soundness(&conversation->request, str_of(version));
    if (!sound && !refusal.status)
        refusal = (struct refusal){400, STR("a null byte, or a header that goes on in a new line")};
    if (!refusal.status || is_read_first(&conversation->request, &refusal)) {
        conversation->refusal = refusal;
        return MHD_YES;
    }
    return send_refusal(mock, connection, conversation, &refusal);
}

static void add_piece(struct mock *mock, struct conversation *conversation, struct str piece)
{
    size_t before = conversation->body.length;

    if (conversation->refusal.status)
        return;
    if (piece.length > BODIES_MAX_BYTES - mock->bodies_bytes)
        conversation->refusal = (struct refusal){
            503, STR("the bodies that the mock is reading are as many bytes as it holds")};
    else if (!strbuf_add(&conversation->body, piece))
        conversation->refusal =
            (struct refusal){413, STR("the request's body is larger than the mock reads")};
    mock->bodies_bytes += conversation->body.length - before;
    if (conversation->refusal.status)
        drop_body(mock, conversation);
}

/* Called first with the headers, then with pieces of the body, then once more. */
static enum MHD_Result receive(void *context, struct MHD_Connection *connection, const char *url,
                               const char *method, const char *version, const char *data,
                               size_t *data_length, void **state)
{
    struct mock *mock = context;
    struct conversation *conversation = *state;
    enum MHD_Result result;
    int fd;

    (void)url;
    if (!conversation->begun)
        return begin_body(mock, connection, conversation, method, version);
    if (*data_length) {
        add_piece(mock, conversation, (struct str){data, *data_length});
        *data_length = 0;
        return MHD_YES;
    }
    fd = socket_of(mock, connection);
    doorkeeper_begin(mock->doorkeeper, fd);
    result = answer(mock, connection, conversation);
    doorkeeper_finish(mock->doorkeeper, fd);
    return result;
}

static void note_connection(void *context, struct MHD_Connection *connection, void **state,
                            enum MHD_ConnectionNotificationCode code)
{
    struct mock *mock = context;
    int fd = socket_of(mock, connection), turn = TURN_BYTES;

    (void)state;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &turn, sizeof turn);
        doorkeeper_enter(mock->doorkeeper, fd);
    } else {
        doorkeeper_leave(mock->doorkeeper, fd);
    }
}

/* ---- start and stop ---- */

/* By poll, and with a channel that wakes it: with epoll, libmicrohttpd 0.9.75 waits on when exactly
   128 events have come at once (or 256...), and is deaf until its time-out. */
static struct MHD_Daemon *start(struct mock *mock, unsigned short port, unsigned connections)
{
    const struct sockaddr_in loopback = {
        .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    errno = 0;
    return mock->mhd.start_daemon(
        MHD_USE_POLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_ITC, 0, NULL, NULL, receive, mock,
        MHD_OPTION_SOCK_ADDR, (const struct sockaddr *)&loopback, MHD_OPTION_URI_LOG_CALLBACK,
        begin, NULL, MHD_OPTION_NOTIFY_COMPLETED, end, mock, MHD_OPTION_NOTIFY_CONNECTION,
        note_connection, mock, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY,
        MHD_OPTION_CONNECTION_LIMIT, connections, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_END);
}

/* The threads take no signals: they are for the one that waits for the end. */
static bool start_threads(struct mock *mock, unsigned short port, struct error *err)
{
    unsigned connections = connections_possible();
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    mock->doorkeeper = doorkeeper_new(connections, err);
    if (mock->doorkeeper)
        mock->daemon = start(mock, port, connections);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (mock->doorkeeper && !mock->daemon)
        error_raise(err, "127.0.0.1:%u: cannot listen: %s", port,
                    errno ? strerror(errno) : "libmicrohttpd does not start");
    return mock->daemon != NULL;
}

struct mock *mock_start(struct api *api, unsigned short port, struct error *err)
{
    struct mock *mock = alloc_zeroed(1, sizeof *mock);
    const union MHD_DaemonInfo *info;

    if (!libmicrohttpd_load(&mock->mhd, err)) {
        free(mock);
        return NULL;
    }
    mock->answerer = answerer_new(api);
    if (!start_threads(mock, port, err)) {
        mock_stop(mock);
        return NULL;
    }
    info = mock->mhd.get_daemon_info(mock->daemon, MHD_DAEMON_INFO_LISTEN_FD);
    doorkeeper_watch(mock->doorkeeper, info ? info->listen_fd : -1);
    return mock;
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
    if (mock->doorkeeper)
        doorkeeper_watch(mock->doorkeeper, -1);
    if (mock->daemon)
        mock->mhd.stop_daemon(mock->daemon);
    doorkeeper_free(mock->doorkeeper);
    answerer_free(mock->answerer);
    libmicrohttpd_unload(&mock->mhd);
    free(mock);
}
