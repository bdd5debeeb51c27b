#include "base/uri.h"

/* RFC 3986, 3.1: a letter, then letters, digits, "+-." up to the first ':'. */
static size_t scheme_length(struct str text)
{
    size_t colon = str_find_any(text, ":/?#");

    if (colon == text.length || text.text[colon] != ':' || colon == 0 ||
        !ascii_is_alpha(text.text[0]))
        return 0;
    for (size_t i = 1; i < colon; i++) {
        char c = text.text[i];

        if (!ascii_is_alpha(c) && !ascii_is_digit(c) && c != '+' && c != '-' && c != '.')
            return 0;
    }
    return colon;
}

bool uri_is_absolute(struct str text)
{
    return scheme_length(text) > 0;
}

struct str uri_without_fragment(struct str text, struct str *fragment)
{
    size_t hash = str_find_char(text, '#');

    if (fragment)
        *fragment = hash < text.length ? str_slice(text, hash + 1, SIZE_MAX) : STR_NONE;
    return str_slice(text, 0, hash);
}

void uri_split(struct str text, struct uri *uri)
{
    size_t length = scheme_length(text);
    struct str rest = text;

    *uri = (struct uri){0};
    if (length) {
        uri->scheme = str_slice(rest, 0, length);
        rest = str_slice(rest, length + 1, SIZE_MAX);
    }
    rest = uri_without_fragment(rest, &uri->fragment);
    if (str_starts_with(rest, STR("//"))) {
        rest = str_slice(rest, 2, SIZE_MAX);
        length = str_find_any(rest, "/?");
        uri->authority = str_slice(rest, 0, length);
        rest = str_slice(rest, length, SIZE_MAX);
    }
    length = str_find_char(rest, '?');
    uri->path = str_slice(rest, 0, length);
    if (length < rest.length)
        uri->query = str_slice(rest, length + 1, SIZE_MAX);
}

/* ---- resolving ---- */

/* Drops the last segment and the '/' before it. */
static size_t drop_segment(const char *out, size_t length)
{
    while (length && out[length - 1] != '/')
        length--;
    return length ? length - 1 : 0;
}

/* RFC 3986, 5.2.4, one segment with the '/' before it at a time. */
struct str uri_without_dot_segments(struct arena *arena, struct str path)
{
    char *out = arena_alloc(arena, path.length + 1);
    size_t length = 0, at = 0;

    while (at < path.length) {
        bool slash = path.text[at] == '/';
        size_t from = at + slash, to = from;
        struct str segment;
        bool last;

        while (to < path.length && path.text[to] != '/')
            to++;
        segment = str_slice(path, from, to - from);
        last = to == path.length;
        at = to;
        if (str_is(segment, ".") || str_is(segment, "..")) {
            if (segment.length == 2 && slash)
                length = drop_segment(out, length);
            if (last && slash)
                out[length++] = '/';
            if (!slash && !last)
                at++; /* "../" and "./" at the start go with their slash */
            continue;
        }
        if (slash)
            out[length++] = '/';
        memcpy(out + length, segment.text, segment.length);
        length += segment.length;
    }
    return (struct str){out, length};
}

/* RFC 3986, 5.2.3. */
static struct str merge(struct arena *arena, const struct uri *base, struct str path)
{
    size_t kept = base->path.length;

    if (base->authority.text && kept == 0)
        return str_format(arena, "/%.*s", STR_ARGS(path));
    while (kept && base->path.text[kept - 1] != '/')
        kept--;
    return str_format(arena, "%.*s%.*s", (int)kept, kept ? base->path.text : "", STR_ARGS(path));
}

/* RFC 3986, 5.3. */
static struct str compose(struct arena *arena, const struct uri *uri)
{
    return str_format(arena, "%.*s%s%s%.*s%.*s%s%.*s%s%.*s", STR_ARGS(uri->scheme),
                      uri->scheme.text ? ":" : "", uri->authority.text ? "//" : "",
                      STR_ARGS(uri->authority), STR_ARGS(uri->path), uri->query.text ? "?" : "",
                      STR_ARGS(uri->query), uri->fragment.text ? "#" : "", STR_ARGS(uri->fragment));
}

struct str uri_resolve(struct arena *arena, struct str base_text, struct str reference)
{
    struct uri base, target;

    uri_split(base_text, &base);
    uri_split(reference, &target);
    if (target.scheme.text) {
        target.path = uri_without_dot_segments(arena, target.path);
        return compose(arena, &target);
    }
    target.scheme = base.scheme;
    if (target.authority.text) {
        target.path = uri_without_dot_segments(arena, target.path);
        return compose(arena, &target);
    }
    target.authority = base.authority;
    if (target.path.length == 0) {
        target.path = base.path;
        if (!target.query.text)
            target.query = base.query;
        return compose(arena, &target);
    }
    if (target.path.text[0] != '/')
        target.path = merge(arena, &base, target.path);
    target.path = uri_without_dot_segments(arena, target.path);
    return compose(arena, &target);
}

/* ---- http ---- */

bool uri_is_http(struct str text)
{
    struct uri uri;

    uri_split(text, &uri);
    return str_equal_ignoring_case(uri.scheme, STR("http")) ||
           str_equal_ignoring_case(uri.scheme, STR("https"));
}

bool uri_shares_origin(struct str a, struct str b)
{
    struct uri first, second;

    uri_split(a, &first);
    uri_split(b, &second);
    return str_equal_ignoring_case(first.scheme, second.scheme) &&
           str_equal_ignoring_case(first.authority, second.authority);
}

static struct str in_small_letters(struct arena *arena, struct str text)
{
    char *small = arena_alloc(arena, text.length + 1);

    for (size_t i = 0; i < text.length; i++)
        small[i] = ascii_lower(text.text[i]);
    return (struct str){small, text.length};
}

/* Userinfo is told apart by the case of its letters; the rest of an authority is not. */
static struct str normal_authority(struct arena *arena, struct str authority, struct str scheme)
{
    size_t host = str_find_last(authority, '@');
    const char *port = str_is(scheme, "https") ? ":443" : ":80";
    struct str userinfo, rest;

    host = host < authority.length ? host + 1 : 0;
    userinfo = str_slice(authority, 0, host);
    rest = in_small_letters(arena, str_slice(authority, host, SIZE_MAX));
    if (str_ends_with(rest, str_of(port)))
        rest.length -= strlen(port);
    else if (str_ends_with(rest, STR(":")))
        rest.length--;
    return str_format(arena, "%.*s%.*s", STR_ARGS(userinfo), STR_ARGS(rest));
}

struct str uri_normalise(struct arena *arena, struct str text)
{
    struct uri uri;

    if (!uri_is_http(text))
        return text;
    uri_split(text, &uri);
    uri.scheme = in_small_letters(arena, uri.scheme);
    uri.authority = normal_authority(arena, uri.authority, uri.scheme);
    uri.path = uri.path.length ? uri_without_dot_segments(arena, uri.path) : STR("/");
    return compose(arena, &uri);
}
