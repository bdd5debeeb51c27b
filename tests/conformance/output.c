/* The suite's output-tests/: failures and annotations written in the standard's `basic` format
   (2020-12 core, 12.4.2), which a schema of each test then judges. The program's own reports have
   more to tell (places in lines and columns, rules) and another shape; here is shown that what that
   format needs is all there. */
#include "base/strbuf.h"
#include "conformance.h"

struct output {
    struct arena *arena;
    struct str identifier; /* the schema's $id */
    struct strbuf errors, annotations;
};

static void add_member(struct strbuf *out, const char *name, struct str text)
{
    strbuf_addf(out, ",\"%s\":\"", name);
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c < ' ' || c == '"' || c == '\\')
            strbuf_addf(out, "\\u%04x", c);
        else
            strbuf_add_char(out, text.text[i]);
    }
    strbuf_add_char(out, '"');
}

static void add_unit(struct output *output, struct strbuf *list, bool valid, struct str path,
                     const struct node *place, const struct node *instance)
{
    struct str pointer = node_pointer(output->arena, place);

    strbuf_addf(list, "%s{\"valid\":%s", list->length ? "," : "", valid ? "true" : "false");
    add_member(list, "keywordLocation", path);
    add_member(
        list, "absoluteKeywordLocation",
        str_format(output->arena, "%.*s#%.*s", STR_ARGS(output->identifier), STR_ARGS(pointer)));
    add_member(list, "instanceLocation", node_pointer(output->arena, instance));
}

static void note_failure(void *context, const struct schema_failure *failure)
{
    struct output *output = context;

    add_unit(output, &output->errors, false, schema_failure_path(failure), failure->place,
             failure->instance);
    add_member(&output->errors, "error", schema_failure_message(failure));
    strbuf_add_char(&output->errors, '}');
}

static void note_annotation(void *context, const struct schema_annotation *annotation)
{
    struct output *output = context;

    add_unit(output, &output->annotations, true, annotation->path, node_value(annotation->key),
             annotation->instance);
    strbuf_add_text(&output->annotations, ",\"annotation\":");
    node_write(node_value(annotation->key), &output->annotations);
    strbuf_add_char(&output->annotations, '}');
}

static const struct node *write_basic(struct bench *bench, const struct schema *schema,
                                      struct str identifier, const struct node *data)
{
    struct output output = {.arena = &bench->arena, .identifier = identifier};
    const struct schema_question question = {
        .failure = note_failure, .annotation = note_annotation, .context = &output};
    bool valid;
    struct str text;

    strbuf_init(&output.errors, SIZE_MAX);
    strbuf_init(&output.annotations, SIZE_MAX);
    valid = schema_evaluate(bench->evaluator, schema, bench_read_alone(bench, data), &question) ==
            SCHEMA_VALID;
    text = str_format(
        &bench->arena,
        "{\"valid\":%s,\"keywordLocation\":\"\",\"instanceLocation\":\"\",\"%s\":[%.*s]}",
        valid ? "true" : "false", valid ? "annotations" : "errors",
        STR_ARGS(strbuf_str(valid ? &output.annotations : &output.errors)));
    strbuf_release(&output.errors);
    strbuf_release(&output.annotations);
    return bench_read_text(bench, text);
}

static void run_test(struct bench *bench, struct schema_set *set, const struct schema *schema,
                     const struct node *group, const struct node *test, struct error *err)
{
    struct str name = node_member_string(group, "description");
    struct str test_name = node_member_string(test, "description");
    struct str identifier = node_member_string(node_member(group, STR("schema")), "$id");
    const struct node *basic = node_member(node_member(test, STR("output")), STR("basic"));
    const struct schema *judge =
        schema ? schema_compile(set, bench_read_alone(bench, basic), err) : NULL;
    const struct node *output =
        judge ? write_basic(bench, schema, identifier, node_member(test, STR("data"))) : NULL;

    if (!output)
        bench_fail(bench, name, test_name, str_of(err->message));
    else if (schema_evaluate(bench->evaluator, judge, output, NULL) != SCHEMA_VALID)
        bench_fail(bench, name, test_name, STR("WRONG, the output does not fit"));
    else
        bench_pass(bench);
}

void run_output(struct bench *bench, const struct node *group)
{
    struct schema_set *set = schema_set_new(&bench->settings);
    const struct node *tests = node_member(group, STR("tests"));
    struct error err = {0};
    const struct schema *schema =
        schema_compile(set, bench_read_alone(bench, node_member(group, STR("schema"))), &err);

    for (const struct node *test = node_first(tests); test < node_end(tests);
         test = node_next(test))
        run_test(bench, set, schema, group, test, &err);
    schema_set_free(set);
}
