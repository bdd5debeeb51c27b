#include "fault_trial.h"

#include "base/strbuf.h"
#include "document/document.h"
#include "document/json_writer.h"
#include "schema/program.h"

/* ---- a schema without an instruction ---- */

struct thinning {
    struct json_writer writer;
    const struct node *left_out; /* a keyword's value, or an item of one */
    bool opens;                  /* it is a schema that becomes true */
};

static void copy(struct thinning *thinning, const struct node *node);

/* What else has no say without the keyword. */
static bool is_beside(const struct node *object, const struct node *left_out, struct str name)
{
    static const struct {
        const char *keyword, *others[2];
    } rows[] = {{"contains", {"minContains", "maxContains"}},
                {"exclusiveMinimum", {"minimum"}},
                {"exclusiveMaximum", {"maximum"}}};

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        for (size_t j = 0; j < 2; j++)
            if (rows[i].others[j] && str_is(name, rows[i].others[j]) &&
                node_member(object, str_of(rows[i].keyword)) == left_out &&
                (i == 0 || left_out->kind == NODE_TRUE))
                return true;
    return false;
}

static void copy_members(struct thinning *thinning, const struct node *object)
{
    json_writer_open(&thinning->writer, '{');
    for (const struct node *key = node_first(object); key < node_end(object);
         key = node_next_key(key)) {
        const struct node *value = node_value(key);

        if ((value == thinning->left_out && !thinning->opens) ||
            is_beside(object, thinning->left_out, node_text(key)))
            continue;
        json_writer_key(&thinning->writer, node_text(key));
        copy(thinning, value);
    }
    json_writer_close(&thinning->writer, '}');
}

static void copy_items(struct thinning *thinning, const struct node *array)
{
    json_writer_open(&thinning->writer, '[');
    for (const struct node *item = node_first(array); item < node_end(array);
         item = node_next(item)) {
        if (item == thinning->left_out && !thinning->opens)
            continue;
        json_writer_element(&thinning->writer);
        copy(thinning, item);
    }
    json_writer_close(&thinning->writer, ']');
}

static void copy(struct thinning *thinning, const struct node *node)
{
    if (node == thinning->left_out)
        strbuf_add_text(thinning->writer.out, "true");
    else if (node->kind == NODE_OBJECT)
        copy_members(thinning, node);
    else if (node->kind == NODE_ARRAY)
        copy_items(thinning, node);
    else
        node_write(node, thinning->writer.out);
}

static struct str without(struct arena *arena, const struct node *root, const struct node *left_out,
                          bool opens)
{
    struct strbuf text;
    struct thinning thinning = {
        .writer = {.out = &text, .string_limit = SIZE_MAX}, .left_out = left_out, .opens = opens};
    struct str result;

    strbuf_init(&text, SIZE_MAX);
    copy(&thinning, root);
    result = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return result;
}

/* ---- a trial ---- */

enum { MAX_VARIANTS = 8 };

struct trying {
    struct arena *arena;
    struct schema_settings settings;
    struct schema_set *set;
    struct schema_set *sets[MAX_VARIANTS]; /* of each variant: they may have the same $id */
    struct evaluator *evaluator;
    const struct schema *schema;
    /* The schema without the instruction; of `required` without each of its names. */
    const struct schema *without[MAX_VARIANTS];
    unsigned count;
    bool nests; /* it has several oneOf: see look_for_one */
    struct fault_tally *tally;
    struct str *wrong;
};

static const struct schema *compile(struct trying *trying, struct schema_set *set, struct str text)
{
    struct read_failure failure;
    struct error err = {0};
    const struct document *document = json_read(trying->arena, STR("schema.json"), text, &failure);

    return document ? schema_compile(set, document->root, &err) : NULL;
}

static void release_variants(struct trying *trying)
{
    while (trying->count > 0)
        schema_set_free(trying->sets[--trying->count]);
}

static void add_variant(struct trying *trying, const struct node *left_out, bool opens)
{
    unsigned at = trying->count;

    if (at == MAX_VARIANTS)
        return;
    trying->sets[at] = schema_set_new(&trying->settings);
    trying->without[at] = compile(trying, trying->sets[at],
                                  without(trying->arena, trying->schema->node, left_out, opens));
    trying->count++;
}

static void add_variants(struct trying *trying, const struct witness_target *target)
{
    const struct node *place = target->step.place;

    release_variants(trying);
    if (target->step.op != OP_REQUIRED) {
        add_variant(trying, place, target->step.op == OP_NEVER);
        return;
    }
    for (const struct node *item = node_first(place); item < node_end(place);
         item = node_next(item))
        add_variant(trying, item, false);
    add_variant(trying, place, false);
}

static bool is_fault(struct trying *trying, const struct node *value)
{
    if (schema_evaluate(trying->evaluator, trying->schema, value, NULL) != SCHEMA_INVALID)
        return false;
    for (unsigned i = 0; i < trying->count; i++)
        if (trying->without[i] &&
            schema_evaluate(trying->evaluator, trying->without[i], value, NULL) == SCHEMA_VALID)
            return true;
    return false;
}

static void tell(struct trying *trying, const struct witness_target *target, const char *what,
                 const struct node *value)
{
    struct strbuf text;

    if (trying->wrong->text)
        return;
    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text, "%s for %.*s at \"%.*s\"", what, STR_ARGS(target->step.keyword),
                STR_ARGS(target->path));
    if (value) {
        strbuf_add_text(&text, ": ");
        node_write(value, &text);
    }
    strbuf_add_text(&text, " of ");
    node_write(trying->schema->node, &text);
    *trying->wrong = str_copy(trying->arena, strbuf_str(&text));
    strbuf_release(&text);
}

/* Of a oneOf in a oneOf, one keyword less may let an inner branch more fit, so that the outer
   branch does not: that is no value that breaks the keyword, and not looked for. */
static bool has_several(struct str schema, struct str keyword)
{
    size_t first = str_find(schema, keyword);

    return first != SIZE_MAX &&
           str_find(str_slice(schema, first + keyword.length, SIZE_MAX), keyword) != SIZE_MAX;
}

static void look_for_one(struct trying *trying, const struct witness_target *target,
                         const struct node *values)
{
    for (const struct node *value = node_first(values); !trying->nests && value < node_end(values);
         value = node_next(value))
        if (is_fault(trying, value)) {
            tell(trying, target, "none, and here is one", value);
            return;
        }
}

static void try_target(struct trying *trying, struct witness *witness,
                       const struct witness_target *target, const struct node *values)
{
    struct program_block block = program_entry(trying->schema);
    const struct witness_question *question = witness_ask_fault(witness, block, target);
    const struct node *value;
    enum witness_reason reason;

    add_variants(trying, target);
    trying->tally->targets++;
    switch (witness_find(witness, question, 0, &value, &reason)) {
    case WITNESS_VALUE:
        trying->tally->values++;
        if (!is_fault(trying, value))
            tell(trying, target, "no fault", value);
        return;
    case WITNESS_NONE:
        trying->tally->none++;
        look_for_one(trying, target, values);
        return;
    case WITNESS_UNDECIDED:
        trying->tally->undecided++;
        if (reason == WITNESS_DISAGREEMENT)
            tell(trying, target, "disagreement", NULL);
        return;
    }
}

bool fault_trial(struct arena *arena, enum schema_dialect dialect, struct str schema,
                 const struct node *values, struct fault_tally *tally, struct str *wrong)
{
    struct witness_settings asked = {.minimal = true};
    struct trying trying = {.arena = arena,
                            .settings = {.dialect = dialect, .formats = FORMATS_ERROR},
                            .evaluator = evaluator_new(),
                            .nests = has_several(schema, STR("\"oneOf\"")),
                            .tally = tally,
                            .wrong = wrong};
    struct witness *witness = witness_new(&asked);
    size_t count = 0;
    bool cut;

    *wrong = STR_NONE;
    trying.set = schema_set_new(&trying.settings);
    trying.schema = compile(&trying, trying.set, schema);
    if (trying.schema) {
        const struct witness_target *targets =
            witness_targets(witness, program_entry(trying.schema), &count, &cut);

        for (size_t i = 0; i < count && !wrong->text; i++)
            try_target(&trying, witness, &targets[i], values);
    }
    release_variants(&trying);
    witness_free(witness);
    evaluator_free(trying.evaluator);
    schema_set_free(trying.set);
    return trying.schema != NULL;
}
