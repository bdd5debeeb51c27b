#include "cli/interrupts.h"

#include <signal.h>
#include <time.h>

/* A signal handler can only write to an object of file scope. */
static volatile int interrupted;

static volatile time_t interrupted_at;

/* A second signal ends the program at once. But timeout(1) sends SIGTERM to the process and then to
   its group: a SIGTERM that follows within two seconds counts as the same one. */
static void note_signal(int number)
{
    enum { SAME_WITHIN_SECONDS = 2 };
    time_t now = time(NULL);

    if (interrupted && (number != SIGTERM || now - interrupted_at >= SAME_WITHIN_SECONDS)) {
        signal(number, SIG_DFL);
        raise(number);
    }
    if (!interrupted)
        interrupted_at = now;
    interrupted = 1;
}

/* No SA_RESTART: a signal also ends a read that would wait for ever. */
const volatile int *catch_interrupts(void)
{
    struct sigaction action = {.sa_handler = note_signal};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &interrupted;
}
