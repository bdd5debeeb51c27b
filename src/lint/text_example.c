/* Examples that are the text of a message in XML or a form: the decoders of bodies make values of
   them. */
#include "check/body.h"
#include "lint/linter.h"

struct text_example {
    struct lint *lint;
    const struct lint_example *example;
};

bool lint_reads_text(struct str media_type)
{
    struct content_type type;
    body_decoder *decode;

    if (!media_type.text || !content_type_parse(media_type, &type))
        return false;
    decode = body_decoder_of(&type);
    return decode == body_xml || decode == body_form;
}

static void on_value(void *context, const struct node *instance, const struct opaque_nodes *opaque)
{
    const struct text_example *text = context;

    lint_judge_value(text->lint, text->example, instance, opaque);
}

static void on_broken(void *context, struct str message)
{
    const struct text_example *text = context;

    lint_raise(text->lint, text->example->rule, SEVERITY_OFF, text->example->value,
               "the example as %.*s: %.*s", STR_ARGS(text->example->site.media_type),
               STR_ARGS(message));
}

static void on_not_checked(void *context, const char *reason)
{
    const struct text_example *text = context;

    raise_not_checked(text->lint->checker, PART_DESCRIPTION, STR_NONE,
                      text->example->site.media_type, "an example: %s", reason);
}

void lint_judge_text(struct lint *lint, const struct lint_example *example)
{
    struct text_example text = {lint, example};
    const struct body_listener listener = {on_value, on_broken, on_not_checked, &text};
    struct api *api = lint->checker->api;
    const struct media_type media_type = {.key = example->site.media_type,
                                          .place =
                                              example->object ? example->object : example->value,
                                          .schema = example->schema,
                                          .encodings = openapi_encodings(api, example->object)};
    bool response = example->site.direction == SCHEMA_RESPONSE;
    struct content_type type;
    const struct typed_body body = {.checker = lint->checker,
                                    .side = response ? SIDE_RESPONSE : SIDE_REQUEST,
                                    .media_type = &media_type,
                                    .type = &type,
                                    .listener = &listener};

    if (content_type_parse(media_type.key, &type))
        body_decoder_of (&type)(&body, node_string(example->value));
}
