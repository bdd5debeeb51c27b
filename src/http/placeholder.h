/* Texts that stand where a value was: what filters, recorders and templates write in its place
   ("<TOKEN>", "{{id}}", "[FILTERED]", "***", U+FFFD). Any of them may be a value, too: whoever asks
   first judges the text as it stands. */
#ifndef OASDRIFT_HTTP_PLACEHOLDER_H
#define OASDRIFT_HTTP_PLACEHOLDER_H

#include "base/arena.h"

/* The first placeholder in the text, which may be all of it; STR_NONE: there is none. */
struct str placeholder_find(struct str text);
/* The same of a raw segment of a URL's path, where ":id" and "[id]" are variables, too. The
   placeholder lies in the arena. */
struct str placeholder_find_in_segment(struct arena *arena, struct str segment);
/* A query that is not known: "*" or another placeholder in place of all of it. */
bool placeholder_is_query(struct arena *arena, struct str query);
/* Is it one that somebody wrote in a credential's place? There "DUMMY" and "API_TOKEN" are. */
bool placeholder_is_credential(struct str text);
/* May the text be this name, with something in place of its placeholders? */
bool placeholder_may_be(struct str text, struct str name);
/* Is the text nothing else, as "<%= token %>" and "removed by vcr" are? */
bool placeholder_is_secret(struct str text);
/* The placeholder without what stands between its marks, which may be a part of a secret that has
   brackets in it: "{{...}}", "<...>", "your..."; "[FILTERED]", "***" and "REDACTED" stay. */
struct str placeholder_outline(struct arena *arena, struct str placeholder);
/* The length of the one that the text starts with; 0: it starts with none. Behind a letter a word
   or a row of x is a part of another word. */
size_t placeholder_length(struct str text, bool behind_letter);

#endif
