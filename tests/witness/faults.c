/* For the schema of each request body of a description: for each instruction of it a value that
   breaks just that one. The evaluator has certified each (witness/certificate.c). A line a body:
   how many instructions got a value, and of how many of these values the evaluator, judging the
   whole, tells of the instruction; how many are proved to have none; and are undecided, by reason.
 */
#include "measure.h"

#include "witness/targets.h"

struct tally {
    unsigned targets, values, explained, none, undecided[WITNESS_REASONS];
    bool cut;
};

struct bodies {
    const struct options *options;
    struct question *question;
    struct schema_set *set;
};

static void count_fault(struct witness *witness, struct program_block block,
                        const struct witness_target *target, struct tally *tally)
{
    const struct witness_question *question = witness_ask_fault(witness, block, target);
    enum witness_reason reason;
    const struct node *value;

    tally->targets++;
    switch (witness_find(witness, question, 0, &value, &reason)) {
    case WITNESS_VALUE:
        tally->values++;
        tally->explained += witness_fault_is_explained(witness, block, target, value);
        break;
    case WITNESS_NONE:
        tally->none++;
        break;
    case WITNESS_UNDECIDED:
        tally->undecided[reason]++;
        if (getenv("WITNESS_SHOW"))
            fprintf(stderr, "%s %.*s at %.*s\n", witness_reason_name(reason),
                    STR_ARGS(target->step.keyword), STR_ARGS(target->path));
        break;
    }
}

static void print_tally(const struct question *question, const struct tally *tally)
{
    struct strbuf line;
    struct json_writer writer = {.out = &line, .string_limit = SIZE_MAX};

    strbuf_init(&line, SIZE_MAX);
    json_writer_open(&writer, '{');
    json_writer_key(&writer, STR("set"));
    json_writer_string(&writer, question->set);
    json_writer_key(&writer, STR("name"));
    json_writer_string(&writer, question->name);
    strbuf_addf(&line, ",\"targets\":%u,\"value\":%u,\"explained\":%u,\"none\":%u,\"cut\":%s",
                tally->targets, tally->values, tally->explained, tally->none,
                tally->cut ? "true" : "false");
    for (unsigned reason = 1; reason < WITNESS_REASONS; reason++)
        if (tally->undecided[reason])
            strbuf_addf(&line, ",\"%s\":%u", witness_reason_name((enum witness_reason)reason),
                        tally->undecided[reason]);
    strbuf_add_text(&line, "}\n");
    fwrite(line.text, 1, line.length, stdout);
    strbuf_release(&line);
}

static void measure_faults_of(struct bodies *bodies, const struct node *node)
{
    const struct schema *schema = schema_compile_in_part(bodies->set, node);
    struct witness_settings settings = bodies->options->settings;
    const struct witness_target *targets;
    struct tally tally = {0};
    struct witness *witness;
    size_t count;

    if (!schema)
        return;
    settings.direction = SCHEMA_REQUEST;
    witness = witness_new(&settings);
    targets = witness_targets(witness, program_entry(schema), &count, &tally.cut);
    for (size_t i = 0; i < count; i++)
        count_fault(witness, program_entry(schema), &targets[i], &tally);
    print_tally(bodies->question, &tally);
    witness_free(witness);
}

static void measure_content(struct bodies *bodies, const struct node *content)
{
    for (const struct node *key = content ? node_first(content) : NULL;
         key && content->kind == NODE_OBJECT && key < node_end(content); key = node_next_key(key)) {
        const struct node *schema = node_member(node_value(key), STR("schema"));

        if (schema && str_find(node_text(key), STR("json")) != SIZE_MAX)
            measure_faults_of(bodies, schema);
    }
}

static const struct node *follow(struct bodies *bodies, const struct node *object)
{
    const struct node *reference = node_member(object, STR("$ref"));

    return node_is(reference, NODE_STRING) && bodies->question->documents
               ? reference_resolve(bodies->question->documents, reference, node_text(reference),
                                   &(struct error){0})
               : object;
}

static void measure_operation(struct bodies *bodies, const struct node *operation)
{
    const struct node *body = follow(bodies, node_member(operation, STR("requestBody")));
    const struct node *parameters = node_member(operation, STR("parameters"));

    if (body)
        measure_content(bodies, node_member(body, STR("content")));
    if (!node_is(parameters, NODE_ARRAY))
        return;
    for (const struct node *item = node_first(parameters); item < node_end(parameters);
         item = node_next(item)) {
        const struct node *parameter = follow(bodies, item);

        if (parameter && str_is(node_text(node_member(parameter, STR("in"))), "body"))
            measure_faults_of(bodies, node_member(parameter, STR("schema")));
    }
}

bool measure_faults(const struct options *options, const char *path)
{
    struct question question;
    const struct node *paths = measure_open(options, path, &question);
    struct schema_settings settings = {.dialect = question.dialect,
                                       .documents = question.documents,
                                       .null_outside_enum_warns = true};
    struct bodies bodies = {options, &question, schema_set_new(&settings)};

    for (const struct node *key = paths ? node_first(paths) : NULL; key && key < node_end(paths);
         key = node_next_key(key)) {
        const struct node *item = node_value(key);

        question.name = node_text(key);
        for (const struct node *method = node_first(item);
             item->kind == NODE_OBJECT && method < node_end(item); method = node_next_key(method))
            if (node_value(method)->kind == NODE_OBJECT)
                measure_operation(&bodies, node_value(method));
    }
    schema_set_free(bodies.set);
    documents_free(question.documents);
    return paths != NULL;
}
