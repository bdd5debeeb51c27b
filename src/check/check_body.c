/* Which media type of the description a body is judged by. */
#include "check/check_body.h"

#include "check/placeholder_check.h"
#include "http/content_range.h"

/* An answer 206 to a request for a range has some of the bytes (RFC 9110, 15.3.7). */
static bool is_cut(struct checker *checker, enum side side)
{
    const struct response *response = &checker->exchange->response;

    return side == SIDE_RESPONSE && response->status == 206 &&
           content_range_cuts_bytes(headers_get(&response->headers, "content-range"));
}

/* Of octets some are octets, too. Other bytes mean something only as a whole. */
static bool note_cut(struct checker *checker, enum side side, const struct media_type *media_type,
                     const struct content_type *type)
{
    if (!is_cut(checker, side) || asks_for_octets(&checker->decoding, media_type, type))
        return false;
    if (media_type_asks_of_value(media_type))
        raise_body_not_checked(checker, side, "it is a range of the bytes (Content-Range)");
    return true;
}

bool body_may_be_empty(struct checker *checker, const struct media_type *media_type,
                       const struct content_type *type)
{
    return (content_type_is_text(type) && !content_type_is_json(type)) ||
           asks_for_octets(&checker->decoding, media_type, type);
}

void check_body_as(struct checker *checker, enum side side, const struct media_type *media_type,
                   const struct content_type *type)
{
    struct checked_body judged = {checker, side, media_type};
    const struct typed_body body = {.decoding = &checker->decoding,
                                    .media_type = media_type,
                                    .type = type,
                                    .direction =
                                        side == SIDE_REQUEST ? SCHEMA_REQUEST : SCHEMA_RESPONSE,
                                    .name = side_name(side),
                                    .json = &checker->bodies[side],
                                    .listener = &body_findings,
                                    .context = &judged};

    if (side == SIDE_REQUEST)
        checker->exercised.request_type = media_type;
    else
        checker->exercised.response_type = media_type;
    if (!media_type_asks_of_value(media_type))
        outcome_settle(checker, body_aspect(side), OUTCOME_NOT_APPLICABLE);
    if (media_type->unread)
        raise_body_unread(checker, side, media_type);
    else if (note_cut(checker, side, media_type, type))
        return;
    else if (!content_type_is_json(type) || placeholder_read_json(checker, side, media_type))
        decode_body(&body, checker_body(checker, side)->bytes);
}

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

void check_stated_type(struct checker *checker, enum side side, const struct content *content,
                       const struct node *place, const struct message_type *type)
{
    const struct media_type *media_type = content_find(content, &type->parsed);

    if (!media_type)
        raise_type_unusable(checker, side, type->text, place);
    else if (checker_body(checker, side)->state == BODY_PRESENT)
        check_body_as(checker, side, media_type, &type->parsed);
}

void check_assumed_type(struct checker *checker, enum side side, const struct content *content)
{
    struct content_type type;
    const struct media_type *media_type = assume_type(content, &type);

    if (media_type)
        check_body_as(checker, side, media_type, &type);
    else
        raise_body_not_checked(checker, side,
                               "the body has no content type, and none is documented that could "
                               "be tried");
}
