/* Keeps room for who comes. A server has so many connections and no more, and a client that sends
   nothing, or a byte now and then, holds one for as long as it likes. While all are taken and
   somebody waits, those that keep us waiting the longest are shut. A client whose bytes wait for us
   is never among them. */
#ifndef OASDRIFT_SERVE_DOORKEEPER_H
#define OASDRIFT_SERVE_DOORKEEPER_H

#include "base/error.h"

enum {
    CONNECTIONS_MAX = 512, /* libmicrohttpd looks at each of them for each that comes */
    REQUEST_MAX_SECONDS =
        60 /* from the last whole request to the next, or to the connection's end */
};

struct doorkeeper;

/* As many connections as the limit of open files has room for, at most CONNECTIONS_MAX. */
unsigned connections_possible(void);

/* Watches in a thread of its own, which takes no signals. */
struct doorkeeper *doorkeeper_new(unsigned limit, struct error *err);
void doorkeeper_free(struct doorkeeper *doorkeeper);

/* What to look at for who waits; -1: nobody is shut for others. */
void doorkeeper_watch(struct doorkeeper *doorkeeper, int listener);
/* A connection's socket, when it has come; when its request is whole and about to be answered; when
   it was answered; before it is closed. */
void doorkeeper_enter(struct doorkeeper *doorkeeper, int fd);
void doorkeeper_begin(struct doorkeeper *doorkeeper, int fd);
void doorkeeper_finish(struct doorkeeper *doorkeeper, int fd);
void doorkeeper_leave(struct doorkeeper *doorkeeper, int fd);

#endif
