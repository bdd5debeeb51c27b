#include "openapi/segment.h"

#include "base/percent.h"

/* pchar of RFC 3986, 3.3, but for escapes: two words of bits for the characters of ASCII. */
static const uint64_t plain_chars[2] = {
    UINT64_C(0x2fff7fd200000000), /* ! $ & ' ( ) * + , - . 0-9 : ; = */
    UINT64_C(0x47fffffe87ffffff), /* @ A-Z _ a-z ~ */
};

/* Most segments are in normal form as they are. */
static bool is_normal(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.text[i];

        if (byte >= 0x80 || !(plain_chars[byte >> 6] >> (byte & 63) & 1))
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

bool segment_match(const struct segment *segment, const struct str *pieces, size_t piece_count,
                   struct str *values)
{
    struct str text = segment->normal, first = pieces[0], last = pieces[piece_count - 1];
    size_t at = first.length;

    if (piece_count == 1)
        return str_equal(text, first);
    if (!str_starts_with(text, first) || !str_ends_with(text, last))
        return false;
    for (size_t i = 1; i < piece_count; i++) {
        size_t end = text.length - last.length;

        if (i + 1 < piece_count) {
            size_t found = str_find(str_slice(text, at + 1, SIZE_MAX), pieces[i]);

            if (found == SIZE_MAX)
                return false;
            end = at + 1 + found;
        }
        if (end <= at || end > text.length)
            return false;
        if (values)
            values[i - 1] = segment_raw(segment, at, end);
        at = end + pieces[i].length;
    }
    return true;
}
