#include "generate/edit.h"

#include "base/strbuf.h"
#include "document/document.h"

struct writer {
    const struct edit *edit;
    struct strbuf *out;
};

void edit_release(struct edit *edit)
{
    VEC_RELEASE(&edit->changes);
}

static void add(struct edit *edit, struct change change)
{
    if (edit->changes.count < EDIT_MAX_CHANGES)
        VEC_ADD(&edit->changes, change);
}

void edit_replace(struct edit *edit, const struct node *at, const struct node *with)
{
    add(edit, (struct change){.at = at, .with = with});
}

void edit_drop(struct edit *edit, const struct node *at)
{
    add(edit, (struct change){.at = at});
}

void edit_complete(struct edit *edit, const struct node *at, const struct node *more)
{
    add(edit, (struct change){.at = at, .with = at, .more = more});
}

/* What replaces the whole counts more than what adds to it. */
static const struct change *change_of(const struct edit *edit, const struct node *at)
{
    const struct change *found = NULL;

    for (size_t i = 0; i < edit->changes.count; i++) {
        const struct change *change = &edit->changes.items[i];

        if (change->at == at && (!found || (found->more && !change->more)))
            found = change;
    }
    return found;
}

static bool write_value(const struct writer *writer, const struct node *value);

static void write_key(const struct writer *writer, const struct node *key)
{
    node_write(key, writer->out);
    strbuf_add_char(writer->out, ':');
}

/* The separator stays only where something follows it. */
static size_t begin(const struct writer *writer, size_t written)
{
    size_t before = writer->out->length;

    if (written)
        strbuf_add_char(writer->out, ',');
    return before;
}

static size_t write_members(const struct writer *writer, const struct node *object)
{
    size_t written = 0;

    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        size_t before = begin(writer, written);

        write_key(writer, key);
        if (write_value(writer, node_value(key)))
            written++;
        else
            writer->out->length = before;
    }
    return written;
}

static void write_lacking(const struct writer *writer, const struct node *object,
                          const struct node *more, size_t written)
{
    for (const struct node *key = node_first(more); key < node_end(more);
         key = node_next_key(key)) {
        if (node_member(object, node_string(key)))
            continue;
        begin(writer, written++);
        write_key(writer, key);
        node_write(node_value(key), writer->out);
    }
}

static void write_items(const struct writer *writer, const struct node *array)
{
    size_t written = 0;

    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        size_t before = begin(writer, written);

        if (write_value(writer, item))
            written++;
        else
            writer->out->length = before;
    }
}

/* As deep as the value is: DOCUMENT_MAX_DEPTH bounds it. false: it is left out. */
static bool write_value(const struct writer *writer, const struct node *value)
{
    const struct change *change = change_of(writer->edit, value);

    if (change && change->with != value)
        return change->with && node_write(change->with, writer->out);
    if (value->kind == NODE_ARRAY) {
        strbuf_add_char(writer->out, '[');
        write_items(writer, value);
        strbuf_add_char(writer->out, ']');
    } else if (value->kind == NODE_OBJECT) {
        strbuf_add_char(writer->out, '{');
        size_t written = write_members(writer, value);
        if (change)
            write_lacking(writer, value, change->more, written);
        strbuf_add_char(writer->out, '}');
    } else {
        node_write(value, writer->out);
    }
    return true;
}

const struct node *edit_apply(const struct edit *edit, struct arena *arena,
                              const struct node *value)
{
    const struct document *document = NULL;
    struct strbuf text;
    const struct writer writer = {edit, &text};

    strbuf_init(&text, SIZE_MAX);
    if (write_value(&writer, value))
        document = json_read(arena, STR("generated"), str_copy(arena, strbuf_str(&text)), NULL);
    strbuf_release(&text);
    return document ? document->root : NULL;
}
