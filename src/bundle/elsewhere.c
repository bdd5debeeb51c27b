/* What the bundle names and does not have: an operation of another description (operationRef), and
   the values of examples (externalValue). They are relative to the bundle, as if it had the place
   of the description; what is told of them. */
#include "base/path.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "base/uri.h"
#include "bundle/bundling.h"

/* ---- names as the description sees them ---- */

static void encode_path(struct strbuf *out, struct str path)
{
    while (path.text) {
        percent_encode(out, str_cut(&path, '/'));
        strbuf_add_text(out, path.text ? "/" : "");
    }
}

/* The document's place, percent-encoded, as one sees it from that of the description; of one that
   lies on another server STR_NONE. */
static struct str place_of(struct bundling *bundling, const struct document *document)
{
    const struct document *own = bundling->api->document;
    struct strbuf out;
    struct str place;

    if (uri_is_http(document->found))
        return uri_shares_origin(own->found, document->found)
                   ? path_relative(bundling->arena, document->found, path_directory(own->found))
                   : STR_NONE;
    strbuf_init(&out, SIZE_MAX);
    encode_path(&out, path_relative(bundling->arena, document->file, path_directory(own->file)));
    place = str_copy(bundling->arena, strbuf_str(&out));
    strbuf_release(&out);
    return place;
}

/* A reference of the document as the description's own has it. */
static struct str seen_from_description(struct bundling *bundling, const struct document *document,
                                        struct str text)
{
    struct str place = place_of(bundling, document);
    size_t end = str_find_any(text, "?#");
    struct str path = str_slice(text, 0, end);

    if (!place.text)
        return uri_resolve(bundling->arena, document->found, text);
    if (str_starts_with(path, STR("/")))
        return text;
    if (path.length)
        place = str_format(bundling->arena, "%.*s/%.*s", STR_ARGS(path_directory(place)),
                           STR_ARGS(path));
    return str_format(bundling->arena, "%.*s%.*s", STR_ARGS(path_normalise(bundling->arena, place)),
                      STR_ARGS(str_slice(text, end, SIZE_MAX)));
}

static void keep_elsewhere(struct bundling *bundling, const struct node *reference)
{
    const struct document *document = node_document(reference);
    struct str text = node_string(reference);

    if (!bundling_is_own(bundling, reference) && !uri_is_absolute(text))
        relink_as(bundling, reference, seen_from_description(bundling, document, text));
}

/* ---- what they are ---- */

void collect_external_value(struct bundling *bundling, const struct node *example)
{
    const struct node *value = node_member(example, STR("externalValue"));

    if (!node_is(value, NODE_STRING) || uri_is_absolute(node_string(value)))
        return;
    keep_elsewhere(bundling, value);
    if (bundling->external_values++ == 0)
        bundling->external_value = value;
}

/* Where it leads is known when all parts are. */
void collect_operation_ref(struct bundling *bundling, const struct node *link)
{
    const struct node *reference = node_member(link, STR("operationRef"));

    if (node_is(reference, NODE_STRING) && !(bundling_is_own(bundling, reference) &&
                                             str_starts_with(node_string(reference), STR("#"))))
        VEC_ADD(&bundling->operation_refs, reference);
}

void settle_operation_refs(struct bundling *bundling)
{
    for (size_t i = 0; i < bundling->operation_refs.count; i++) {
        const struct node *reference = bundling->operation_refs.items[i];
        const struct node *target =
            reference_resolve(bundling->api->documents, reference, node_string(reference), NULL);

        if (target && part_of(bundling, target)) {
            VEC_ADD(&bundling->links, ((struct link){reference, target, LINK_REFERENCE}));
            continue;
        }
        keep_elsewhere(bundling, reference);
        if (bundling->other_operations++ == 0)
            bundling->other_operation = reference;
    }
}

/* ---- what is told ---- */

static void tell(struct bundling *bundling, const struct node *first, size_t count,
                 const char *what)
{
    if (count)
        bundling_notice_at(bundling, first, "%s, relative to the description (%zu of them)", what,
                           count);
}

void tell_elsewhere(struct bundling *bundling)
{
    tell(bundling, bundling->external_value, bundling->external_values, "externalValue stays");
    tell(bundling, bundling->other_operation, bundling->other_operations,
         "operationRef leads to no operation of the bundle, and stays");
}
