#include "live/transfer.h"

#include "base/base64.h"
#include "base/percent.h"
#include "http/field.h"
#include "http/url.h"

struct headers transfer_copy_headers(struct arena *arena, const struct headers *from)
{
    struct headers to = {.items = ARENA_ARRAY(arena, struct header, from->count + 1),
                         .count = from->count};

    for (size_t i = 0; i < from->count; i++)
        to.items[i] = (struct header){.name = str_copy(arena, from->items[i].name),
                                      .value = str_copy(arena, from->items[i].value)};
    return to;
}

static void copy_request(struct transfer *transfer, const struct request *request)
{
    struct arena *arena = &transfer->arena;

    transfer->request = (struct request){
        .method = str_copy(arena, request->method),
        .url = str_copy(arena, request->url),
        .headers = transfer_copy_headers(arena, &request->headers),
        .body = request->body,
    };
    transfer->request.body.bytes = str_copy(arena, request->body.bytes);
}

/* -u USER:PASSWORD, or what stands before the '@' of the URL. */
static struct str credentials_of(struct transfer *transfer)
{
    struct arena *arena = &transfer->arena;
    struct str text = str_of(transfer->settings->user);
    struct url url;

    url_split(transfer->request.url, &url);
    if (!text.text && url.userinfo.length)
        percent_decode(arena, url.userinfo, PLUS_IS_LITERAL, &text);
    if (text.length && str_find_char(text, ':') == text.length)
        text = str_format(arena, "%.*s:", STR_ARGS(text));
    return text;
}

/* RFC 7617. libcurl would do it, but the exchange has to show what was sent. */
static void add_basic_credentials(struct transfer *transfer)
{
    struct headers *headers = &transfer->request.headers;
    struct str credentials = credentials_of(transfer);

    if (credentials.length == 0 || headers_get(headers, "authorization").text)
        return;
    credentials = base64_encode(&transfer->arena, credentials);
    headers->items[headers->count++] = (struct header){
        .name = STR("Authorization"),
        .value = str_format(&transfer->arena, "Basic %.*s", STR_ARGS(credentials)),
    };
}

/* libcurl writes these itself; a second one would frame the message in two ways. */
static bool frames_the_message(struct str name)
{
    return str_equal_ignoring_case(name, STR("content-length")) ||
           str_equal_ignoring_case(name, STR("transfer-encoding"));
}

/* libcurl passes on CR and LF in methods and headers, which could smuggle in a second request. So
   everything is checked here first. */
static bool check_head(const struct request *request, struct error *err)
{
    if (!token_is_valid(request->method))
        return error_raise(err, "the method \"%.*s\" is no token", STR_ARGS(request->method));
    if (str_is(request->method, "HEAD") && request->body.bytes.length)
        return error_raise(err, "a HEAD request is sent without a body");
    for (size_t i = 0; i < request->headers.count; i++) {
        const struct header *header = &request->headers.items[i];

        if (!header_name_is_valid(header->name))
            return error_raise(err, "the header name \"%.*s\" is no token", STR_ARGS(header->name));
        if (!header_value_is_valid(header->value))
            return error_raise(err, "the value of header %.*s has control characters in it",
                               STR_ARGS(header->name));
        if (frames_the_message(header->name))
            return error_raise(err, "header %.*s is set by the client itself",
                               STR_ARGS(header->name));
    }
    return true;
}

static bool parse_url(struct transfer *transfer, struct error *err)
{
    const struct libcurl *curl = transfer->curl;
    struct str text = transfer->request.url;
    struct url url;
    CURLUcode code;

    url_split(text, &url);
    if (!url_is_http(&url))
        return error_raise(err, "not a URL of http or https");
    transfer->url = curl->url();
    code = curl->url_set(transfer->url, CURLUPART_URL, text.text, CURLU_PATH_AS_IS);
    if (code != CURLUE_OK)
        return error_raise(err, "%s", curl->url_strerror(code));
    return true;
}

bool transfer_init(struct transfer *transfer, const struct libcurl *curl,
                   const struct client_settings *settings, const struct request *request,
                   struct error *err)
{
    *transfer = (struct transfer){.curl = curl, .settings = settings};
    arena_init(&transfer->arena);
    strbuf_init(&transfer->body, settings->body_max_bytes);
    copy_request(transfer, request);
    add_basic_credentials(transfer);
    return check_head(&transfer->request, err) && parse_url(transfer, err);
}

void transfer_release(struct transfer *transfer)
{
    transfer->curl->slist_free_all(transfer->headers);
    transfer->curl->url_cleanup(transfer->url);
    strbuf_release(&transfer->body);
    arena_release(&transfer->arena);
}
