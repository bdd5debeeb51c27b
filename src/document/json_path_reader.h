/* Reading a JSONPath expression (RFC 9535, appendix A) by recursive descent. Private to document/.
       json_path_text.c    names, strings, integers
       json_path_parse.c   queries, segments, selectors
       json_path_filter.c  the expressions of filters */
#ifndef OASDRIFT_DOCUMENT_JSON_PATH_READER_H
#define OASDRIFT_DOCUMENT_JSON_PATH_READER_H

#include "document/json_path.h"

struct path_reader {
    struct arena *arena;
    struct str text;
    size_t at;
    int depth;
    struct error *err;
};

/* Says what is wrong, with the column; NULL and false. */
void *path_fail(struct path_reader *reader, const char *message);
/* The byte at hand; -1: the end. */
int path_peek(const struct path_reader *reader);
/* Goes past the token when it stands here. */
bool path_take(struct path_reader *reader, const char *token);
void path_skip_blanks(struct path_reader *reader);

bool path_begins_name(int c);
bool path_begins_integer(int c);
/* What can follow a dot: a name without quotes; empty when none stands here. One thing is taken
   that the grammar has not: '-' inside it (`$.info.x-audience`), as Overlay 1.0's own examples
   have. */
struct str path_read_name(struct path_reader *reader);
/* In single or double quotes, which stand here. */
bool path_read_string(struct path_reader *reader, struct str *string);
bool path_read_integer(struct path_reader *reader, int64_t *value);

/* From '$' or '@' on. */
const struct path_query *path_read_query(struct path_reader *reader);
/* Behind '?': a logical expression. */
const struct path_test *path_read_test(struct path_reader *reader);

#endif
