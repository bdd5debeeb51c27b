#include "check/checker.h"

#include "base/data_span.h"
#include "check/check_body.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "finding/rules.h"
#include "http/status.h"

/* The type the response says, or the first that is documented. */
static const struct media_type *promised_type(const struct checker *checker,
                                              const struct content *content)
{
    const struct message_type *type = &checker->types[SIDE_RESPONSE];
    const struct media_type *found =
        type->state == TYPE_READ ? content_find(content, &type->parsed) : NULL;

    return found ? found : &content->items[0];
}

/* That there is no byte, and whether there should be, is all that can be judged of it. */
static void check_empty_response(struct checker *checker, const struct content *content)
{
    const struct media_type *promised;
    struct content_type type;

    outcome_settle(checker, ASPECT_RESPONSE_BODY,
                   content->count ? OUTCOME_JUDGED : OUTCOME_NOT_APPLICABLE);
    if (content->count == 0)
        return;
    promised = promised_type(checker, content);
    if (!content_type_parse(promised->key, &type) || !body_may_be_empty(checker, promised, &type))
        raise_body(checker, SIDE_RESPONSE, RULE_RESPONSE_BODY_MISSING, promised->key,
                   promised->place, "a body is described and there is none");
    else
        check_body_as(checker, SIDE_RESPONSE, promised, &type);
}

static void raise_type(struct checker *checker, rule_index rule, const struct node *place,
                       struct str message)
{
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .part = PART_RESPONSE_HEADER,
                                            .name = STR("content-type"),
                                            .place = place,
                                            .message = message});
}

static void check_full_response(struct checker *checker, const struct response_object *response)
{
    const struct message_type *type = &checker->types[SIDE_RESPONSE];
    bool present = checker_body(checker, SIDE_RESPONSE)->state == BODY_PRESENT;

    switch (type->state) {
    case TYPE_READ:
        check_stated_type(checker, SIDE_RESPONSE, &response->content, response->place, type);
        return;
    case TYPE_MALFORMED:
        raise_type(checker, RULE_RESPONSE_CONTENT_TYPE_MALFORMED, response->place,
                   str_format(&checker->arena, "\"%.*s\" is no media type",
                              STR_ARGS(data_text(&checker->arena, type->text))));
        if (present)
            raise_body_not_checked(checker, SIDE_RESPONSE, "its content type cannot be read");
        return;
    case TYPE_MISSING:
        if (!present)
            return;
        if (checker->exchange->response.headers.partial)
            raise_not_checked(checker, PART_RESPONSE_HEADER, STR("content-type"), STR_NONE,
                              "header content-type: the recording does not have every header");
        else if (!placeholder_note_type(checker, SIDE_RESPONSE))
            raise_type(checker, RULE_RESPONSE_CONTENT_TYPE_MISSING, response->place,
                       STR("there is a body and no content type"));
        check_assumed_type(checker, SIDE_RESPONSE, &response->content);
        return;
    }
}

static void check_documented_response(struct checker *checker,
                                      const struct response_object *response)
{
    const struct body *body = &checker->exchange->response.body;

    if (body->state == BODY_EMPTY) {
        check_empty_response(checker, &response->content);
        return;
    }
    if (response->content.count == 0) {
        if (body->state != BODY_UNKNOWN)
            raise_body(checker, SIDE_RESPONSE, RULE_RESPONSE_BODY_UNDOCUMENTED,
                       checker->types[SIDE_RESPONSE].text, response->place,
                       "the response has a body and none is described");
        if (body->state == BODY_PRESENT)
            raise_body_not_checked(checker, SIDE_RESPONSE, "no body is described");
    } else {
        check_full_response(checker, response);
    }
    if (body->state == BODY_UNKNOWN || body->state == BODY_TRUNCATED)
        raise_body_unseen(checker, SIDE_RESPONSE, &response->content);
}

/* Nothing is known of what a status that is not documented should come with. A 304 comes with
   nothing. */
static void note_undocumented(struct checker *checker)
{
    int status = checker->exchange->response.status;

    if (status == 304)
        outcome_settle(checker, ASPECT_RESPONSE_BODY, OUTCOME_NOT_APPLICABLE);
    else
        raise_not_checked(checker, PART_RESPONSE_BODY, STR_NONE, STR_NONE,
                          "the status %d is not documented", status);
}

void check_response_body(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    const struct response_object *response = checker->exercised.response;
    const struct body *body = &exchange->response.body;
    const bool is_bodyless =
        response_is_bodyless(exchange->request.method, exchange->response.status);

    if (is_bodyless) {
        if (body->state == BODY_PRESENT || body->state == BODY_TRUNCATED)
            raise_body(checker, SIDE_RESPONSE, RULE_HTTP_BODY_ON_BODYLESS_STATUS, STR_NONE,
                       response ? response->place : checker->exercised.operation->place,
                       "this response has no content by RFC 9110, and yet there is a body");
        outcome_settle(checker, ASPECT_RESPONSE_BODY,
                       body->state == BODY_PRESENT ? OUTCOME_JUDGED : OUTCOME_NOT_APPLICABLE);
    }
    if (!response)
        note_undocumented(checker);
    else if (is_bodyless)
        return;
    else if (response->unread)
        raise_unread(checker, PART_RESPONSE_BODY, STR_NONE, response->unread);
    else
        check_documented_response(checker, response);
}
