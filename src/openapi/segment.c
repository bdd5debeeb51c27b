#include "openapi/segment.h"

#include "http/percent.h"

/* Most segments are in normal form as they are. */
static bool is_normal(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (!ascii_is_alpha(c) && !ascii_is_digit(c) &&
            (c == '\0' || !strchr("-._~:@!$&'()*+,;=", c)))
            return false;
    }
    return true;
}

void segment_init(struct segment *segment, struct str raw)
{
    size_t length = 0, at = 0;

    segment->raw = segment->normal = raw;
    if (is_normal(raw) || raw.length > SEGMENT_MAX_BYTES / 3)
        return;
    while (at < raw.length) {
        size_t from = at;
        size_t written = percent_normal_character(raw, &at, segment->buffer + length);

        for (size_t i = 0; i < written; i++)
            segment->origin[length + i] = (uint16_t)from;
        length += written;
    }
    segment->origin[length] = (uint16_t)at;
    segment->normal = (struct str){segment->buffer, length};
}

struct str segment_raw(const struct segment *segment, size_t from, size_t to)
{
    if (segment->normal.text == segment->raw.text)
        return str_slice(segment->raw, from, to - from);
    return str_slice(segment->raw, segment->origin[from],
                     (size_t)(segment->origin[to] - segment->origin[from]));
}
