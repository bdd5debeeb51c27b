#include "decode/decoders.h"

const struct json_body *json_body_read(struct json_body *json, struct arena *arena, struct str name,
                                       struct str bytes)
{
    if (!json->tried)
        json->document = json_read(arena, name, bytes, &json->failure);
    json->tried = true;
    return json;
}

void body_json(const struct typed_body *body, struct str bytes)
{
    struct json_body own = {.tried = false};
    const struct json_body *json =
        json_body_read(body->json ? body->json : &own, body->decoding->arena, body->name, bytes);
    const struct read_failure *failure = &json->failure;

    if (body->media_type->field_count)
        tell_not_checked(body, "the fields of a form do not describe JSON");
    if (body->media_type->item_schema)
        tell_not_checked(body, "itemSchema is about sequences, and JSON is none");
    if (json->document)
        tell_value(body, VALUE_WRITTEN, json->document->root);
    else if (failure->outcome == READ_LIMIT)
        tell_not_checked(body, "the body meets a limit of the JSON reader: %s", failure->message);
    else
        tell_malformed(body, failure->line, failure->column,
                       str_format(body->decoding->arena, "no JSON: %.*s (line %zu, column %zu)",
                                  STR_ARGS(read_failure_marked(body->decoding->arena, failure)),
                                  failure->line, failure->column));
}
