#include "source/har_text.h"

#include "base/base64.h"
#include "base/data_span.h"
#include "base/utf8.h"
#include "http/media_type.h"
#include "source/recorded_body.h"

/* ---- characters that are bytes ---- */

/* mitmproxy writes what it cannot decode with a character for each byte. *bytes may not be UTF-8.
   false: some character is no byte, or all are ASCII, where it makes no difference. */
static bool read_as_bytes(struct arena *arena, struct str text, struct str *bytes)
{
    size_t length = 0;
    char *out;

    if (str_is_ascii(text))
        return false;
    out = arena_alloc(arena, text.length + 1);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c >= 0x80) {
            if ((c != 0xC2 && c != 0xC3) || i + 1 == text.length)
                return false;
            c = (unsigned char)(((c & 3u) << 6) | ((unsigned char)text.text[++i] & 0x3Fu));
        }
        out[length++] = (char)c;
    }
    *bytes = (struct str){out, length};
    return true;
}

static bool is_recoded(const struct headers *headers)
{
    struct str coding = headers_get(headers, "content-encoding");

    return coding.length && !str_equal_ignoring_case(str_trim(coding), STR("identity"));
}

/* Does the recording count characters, and not the bytes of UTF-8? Content-Length is the sender's
   own; the sizes are the recorder's. */
static bool counts_characters(const struct har_text *text, size_t characters)
{
    int64_t length = is_recoded(text->headers) ? -1 : recorded_content_length(text->headers);

    if (length >= 0)
        return length == (int64_t)characters;
    return text->wire_size == (int64_t)characters || text->size == (int64_t)characters;
}

/* Bytes that are no UTF-8 were text in another charset if their type is one of text, and then the
   recorder's characters are what is judged. */
static bool is_of_bytes(const struct har_text *text)
{
    struct str header = headers_get(text->headers, "content-type");
    struct str name = header.length ? header : text->form;
    struct content_type type;

    if (!content_type_parse(name, &type))
        return text->size < 0 && recorded_content_length(text->headers) >= 0;
    switch (type.kind) {
    case CONTENT_MULTIPART:
        return true;
    case CONTENT_XML: /* it may say its charset itself */
        return content_type_parameter(&type, "charset").length ||
               str_find(str_slice(text->text, 0, 128), STR("encoding=")) != SIZE_MAX;
    case CONTENT_OTHER:
        return !content_type_is_text(&type);
    default:
        return false;
    }
}

/* STR_NONE: the text stands for itself. */
static struct str bytes_meant(struct arena *arena, const struct har_text *text)
{
    struct str bytes;

    if (read_as_bytes(arena, text->text, &bytes) && counts_characters(text, bytes.length) &&
        (utf8_is_valid(bytes) || is_of_bytes(text)))
        return bytes;
    return STR_NONE;
}

/* ---- base64 that nothing tells ---- */

/* Chrome's first versions wrote base64 and left `encoding` out: its size is that of the bytes, and
   no text is longer than its size. */
static bool is_untold_base64(struct arena *arena, const struct har_text *text)
{
    struct str bytes;

    return text->encoding.length == 0 && text->size > 0 &&
           (int64_t)text->text.length > text->size && text->text.length % 4 == 0 &&
           base64_decode(arena, text->text, &bytes) && (int64_t)bytes.length == text->size;
}

/* ---- all texts ---- */

/* Is Content-Length about other bytes? Where the recorder's sizes repeat it, or where the text is
   longer than it or than its size, the recorder wrote the text anew. */
static bool is_rewritten(const struct har_text *text, struct str bytes)
{
    int64_t length = recorded_content_length(text->headers);
    int64_t written = (int64_t)bytes.length;

    if (length < 0 || length == written)
        return false;
    return text->size == length || text->wire_size == length || written > length ||
           (text->size >= 0 && written > text->size);
}

struct body har_text_body(struct arena *arena, const struct har_text *text)
{
    struct str encoding = text->encoding;
    struct str bytes = encoding.length ? STR_NONE : bytes_meant(arena, text);
    struct body body = {.state = BODY_PRESENT, .bytes = bytes.text ? bytes : text->text};

    if (str_equal_ignoring_case(encoding, STR("base64")) || is_untold_base64(arena, text))
        body = body_of_base64(arena, text->text);
    else if (encoding.length && !str_equal_ignoring_case(encoding, STR("utf-8")) &&
             !str_equal_ignoring_case(encoding, STR("utf8")))
        body = body_unknown(str_format(arena, "the recorded body's encoding \"%.*s\" is not known",
                                       STR_ARGS(data_name(arena, encoding))),
                            STR_NONE);
    body.form = text->form;
    body.rebuilt = is_rewritten(text, body.bytes);
    return body;
}
