/* Response headers that the description names. Whether others may be there is not asked here. */
#include "check/checker.h"

#include "check/check_value.h"
#include "check/placeholder_check.h"
#include "check/raise.h"
#include "decode/parameter.h"
#include "finding/rules.h"
#include "http/header_elements.h"

static void raise_header(struct checker *checker, rule_index rule, const struct parameter *header,
                         struct str message)
{
    raise_finding(checker, &(struct raised){.rule = rule,
                                            .part = PART_RESPONSE_HEADER,
                                            .name = header->name,
                                            .place = header->place,
                                            .message = message});
}

/* true: a placeholder stands for the value, or in it. */
static bool note_placeholder(struct checker *checker, const struct parameter *header,
                             struct str text)
{
    struct str placeholder =
        placeholder_text(&checker->arena, placeholder_of(checker, text), text,
                         redaction_recalls_header(checker->redaction, header->name));

    if (placeholder.text)
        raise_not_checked(checker, PART_RESPONSE_HEADER, header->name, STR_NONE,
                          "header %.*s: a placeholder (%.*s) stands for the value",
                          STR_ARGS(header->name), STR_ARGS(placeholder));
    return placeholder.text != NULL;
}

static void judge(struct checker *checker, const struct parameter *header, struct str lines)
{
    const struct node *schema = header->content ? header->content->schema : header->schema;
    struct parameter_value value;

    outcome_settle_parameter(checker, header, schema ? OUTCOME_JUDGED : OUTCOME_NOT_APPLICABLE);
    if (!schema)
        return;
    switch (decode_header(&checker->decoding, header, lines, &value)) {
    case READING_ABSENT:
        return;
    case READING_VALUE:
        check_value(checker, &(struct checked_value){.rule = RULE_RESPONSE_HEADER_SCHEMA,
                                                     .undocumented = RULE_COUNT,
                                                     .part = PART_RESPONSE_HEADER,
                                                     .direction = SCHEMA_RESPONSE,
                                                     .name = header->name,
                                                     .schema = schema,
                                                     .instance = value.node,
                                                     .secret = redaction_recalls_header(
                                                         checker->redaction, header->name)});
        return;
    case READING_BROKEN:
        if (note_placeholder(checker, header, lines))
            return;
        raise_header(checker, RULE_RESPONSE_HEADER_SCHEMA, header, value.problem);
        return;
    case READING_UNSUPPORTED:
        raise_not_checked(checker, PART_RESPONSE_HEADER, header->name, STR_NONE,
                          "header %.*s: %.*s", STR_ARGS(header->name), STR_ARGS(value.problem));
        return;
    }
}

/* Was the response written for this status? A 304 has few of the headers that the 200 would have
   had (RFC 9110, 15.4.5), so those of "default" are not asked of it. */
static bool asks_for(const struct checker *checker, const struct parameter *header)
{
    return header->required && (checker->exchange->response.status != 304 ||
                                !str_is(checker->exercised.response->key, "default"));
}

static void raise_missing(struct checker *checker, const struct parameter *header)
{
    bool cookies = str_equal_ignoring_case(header->name, STR("set-cookie"));

    raise_finding(checker, &(struct raised){.rule = RULE_RESPONSE_HEADER_MISSING,
                                            .part = PART_RESPONSE_HEADER,
                                            .name = header->name,
                                            .place = header->place,
                                            .lack = cookies ? LACK_SET_COOKIES : LACK_NOTHING,
                                            .message = STR("a required header is missing")});
}

/* A recorder that removes credentials removes Set-Cookie too. */
static void check_absent(struct checker *checker, const struct parameter *header)
{
    bool asked = asks_for(checker, header);

    outcome_settle_parameter(checker, header, asked ? OUTCOME_JUDGED : OUTCOME_NOT_APPLICABLE);
    if (checker->exchange->response.status == 304 && !asked)
        return;
    if (checker->exchange->credentials_hidden &&
        redaction_recalls_header(checker->redaction, header->name))
        raise_not_checked(checker, PART_RESPONSE_HEADER, header->name, STR_NONE,
                          "header %.*s: the recorder takes credentials out",
                          STR_ARGS(header->name));
    else if (checker->exchange->response.headers.partial)
        raise_not_checked(checker, PART_RESPONSE_HEADER, header->name, STR_NONE,
                          "header %.*s: the recording does not have every header",
                          STR_ARGS(header->name));
    else if (header->required)
        raise_missing(checker, header);
}

void check_headers(struct checker *checker)
{
    const struct response_object *response = checker->exercised.response;

    if (response && response->headers.unread)
        raise_unread(checker, PART_RESPONSE_HEADER, STR_NONE, response->headers.unread);
    for (size_t i = 0; response && i < response->headers.count; i++) {
        const struct parameter *header = &response->headers.items[i];
        struct str lines =
            headers_lines(&checker->arena, &checker->exchange->response.headers, header->name);

        if (!lines.text) {
            check_absent(checker, header);
            continue;
        }
        if (header->deprecated)
            raise_header(checker, RULE_ROUTE_DEPRECATED_USED, header,
                         STR("the header is deprecated"));
        judge(checker, header, lines);
    }
}
