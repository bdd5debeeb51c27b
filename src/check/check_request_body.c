#include "check/checker.h"

#include "check/check_body.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "finding/rules.h"

/* Where a recorder keeps the type of a form beside the headers, it stands in for the header. */
static void stand_in_type(struct message_type *type, const struct body *body)
{
    if (type->state != TYPE_MISSING || body->form.length == 0)
        return;
    message_type_read(type, body->form);
    if (type->state == TYPE_MALFORMED)
        type->state = TYPE_MISSING;
}

/* A request that names a type may have sent an empty text or file. */
static void check_empty_request(struct checker *checker, const struct request_body *described)
{
    const struct message_type *type = &checker->types[SIDE_REQUEST];
    const struct media_type *media_type =
        type->state == TYPE_READ ? content_find(&described->content, &type->parsed) : NULL;

    outcome_settle(checker, ASPECT_REQUEST_BODY, OUTCOME_JUDGED);
    if (!described->required)
        return;
    if (media_type && body_may_be_empty(checker, media_type, &type->parsed))
        check_body_as(checker, SIDE_REQUEST, media_type, &type->parsed);
    else
        raise_body(checker, SIDE_REQUEST, RULE_REQUEST_BODY_MISSING, STR_NONE, described->place,
                   "a body is required and there is none");
}

static void check_described_request(struct checker *checker, const struct request_body *described)
{
    const struct body *body = &checker->exchange->request.body;
    struct message_type *type = &checker->types[SIDE_REQUEST];

    if (body->state == BODY_EMPTY) {
        check_empty_request(checker, described);
        return;
    }
    if (!placeholder_note_type(checker, SIDE_REQUEST))
        stand_in_type(type, body);
    if (type->state == TYPE_READ)
        check_stated_type(checker, SIDE_REQUEST, &described->content, described->place, type);
    else if (type->state == TYPE_MALFORMED)
        raise_type_unusable(checker, SIDE_REQUEST, type->text, described->place);
    else if (body->state == BODY_PRESENT)
        check_assumed_type(checker, SIDE_REQUEST, &described->content);
    if (body->state != BODY_PRESENT)
        raise_body_unseen(checker, SIDE_REQUEST, &described->content);
}

/* Some clients put an empty object into every request. Where HTTP gives a body no meaning, nothing
   is sent with it (RFC 9110, 9.3.1, 9.3.2 and 9.3.5). */
static bool says_nothing(const struct request *request)
{
    static const char *const methods[] = {"GET", "HEAD", "DELETE"};

    for (size_t i = 0; i < ARRAY_LENGTH(methods); i++)
        if (str_is(request->method, methods[i]))
            return request->body.state == BODY_PRESENT &&
                   str_is(str_trim(request->body.bytes), "{}");
    return false;
}

static void raise_undocumented(struct checker *checker, const struct operation *operation)
{
    const bool nothing = says_nothing(&checker->exchange->request);

    raise_finding(checker, &(struct raised){
                               .rule = RULE_REQUEST_BODY_UNDOCUMENTED,
                               .ceiling = nothing ? SEVERITY_INFO : SEVERITY_OFF,
                               .part = PART_REQUEST_BODY,
                               .media_type = checker->types[SIDE_REQUEST].text,
                               .place = operation->place,
                               .message = nothing ? STR("the request has an empty JSON object for "
                                                        "a body and none is described")
                                                  : STR("the request has a body and none is "
                                                        "described")});
    if (nothing)
        outcome_settle(checker, ASPECT_REQUEST_BODY, OUTCOME_JUDGED);
    else
        raise_body_not_checked(checker, SIDE_REQUEST, "no body is described");
}

void check_request_body(struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;
    const struct body *body = &checker->exchange->request.body;

    if (operation->request_body && operation->request_body->unread)
        raise_unread(checker, PART_REQUEST_BODY, STR_NONE, operation->request_body->unread);
    else if (operation->request_body)
        check_described_request(checker, operation->request_body);
    else if (body->state == BODY_PRESENT || body->state == BODY_TRUNCATED)
        raise_undocumented(checker, operation);
    else if (body->state == BODY_UNKNOWN && !body->unlikely)
        raise_body_unseen(checker, SIDE_REQUEST, &(struct content){0});
    else
        outcome_settle(checker, ASPECT_REQUEST_BODY, OUTCOME_NOT_APPLICABLE);
}
