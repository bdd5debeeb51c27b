#include "check/checker.h"

#include "check/judge_body.h"
#include "check/raise.h"

/* Where a recorder keeps the type of a form beside the headers, it stands in for the header. */
static void stand_in_type(struct message_type *type, const struct body *body)
{
    if (type->state != TYPE_MISSING || body->form.length == 0)
        return;
    type->text = str_trim(body->form);
    type->state = content_type_parse(type->text, &type->parsed) ? TYPE_READ : TYPE_MISSING;
}

static void check_described_request(struct checker *checker, const struct request_body *described)
{
    const struct body *body = &checker->exchange->request.body;
    struct message_type *type = &checker->types[SIDE_REQUEST];

    if (body->state == BODY_EMPTY) {
        if (described->required)
            raise_body(checker, SIDE_REQUEST, RULE_REQUEST_BODY_MISSING, STR_NONE, described->place,
                       "a body is required and there is none");
        return;
    }
    stand_in_type(type, body);
    if (type->state == TYPE_READ)
        judge_stated_type(checker, SIDE_REQUEST, &described->content, described->place, type);
    else if (type->state == TYPE_MALFORMED)
        raise_type_undocumented(checker, SIDE_REQUEST, type->text, described->place);
    else if (body->state == BODY_PRESENT)
        judge_assumed_type(checker, SIDE_REQUEST, &described->content);
    if (body->state != BODY_PRESENT)
        raise_body_unseen(checker, SIDE_REQUEST, &described->content);
}

void check_request_body(struct checker *checker)
{
    const struct operation *operation = checker->exercised.operation;
    const struct body *body = &checker->exchange->request.body;

    if (operation->request_body && operation->request_body->unread)
        raise_unread(checker, PART_REQUEST_BODY, STR_NONE, STR_NONE,
                     operation->request_body->unread);
    else if (operation->request_body)
        check_described_request(checker, operation->request_body);
    else if (body->state == BODY_PRESENT || body->state == BODY_TRUNCATED)
        raise_body(checker, SIDE_REQUEST, RULE_REQUEST_BODY_UNDOCUMENTED,
                   checker->types[SIDE_REQUEST].text, operation->place,
                   "the request has a body and none is described");
    else if (body->state == BODY_UNKNOWN)
        raise_body_unseen(checker, SIDE_REQUEST, &(struct content){0});
}
