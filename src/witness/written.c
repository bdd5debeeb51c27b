#include "witness/written.h"

#include "document/json_writer.h"
#include "document/kinds.h"
#include "witness/engine.h"
#include "witness/literal.h"

static bool tells_by_lexeme(const struct program *program)
{
    for (uint32_t i = 0; program && i < program->count; i++)
        if (program->code[i].op == OP_TYPE && program->code[i].types & KIND_LEXEME)
            return true;
    return false;
}

bool written_matters(const struct search *search)
{
    bool has_parts = search->kind == NODE_ARRAY || search->kind == NODE_OBJECT;

    for (size_t i = 0; has_parts && i < search->entries.count; i++)
        if (tells_by_lexeme(search->entries.items[i].literal->program))
            return true;
    return search->kind == NODE_NUMBER;
}

static unsigned count_numbers(const struct node *value)
{
    unsigned count = 0;

    for (const struct node *node = value; node < value + value->span; node++)
        count += node->kind == NODE_NUMBER;
    return count;
}

/* An equal number with a fraction, or without; false: there is none, or it is too long to be
   written out. */
static bool write_otherwise(const struct node *number, struct strbuf *out)
{
    struct decimal decimal = decimal_parse(node_text(number));
    int64_t value;

    if (number->flags & NODE_INTEGER_LEXEME)
        strbuf_addf(out, "%.*s.0", STR_ARGS(node_text(number)));
    else if (decimal_to_int64(&decimal, &value))
        strbuf_addf(out, "%lld", (long long)value);
    else
        return false;
    return true;
}

/* Of each number of the value one bit: is it written otherwise? */
struct writing {
    struct json_writer writer;
    unsigned bits, number;
};

/* As deep as the value, which a document has. */
static bool write_value(struct writing *writing, const struct node *value)
{
    bool written = true;

    if (value->kind == NODE_NUMBER && writing->bits >> writing->number++ & 1)
        return write_otherwise(value, writing->writer.out);
    if (value->kind != NODE_ARRAY && value->kind != NODE_OBJECT) {
        node_write(value, writing->writer.out);
        return true;
    }
    json_writer_open(&writing->writer, value->kind == NODE_ARRAY ? '[' : '{');
    if (value->kind == NODE_ARRAY)
        for (const struct node *item = node_first(value); item < node_end(value);
             item = node_next(item)) {
            json_writer_element(&writing->writer);
            written = write_value(writing, item) && written;
        }
    else
        for (const struct node *key = node_first(value); key < node_end(value);
             key = node_next_key(key)) {
            json_writer_key(&writing->writer, node_text(key));
            written = write_value(writing, node_value(key)) && written;
        }
    json_writer_close(&writing->writer, value->kind == NODE_ARRAY ? ']' : '}');
    return written;
}

static const struct node *rewrite(struct search *search, const struct node *value, unsigned bits)
{
    struct strbuf text;
    struct writing writing = {.writer = {.out = &text, .string_limit = SIZE_MAX}, .bits = bits};
    const struct node *node = NULL;

    strbuf_init(&text, SIZE_MAX);
    if (write_value(&writing, value))
        node = witness_node(search->witness, strbuf_str(&text));
    strbuf_release(&text);
    return node;
}

const struct node *const *written_in_all_ways(struct search *search,
                                              const struct node *const *items, size_t *count,
                                              bool *complete)
{
    const struct node **all =
        shape_alloc(search->witness, (*count << WRITTEN_MAX_NUMBERS) * sizeof *all);
    size_t used = 0;

    *complete = true;
    for (size_t i = 0; i < *count; i++) {
        unsigned numbers = count_numbers(items[i]);

        *complete = *complete && numbers <= WRITTEN_MAX_NUMBERS;
        all[used++] = items[i];
        for (unsigned bits = 1; numbers <= WRITTEN_MAX_NUMBERS && bits < 1u << numbers; bits++) {
            const struct node *other = rewrite(search, items[i], bits);

            if (other)
                all[used++] = other;
        }
    }
    *count = used;
    return all;
}
