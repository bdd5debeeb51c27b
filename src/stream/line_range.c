#include "stream/line_range.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/alloc.h"

struct reader {
    FILE *file;
    uint64_t at, end; /* the range's end; a line that begins before it is read to its own end */
    bool done;
};

static size_t read_range(void *context, char *out, size_t capacity, struct error *err)
{
    struct reader *reader = context;
    size_t length = 0;
    int c;

    while (!reader->done && reader->at < reader->end && length < capacity) {
        uint64_t left = reader->end - reader->at;
        size_t wanted = left < capacity - length ? (size_t)left : capacity - length;
        size_t got = fread(out + length, 1, wanted, reader->file);

        if (got == 0) {
            reader->done = true;
            if (ferror(reader->file))
                error_raise(err, "%s", strerror(errno));
        }
        length += got;
        reader->at += got;
        if (reader->at == reader->end && length && out[length - 1] == '\n')
            reader->done = true;
    }
    while (!reader->done && length < capacity) {
        c = getc_unlocked(reader->file);
        if (c != EOF)
            out[length++] = (char)c;
        reader->done = c == EOF || c == '\n';
    }
    return length;
}

static void close_range(void *context)
{
    struct reader *reader = context;

    fclose(reader->file);
    free(reader);
}

bool line_range_fits(const char *path)
{
    struct stat status;
    FILE *file;
    int first = EOF;

    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    file = fopen(path, "rbe");
    if (file)
        first = getc(file);
    if (file)
        fclose(file);
    /* Compressed files begin with 0x1f, 0x28 or 0x78; HAR lines with '{', white space or a BOM. */
    return first == '{' || first == ' ' || first == '\t' || first == '\r' || first == '\n' ||
           first == 0xef;
}

/* Passes over the file to the first line that begins at `start` or later, counting line ends: a
   line's number is told in messages. */
static bool pass_over(struct reader *reader, uint64_t start, struct line_range *range)
{
    enum { BLOCK = 256 * 1024 };
    char *block = alloc_bytes(BLOCK);
    int c = '\n';

    while (range->offset < start) {
        uint64_t left = start - range->offset;
        size_t got = fread(block, 1, left < BLOCK ? (size_t)left : BLOCK, reader->file);
        const char *at = block, *line_end;

        if (got == 0)
            break;
        while ((line_end = memchr(at, '\n', (size_t)(block + got - at)))) {
            range->lines++;
            at = line_end + 1;
        }
        range->offset += got;
        c = (unsigned char)block[got - 1];
    }
    free(block);
    while (c != '\n' && (c = getc_unlocked(reader->file)) != EOF) {
        range->offset++;
        range->lines += c == '\n';
    }
    return !ferror(reader->file);
}

/* size * index / count, without an overflow of the product. */
static uint64_t boundary(uint64_t size, size_t index, size_t count)
{
    return size / count * index + size % count * index / count;
}

struct byte_stream *line_range_open(const char *path, size_t index, size_t count,
                                    struct line_range *range, struct error *err)
{
    struct reader *reader = alloc_zeroed(1, sizeof *reader);
    struct byte_input *input;
    struct stat status;

    *range = (struct line_range){0};
    reader->file = fopen(path, "rbe");
    if (!reader->file || fstat(fileno(reader->file), &status) != 0) {
        error_raise(err, "%s: %s", path, strerror(errno));
        free(reader);
        return NULL;
    }
    range->size = (uint64_t)status.st_size;
    reader->end = boundary(range->size, index, count);
    if (!pass_over(reader, boundary(range->size, index - 1, count), range)) {
        error_raise(err, "%s: %s", path, strerror(errno));
        close_range(reader);
        return NULL;
    }
    reader->at = range->offset;
    reader->done = reader->at >= reader->end;
    input = byte_input_from(
        (struct byte_origin){.read = read_range, .close = close_range, .context = reader}, err);
    return input ? byte_stream_new(input) : NULL;
}
