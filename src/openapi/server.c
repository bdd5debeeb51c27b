/* Servers, down to the base path they put before every path (OpenAPI 3.1, 4.8.5). */
#include "base/strbuf.h"
#include "http/percent.h"
#include "http/url.h"
#include "openapi/model.h"
#include "openapi/template.h"

/* An URL with its variables' defaults is cut here. */
enum { SERVER_URL_MAX_BYTES = 8192 };

/* STR_NONE: it is not declared, or has none. */
static struct str variable_default(struct api *api, const struct node *variables, struct str name)
{
    return field_string(api, node_member(variables, name), FIELD_SERVER_VARIABLE_DEFAULT);
}

/* The URL with every variable at its default; one that has none stays as it is. */
static struct str fill_in(struct api *api, const struct node *place, struct str url)
{
    const struct node *variables = field_read(api, place, FIELD_SERVER_VARIABLES);
    struct strbuf out;
    struct str literal, name, filled;

    strbuf_init(&out, SERVER_URL_MAX_BYTES);
    while (template_next(&url, &literal, &name)) {
        struct str value = name.text ? variable_default(api, variables, name) : STR("");

        strbuf_add(&out, literal);
        if (value.text)
            strbuf_add(&out, value);
        else
            strbuf_addf(&out, "{%.*s}", STR_ARGS(name));
    }
    filled = str_copy(openapi_arena(api), strbuf_str(&out));
    strbuf_release(&out);
    return filled;
}

/* The path of an URL without its last slashes: "" or "/v1", in normal form. */
static struct str base_of(struct api *api, struct str text)
{
    struct strbuf out;
    struct str base;
    struct url url;

    url_split(text, &url);
    while (url.path.length > 0 && url.path.text[url.path.length - 1] == '/')
        url.path.length--;
    strbuf_init(&out, SIZE_MAX);
    if (url.path.length > 0 && url.path.text[0] != '/')
        strbuf_add_char(&out, '/');
    strbuf_add(&out, url.path);
    base = percent_normalise(openapi_arena(api), strbuf_str(&out));
    strbuf_release(&out);
    return base;
}

static bool server_read(struct api *api, const struct node *place, struct server *server)
{
    place = object_read(api, place, OBJECT_SERVER);
    if (!place)
        return false;
    server->place = place;
    server->url = field_string(api, place, FIELD_SERVER_URL);
    server->name = field_string(api, place, FIELD_SERVER_NAME);
    if (!server->url.text)
        return false;
    server->base = base_of(api, fill_in(api, place, server->url));
    return true;
}

const struct server *servers_read(struct api *api, const struct node *array, size_t *count)
{
    struct server *servers;

    *count = 0;
    if (!array || array->length == 0)
        return NULL;
    servers = ARENA_ARRAY(openapi_arena(api), struct server, array->length);
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item))
        *count += server_read(api, item, &servers[*count]);
    return servers;
}

/* 2.0, Swagger Object: without host it is the one that serves the description; basePath starts with
   a slash, and schemes that are not named are the one the description came by. */
static struct str url_of_20(struct api *api, struct str scheme, struct str host, struct str base)
{
    bool slash = base.length > 0 && base.text[0] != '/';

    if (!host.text)
        return base.length > 0
                   ? str_format(openapi_arena(api), "%s%.*s", slash ? "/" : "", STR_ARGS(base))
                   : STR("/");
    return str_format(openapi_arena(api), "%.*s%s%.*s%s%.*s", STR_ARGS(scheme),
                      scheme.text ? "://" : "//", STR_ARGS(host), slash ? "/" : "", STR_ARGS(base));
}

const struct server *servers_read_20(struct api *api, const struct node *root,
                                     const struct node *schemes, size_t *count)
{
    struct str host = field_string(api, root, FIELD_ROOT_HOST);
    struct str base = field_string(api, root, FIELD_ROOT_BASE_PATH);
    size_t most = schemes ? schemes->length : 0;
    struct server *servers = ARENA_ARRAY(openapi_arena(api), struct server, most + 1);
    const struct node *place = node_member(root, host.text ? field_row(FIELD_ROOT_HOST)->name
                                                           : field_row(FIELD_ROOT_BASE_PATH)->name);

    *count = 0;
    if (base.text && (base.length == 0 || base.text[0] != '/'))
        openapi_problem(api, node_member(root, STR("basePath")), PROBLEM_INVALID,
                        "basePath starts with a slash");
    for (const struct node *scheme = most && host.text ? node_first(schemes) : NULL;
         scheme && scheme < node_end(schemes); scheme = node_next(scheme)) {
        struct str url = url_of_20(api, node_text(scheme), host, base);

        servers[(*count)++] =
            (struct server){.url = url, .base = base_of(api, url), .place = place};
    }
    if (*count == 0) {
        struct str url = url_of_20(api, STR_NONE, host, base);

        servers[(*count)++] =
            (struct server){.url = url, .base = base_of(api, url), .place = place};
    }
    return servers;
}

struct server server_of_option(struct api *api, const char *option)
{
    struct str url = str_copy(openapi_arena(api), str_of(option));

    return (struct server){.url = url, .base = base_of(api, url)};
}
