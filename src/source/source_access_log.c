/* --from access-log: a request a line, as text or as JSON objects; or a JSON list of such objects.
   Lines of other things may stand between them. */
#include "base/utf8.h"
#include "document/document.h"
#include "source/access_line.h"
#include "source/bodyless_exchange.h"
#include "source/record_source.h"
#include "source/source_types.h"
#include "stream/byte_stream.h"
#include "stream/json_sketch.h"

static const struct record_step steps[] = {
    {LEVEL_ROOT, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "log",
    .records = "list of requests",
};

/* ---- one line ---- */

static bool read_line(struct arena *arena, struct str line, struct access_line *access);

static bool read_object(struct arena *arena, const struct node *object, struct access_line *access)
{
    struct str wrapped;

    if (access_line_read_json(arena, object, access))
        return true;
    wrapped = access_line_wrapped(object);
    return wrapped.length && read_line(arena, wrapped, access);
}

/* Containers' logs have a prefix before the line, which may be an object itself. */
static bool read_line(struct arena *arena, struct str line, struct access_line *access)
{
    size_t brace = str_find_char(line, '{');
    const struct document *document;

    if (brace > 0 && access_line_read_text(line, access))
        return true;
    if (brace == line.length)
        return false;
    document = json_read(arena, STR_NONE, str_slice(line, brace, SIZE_MAX), NULL);
    return document && read_object(arena, document->root, access);
}

/* ---- recognising ---- */

/* Gateways' lines with a request and a response in them are exchanges, and read as such. */
static bool is_exchange(struct str line)
{
    return str_starts_with(line, STR("{")) && sketch_has(line, "request.method") &&
           (sketch_has(line, "response.status") || sketch_has(line, "response.content"));
}

struct tally {
    size_t lines, requests;
};

/* Of the whole lines of the head. */
static struct tally count_lines(struct str head)
{
    struct tally tally = {0};
    struct arena arena;

    arena_init(&arena);
    while (head.text) {
        struct str line = str_trim(str_cut(&head, '\n'));
        struct access_line access;

        if (line.length == 0 || utf8_valid_prefix(line) < line.length)
            continue;
        tally.lines++;
        if (!is_exchange(line) && read_line(&arena, line, &access) &&
            access_is_status(access.status))
            tally.requests++;
        arena_clear(&arena);
    }
    arena_release(&arena);
    return tally;
}

static bool recognises(struct str head)
{
    struct tally tally;

    if (str_starts_with(head, STR("[{")) || str_starts_with(head, STR("[\n")) ||
        str_starts_with(head, STR("[ ")) || str_starts_with(head, STR("[\r")))
        return access_line_in_list(head);
    tally = count_lines(head);
    return tally.requests > 0 && tally.requests * 4 >= tally.lines;
}

/* A server may tell much before its first request. */
static bool suspects(struct str head)
{
    return count_lines(head).requests > 0;
}

/* ---- reading ---- */

static bool open(struct source *source, struct error *err)
{
    struct str head;

    if (!byte_stream_fill(source->input, SOURCE_HEAD_BYTES, err))
        return false;
    head = str_trim(utf8_without_mark(byte_stream_window(source->input)));
    source->form = str_starts_with(head, STR("[")) && access_line_in_list(head)
                       ? &record_form_json
                       : &record_form_text_lines;
    return source->form->open(source, err);
}

static const struct record_form form = {.open = open};

/* root: of a list. false and no err: the line is no request. */
static bool read_record(struct source *source, const struct record *record, const struct node *root,
                        struct access_line *access, struct error *err)
{
    struct str line;

    if (root)
        return read_object(source->arena, root, access);
    line = str_trim(str_copy(source->arena, record->text));
    if (utf8_valid_prefix(line) < line.length)
        return false;
    if (str_starts_with(line, STR("{"))) {
        const struct node *object = record_read_json(source, record, err);

        return object && read_object(source->arena, object, access);
    }
    return read_line(source->arena, line, access);
}

/* nginx's and AWS's load balancer's: the client went away, and no answer was sent. */
static bool is_client_gone(uint64_t status)
{
    return status == 499 || status == 460;
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err)
{
    struct response *response = &exchange->response;
    struct access_line access;
    uint64_t status;

    if (!read_record(source, record, root, &access, err))
        return err->raised ? SOURCE_SKIPPED
                           : record_skipped(exchange, STR("a line of the log that is no request"));
    if (!str_to_unsigned(access.status, &status) || status > 999)
        return record_broken(source, record, err, "no line of an access log: the status is none");
    exchange->request.method = access.method;
    exchange->request.url = bodyless_url(source->arena, access.scheme, access.host, access.target);
    exchange->time = access.time;
    exchange->request.query_unseen = access.path_alone;
    response->status = is_client_gone(status) ? 0 : (int)status;
    if (access.content_type.length && !str_is(access.content_type, "-")) {
        response->headers.items = ARENA_NEW(source->arena, struct header);
        response->headers.items[response->headers.count++] =
            (struct header){.name = STR("content-type"), .value = access.content_type};
    }
    if (is_client_gone(status))
        exchange->failure =
            str_format(source->arena, "the client went away before an answer (%d)", (int)status);
    return bodyless_exchange(exchange);
}

const struct source_type source_access_log = {
    .name = "access-log",
    .summary = "access logs: combined format, AWS load balancers, HAProxy, JSON lines; no bodies",
    .recognises = recognises,
    .suspects = suspects,
    .layout = &layout, /* of a list: open chooses */
    .form = &form,
    .read = read,
};
