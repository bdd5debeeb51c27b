#include "finding/hide.h"

#include "finding/findings_state.h"
#include "redact/request_excerpt.h"

struct hiding {
    const struct secret_digests *digests;
    struct str key;
    struct str folder;
    struct arena arena;
};

static void hide(struct hiding *hiding, struct str *text)
{
    *text = secret_digests_redact(hiding->digests, hiding->key, &hiding->arena, *text);
}

/* Where a finding or an entry is. */
static void hide_place(struct hiding *hiding, struct operation_name *operation, struct str *name,
                       struct str *media_type)
{
    hide(hiding, &operation->method);
    hide(hiding, &operation->path);
    hide(hiding, name);
    hide(hiding, media_type);
}

static void hide_sample(struct hiding *hiding, struct sample *sample)
{
    hide(hiding, &sample->method);
    hide(hiding, &sample->url);
    hide(hiding, &sample->curl);
    sample->curl = curl_without_gaps(&hiding->arena, sample->curl);
    hide(hiding, &sample->excerpt.text);
}

static struct finding hide_finding(struct hiding *hiding, const struct finding *finding)
{
    struct finding hidden = *finding;

    hide(hiding, &hidden.message);
    hide(hiding, &hidden.expected);
    hide(hiding, &hidden.found);
    hide(hiding, &hidden.pointer);
    hide_place(hiding, &hidden.operation, &hidden.name, &hidden.media_type);
    for (size_t i = 0; i < hidden.sample_count; i++)
        hide_sample(hiding, &hidden.samples[i]);
    finding_fingerprint_again(&hidden, finding, hiding->folder);
    return hidden;
}

static struct not_checked hide_entry(struct hiding *hiding, const struct not_checked *entry)
{
    struct not_checked hidden = *entry;

    hide(hiding, &hidden.reason);
    hide_place(hiding, &hidden.operation, &hidden.name, &hidden.media_type);
    return hidden;
}

static void hide_findings(struct findings *hidden, const struct findings *from,
                          struct hiding *hiding)
{
    struct renamed renamed;

    renamed_init(&renamed);
    for (size_t i = 0; i < from->items.count; i++) {
        struct finding finding = hide_finding(hiding, findings_at(from, i));

        renamed_note(&renamed, findings_at(from, i), &finding);
        findings_add(hidden, &finding);
        arena_clear(&hiding->arena);
    }
    renamed_explain(&renamed, hidden);
    renamed_release(&renamed);
}

static void hide_all(struct findings *hidden, const struct findings *from, struct hiding *hiding)
{
    hide_findings(hidden, from, hiding);
    for (size_t i = 0; i < from->ledger.count; i++) {
        struct not_checked entry = hide_entry(hiding, from->ledger.items[i]);

        findings_add_not_checked(hidden, &entry);
        arena_clear(&hiding->arena);
    }
    for (size_t i = 0; i < from->diagnostics.count; i++) {
        struct diagnostic diagnostic = from->diagnostics.items[i];

        hide(hiding, &diagnostic.message);
        findings_add_diagnostic(hidden, &diagnostic);
    }
}

void findings_hide(struct findings *findings, const struct secret_digests *digests, struct str key,
                   struct str folder)
{
    struct hiding hiding = {.digests = digests, .key = key, .folder = folder};
    struct findings *hidden = findings_new(), open = *findings;

    arena_init(&hiding.arena);
    hide_all(hidden, findings, &hiding);
    arena_release(&hiding.arena);
    hidden->findings_left_out += findings->findings_left_out;
    hidden->ledger_left_out += findings->ledger_left_out;
    hidden->diagnostics_left_out += findings->diagnostics_left_out;
    *findings = *hidden;
    *hidden = open;
    findings_free(hidden);
}
