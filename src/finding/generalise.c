/* What differs from exchange to exchange, taken out of pointers and paths. */
#include "finding/finding.h"

#include "http/url.h"

enum {
    HEXADECIMAL_ID_MIN = 8, /* bytes: "deadbeef01"; shorter ones are often words */
    OPAQUE_ID_MIN = 20      /* bytes: "V1StGXR8_Z5jdHi6B-myT" */
};

static bool has_digit(struct str segment)
{
    for (size_t i = 0; i < segment.length; i++) {
        if (ascii_is_digit(segment.text[i]))
            return true;
    }
    return false;
}

/* In a shape, d is any digit, x any hexadecimal digit, and every other character itself. */
static bool has_shape(struct str segment, const char *shape)
{
    if (segment.length != strlen(shape))
        return false;
    for (size_t i = 0; i < segment.length; i++) {
        char c = segment.text[i];
        bool fits = shape[i] == 'd'   ? ascii_is_digit(c)
                    : shape[i] == 'x' ? ascii_hex_value(c) >= 0
                                      : c == shape[i];

        if (!fits)
            return false;
    }
    return true;
}

static bool is_hexadecimal_id(struct str segment)
{
    for (size_t i = 0; i < segment.length; i++) {
        if (ascii_hex_value(segment.text[i]) < 0)
            return false;
    }
    return segment.length >= HEXADECIMAL_ID_MIN && has_digit(segment);
}

static bool is_opaque_id(struct str segment)
{
    for (size_t i = 0; i < segment.length; i++) {
        char c = segment.text[i];

        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '_' && c != '-')
            return false;
    }
    return segment.length >= OPAQUE_ID_MIN && has_digit(segment);
}

static bool looks_like_id(struct str segment)
{
    return str_is_digits(segment) || is_hexadecimal_id(segment) || is_opaque_id(segment) ||
           has_shape(segment, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") ||
           has_shape(segment, "dddd-dd-dd");
}

bool name_is_key_of_data(struct str name)
{
    return str_is_digits(name) || is_hexadecimal_id(name) ||
           has_shape(name, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") || has_shape(name, "dddd-dd-dd");
}

/* The text with `stand_in` for each segment, between two '/', that varies. */
static struct str generalise(struct arena *arena, struct str text, bool (*varies)(struct str),
                             struct str stand_in)
{
    char *out = arena_alloc(arena, text.length * 2 + 1); /* "{}" may take a digit's place */
    size_t length = 0, start = 0;

    for (size_t at = 0; at <= text.length; at++) {
        struct str segment = {text.text + start, at - start};

        if (at < text.length && text.text[at] != '/')
            continue;
        if (varies(segment))
            segment = stand_in;
        memcpy(out + length, segment.text, segment.length);
        length += segment.length;
        if (at < text.length)
            out[length++] = '/';
        start = at + 1;
    }
    out[length] = '\0';
    return (struct str){out, length};
}

struct str pointer_generalise(struct arena *arena, struct str pointer)
{
    return pointer.length ? generalise(arena, pointer, str_is_digits, STR("*")) : pointer;
}

struct str path_generalise(struct arena *arena, struct str url)
{
    struct url parts;

    url_split(url, &parts);
    return parts.path.length ? generalise(arena, parts.path, looks_like_id, STR("{}")) : STR("/");
}

struct operation_name finding_operation(struct arena *arena, const struct finding *finding)
{
    struct operation_name name = finding->operation;

    if (finding->sample_count == 0 || finding->part == PART_DESCRIPTION ||
        (name.path.length == 0 && finding->name.length)) /* it is about a base, or a host */
        return name;
    if (name.path.length == 0)
        name.path = path_generalise(arena, finding->samples[0].url);
    if (name.method.length == 0)
        name.method = finding->samples[0].method;
    return name;
}
