#include "source/unrecorded.h"

#include "document/document.h"
#include "http/status.h"
#include "source/recorded_body.h"

/* No message of HTTP is without any header. */
static void mark_headers(struct headers *headers)
{
    headers->partial = headers->partial || headers->count == 0;
}

/* An object or array of JSON that is cut off does not parse to its end; so one that does is whole,
   whatever its recorder counted. */
static bool is_whole_json(struct str bytes)
{
    struct str text = str_trim(bytes);
    struct read_failure failure;
    struct arena arena;
    bool whole;

    if (!str_starts_with(text, STR("{")) && !str_starts_with(text, STR("[")))
        return false;
    arena_init(&arena);
    whole = json_read(&arena, STR("body"), text, &failure) != NULL;
    arena_release(&arena);
    return whole;
}

/* '{"id": 1, "na...[truncated]': what loggers write behind the part that they keep. No JSON ends
   like that. */
static bool ends_as_truncated(struct str bytes)
{
    static const char *const words[] = {"truncated", "...", "\xe2\x80\xa6"};
    struct str text = str_trim(bytes);

    if (!str_starts_with(text, STR("{")) && !str_starts_with(text, STR("[")))
        return false;
    while (text.length && char_is_any(text.text[text.length - 1], ")]>"))
        text.length--;
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        struct str word = str_of(words[i]);

        if (text.length >= word.length &&
            str_equal_ignoring_case(str_slice(text, text.length - word.length, word.length), word))
            return true;
    }
    return false;
}

/* Who announces bytes sends them (RFC 9110, 8.6). */
static void mark_body(struct body *body, const struct headers *headers)
{
    if (body->state == BODY_EMPTY && recorded_content_length(headers) > 0)
        *body = body_unknown(STR("the recording omits the body"), body->form);
    if (body->state == BODY_PRESENT && ends_as_truncated(body->bytes)) {
        body->state = BODY_TRUNCATED;
        body->reason = STR("the recorder wrote that the body is cut off");
    }
    if (body->state == BODY_TRUNCATED && is_whole_json(body->bytes)) {
        body->state = BODY_PRESENT;
        body->reason = STR_NONE;
        body->rebuilt = true;
    }
}

void exchange_mark_unrecorded(struct exchange *exchange)
{
    struct request *request = &exchange->request;
    struct response *response = &exchange->response;

    mark_headers(&request->headers);
    mark_body(&request->body, &request->headers);
    if (response->status == 0)
        return;
    mark_headers(&response->headers);
    if (!response_is_bodyless(request->method, response->status))
        mark_body(&response->body, &response->headers);
}
