#include "serve/doorkeeper.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "base/alloc.h"

enum {
    FILES_KEPT_FREE = 5,    /* the listener, the library's own, files that references lead to */
    LOOK_MS = 25,           /* while all connections are taken */
    REST_MS = 1000,         /* between looks when there is room */
    PATIENCE_LEAST_MS = 50, /* that each connection has, however many wait */
    CONNECTIONS_A_MS = 5    /* it is longer where there are many: a millisecond for so many */
};

struct visitor {
    int fd;
    int64_t since_ms; /* it came, or was answered last */
    bool answering;   /* it waits for us */
    bool shut;        /* about to be closed: not to be shut again */
};

struct doorkeeper {
    pthread_mutex_t mutex;  /* for all that follows */
    pthread_cond_t changed; /* all are taken, or it ends */
    pthread_t thread;
    bool ends;
    int listener;
    size_t limit, count;
    struct visitor *visitors; /* limit of them */
};

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

unsigned connections_possible(void)
{
    struct rlimit files;
    rlim_t room = CONNECTIONS_MAX + FILES_KEPT_FREE;

    /* Those above are free: files get the lowest numbers. */
    if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < 4 * (rlim_t)CONNECTIONS_MAX) {
        room = files.rlim_cur;
        for (int fd = 0; fd < (int)files.rlim_cur; fd++)
            if (fcntl(fd, F_GETFD) >= 0)
                room--;
    }
    if (room <= FILES_KEPT_FREE)
        return 1;
    room -= FILES_KEPT_FREE;
    return room < CONNECTIONS_MAX ? (unsigned)room : CONNECTIONS_MAX;
}

/* ---- who is shut ---- */

static int64_t patience_ms(const struct doorkeeper *doorkeeper)
{
    int64_t patience = (int64_t)doorkeeper->limit / CONNECTIONS_A_MS;

    return patience > PATIENCE_LEAST_MS ? patience : PATIENCE_LEAST_MS;
}

static bool is_readable(int fd)
{
    struct pollfd look = {.fd = fd, .events = POLLIN};

    return poll(&look, 1, 0) == 1;
}

static void shut(struct visitor *visitor)
{
    visitor->shut = true;
    shutdown(visitor->fd, SHUT_RDWR); /* the server's thread wakes and closes it */
}

/* The one that has kept us waiting longest, and that no patience is left for; NULL: none. */
static struct visitor *slowest(struct doorkeeper *doorkeeper, int64_t now)
{
    struct visitor *slowest = NULL;
    int64_t patience = patience_ms(doorkeeper);

    for (size_t i = 0; i < doorkeeper->count; i++) {
        struct visitor *visitor = &doorkeeper->visitors[i];

        if (!visitor->shut && !visitor->answering && now - visitor->since_ms >= patience &&
            (!slowest || visitor->since_ms < slowest->since_ms))
            slowest = visitor;
    }
    return slowest;
}

/* How many wait to be let in. Of a socket that listens, tcpi_unacked is the length of its queue
   (Linux, tcp_get_info). */
static size_t count_waiting(int listener)
{
    struct tcp_info info = {0};
    socklen_t length = sizeof info;

    if (!is_readable(listener))
        return 0;
    if (getsockopt(listener, IPPROTO_TCP, TCP_INFO, &info, &length) != 0 || info.tcpi_unacked == 0)
        return 1;
    return info.tcpi_unacked;
}

static void make_room(struct doorkeeper *doorkeeper, size_t wanted, int64_t now)
{
    while (wanted) {
        struct visitor *visitor = slowest(doorkeeper, now);

        if (!visitor)
            return;
        if (is_readable(visitor->fd)) {
            visitor->since_ms = now; /* we are the slow one */
        } else {
            shut(visitor);
            wanted--;
        }
    }
}

static void shut_overdue(struct doorkeeper *doorkeeper, int64_t now)
{
    for (size_t i = 0; i < doorkeeper->count; i++) {
        struct visitor *visitor = &doorkeeper->visitors[i];

        if (!visitor->shut && !visitor->answering &&
            now - visitor->since_ms >= REQUEST_MAX_SECONDS * 1000)
            shut(visitor);
    }
}

static bool is_full(const struct doorkeeper *doorkeeper)
{
    return doorkeeper->count >= doorkeeper->limit;
}

static void rest(struct doorkeeper *doorkeeper)
{
    int64_t until = now_ms() + (is_full(doorkeeper) ? LOOK_MS : REST_MS);
    const struct timespec time = {until / 1000, until % 1000 * 1000000};

    pthread_cond_timedwait(&doorkeeper->changed, &doorkeeper->mutex, &time);
}

static void *watch(void *argument)
{
    struct doorkeeper *doorkeeper = argument;

    pthread_mutex_lock(&doorkeeper->mutex);
    while (!doorkeeper->ends) {
        int64_t now = now_ms();

        shut_overdue(doorkeeper, now);
        if (is_full(doorkeeper) && doorkeeper->listener >= 0)
            make_room(doorkeeper, count_waiting(doorkeeper->listener), now);
        rest(doorkeeper);
    }
    pthread_mutex_unlock(&doorkeeper->mutex);
    return NULL;
}

/* ---- who comes and goes ---- */

struct doorkeeper *doorkeeper_new(unsigned limit, struct error *err)
{
    struct doorkeeper *doorkeeper = alloc_zeroed(1, sizeof *doorkeeper);
    pthread_condattr_t attributes;

    doorkeeper->listener = -1;
    doorkeeper->limit = limit;
    doorkeeper->visitors = alloc_zeroed(limit, sizeof *doorkeeper->visitors);
    pthread_mutex_init(&doorkeeper->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&doorkeeper->changed, &attributes);
    pthread_condattr_destroy(&attributes);
    if (pthread_create(&doorkeeper->thread, NULL, watch, doorkeeper) == 0)
        return doorkeeper;
    error_raise(err, "cannot start a thread");
    pthread_cond_destroy(&doorkeeper->changed);
    pthread_mutex_destroy(&doorkeeper->mutex);
    free(doorkeeper->visitors);
    free(doorkeeper);
    return NULL;
}

void doorkeeper_free(struct doorkeeper *doorkeeper)
{
    if (!doorkeeper)
        return;
    pthread_mutex_lock(&doorkeeper->mutex);
    doorkeeper->ends = true;
    pthread_cond_signal(&doorkeeper->changed);
    pthread_mutex_unlock(&doorkeeper->mutex);
    pthread_join(doorkeeper->thread, NULL);
    pthread_cond_destroy(&doorkeeper->changed);
    pthread_mutex_destroy(&doorkeeper->mutex);
    free(doorkeeper->visitors);
    free(doorkeeper);
}

static struct visitor *find(struct doorkeeper *doorkeeper, int fd)
{
    for (size_t i = 0; i < doorkeeper->count; i++)
        if (doorkeeper->visitors[i].fd == fd)
            return &doorkeeper->visitors[i];
    return NULL;
}

void doorkeeper_watch(struct doorkeeper *doorkeeper, int listener)
{
    pthread_mutex_lock(&doorkeeper->mutex);
    doorkeeper->listener = listener;
    pthread_mutex_unlock(&doorkeeper->mutex);
}

void doorkeeper_enter(struct doorkeeper *doorkeeper, int fd)
{
    pthread_mutex_lock(&doorkeeper->mutex);
    if (!is_full(doorkeeper))
        doorkeeper->visitors[doorkeeper->count++] =
            (struct visitor){.fd = fd, .since_ms = now_ms()};
    if (is_full(doorkeeper))
        pthread_cond_signal(&doorkeeper->changed);
    pthread_mutex_unlock(&doorkeeper->mutex);
}

static void set_answering(struct doorkeeper *doorkeeper, int fd, bool answering)
{
    struct visitor *visitor;

    pthread_mutex_lock(&doorkeeper->mutex);
    visitor = find(doorkeeper, fd);
    if (visitor) {
        visitor->answering = answering;
        visitor->since_ms = now_ms();
    }
    pthread_mutex_unlock(&doorkeeper->mutex);
}

void doorkeeper_begin(struct doorkeeper *doorkeeper, int fd)
{
    set_answering(doorkeeper, fd, true);
}

void doorkeeper_finish(struct doorkeeper *doorkeeper, int fd)
{
    set_answering(doorkeeper, fd, false);
}

void doorkeeper_leave(struct doorkeeper *doorkeeper, int fd)
{
    struct visitor *visitor;

    pthread_mutex_lock(&doorkeeper->mutex);
    visitor = find(doorkeeper, fd);
    if (visitor)
        *visitor = doorkeeper->visitors[--doorkeeper->count];
    pthread_mutex_unlock(&doorkeeper->mutex);
}
