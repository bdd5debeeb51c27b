/* Servers, down to the base path they put before every path (OpenAPI 3.1, 4.8.5). */
#include "base/glob.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "http/url.h"
#include "openapi/model.h"
#include "openapi/router.h"
#include "openapi/template.h"

/* An URL with its variables' defaults is cut here. */
enum { SERVER_URL_MAX_BYTES = 8192 };

/* STR_NONE: the variable is not declared, or has no default. */
static struct str variable_default(struct api *api, const struct node *variables, struct str name)
{
    return field_string(api, node_member(variables, name), FIELD_SERVER_VARIABLE_DEFAULT);
}

/* AWS writes "https://host/{basePath}" and "/prod" for it: one slash is meant. */
static struct str behind(struct str before, struct str value)
{
    bool doubled = before.length > 0 && before.text[before.length - 1] == '/' &&
                   str_starts_with(value, STR("/"));

    return doubled ? str_slice(value, 1, SIZE_MAX) : value;
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
            strbuf_add(&out, behind(strbuf_str(&out), value));
        else
            strbuf_addf(&out, "{%.*s}", STR_ARGS(name));
    }
    filled = str_copy(openapi_arena(api), strbuf_str(&out));
    strbuf_release(&out);
    return filled;
}

/* ---- the values that variables in the path may have ---- */

enum { SERVER_MAX_BASES = 64 /* of one server; requests under further ones are not checked */ };

struct bases {
    struct str texts[SERVER_MAX_BASES]; /* URLs so far, with variables filled in */
    size_t count;
    bool left_out; /* there are more */
};

/* Where the path of an URL with variables begins. */
static size_t path_start(struct str url)
{
    size_t scheme = str_find(url, STR("://"));

    if (scheme == SIZE_MAX)
        return str_starts_with(url, STR("/")) ? 0 : url.length;
    return scheme + 3 + str_find_char(str_slice(url, scheme + 3, SIZE_MAX), '/');
}

static void append(struct api *api, struct bases *bases, struct str text)
{
    for (size_t i = 0; i < bases->count; i++)
        bases->texts[i] =
            str_format(openapi_arena(api), "%.*s%.*s", STR_ARGS(bases->texts[i]), STR_ARGS(text));
}

static void add_one(struct api *api, struct bases *next, struct str before, struct str text)
{
    if (next->count == SERVER_MAX_BASES)
        next->left_out = true;
    else
        next->texts[next->count++] =
            str_format(openapi_arena(api), "%.*s%.*s", STR_ARGS(before), STR_ARGS(text));
}

/* The URLs so far, each with the text appended. */
static void add_text(struct api *api, struct bases *next, const struct bases *before,
                     struct str text)
{
    for (size_t i = 0; text.text && i < before->count; i++)
        add_one(api, next, before->texts[i], behind(before->texts[i], text));
}

/* To the letter there are two slashes. */
static void add_doubled(struct api *api, struct bases *next, const struct bases *before,
                        struct str text)
{
    if (!str_starts_with(text, STR("/")))
        return;
    for (size_t i = 0; text.text && i < before->count; i++)
        add_one(api, next, before->texts[i], text);
}

/* A number without quotes is told, and can only mean its text. */
static struct str value_text(const struct node *value)
{
    return node_is(value, NODE_NUMBER) ? node_source(value) : node_string(value);
}

/* OpenAPI 3.1, 4.8.6: an enum closes the values; without one the default is one of any, and if it
   is part of a segment any other is taken to be so too. So it is of a variable of which nothing
   usable is said, which is told as a fault of the description. */
static void add_values(struct api *api, struct bases *bases, const struct node *variable)
{
    struct bases *next = ARENA_NEW(openapi_arena(api), struct bases);
    const struct node *values = field_read(api, variable, FIELD_SERVER_VARIABLE_ENUM);
    struct str usual = field_string(api, variable, FIELD_SERVER_VARIABLE_DEFAULT);
    struct str segment = bases->count && usual.text ? behind(bases->texts[0], usual) : usual;
    bool is_part = segment.length > 0 && str_find_char(segment, '/') == segment.length;

    next->left_out = bases->left_out;
    add_text(api, next, bases, usual);
    add_doubled(api, next, bases, usual);
    for (const struct node *value = values ? node_first(values) : NULL;
         value && value < node_end(values); value = node_next(value))
        if (!str_equal(value_text(value), usual))
            add_text(api, next, bases, value_text(value));
    if (!values && (is_part || !usual.text))
        add_text(api, next, bases, STR(ROUTE_ANY));
    *bases = *next;
}

static struct str base_of(struct api *api, struct str text);

/* With any value of each variable. */
static struct str open_base(struct api *api, struct str url)
{
    struct str literal, name, base;
    struct strbuf out;

    strbuf_init(&out, SERVER_URL_MAX_BYTES);
    while (template_next(&url, &literal, &name)) {
        strbuf_add(&out, literal);
        strbuf_add_text(&out, name.text ? ROUTE_ANY : "");
    }
    base = base_of(api, strbuf_str(&out));
    strbuf_release(&out);
    return base;
}

static void read_other_bases(struct api *api, struct server *server)
{
    const struct node *variables = field_read(api, server->place, FIELD_SERVER_VARIABLES);
    struct str rest = server->url, literal, name, *others;
    size_t path = path_start(rest);
    struct bases *bases = ARENA_NEW(openapi_arena(api), struct bases);

    bases->texts[bases->count++] = STR("");
    while (template_next(&rest, &literal, &name)) {
        append(api, bases, literal);
        if (name.text && (size_t)(name.text - server->url.text) > path)
            add_values(api, bases, node_member(variables, name));
        else if (name.text)
            append(api, bases, STR("x")); /* of the host: not looked at */
    }
    others = ARENA_ARRAY(openapi_arena(api), struct str, bases->count);
    for (size_t i = 0; i < bases->count; i++) {
        struct str base = base_of(api, bases->texts[i]);

        if (!str_equal(base, server->base))
            others[server->other_base_count++] = base;
    }
    server->other_bases = others;
    if (bases->left_out)
        server->left_base = open_base(api, server->url);
}

bool server_has_base(const struct server *server, struct str base)
{
    if (str_equal(server->base, base))
        return true;
    for (size_t i = 0; i < server->other_base_count; i++)
        if (str_equal(server->other_bases[i], base))
            return true;
    return false;
}

/* The path of an URL without its last slashes: "" or "/v1", in normal form. A relative one is seen
   from the root: where the description is served from is not known. */
static struct str base_in(struct arena *arena, struct str text)
{
    struct strbuf out;
    struct str base;
    struct url url;

    url_split(text, &url);
    strbuf_init(&out, SIZE_MAX);
    if (url.path.length > 0 && url.path.text[0] != '/')
        strbuf_add_char(&out, '/');
    strbuf_add(&out, url.path);
    base = uri_without_dot_segments(arena, percent_normalise(arena, strbuf_str(&out)));
    strbuf_release(&out);
    while (base.length > 0 && base.text[base.length - 1] == '/')
        base.length--;
    return base;
}

static struct str base_of(struct api *api, struct str text)
{
    return base_in(openapi_arena(api), text);
}

/* "https://{region}.API.example:8443/v1" to "*.API.example" */
static struct str host_of(struct api *api, struct str text)
{
    struct str literal, name, host;
    struct strbuf out;
    struct url url;

    strbuf_init(&out, SERVER_URL_MAX_BYTES);
    while (template_next(&text, &literal, &name)) {
        strbuf_add(&out, literal);
        if (name.text)
            strbuf_add_char(&out, out.length ? '*' : 's'); /* a scheme has no star */
    }
    url_split(strbuf_str(&out), &url);
    host = str_copy(openapi_arena(api), url.host.length ? url.host : STR(""));
    strbuf_release(&out);
    return host;
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
    server->host = host_of(api, server->url);
    if (str_find_char(server->url, '{') < server->url.length)
        read_other_bases(api, server);
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

        servers[(*count)++] = (struct server){
            .url = url, .base = base_of(api, url), .host = host_of(api, url), .place = place};
    }
    if (*count == 0) {
        struct str url = url_of_20(api, STR_NONE, host, base);

        servers[(*count)++] = (struct server){
            .url = url, .base = base_of(api, url), .host = host_of(api, url), .place = place};
    }
    return servers;
}

struct server server_of_option(struct api *api, const char *option)
{
    struct str url = str_copy(openapi_arena(api), str_of(option));

    return (struct server){.url = url, .base = base_of(api, url), .host = host_of(api, url)};
}

/* ---- all of a description ---- */

static size_t add_bases(const struct server *servers, size_t count, struct str bases[], size_t used,
                        size_t most)
{
    for (size_t i = 0; i < count && used < most; i++) {
        bool known = false;

        for (size_t j = 0; j < used && !known; j++)
            known = str_equal(bases[j], servers[i].base);
        if (!known)
            bases[used++] = servers[i].base;
    }
    return used;
}

size_t openapi_bases(const struct api *api, struct str bases[], size_t most)
{
    const struct server *last = NULL;
    size_t used = 0;

    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (operation->servers != last)
            used = add_bases(operation->servers, operation->server_count, bases, used, most);
        last = operation->servers;
    }
    return used ? used : add_bases(api->servers, api->server_count, bases, 0, most);
}

static bool any_has_base(const struct server *servers, size_t count, struct str base)
{
    for (size_t i = 0; i < count; i++)
        if (!servers[i].place || server_has_base(&servers[i], base))
            return true;
    return false;
}

typedef bool servers_question(const struct server *servers, size_t count, struct str text);

/* Asks each list of servers that the description has. */
static bool any_described(const struct api *api, servers_question *is_it, struct str text)
{
    const struct server *last = NULL;

    if (is_it(api->servers, api->server_count, text))
        return true;
    for (size_t i = 0; i < api->operation_count; i++) {
        const struct operation *operation = &api->operations[i];

        if (operation->servers != last && is_it(operation->servers, operation->server_count, text))
            return true;
        last = operation->servers;
    }
    return false;
}

static bool any_list(const struct api *api, servers_question *is_it, struct str text)
{
    return is_it(api->server_options, api->server_option_count, text) ||
           any_described(api, is_it, text);
}

bool openapi_names_base(const struct api *api, struct str url)
{
    struct arena arena;
    struct str base;
    bool named;

    arena_init(&arena);
    base = base_in(&arena, url);
    named = any_described(api, any_has_base, base);
    arena_release(&arena);
    return named;
}

static bool any_has_host(const struct server *servers, size_t count, struct str host)
{
    for (size_t i = 0; i < count; i++)
        if (servers[i].host.length && glob_matches_name(servers[i].host, host))
            return true;
    return false;
}

static bool any_names_a_host(const struct server *servers, size_t count, struct str unused)
{
    (void)unused;
    for (size_t i = 0; i < count; i++)
        if (servers[i].host.length)
            return true;
    return false;
}

bool openapi_has_hosts(const struct api *api)
{
    return any_list(api, any_names_a_host, STR_NONE);
}

bool openapi_names_host(const struct api *api, struct str url)
{
    struct url parts;

    url_split(url, &parts);
    return !parts.host.length || any_list(api, any_has_host, parts.host);
}
