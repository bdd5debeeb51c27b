/* The items of a block sequence under a key of a YAML file, or at its root, one at a time, cut out
   by their indentation:
       interactions:
       - request: ...
       - request: ...
   Programs write their recordings so. Only the item at hand is in memory, and the first items that
   may have anchors: they are the records' context, for aliases of later items lead there. */
#ifndef OASDRIFT_STREAM_YAML_ITEMS_H
#define OASDRIFT_STREAM_YAML_ITEMS_H

#include "stream/record_reader.h"
#include "stream/yaml_lines.h"

/* Of the items that are kept for their anchors. */
enum { YAML_ANCHORS_MAX_BYTES = 64 * 1024 };

struct yaml_items {
    struct yaml_lines
        lines; /* the line at hand was read already: what ends an item starts another */
    const char *const *keys; /* of the sequence, NULL behind the last; at column 1. NULL: the
                                sequence is the root */
    struct strbuf item;
    struct strbuf anchored; /* the items that are kept */
    size_t anchored_count;
    bool started;
    size_t indent; /* of the items' dashes */
};

/* Borrows stream, file and keys. */
void yaml_items_init(struct yaml_items *items, struct byte_stream *stream, struct str file,
                     const char *const *keys);
void yaml_items_release(struct yaml_items *items);
/* record->text is a sequence of one item, on lines of its own. */
enum record_outcome yaml_items_next(struct yaml_items *items, struct record *record,
                                    struct error *err);

#endif
