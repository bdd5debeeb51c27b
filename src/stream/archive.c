#include "stream/archive.h"

#include <errno.h>
#include <minizip/unzip.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"

struct archive {
    struct arena arena;
    const char *path;
    pthread_mutex_t lock; /* of zip, which has one place at a time */
    unzFile zip;
    struct map files; /* name -> unz64_file_pos */
};

/* What a pipe gives can be read once, and is needed afterwards. */
bool archive_is_one(const char *path)
{
    char magic[4] = "";
    FILE *file = file_size(path) > 0 ? fopen(path, "rbe") : NULL;
    bool is_one = file && fread(magic, 1, sizeof magic, file) == sizeof magic &&
                  memcmp(magic, "PK\x03\x04", sizeof magic) == 0;

    if (file)
        fclose(file);
    return is_one;
}

/* ---- minizip ---- */

/* It takes no allocator of ours, and gives NULL for want of memory as for a broken archive. NULL:
   and err, which names the path. */
static unzFile open_zip(const char *path, struct error *err)
{
    unzFile zip;

    errno = 0;
    zip = unzOpen64(path);
    if (!zip && errno == ENOMEM)
        alloc_failed(0);
    if (!zip && (errno == 0 || errno == EINVAL)) /* EINVAL: its places lie before its beginning */
        error_raise(err, "%s: the zip archive is broken or cut off", path);
    else if (!zip)
        error_raise(err, "%s: %s", path, strerror(errno));
    return zip;
}

/* What it returned, but that it is not want of memory. */
static int with_memory(int code)
{
    if (code == UNZ_INTERNALERROR || code == Z_MEM_ERROR)
        alloc_failed(0);
    return code;
}

static bool open_file(unzFile zip, const unz64_file_pos *place)
{
    return unzGoToFilePos64(zip, place) == UNZ_OK && with_memory(unzOpenCurrentFile(zip)) == UNZ_OK;
}

/* ---- the list of files ---- */

static bool list_file(struct archive *archive, struct error *err)
{
    char name[ARCHIVE_NAME_MAX_BYTES];
    unz_file_info64 info;
    unz64_file_pos *place = ARENA_NEW(&archive->arena, unz64_file_pos);
    struct str key;

    if (unzGetCurrentFileInfo64(archive->zip, &info, name, sizeof name, NULL, 0, NULL, 0) !=
            UNZ_OK ||
        unzGetFilePos64(archive->zip, place) != UNZ_OK)
        return error_raise(err, "%s: the zip archive is broken", archive->path);
    if (info.size_filename >= sizeof name)
        return error_raise(err, "%s: a name in the zip archive is too long", archive->path);
    key = (struct str){name, info.size_filename};
    if (!str_ends_with(key, STR("/"))) /* a folder */
        *map_put(&archive->files, str_copy(&archive->arena, key)) = place;
    return true;
}

static bool list_files(struct archive *archive, struct error *err)
{
    int step = unzGoToFirstFile(archive->zip);

    for (size_t count = 0; step == UNZ_OK; count++) {
        if (count == ARCHIVE_MAX_FILES)
            return error_raise(err, "%s: more than %d files in the zip archive", archive->path,
                               ARCHIVE_MAX_FILES);
        if (!list_file(archive, err))
            return false;
        step = unzGoToNextFile(archive->zip);
    }
    return step == UNZ_END_OF_LIST_OF_FILE ||
           error_raise(err, "%s: the zip archive is broken", archive->path);
}

struct archive *archive_open(const char *path, struct error *err)
{
    struct archive *archive = alloc_zeroed(1, sizeof *archive);

    arena_init(&archive->arena);
    pthread_mutex_init(&archive->lock, NULL);
    archive->path = str_copy(&archive->arena, str_of(path)).text;
    archive->zip = open_zip(path, err);
    if (archive->zip && list_files(archive, err))
        return archive;
    archive_close(archive);
    return NULL;
}

void archive_close(struct archive *archive)
{
    if (!archive)
        return;
    if (archive->zip)
        unzClose(archive->zip);
    map_release(&archive->files);
    arena_release(&archive->arena);
    pthread_mutex_destroy(&archive->lock);
    free(archive);
}

/* ---- the recording ---- */

/* What an archive without a recording is. */
static const char *other_content(const struct map *files)
{
    for (size_t i = 0; i < files->count; i++) {
        if (str_ends_with(files->entries[i].key, STR(".trace")))
            return "a trace of Playwright, which is not read; its HAR is (recordHar)";
        if (str_ends_with(files->entries[i].key, STR("_c.txt")))
            return "a session of Fiddler, which is not read; export it as HAR";
    }
    return "no .har file in the zip archive";
}

static const struct map_entry *find_recording(const struct archive *archive, struct error *err)
{
    const struct map *files = &archive->files;
    const struct map_entry *found = NULL;

    for (size_t i = 0; i < files->count; i++) {
        if (!str_ends_with(files->entries[i].key, STR(".har")))
            continue;
        if (found) {
            error_raise(err, "%s: several .har files in the zip archive; unpack it", archive->path);
            return NULL;
        }
        found = &files->entries[i];
    }
    if (!found && files->count == 1)
        found = &files->entries[0];
    if (!found)
        error_raise(err, "%s: %s", archive->path, other_content(files));
    return found;
}

static size_t read_zipped(void *context, char *out, size_t capacity, struct error *err)
{
    enum { READ_MAX_BYTES = 1024 * 1024 };
    unsigned wanted = capacity < READ_MAX_BYTES ? (unsigned)capacity : READ_MAX_BYTES;
    int got = with_memory(unzReadCurrentFile(context, out, wanted));

    if (got < 0)
        error_raise(err, "the file in the zip archive is broken");
    return got > 0 ? (size_t)got : 0;
}

static void close_zip(void *context)
{
    unzCloseCurrentFile(context);
    unzClose(context);
}

/* Of the file that is open; at least 1. */
static uint64_t stored_size(unzFile zip)
{
    unz_file_info64 info = {0};

    unzGetCurrentFileInfo64(zip, &info, NULL, 0, NULL, 0, NULL, 0);
    return info.compressed_size + 1;
}

struct byte_input *archive_recording(const struct archive *archive, struct error *err)
{
    const struct map_entry *entry = find_recording(archive, err);
    struct byte_input *input;
    struct error failure = {0};
    unzFile zip;

    if (!entry)
        return NULL;
    /* A handle of its own: bodies are read while the recording is. */
    zip = open_zip(archive->path, err);
    if (!zip)
        return NULL;
    if (!open_file(zip, entry->value)) {
        error_raise(err, "%s: %.*s in the zip archive cannot be read", archive->path,
                    STR_ARGS(entry->key));
        unzClose(zip);
        return NULL;
    }
    input = byte_input_from(
        (struct byte_origin){
            .read = read_zipped, .close = close_zip, .context = zip, .stored = stored_size(zip)},
        &failure);
    if (!input)
        error_raise(err, "%s: %s", archive->path, failure.message);
    return input;
}

/* ---- other files ---- */

static bool read_all(unzFile zip, size_t limit, struct strbuf *out, struct error *err)
{
    char chunk[16 * 1024];
    size_t got;
    struct error failure = {0};

    while ((got = read_zipped(zip, chunk, sizeof chunk, &failure)))
        if (!strbuf_add(out, (struct str){chunk, got}))
            return error_raise(err, "it is larger than the limit of %zu bytes", limit);
    return !failure.raised || error_raise(err, "%s", failure.message);
}

static bool read_file(struct archive *archive, const unz64_file_pos *place, struct arena *arena,
                      size_t limit, struct str *bytes, struct error *err)
{
    struct strbuf text;
    bool read;

    if (!open_file(archive->zip, place))
        return error_raise(err, "it cannot be read");
    strbuf_init(&text, limit);
    read = read_all(archive->zip, limit, &text, err);
    if (read)
        *bytes = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    unzCloseCurrentFile(archive->zip);
    return read;
}

bool archive_read(struct archive *archive, struct arena *arena, struct str name, size_t limit,
                  struct str *bytes, struct error *err)
{
    const unz64_file_pos *place = map_get(&archive->files, name);
    bool read;

    if (!place)
        return error_raise(err, "it is not there");
    pthread_mutex_lock(&archive->lock);
    read = read_file(archive, place, arena, limit, bytes, err);
    pthread_mutex_unlock(&archive->lock);
    return read;
}
