/* Any bytes as a document and an overlay, which a line "=== b" starts: it is
   applied or refused with a reason, and what came of it is the same when
   written, as JSON and as YAML, and read again. */
#include "base/arena.h"
#include "check_tape.h"
#include "document/overlay.h"
#include "parts.h"

static const struct document *read(struct documents *documents, const char *name, struct str text)
{
    struct arena *arena = documents_arena(documents);
    const struct document *document = json_read(arena, str_of(name), text, NULL);

    return document ? document : yaml_read(arena, str_of(name), text, NULL);
}

static void check_as_yaml(const struct document *document)
{
    struct read_failure failure = {0};
    const struct document *again;
    struct strbuf text;
    struct arena arena;

    strbuf_init(&text, SIZE_MAX);
    arena_init(&arena);
    must(yaml_write(document->root, &text), "it can be written as YAML");
    again = yaml_read(&arena, STR("again"), strbuf_str(&text), &failure);
    must(again != NULL || failure.outcome == READ_LIMIT, "what was written as YAML can be read");
    must(!again || node_equal(document->root, again->root), "it is the same by YAML");
    arena_release(&arena);
    strbuf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str rest = {(const char *)data, size};
    struct str text = cut_part(&rest, 'b');
    struct documents *documents;
    const struct document *document, *overlay, *changed;
    struct error err = {0};

    if (!rest.text)
        return 0;
    documents = documents_new(NULL);
    document = read(documents, "a", text);
    overlay = read(documents, "b", rest);
    changed = document && overlay ? overlay_apply(documents, document, overlay, &err) : NULL;
    must(changed || !document || !overlay || err.message[0], "a refusal says why");
    if (changed) {
        check_written(changed);
        check_as_yaml(changed);
    }
    documents_free(documents);
    return 0;
}
