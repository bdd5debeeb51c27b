#include "base/data_span.h"
#include "unit.h"

/* "[kind length/shown text]" */
static struct str write_brackets(void *context, struct arena *arena, const struct data_span *span)
{
    (void)context;
    return str_format(arena, "[%c %zu/%zu%s %.*s]", (char)span->kind, span->length, span->shown,
                      span->typed ? " typed" : "", STR_ARGS(span->text));
}

static const struct {
    struct data_span span;
    const char *written;
} rows[] = {
    {{.kind = DATA_TEXT, .length = 3, .text = STR_INITIAL("abc")}, "[t 3/0 abc]"},
    {{.kind = DATA_STRING, .length = 2, .shown = 80, .typed = true, .text = STR_INITIAL("ab")},
     "[s 2/80 typed ab]"},
    {{.kind = DATA_NAME, .length = 0, .text = STR_INITIAL("")}, "[k 0/0 ]"},
    {{.kind = DATA_TEXT,
      .text = STR_INITIAL("a\x0e"
                          "b\x0f"
                          "c\x10"
                          "d")},
     "[t 0/0 a\x0e"
     "b\x0f"
     "c\x10"
     "d]"},
    {{.kind = DATA_TEXT, .text = STR_INITIAL("1,2:3")}, "[t 0/0 1,2:3]"},
};

START_TEST(data_comes_out_as_it_went_in)
{
    struct arena arena;
    struct strbuf out;
    struct str written;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&out, "before ");
    data_span_add(&out, &rows[_i].span);
    strbuf_add_text(&out, " after");
    written = data_spans_write(&arena, strbuf_str(&out), write_brackets, NULL);
    ck_assert_msg(str_equal(written, str_format(&arena, "before %s after", rows[_i].written)),
                  "%.*s", STR_ARGS(written));
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(a_message_without_data_stays)
{
    struct str message = STR("the header is not described");
    struct arena arena;

    arena_init(&arena);
    ck_assert(data_spans_write(&arena, message, write_brackets, NULL).text == message.text);
    arena_release(&arena);
}
END_TEST

/* A mark that nothing closes, or that data was not escaped in, is data to the end. */
START_TEST(what_is_cut_off_is_data)
{
    static const char *const cut[] = {"a \x0e", "a \x0et", "a \x0et-3", "a \x0et-3,0",
                                      "a \x0et-3,0:abc"};
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < ARRAY_LENGTH(cut); i++) {
        struct str written = data_spans_write(&arena, str_of(cut[i]), write_brackets, NULL);

        ck_assert_msg(str_starts_with(written, STR("a [t ")), "%.*s", STR_ARGS(written));
    }
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("data_span", UNIT_LOOP(data_comes_out_as_it_went_in, rows);
           UNIT_TEST(a_message_without_data_stays); UNIT_TEST(what_is_cut_off_is_data))
