#include "source/source.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/document.h"
#include "source/record_source.h"
#include "source/recorded_body.h"
#include "source/source_types.h"
#include "source/unread_format.h"
#include "source/unrecorded.h"
#include "stream/archive.h"
#include "stream/byte_stream.h"

/* In the order in which they are asked whether they recognise a recording. */
static const struct source_type *const types[] = {
    &source_newman,
    &source_postman,
    &source_nock,
    &source_wiremock,
    &source_wiremock_mapping,
    &source_hoverfly,
    &source_mockserver,
    &source_microcks,
    &source_envoy_tap,
    &source_vcr,
    &source_har,
    &source_access_log,
    &source_otlp,
    &source_har_lines,
};

const char *source_format(size_t index, const char **summary)
{
    if (index >= ARRAY_LENGTH(types))
        return NULL;
    if (summary)
        *summary = types[index]->summary;
    return types[index]->name;
}

/* The names of the table, into text. */
static void add_names(struct strbuf *names)
{
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        strbuf_addf(names, "%s%s", i ? ", " : "", types[i]->name);
}

static const struct source_type *find_by_name(const char *name, struct error *err)
{
    struct strbuf names;

    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (strcmp(types[i]->name, name) == 0)
            return types[i];
    strbuf_init(&names, SIZE_MAX);
    add_names(&names);
    error_raise(err, "--from %s: no such format; there are %.*s", name,
                STR_ARGS(strbuf_str(&names)));
    strbuf_release(&names);
    return NULL;
}

static const struct source_type *recognise_head(struct str head)
{
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (types[i]->recognises && types[i]->recognises(head))
            return types[i];
    return NULL;
}

bool source_format_known(const char *from, struct error *err)
{
    return !from || find_by_name(from, err);
}

/* The recording's first bytes. */
static bool read_head(struct source *source, size_t bytes, struct str *head, struct error *err)
{
    struct error failure = {0};

    if (!byte_stream_fill(source->input, bytes, &failure))
        return error_raise(err, "%.*s: %s", STR_ARGS(source->name), failure.message);
    *head = str_slice(byte_stream_window(source->input), 0, bytes);
    *head = str_trim(utf8_without_mark(*head));
    return true;
}

/* By the first bytes, and where they are not enough by more of them. NULL and no err: by none. */
static const struct source_type *recognise_input(struct source *source, struct str *head,
                                                 struct error *err)
{
    const struct source_type *type;

    if (!read_head(source, SOURCE_HEAD_BYTES, head, err))
        return NULL;
    type = recognise_head(*head);
    if (type || byte_stream_window(source->input).length < SOURCE_HEAD_BYTES ||
        !read_head(source, SOURCE_LONG_HEAD_BYTES, head, err))
        return type;
    return recognise_head(*head);
}

static const struct source_type *suspect(struct str head)
{
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++)
        if (types[i]->suspects && types[i]->suspects(head))
            return types[i];
    return NULL;
}

static void refuse(const struct source *source, struct str head, struct error *err)
{
    const char *looks_like = unread_format(head);
    struct strbuf names;

    strbuf_init(&names, SIZE_MAX);
    add_names(&names);
    if (head.length == 0)
        error_raise(err, "%.*s: the recording is empty", STR_ARGS(source->name));
    else if (looks_like)
        error_raise(err, "%.*s: it looks like %s. Formats of recordings that are read: %.*s",
                    STR_ARGS(source->name), looks_like, STR_ARGS(strbuf_str(&names)));
    else
        error_raise(err,
                    "%.*s: no format of recordings that is known; these are: %.*s (--from names "
                    "one)",
                    STR_ARGS(source->name), STR_ARGS(strbuf_str(&names)));
    strbuf_release(&names);
}

/* Of a recording that its user named. */
static const struct source_type *recognise(struct source *source, struct error *err)
{
    struct str head = STR_NONE;
    const struct source_type *type = recognise_input(source, &head, err);

    if (!type && !err->raised)
        type = suspect(head);
    if (!type && !err->raised)
        refuse(source, head, err);
    return type;
}

/* Opens what was chosen; closes the source when there is no type, or opening fails. */
static bool open_type(struct source *source, const struct source_type *type, struct error *err)
{
    source->type = type;
    if (type) {
        source->form = type->form ? type->form : &record_form_json;
        if (source->form->open(source, err))
            return true;
    }
    source->type = NULL;
    source->form = NULL;
    source_close(source);
    return false;
}

static const struct source_type *choose(struct source *source, const char *from, struct error *err)
{
    return from ? find_by_name(from, err) : recognise(source, err);
}

/* The bytes of the file, or of the recording in the archive that it is. */
static bool open_input(struct source *source, const char *path, struct error *err)
{
    struct byte_input *recording;

    if (!archive_is_one(path)) {
        source->is_file = strcmp(path, "-") != 0;
        source->input = byte_stream_open(path, err);
        return source->input != NULL;
    }
    source->archive = archive_open(path, err);
    recording = source->archive ? archive_recording(source->archive, err) : NULL;
    if (recording)
        source->input = byte_stream_new(recording);
    else
        source_close(source);
    return recording != NULL;
}

bool source_open(struct source *source, const char *path, const char *from, struct arena *arena,
                 struct error *err)
{
    *source = (struct source){.name = str_of(path), .arena = arena};
    return open_input(source, path, err) && open_type(source, choose(source, from, err), err);
}

/* A plain file of HAR lines is divided by ranges, where that is not ruled out. */
static bool open_range(struct source *source, const struct source_type *type, struct error *err)
{
    const struct share *share = &source->share;
    bool fits = type == &source_har_lines && source->is_file && line_range_fits(source->name.text);

    if (share->count == 0 || (share->by != SHARE_BY_AUTO && share->by != SHARE_BY_RANGES))
        return true;
    if (!fits)
        return share->by == SHARE_BY_AUTO ||
               error_raise(err, "%.*s: only a plain file of HAR lines is divided by ranges",
                           STR_ARGS(source->name));
    byte_stream_close(source->input);
    source->input =
        line_range_open(source->name.text, share->index, share->count, &source->range, err);
    source->relative = true;
    return source->input != NULL;
}

bool source_open_share(struct source *source, const char *path, const char *from,
                       const struct share *share, size_t file, struct arena *arena,
                       struct error *err)
{
    const struct source_type *type;

    *source = (struct source){.name = str_of(path), .arena = arena, .share = *share, .file = file};
    source->relative = share->count && share->by == SHARE_BY_INPUT;
    if (!open_input(source, path, err))
        return false;
    type = choose(source, from, err);
    return open_type(source, type && open_range(source, type, err) ? type : NULL, err);
}

bool source_open_if_recognised(struct source *source, const char *path, struct arena *arena,
                               bool *recognised, struct error *err)
{
    const struct source_type *type;
    struct str head = STR_NONE;

    *source = (struct source){.name = str_of(path), .arena = arena};
    *recognised = true;
    if (!open_input(source, path, err))
        return false;
    type = recognise_input(source, &head, err);
    *recognised = type != NULL || err->raised;
    return open_type(source, type, err);
}

bool source_open_memory(struct source *source, struct str name, struct str bytes, const char *from,
                        struct arena *arena, struct error *err)
{
    *source = (struct source){
        .name = name,
        .arena = arena,
        .input = byte_stream_memory(bytes),
    };
    return open_type(source, choose(source, from, err), err);
}

/* ---- records ---- */

void source_context_init(struct source_context *context)
{
    *context = (struct source_context){0};
    arena_init(&context->arena);
}

void source_context_release(struct source_context *context)
{
    arena_release(&context->arena);
    *context = (struct source_context){0};
}

/* What cannot be read tells nothing. */
static const struct node *context_of(struct source_context *context, const struct record *record)
{
    const struct document *document;

    if (context->number == record->context_number)
        return context->node;
    arena_clear(&context->arena);
    document =
        json_read(&context->arena, STR_NONE, str_copy(&context->arena, record->context), NULL);
    context->node = document ? document->root : NULL;
    context->number = record->context_number;
    return context->node;
}

/* Past the records of other shards. */
static enum record_outcome cut_own(struct source *source, struct record *record, struct error *err)
{
    enum record_outcome outcome;

    for (;;) {
        *record = (struct record){0};
        outcome = source->form->cut(source, record, err);
        if (outcome == RECORD_END || outcome == RECORD_FAILED || source->relative ||
            share_has_record(&source->share, source->file, source->index))
            break;
        source->index++;
    }
    record->place.offset += source->range.offset;
    record->place.line += source->range.lines;
    source->records += outcome == RECORD_GOT || outcome == RECORD_TOO_LARGE;
    return outcome;
}

enum record_outcome source_cut(struct source *source, struct record *record, struct error *err)
{
    enum record_outcome outcome = RECORD_END;

    *record = (struct record){0};
    if (!source->ended)
        outcome = cut_own(source, record, err);
    if (outcome == RECORD_TOO_LARGE)
        error_raise_at(err, source->name, record->place.line, record->place.column,
                       "the entry is larger than the limit of %d bytes", RECORD_MAX_BYTES);
    if (outcome == RECORD_END || outcome == RECORD_FAILED)
        source->ended = true;
    else
        source->index++;
    return outcome;
}

/* A 304 is the server's own answer, status and headers, and has no body (RFC 9110, 15.4.5): what
   recorders write beside it is what the cache had. */
static void leave_out_cached_body(struct response *response)
{
    if (response->status == 304)
        response->body = body_empty(STR_NONE);
}

enum source_step source_read(const struct source *source, const struct record *record, size_t index,
                             struct source_context *context, struct arena *arena,
                             struct exchange *exchange, struct error *err)
{
    /* The parts of the source that another thread, which cuts out records, does not change. */
    struct source view = {.type = source->type,
                          .form = source->form,
                          .name = source->name,
                          .archive = source->archive,
                          .is_file = source->is_file,
                          .uses = source->uses,
                          .arena = arena,
                          .context = {.node = context_of(context, record)}};
    const struct node *root = NULL;
    enum source_step step = SOURCE_SKIPPED;

    *exchange = (struct exchange){
        .source = source->name, .index = index, .offset = record->place.offset, .recorded = true};
    if (source->form->parse)
        root = source->form->parse(&view, record, err);
    if (root || !source->form->parse)
        step = source->type->read(&view, record, root, exchange, err);
    if (step == SOURCE_GOT) {
        exchange_mark_unrecorded(exchange);
        leave_out_cached_body(&exchange->response);
    }
    /* A broken line that does not end was cut off, and the recording with it. */
    return record->unended && err->raised ? SOURCE_FAILED : step;
}

static enum source_step next_record(struct source *source, struct exchange *exchange,
                                    struct error *err)
{
    struct record record;

    switch (source_cut(source, &record, err)) {
    case RECORD_GOT:
        exchange->index = source->index - 1;
        return source_read(source, &record, exchange->index, &source->context, source->arena,
                           exchange, err);
    case RECORD_TOO_LARGE:
        exchange->offset = record.place.offset;
        return SOURCE_SKIPPED;
    case RECORD_END:
        return SOURCE_END;
    case RECORD_FAILED:
        break;
    }
    return SOURCE_FAILED;
}

enum source_step source_next(struct source *source, struct exchange *exchange, struct error *err)
{
    enum source_step step;

    *exchange = (struct exchange){.source = source->name, .index = source->index};
    if (source->ended)
        return SOURCE_END;
    if (source->form) {
        step = next_record(source, exchange, err);
    } else {
        step = source->type->next(source, exchange, err);
        source->index++;
    }
    if (step == SOURCE_END || step == SOURCE_FAILED)
        source->ended = true;
    return step;
}

void source_close(struct source *source)
{
    if (source->form)
        source->form->close(source);
    else if (source->type)
        source->type->close(source);
    byte_stream_close(source->input);
    archive_close(source->archive);
    source_context_release(&source->context);
    *source = (struct source){0};
}
