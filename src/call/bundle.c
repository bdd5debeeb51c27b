/* oasdrift_bundle: a description of many files to one. */
#include "bundle/bundle.h"

#include "call/caller.h"
#include "call/description.h"
#include "call/document_output.h"
#include "call/outputs.h"

static void say_all(const struct oasdrift_terminal_options *terminal, const struct str *texts,
                    size_t count)
{
    for (size_t i = 0; i < count && i < BUNDLE_MAX_NOTES; i++)
        caller_say(terminal, texts[i].text);
    if (count > BUNDLE_MAX_NOTES)
        caller_warn(terminal, "and %zu more", count - BUNDLE_MAX_NOTES);
}

/* The document, all of it read; NULL: it cannot be had, which is said. */
static const struct document *make(struct api *api,
                                   const struct oasdrift_terminal_options *terminal)
{
    struct bundle_notes notes;
    const struct document *made = bundle_make(api, &notes);
    struct error err = {0};

    say_all(terminal, notes.obstacles, notes.obstacle_count);
    if (!made) {
        caller_say(terminal, "no bundle is written: not all of the description can be brought in");
        return NULL;
    }
    if (!documents_are_read(api->documents, &err)) {
        caller_say(terminal, err.message);
        return NULL;
    }
    say_all(terminal, notes.notices, notes.notice_count);
    if (notes.comments)
        caller_mention(terminal, "the comments of the YAML files are not kept");
    return made;
}

static int write_bundle(struct api *api, const char *path, struct file_output *file,
                        struct file_uses *uses, const struct oasdrift_terminal_options *terminal)
{
    const struct document *made = make(api, terminal);
    struct error err = {0};

    if (!made)
        return OASDRIFT_UNUSABLE;
    if (!file_uses_are_kept(uses, &err))
        return caller_unusable(terminal, &err);
    if (document_output(made, path, api->document->format, file, &err))
        return OASDRIFT_OK;
    caller_say(terminal, err.message);
    return OASDRIFT_INTERNAL;
}

int oasdrift_bundle(const char *description, const struct oasdrift_bundle_options *options)
{
    static const struct oasdrift_bundle_options defaults;
    struct references references = {0};
    struct file_output file = {0};
    struct file_uses uses;
    struct error err = {0};
    struct api *api = NULL;
    const char *path;
    int code;

    if (!options)
        options = &defaults;
    path = options->output ? options->output : "-";
    file_uses_init(&uses);
    if (file_uses_add(&uses, "bundle", path, path, &err) &&
        outputs_spare(&uses, &options->read_already, &err) &&
        references_init(&references, &options->description, &options->terminal, &uses, &err))
        api = description_load(description, &options->description, FORMATS_STANDARD, NULL,
                               &references, &err);
    if (api && file_create(&file, path, &err))
        code = write_bundle(api, path, &file, &uses, &options->terminal);
    else
        code = caller_unusable(&options->terminal, &err);
    file_drop(&file);
    openapi_free(api);
    references_release(&references);
    file_uses_release(&uses);
    return code;
}
