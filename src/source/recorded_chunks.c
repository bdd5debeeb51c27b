#include "source/recorded_chunks.h"

#include "base/base64.h"
#include "base/strbuf.h"
#include "source/recorded_body.h"

static bool is_hex(struct str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (ascii_hex_value(text.text[i]) < 0)
            return false;
    return text.length && text.length % 2 == 0;
}

bool chunks_are_hex(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY))
        return is_hex(node_string(value));
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!is_hex(node_string(item)))
            return false;
    return value->length > 0;
}

static void add_hex(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i + 1 < text.length; i += 2)
        strbuf_add_char(out, (char)(unsigned char)(ascii_hex_value(text.text[i]) * 16 +
                                                   ascii_hex_value(text.text[i + 1])));
}

static bool add_chunk(struct arena *arena, struct strbuf *out, const struct node *chunk, bool hex)
{
    struct str bytes;

    if (hex)
        add_hex(out, node_string(chunk));
    else if (base64_decode(arena, node_string(chunk), &bytes))
        strbuf_add(out, bytes);
    else
        return false;
    return true;
}

struct body body_of_chunks(struct arena *arena, const struct node *value)
{
    bool hex = chunks_are_hex(value), decoded = true;
    struct body body;
    struct strbuf out;

    strbuf_init(&out, RECORDED_BODY_MAX_BYTES);
    if (!node_is(value, NODE_ARRAY))
        decoded = add_chunk(arena, &out, value, hex);
    else
        for (const struct node *item = node_first(value); item < node_end(value) && decoded;
             item = node_next(item))
            decoded = add_chunk(arena, &out, item, hex);
    body = body_of_bytes(str_copy(arena, strbuf_str(&out)));
    if (!decoded)
        body = body_unknown(STR("the recorded body's pieces cannot be decoded"), STR_NONE);
    else if (out.overflowed)
        body = body_unknown(STR("the recorded body is larger than the limit"), STR_NONE);
    strbuf_release(&out);
    return body;
}
