#include "decode/trial.h"

static void on_value(void *context, const struct decoded_value *value)
{
    struct trial *trial = context;
    struct decoding *decoding = trial->body.decoding;
    const struct schema *schema = decoding_schema(decoding, trial->body.media_type->schema);

    trial->valued = true;
    trial->failed |= !schema || schema_evaluate(decoding->evaluator, schema, value->instance,
                                                NULL) == SCHEMA_INVALID;
}

static void on_part_header(void *context, const struct parameter *header, const struct node *value)
{
    (void)context;
    (void)header;
    (void)value;
}

static void on_fields(void *context, const struct query_pairs *fields, bool encoded)
{
    (void)context;
    (void)fields;
    (void)encoded;
}

static void on_octets(void *context)
{
    (void)context;
}

static void on_fault(void *context, const struct decode_fault *fault)
{
    struct trial *trial = context;

    trial->failed |= fault->kind != FAULT_ENCODING; /* which is the same whatever is decoded */
}

static void on_not_checked(void *context, struct str reason, const char *cause)
{
    struct trial *trial = context;

    (void)reason, (void)cause;
    trial->failed = true;
}

static const struct decode_listener listener = {
    .value = on_value,
    .part_header = on_part_header,
    .fields = on_fields,
    .octets = on_octets,
    .fault = on_fault,
    .not_checked = on_not_checked,
};

const struct typed_body *trial_begin(struct trial *trial, const struct typed_body *body)
{
    *trial = (struct trial){.body = *body};
    trial->body.listener = &listener;
    trial->body.context = trial;
    return &trial->body;
}

bool trial_held(const struct trial *trial)
{
    return trial->valued && !trial->failed;
}
