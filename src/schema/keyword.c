#include "schema/keyword.h"

#include "schema/compiler.h"

/* The dialects columns of keywords.def. */
enum dialect_set {
    NEVER = 0,
    ONLY_4 = 1u << DIALECT_DRAFT4,
    ONLY_7 = 1u << DIALECT_DRAFT7,
    ONLY_2019 = 1u << DIALECT_2019_09,
    ONLY_OAS20 = 1u << DIALECT_OAS20,
    OAS30 = 1u << DIALECT_OAS30,
    FROM_OAS31 = 1u << DIALECT_OAS31 | 1u << DIALECT_OAS32,
    FROM_2020 = 1u << DIALECT_2020_12 | FROM_OAS31,
    MODERN = FROM_2020 | ONLY_2019,
    FROM_7 = MODERN | ONLY_7,
    FROM_6 = FROM_7 | 1u << DIALECT_DRAFT6,
    JSON = FROM_6 | ONLY_4,
    UNTIL_2019 = JSON & ~FROM_2020,
    OAS = ONLY_OAS20 | OAS30 | FROM_OAS31,
    BUT_OAS20 = JSON | OAS30,
    FROM_30 = MODERN | OAS30, /* as OpenAPI and the drafts have it, which is from 2019-09 on */
    ALL = JSON | OAS,
    BORROWED_SHIFT = 16,
    BORROWED_BY_OAS20 = ONLY_OAS20 << BORROWED_SHIFT
};

static const struct keyword_row rows[] = {
#define KEYWORD(identifier, name, instances, dialects, discouraged, vocabulary, form, schemas,     \
                compile)                                                                           \
    {STR_INITIAL(name),                                                                            \
     KIND_##instances,                                                                             \
     (uint16_t)(dialects),                                                                         \
     (uint16_t)((unsigned)(dialects) >> BORROWED_SHIFT),                                           \
     discouraged,                                                                                  \
     VOCABULARY_##vocabulary,                                                                      \
     FORM_OF_##form,                                                                               \
     SCHEMAS_##schemas,                                                                            \
     compile},
#include "schema/keywords.def"
#undef KEYWORD
};

const struct keyword_row *keyword_row(enum keyword keyword)
{
    return &rows[keyword];
}

struct str keyword_name(enum keyword keyword)
{
    return keyword < KEYWORD_COUNT ? rows[keyword].name : STR("");
}

bool keyword_is_read(enum keyword keyword, unsigned dialects)
{
    return ((unsigned)rows[keyword].dialects | rows[keyword].borrowed) & dialects;
}

bool keyword_is_known(enum keyword keyword, unsigned dialects)
{
    return ((unsigned)rows[keyword].dialects | rows[keyword].discouraged) & dialects;
}

/* ---- names ---- */

void keyword_names_init(struct keyword_names *names)
{
    memset(names, 0, sizeof *names);
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        const struct node name = {.kind = NODE_STRING,
                                  .length = (uint32_t)rows[i].name.length,
                                  .span = 1,
                                  .text = rows[i].name.text};
        uint8_t slot = (uint8_t)node_make_key_hash(&name);

        while (names->slots[slot])
            slot++;
        names->slots[slot] = (uint8_t)(i + 1);
    }
}

enum keyword keyword_names_find(const struct keyword_names *names, const struct node *key)
{
    struct str text = node_string(key);
    uint8_t slot = (uint8_t)node_key_hash(key);

    for (; names->slots[slot]; slot++)
        if (str_equal(rows[names->slots[slot] - 1].name, text))
            return (enum keyword)(names->slots[slot] - 1);
    return KEYWORD_NONE;
}

enum keyword keyword_named(struct str name)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (str_equal(rows[i].name, name))
            return (enum keyword)i;
    return KEYWORD_NONE;
}

/* It may be told under its own name that an instance does not hold, or it takes part in how others
   judge: no annotation, no name, no comment. */
static bool is_looked_at(enum keyword keyword)
{
    return rows[keyword].compile || rows[keyword].schemas != SCHEMAS_NONE ||
           !(rows[keyword].vocabulary & (VOCABULARY_CORE | VOCABULARY_META_DATA));
}

struct str schema_keyword_at(size_t index)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (is_looked_at((enum keyword)i) && index-- == 0)
            return rows[i].name;
    return STR_NONE;
}

/* ---- slips ---- */

/* What others call a keyword. */
static const struct {
    const char *word, *keyword;
} other_words[] = {{"min", "minimum"},   {"max", "maximum"},       {"length", "maxLength"},
                   {"regex", "pattern"}, {"optional", "required"}, {"mandatory", "required"},
                   {"ref", "$ref"}};

/* Two letters of the keyword in the other order, or one of "type" left out. */
static bool is_slip_of(struct str word, struct str keyword)
{
    size_t same = 0, behind;

    while (same < word.length && same < keyword.length && word.text[same] == keyword.text[same])
        same++;
    if (word.length == keyword.length && same + 1 < word.length) {
        behind = same + 2;
        return word.text[same] == keyword.text[same + 1] &&
               word.text[same + 1] == keyword.text[same] &&
               str_equal(str_slice(word, behind, SIZE_MAX), str_slice(keyword, behind, SIZE_MAX));
    }
    return str_is(keyword, "type") && word.length + 1 == keyword.length &&
           str_equal(str_slice(word, same, SIZE_MAX), str_slice(keyword, same + 1, SIZE_MAX));
}

bool keyword_is_slip(struct near_miss *miss, enum schema_dialect dialect)
{
    for (size_t i = 0; i < ARRAY_LENGTH(other_words); i++)
        if (str_is(miss->word, other_words[i].word)) {
            miss->best = str_of(other_words[i].keyword);
            return true;
        }
    for (size_t i = 0; i < KEYWORD_COUNT; i++) {
        if (!keyword_is_known((enum keyword)i, 1u << dialect))
            continue;
        if (is_slip_of(miss->word, rows[i].name)) {
            miss->best = rows[i].name;
            return true;
        }
        near_miss_try(miss, rows[i].name);
    }
    return miss->best.text && (miss->word.length >= 5 || str_starts_with(miss->word, STR("$")) ||
                               str_equal_ignoring_case(miss->word, miss->best));
}

/* ---- one schema object ---- */

bool type_has_form(const struct node *value)
{
    if (!node_is(value, NODE_ARRAY))
        return kinds_named(node_string(value)) != 0;
    for (const struct node *item = node_first(value); item < node_end(value);
         item = node_next(item))
        if (!kinds_named(node_string(item)))
            return false;
    return value->length > 0;
}

static unsigned kinds_of_name(const struct node *name)
{
    unsigned kinds = kinds_named(node_string(name));

    return kinds & KIND_NUMBER ? kinds | KIND_INTEGER : kinds;
}

static unsigned kinds_allowed(const struct schema_view *view)
{
    const struct node *type = view->members[KEYWORD_TYPE];
    unsigned kinds = kinds_of_name(type);

    if (node_is(type, NODE_ARRAY))
        for (const struct node *item = node_first(type); item < node_end(type);
             item = node_next(item))
            kinds |= kinds_of_name(item);
    if (kinds && schema_view_is_nullable(view))
        kinds |= KIND_NULL;
    return kinds ? kinds : KIND_EVERY;
}

void schema_view_read(struct schema_view *view, const struct keyword_names *names,
                      const struct node *schema, enum schema_dialect dialect, unsigned others)
{
    unsigned own = 1u << dialect;

    memset(view, 0, sizeof *view);
    view->schema = schema;
    for (const struct node *key = node_first(schema); key < node_end(schema);
         key = node_next_key(key)) {
        enum keyword keyword = keyword_names_find(names, key);

        if (keyword == KEYWORD_NONE ||
            !(keyword_is_read(keyword, own) || keyword_is_known(keyword, own | others))) {
            view->unknown = view->unknown ? view->unknown : key;
        } else if (!view->members[keyword]) {
            view->members[keyword] = node_value(key);
            view->present[keyword / 64] |= UINT64_C(1) << keyword % 64;
        }
    }
    view->kinds = kinds_allowed(view);
}

static const struct {
    enum keyword keyword, other;
} companions[] = {
    {KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_MINIMUM}, /* where it is a flag */
    {KEYWORD_EXCLUSIVE_MAXIMUM, KEYWORD_MAXIMUM},
    {KEYWORD_ADDITIONAL_ITEMS, KEYWORD_ITEMS},
    {KEYWORD_MIN_CONTAINS, KEYWORD_CONTAINS},
    {KEYWORD_MAX_CONTAINS, KEYWORD_CONTAINS},
    {KEYWORD_THEN, KEYWORD_IF},
    {KEYWORD_ELSE, KEYWORD_IF},
    {KEYWORD_CONTENT_SCHEMA, KEYWORD_CONTENT_MEDIA_TYPE},
};

enum keyword schema_view_lacks(const struct schema_view *view, enum keyword keyword,
                               enum schema_dialect dialect)
{
    bool is_bound = keyword == KEYWORD_EXCLUSIVE_MINIMUM || keyword == KEYWORD_EXCLUSIVE_MAXIMUM;

    if (is_bound &&
        !(dialect_row(dialect)->exclusive_is_flag && node_is_boolean(view->members[keyword])))
        return KEYWORD_NONE;
    for (size_t i = 0; i < ARRAY_LENGTH(companions); i++)
        if (companions[i].keyword == keyword && !view->members[companions[i].other])
            return companions[i].other;
    return KEYWORD_NONE;
}

/* ---- the schemas in a keyword's value ---- */

/* From the item or key at `next` on. */
static void settle_subschema(struct subschemas *each, const struct node *next)
{
    bool named = each->form == SCHEMAS_NAMED || each->form == SCHEMAS_NAMED_OR_NAMES;

    while (each->form == SCHEMAS_NAMED_OR_NAMES && next < each->end &&
           node_is(node_value(next), NODE_ARRAY))
        next = node_next_key(next);
    each->schema = each->key = NULL;
    if (next >= each->end)
        return;
    each->key = named ? next : NULL;
    each->schema = named ? node_value(next) : next;
}

struct subschemas subschemas_in(enum keyword keyword, const struct node *value,
                                enum schema_dialect dialect)
{
    unsigned form = rows[keyword].schemas & SCHEMAS_FORM;
    struct subschemas each = {.end = node_end(value)};
    enum node_kind container = form == SCHEMAS_LIST ? NODE_ARRAY : NODE_OBJECT;

    if (form == SCHEMAS_ONE_OR_LIST) {
        bool list = value->kind == NODE_ARRAY && dialect_row(dialect)->items_may_be_list;

        form = list ? SCHEMAS_LIST : SCHEMAS_ONE;
        container = list ? NODE_ARRAY : NODE_OBJECT;
    }
    each.form = (uint8_t)form;
    if (form == SCHEMAS_ONE && value->kind != NODE_ARRAY)
        each.schema = value;
    else if (form > SCHEMAS_ONE && value->kind == container)
        settle_subschema(&each, node_first(value));
    return each;
}

void subschemas_next(struct subschemas *each)
{
    settle_subschema(each, each->form == SCHEMAS_ONE ? each->end : node_next(each->schema));
}
