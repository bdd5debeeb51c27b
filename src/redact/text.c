/* Texts without their secrets, in one walk: a secret that starts at a byte is replaced and passed
   over, so that nothing is looked at twice. */
#include "base/percent.h"
#include "base/strbuf.h"
#include "http/url.h"
#include "redact/redaction.h"
#include "redact/values.h"

enum {
    JWT_PART_MIN = 6,     /* characters of a token's first two parts */
    MEMBER_NAME_MAX = 128 /* bytes; longer names of JSON members are not looked at */
};

/* The length of the form of the secret that the text starts with; 0: it starts with none. */
static size_t secret_length(const struct secret *secret, struct str text)
{
    for (size_t i = 0; i < secret->forms.count; i++) {
        if (str_starts_with(text, secret->forms.items[i]))
            return secret->forms.items[i].length;
    }
    return 0;
}

static size_t known_length(const struct redaction *redaction, struct str text)
{
    size_t longest = 0;

    if (!redaction->starts[(unsigned char)text.text[0]])
        return 0;
    for (size_t i = 0; i < redaction->given.count; i++) {
        size_t length = secret_length(&redaction->given.items[i], text);

        longest = length > longest ? length : longest;
    }
    for (size_t i = 0; i < redaction->learned.count; i++) {
        size_t length = secret_length(&redaction->learned.items[i], text);

        longest = length > longest ? length : longest;
    }
    return longest;
}

static bool is_base64url(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '-' || c == '_';
}

static size_t base64url_length(struct str text, size_t from)
{
    size_t at = from;

    while (at < text.length && is_base64url(text.text[at]))
        at++;
    return at - from;
}

/* header.payload.signature: the first two are JSON objects in base64url (RFC 7519, 3), in which "{"
   and a quote become "eyJ". The signature may be empty or missing. */
static size_t jwt_length(struct str text)
{
    size_t length, part;

    if (!str_starts_with(text, STR("eyJ")))
        return 0;
    length = base64url_length(text, 0);
    if (length < JWT_PART_MIN || length >= text.length || text.text[length] != '.')
        return 0;
    part = base64url_length(text, length + 1);
    if (part < JWT_PART_MIN)
        return 0;
    length += 1 + part;
    if (length < text.length && text.text[length] == '.')
        length += 1 + base64url_length(text, length + 1);
    return length;
}

/* The length of the userinfo, for a text that starts behind "://": "user:password" before the '@'.
 */
static size_t userinfo_length(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        if (c == '@')
            return i;
        if (c == '/' || c == '?' || c == '#' || c == ' ' || c == '"' || c == '\'' || c == '<' ||
            (unsigned char)c < 0x20)
            return 0;
    }
    return 0;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.length && (text.text[at] == ' ' || text.text[at] == '\t'))
        at++;
    return at;
}

/* Offset of the quote that ends the JSON string that starts behind `at`, or text.length. */
static size_t string_end(struct str text, size_t at)
{
    while (at < text.length && text.text[at] != '"')
        at += text.text[at] == '\\' ? 2 : 1;
    return at < text.length ? at : text.length;
}

/* Is the text at `"name": "value"`, with a secret name? *start and *end: where the value lies,
   without its quotes. */
static bool secret_member(const struct redaction *redaction, struct str text, size_t *start,
                          size_t *end)
{
    size_t name_end, at;

    if (text.text[0] != '"')
        return false;
    name_end = string_end(str_slice(text, 0, MEMBER_NAME_MAX), 1);
    at = skip_blanks(text, name_end + 1);
    if (at >= text.length || text.text[at] != ':')
        return false;
    at = skip_blanks(text, at + 1);
    if (at >= text.length || text.text[at] != '"')
        return false;
    *start = at + 1;
    *end = string_end(text, at + 1);
    return redaction_hides(redaction, NAME_IN_MEMBER, str_slice(text, 1, name_end - 1),
                           str_slice(text, *start, *end - *start));
}

/* May a token start there? Not within a run of a token's characters, so that a run is walked once.
 */
static bool starts_token(struct str text, size_t at)
{
    return at == 0 || !is_base64url(text.text[at - 1]) || (at >= 3 && text.text[at - 3] == '%');
}

/* Is there something to take out at `at`? It ends at *end and starts at *start, which is behind the
   name of a member. */
static bool starts_secret(const struct redaction *redaction, struct str text, size_t at,
                          size_t *start, size_t *end)
{
    struct str rest = str_slice(text, at, SIZE_MAX);
    size_t length = known_length(redaction, rest);

    if (length == 0 && starts_token(text, at))
        length = jwt_length(rest);
    if (length == 0 && at >= 3 && str_is(str_slice(text, at - 3, 3), "://"))
        length = userinfo_length(rest);
    *start = 0;
    *end = length;
    if (length == 0 && !secret_member(redaction, rest, start, end))
        return false;
    *start += at;
    *end += at;
    return true;
}

struct str redact_text(const struct redaction *redaction, struct arena *arena, struct str text)
{
    struct strbuf out;
    struct str redacted = text;
    size_t at = 0, done = 0, start, end; /* done: what is written reaches up to there */

    strbuf_init(&out, SIZE_MAX);
    while (at < text.length) {
        if (!starts_secret(redaction, text, at, &start, &end)) {
            at++;
            continue;
        }
        strbuf_add(&out, str_slice(text, done, start - done));
        strbuf_add_text(&out, REDACTED);
        at = done = end;
    }
    if (done) {
        strbuf_add(&out, str_slice(text, done, SIZE_MAX));
        redacted = str_copy(arena, strbuf_str(&out));
    }
    strbuf_release(&out);
    return redacted;
}

/* Adds "a=1&token=abc" without the values of secret names. */
static void redact_pairs(const struct redaction *redaction, struct arena *arena, struct strbuf *out,
                         struct str pairs)
{
    while (pairs.text) {
        struct str pair = str_cut(&pairs, '&');
        struct str value = pair;
        struct str name = str_cut(&value, '=');
        struct str decoded, text;

        percent_decode(arena, name, PLUS_IS_SPACE, &decoded);
        percent_decode(arena, value, PLUS_IS_SPACE, &text);
        if (value.length && redaction_hides(redaction, NAME_IN_FIELD, decoded, text)) {
            strbuf_add(out, name);
            strbuf_add_text(out, "=" REDACTED);
        } else {
            strbuf_add(out, pair);
        }
        if (pairs.text)
            strbuf_add_char(out, '&');
    }
}

struct str redact_url(const struct redaction *redaction, struct arena *arena, struct str url)
{
    size_t query = str_find_char(url, '?');
    size_t fragment = str_find_char(url, '#');
    struct strbuf out;
    struct str redacted;

    query = query < fragment ? query : fragment;
    strbuf_init(&out, SIZE_MAX);
    strbuf_add(&out, str_slice(url, 0, query));
    if (query < fragment) {
        strbuf_add_char(&out, '?');
        redact_pairs(redaction, arena, &out, str_slice(url, query + 1, fragment - query - 1));
    }
    if (fragment < url.length) { /* OAuth 2's implicit grant puts tokens there */
        strbuf_add_char(&out, '#');
        redact_pairs(redaction, arena, &out, str_slice(url, fragment + 1, SIZE_MAX));
    }
    redacted = redact_text(redaction, arena, strbuf_str(&out));
    redacted = str_equal(redacted, url) ? url : str_copy(arena, redacted);
    strbuf_release(&out);
    return redacted;
}
