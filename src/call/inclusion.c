#include "call/inclusion.h"

#include "base/file_output.h"
#include "call/caller.h"
#include "call/witness_words.h"
#include "document/json_writer.h"
#include "report/reports.h"

/* ---- why the value is none of the other schema ---- */

typedef void tell_failure_fn(void *context, struct str pointer,
                             const struct schema_failure *failure);

struct refusal {
    const struct node *value;
    struct arena arena;
    tell_failure_fn *tell;
    void *context;
};

/* The pointer is told from the value, which may be part of a larger document. */
static void note_failure(void *context, const struct schema_failure *failure)
{
    struct refusal *refusal = context;
    struct str pointer = node_pointer(&refusal->arena, failure->instance);
    size_t outer = node_pointer(&refusal->arena, refusal->value).length;

    if (!failure->warning)
        refusal->tell(refusal->context, str_slice(pointer, outer, SIZE_MAX), failure);
}

static void each_failure(const struct inclusion *inclusion, tell_failure_fn *tell, void *context)
{
    struct refusal refusal = {.value = inclusion->value, .tell = tell, .context = context};
    const struct schema_question question = {.failure = note_failure, .context = &refusal};
    struct evaluator *evaluator = evaluator_new();

    arena_init(&refusal.arena);
    schema_evaluate(evaluator, inclusion->wide, inclusion->value, &question);
    evaluator_free(evaluator);
    arena_release(&refusal.arena);
}

/* ---- as text ---- */

struct spoken {
    const struct oasdrift_terminal_options *terminal;
    size_t count;
};

static void say_failure(void *context, struct str pointer, const struct schema_failure *failure)
{
    struct spoken *spoken = context;
    struct str message = schema_failure_message(failure);
    struct error line = {0};

    if (++spoken->count > INCLUSION_FAILURES_SHOWN)
        return;
    error_raise_node(&line, failure->place, "%.*s%s%.*s [%.*s]", STR_ARGS(pointer),
                     pointer.length ? ": " : "", STR_ARGS(message), STR_ARGS(failure->keyword));
    caller_say(spoken->terminal, line.message);
}

static void say_no(const struct inclusion *inclusion,
                   const struct oasdrift_terminal_options *terminal)
{
    struct spoken spoken = {.terminal = terminal};

    if (terminal->verbosity < 0)
        return;
    witness_print(inclusion->value);
    each_failure(inclusion, say_failure, &spoken);
    if (spoken.count > INCLUSION_FAILURES_SHOWN)
        caller_mention(terminal, "and %zu more", spoken.count - INCLUSION_FAILURES_SHOWN);
}

static void say_yes(const struct inclusion *inclusion,
                    const struct oasdrift_terminal_options *terminal)
{
    caller_mention(terminal, "every value of %s is a value of %s: proved", inclusion->narrow_name,
                   inclusion->wide_name);
    if (inclusion->narrow_is_empty)
        caller_warn(terminal, "nothing satisfies %s: proved", inclusion->narrow_name);
}

void inclusion_tell(const struct inclusion *inclusion,
                    const struct oasdrift_terminal_options *terminal)
{
    struct error asked = {0};

    switch (inclusion->answer) {
    case WITNESS_VALUE:
        say_no(inclusion, terminal);
        return;
    case WITNESS_NONE:
        say_yes(inclusion, terminal);
        return;
    case WITNESS_UNDECIDED:
        break;
    }
    error_raise(&asked, "whether every value of %s is a value of %s", inclusion->narrow_name,
                inclusion->wide_name);
    witness_say_undecided(terminal, asked.message, inclusion->reason);
}

/* ---- as JSON ---- */

static void put_text(struct json_writer *writer, const char *key, struct str text)
{
    json_writer_key(writer, str_of(key));
    json_writer_string(writer, text);
}

static void put_word(struct json_writer *writer, const char *key, const char *word)
{
    json_writer_key(writer, str_of(key));
    strbuf_add_text(writer->out, word);
}

static void put_failure(void *context, struct str pointer, const struct schema_failure *failure)
{
    struct json_writer *writer = context;
    struct position at = node_position(failure->place);
    struct arena arena;

    arena_init(&arena);
    json_writer_element(writer);
    json_writer_open(writer, '{');
    put_text(writer, "pointer", pointer);
    put_text(writer, "keyword", failure->keyword);
    put_text(writer, "schema",
             str_format(&arena, "%.*s:%zu:%zu", STR_ARGS(node_file(failure->place)), at.line,
                        at.column));
    put_text(writer, "message", schema_failure_message(failure));
    json_writer_close(writer, '}');
    arena_release(&arena);
}

static void put_answer(const struct inclusion *inclusion, struct json_writer *writer)
{
    static const char *const words[] = {
        [WITNESS_VALUE] = "false", [WITNESS_NONE] = "true", [WITNESS_UNDECIDED] = "null"};

    put_text(writer, "narrow", str_of(inclusion->narrow_name));
    put_text(writer, "wide", str_of(inclusion->wide_name));
    put_word(writer, "includes", words[inclusion->answer]);
    switch (inclusion->answer) {
    case WITNESS_VALUE:
        json_writer_key(writer, STR("value"));
        node_write_within(inclusion->value, writer);
        json_writer_key(writer, STR("errors"));
        json_writer_open(writer, '[');
        each_failure(inclusion, put_failure, writer);
        json_writer_close(writer, ']');
        return;
    case WITNESS_NONE:
        put_word(writer, "narrow_is_empty", inclusion->narrow_is_empty ? "true" : "false");
        return;
    case WITNESS_UNDECIDED:
        put_text(writer, "reason", str_of(witness_reason_name(inclusion->reason)));
        return;
    }
}

bool inclusion_report(const struct inclusion *inclusion, const char *report, struct error *err)
{
    struct strbuf text;
    struct json_writer writer = {
        .out = &text, .string_limit = SIZE_MAX, .lines = true, .shown = true};
    struct file_output file;

    if (!file_create(&file, report_path(report), err))
        return false;
    strbuf_init(&text, SIZE_MAX);
    json_writer_open(&writer, '{');
    put_answer(inclusion, &writer);
    json_writer_close(&writer, '}');
    strbuf_add_char(&text, '\n');
    fwrite(text.text, 1, text.length, file.stream);
    strbuf_release(&text);
    return file_commit(&file, err);
}
