/* Requests that hit nothing by their path, though the API may well be the one that is described: it
   was recorded behind a gateway, or an operation's own servers are out of date. */
#include "base/strbuf.h"
#include "http/url.h"
#include "openapi/router.h"
#include "openapi/template.h"

struct unserved {
    struct str method;
    const struct operation *operation;
};

static void meet(void *context, const struct entry *entry, const struct base *base, bool is_served,
                 const struct operation *operation)
{
    struct unserved *unserved = context;

    (void)base;
    if (!unserved->operation && !is_served && !operation)
        unserved->operation = entry_operation(entry, unserved->method);
}

/* One of expressions alone fits anything of as many segments. */
static bool has_text(struct str template)
{
    struct str rest = router_segments(template), literal, name;

    while (rest.text) {
        struct str segment = str_cut(&rest, '/');

        while (template_next(&segment, &literal, &name))
            if (literal.length)
                return true;
    }
    return false;
}

static void find_base(const struct api *api, struct str method, struct str path,
                      struct route_remedy *remedy)
{
    struct str rest = router_segments(path);

    for (size_t i = 0; i < ROUTE_MAX_SEGMENTS && rest.text; i++) {
        struct route route;
        struct str tail;

        str_cut(&rest, '/');
        if (!rest.text)
            return;
        tail = (struct str){rest.text - 1, rest.length + 1};
        if (route_fits_path(api, method, tail, &route) && has_text(route.path)) {
            remedy->base = str_slice(path, 0, (size_t)(tail.text - path.text));
            remedy->path = route.path;
            return;
        }
    }
}

struct route_remedy route_remedy(const struct api *api, struct str method, struct str url)
{
    struct unserved unserved = {.method = method};
    struct route_remedy remedy = {.base = STR_NONE};
    struct url parts;

    url_split(url, &parts);
    if (parts.path.length == 0)
        return remedy;
    route_walk(api, method, parts.path, false, meet, &unserved);
    remedy.unserved = unserved.operation;
    find_base(api, method, parts.path, &remedy);
    return remedy;
}

/* ---- escapes ---- */

/* What may stand in a segment as it is, and delimits (RFC 3986, 2.2 and 3.3). */
static bool is_delimiter(char c)
{
    return c && char_is_any(c, "!$&'()*+,;=:@");
}

static struct str undo_escapes(struct arena *arena, struct str path)
{
    struct strbuf out;
    struct str undone;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < path.length; i++) {
        int high = i + 2 < path.length ? ascii_hex_value(path.text[i + 1]) : -1;
        int low = i + 2 < path.length ? ascii_hex_value(path.text[i + 2]) : -1;
        char byte = high >= 0 && low >= 0 ? (char)(high * 16 + low) : '\0';

        if (path.text[i] == '%' && is_delimiter(byte)) {
            strbuf_add_char(&out, byte);
            i += 2;
        } else {
            strbuf_add_char(&out, path.text[i]);
        }
    }
    undone = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return undone;
}

struct str route_unescaped(const struct api *api, struct arena *arena, struct str method,
                           struct str url)
{
    struct route route;
    struct url parts;

    url_split(url, &parts);
    if (str_find_char(parts.path, '%') == parts.path.length)
        return STR_NONE;
    route_match(api, method, undo_escapes(arena, parts.path), &route);
    return route.miss == ROUTE_FOUND ? route.path : STR_NONE;
}
