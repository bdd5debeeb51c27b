#include "stream/json_sketch.h"

#include "base/utf8.h"

/* One pass over the head. The way to each member is compared with the wanted path as the pass goes:
   each open container knows how much of the path is left behind it. */
struct sketch {
    struct str text;
    size_t at;
    const char *path;
    size_t depth; /* containers that are open */
    struct level {
        bool array;
        const char *rest; /* of the path, behind the container; NULL: it does not lead here */
    } levels[SKETCH_MAX_DEPTH];
    bool found;
};

/* Behind the string that starts at `at`; *text is what stands between the quotes. */
static size_t pass_string(struct str head, size_t at, struct str *text)
{
    size_t begin = ++at;

    while (at < head.length && head.text[at] != '"')
        at += head.text[at] == '\\' ? 2 : 1;
    *text = str_slice(head, begin, at < head.length ? at - begin : 0);
    return at + 1;
}

static size_t pass_space(struct str head, size_t at)
{
    while (at < head.length && (head.text[at] == ' ' || head.text[at] == '\t' ||
                                head.text[at] == '\r' || head.text[at] == '\n'))
        at++;
    return at;
}

/* The rest of a path behind its first part and the point; NULL when that is another part. */
static const char *path_behind(const char *path, struct str part)
{
    size_t length = str_find_char(str_of(path), '.');

    if (length != part.length || strncmp(path, part.text, length) != 0)
        return NULL;
    return path[length] == '.' ? path + length + 1 : path + length;
}

static struct level *innermost(struct sketch *sketch)
{
    return sketch->depth && sketch->depth <= SKETCH_MAX_DEPTH ? &sketch->levels[sketch->depth - 1]
                                                              : NULL;
}

/* rest: of the path behind the container that opens here; NULL when the path leads elsewhere. */
static void open_container(struct sketch *sketch, bool array, const char *rest)
{
    struct level *level;

    sketch->depth++;
    level = innermost(sketch);
    if (level)
        *level = (struct level){array, rest};
    sketch->at++;
}

/* A value begins. step: the key or "[]" that leads to it. */
static void meet_value(struct sketch *sketch, struct str step)
{
    const struct level *level = innermost(sketch);
    const char *rest = NULL;
    char c = sketch->at < sketch->text.length ? sketch->text.text[sketch->at] : '\0';

    if (sketch->depth == 0)
        rest = sketch->path;
    else if (level && level->rest)
        rest = path_behind(level->rest, step);
    sketch->found = sketch->found || (rest && *rest == '\0');
    if (c == '{' || c == '[')
        open_container(sketch, c == '[', rest);
}

static void meet_string(struct sketch *sketch)
{
    const struct level *level = innermost(sketch);
    struct str text;

    sketch->at = pass_space(sketch->text, pass_string(sketch->text, sketch->at, &text));
    if (!level || level->array || sketch->at >= sketch->text.length ||
        sketch->text.text[sketch->at] != ':')
        return;
    sketch->at = pass_space(sketch->text, sketch->at + 1);
    meet_value(sketch, text);
}

bool sketch_has(struct str head, const char *path)
{
    struct sketch sketch = {.text = utf8_without_mark(head), .path = path};

    sketch.at = pass_space(sketch.text, 0);
    if (sketch.at < sketch.text.length && sketch.text.text[sketch.at] != '{' &&
        sketch.text.text[sketch.at] != '[')
        return false; /* no JSON: YAML may have brackets, too */
    while (sketch.at < sketch.text.length && !sketch.found) {
        char c = sketch.text.text[sketch.at];

        if (c == '"')
            meet_string(&sketch);
        else if (c == '{' || c == '[')
            meet_value(&sketch, STR("[]"));
        else {
            if ((c == '}' || c == ']') && sketch.depth && --sketch.depth == 0)
                break;
            sketch.at++;
        }
    }
    return sketch.found;
}
