/* Signals: the first SIGINT, SIGTERM or SIGHUP asks a command to end, a second one ends the program
   at once. No end but SIGKILL leaves a temporary file behind. */
#ifndef OASDRIFT_CLI_INTERRUPTS_H
#define OASDRIFT_CLI_INTERRUPTS_H

/* From now on signals that end the program take its temporary files away first. */
void catch_ends(void);
/* From now on the first signal sets the flag that is returned. It lives as long as the program. */
const volatile int *catch_interrupts(void);

#endif
