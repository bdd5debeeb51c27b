/* JSON text to nodes, in one pass over the text. While a container is open its `span` holds its
   parent's index and its `length` the members before the child that is being read; the header is
   the root's parent. So nesting needs no stack. */
#include "document/json_text.h"

/* Offsets and counts of nodes have 32 bits. */
#define TEXT_MAX_BYTES (UINT32_MAX - 16)

struct reader {
    struct json_text json;
    struct tape tape;
    bool too_deep;
};

static const char *expected_value(struct reader *reader, const char *at)
{
    unsigned char byte = (unsigned char)*at;

    if (at == reader->json.end)
        return json_fault(&reader->json, at, "the text ends where a value should stand");
    if (byte > 0x20 && byte < 0x7f)
        return json_fault(&reader->json, at, "expected a value, found '%c'", byte);
    return json_fault(&reader->json, at, "expected a value, found byte 0x%02x", byte);
}

static const char *expected(struct reader *reader, const char *at, const char *what,
                            const char *inside)
{
    if (at == reader->json.end)
        return json_fault(&reader->json, at, "the text ends inside %s", inside);
    return json_fault(&reader->json, at, "expected %s", what);
}

static const char *read_literal(struct reader *reader, const char *at, struct node *node,
                                enum node_kind kind, struct str word)
{
    if ((size_t)(reader->json.end - at) < word.length || memcmp(at, word.text, word.length) != 0)
        return expected_value(reader, at);
    node->kind = (uint8_t)kind;
    node->text = at;
    return at + word.length;
}

static const char *read_scalar(struct reader *reader, const char *at, struct node *node)
{
    switch (*at) {
    case '"':
        return json_string(&reader->json, at, node);
    case 't':
        return read_literal(reader, at, node, NODE_TRUE, STR("true"));
    case 'f':
        return read_literal(reader, at, node, NODE_FALSE, STR("false"));
    case 'n':
        return read_literal(reader, at, node, NODE_NULL, STR("null"));
    default:
        if (ascii_is_digit(*at) || *at == '-')
            return json_number(&reader->json, at, node);
        return expected_value(reader, at);
    }
}

/* Reads the value at `at`, which must be all there is; NULL when it is malformed. The one long
   function here: a state machine whose labels are its states. */
static const char *read_tree(struct reader *reader, const char *at)
{
    struct json_text *json = &reader->json;
    struct tape *tape = &reader->tape;
    const char *end = json->end;
    uint32_t open = 0; /* index of the innermost open container */
    uint32_t count = 0;
    size_t depth = 0;
    struct node *node;

value:
    if (*at != '{' && *at != '[') {
        node = tape_add(tape, NODE_NULL);
        at = read_scalar(reader, at, node);
        if (!at)
            return NULL;
        goto after_value;
    }
    if (depth++ == DOCUMENT_MAX_DEPTH) {
        reader->too_deep = true;
        return json_fault(json, at, "nested deeper than %d levels", DOCUMENT_MAX_DEPTH);
    }
    node = tape_add(tape, *at == '{' ? NODE_OBJECT : NODE_ARRAY);
    node->text = at;
    node->span = open;
    tape->nodes[open].length = count;
    open = node->index;
    count = 0;
    at = json_skip_space(at + 1, end);
    if (node->kind == NODE_OBJECT) {
        if (*at == '}')
            goto close;
        goto key;
    }
    if (*at == ']')
        goto close;
    goto value;

key:
    if (*at != '"')
        return expected(reader, at, "a key in double quotes", "an object");
    node = tape_add(tape, NODE_STRING);
    at = json_string(json, at, node);
    if (!at)
        return NULL;
    at = json_skip_space(at, end);
    if (*at != ':')
        return expected(reader, at, "':' after a key", "an object");
    at = json_skip_space(at + 1, end);
    goto value;

after_value:
    if (open == 0)
        return at;
    count++;
    at = json_skip_space(at, end);
    if (tape->nodes[open].kind == NODE_OBJECT) {
        if (*at == '}')
            goto close;
        if (*at != ',')
            return expected(reader, at, "',' or '}' after a member", "an object");
        at = json_skip_space(at + 1, end);
        goto key;
    }
    if (*at == ']')
        goto close;
    if (*at != ',')
        return expected(reader, at, "',' or ']' after an element", "an array");
    at = json_skip_space(at + 1, end);
    goto value;

close:
    at++;
    node = tape->nodes + open;
    open = node->span;
    node->span = (uint32_t)tape->count - node->index;
    node->length = count;
    count = tape->nodes[open].length;
    depth--;
    if (open && at == end)
        return expected(reader, at, "more",
                        tape->nodes[open].kind == NODE_OBJECT ? "an object" : "an array");
    goto after_value;
}

static bool read_document(struct reader *reader, const char *at)
{
    at = read_tree(reader, at);
    if (!at)
        return false;
    if (at != reader->json.end) {
        json_fault(&reader->json, json_skip_space(at, reader->json.end),
                   "more text after the end of the value");
        return false;
    }
    return true;
}

/* A text that does not end as an array or object does is a scalar or cut off. It is read from a
   copy with a NUL behind it, where reading stops; only a scalar can come of it, and moves back. */
static bool read_copy(struct reader *reader, const char *at)
{
    struct json_text *json = &reader->json;
    const char *original = json->start;
    struct str copy = str_copy(json->arena, (struct str){original, (size_t)(json->end - original)});
    struct node *root;

    json->start = copy.text;
    json->end = copy.text + copy.length;
    if (!read_document(reader, copy.text + (at - original)))
        return false;
    root = reader->tape.nodes + 1;
    if ((root->flags & NODE_DISPLACED) == 0)
        root->text = original + (root->text - copy.text);
    return true;
}

static size_t length_without_space(struct str text)
{
    size_t length = text.length;

    while (length && json_is_space(text.text[length - 1]))
        length--;
    return length;
}

const struct document *json_read(struct arena *arena, struct str file, struct str text,
                                 struct read_failure *failure)
{
    struct reader reader = {.json = {.arena = arena, .start = text.text}};
    bool mark = has_byte_order_mark(text);
    const char *at;
    char last;

    if (text.length >= TEXT_MAX_BYTES)
        return read_fail(failure, READ_LIMIT, STR_NONE, 0, "a text of 4 GiB or more");
    if (text.length == 0)
        return read_fail(failure, READ_MALFORMED, text, 0, "the text is empty");
    if (str_starts_with(text, STR("\xff\xfe")) || str_starts_with(text, STR("\xfe\xff")))
        return read_fail(failure, READ_MALFORMED, text, 0, "the text is UTF-16, not UTF-8");
    reader.json.end = text.text + length_without_space(text);
    at = json_skip_space(text.text + (mark ? BYTE_ORDER_MARK_BYTES : 0), reader.json.end);
    if (at >= reader.json.end)
        return read_fail(failure, READ_MALFORMED, text, text.length,
                         "the text holds no value, only white space");
    tape_init(&reader.tape, arena, text.length / 6 + 8);
    last = reader.json.end[-1];
    if (!(last == '}' || last == ']' ? read_document(&reader, at) : read_copy(&reader, at)))
        return read_fail(failure, reader.too_deep ? READ_LIMIT : READ_MALFORMED, text,
                         (size_t)(reader.json.fault - reader.json.start), "%s",
                         reader.json.message);
    return tape_finish(&reader.tape, (struct document){.file = file,
                                                       .source = text,
                                                       .format = DOCUMENT_JSON,
                                                       .byte_order_mark = mark});
}
