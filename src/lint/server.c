/* Servers: their URLs and variables. */
#include "base/strbuf.h"
#include "finding/rules.h"
#include "format/format.h"
#include "http/url.h"
#include "lint/linter.h"
#include "openapi/template.h"

enum { FROM31 = VERSION_3_1 | VERSION_3_2 };

/* A URL longer than this, with its variables filled in, is not looked at. */
enum { URL_MAX_BYTES = 8192 };

enum { PORT_MAX = 65535 };

/* A URL or a relative reference, to a host that can be and a port that there is (RFC 9110, 4.2). */
static bool is_reference(struct str text)
{
    struct url url;
    uint64_t port;

    if (!format_find(STR("iri-reference"))->holds(text))
        return false;
    url_split(text, &url);
    if (url.port.length && (!str_to_unsigned(url.port, &port) || port > PORT_MAX))
        return false;
    return !url.authority.text || url.host.length > 0;
}

static bool is_listed(const struct node *values, const struct node *value)
{
    for (const struct node *item = node_first(values); item < node_end(values);
         item = node_next(item))
        if (node_equal(item, value))
            return true;
    return false;
}

/* 3.1, 4.8.6.1: an enum is not empty, and has the default among its values; 3.0 advises it. */
static void lint_variable(struct lint *lint, const struct node *variable)
{
    const struct node *values = node_member(variable, STR("enum"));
    const struct node *value = node_member(variable, STR("default"));
    enum severity ceiling =
        lint->checker->api->version->number & FROM31 ? SEVERITY_OFF : SEVERITY_WARNING;

    if (!node_is(values, NODE_ARRAY))
        return;
    if (values->length == 0)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, ceiling, values,
                   "the enum of a server variable is empty");
    else if (node_is(value, NODE_STRING) && !is_listed(values, value))
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, ceiling, value,
                   "the default \"%.*s\" is not in the variable's enum",
                   STR_ARGS(node_string(value)));
}

static void lint_names(struct lint *lint, const struct node *url, const struct node *variables)
{
    bool once = lint->checker->api->version->number & VERSION_3_2; /* 4.6 */
    struct str rest = node_string(url), literal, name;
    struct map names = {0};

    while (template_next(&rest, &literal, &name)) {
        void **seen = name.text ? map_put(&names, name) : NULL;

        if (seen && !node_member(variables, name))
            lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url,
                       "server variable {%.*s} is not declared", STR_ARGS(name));
        if (seen && *seen && once)
            lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url,
                       "server variable {%.*s} stands twice in the URL", STR_ARGS(name));
        if (seen)
            *seen = lint;
    }
    map_release(&names);
}

/* ---- the URL ---- */

/* What stands for a variable: its default, or what fits its place in a URL. */
static struct str stand_in(const struct node *variables, struct str name, struct str before,
                           struct str rest)
{
    struct str value = node_member_string(node_member(variables, name), "default");

    if (value.text)
        return value;
    if (str_starts_with(rest, STR("://")))
        return STR("http");
    return str_ends_with(before, STR(":")) ? STR("0") : STR("x");
}

/* The URL with something for each variable. */
static struct str filled_in(struct lint *lint, struct str url, const struct node *variables)
{
    struct str literal, name, text;
    struct strbuf out;

    strbuf_init(&out, URL_MAX_BYTES);
    while (template_next(&url, &literal, &name)) {
        strbuf_add(&out, literal);
        if (name.text)
            strbuf_add(&out, stand_in(variables, name, literal, url));
    }
    text = str_copy(&lint->checker->arena, strbuf_str(&out));
    strbuf_release(&out);
    return text;
}

/* "api.example.com/v1": meant as a host, and read as a path. */
static bool looks_like_a_host(struct str text)
{
    struct str first = str_slice(text, 0, str_find_any(text, "/?#"));
    struct str host = str_slice(first, 0, str_find_char(first, ':'));
    size_t dot = str_find_last(host, '.');

    if (text.length && char_is_any(text.text[0], "/."))
        return false;
    return (dot < host.length && host.length - dot > 2 && !str_is_digits(host)) ||
           str_is(host, "localhost");
}

/* false: it is none, and that is told. */
static bool lint_url(struct lint *lint, const struct node *url, const struct node *variables)
{
    struct str text = node_string(url), filled = filled_in(lint, text, variables);

    if (text.length == 0 && lint->checker->api->version->number & VERSION_3_2)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url,
                   "a server's URL is not empty; \"/\" is where the description came from");
    else if (filled.length == URL_MAX_BYTES)
        lint_note(lint, STR_NONE, "a server's URL is too long to be looked at");
    else if (!is_reference(filled))
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url, "\"%.*s\" is no URL%s",
                   STR_ARGS(text),
                   str_equal(text, filled) ? "" : ", with the variables' defaults filled in");
    else if (looks_like_a_host(filled))
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_WARNING, url,
                   "\"%.*s\" is a relative path by its form; https:// before it makes a host of it",
                   STR_ARGS(text));
    return filled.length == URL_MAX_BYTES || is_reference(filled);
}

void lint_server(struct lint *lint, const struct node *server)
{
    const struct node *url = node_member(server, STR("url"));
    const struct node *variables = node_member(server, STR("variables"));
    struct str text = node_string(url);
    bool sound;

    if (!text.text)
        return;
    sound = lint_url(lint, url, variables);
    lint_names(lint, url, variables);
    if (node_is(variables, NODE_OBJECT))
        for (const struct node *key = node_first(variables); key < node_end(variables);
             key = node_next_key(key)) {
            lint_variable(lint, node_value(key));
            if (!template_has_name(text, node_string(key)))
                lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_WARNING, key,
                           "the server's URL has no {%.*s}", STR_ARGS(node_string(key)));
        }
    if (sound && text.length > 1 && text.text[text.length - 1] == '/')
        lint_raise(
            lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_INFO, url,
            "the URL ends in a slash, and every path starts with one: requests go to \"//\"");
    if (str_find_char(text, '?') < text.length || str_find_char(text, '#') < text.length)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, url,
                   "a server's URL has neither a query nor a fragment");
}

/* 3.2, 4.5: a server's name is its own, within one list. */
void lint_servers(struct lint *lint, const struct node *object)
{
    const struct node *servers = node_member(object, STR("servers"));
    struct map names = {0};

    if (!node_is(servers, NODE_ARRAY) || !field_is_known(lint->checker->api, FIELD_SERVER_NAME))
        return;
    for (const struct node *server = node_first(servers); server < node_end(servers);
         server = node_next(server)) {
        const struct node *name = node_member(server, STR("name"));
        void **seen = node_is(name, NODE_STRING) ? map_put(&names, node_string(name)) : NULL;

        if (seen && *seen)
            lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, name,
                       "two servers have the name \"%.*s\"", STR_ARGS(node_string(name)));
        if (seen)
            *seen = (void *)name;
    }
    map_release(&names);
}

/* ---- 2.0 ---- */

/* What is wrong with a host (2.0, Swagger Object); NULL: nothing. */
static const char *host_fault(struct lint *lint, struct str host)
{
    struct url url;

    if (str_find(host, STR("://")) != SIZE_MAX)
        return "a host has no scheme, which stands in schemes";
    if (str_find_char(host, '/') < host.length)
        return "a host has no path, which stands in basePath";
    if (str_find_any(host, "{}") < host.length)
        return "a host has no templates";
    url_split(str_format(&lint->checker->arena, "//%.*s", STR_ARGS(host)), &url);
    if (!is_reference(str_format(&lint->checker->arena, "//%.*s", STR_ARGS(host))) ||
        url.userinfo.text || url.query.text || url.fragment.text)
        return "this is no host: a name or an address, and a port after a colon";
    return NULL;
}

static bool is_path(struct str text)
{
    return str_find_any(text, "?#") == text.length && is_reference(text);
}

void lint_host(struct lint *lint, const struct node *root)
{
    const struct node *host = node_member(root, STR("host"));
    const struct node *base = node_member(root, STR("basePath"));
    const char *fault = node_is(host, NODE_STRING) ? host_fault(lint, node_string(host)) : NULL;

    if (!field_is_known(lint->checker->api, FIELD_ROOT_HOST))
        return;
    if (fault)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, host, "%s", fault);
    if (str_find_any(node_string(base), "{}") < node_string(base).length)
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, base,
                   "a basePath has no templates");
    else if (str_starts_with(node_string(base), STR("/")) && !is_path(node_string(base)))
        lint_raise(lint, RULE_DESCRIPTION_SERVER_INVALID, SEVERITY_OFF, base,
                   "this is no path of a URL");
}
