#include "stream/byte_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "stream/unpack.h"

static const struct unpacker *const unpackers[] = {&unpack_gzip, &unpack_zlib, &unpack_zstd};

struct byte_input {
    struct byte_origin origin;
    int fd;            /* the file, for its origin */
    struct str memory; /* what is left of it, for its origin */
    bool ended;        /* the origin gave all it has */
    uint64_t given;    /* bytes that the origin gave so far, */
    uint64_t unpacked; /* and that the unpacker made of those it took */

    const struct unpacker *unpacker; /* NULL: the bytes are as they lie there */
    void *state;
    bool complete;        /* the compressed data may end where it stands */
    struct error failure; /* a failure behind the bytes returned last; reported by the next read */

    struct str raw; /* read and not yet taken, in `buffer` */
    char buffer[BYTE_INPUT_FIRST_READ];
};

/* ---- origins ---- */

static size_t read_file(void *context, char *out, size_t capacity, struct error *err)
{
    const struct byte_input *input = context;
    ssize_t got;

    do
        got = read(input->fd, out, capacity);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        error_raise(err, "reading failed: %s", strerror(errno));
    return got > 0 ? (size_t)got : 0;
}

static void close_file(void *context)
{
    const struct byte_input *input = context;

    if (input->fd > STDIN_FILENO)
        close(input->fd);
}

static size_t read_memory(void *context, char *out, size_t capacity, struct error *err)
{
    struct byte_input *input = context;
    struct str part = str_slice(input->memory, 0, capacity);

    (void)err;
    if (part.length)
        memcpy(out, part.text, part.length);
    input->memory = str_slice(input->memory, part.length, SIZE_MAX);
    return part.length;
}

/* ---- reading ---- */

static bool fits_ratio(uint64_t bytes, uint64_t stored, struct error *err)
{
    return bytes <= UNPACK_RATIO_FLOOR || bytes / UNPACK_MAX_RATIO <= stored ||
           error_raise(
               err, "more than %d MiB were decompressed, over %d times what is stored: the limit",
               UNPACK_RATIO_FLOOR / (1024 * 1024), UNPACK_MAX_RATIO);
}

static size_t read_origin(struct byte_input *input, char *out, size_t capacity, struct error *err)
{
    size_t got = input->ended ? 0 : input->origin.read(input->origin.context, out, capacity, err);

    input->ended = got == 0;
    input->given += got;
    if (input->origin.stored && !fits_ratio(input->given, input->origin.stored, err))
        return 0;
    return got;
}

/* The bytes that were read to recognise the format come first. */
static size_t read_plain(struct byte_input *input, char *out, size_t capacity, struct error *err)
{
    struct str part = str_slice(input->raw, 0, capacity);

    if (part.length == 0)
        return read_origin(input, out, capacity, err);
    memcpy(out, part.text, part.length);
    input->raw = str_slice(input->raw, part.length, SIZE_MAX);
    return part.length;
}

static size_t read_packed(struct byte_input *input, char *out, size_t capacity, struct error *err)
{
    struct error *failure = &input->failure;
    size_t length = 0;

    while (length == 0 && !failure->raised) {
        if (input->raw.length == 0 && !input->ended)
            input->raw = (struct str){
                input->buffer, read_origin(input, input->buffer, sizeof input->buffer, failure)};
        if (failure->raised)
            break;
        length = input->unpacker->step(input->state, &input->raw, out, capacity, &input->complete,
                                       failure);
        input->unpacked += length;
        if (!fits_ratio(input->unpacked, input->given - input->raw.length, failure))
            length = 0;
        if (length || failure->raised || input->raw.length || !input->ended)
            continue;
        if (!input->complete)
            error_raise(failure, "the compressed data is cut off");
        break;
    }
    if (failure->raised && length == 0)
        error_raise(err, "%s: %s", input->unpacker->name, failure->message);
    return length;
}

size_t byte_input_read(struct byte_input *input, char *out, size_t capacity, struct error *err)
{
    return input->unpacker ? read_packed(input, out, capacity, err)
                           : read_plain(input, out, capacity, err);
}

/* ---- opening ---- */

/* Reads the first bytes and recognises the compression by them. */
static bool recognise(struct byte_input *input, struct error *err)
{
    enum { MAGIC_BYTES = 4 };
    struct error failure = {0};
    size_t length = 0;

    while (length < MAGIC_BYTES && !input->ended)
        length +=
            read_origin(input, input->buffer + length, sizeof input->buffer - length, &failure);
    if (failure.raised)
        return error_raise(err, "%s", failure.message);
    input->raw = (struct str){input->buffer, length};
    for (size_t i = 0; i < ARRAY_LENGTH(unpackers) && !input->unpacker; i++)
        if (unpackers[i]->recognises(input->raw))
            input->unpacker = unpackers[i];
    if (input->unpacker)
        input->state = input->unpacker->start();
    return true;
}

static int open_file(const char *path, struct error *err)
{
    struct stat status;
    int fd;

    if (strcmp(path, "-") == 0)
        return STDIN_FILENO;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        error_raise(err, "%s: %s", path, strerror(errno));
        return -1;
    }
    if (fstat(fd, &status) == 0 && S_ISDIR(status.st_mode)) {
        error_raise(err, "%s: is a directory", path);
        close(fd);
        return -1;
    }
    return fd;
}

struct byte_input *byte_input_open(const char *path, struct error *err)
{
    struct error failure = {0};
    struct byte_input *input;
    int fd = open_file(path, err);

    if (fd < 0)
        return NULL;
    input = alloc_zeroed(1, sizeof *input);
    input->fd = fd;
    input->origin = (struct byte_origin){.read = read_file, .close = close_file, .context = input};
    if (recognise(input, &failure))
        return input;
    error_raise(err, "%s: %s", path, failure.message);
    byte_input_close(input);
    return NULL;
}

struct byte_input *byte_input_memory(struct str bytes)
{
    struct byte_input *input = alloc_zeroed(1, sizeof *input);

    input->memory = bytes;
    input->origin = (struct byte_origin){.read = read_memory, .context = input};
    recognise(input, NULL); /* memory is always readable */
    return input;
}

struct byte_input *byte_input_from(struct byte_origin origin, struct error *err)
{
    struct byte_input *input = alloc_zeroed(1, sizeof *input);

    input->origin = origin;
    if (recognise(input, err))
        return input;
    byte_input_close(input);
    return NULL;
}

void byte_input_close(struct byte_input *input)
{
    if (!input)
        return;
    if (input->unpacker)
        input->unpacker->end(input->state);
    if (input->origin.close)
        input->origin.close(input->origin.context);
    free(input);
}
