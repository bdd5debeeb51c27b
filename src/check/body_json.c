#include "check/body.h"

void body_json(const struct typed_body *body, struct str bytes)
{
    const struct json_body *json = checker_json(body->checker, body->side);
    const struct read_failure *failure = &json->failure;
    struct duplicate_key twice;

    (void)bytes; /* read once for all who ask */
    if (body->media_type->field_count)
        body_not_checked(body, "the fields of a form do not describe JSON");
    if (body->media_type->item_schema)
        body_not_checked(body, "itemSchema is about sequences, and JSON is none");
    if (json->document) {
        if (document_find_duplicate_key(json->document, &twice))
            body_duplicate_key(body, &twice);
        body_judge(body, json->document->root, true);
    } else if (failure->outcome == READ_LIMIT) {
        body_not_checked(body, "the body meets a limit of the JSON reader: %s", failure->message);
    } else {
        body_malformed(body, failure->line, failure->column,
                       str_format(&body->checker->arena, "no JSON: %s (line %zu, column %zu)",
                                  failure->message, failure->line, failure->column));
    }
}
