/* Which media type of the description a body is judged by, and the decoder for it. */
#include "check/judge_body.h"

#include "check/raise.h"

/* ---- decoders ---- */

static bool is_xml(const struct content_type *type)
{
    return content_type_is(type, "application/xml") || content_type_is(type, "text/xml") ||
           str_ends_with(type->subtype, STR("+xml"));
}

static bool is_form(const struct content_type *type)
{
    return content_type_is(type, "application/x-www-form-urlencoded");
}

static bool is_multipart(const struct content_type *type)
{
    return str_equal_ignoring_case(type->type, STR("multipart"));
}

/* Names in use for what has no registered one. */
static bool is_json_lines(const struct content_type *type)
{
    static const char *const names[] = {"application/jsonl",     "application/x-jsonl",
                                        "application/jsonlines", "application/x-jsonlines",
                                        "application/ndjson",    "application/x-ndjson",
                                        "application/json-lines"};

    for (size_t i = 0; i < ARRAY_LENGTH(names); i++)
        if (content_type_is(type, names[i]))
            return true;
    return false;
}

/* RFC 8091: +json-seq. */
static bool is_json_sequence(const struct content_type *type)
{
    struct str suffix = STR("+json-seq");

    return content_type_is(type, "application/json-seq") ||
           (type->subtype.length > suffix.length &&
            str_equal_ignoring_case(
                str_slice(type->subtype, type->subtype.length - suffix.length, SIZE_MAX), suffix));
}

static bool is_event_stream(const struct content_type *type)
{
    return content_type_is(type, "text/event-stream");
}

/* The first that is for the type; the last is for all. */
static const struct {
    bool (*is_for)(const struct content_type *type);
    body_decoder *decode;
} decoders[] = {
    {content_type_is_json, body_json},
    {is_xml, body_xml},
    {is_form, body_form},
    {is_multipart, body_multipart},
    {is_json_lines, body_json_lines},
    {is_json_sequence, body_json_sequence},
    {is_event_stream, body_event_stream},
    {NULL, body_text}, /* all others */
};

body_decoder *body_decoder_of(const struct content_type *type)
{
    size_t i = 0;

    while (decoders[i].is_for && !decoders[i].is_for(type))
        i++;
    return decoders[i].decode;
}

static void judge_typed(const struct typed_body *body)
{
    const struct body *bytes = checker_body(body->checker, body->side);

    if (body->side == SIDE_REQUEST)
        body->checker->exercised.request_type = body->media_type;
    else
        body->checker->exercised.response_type = body->media_type;
    if (body->media_type->unread) {
        body_unread(body);
        return;
    }
    body_decoder_of(body->type)(body, bytes->bytes);
}

/* ---- which media type ---- */

/* Where the message does not say: the first JSON type that is documented, else the only type. */
static const struct media_type *assume_type(const struct content *content,
                                            struct content_type *type)
{
    for (size_t i = 0; i < content->count; i++)
        if (content_type_parse(content->items[i].key, type) && content_type_is_json(type))
            return &content->items[i];
    return content->count == 1 && content_type_parse(content->items[0].key, type)
               ? &content->items[0]
               : NULL;
}

void judge_stated_type(struct checker *checker, enum side side, const struct content *content,
                       const struct node *place, const struct message_type *type)
{
    struct typed_body body = {checker, side, content_find(content, &type->parsed), &type->parsed,
                              NULL};

    if (!body.media_type)
        raise_type_undocumented(checker, side, type->text, place);
    else if (checker_body(checker, side)->state == BODY_PRESENT)
        judge_typed(&body);
}

void judge_assumed_type(struct checker *checker, enum side side, const struct content *content)
{
    struct content_type type;
    struct typed_body body = {checker, side, assume_type(content, &type), &type, NULL};

    if (body.media_type)
        judge_typed(&body);
    else
        raise_body_not_checked(checker, side,
                               "the body has no content type, and none is documented that could "
                               "be tried");
}

void judge_body_as(struct checker *checker, enum side side, const struct media_type *media_type,
                   const struct content_type *type)
{
    judge_typed(&(struct typed_body){checker, side, media_type, type, NULL});
}
