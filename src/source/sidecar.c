#include "source/sidecar.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/path.h"
#include "source/recorded_body.h"
#include "stream/archive.h"

/* Opens the folder that `folder` is, seen from the recording's. */
static int open_folder(const struct source *source, const char *folder)
{
    struct str own = path_directory(source->name);

    return open(str_format(source->arena, "%.*s/%s", STR_ARGS(own), folder).text,
                O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* One part of the name, which leads neither up nor through a link. The folder is closed. */
static int open_part(int folder, struct str part, bool last)
{
    char name[256];
    int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (last ? 0 : O_DIRECTORY);
    int fd = -1;

    if (part.length && part.length < sizeof name && !str_is(part, ".") && !str_is(part, "..")) {
        memcpy(name, part.text, part.length);
        name[part.length] = '\0';
        fd = openat(folder, name, flags);
    }
    close(folder);
    return fd;
}

static struct str path_of(const struct source *source, const char *folder, struct str name)
{
    struct str own = path_directory(source->name);

    return path_normalise(source->arena, str_format(source->arena, "%.*s/%s/%.*s", STR_ARGS(own),
                                                    folder, STR_ARGS(name)));
}

/* -1: it is not there, or not to be read. */
static int open_below(const struct source *source, const char *folder, struct str name)
{
    struct str rest = name;
    struct stat status;
    int fd;

    if (memchr(name.text, '\0', name.length))
        return -1;
    fd = open_folder(source, folder);
    while (fd >= 0 && rest.text) {
        struct str part = str_cut(&rest, '/');

        fd = open_part(fd, part, !rest.text);
    }
    if (fd >= 0 && (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
                    !file_uses_allow_open(source->uses, fd, path_of(source, folder, name), NULL))) {
        close(fd);
        return -1;
    }
    return fd;
}

static bool read_all(int fd, struct arena *arena, struct str *bytes)
{
    struct stat status;
    size_t length = 0, size;
    char *out;

    if (fstat(fd, &status) != 0 || status.st_size > RECORDED_BODY_MAX_BYTES)
        return false;
    size = (size_t)status.st_size;
    out = arena_alloc(arena, size + 1);
    while (length < size) {
        ssize_t got = read(fd, out + length, size - length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    *bytes = (struct str){out, length};
    return length == size;
}

static bool read_beside(struct source *source, const char *folder, struct str name,
                        struct str *bytes)
{
    int fd = open_below(source, folder, name);
    bool read = fd >= 0 && read_all(fd, source->arena, bytes);

    if (fd >= 0)
        close(fd);
    return read;
}

struct body sidecar_read(struct source *source, const char *folder, struct str name)
{
    struct str bytes = STR_NONE;
    bool read = false;

    if (source->archive)
        read = archive_read(source->archive, source->arena, name, RECORDED_BODY_MAX_BYTES, &bytes,
                            NULL);
    else if (source->is_file && name.length)
        read = read_beside(source, folder, name, &bytes);
    if (!read)
        return body_unknown(STR("the recording keeps the body in another file, which cannot be "
                                "read"),
                            STR_NONE);
    return body_of_bytes(bytes);
}
