/* The members of the members of a block mapping under a key of a YAML file, one at a time, cut out
   by their indentation:
       operations:
         GET /books:
           All of them:
             request: ...
   Only the one at hand is in memory; an alias can only lead to an anchor in its own member. */
#ifndef OASDRIFT_STREAM_YAML_EXAMPLES_H
#define OASDRIFT_STREAM_YAML_EXAMPLES_H

#include "stream/record_reader.h"
#include "stream/yaml_lines.h"

/* Each member is given with the line of its outer member before it. */
enum { YAML_OUTER_MAX_BYTES = 4096 };

struct yaml_examples {
    struct yaml_lines lines; /* the line at hand was read already */
    const char *key;         /* of the mapping, at column 1 */
    struct strbuf item;
    struct strbuf outer; /* the line of the outer member at hand */
    bool started;
    size_t outer_indent, inner_indent;
};

/* Borrows stream, file and key. */
void yaml_examples_init(struct yaml_examples *examples, struct byte_stream *stream, struct str file,
                        const char *key);
void yaml_examples_release(struct yaml_examples *examples);
/* record->text is a mapping of one member: its line, and below it the lines of one member of it, or
   none when nothing stands below. record->place is the inner member's. */
enum record_outcome yaml_examples_next(struct yaml_examples *examples, struct record *record,
                                       struct error *err);

#endif
