#include "call/references.h"

#include <sys/stat.h>

#include "base/strbuf.h"
#include "call/caller.h"
#include "live/fetch.h"
#include "pattern/pattern.h"
#include "redact/redaction.h"
#include "schema/schema.h"

static bool is_folder(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool sort_allowed(struct references *references, const struct oasdrift_list *allowed,
                         struct error *err)
{
    for (size_t i = 0; i < allowed->count; i++) {
        const char *entry = allowed->items[i];

        if (is_folder(entry))
            VEC_ADD(&references->folders, entry);
        else if (fetch_check_host(entry, err))
            VEC_ADD(&references->hosts, entry);
        else
            return false;
    }
    return true;
}

/* The expressions of overlays (RFC 9485) are a subset of the patterns of schemas. */
static bool expression_fits(struct str expression, struct str text, bool whole)
{
    struct arena arena;
    const struct pattern *pattern;
    bool lenient, fits;

    arena_init(&arena);
    if (whole)
        expression = str_format(&arena, "^(?:%.*s)$", STR_ARGS(expression));
    pattern = pattern_compile(&arena, expression, &lenient, NULL);
    fits = pattern && pattern_match(pattern, text, NULL) == PATTERN_MATCHES;
    pattern_release(pattern);
    arena_release(&arena);
    return fits;
}

/* A URI without its secrets that is one still: it has no brackets in its query (RFC 3986, 3.4). */
static struct str show_uri(struct arena *arena, struct str uri)
{
    struct str rest = redact_asked_url(arena, uri);
    struct strbuf out;
    struct str shown;
    size_t at;

    strbuf_init(&out, SIZE_MAX);
    while ((at = str_find(rest, STR(REDACTED))) != SIZE_MAX) {
        strbuf_add(&out, str_slice(rest, 0, at));
        strbuf_add_text(&out, "redacted");
        rest = str_slice(rest, at + strlen(REDACTED), SIZE_MAX);
    }
    strbuf_add(&out, rest);
    shown = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return shown;
}

static void say(void *context, const char *message)
{
    caller_say(context, message);
}

bool references_init(struct references *references,
                     const struct oasdrift_description_options *options,
                     const struct oasdrift_terminal_options *terminal, struct file_uses *uses,
                     struct error *err)
{
    *references = (struct references){0};
    if (!sort_allowed(references, &options->allow_refs, err)) {
        references_release(references);
        return false;
    }
    references->documents = (struct documents_options){
        .allowed_directories = references->folders.items,
        .allowed_count = references->folders.count,
        .uri_maps = options->uri_maps.items,
        .uri_map_count = options->uri_maps.count,
        .overlays = options->overlays.items,
        .overlay_count = options->overlays.count,
        .matches = expression_fits,
        .notice = say,
        .notice_context = (void *)(uintptr_t)terminal,
        .show_uri = show_uri,
        .uses = uses,
    };
    references->fetcher =
        fetcher_new(references->hosts.items, references->hosts.count, terminal->interrupted);
    if (references->hosts.count) {
        references->documents.fetch = fetch_document;
        references->documents.fetch_context = references->fetcher;
    }
    return true;
}

bool references_of_url(struct references *references, struct arena *arena, const char *url,
                       struct documents_options *documents, const char **path, struct error *err)
{
    struct fetch_origin *origin = fetcher_add_origin(references->fetcher, str_of(url), err);

    *documents = references->documents;
    documents->fetch = fetch_for_origin;
    documents->fetch_context = origin;
    *path = str_copy(arena, fetch_without_userinfo(arena, str_of(url))).text;
    return origin != NULL;
}

void references_release(struct references *references)
{
    fetcher_free(references->fetcher);
    VEC_RELEASE(&references->folders);
    VEC_RELEASE(&references->hosts);
    *references = (struct references){0};
}
