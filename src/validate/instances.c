#include "validate/instances.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "stream/byte_input.h"

struct instance_reader {
    struct instance_settings settings;
    size_t next; /* index of the next path */

    /* The file that is open; input is NULL between files. */
    struct byte_input *input;
    int fd;
    bool waits; /* it is a pipe or a terminal, where reading may never end */
    bool ended;
    enum instance_format format;
    size_t line;        /* number of the first line that comes next */
    struct strbuf rest; /* the beginning of that line, read already */
};

/* ---- formats ---- */

bool instance_format_named(const char *name, enum instance_format *format)
{
    static const struct {
        const char *name;
        enum instance_format format;
    } rows[] = {{"json", INSTANCE_JSON}, {"ndjson", INSTANCE_LINES}, {"yaml", INSTANCE_YAML}};

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        if (strcmp(rows[i].name, name) == 0) {
            *format = rows[i].format;
            return true;
        }
    }
    return false;
}

static struct str without_suffix(struct str name, struct str suffix)
{
    return str_ends_with(name, suffix) ? str_slice(name, 0, name.length - suffix.length) : name;
}

/* By the end of the name; what has no known one is JSON. */
static enum instance_format format_of(struct str name)
{
    name = without_suffix(without_suffix(name, STR(".gz")), STR(".zst"));
    if (str_ends_with(name, STR(".ndjson")) || str_ends_with(name, STR(".jsonl")))
        return INSTANCE_LINES;
    if (str_ends_with(name, STR(".yaml")) || str_ends_with(name, STR(".yml")))
        return INSTANCE_YAML;
    return INSTANCE_JSON;
}

/* ---- bytes ---- */

static bool is_interrupted(const struct instance_reader *reader)
{
    const volatile int *interrupted = reader->settings.interrupted;

    return interrupted && __atomic_load_n(interrupted, __ATOMIC_RELAXED);
}

/* A signal may go to another thread, and so does not end a read: we look at the flag now and then.
 */
static bool wait_for_bytes(struct instance_reader *reader, struct error *err)
{
    struct pollfd input = {.fd = reader->fd, .events = POLLIN};

    while (reader->waits) {
        if (is_interrupted(reader))
            return error_raise(err, "interrupted");
        if (poll(&input, 1, INSTANCE_WAIT_MS) > 0)
            break;
    }
    return true;
}

static size_t read_bytes(void *context, char *out, size_t capacity, struct error *err)
{
    struct instance_reader *reader = context;
    ssize_t got;

    if (!wait_for_bytes(reader, err))
        return 0;
    do
        got = read(reader->fd, out, capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        error_raise(err, "%s", strerror(errno));
    return got > 0 ? (size_t)got : 0;
}

static void close_bytes(void *context)
{
    const struct instance_reader *reader = context;

    if (reader->fd > STDIN_FILENO)
        close(reader->fd);
}

static bool open_bytes(struct instance_reader *reader, const char *path, struct error *err)
{
    bool standard_input = strcmp(path, "-") == 0;
    struct stat status;

    reader->fd = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (reader->fd < 0 || fstat(reader->fd, &status) != 0)
        return error_raise(err, "%s", strerror(errno));
    reader->waits = !S_ISREG(status.st_mode);
    reader->input = byte_input_from(
        (struct byte_origin){.read = read_bytes, .close = close_bytes, .context = reader}, err);
    return reader->input != NULL;
}

/* ---- batches ---- */

void instance_batch_release(struct instance_batch *batch)
{
    VEC_RELEASE(&batch->lines);
    free(batch->buffer);
}

static void reserve(struct instance_batch *batch, size_t bytes)
{
    if (bytes + FILE_PADDING <= batch->capacity)
        return;
    batch->capacity = bytes + FILE_PADDING;
    batch->buffer = alloc_resize(batch->buffer, batch->capacity);
}

static void prepare(struct instance_batch *batch, const char *path)
{
    if (batch->capacity > INSTANCE_BUFFER_KEPT) {
        free(batch->buffer);
        batch->buffer = NULL;
        batch->capacity = 0;
    }
    batch->lines.count = 0;
    batch->file = str_of(path);
    batch->text = STR_NONE;
    batch->first = batch->last = false;
    error_clear(&batch->unreadable);
    reserve(batch, INSTANCE_BATCH_BYTES);
}

/* Reads until the buffer is full or the file ends; returns how many bytes are in it then. */
static size_t read_full(struct instance_reader *reader, struct instance_batch *batch, size_t length)
{
    size_t limit = batch->capacity - FILE_PADDING;

    while (length < limit && !reader->ended) {
        size_t got = byte_input_read(reader->input, batch->buffer + length, limit - length,
                                     &batch->unreadable);

        reader->ended = got == 0;
        length += got;
    }
    return length;
}

/* Makes more room for an instance that does not fit. */
static bool enlarge(struct instance_batch *batch, size_t length)
{
    if (length >= INSTANCE_MAX_BYTES)
        return error_raise(&batch->unreadable, "an instance of more than %d bytes",
                           INSTANCE_MAX_BYTES);
    reserve(batch, length > INSTANCE_MAX_BYTES / 2 ? INSTANCE_MAX_BYTES : length * 2);
    return true;
}

static void set_text(struct instance_batch *batch, size_t length)
{
    batch->text = (struct str){batch->buffer, length};
}

static void read_whole(struct instance_reader *reader, struct instance_batch *batch)
{
    size_t length = read_full(reader, batch, 0);

    while (!reader->ended && enlarge(batch, length))
        length = read_full(reader, batch, length);
    memset(batch->buffer + length, 0, FILE_PADDING);
    set_text(batch, length);
    reader->ended = true;
}

/* How many bytes there are up to and with the last line feed; 0: there is none. */
static size_t whole_lines(const struct instance_batch *batch, size_t length)
{
    const char *last = memrchr(batch->buffer, '\n', length);

    return last ? (size_t)(last - batch->buffer) + 1 : 0;
}

static void list_lines(struct instance_reader *reader, struct instance_batch *batch)
{
    const char *at = batch->text.text;
    const char *end = at + batch->text.length;

    batch->first_line = reader->line;
    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        const char *stop = line_end ? line_end : end;

        VEC_ADD(&batch->lines, ((struct str){at, (size_t)(stop - at)}));
        at = stop + 1;
    }
    reader->line += batch->lines.count;
    if (batch->first && batch->lines.count) /* with nothing but a mark, the line is blank */
        batch->lines.items[0] = utf8_without_mark(batch->lines.items[0]);
}

static void read_lines(struct instance_reader *reader, struct instance_batch *batch)
{
    size_t length = reader->rest.length;
    size_t whole = 0;

    if (length) {
        reserve(batch, length * 2);
        memcpy(batch->buffer, reader->rest.text, length);
    }
    for (;;) {
        length = read_full(reader, batch, length);
        whole = reader->ended ? length : whole_lines(batch, length);
        if (whole || reader->ended)
            break;
        if (!enlarge(batch, length)) {
            reader->ended = true;
            break;
        }
    }
    strbuf_clear(&reader->rest);
    if (!reader->ended) /* the unfinished line of a stream that broke off is dropped */
        strbuf_add(&reader->rest, (struct str){batch->buffer + whole, length - whole});
    set_text(batch, batch->unreadable.raised ? whole_lines(batch, length) : whole);
    list_lines(reader, batch);
}

/* ---- files ---- */

struct instance_reader *instance_reader_new(const struct instance_settings *settings)
{
    struct instance_reader *reader = alloc_zeroed(1, sizeof *reader);

    reader->settings = *settings;
    strbuf_init(&reader->rest, SIZE_MAX);
    return reader;
}

void instance_reader_free(struct instance_reader *reader)
{
    byte_input_close(reader->input);
    strbuf_release(&reader->rest);
    free(reader);
}

static void open_next(struct instance_reader *reader, struct instance_batch *batch)
{
    const char *path = reader->settings.paths[reader->next++];

    batch->file = str_of(path);
    batch->first = true;
    reader->format = reader->settings.format == INSTANCE_BY_NAME ? format_of(batch->file)
                                                                 : reader->settings.format;
    reader->line = 1;
    reader->ended = !open_bytes(reader, path, &batch->unreadable);
    strbuf_clear(&reader->rest);
}

bool instance_reader_next(struct instance_reader *reader, struct instance_batch *batch)
{
    if (is_interrupted(reader) || (!reader->input && reader->next == reader->settings.path_count))
        return false;
    prepare(batch, reader->settings.paths[reader->next ? reader->next - 1 : 0]);
    if (!reader->input)
        open_next(reader, batch);
    batch->format = reader->format;
    if (reader->input && reader->format == INSTANCE_LINES)
        read_lines(reader, batch);
    else if (reader->input)
        read_whole(reader, batch);
    batch->last = reader->ended;
    if (reader->ended) {
        byte_input_close(reader->input);
        reader->input = NULL;
    }
    return !is_interrupted(reader) || !batch->unreadable.raised;
}
