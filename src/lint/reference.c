/* How a reference is written, for one that leads somewhere may break what the versions ask of its
   text; and the names that references go by. */
#include "base/percent.h"
#include "base/uri.h"
#include "finding/rules.h"
#include "format/format.h"
#include "lint/linter.h"

enum { FROM31 = VERSION_3_1 | VERSION_3_2 };

/* 3.1, 4.8.23: a URI. What a JSON Pointer has of other characters is percent-encoded in it. */
static void lint_grammar(struct lint *lint, const struct node *reference)
{
    if (!format_find(STR("uri-reference"))->holds(node_string(reference)))
        lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, STR("$ref"), reference,
                        "$ref is a URI, and \"%.*s\" has characters that are percent-encoded in "
                        "one",
                        STR_ARGS(node_string(reference)));
}

/* RFC 6901, 3. Read as what it must mean; other readers refuse it. */
static void lint_escapes(struct lint *lint, const struct node *reference)
{
    struct str fragment, text;

    uri_without_fragment(node_string(reference), &fragment);
    text = percent_decoded(&lint->checker->arena, fragment);
    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] == '~' && (i + 1 == text.length || !char_is_any(text.text[i + 1], "01"))) {
            lint_raise_once(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, STR("$ref"),
                            reference, "\"%.*s\" has a '~' that is no escape: it is written ~0",
                            STR_ARGS(node_string(reference)));
            return;
        }
}

/* 3.2, 4.1: a document that names itself is referred to by that name. */
static void lint_self(struct lint *lint, const struct node *reference, const struct node *target)
{
    const struct document *document = node_document(target);
    struct str self = node_member_string(document->root, "$self");
    struct str base = node_document(reference)->uri, uri;

    if (!self.text || document == node_document(reference))
        return;
    uri = uri_resolve(&lint->checker->arena, base,
                      uri_without_fragment(node_string(reference), NULL));
    if (!str_equal(uri, document->uri))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, reference,
                   "the document calls itself \"%.*s\", by which others refer to it",
                   STR_ARGS(self));
}

/* The innermost $id at the node or around it; NULL. */
static const struct node *id_of(struct lint *lint, const struct node *node)
{
    struct str rest = node_pointer(&lint->checker->arena, node);
    const struct node *found = NULL, *at = node_document(node)->root;

    while (at) {
        const struct node *id = node_member(at, STR("$id"));
        size_t length = 1 + str_find_char(str_slice(rest, 1, SIZE_MAX), '/');

        found = node_is(id, NODE_STRING) ? id : found;
        if (rest.length == 0)
            break;
        at = pointer_resolve(at, str_slice(rest, 0, length));
        rest = str_slice(rest, length, SIZE_MAX);
    }
    return found;
}

/* 3.2, appendix F: what is in a schema with an $id is referred to by that $id from outside of it.
 */
static void lint_id(struct lint *lint, const struct node *reference, const struct node *target)
{
    const struct node *id;

    if (!lint->has_ids || node_document(reference) != lint->checker->api->document ||
        !str_starts_with(node_string(reference), STR("#")))
        return;
    id = id_of(lint, target);
    if (id && id != id_of(lint, reference))
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, reference,
                   "what this leads to is in \"%.*s\", by which others refer to it",
                   STR_ARGS(node_string(id)));
}

/* One that stands twice in what it is to tell apart. */
static void lint_name(struct lint *lint, const struct node *name, const void *within)
{
    void **known;

    if (!node_is(name, NODE_STRING))
        return;
    known = map_put(&lint->names_seen, str_format(&lint->checker->arena, "%p %.*s", within,
                                                  STR_ARGS(node_string(name))));
    if (*known)
        lint_raise(lint, RULE_DESCRIPTION_INVALID, SEVERITY_WARNING, name,
                   "\"%.*s\" is the name of another schema, too (line %zu): references lead to "
                   "one of them",
                   STR_ARGS(node_string(name)), node_position(*known).line);
    else
        *known = (void *)name;
}

/* 2020-12 core, 8.2: a URI is the name of one schema, and so is an anchor within its resource. */
void lint_schema_names(struct lint *lint, const struct schema_view *view)
{
    const struct node *id = view->members[KEYWORD_ID], *anchor = view->members[KEYWORD_ANCHOR];
    const struct node *around;

    if (uri_is_absolute(node_string(id)))
        lint_name(lint, id, NULL);
    if (!anchor)
        return;
    around = id_of(lint, view->schema);
    lint_name(lint, anchor, around ? around : node_document(view->schema)->root);
}

void lint_reference_text(struct lint *lint, const struct node *reference, const struct node *target)
{
    const struct openapi_version *version = lint->checker->api->version;

    if (!node_is(reference, NODE_STRING) || !target)
        return;
    lint_escapes(lint, reference);
    if (version->number & FROM31)
        lint_grammar(lint, reference);
    if (!(version->number & VERSION_3_2))
        return;
    lint_self(lint, reference, target);
    lint_id(lint, reference, target);
}
