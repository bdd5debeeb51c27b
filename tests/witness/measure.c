/* A line has: set, name, file, terms (sign and JSON Pointer of each schema), dialect, answer
   ("value", "none", "undecided", or "refused" where a schema does not compile), reason, expected,
   formats ("on": asserted, "off"), compile_us, first_us, next_us (mean of all but the first),
   memory (bytes of the engine), refuted (how many of the values our evaluator does not confirm),
   values. Times are of the processor, and medians of options.rounds, each with a new engine. */
#include "measure.h"

#include <malloc.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/vec.h"
#include "schema/dialect.h"

struct measured {
    struct arena arena;
    struct documents *own; /* what schemas refer to that are documents of their own */
    struct evaluator *evaluator;
    struct witness *witness;
    struct schema_set *sets[QUESTION_TERMS];
    const struct schema *schemas[QUESTION_TERMS];
    struct error err;
    enum witness_answer answer;
    enum witness_reason reason;
    double compile_us, first_us, next_us;
    size_t memory;
    unsigned refuted;
    VEC(const struct node *) values;
};

static double microseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static size_t memory_in_use(void)
{
    struct mallinfo2 info = mallinfo2();

    return info.uordblks + info.hblkhd;
}

const struct node *read_file(struct arena *arena, const char *path)
{
    struct error err = {0};
    struct read_failure failure;
    const struct document *document = NULL;
    struct str text;

    if (file_read(arena, path, FILE_BYTES, &text, &err)) {
        document = json_read(arena, str_of(path), text, &failure);
        if (!document)
            read_failure_raise(&err, str_of(path), failure.line, failure.column, &failure);
    }
    if (!document)
        fprintf(stderr, "witness: %s\n", err.message);
    return document ? document->root : NULL;
}

enum schema_dialect dialect_said(const struct options *options, const struct node *schema,
                                 enum schema_dialect otherwise)
{
    enum schema_dialect dialect;

    if (options->dialect)
        return *options->dialect;
    if (schema_dialect_of(node_member_string(schema, "$schema"), &dialect))
        return dialect;
    return otherwise;
}

/* ---- asking ---- */

/* The schema as the root of a document of its own. */
static const struct node *root_of_own(struct arena *arena, const struct node *schema)
{
    struct read_failure failure;
    struct strbuf text;
    struct str copy;

    strbuf_init(&text, SIZE_MAX);
    node_write(schema, &text);
    copy = str_copy(arena, strbuf_str(&text));
    strbuf_release(&text);
    return json_read(arena, node_file(schema), copy, &failure)->root;
}

/* Schemas of a set know each other by their names, and the two of a question may have the same one.
 */
static bool compile(struct measured *measured, const struct question *question)
{
    struct schema_settings settings = {.dialect = question->dialect,
                                       .formats = question->formats,
                                       .documents = question->documents ? question->documents
                                                                        : measured->own};

    for (size_t i = 0; i < question->count; i++) {
        const struct node *schema = question->terms[i].schema;
        double start;

        if (!question->documents)
            schema = root_of_own(&measured->arena, schema);
        start = microseconds();
        measured->sets[i] = schema_set_new(&settings);
        measured->schemas[i] = schema_compile(measured->sets[i], schema, &measured->err);
        measured->compile_us += microseconds() - start;
        if (!measured->schemas[i])
            return false;
    }
    return true;
}

static bool confirm(struct measured *measured, const struct options *options,
                    const struct question *question, const struct node *value)
{
    struct schema_question ask = {.direction = options->settings.direction};

    for (size_t i = 0; i < question->count; i++)
        if (schema_evaluate(measured->evaluator, measured->schemas[i], value, &ask) !=
            (question->terms[i].negated ? SCHEMA_INVALID : SCHEMA_VALID))
            return false;
    return true;
}

/* Asks a new engine for the values. */
static void ask(struct measured *measured, const struct options *options,
                const struct question *question)
{
    struct witness_term terms[QUESTION_TERMS];
    const struct witness_question *asked;
    enum witness_answer answer = WITNESS_VALUE;
    double start;

    measured->witness = witness_new(&options->settings);
    measured->values.count = 0;
    for (size_t i = 0; i < question->count; i++)
        terms[i] =
            (struct witness_term){program_entry(measured->schemas[i]), question->terms[i].negated};
    start = microseconds();
    asked = witness_ask(measured->witness, terms, question->count);
    for (unsigned n = 0; n < options->values && answer == WITNESS_VALUE; n++) {
        const struct node *value = NULL;
        enum witness_reason reason = WITNESS_NO_REASON;

        answer = witness_find(measured->witness, asked, n, &value, &reason);
        if (n == 0) {
            measured->first_us = microseconds() - start;
            measured->answer = answer;
            measured->reason = reason;
            start = microseconds();
        }
        if (answer == WITNESS_VALUE)
            VEC_ADD(&measured->values, value);
    }
    if (measured->values.count > 1)
        measured->next_us = (microseconds() - start) / (double)(measured->values.count - 1);
}

static int compare_times(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

static double median(double *times, unsigned count)
{
    qsort(times, count, sizeof *times, compare_times);
    return times[count / 2];
}

static void find(struct measured *measured, const struct options *options,
                 const struct question *question)
{
    double first[MAX_ROUNDS], next[MAX_ROUNDS];

    for (unsigned round = 0; round < options->rounds; round++) {
        size_t before = memory_in_use();

        ask(measured, options, question);
        measured->memory = memory_in_use() - before;
        first[round] = measured->first_us;
        next[round] = measured->next_us;
        if (round + 1 < options->rounds)
            witness_free(measured->witness);
    }
    measured->first_us = median(first, options->rounds);
    measured->next_us = median(next, options->rounds);
    for (size_t i = 0; i < measured->values.count; i++)
        measured->refuted += !confirm(measured, options, question, measured->values.items[i]);
}

/* ---- telling ---- */

static void add_terms(struct json_writer *writer, const struct question *question,
                      struct arena *arena)
{
    json_writer_key(writer, STR("terms"));
    json_writer_open(writer, '[');
    for (size_t i = 0; i < question->count; i++) {
        json_writer_element(writer);
        json_writer_open(writer, '[');
        json_writer_element(writer);
        json_writer_string(writer, question->terms[i].negated ? STR("-") : STR("+"));
        json_writer_element(writer);
        json_writer_string(writer, node_pointer(arena, question->terms[i].schema));
        json_writer_close(writer, ']');
    }
    json_writer_close(writer, ']');
}

static void add_text(struct json_writer *writer, const char *key, struct str text)
{
    json_writer_key(writer, str_of(key));
    json_writer_string(writer, text);
}

static void add_number(struct json_writer *writer, const char *key, double number)
{
    json_writer_key(writer, str_of(key));
    strbuf_addf(writer->out, "%.1f", number);
}

static void add_values(struct json_writer *writer, const struct measured *measured)
{
    json_writer_key(writer, STR("values"));
    json_writer_open(writer, '[');
    for (size_t i = 0; i < measured->values.count; i++) {
        json_writer_element(writer);
        node_write_within(measured->values.items[i], writer);
    }
    json_writer_close(writer, ']');
}

static const char *answer_of(const struct measured *measured)
{
    if (measured->err.raised)
        return "refused";
    switch (measured->answer) {
    case WITNESS_VALUE:
        return "value";
    case WITNESS_NONE:
        return "none";
    case WITNESS_UNDECIDED:
        break;
    }
    return "undecided";
}

static struct str reason_of(const struct measured *measured)
{
    if (measured->err.raised)
        return str_of(measured->err.message);
    return measured->reason ? str_of(witness_reason_name(measured->reason)) : STR("");
}

static void tell(struct measured *measured, const struct question *question)
{
    struct strbuf line;
    struct json_writer writer = {.out = &line, .string_limit = SIZE_MAX};

    strbuf_init(&line, SIZE_MAX);
    json_writer_open(&writer, '{');
    add_text(&writer, "set", question->set);
    add_text(&writer, "name", question->name);
    add_text(&writer, "file", question->file);
    add_terms(&writer, question, &measured->arena);
    add_text(&writer, "dialect", str_of(dialect_row(question->dialect)->name));
    add_text(&writer, "answer", str_of(answer_of(measured)));
    add_text(&writer, "reason", reason_of(measured));
    if (question->expected)
        add_text(&writer, "expected", str_of(question->expected));
    add_text(&writer, "formats", question->formats == FORMATS_OFF ? STR("off") : STR("on"));
    add_number(&writer, "compile_us", measured->compile_us);
    add_number(&writer, "first_us", measured->first_us);
    add_number(&writer, "next_us", measured->next_us);
    add_number(&writer, "memory", (double)measured->memory);
    add_number(&writer, "refuted", measured->refuted);
    add_values(&writer, measured);
    json_writer_close(&writer, '}');
    puts(line.text);
    fflush(stdout); /* what comes next may take all memory there is */
    strbuf_release(&line);
}

void measure(const struct options *options, const struct question *question)
{
    const char *maps[] = {options->map_uri};
    struct measured measured = {.answer = WITNESS_UNDECIDED, .evaluator = evaluator_new()};

    arena_init(&measured.arena);
    measured.own = documents_new(
        &(struct documents_options){.uri_maps = maps, .uri_map_count = options->map_uri != NULL});
    if (compile(&measured, question))
        find(&measured, options, question);
    tell(&measured, question);
    VEC_RELEASE(&measured.values);
    if (measured.witness)
        witness_free(measured.witness);
    for (size_t i = 0; i < question->count; i++)
        if (measured.sets[i])
            schema_set_free(measured.sets[i]);
    documents_free(measured.own);
    evaluator_free(measured.evaluator);
    arena_release(&measured.arena);
}
