/* oasdrift_suggest: recordings to an overlay, or to the description it would change. */
#include "suggest/suggest.h"

#include "base/strbuf.h"
#include "bundle/bundle.h"
#include "call/caller.h"
#include "call/description.h"
#include "call/document_output.h"
#include "call/options.h"
#include "call/recordings.h"
#include "call/session.h"
#include "document/overlay.h"
#include "openapi/openapi.h"

struct suggesting {
    const struct oasdrift_suggest_options *options;
    struct session session;
    struct recordings recordings;
    struct suggestion *suggestion;
    const char *description;
    struct file_output file;
};

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

static bool write_document(struct suggesting *suggesting, const struct document *document,
                           enum document_format format, struct error *err)
{
    return document_output(document, suggesting->options->output, format, &suggesting->file, err);
}

/* ---- the call ---- */

/* The overlay lists all of them. */
enum { LEFT_OUT_SHOWN = 10 };

static void say_left_out(const struct oasdrift_terminal_options *terminal,
                         const struct suggestion *suggestion, struct arena *arena)
{
    size_t count = suggestion_left_out_count(suggestion);
    struct str one;

    if (!count)
        return;
    caller_say(terminal,
               str_format(arena,
                          "%zu %s: in places of files that it cannot name, or beyond a "
                          "limit",
                          count,
                          str_counted(count, "thing was seen that the overlay does not say",
                                      "things were seen that the overlay does not say"))
                   .text);
    for (size_t i = 0; i < LEFT_OUT_SHOWN; i++) {
        one = suggestion_left_out(suggestion, i, arena);
        if (one.text)
            caller_say(terminal, str_format(arena, "  %.*s", STR_ARGS(one)).text);
    }
    if (count > LEFT_OUT_SHOWN)
        caller_say(terminal, str_format(arena, "  and %zu more", count - LEFT_OUT_SHOWN).text);
}

static const char *why_nothing(const struct suggestion *suggestion)
{
    if (suggestion_left_out_count(suggestion))
        return "nothing to suggest for files that an overlay can name";
    if (suggestion_has_actions(suggestion))
        return "nothing to suggest: the description's version of OpenAPI has no words for what was "
               "seen";
    return "nothing to suggest: nothing that was seen is undocumented (what breaks the "
           "description, `oasdrift check` tells)";
}

/* "schemas/tool.yaml (3 actions), paths/tools.yaml (1)" */
static void say_parts(const struct oasdrift_terminal_options *terminal,
                      const struct document *overlay)
{
    const struct node *parts = node_member(overlay->root, STR("x-oasdrift-parts"));
    struct strbuf text;

    if (!parts)
        return;
    strbuf_init(&text, SIZE_MAX);
    for (const struct node *part = node_first(parts); part < node_end(parts);
         part = node_next(part))
        strbuf_addf(&text, "%s%.*s (%u)", text.length ? ", " : "",
                    STR_ARGS(node_member_string(part, "file")),
                    (unsigned)node_member(part, STR("actions"))->length);
    caller_mention(terminal,
                   "actions for other files of the description, in x-oasdrift-parts: %s; --overlay "
                   "applies them too",
                   text.text);
    strbuf_release(&text);
}

/* ---- the changed description ---- */

/* A change in several files is written as a bundle of them. They are read anew, for the overlay is
   applied before anything else has looked at them. */
static bool write_changed_bundle(struct suggesting *suggesting, const struct document *overlay,
                                 struct error *err)
{
    const struct oasdrift_suggest_options *options = suggesting->options;
    struct descriptions *descriptions = &suggesting->session.descriptions;
    enum document_format format = session_api(&suggesting->session)->document->format;
    struct bundle_notes notes;
    const struct document *made = NULL;
    struct api *api;
    bool written;

    descriptions->references.documents.overlay_made = overlay;
    api = description_load(suggesting->description, &options->description, FORMATS_STANDARD, NULL,
                           &descriptions->references, err);
    if (api)
        made = bundle_make(api, &notes);
    if (api && !made)
        error_raise(err, "the changed description lies in several files and cannot be one: %.*s",
                    STR_ARGS(notes.obstacles[0]));
    written = made && write_document(suggesting, made, format, err);
    openapi_free(api);
    return written;
}

static bool write_changed(struct suggesting *suggesting, const struct document *overlay,
                          struct error *err)
{
    struct api *api = session_api(&suggesting->session);
    const struct document *changed = api->document;

    if (overlay && suggestion_has_parts(suggesting->suggestion))
        return write_changed_bundle(suggesting, overlay, err);
    if (overlay)
        changed = overlay_apply(api->documents, api->document, overlay, err);
    return changed && write_document(suggesting, changed, api->document->format, err);
}

static bool write_suggestion(struct suggesting *suggesting, struct error *err)
{
    const struct oasdrift_suggest_options *options = suggesting->options;
    const struct suggestion *suggestion = suggesting->suggestion;
    struct arena *arena = documents_arena(session_api(&suggesting->session)->documents);
    const struct document *overlay = suggest_overlay(suggestion, arena);

    say_left_out(&options->terminal, suggestion, arena);
    if (!overlay)
        caller_say(&options->terminal, why_nothing(suggestion));
    if (options->apply)
        return write_changed(suggesting, overlay, err);
    if (overlay)
        say_parts(&options->terminal, overlay);
    return !overlay || write_document(suggesting, overlay, DOCUMENT_YAML, err);
}

static bool open_description(struct suggesting *suggesting, const char *description,
                             struct error *err)
{
    const struct oasdrift_suggest_options *options = suggesting->options;
    struct session *session = &suggesting->session;

    if (!source_format_known(options->recordings.from, err) ||
        !session_load(session, description, err) || !openapi_has_parts(session_api(session), err))
        return false;
    suggesting->suggestion = suggestion_new(session_api(session), session->redaction);
    return recordings_init(&suggesting->recordings, &options->recordings, &options->terminal, err);
}

/* One thread: what is seen must keep its order. */
static bool start(struct suggesting *suggesting, const struct oasdrift_list *recordings,
                  struct error *err)
{
    const struct session_task task = {
        .command = "suggest",
        .run_id = suggesting->options->recordings.run_id,
        .judged = *recordings,
        .shard = recordings_shard(&suggesting->recordings),
        .threads = 1,
        .by_product = true,
        .listener = {learn_exchange, suggesting->suggestion},
        .also = {.event = learn_event, .context = suggesting->suggestion, .wants_coverage = true},
    };

    return session_start(&suggesting->session, &task, err);
}

static const char *output_of(const struct oasdrift_suggest_options *options)
{
    return options->output ? options->output : "-";
}

/* An overlay is made of names and values that the description does not hold. */
static bool may_show(const struct oasdrift_suggest_options *options, struct error *err)
{
    enum shown_values values;

    return options_parse_values(options->outcome.values, &values, err) &&
           (values != VALUES_NONE ||
            error_raise(err, "suggest cannot be used with --values none: an overlay is made of "
                             "the names and the values that the description does not hold"));
}

/* Where it goes must be fit for it before the work is done. */
static bool claim(struct suggesting *suggesting, const struct oasdrift_list *recordings,
                  struct error *err)
{
    const struct oasdrift_suggest_options *options = suggesting->options;
    struct session *session = &suggesting->session;
    const struct session_outputs outputs = {.by_product = true,
                                            .kind = options->apply ? "description" : "overlay",
                                            .path = output_of(options)};

    return may_show(options, err) && session_claim(session, &outputs, err) &&
           outputs_spare(&session->uses, recordings, err);
}

static int suggest(struct suggesting *suggesting, const char *description,
                   const struct oasdrift_list *recordings)
{
    const struct oasdrift_terminal_options *terminal = &suggesting->options->terminal;
    struct session *session = &suggesting->session;
    struct error err = {0};
    int code;

    suggesting->description = description;
    if (!claim(suggesting, recordings, &err) || !open_description(suggesting, description, &err) ||
        !start(suggesting, recordings, &err) ||
        !file_create(&suggesting->file, output_of(suggesting->options), &err))
        return caller_unusable(terminal, &err);
    suggesting->recordings.uses = &session->uses;
    recordings_judge(&suggesting->recordings, session->run, recordings, &err);
    code = session_finish(session, &err);
    if (code == OASDRIFT_INTERNAL || code == OASDRIFT_UNUSABLE ||
        write_suggestion(suggesting, &err))
        return code;
    caller_say(terminal, err.message);
    return OASDRIFT_INTERNAL;
}

int oasdrift_suggest(const char *description, const struct oasdrift_list *recordings,
                     const struct oasdrift_suggest_options *options)
{
    static const struct oasdrift_suggest_options defaults;
    struct suggesting suggesting = {.options = options ? options : &defaults};
    int code;

    options = suggesting.options;
    session_init(&suggesting.session,
                 &(struct session_options){.outcome = &options->outcome,
                                           .rules = &options->rules,
                                           .description = &options->description,
                                           .operations = &options->operations,
                                           .terminal = &options->terminal});
    code = suggest(&suggesting, description, recordings);
    file_drop(&suggesting.file);
    suggestion_free(suggesting.suggestion);
    session_release(&suggesting.session);
    recordings_release(&suggesting.recordings);
    return code;
}
