#include "event/read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/strbuf.h"
#include "event/field.h"
#include "event/write.h"

struct event_reader {
    struct str file;
    FILE *stream;
    struct strbuf line;
    struct str kept; /* the line, in the caller's arena */
    size_t line_number;
    uint64_t events;
    bool inside;          /* between a start and its trailer */
    enum event_kind last; /* inside: of the event before */
    struct sha256 hash;   /* of the lines since the start */
    char digest[SHA256_HEX_LENGTH + 1];
};

struct event_reader *event_reader_open(const char *path, struct error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *stream = standard ? stdin : fopen(path, "rbe");
    struct event_reader *reader;

    if (!stream) {
        error_raise(err, "%s: %s", path, strerror(errno));
        return NULL;
    }
    reader = alloc_zeroed(1, sizeof *reader);
    reader->file = str_of(path);
    reader->stream = stream;
    strbuf_init(&reader->line, EVENT_LINE_MAX);
    return reader;
}

void event_reader_close(struct event_reader *reader)
{
    if (!reader)
        return;
    if (reader->stream != stdin)
        fclose(reader->stream);
    strbuf_release(&reader->line);
    free(reader);
}

struct str event_reader_line(const struct event_reader *reader)
{
    return reader->kept;
}

const char *event_reader_digest(const struct event_reader *reader)
{
    return reader->digest;
}

/* ---- lines ---- */

/* False at the end of the file, and with err when the line cannot be read. *cut_off: the file ended
   within the line. */
static bool read_line(struct event_reader *reader, bool *cut_off, struct error *err)
{
    char block[16 * 1024];

    *cut_off = false;
    strbuf_clear(&reader->line);
    reader->line_number++;
    while (fgets(block, sizeof block, reader->stream)) {
        size_t length = strlen(block); /* a NUL ends the line early: no JSON has one */

        strbuf_add(&reader->line, (struct str){block, length});
        if (reader->line.overflowed)
            return error_raise_at(err, reader->file, reader->line_number, 0,
                                  "the event is larger than the limit of %d bytes", EVENT_LINE_MAX);
        if (length && block[length - 1] == '\n')
            return true;
        if (length + 1 < sizeof block && !feof(reader->stream))
            return error_raise_at(err, reader->file, reader->line_number, 0,
                                  "a byte that JSON does not have");
    }
    if (ferror(reader->stream))
        return error_raise_at(err, reader->file, reader->line_number, 0, "%s", strerror(errno));
    *cut_off = reader->line.length > 0;
    return false;
}

/* ---- the order of events ---- */

/* Is this event allowed here? First comes a start, last a trailer; between them stand the events in
   the order that event.h gives. */
static void follow(struct event_reader *reader, const struct event_fields *fields,
                   const struct node *root, enum event_kind kind)
{
    bool ordered = kind == EVENT_START ? !reader->inside : reader->inside && kind >= reader->last;

    if (ordered && kind == reader->last && kind >= EVENT_COVERAGE)
        ordered = !reader->inside;
    if (!ordered)
        event_broken(fields, root, "an event \"%s\" is out of place here", event_name(kind));
    if (++reader->events > EVENT_FILE_MAX_EVENTS)
        event_broken(fields, root, "more than %d events", EVENT_FILE_MAX_EVENTS);
    reader->inside = kind != EVENT_END;
    reader->last = kind;
}

static void check_digest(struct event_reader *reader, const struct event_fields *fields,
                         const struct node *root, enum event_kind kind)
{
    if (kind == EVENT_START)
        sha256_init(&reader->hash);
    if (kind != EVENT_END) {
        sha256_add(&reader->hash, strbuf_str(&reader->line));
        return;
    }
    sha256_hex(&reader->hash, reader->digest);
    if (!str_is(event_needed_text(fields, root, "digest"), reader->digest))
        event_broken(fields, root, "the digest is not that of the events: the file was changed");
}

static bool parse(struct event_reader *reader, struct arena *arena, struct event *event,
                  struct error *err)
{
    const struct event_fields fields = {arena, reader->file, reader->line_number, err};
    struct str text = strbuf_str(&reader->line);
    struct read_failure failure = {0};
    const struct document *document;

    reader->kept = str_copy(arena, str_slice(text, 0, text.length - 1));
    document = json_read(arena, reader->file, reader->kept, &failure);
    if (!document)
        return error_raise_at(err, reader->file, reader->line_number, failure.column, "%s",
                              failure.message);
    if (!node_is(document->root, NODE_OBJECT))
        return error_raise_at(err, reader->file, reader->line_number, 1, "an event is an object");
    *event = (struct event){.kind = event_kind_read(&fields, document->root)};
    if (err->raised)
        return false;
    follow(reader, &fields, document->root, event->kind);
    check_digest(reader, &fields, document->root, event->kind);
    event_content_read(&fields, document->root, event);
    return !err->raised;
}

enum event_step event_reader_next(struct event_reader *reader, struct arena *arena,
                                  struct event *event, struct error *err)
{
    struct error problem = {0};
    bool cut_off;

    if (read_line(reader, &cut_off, &problem) && parse(reader, arena, event, &problem))
        return EVENT_READ;
    if (problem.raised) {
        error_raise(
            err, "%s%s", problem.message,
            reader->events == 0 ? "; is it an event file, as --report ndjson=FILE writes it?" : "");
        return EVENT_BROKEN;
    }
    if (reader->inside || cut_off || reader->events == 0)
        return EVENT_UNFINISHED;
    return EVENT_FILE_END;
}
