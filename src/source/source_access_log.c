/* --from access-log: a request a line, as text or as JSON objects. */
#include "base/utf8.h"
#include "source/access_line.h"
#include "source/bodyless_exchange.h"
#include "source/record_source.h"
#include "source/recorded_value.h"
#include "source/source_types.h"

static bool recognises(struct str head)
{
    struct access_line access;

    if (str_starts_with(head, STR("{")))
        return access_line_in_json(head);
    return access_line_read_text(str_trim(str_slice(head, 0, str_find_char(head, '\n'))), &access);
}

/* false: the line is none of a log. */
static bool read_line(struct source *source, const struct record *record,
                      struct access_line *access, struct error *err)
{
    struct str line = str_trim(str_copy(source->arena, record->text));
    const struct node *object;

    if (utf8_valid_prefix(line) < line.length)
        return false;
    if (!str_starts_with(line, STR("{")))
        return access_line_read_text(line, access);
    object = record_read_json(source, record, err);
    return object && access_line_read_json(source->arena, object, access);
}

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *root, struct exchange *exchange, struct error *err)
{
    struct response *response = &exchange->response;
    struct access_line access;
    uint64_t status;

    (void)root; /* a line of most logs is no JSON */
    if (!read_line(source, record, &access, err))
        return record_broken(source, record, err,
                             "no line of an access log: no method, URL or status in it");
    if (!str_to_unsigned(access.status, &status) || status > 999)
        return record_broken(source, record, err, "no line of an access log: the status is none");
    exchange->request.method = access.method;
    exchange->request.url = bodyless_url(source->arena, access.scheme, access.host, access.target);
    exchange->time = access.time;
    response->status = (int)status;
    if (access.content_type.length && !str_is(access.content_type, "-")) {
        response->headers.items = ARENA_NEW(source->arena, struct header);
        response->headers.items[response->headers.count++] =
            (struct header){.name = STR("content-type"), .value = access.content_type};
    }
    return bodyless_exchange(exchange);
}

const struct source_type source_access_log = {
    .name = "access-log",
    .summary = "access logs: combined format, AWS load balancers, JSON lines; no bodies",
    .recognises = recognises,
    .form = &record_form_text_lines,
    .read = read,
};
