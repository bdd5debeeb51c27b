/* A server with bad manners, on loopback: the path chooses which. Prints its port and ends by
   itself after RUDE_SECONDS. The unit tests include this file and run it in threads of their own.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

enum {
    RUDE_SECONDS = 120,
    RUDE_REQUEST_BYTES = 16 * 1024,
    RUDE_BOMB_BYTES = 200 * 1024 * 1024,
    RUDE_ENDLESS_BYTES = 1024 * 1024 * 1024
};

struct rude_server {
    int listener;  /* 127.0.0.1 */
    int elsewhere; /* 127.0.0.2, the same port: where a redirect leads */
    unsigned short port;
    atomic_int followed; /* connections to 127.0.0.2 */
};

struct rude_client {
    struct rude_server *server;
    int fd;
    char request[RUDE_REQUEST_BYTES];
};

/* false: the client went away. */
static bool say_bytes(int fd, const void *bytes, size_t length)
{
    const char *at = bytes;

    while (length) {
        ssize_t sent = send(fd, at, length, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        at += sent;
        length -= (size_t)sent;
    }
    return true;
}

static bool say(int fd, const char *text)
{
    return say_bytes(fd, text, strlen(text));
}

static bool say_chunk(int fd, const void *bytes, size_t length)
{
    char head[32];

    snprintf(head, sizeof head, "%zx\r\n", length);
    return say(fd, head) && say_bytes(fd, bytes, length) && say(fd, "\r\n");
}

#define OK_JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define CHUNKED OK_JSON "Transfer-Encoding: chunked\r\n\r\n"

/* What comes is 20 bytes long. */
#define TWENTY "{\"state\":true,\"a\":1}"

static void polite(struct rude_client *client)
{
    say(client->fd, OK_JSON "Content-Length: 20\r\nX-Twice: a\r\nX-Twice: b\r\n\r\n" TWENTY);
}

static void echo(struct rude_client *client)
{
    char head[128];

    snprintf(head, sizeof head, OK_JSON "Content-Length: %zu\r\n\r\n", strlen(client->request));
    say(client->fd, head);
    say(client->fd, client->request);
}

static void length_too_long(struct rude_client *client)
{
    say(client->fd, OK_JSON "Content-Length: 400\r\n\r\n" TWENTY);
}

static void length_too_short(struct rude_client *client)
{
    say(client->fd, OK_JSON "Content-Length: 5\r\n\r\n" TWENTY);
}

static void two_lengths(struct rude_client *client)
{
    say(client->fd, OK_JSON "Content-Length: 5\r\nContent-Length: 20\r\n\r\n" TWENTY);
}

static void reset(struct rude_client *client)
{
    struct linger now = {.l_onoff = 1, .l_linger = 0};

    say(client->fd, OK_JSON "Content-Length: 400\r\n\r\n" TWENTY);
    usleep(100 * 1000);
    setsockopt(client->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

static void bomb(struct rude_client *client)
{
    static const unsigned char zeros[64 * 1024];
    unsigned char packed[64 * 1024];
    z_stream z = {0};
    bool open = say(client->fd, OK_JSON "Content-Encoding: gzip\r\n"
                                        "Transfer-Encoding: chunked\r\n\r\n");

    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    for (size_t sent = 0; open && sent < RUDE_BOMB_BYTES; sent += sizeof zeros) {
        z.next_in = (unsigned char *)(uintptr_t)zeros;
        z.avail_in = sizeof zeros;
        z.next_out = packed;
        z.avail_out = sizeof packed;
        deflate(&z, Z_NO_FLUSH);
        if (z.avail_out < sizeof packed)
            open = say_chunk(client->fd, packed, sizeof packed - z.avail_out);
    }
    deflateEnd(&z);
    if (open)
        say(client->fd, "0\r\n\r\n");
}

static void broken_gzip(struct rude_client *client)
{
    say(client->fd, OK_JSON "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n" TWENTY);
}

/* As long as it says, but the packed text has lost its end. */
static void cut_gzip(struct rude_client *client)
{
    static const char text[] = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {}\n";
    unsigned char packed[256];
    z_stream z = {.next_in = (unsigned char *)(uintptr_t)text,
                  .avail_in = sizeof text - 1,
                  .next_out = packed,
                  .avail_out = sizeof packed};
    char head[256];
    size_t length;

    deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    deflate(&z, Z_FINISH);
    length = sizeof packed - z.avail_out - 12;
    deflateEnd(&z);
    snprintf(head, sizeof head, OK_JSON "Content-Encoding: gzip\r\nContent-Length: %zu\r\n\r\n",
             length);
    if (say(client->fd, head))
        say_bytes(client->fd, packed, length);
}

static void unknown_coding(struct rude_client *client)
{
    say(client->fd, OK_JSON "Content-Encoding: rot13\r\nContent-Length: 20\r\n\r\n" TWENTY);
}

static void drip(struct rude_client *client)
{
    bool open = say(client->fd, CHUNKED);

    for (int i = 0; open && i < RUDE_SECONDS; i++) {
        open = say_chunk(client->fd, "x", 1);
        sleep(1);
    }
}

static void silence(struct rude_client *client)
{
    char byte;

    while (recv(client->fd, &byte, 1, 0) > 0) /* until the client goes away */
        ;
}

static void endless(struct rude_client *client)
{
    char block[64 * 1024];
    bool open = say(client->fd, CHUNKED);

    memset(block, ' ', sizeof block);
    for (size_t sent = 0; open && sent < RUDE_ENDLESS_BYTES; sent += sizeof block)
        open = say_chunk(client->fd, block, sizeof block);
}

static void blanks(struct rude_client *client)
{
    static char block[1024 * 1024];
    bool open = say(client->fd, OK_JSON "Content-Length: 62914560\r\n\r\n");

    memset(block, ' ', sizeof block);
    for (int i = 0; open && i < 60; i++)
        open = say_bytes(client->fd, block, sizeof block);
}

static void chunked_cut_off(struct rude_client *client)
{
    say(client->fd, CHUNKED "14\r\n" TWENTY "\r\n14\r\n{\"sta");
}

static void redirect_to_file(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n"
                    "Content-Length: 0\r\n\r\n");
}

static void redirect_elsewhere(struct rude_client *client)
{
    char head[256];

    snprintf(head, sizeof head,
             "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.2:%u/stolen\r\n"
             "Content-Length: 0\r\n\r\n",
             client->server->port);
    say(client->fd, head);
}

static void redirect_to_polite(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 301 Moved Permanently\r\nLocation: polite\r\n"
                    "Content-Length: 0\r\n\r\n");
}

static void redirect_round(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 302 Found\r\nLocation: /redirect-round\r\n"
                    "Content-Length: 0\r\n\r\n");
}

static void redirect_nowhere(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n");
}

static void redirect_to_blank(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: \r\n\r\n");
}

static void not_found(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
}

/* A JSON Schema, and part of one in a document beside it. */
static void pet_schema(struct rude_client *client)
{
    say(client->fd, OK_JSON "\r\n{\"type\": \"object\", \"properties\": "
                            "{\"id\": {\"$ref\": \"id-schema#/of/pets\"}}}");
}

static void id_schema(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 200 OK\r\nContent-Type: text/yaml\r\n\r\n"
                    "of:\n  pets:\n    type: integer\n");
}

/* A description that says it is another one, and lies elsewhere. */
static void false_self(struct rude_client *client)
{
    say(client->fd, OK_JSON "\r\n{\"openapi\": \"3.2.0\", "
                            "\"$self\": \"https://api.example.com/openapi\", "
                            "\"components\": {\"schemas\": {\"Pet\": {}}}}");
}

/* A description under a false content type. Its parts lie beside it, at /id-schema, and elsewhere:
   at /other-schema of 127.0.0.2. */
static void described(struct rude_client *client)
{
    char text[1024];

    snprintf(text, sizeof text,
             "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
             "openapi: 3.1.0\n"
             "info: {title: Remote, version: \"1\"}\n"
             "paths:\n"
             "  /pet:\n"
             "    get:\n"
             "      operationId: getPet\n"
             "      responses:\n"
             "        \"200\":\n"
             "          description: A\n"
             "          content: {application/json: {schema: {type: object, properties: {"
             "id: {$ref: \"id-schema#/of/pets\"}, "
             "other: {$ref: \"http://127.0.0.2:%u/other-schema\"}}}}}\n",
             client->server->port);
    say(client->fd, text);
}

static void description_elsewhere(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 302 Found\r\nLocation: ./below/description\r\n"
                    "Content-Length: 0\r\n\r\n");
}

/* A description that calls itself by another server's name, with its parts beside it. */
static void description_self(struct rude_client *client)
{
    say(client->fd, OK_JSON "\r\n{\"openapi\": \"3.2.0\", "
                            "\"$self\": \"https://api.example.com/openapi\", "
                            "\"info\": {\"title\": \"Self\", \"version\": \"1\"}, "
                            "\"components\": {\"schemas\": {\"Id\": "
                            "{\"$ref\": \"id-schema#/of/pets\"}}}}");
}

/* For the user "u" with the password "p:w". */
static void description_private(struct rude_client *client)
{
    if (strstr(client->request, "\r\nAuthorization: Basic dTpwOnc=\r\n"))
        described(client);
    else
        say(client->fd, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                        "Content-Length: 0\r\n\r\n");
}

static void page(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                    "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>\n");
}

static void say_header(int fd, size_t length)
{
    char *value = malloc(length + 1);

    memset(value, 'v', length);
    value[length] = '\0';
    (void)(say(fd, "X-Large: ") && say(fd, value) && say(fd, "\r\n"));
    free(value);
}

static void large_headers(struct rude_client *client)
{
    say(client->fd, OK_JSON);
    for (int i = 0; i < 60; i++)
        say_header(client->fd, 5 * 1024);
    say(client->fd, "Content-Length: 20\r\n\r\n" TWENTY);
}

static void large_header(struct rude_client *client)
{
    say(client->fd, OK_JSON);
    say_header(client->fd, 300 * 1024);
    say(client->fd, "Content-Length: 20\r\n\r\n" TWENTY);
}

static void many_headers(struct rude_client *client)
{
    say(client->fd, OK_JSON);
    for (int i = 0; i < 1000; i++)
        say_header(client->fd, 8);
    say(client->fd, "Content-Length: 20\r\n\r\n" TWENTY);
}

static void garbage(struct rude_client *client)
{
    say(client->fd, "SSH-2.0-OpenSSH_9.2\r\n\r\n");
}

static void garbage_status(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 abc Fine\r\nContent-Length: 0\r\n\r\n");
}

static void nothing(struct rude_client *client)
{
    (void)client;
}

static void half_a_head(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 200 OK\r\nContent-Ty");
}

static void storm_of_1xx(struct rude_client *client)
{
    for (int i = 0; i < 100000; i++)
        if (!say(client->fd, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"))
            return;
}

static void early_hints(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n");
    polite(client);
}

static void hints_only(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n");
}

static void strange_reason(struct rude_client *client)
{
    say(client->fd, "HTTP/1.1 200 \033]0;owned\007\r\nX-Folded: a\r\n  b\r\n"
                    "Content-Length: 0\r\n\r\n");
}

static void followed(struct rude_client *client)
{
    char text[128];

    snprintf(text, sizeof text, OK_JSON "Content-Length: 1\r\n\r\n%d",
             atomic_load(&client->server->followed) ? 1 : 0);
    say(client->fd, text);
}

static const struct {
    const char *path;
    void (*answer)(struct rude_client *client);
} rudeness[] = {
    {"/polite", polite},
    {"/echo", echo},
    {"/length-too-long", length_too_long},
    {"/length-too-short", length_too_short},
    {"/two-lengths", two_lengths},
    {"/reset", reset},
    {"/bomb", bomb},
    {"/broken-gzip", broken_gzip},
    {"/cut-gzip", cut_gzip},
    {"/unknown-coding", unknown_coding},
    {"/drip", drip},
    {"/silence", silence},
    {"/endless", endless},
    {"/blanks", blanks},
    {"/chunked-cut-off", chunked_cut_off},
    {"/redirect-to-file", redirect_to_file},
    {"/redirect-elsewhere", redirect_elsewhere},
    {"/redirect-to-polite", redirect_to_polite},
    {"/redirect-round", redirect_round},
    {"/redirect-nowhere", redirect_nowhere},
    {"/redirect-to-blank", redirect_to_blank},
    {"/not-found", not_found},
    {"/pet-schema", pet_schema},
    {"/id-schema", id_schema},
    {"/false-self", false_self},
    {"/description", described},
    {"/description-elsewhere", description_elsewhere},
    {"/description-self", description_self},
    {"/description-private", description_private},
    {"/page", page},
    {"/large-headers", large_headers},
    {"/large-header", large_header},
    {"/many-headers", many_headers},
    {"/garbage", garbage},
    {"/garbage-status", garbage_status},
    {"/nothing", nothing},
    {"/half-a-head", half_a_head},
    {"/storm-of-1xx", storm_of_1xx},
    {"/early-hints", early_hints},
    {"/hints-only", hints_only},
    {"/strange-reason", strange_reason},
    {"/followed", followed},
};

/* Reads a request: its head, and the body its Content-Length tells. */
static bool hear(struct rude_client *client)
{
    size_t length = 0, wanted = 0;

    while (length < sizeof client->request - 1) {
        ssize_t got =
            recv(client->fd, client->request + length, sizeof client->request - 1 - length, 0);
        const char *end, *told;

        if (got <= 0)
            return false;
        length += (size_t)got;
        client->request[length] = '\0';
        if (client->request[0] == 0x16) { /* TLS: answered in plain text, as many do */
            say(client->fd, "HTTP/1.1 400 Bad Request\r\n\r\n");
            return false;
        }
        end = strstr(client->request, "\r\n\r\n");
        if (!end)
            continue;
        told = strstr(client->request, "Content-Length: ");
        wanted = (size_t)(end - client->request) + 4 + (told ? (size_t)atoi(told + 16) : 0);
        if (length >= wanted)
            return true;
    }
    return false;
}

/* The last segment of the request's path chooses, so that the server may stand below any base. */
static void *serve(void *argument)
{
    struct rude_client *client = argument;

    if (hear(client)) {
        const char *path = strchr(client->request, ' ') + 1;
        size_t length = strcspn(path, " ?");

        while (length && memchr(path + 1, '/', length - 1)) {
            path++;
            length--;
        }
        for (size_t i = 0; i < sizeof rudeness / sizeof rudeness[0]; i++)
            if (strlen(rudeness[i].path) == length && memcmp(path, rudeness[i].path, length) == 0)
                rudeness[i].answer(client);
    }
    close(client->fd);
    free(client);
    return NULL;
}

static void *accept_elsewhere(void *argument)
{
    struct rude_server *server = argument;

    for (;;) {
        int fd = accept(server->elsewhere, NULL, NULL);

        if (fd < 0)
            return NULL;
        atomic_fetch_add(&server->followed, 1);
        close(fd);
    }
}

static void *accept_all(void *argument)
{
    struct rude_server *server = argument;

    for (;;) {
        struct rude_client *client;
        pthread_t thread;
        int fd = accept(server->listener, NULL, NULL);

        if (fd < 0)
            return NULL;
        client = calloc(1, sizeof *client);
        client->server = server;
        client->fd = fd;
        if (pthread_create(&thread, NULL, serve, client) == 0)
            pthread_detach(thread);
    }
}

static int listen_on(const char *address, unsigned short *port)
{
    struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(*port)};
    socklen_t length = sizeof name;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    inet_pton(AF_INET, address, &name.sin_addr);
    if (bind(fd, (struct sockaddr *)&name, sizeof name) != 0 || listen(fd, 64) != 0 ||
        getsockname(fd, (struct sockaddr *)&name, &length) != 0) {
        close(fd);
        return -1;
    }
    *port = ntohs(name.sin_port);
    return fd;
}

/* The server lives as long as the process, which ends where there is no socket to be had. */
static void rude_server_start(struct rude_server *server)
{
    pthread_t thread;

    server->port = 0;
    server->listener = listen_on("127.0.0.1", &server->port);
    server->elsewhere = listen_on("127.0.0.2", &server->port);
    if (server->listener >= 0 && server->elsewhere >= 0 &&
        pthread_create(&thread, NULL, accept_all, server) == 0 && pthread_detach(thread) == 0 &&
        pthread_create(&thread, NULL, accept_elsewhere, server) == 0 && pthread_detach(thread) == 0)
        return;
    perror("rude server");
    exit(EXIT_FAILURE);
}

#ifndef RUDE_SERVER_INCLUDED
int main(void)
{
    struct rude_server server = {0};

    rude_server_start(&server);
    printf("%u\n", server.port);
    fflush(stdout);
    sleep(RUDE_SECONDS);
    return EXIT_SUCCESS;
}
#endif
