/* SIGINT and SIGTERM: the first asks a command to end, the second ends the program at once. */
#ifndef OASDRIFT_CLI_INTERRUPTS_H
#define OASDRIFT_CLI_INTERRUPTS_H

/* From now on the first signal sets the flag that is returned. It lives as long as the program. */
const volatile int *catch_interrupts(void);

#endif
