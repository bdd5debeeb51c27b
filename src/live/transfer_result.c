/* Turns a finished transfer into an exchange. */
#include "base/data_span.h"
#include "http/status.h"
#include "live/transfer.h"

/* The headers of the last answer, unfolded; without those of 1xx answers and trailers. */
static struct headers take_headers(struct transfer *transfer, struct arena *arena)
{
    struct headers headers = {.items = ARENA_ARRAY(arena, struct header, CLIENT_MAX_HEADERS)};
    struct curl_header *at = NULL;

    while (headers.count < CLIENT_MAX_HEADERS &&
           (at = transfer->curl->easy_nextheader(transfer->easy, CURLH_HEADER, -1, at)))
        headers.items[headers.count++] =
            (struct header){.name = str_copy(arena, str_of(at->name)),
                            /* of an empty one libcurl leaves the line's CR */
                            .value = str_copy(arena, str_trim(str_of(at->value)))};
    return headers;
}

/* 0 when only interim answers came (RFC 9110, 15.2). */
static int final_status(const struct transfer *transfer)
{
    long status = 0;

    transfer->curl->easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return status >= 200 || status == 101 ? (int)status : 0;
}

/* Is there an answer to judge, though perhaps not all of it? libcurl finds nothing wrong with a
   connection that is closed between two header lines. */
static bool is_answered(const struct transfer *transfer, CURLcode code)
{
    return (code == CURLE_OK && transfer->head_ended && final_status(transfer)) ||
           transfer->stop == STOP_BODY || code == CURLE_BAD_CONTENT_ENCODING;
}

static struct body take_body(struct transfer *transfer, CURLcode code, int status,
                             struct arena *arena)
{
    struct body body = {.state = BODY_PRESENT,
                        .bytes = str_copy(arena, strbuf_str(&transfer->body))};

    if (transfer->stop == STOP_BODY) {
        body.state = BODY_TRUNCATED;
        body.reason = str_format(arena, "the body is larger than the limit of %zu bytes",
                                 transfer->settings->body_max_bytes);
    } else if (code == CURLE_BAD_CONTENT_ENCODING) {
        body.state = body.bytes.length ? BODY_TRUNCATED : BODY_UNKNOWN;
        body.reason =
            str_format(arena, "the body's content coding cannot be undone%.*s",
                       STR_ARGS(data_aside(arena, str_format(arena, ": %s", transfer->message))));
    } else if (!is_answered(transfer, code)) {
        body.state = body.bytes.length ? BODY_TRUNCATED : BODY_UNKNOWN;
        body.reason = transfer_cause(transfer, code, arena);
    } else if (body.bytes.length == 0 || response_is_bodyless(transfer->request.method, status)) {
        body.state = BODY_EMPTY;
    }
    return body;
}

static struct request take_request(const struct transfer *transfer, struct arena *arena)
{
    struct request request = transfer->request;

    request.method = str_copy(arena, request.method);
    request.url = str_copy(arena, request.url);
    request.headers = transfer_copy_headers(arena, &request.headers);
    request.body.bytes = str_copy(arena, request.body.bytes);
    return request;
}

void transfer_finish(struct transfer *transfer, CURLcode code, struct arena *arena,
                     struct exchange *exchange)
{
    const struct libcurl *curl = transfer->curl;
    curl_off_t duration = 0;
    int status = final_status(transfer);

    *exchange = (struct exchange){
        .request = take_request(transfer, arena),
        .time = str_copy(arena, str_of(transfer->time)),
    };
    curl->easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME_T, &duration);
    exchange->duration_us = (uint64_t)duration;
    if (status) {
        exchange->response = (struct response){
            .status = status,
            .reason = str_copy(arena, transfer->reason),
            .headers = take_headers(transfer, arena),
            .body = take_body(transfer, code, status, arena),
        };
    }
    if (!is_answered(transfer, code))
        exchange->failure = transfer_cause(transfer, code, arena);
}
