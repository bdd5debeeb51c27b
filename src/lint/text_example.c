/* Examples that are the text of a message in XML or a form: the decoders of bodies make values of
   them. */
#include "decode/body.h"
#include "lint/linter.h"

struct text_example {
    struct lint *lint;
    const struct lint_example *example;
};

bool lint_reads_text(struct str media_type)
{
    enum content_kind kind = content_kind_of(media_type);

    return kind == CONTENT_XML || kind == CONTENT_FORM;
}

static void on_value(void *context, const struct decoded_value *value)
{
    const struct text_example *text = context;

    lint_check_value(text->lint, text->example, value->instance, &value->opaque);
}

static void on_part_header(void *context, const struct parameter *header, const struct node *value)
{
    const struct text_example *text = context;
    struct lint_example example = *text->example;

    example.schema = header->content ? header->content->schema : header->schema;
    lint_check_value(text->lint, &example, value, NULL);
}

/* Only 2.0 has such forms, and it has no examples of requests. */
static void on_fields(void *context, const struct query_pairs *fields, bool encoded)
{
    (void)context;
    (void)fields;
    (void)encoded;
}

static void on_octets(void *context)
{
    (void)context; /* they hold, or a fault says so */
}

static void on_fault(void *context, const struct decode_fault *fault)
{
    const struct text_example *text = context;

    lint_raise(text->lint, text->example->rule, SEVERITY_OFF, text->example->value,
               "the example as %.*s: %.*s", STR_ARGS(text->example->site.media_type),
               STR_ARGS(fault->message));
}

static void on_not_checked(void *context, struct str reason, const char *cause)
{
    const struct text_example *text = context;

    lint_note_of(text->lint, cause, text->example->site.media_type, "an example: %.*s",
                 STR_ARGS(reason));
}

static const struct decode_listener listener = {
    .value = on_value,
    .part_header = on_part_header,
    .fields = on_fields,
    .octets = on_octets,
    .fault = on_fault,
    .not_checked = on_not_checked,
};

void lint_check_text(struct lint *lint, const struct lint_example *example)
{
    struct text_example text = {lint, example};
    struct api *api = lint->checker->api;
    const struct media_type media_type = {.key = example->site.media_type,
                                          .place =
                                              example->object ? example->object : example->value,
                                          .schema = example->schema,
                                          .encodings = openapi_encodings(api, example->object)};
    struct content_type type;
    const struct typed_body body = {.decoding = &lint->checker->decoding,
                                    .media_type = &media_type,
                                    .type = &type,
                                    .name = STR("example"),
                                    .listener = &listener,
                                    .context = &text};

    if (content_type_parse(media_type.key, &type))
        decode_body(&body, node_string(example->value));
}
