/* An error: we could not look. The caller owns it, the first message stays, and it goes up unread.
   A finding is something else (finding/finding.h). */
#ifndef OASDRIFT_BASE_ERROR_H
#define OASDRIFT_BASE_ERROR_H

#include "base/str.h"

enum { ERROR_MESSAGE_BYTES = 1024, ERROR_CAUSE_LENGTH = 16 };

struct error {
    bool raised;
    bool unread; /* what it is about was not looked at, and may be sound: an option allows it */
    char message[ERROR_MESSAGE_BYTES]; /* one line of valid UTF-8 without control characters;
                                          where (file:line:column), what, and what would help */
    size_t quote; /* where the message quotes the text that could not be read, bytes into it; 0:
                     nowhere */
    char cause[ERROR_CAUSE_LENGTH + 1]; /* the same for all errors about one thing, wherever it is
                                           asked for; "": it is not known what others are */
};

/* Both return false, so that `return error_raise(err, ...)` reads well. err may be NULL. A message
   that is too long is cut; control bytes in it are shown escaped. */
bool error_raise(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "file:line:column: message"; line 0 leaves line and column out, column 0 the column. */
bool error_raise_at(struct error *err, struct str file, size_t line, size_t column,
                    const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same error, with all that it tells. */
bool error_pass(struct error *err, const struct error *raised);
/* Calls the error that was raised just now one of something unread. err may be NULL. */
bool error_unread(struct error *err);
/* Says what the error that is raised next is about: a file that is missing, whoever asks for it.
   Nothing when one is raised already. err may be NULL. */
void error_about(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
void error_clear(struct error *err);

#endif
