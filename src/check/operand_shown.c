#include "check/check_value_state.h"
#include "check/operand.h"
#include "check/sensitive.h"
#include "document/data_excerpt.h"
#include "redact/redaction.h"

static bool is_secret_node(struct checker *checker, const struct node *node)
{
    const struct document *sent = checker->bodies[SIDE_REQUEST].document;
    struct str body = checker_body(checker, SIDE_REQUEST)->bytes;

    return value_at_is_secret(checker, PART_RESPONSE_BODY, STR_NONE, node) ||
           (sent && node_document(node) == sent &&
            sensitive_is_noted(checker, STR_NONE, str_slice(body, node_offset(node), 1)));
}

/* By the name of the parameter or header that the expression tells. */
static bool is_secret_text(struct checker *checker, struct str expression, struct str text)
{
    static const struct {
        struct str start;
        unsigned place;
    } starts[] = {{STR_INITIAL("$request.header."), NAME_IN_HEADER},
                  {STR_INITIAL("$response.header."), NAME_IN_HEADER},
                  {STR_INITIAL("$request.query."), NAME_IN_FIELD},
                  {STR_INITIAL("$request.path."), NAME_IN_FIELD}};

    for (size_t i = 0; i < ARRAY_LENGTH(starts); i++) {
        struct str name = str_slice(expression, starts[i].start.length, SIZE_MAX);

        if (str_starts_with(expression, starts[i].start))
            return redaction_hides(checker->redaction, starts[i].place, name, text) ||
                   sensitive_is_noted(checker, name, text);
    }
    return false;
}

static bool is_secret(struct checker *checker, const struct operand *operand)
{
    return operand->node ? is_secret_node(checker, operand->node)
                         : is_secret_text(checker, operand->expression, operand->text);
}

static struct str shown_text(struct checker *checker, const struct operand *operand)
{
    struct secret_places places = sensitive_places(checker);
    struct str text = operand->text;

    if (str_is(operand->expression, "$url") && checker->exchange)
        text = redact_url_at(checker->redaction, &checker->arena, checker->exchange->request.url,
                             &places);
    return operand->expression.text ? data_cut(&checker->arena, text, OPERAND_EXCERPT_BYTES)
                                    : str_slice(text, 0, OPERAND_EXCERPT_BYTES);
}

struct str operand_shown(struct checker *checker, const struct operand *operand)
{
    struct arena *arena = &checker->arena;

    if (operand->expression.text && checker->exchange && is_secret(checker, operand))
        return STR(SECRET_NOT_SHOWN);
    if (operand->node)
        return operand->expression.text ? data_excerpt(arena, operand->node, OPERAND_EXCERPT_BYTES)
                                        : node_excerpt(arena, operand->node, OPERAND_EXCERPT_BYTES);
    return str_format(arena, "\"%.*s\"", STR_ARGS(shown_text(checker, operand)));
}
