#include "source/source.h"

#include "base/utf8.h"
#include "source/byte_stream.h"
#include "source/source_types.h"

/* In the order in which they are asked whether they recognise a recording. */
static const struct source_type *const types[] = {
    &source_har_lines,
    &source_har,
};

static const struct source_type *find_by_name(const char *name, struct error *err)
{
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (strcmp(types[i]->name, name) == 0)
            return types[i];
    error_raise(err, "--from %s: no such format; there are har and har-lines", name);
    return NULL;
}

static const struct source_type *recognise(struct source *source, struct error *err)
{
    struct error failure = {0};
    struct str head;

    if (!byte_stream_fill(source->input, SOURCE_HEAD_BYTES, &failure)) {
        error_raise(err, "%.*s: %s", STR_ARGS(source->name), failure.message);
        return NULL;
    }
    head = utf8_without_mark(str_slice(byte_stream_window(source->input), 0, SOURCE_HEAD_BYTES));
    if (str_trim(head).length == 0) {
        error_raise(err, "%.*s: the recording is empty", STR_ARGS(source->name));
        return NULL;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (types[i]->recognises && types[i]->recognises(head))
            return types[i];
    error_raise(err, "%.*s: this is no HAR, nor one HAR entry a line", STR_ARGS(source->name));
    return NULL;
}

/* Chooses the type and opens it; closes the source when that fails. */
static bool open_type(struct source *source, const char *from, struct error *err)
{
    source->type = from ? find_by_name(from, err) : recognise(source, err);
    if (source->type && source->type->open(source, err))
        return true;
    source->type = NULL;
    source_close(source);
    return false;
}

bool source_open(struct source *source, const char *path, const char *from, struct arena *arena,
                 struct error *err)
{
    *source = (struct source){.name = str_of(path), .arena = arena};
    source->input = byte_stream_open(path, err);
    return source->input && open_type(source, from, err);
}

bool source_open_memory(struct source *source, struct str name, struct str bytes, const char *from,
                        struct arena *arena, struct error *err)
{
    *source = (struct source){
        .name = name,
        .arena = arena,
        .input = byte_stream_memory(bytes),
    };
    return open_type(source, from, err);
}

enum source_step source_next(struct source *source, struct exchange *exchange, struct error *err)
{
    enum source_step step;

    *exchange = (struct exchange){.source = source->name, .index = source->index};
    if (source->ended)
        return SOURCE_END;
    step = source->type->next(source, exchange, err);
    if (step == SOURCE_END || step == SOURCE_FAILED)
        source->ended = true;
    else
        source->index++;
    return step;
}

void source_close(struct source *source)
{
    if (source->type)
        source->type->close(source);
    byte_stream_close(source->input);
    *source = (struct source){0};
}
