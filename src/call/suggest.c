/* oasdrift_suggest: recordings to an overlay, or to the description it would change. */
#include <stdio.h>

#include "base/file.h"
#include "base/strbuf.h"
#include "call/options.h"
#include "call/recordings.h"
#include "call/session.h"
#include "document/overlay.h"
#include "openapi/openapi.h"
#include "suggest/suggest.h"

static void learn_exchange(void *context, const struct exchange *exchange,
                           const struct judgement *judgement)
{
    suggest_exchange(context, exchange, judgement);
}

static bool learn_event(void *context, const struct event *event, struct error *err)
{
    (void)err;
    if (event->kind == EVENT_FINDING)
        suggest_finding(context, event->finding);
    else if (event->kind == EVENT_COVERAGE)
        suggest_coverage(context, event->coverage);
    return true;
}

/* ---- writing ---- */

static bool write_text(const struct oasdrift_options *options, struct str text, struct error *err)
{
    struct file_output file;

    if (!file_create(&file, options->output ? options->output : "-", err))
        return false;
    if (fwrite(text.text, 1, text.length, file.stream) == text.length)
        return file_commit(&file, err);
    file_drop(&file);
    return error_raise(err, "%s: cannot be written", options->output ? options->output : "-");
}

static bool write_document(const struct oasdrift_options *options, const struct document *document,
                           enum document_format format, struct error *err)
{
    struct strbuf text;
    bool written;

    if (options->output && str_ends_with(str_of(options->output), STR(".json")))
        format = DOCUMENT_JSON;
    strbuf_init(&text, SIZE_MAX);
    written = format == DOCUMENT_JSON ? node_write_lines(document->root, &text)
                                      : yaml_write(document->root, &text);
    written = written ? write_text(options, strbuf_str(&text), err)
                      : error_raise(err, "the document cannot be written");
    strbuf_release(&text);
    return written;
}

static void say_left_out(const struct oasdrift_options *options, size_t left_out)
{
    char text[160];

    snprintf(text, sizeof text,
             "%zu things were seen that the overlay does not say: their places are in other files "
             "than the description's own, or they are too many",
             left_out);
    if (left_out)
        options_say(options, text);
}

static bool write_suggestion(struct session *session, const struct suggestion *suggestion,
                             struct error *err)
{
    const struct oasdrift_options *options = session->options;
    struct api *api = session->apis.items[0];
    const struct document *overlay = suggest_overlay(suggestion, library_arena(api->library));
    const struct document *changed = api->document;

    say_left_out(options, suggestion_left_out_count(suggestion));
    if (!overlay)
        options_say(options, "nothing to suggest: the description says what was seen");
    if (!options->apply)
        return !overlay || write_document(options, overlay, DOCUMENT_YAML, err);
    if (overlay)
        changed = overlay_apply(api->library, api->document, overlay, err);
    return changed && write_document(options, changed, api->document->format, err);
}

int oasdrift_suggest(const struct oasdrift_options *options)
{
    struct oasdrift_options judging = *options;
    struct session session;
    struct suggestion *suggestion = NULL;
    struct error err = {0};
    int code;

    judging.exit_zero = true;
    judging.threads = 1; /* what is seen is kept in order */
    session_init(&session, &judging);
    session.silent = true;
    if (!source_format_known(options->from, &err) ||
        !session_load(&session, options->description, &err) ||
        !openapi_has_parts(session.apis.items[0], &err)) {
        code = options_unusable(options, &err);
        goto out;
    }
    suggestion = suggestion_new(session.apis.items[0], session.redaction);
    session.listener = (struct run_listener){learn_exchange, suggestion};
    session.also =
        (struct event_sink){.event = learn_event, .context = suggestion, .wants_coverage = true};
    if (!session_start(&session, "suggest", &err)) {
        code = options_unusable(options, &err);
        goto out;
    }
    recordings_judge(&session, &options->inputs, &err);
    code = session_finish(&session, &err);
    if (code != OASDRIFT_INTERNAL && !write_suggestion(&session, suggestion, &err)) {
        options_say(options, err.message);
        code = OASDRIFT_INTERNAL;
    }
out:
    suggestion_free(suggestion);
    session_release(&session);
    return code;
}
