/* A command line of curl in its words, for a POSIX shell. What was taken out of a word (REDACTED)
   is named after its place and written as a variable of the environment, "$SECRET_X_API_KEY", so
   that the line runs once the variable is set. */
#ifndef OASDRIFT_REDACT_CURL_LINE_H
#define OASDRIFT_REDACT_CURL_LINE_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"

/* What a word is, which tells how what is missing in it is called. */
enum curl_word_kind {
    CURL_OPTION, /* written as it stands */
    CURL_URL,
    CURL_HEADER, /* "name: value" */
    CURL_BODY,
    CURL_ARGUMENT /* of another option */
};

struct curl_word {
    enum curl_word_kind kind;
    struct str text; /* variables are in it as curl_variable makes them */
};

struct curl_line {
    VEC(struct curl_word) words; /* behind "curl -sS" */
    struct str comment;          /* behind "# "; may be absent */
};

/* POSIX shell, 3.230: what the name of a variable consists of. */
static inline bool curl_is_of_name(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
}

void curl_line_release(struct curl_line *line);
/* The text is the caller's, as long as the line is used. */
void curl_line_add(struct curl_line *line, enum curl_word_kind kind, struct str text);
/* A variable's place in a text that is to be a word. name: of letters, digits and '_'. */
struct str curl_variable(struct arena *arena, struct str name);
/* Puts a variable in each place of REDACTED. Names are of the place, with a number where there are
   others of the same name; so they are the same whatever was taken out first. */
void curl_line_name_secrets(struct arena *arena, struct curl_line *line);

/* One printable line. Words stand in '...', in $'...' where they have several lines or control
   bytes, and variables in "...". */
void curl_line_write(struct strbuf *out, const struct curl_line *line);
/* A line that curl_line_write has written. Texts are in the arena. false: it is none. */
bool curl_line_read(struct arena *arena, struct str text, struct curl_line *line);

#endif
