/* --from vcr: cassettes of vcr (Ruby), betamax, vcrpy, go-vcr, ExVCR, php-vcr and schemathesis, in
   YAML or JSON. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "document/document.h"
#include "source/record_source.h"
#include "source/source_types.h"
#include "source/vcr_interaction.h"
#include "stream/byte_stream.h"
#include "stream/json_sketch.h"
#include "stream/yaml_items.h"

static const char *const keys[] = {"http_interactions", "interactions", NULL};

static enum source_step read(struct source *source, const struct record *record,
                             const struct node *interaction, struct exchange *exchange,
                             struct error *err)
{
    const char *problem = vcr_interaction_read(source->arena, interaction, exchange);

    if (problem)
        return record_broken(source, record, err, problem);
    if (str_starts_with(exchange->request.url, STR("~r"))) /* a sigil of Elixir, in ExVCR */
        return record_skipped(exchange, STR("the cassette's URI is a pattern"));
    return SOURCE_GOT;
}

/* ---- JSON ---- */

enum { INTERACTIONS = 1 };

static const struct record_step steps[] = {
    {LEVEL_ROOT, "http_interactions", INTERACTIONS},
    {LEVEL_ROOT, "interactions", INTERACTIONS},
    {LEVEL_ROOT, NULL, LEVEL_RECORD}, /* a bare list: ExVCR, php-vcr */
    {INTERACTIONS, NULL, LEVEL_RECORD},
    {0},
};

static const struct record_layout layout = {
    .steps = steps,
    .name = "cassette",
    .records = "list of interactions",
};

/* ---- YAML ---- */

static bool is_json(struct str head)
{
    head = str_trim(utf8_without_mark(head));
    return str_starts_with(head, STR("{")) || str_starts_with(head, STR("["));
}

static bool has_key_line(struct str head)
{
    struct str rest = utf8_without_mark(head);

    while (rest.text) {
        struct str line = str_cut(&rest, '\n');

        for (const char *const *key = keys; *key; key++)
            if (str_starts_with(line, str_of(*key)) &&
                str_starts_with(str_slice(line, strlen(*key), 1), STR(":")))
                return true;
    }
    return false;
}

/* A line with nothing, or with a tag, behind the wanted text. */
static bool has_line(struct str head, struct str wanted)
{
    while (head.text) {
        struct str line = str_trim(str_cut(&head, '\n'));

        if (str_starts_with(line, wanted) &&
            (line.length == wanted.length ||
             str_starts_with(str_slice(line, wanted.length, SIZE_MAX), STR(" !"))))
            return true;
    }
    return false;
}

/* php-vcr: a list at the root, of interactions. */
static bool is_bare_list(struct str head)
{
    struct str rest = utf8_without_mark(head), line;

    do
        line = str_cut(&rest, '\n');
    while (rest.text &&
           (str_trim(line).length == 0 || line.text[0] == '#' || str_is(str_trim(line), "---")));
    return (str_is(str_trim(line), "-") || str_starts_with(str_trim(line), STR("- "))) &&
           (has_line(head, STR("request:")) || has_line(head, STR("- request:"))) &&
           (has_line(head, STR("uri:")) || str_find(head, STR(" url: ")) != SIZE_MAX ||
            str_find(head, STR(" uri: ")) != SIZE_MAX);
}

/* A bare list may be one of HAR entries, whose responses have no `body`. */
static bool is_json_list(struct str head)
{
    if (sketch_has(head, "[].startedDateTime"))
        return false;
    return (sketch_has(head, "[].request.url") && sketch_has(head, "[].response.body")) ||
           sketch_has(head, "[].response.status_code") ||
           sketch_has(head, "[].response.status.code") ||
           (sketch_has(head, "[].request.uri") && sketch_has(head, "[].response"));
}

/* Contracts (pacts) have JSON interactions, too, but with a path for a URL. */
static bool recognises(struct str head)
{
    if (!is_json(head))
        return has_key_line(head) || is_bare_list(head);
    return sketch_has(head, "http_interactions") ||
           sketch_has(head, "interactions.[].request.uri") ||
           sketch_has(head, "interactions.[].request.url") || is_json_list(head);
}

static bool open(struct source *source, struct error *err)
{
    struct yaml_items *items;

    if (!byte_stream_fill(source->input, SOURCE_HEAD_BYTES, err))
        return false;
    if (is_json(byte_stream_window(source->input))) {
        source->form = &record_form_json;
        return source->form->open(source, err);
    }
    items = alloc_zeroed(1, sizeof *items);
    yaml_items_init(items, source->input, source->name,
                    is_bare_list(byte_stream_window(source->input)) ? NULL : keys);
    source->state = items;
    return true;
}

static void close(struct source *source)
{
    yaml_items_release(source->state);
    free(source->state);
}

static enum record_outcome cut(struct source *source, struct record *record, struct error *err)
{
    return yaml_items_next(source->state, record, err);
}

/* An alias may lead to an anchor in an item before: those that have some are read with it. */
static const struct node *parse_with_anchors(struct source *source, const struct record *record,
                                             struct str text)
{
    const struct document *document;

    if (record->context.length == 0)
        return NULL;
    text = str_format(source->arena, "%.*s%.*s", STR_ARGS(record->context), STR_ARGS(text));
    document = yaml_read_recording(source->arena, source->name, text, NULL);
    return document ? node_element(document->root, document->root->length - 1) : NULL;
}

/* The record's text is a sequence of one. */
static const struct node *parse(struct source *source, const struct record *record,
                                struct error *err)
{
    struct read_failure failure = {0};
    struct str text = record->lasting ? record->text : str_copy(source->arena, record->text);
    const struct document *document =
        yaml_read_recording(source->arena, source->name, text, &failure);
    const struct node *interaction =
        document ? node_element(document->root, 0) : parse_with_anchors(source, record, text);

    if (!interaction)
        read_failure_raise(err, source->name, record->place.line + failure.line - 1, failure.column,
                           &failure);
    return interaction;
}

static const struct record_form yaml_form = {
    .open = open,
    .cut = cut,
    .close = close,
    .parse = parse,
};

const struct source_type source_vcr = {
    .name = "vcr",
    .summary =
        "cassettes of vcr, betamax, vcrpy, go-vcr, ExVCR, php-vcr, schemathesis (YAML or JSON)",
    .recognises = recognises,
    .layout = &layout, /* of JSON: open chooses */
    .form = &yaml_form,
    .read = read,
};
