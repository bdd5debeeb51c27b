#include "schema/ineffective.h"

#include <stdarg.h>

#include "base/near_miss.h"
#include "base/text_format.h"
#include "base/vec.h"
#include "schema/dialect.h"
#include "schema/keyword.h"

struct pending {
    const struct node *schema;
    enum schema_dialect dialect;
};

struct search {
    struct keyword_names names;
    VEC(struct pending) pending;
    schema_ineffective_fn *found;
    void *context;
};

static void tell(struct search *search, const struct node *key, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void tell(struct search *search, const struct node *key, const char *format, ...)
{
    char text[ERROR_MESSAGE_BYTES];
    va_list arguments;

    va_start(arguments, format);
    search->found(search->context, key, text_format_cut(text, sizeof text, format, arguments));
    va_end(arguments);
}

/* ---- one keyword ---- */

/* What names, comments and describes is there for those who read it. */
static bool judges(enum keyword keyword)
{
    const struct keyword_row *row = keyword_row(keyword);

    return row->vocabulary != VOCABULARY_META_DATA && keyword != KEYWORD_DISCRIMINATOR &&
           !(row->vocabulary == VOCABULARY_CORE && row->schemas) && keyword != KEYWORD_COMMENT &&
           keyword != KEYWORD_SCHEMA && keyword != KEYWORD_VOCABULARY;
}

static void look_at_unknown(struct search *search, const struct node *key,
                            const struct pending *pending)
{
    struct near_miss miss = near_miss_of(node_string(key));
    enum keyword keyword = keyword_names_find(&search->names, key);
    const char *name = dialect_row(pending->dialect)->name;

    if (str_starts_with(miss.word, STR("x-")))
        return;
    if (keyword == KEYWORD_NONE ? keyword_is_slip(&miss, pending->dialect) : judges(keyword))
        tell(search, key, "%.*s is no keyword of %s and says nothing%s", STR_ARGS(miss.word), name,
             near_miss_hint(&miss));
}

static bool is_of_another_type(const struct schema_view *view, enum keyword keyword)
{
    unsigned kinds = keyword_row(keyword)->instances;

    return !(kinds & view->kinds) && !((kinds & KIND_NUMBER) && (view->kinds & KIND_INTEGER));
}

static void look_at_known(struct search *search, const struct node *key, enum keyword keyword,
                          const struct schema_view *view, const struct pending *pending)
{
    struct str name = keyword_name(keyword);
    enum keyword lacking = schema_view_lacks(view, keyword, pending->dialect);

    if (lacking != KEYWORD_NONE)
        tell(search, key, "%.*s says nothing without %.*s", STR_ARGS(name),
             STR_ARGS(keyword_name(lacking)));
    else if (is_of_another_type(view, keyword))
        tell(search, key, "%.*s says nothing of the types that `type` allows", STR_ARGS(name));
}

/* ---- one schema ---- */

static void add_children(struct search *search, enum keyword keyword, const struct node *value,
                         const struct pending *around)
{
    struct subschemas each = subschemas_in(keyword, value, around->dialect);

    for (; each.schema; subschemas_next(&each))
        if (node_is(each.schema, NODE_OBJECT))
            VEC_ADD(&search->pending, ((struct pending){each.schema, around->dialect}));
}

static void look_at(struct search *search, struct pending pending)
{
    struct str named = node_member_string(pending.schema, "$schema");
    struct schema_view view;
    bool alone;

    if (named.text && !schema_dialect_of(named, &pending.dialect))
        return;
    schema_view_read(&view, &search->names, pending.schema, pending.dialect, 0);
    alone = dialect_row(pending.dialect)->reference_alone &&
            node_is(view.members[KEYWORD_REF], NODE_STRING);
    for (const struct node *key = node_first(pending.schema); key < node_end(pending.schema);
         key = node_next_key(key)) {
        enum keyword keyword = keyword_names_find(&search->names, key);
        bool known = keyword != KEYWORD_NONE && view.members[keyword] == node_value(key);

        if (!known)
            look_at_unknown(search, key, &pending);
        else if (alone && keyword != KEYWORD_REF && judges(keyword))
            tell(search, key, "%.*s says nothing beside $ref in %s", STR_ARGS(node_string(key)),
                 dialect_row(pending.dialect)->name);
        else if (!alone)
            look_at_known(search, key, keyword, &view, &pending);
        if (known)
            add_children(search, keyword, node_value(key), &pending);
    }
}

void schema_ineffective(const struct node *root, enum schema_dialect dialect,
                        schema_ineffective_fn *found, void *context)
{
    struct search search = {.found = found, .context = context};

    keyword_names_init(&search.names);
    if (node_is(root, NODE_OBJECT))
        VEC_ADD(&search.pending, ((struct pending){root, dialect}));
    for (size_t i = 0; i < search.pending.count; i++)
        look_at(&search, search.pending.items[i]);
    VEC_RELEASE(&search.pending);
}
