#include "base/file_pattern.h"

#include <fnmatch.h>
#include <limits.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/folder_names.h"

struct segment {
    const char *text; /* as fnmatch reads it */
    bool any_folders; /* two stars */
    bool literal;     /* fits one name only, which is `text` */
};

struct search {
    struct file_pattern *found;
    struct arena arena;
    struct segment segments[FILE_PATTERN_MAX_SEGMENTS];
    size_t segment_count;
    bool folders_only; /* the pattern ends with '/' */
    char path[PATH_MAX];
    size_t length;
    size_t depth; /* folders below the one where the search begins */
    size_t left;  /* entries that may still be read */
    struct error *err;
};

bool file_is_pattern(const char *text)
{
    struct str pattern = str_of(text);
    struct stat status;

    return str_find_any(pattern, "*?[") < pattern.length && pattern.length < PATH_MAX &&
           str_find(pattern, STR("://")) == SIZE_MAX && lstat(text, &status) != 0;
}

/* ---- segments ---- */

/* What the backslashes were for is gone. */
static void unescape(char *text)
{
    char *out = text;

    for (; *text; text++) {
        if (*text == '\\' && text[1])
            text++;
        *out++ = *text;
    }
    *out = '\0';
}

static struct segment segment_of(struct arena *arena, struct str text)
{
    char *copy = (char *)(uintptr_t)str_copy(arena, text).text;
    bool literal = str_find_any(text, "*?[") == text.length;

    if (literal)
        unescape(copy);
    return (struct segment){.text = copy, .any_folders = str_is(text, "**"), .literal = literal};
}

/* Two stars twice fit what they fit once; as the last segment they fit what a star does, for what
   lies in a folder comes with it. */
static bool is_no_news(const struct search *search, const struct segment *segment)
{
    return segment->any_folders && search->segment_count &&
           search->segments[search->segment_count - 1].any_folders;
}

static bool split(struct search *search, struct str pattern)
{
    search->folders_only = str_ends_with(pattern, STR("/"));
    while (pattern.text) {
        struct str text = str_cut(&pattern, '/');
        struct segment segment;

        if (!text.length)
            continue;
        segment = segment_of(&search->arena, text);
        if (is_no_news(search, &segment))
            continue;
        if (search->segment_count == FILE_PATTERN_MAX_SEGMENTS)
            return error_raise(search->err, "a pattern has more than %d parts between its slashes",
                               FILE_PATTERN_MAX_SEGMENTS);
        search->segments[search->segment_count++] = segment;
    }
    if (search->segment_count && search->segments[search->segment_count - 1].any_folders)
        search->segments[search->segment_count - 1] = (struct segment){.text = "*"};
    return true;
}

/* ---- the walk ---- */

/* A set of places in the pattern has a bit for each: bit i is what is to fit segment i next. This
   is the place before the segment, and behind two stars, which fit no folder, too. */
static uint64_t before(const struct search *search, size_t segment)
{
    uint64_t at = UINT64_C(1) << segment;

    return search->segments[segment].any_folders ? at | at << 1 : at;
}

/* Puts the name behind the path. false: no file has so long a path. */
static bool enter(struct search *search, const char *name)
{
    size_t slash = search->length && search->path[search->length - 1] != '/';
    size_t length = search->length + slash + strlen(name);

    if (length >= sizeof search->path)
        return false;
    if (slash)
        search->path[search->length++] = '/';
    memcpy(search->path + search->length, name, strlen(name) + 1);
    search->length = length;
    return true;
}

static void leave(struct search *search, size_t length)
{
    search->length = length;
    search->path[length] = '\0';
}

/* What a link leads to nowhere is taken: that it cannot be read will be told. */
static bool is_to_take(const struct search *search)
{
    struct stat status;

    if (stat(search->path, &status) != 0)
        return !search->folders_only && lstat(search->path, &status) == 0;
    return S_ISDIR(status.st_mode) || (!search->folders_only && S_ISREG(status.st_mode));
}

static bool is_folder(const char *path, bool by_link)
{
    struct stat status;

    return (by_link ? stat(path, &status) : lstat(path, &status)) == 0 && S_ISDIR(status.st_mode);
}

static bool fits(const struct segment *segment, const char *name)
{
    if (segment->any_folders)
        return folder_name_is_visible(name);
    return segment->literal ? strcmp(segment->text, name) == 0
                            : fnmatch(segment->text, name, FNM_PERIOD) == 0;
}

/* What is to fit an entry's names in its turn, if it is a folder. */
struct below {
    uint64_t next;
    uint64_t by_stars; /* of two stars, which go on */
    bool taken;        /* the entry itself fits the whole pattern */
};

static struct below hold_against(const struct search *search, const char *name, uint64_t at)
{
    struct below below = {0};

    for (size_t i = 0; i < search->segment_count; i++) {
        if (!(at >> i & 1) || !fits(&search->segments[i], name))
            continue;
        if (search->segments[i].any_folders)
            below.by_stars |= before(search, i);
        else if (i + 1 < search->segment_count)
            below.next |= before(search, i + 1);
        else
            below.taken = true;
    }
    return below;
}

static bool walk_folder(struct search *search, uint64_t at);

/* The path is that of the entry. */
static bool walk_below(struct search *search, struct below below)
{
    if (below.taken && is_to_take(search)) {
        VEC_ADD(&search->found->paths, alloc_text(search->path));
        return true; /* all that lies in a folder comes with it */
    }
    if (below.by_stars && is_folder(search->path, false))
        return walk_folder(search, below.next | below.by_stars);
    return !below.next || !is_folder(search->path, true) || walk_folder(search, below.next);
}

/* at: what the name is to fit. */
static bool walk_entry(struct search *search, const char *name, uint64_t at)
{
    const struct below below = hold_against(search, name, at);
    size_t length = search->length;
    bool walked;

    if ((!below.taken && !below.next && !below.by_stars) || !enter(search, name))
        return true;
    walked = walk_below(search, below);
    leave(search, length);
    return walked;
}

/* The only segment that the place stands before; NULL: there are several. */
static const struct segment *only_segment(const struct search *search, uint64_t at)
{
    for (size_t i = 0; i < search->segment_count; i++)
        if (at == UINT64_C(1) << i)
            return &search->segments[i];
    return NULL;
}

static bool is_no_dots(const char *name)
{
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static bool walk_names(struct search *search, uint64_t at)
{
    struct folder_names folder;
    bool walked;

    if (!folder_names_read(&folder, search->length ? search->path : ".", is_no_dots, &search->left))
        return true;
    walked = !folder.left_out ||
             error_raise(search->err, "more than %d files and folders are to be looked at for it",
                         FILE_PATTERN_MAX_ENTRIES);
    for (size_t i = 0; walked && i < folder.names.count; i++)
        walked = walk_entry(search, folder.names.items[i], at);
    folder_names_release(&folder);
    return walked;
}

/* The path is that of the folder, "" of the working directory. */
static bool walk_folder(struct search *search, uint64_t at)
{
    const struct segment *only = only_segment(search, at);
    bool walked;

    if (search->depth == FILE_PATTERN_MAX_DEPTH)
        return error_raise(search->err, "folders stand in each other, more than %d deep",
                           FILE_PATTERN_MAX_DEPTH);
    search->depth++;
    walked = only && only->literal ? walk_entry(search, only->text, at) : walk_names(search, at);
    search->depth--;
    return walked;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool file_pattern_find(struct file_pattern *found, const char *pattern, struct error *err)
{
    struct search search = {.found = found, .left = FILE_PATTERN_MAX_ENTRIES, .err = err};
    bool walked;

    *found = (struct file_pattern){{NULL, 0, 0}};
    arena_init(&search.arena);
    if (pattern[0] == '/')
        enter(&search, "/");
    walked = split(&search, str_of(pattern)) &&
             (!search.segment_count || walk_folder(&search, before(&search, 0)));
    arena_release(&search.arena);
    if (found->paths.count)
        qsort(found->paths.items, found->paths.count, sizeof *found->paths.items, by_bytes);
    return walked;
}

void file_pattern_release(struct file_pattern *found)
{
    for (size_t i = 0; i < found->paths.count; i++)
        free(found->paths.items[i]);
    VEC_RELEASE(&found->paths);
}
