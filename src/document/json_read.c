/* JSON text to nodes, in one pass over the text. While a container is open its `span` holds its
   parent's index, its `length` and `kinds` the members before the child that is being read; the
   header is the root's parent. So nesting needs no stack. */
#include "base/utf8.h"
#include "document/json_lexer.h"

/* Offsets and counts of nodes have 32 bits. */
#define TEXT_MAX_BYTES (UINT32_MAX - 16)

/* Compact texts have a node in seven to twelve bytes; where it is more the tape grows. */
enum { BYTES_A_NODE = 6 };

struct reader {
    struct json_lexer json;
    struct tape tape;
    bool too_deep;
};

static const char *expected_value(struct reader *reader, const char *at)
{
    unsigned char byte = (unsigned char)*at;

    if (at == reader->json.end)
        return json_fault(&reader->json, at, "the text ends where a value should stand");
    if (byte > 0x20 && byte < 0x7f)
        return json_fault_byte(&reader->json, at, "expected a value", ", found '%c'", byte);
    return json_fault_byte(&reader->json, at, "expected a value", ", found byte 0x%02x", byte);
}

static const char *expected(struct reader *reader, const char *at, const char *what,
                            const char *inside)
{
    if (at == reader->json.end)
        return json_fault(&reader->json, at, "the text ends inside %s", inside);
    return json_fault(&reader->json, at, "expected %s", what);
}

/* true, false, null: behind it, with the node's kind. */
static const char *read_literal(struct reader *reader, const char *at, enum node_kind *kind)
{
    size_t room = (size_t)(reader->json.end - at);

    if (room >= 4 && memcmp(at, "true", 4) == 0) {
        *kind = NODE_TRUE;
        return at + 4;
    }
    if (room >= 4 && memcmp(at, "null", 4) == 0) {
        *kind = NODE_NULL;
        return at + 4;
    }
    if (room >= 5 && memcmp(at, "false", 5) == 0) {
        *kind = NODE_FALSE;
        return at + 5;
    }
    return expected_value(reader, at);
}

static inline void set_node(struct node *node, enum node_kind kind, unsigned flags,
                            ptrdiff_t length, uint32_t index, const char *text)
{
    *node = (struct node){.kind = (uint8_t)kind,
                          .flags = (uint8_t)flags,
                          .length = (uint32_t)length,
                          .span = 1,
                          .index = index,
                          .text = text};
}

static inline const char *read_string(struct json_lexer *json, const char *at, struct node *node,
                                      uint32_t index)
{
    const char *start = at + 1;
    const char *stop = json_skip_plain(json, start);

    if (stop < json->end && *stop == '"') {
        set_node(node, NODE_STRING, 0, stop - start, index, start);
        return stop + 1;
    }
    set_node(node, NODE_STRING, 0, 0, index, start);
    return json_string_rest(json, start, stop, node);
}

static inline void hash_key(const struct json_lexer *json, struct node *key)
{
    bool displaced = key->flags & NODE_DISPLACED;

    key->hash16 = json_key_hash((struct str){key->text, key->length},
                                displaced ? key->text + key->length : json->end);
}

/* ---- the tree ---- */

/* Where reading has come to. It is kept in registers: only what is inlined is given its address. */
struct cursor {
    struct node *nodes;
    uint32_t index; /* of the next node */
    uint32_t limit; /* room for a key and its value */
    uint32_t open;  /* the innermost open container; 0: none */
    uint32_t count; /* its members before this one */
    unsigned kinds; /* and their kinds */
    size_t depth;
};

/* Behind a scalar value. */
static inline const char *read_scalar(struct reader *reader, struct cursor *cursor, const char *at)
{
    const char *const start = at;
    enum node_kind kind = NODE_NULL;
    unsigned flags;

    if (*at == '"') {
        at = read_string(&reader->json, at, cursor->nodes + cursor->index, cursor->index);
        cursor->kinds |= 1u << NODE_STRING;
    } else if (ascii_is_digit(*at) || *at == '-') {
        at = json_number(&reader->json, at, &flags);
        if (!at)
            return NULL;
        set_node(cursor->nodes + cursor->index, NODE_NUMBER, flags, at - start, cursor->index,
                 start);
        cursor->kinds |= node_kind_bit(cursor->nodes + cursor->index);
    } else {
        at = read_literal(reader, at, &kind);
        if (!at)
            return NULL;
        set_node(cursor->nodes + cursor->index, kind, 0, 0, cursor->index, start);
        cursor->kinds |= 1u << kind;
    }
    cursor->index++;
    return at;
}

/* Behind the bracket and white space. */
static inline const char *open_container(struct reader *reader, struct cursor *cursor,
                                         const char *at)
{
    struct node *nodes = cursor->nodes;

    if (cursor->depth++ == DOCUMENT_MAX_DEPTH) {
        reader->too_deep = true;
        return json_fault(&reader->json, at, "nested deeper than %d levels", DOCUMENT_MAX_DEPTH);
    }
    set_node(nodes + cursor->index, *at == '{' ? NODE_OBJECT : NODE_ARRAY, 0, 0, cursor->index, at);
    nodes[cursor->index].span = cursor->open;
    nodes[cursor->open].length = cursor->count;
    nodes[cursor->open].kinds = (uint16_t)cursor->kinds;
    cursor->open = cursor->index++;
    cursor->count = 0;
    cursor->kinds = 0;
    return json_skip_space(at + 1, reader->json.end);
}

static inline bool closes(const struct cursor *cursor, const char *at)
{
    return *at == (cursor->nodes[cursor->open].kind == NODE_OBJECT ? '}' : ']');
}

/* Behind the bracket. */
static inline const char *close_container(struct reader *reader, struct cursor *cursor,
                                          const char *at)
{
    struct node *nodes = cursor->nodes, *closed = nodes + cursor->open;
    uint32_t outer = closed->span;

    closed->length = cursor->count;
    closed->kinds = (uint16_t)cursor->kinds;
    closed->span = cursor->index - cursor->open;
    cursor->open = outer;
    cursor->count = nodes[outer].length;
    cursor->kinds = nodes[outer].kinds | 1u << closed->kind;
    cursor->depth--;
    if (outer && at + 1 == reader->json.end)
        return expected(reader, at + 1, "more",
                        nodes[outer].kind == NODE_OBJECT ? "an object" : "an array");
    return at + 1;
}

/* A larger tape when all but two of its nodes are written. */
static struct node *more_room(struct tape *tape, uint32_t written, uint32_t *limit)
{
    tape->count = written;
    tape_grow(tape);
    *limit = (uint32_t)(tape->capacity - 2);
    return tape->nodes;
}

/* From where a member begins to its value: behind the key in an object. */
static inline const char *begin_member(struct reader *reader, struct cursor *cursor, const char *at)
{
    struct json_lexer *json = &reader->json;
    uint32_t limit = cursor->limit;

    if (cursor->index >= limit) {
        cursor->nodes = more_room(&reader->tape, cursor->index, &limit);
        cursor->limit = limit;
    }
    if (cursor->nodes[cursor->open].kind == NODE_ARRAY)
        return at;
    if (*at != '"')
        return expected(reader, at, "a key in double quotes", "an object");
    at = read_string(json, at, cursor->nodes + cursor->index, cursor->index);
    if (!at)
        return NULL;
    hash_key(json, cursor->nodes + cursor->index);
    cursor->index++;
    at = json_skip_space(at, json->end);
    if (*at != ':')
        return expected(reader, at, "':' after a key", "an object");
    return json_skip_space(at + 1, json->end);
}

static const char *expected_end(struct reader *reader, const char *at, enum node_kind kind)
{
    return kind == NODE_ARRAY ? expected(reader, at, "',' or ']' after an element", "an array")
                              : expected(reader, at, "',' or '}' after a member", "an object");
}

/* From behind a value, or from the end of an empty container, to where the next member begins, over
   all that is closed before it; behind the root at the end. */
static inline const char *read_on(struct reader *reader, struct cursor *cursor, const char *at,
                                  bool is_behind)
{
    const char *const end = reader->json.end;

    while (at && cursor->open) {
        if (is_behind) {
            cursor->count++;
            at = json_skip_space(at, end);
            if (*at == ',')
                return json_skip_space(at + 1, end);
            if (!closes(cursor, at))
                return expected_end(reader, at, cursor->nodes[cursor->open].kind);
        }
        at = close_container(reader, cursor, at);
        is_behind = true;
    }
    return at;
}

/* Reads the value at `at`; returns what is behind it, NULL when it is malformed. */
static const char *read_tree(struct reader *reader, const char *at)
{
    struct cursor cursor = {
        .nodes = reader->tape.nodes, .index = 1, .limit = (uint32_t)(reader->tape.capacity - 2)};

    for (;;) {
        bool opens = *at != '"' && (*at == '{' || *at == '[');

        at = opens ? open_container(reader, &cursor, at) : read_scalar(reader, &cursor, at);
        if (at && (!opens || closes(&cursor, at)))
            at = read_on(reader, &cursor, at, !opens);
        if (!at || !cursor.open)
            break;
        at = begin_member(reader, &cursor, at);
        if (!at)
            break;
    }
    reader->tape.count = cursor.index;
    return at;
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
    struct json_lexer *json = &reader->json;
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

static void *explain(const struct reader *reader, struct str text, struct read_failure *failure)
{
    if (str_starts_with(text, STR("\xff\xfe")) || str_starts_with(text, STR("\xfe\xff")))
        return read_fail(failure, READ_MALFORMED, text, 0, "the text is UTF-16, not UTF-8");
    read_fail(failure, reader->too_deep ? READ_LIMIT : READ_MALFORMED, text,
              (size_t)(reader->json.fault - reader->json.start), "%s", reader->json.message);
    if (failure)
        failure->quote = reader->json.quote;
    return NULL;
}

const struct document *json_read(struct arena *arena, struct str file, struct str text,
                                 struct read_failure *failure)
{
    struct reader reader;
    struct document *document;
    bool mark = utf8_has_mark(text);
    const char *at;
    char last;

    if (text.length >= TEXT_MAX_BYTES)
        return read_fail(failure, READ_LIMIT, STR_NONE, 0, "a text of 4 GiB or more");
    if (text.length == 0)
        return read_fail(failure, READ_MALFORMED, text, 0, "the text is empty");
    reader.json.arena = arena;
    reader.json.start = text.text;
    reader.json.end = text.text + length_without_space(text);
    reader.too_deep = false;
    at = text.text + (mark ? UTF8_MARK_BYTES : 0);
    if (at < reader.json.end)
        at = json_skip_space(at, reader.json.end);
    if (at >= reader.json.end)
        return read_fail(failure, READ_MALFORMED, text, text.length,
                         "the text holds no value, only white space");
    tape_init(&reader.tape, arena, text.length / BYTES_A_NODE + 8);
    last = reader.json.end[-1];
    if (!(last == '}' || last == ']' ? read_document(&reader, at) : read_copy(&reader, at)))
        return explain(&reader, text, failure);
    document = tape_finish(&reader.tape);
    document->file = file;
    document->source = text;
    document->format = DOCUMENT_JSON;
    document->byte_order_mark = mark;
    return document;
}
