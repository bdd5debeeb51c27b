#include "base/short_name.h"

#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#define LEFT_OUT "..."

/* A byte that is no UTF-8 is a character as well. */
static size_t character_length(struct str text)
{
    uint32_t code;
    size_t used = utf8_decode(text, &code);

    return used ? used : 1;
}

static size_t character_count(struct str text)
{
    size_t count = 0;

    for (size_t at = 0; at < text.length; count++)
        at += character_length(str_slice(text, at, SIZE_MAX));
    return count;
}

/* Offset of the character with that number. */
static size_t offset_of(struct str text, size_t character)
{
    size_t at = 0;

    while (at < text.length && character--)
        at += character_length(str_slice(text, at, SIZE_MAX));
    return at;
}

struct str text_bounded(struct arena *arena, struct str text, struct str whole,
                        const struct text_bound *bound)
{
    size_t length, head = bound->characters - bound->tail - bound->digits - 2 * strlen(LEFT_OUT);
    char hex[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;
    struct str tail;

    if (text.length <= bound->characters || (length = character_count(text)) <= bound->characters)
        return text;
    sha256_init(&hash);
    sha256_add(&hash, whole);
    sha256_hex(&hash, hex);
    tail = str_slice(text, offset_of(text, length - bound->tail), SIZE_MAX);
    return str_format(arena, "%.*s" LEFT_OUT "%.*s" LEFT_OUT "%.*s", (int)offset_of(text, head),
                      text.text, (int)bound->digits, hex, STR_ARGS(tail));
}

static struct str short_segment(struct arena *arena, struct str segment)
{
    return text_bounded(arena, segment, segment, &(struct text_bound){SHORT_NAME_MAX, 24, 8});
}

struct str short_whole(struct arena *arena, struct str shown, struct str path)
{
    return text_bounded(arena, shown, path, &(struct text_bound){SHORT_PATH_MAX, 80, 8});
}

static bool has_long_segment(struct str path)
{
    while (path.text)
        if (str_cut(&path, '/').length > SHORT_NAME_MAX)
            return true;
    return false;
}

struct str short_name(struct arena *arena, struct str name)
{
    struct str rest = name, shown = name;
    struct strbuf out;

    if (name.length <= SHORT_NAME_MAX)
        return name;
    if (has_long_segment(name)) {
        strbuf_init(&out, SIZE_MAX);
        while (rest.text) {
            strbuf_add(&out, short_segment(arena, str_cut(&rest, '/')));
            strbuf_add_text(&out, rest.text ? "/" : "");
        }
        shown = str_copy(arena, strbuf_str(&out));
        strbuf_release(&out);
    }
    return short_whole(arena, shown, name);
}
