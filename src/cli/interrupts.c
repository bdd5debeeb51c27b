#include "cli/interrupts.h"

#include <signal.h>
#include <stdbool.h>
#include <time.h>

#include "base/temporary.h"

/* A signal handler can only write to an object of file scope. */
static volatile int interrupted;

static volatile time_t interrupted_at;

static void end_now(int number)
{
    temporary_remove_all();
    signal(number, SIG_DFL);
    raise(number);
}

static bool is_ignored(int number)
{
    struct sigaction now;

    return sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

/* No SA_RESTART: a signal also ends a read that would wait for ever. */
static void catch (int number, void (*handler)(int number))
{
    struct sigaction action = {.sa_handler = handler};

    sigemptyset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void catch_ends(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (!is_ignored(numbers[i]))
            catch (numbers[i], end_now);
}

/* A second signal ends the program at once. But timeout(1) sends SIGTERM to the process and then to
   its group: a SIGTERM that follows within two seconds counts as the same one. */
static void note_signal(int number)
{
    enum { SAME_WITHIN_SECONDS = 2 };
    time_t now = time(NULL);

    if (interrupted && (number != SIGTERM || now - interrupted_at >= SAME_WITHIN_SECONDS))
        end_now(number);
    if (!interrupted)
        interrupted_at = now;
    interrupted = 1;
}

/* SIGINT is ignored in what a script runs in its background, and asks to end all the same; nohup
   has SIGHUP ignored, and means it. */
const volatile int *catch_interrupts(void)
{
    catch (SIGINT, note_signal);
    catch (SIGTERM, note_signal);
    if (!is_ignored(SIGHUP))
        catch (SIGHUP, note_signal);
    return &interrupted;
}
