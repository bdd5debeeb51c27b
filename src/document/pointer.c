/* JSON Pointer (RFC 6901), from text to node and from node to text. */
#include <stdio.h>

#include "base/strbuf.h"
#include "document/parents.h"
#include "document/wide.h"

const struct node *node_child_towards(const struct node *container, const struct node *node,
                                      const struct node **key, size_t *place)
{
    const struct node *at = node_first(container);

    *key = NULL;
    *place = 0;
    if (container->kind == NODE_ARRAY) {
        while (node >= node_next(at)) {
            at = node_next(at);
            ++*place;
        }
        return at;
    }
    while (node >= node_next_key(at))
        at = node_next_key(at);
    *key = at;
    return node_value(at);
}

void pointer_add_token(struct strbuf *out, struct str token)
{
    size_t start = 0;

    strbuf_add_char(out, '/');
    for (size_t i = 0; i < token.length; i++) {
        if (token.text[i] != '~' && token.text[i] != '/')
            continue;
        strbuf_add(out, str_slice(token, start, i - start));
        strbuf_add_text(out, token.text[i] == '~' ? "~0" : "~1");
        start = i + 1;
    }
    strbuf_add(out, str_slice(token, start, SIZE_MAX));
}

/* The character of an escaped token at *at, which is moved behind it: "~0" is '~', "~1" is '/'. */
static char next_character(struct str token, size_t *at)
{
    char c = token.text[(*at)++];

    if (c == '~' && *at < token.length && (token.text[*at] == '0' || token.text[*at] == '1'))
        c = token.text[(*at)++] == '0' ? '~' : '/';
    return c;
}

struct str pointer_token_text(struct arena *arena, struct str token)
{
    char *text;
    size_t length = 0;

    if (!token.length || !memchr(token.text, '~', token.length))
        return token;
    text = arena_alloc(arena, token.length);
    for (size_t at = 0; at < token.length;)
        text[length++] = next_character(token, &at);
    return (struct str){text, length};
}

static void add_place(struct strbuf *out, size_t place)
{
    char text[24];
    size_t at = sizeof text;

    do
        text[--at] = (char)('0' + place % 10);
    while (place /= 10);
    text[--at] = '/';
    strbuf_add(out, (struct str){text + at, sizeof text - at});
}

/* From the root, by what the node stands in. */
static void add_path(struct strbuf *out, const struct node *node)
{
    const struct node *parent = node_parent(node);
    size_t place = 0;

    if (!parent)
        return;
    add_path(out, parent);
    if (parent->kind == NODE_OBJECT) {
        pointer_add_token(out, node_string(node));
    } else if (parent->kind == NODE_ARRAY) {
        if (!wide_find_place(parent, node, &place))
            for (const struct node *at = node_first(parent); at < node; at = node_next(at))
                place++;
        add_place(out, place);
    }
}

struct str node_pointer(struct arena *arena, const struct node *node)
{
    const struct node *at = node_document(node)->root;
    struct strbuf out;
    struct str pointer;

    strbuf_init(&out, SIZE_MAX);
    if (node_parent(node)) {
        add_path(&out, node);
        at = node;
    }
    while (node > at) {
        const struct node *key;
        size_t place;

        at = node_child_towards(at, node, &key, &place);
        if (key)
            pointer_add_token(&out, node_string(key));
        else
            add_place(&out, place);
        if (key == node)
            break;
    }
    pointer = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return pointer;
}

const struct node *node_key_of(const struct node *value)
{
    const struct node *at = node_document(value)->root;
    const struct node *key = NULL, *parent = node_parent(value);
    size_t place;

    if (parent)
        return parent->kind == NODE_STRING ? parent : value;
    while (value > at) {
        at = node_child_towards(at, value, &key, &place);
        if (key == value)
            return value;
    }
    return at == value && key ? key : value;
}

/* Bytes of the text that the escaped token means. */
static size_t token_length(struct str token)
{
    size_t length = 0;

    for (size_t at = 0; at < token.length; length++)
        next_character(token, &at);
    return length;
}

/* Does the escaped token mean that key? */
static bool token_equals(struct str token, struct str key)
{
    size_t length = 0;

    for (size_t at = 0; at < token.length; length++)
        if (length == key.length || key.text[length] != next_character(token, &at))
            return false;
    return length == key.length;
}

enum { WIDE_TOKEN_MAX_BYTES = 512 }; /* longer ones are compared with each key */

/* What the escaped token means, which fits into the text. */
static struct str unescaped(char text[static WIDE_TOKEN_MAX_BYTES], struct str token)
{
    size_t length = 0;

    for (size_t at = 0; at < token.length;)
        text[length++] = next_character(token, &at);
    return (struct str){text, length};
}

const struct node *pointer_step(const struct node *node, struct str token)
{
    char text[WIDE_TOKEN_MAX_BYTES];
    uint64_t place;

    if (node->kind == NODE_OBJECT) {
        const struct node *found;
        size_t length;

        if (node->length >= WIDE_CONTAINER && token.length <= WIDE_TOKEN_MAX_BYTES &&
            wide_find_key(node, unescaped(text, token), &found))
            return found ? node_value(found) : NULL;
        length = token_length(token);
        for (const struct node *key = node_first(node); key < node_end(node);
             key = node_next_key(key)) {
            if (key->length == length && token_equals(token, node_string(key)))
                return node_value(key);
        }
        return NULL;
    }
    /* RFC 6901, 4: digits without a leading zero. */
    if (node->kind != NODE_ARRAY || !str_to_unsigned(token, &place) ||
        (token.length > 1 && token.text[0] == '0') || place >= node->length)
        return NULL;
    return node_element(node, (size_t)place);
}

const struct node *pointer_follow(const struct node *root, struct str pointer,
                                  const struct node *(*step)(void *context, const struct node *node,
                                                             struct str token),
                                  void *context)
{
    const struct node *node = root;

    if (pointer.length == 0)
        return root;
    if (pointer.text[0] != '/')
        return NULL;
    pointer = str_slice(pointer, 1, SIZE_MAX);
    while (node && pointer.text)
        node = step(context, node, str_cut(&pointer, '/'));
    return node;
}

static const struct node *plain_step(void *context, const struct node *node, struct str token)
{
    (void)context;
    return pointer_step(node, token);
}

const struct node *pointer_resolve(const struct node *root, struct str pointer)
{
    return pointer_follow(root, pointer, plain_step, NULL);
}

void error_about_node(struct error *err, const struct node *node, struct str name)
{
    struct arena arena;

    if (!err || err->raised)
        return;
    arena_init(&arena);
    error_about(err, "%.*s#%.*s %.*s", STR_ARGS(node_document(node)->file),
                STR_ARGS(node_pointer(&arena, node)), STR_ARGS(name));
    arena_release(&arena);
}
