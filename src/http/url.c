#include "http/url.h"

#include "base/uri.h"

/* [ userinfo "@" ] host [ ":" port ]; the last '@' ends the userinfo, as browsers and curl read it.
 */
static void split_authority(struct str authority, struct url *url)
{
    struct str host = authority;
    size_t at = str_find_last(authority, '@'), colon;

    if (at < authority.length) {
        url->userinfo = str_slice(authority, 0, at);
        host = str_slice(authority, at + 1, SIZE_MAX);
    }
    colon = str_find_char(host, ':');
    if (colon < host.length) { /* those of an IPv6 address do not count */
        size_t bracket = str_find_last(host, ']') % host.length;

        colon = bracket + str_find_char(str_slice(host, bracket, SIZE_MAX), ':');
    }
    url->host = str_slice(host, 0, colon);
    if (colon < host.length)
        url->port = str_slice(host, colon + 1, SIZE_MAX);
}

void url_split(struct str text, struct url *url)
{
    struct uri uri;

    uri_split(text.text ? text : STR(""), &uri);
    *url = (struct url){.scheme = uri.scheme,
                        .authority = uri.authority,
                        .path = uri.path,
                        .query = uri.query,
                        .fragment = uri.fragment};
    if (uri.authority.text)
        split_authority(uri.authority, url);
}

static bool is_url_byte(char c)
{
    return c > 0x20 && c < 0x7f && !char_is_any(c, "\"<>\\^`{|}");
}

static bool has_only_url_bytes(struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!is_url_byte(text.text[i]))
            return false;
    }
    return true;
}

bool url_is_http(const struct url *url)
{
    uint64_t port = 0;

    if (!str_equal_ignoring_case(url->scheme, STR("http")) &&
        !str_equal_ignoring_case(url->scheme, STR("https")))
        return false;
    if (url->host.length == 0 || !has_only_url_bytes(url->authority) ||
        !has_only_url_bytes(url->path) || !has_only_url_bytes(url->query) ||
        !has_only_url_bytes(url->fragment))
        return false;
    return url->port.length == 0 || (str_to_unsigned(url->port, &port) && port <= 65535);
}
