/* Clients with bad manners, against a server on loopback: crowd PORT KIND [N].
     gone N      connect and go, one after the other, half of them in the middle of a request
     idle N      connect and say nothing
     drip N      begin a request and add a byte to it now and then
     together N  connect, and ask all at once
     bodies N    begin to send 16 MiB each, and all but the last byte
     unread N    ask for /large, and do not read it
     raw MS      send what stands on standard input; print what comes back, then "[closed]", or
   "[open]" where nothing more comes for so long All but raw print "ANSWERED MS": of `together` how
   many were answered within three seconds, and when the last was; of the others, after what they
   do, whether a new client was answered, and when. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CROWD_MAX = 20000, WAIT_MS = 3000, BODY_BYTES = 16 * 1024 * 1024 };

#define ASKED       "GET /plain HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
#define ASKED_LARGE "GET /large HTTP/1.1\r\nHost: h\r\n\r\n"
#define BEGUN       "GET /plain HTTP/1.1\r\nHost: h\r\nX: "

static struct sockaddr_in server = {.sin_family = AF_INET};
static int crowd[CROWD_MAX];

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int connect_one(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0 || connect(fd, (struct sockaddr *)&server, sizeof server) != 0) {
        perror("crowd");
        exit(1);
    }
    return fd;
}

static void say(int fd, const char *text)
{
    (void)!send(fd, text, strlen(text), MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Has an answer begun before the time is over? */
static bool hears(int fd, int64_t until)
{
    struct pollfd look = {.fd = fd, .events = POLLIN};
    char head[16];
    int64_t left = until - now_ms();

    return poll(&look, 1, left > 0 ? (int)left : 0) == 1 &&
           recv(fd, head, sizeof head, MSG_DONTWAIT) > 0;
}

static void connect_all(size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++) {
        crowd[i] = connect_one();
        say(crowd[i], text);
    }
}

static void come_and_go(size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int fd = connect_one();

        if (i % 2)
            say(fd, BEGUN);
        close(fd);
    }
}

static void drip(size_t count)
{
    const struct timespec pause = {0, 50 * 1000000L};

    connect_all(count, BEGUN);
    for (int round = 0; round < 10; round++) {
        for (size_t i = 0; i < count; i++)
            say(crowd[i], "a");
        nanosleep(&pause, NULL);
    }
}

static void send_bodies(size_t count)
{
    static char piece[64 * 1024];
    char head[200];

    snprintf(head, sizeof head, "POST /plain HTTP/1.1\r\nHost: h\r\nContent-Length: %d\r\n\r\n",
             BODY_BYTES);
    memset(piece, '[', sizeof piece);
    connect_all(count, head);
    for (size_t i = 0; i < count; i++)
        for (size_t sent = 0; sent + sizeof piece < BODY_BYTES; sent += sizeof piece)
            if (send(crowd[i], piece, sizeof piece, MSG_NOSIGNAL) < 0)
                break;
}

static void ask_together(size_t count)
{
    int64_t begun, last;
    size_t answered = 0;

    connect_all(count, "");
    begun = last = now_ms();
    for (size_t i = 0; i < count; i++)
        say(crowd[i], ASKED);
    for (size_t i = 0; i < count; i++)
        if (hears(crowd[i], begun + WAIT_MS)) {
            answered++;
            last = now_ms();
        }
    printf("%zu %d\n", answered, (int)(last - begun));
}

static void ask_anew(void)
{
    int64_t begun = now_ms();
    int fd = connect_one();
    bool answered;

    say(fd, ASKED);
    answered = hears(fd, begun + WAIT_MS);
    printf("%d %d\n", answered, (int)(now_ms() - begun));
}

/* The first byte is waited for as long as by others: the machine may be busy. */
static int talk(int quiet_ms)
{
    static char bytes[64 * 1024];
    int fd = connect_one();
    ssize_t length;
    bool heard = false;

    while ((length = read(STDIN_FILENO, bytes, sizeof bytes)) > 0)
        if (send(fd, bytes, (size_t)length, MSG_NOSIGNAL) < 0)
            break;
    for (;;) {
        struct pollfd look = {.fd = fd, .events = POLLIN};

        if (poll(&look, 1, heard || quiet_ms > WAIT_MS ? quiet_ms : WAIT_MS) == 0)
            return puts("[open]") < 0;
        length = recv(fd, bytes, sizeof bytes, 0);
        if (length <= 0)
            return puts("[closed]") < 0;
        heard = true;
        fwrite(bytes, 1, (size_t)length, stdout);
    }
}

int main(int count, char **arguments)
{
    struct rlimit files;
    const char *kind = count > 2 ? arguments[2] : "";
    size_t number = count > 3 ? strtoul(arguments[3], NULL, 10) : 0;

    if (count < 3 || number > CROWD_MAX) {
        fputs("usage: crowd PORT KIND [N]\n", stderr);
        return 2;
    }
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    server.sin_port = htons((unsigned short)atoi(arguments[1]));
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (strcmp(kind, "raw") == 0)
        return talk((int)number);
    if (strcmp(kind, "together") == 0) {
        ask_together(number);
        return 0;
    }
    if (strcmp(kind, "gone") == 0)
        come_and_go(number);
    else if (strcmp(kind, "idle") == 0)
        connect_all(number, "");
    else if (strcmp(kind, "unread") == 0)
        connect_all(number, ASKED_LARGE);
    else if (strcmp(kind, "drip") == 0)
        drip(number);
    else if (strcmp(kind, "bodies") == 0)
        send_bodies(number);
    ask_anew();
    return 0;
}
