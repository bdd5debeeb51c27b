/* The JSON reader on any bytes: what it makes is sound, survives writing and reading, and agrees
   with jansson. Known differences, where jansson is narrower than RFC 8259 or wrong:
   - integers outside 64 bits and reals outside double are errors there;
   - lone surrogates are errors there, U+FFFD and a flag here (RFC 8259, 8.2 leaves it open);
   - "\u0000" in a key is an error there;
   - a byte order mark is an error there, skipped here;
   - a NUL byte behind a number is accepted there;
   - 2048 levels there, DOCUMENT_MAX_DEPTH here;
   - of duplicate keys the last one stays there, all stay here. */
#include <jansson.h>

#include "check_tape.h"

static bool has_lone_surrogate(const struct document *document)
{
    for (size_t i = 0; i < document->node_count; i++) {
        if (document->root[-1 + (ptrdiff_t)i].flags & NODE_LONE_SURROGATE)
            return true;
    }
    return false;
}

static bool refusal_is_known(const struct document *document, const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);

    return code == json_error_numeric_overflow || code == json_error_null_byte_in_key ||
           code == json_error_stack_overflow || has_lone_surrogate(document);
}

static const struct node *last_member(const struct node *object, struct str wanted)
{
    const struct node *found = NULL;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        if (str_equal(node_string(key), wanted))
            found = node_value(key);
    }
    return found;
}

static bool number_agrees(const struct node *node, const json_t *value)
{
    char text[64];
    struct str lexeme = node_text(node);

    if (lexeme.length >= sizeof text)
        return json_is_number(value);
    memcpy(text, lexeme.text, lexeme.length);
    text[lexeme.length] = '\0';
    if (node->flags & NODE_INTEGER_LEXEME)
        return json_is_integer(value) && json_integer_value(value) == strtoll(text, NULL, 10);
    return json_is_real(value) && !(json_real_value(value) < strtod(text, NULL)) &&
           !(json_real_value(value) > strtod(text, NULL));
}

static bool agrees(const struct node *node, json_t *value);

static bool array_agrees(const struct node *array, json_t *value)
{
    const struct node *item = node_first(array);

    if (!json_is_array(value) || json_array_size(value) != array->length)
        return false;
    for (size_t i = 0; i < array->length; i++, item = node_next(item)) {
        if (!agrees(item, json_array_get(value, i)))
            return false;
    }
    return true;
}

/* jansson's members are looked up in ours, so that duplicates come to the last one. */
static bool object_agrees(const struct node *object, json_t *value)
{
    if (!json_is_object(value) || json_object_size(value) > object->length)
        return false;
    for (void *at = json_object_iter(value); at; at = json_object_iter_next(value, at)) {
        const struct node *ours = last_member(object, str_of(json_object_iter_key(at)));

        if (!ours || !agrees(ours, json_object_iter_value(at)))
            return false;
    }
    return true;
}

static bool agrees(const struct node *node, json_t *value)
{
    switch ((enum node_kind)node->kind) {
    case NODE_NULL:
        return json_is_null(value);
    case NODE_FALSE:
        return json_is_false(value);
    case NODE_TRUE:
        return json_is_true(value);
    case NODE_NUMBER:
        return number_agrees(node, value);
    case NODE_STRING:
        return json_is_string(value) &&
               str_equal(node_text(node),
                         (struct str){json_string_value(value), json_string_length(value)});
    case NODE_ARRAY:
        return array_agrees(node, value);
    case NODE_OBJECT:
        return object_agrees(node, value);
    case NODE_HEADER:
        break;
    }
    return false;
}

/* Quick enough for small texts only: jansson's members are looked up one by one. */
enum { COMPARED_BYTES = 64 * 1024 };

static void compare(struct str text, const struct document *document,
                    const struct read_failure *failure)
{
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL;
    json_error_t error;
    json_t *value;

    if (text.length > COMPARED_BYTES || (!document && failure->outcome == READ_LIMIT))
        return;
    if (str_starts_with(text, STR("\xef\xbb\xbf")))
        text = str_slice(text, 3, SIZE_MAX);
    value = json_loadb(text.text, text.length, flags, &error);
    if (!document) {
        must(!value || memchr(text.text, '\0', text.length), "what is refused is no JSON");
    } else if (!value) {
        must(refusal_is_known(document, &error), "what is read is JSON");
    } else {
        struct duplicate_key found;
        json_t *unique = json_loadb(text.text, text.length, flags | JSON_REJECT_DUPLICATES, &error);

        must(agrees(document->root, value), "the values agree");
        must(document_find_duplicate_key(document, &found) == !unique, "the duplicates agree");
        json_decref(unique);
    }
    json_decref(value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct arena arena;
    struct read_failure failure = {0};
    const struct document *document;

    arena_init(&arena);
    document = json_read(&arena, STR("fuzz"), text, &failure);
    if (document) {
        check_tape(document);
        check_written(document);
    } else {
        must(failure.outcome != READ_OK && failure.message[0], "a failure says what it is");
        must(failure.offset <= size && failure.line >= 1 && failure.column >= 1,
             "a failure has a place");
    }
    compare(text, document, &failure);
    arena_release(&arena);
    return 0;
}
