#include "check/access_token.h"

#include "http/field.h"

bool access_token_is_of_another_type(struct str authorization)
{
    static const char *const of_passwords[] = {"basic", "digest", "negotiate", "ntlm"};
    struct str rest = authorization, type = str_cut(&rest, ' ');

    if (str_trim(rest).length == 0 || str_equal_ignoring_case(type, STR("bearer")))
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(of_passwords); i++)
        if (str_equal_ignoring_case(type, str_of(of_passwords[i])))
            return false;
    return token_is_valid(type);
}

static bool has_form(const struct checker *checker)
{
    const struct message_type *type = &checker->types[SIDE_REQUEST];

    return type->state == TYPE_READ && type->parsed.kind == CONTENT_FORM;
}

bool access_token_is_beside(struct checker *checker)
{
    const struct str name = STR(ACCESS_TOKEN_NAME);
    const struct body *body = &checker->exchange->request.body;
    struct query_pairs form;

    if (query_pairs_have(&checker->texts.query, name))
        return true;
    if (body->state != BODY_PRESENT || !has_form(checker))
        return false;
    query_pairs_read(&checker->arena, body->bytes, &form);
    return query_pairs_have(&form, name);
}

bool access_token_may_be_in_body(const struct checker *checker)
{
    enum body_state state = checker->exchange->request.body.state;

    return (state == BODY_UNKNOWN || state == BODY_TRUNCATED) && has_form(checker);
}

static bool asks_for_token(const struct operation *operation)
{
    for (size_t i = 0; i < operation->security_count; i++)
        for (size_t j = 0; j < operation->security[i].count; j++)
            if (security_takes_tokens(operation->security[i].schemes[j]))
                return true;
    return false;
}

bool access_token_is_field(const struct checker *checker, enum part part, struct str name)
{
    return part == PART_REQUEST_BODY && str_is(name, ACCESS_TOKEN_NAME) && has_form(checker) &&
           asks_for_token(checker->exercised.operation);
}
