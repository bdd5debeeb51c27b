/* Temporary files that are to be gone even when the program ends at once: by a signal, or for want
   of memory. What ends it calls temporary_remove_all; nothing else is shared between calls. */
#ifndef OASDRIFT_BASE_TEMPORARY_H
#define OASDRIFT_BASE_TEMPORARY_H

enum { TEMPORARY_MAX = 64 /* names at a time; what is beyond is not removed */ };

/* The name is borrowed until temporary_forget. */
void temporary_note(const char *path);
void temporary_forget(const char *path);
/* May be called in a signal handler (POSIX.1-2017, 2.4.3: unlink is safe there). */
void temporary_remove_all(void);

#endif
