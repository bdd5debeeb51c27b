/* Every style, explode and type in every place, by the table of parameter_styles.def. */
#include "decoder.h"

#include "decode/parameter.h"

#include "parameter_styles.h"

static const struct style_row rows[] = {
#include "parameter_styles.def"
};

static enum reading read_row(const struct style_row *row, struct decoder *decoder,
                             struct parameter_value *value)
{
    struct header header = {is_in(row, "cookie") ? STR("cookie") : STR("color"), str_of(row->text)};
    const struct headers headers = {.items = &header,
                                    .count = !is_in(row, "path") && !is_query(row)};
    struct route route;
    struct request_texts texts = {.route = &route, .headers = &headers};
    const char *url = str_format(&decoder->arena, "/p/%s%s%s", is_in(row, "path") ? row->text : "x",
                                 is_query(row) ? "?" : "", is_query(row) ? row->text : "")
                          .text;

    texts.operation = decoder_operation(decoder, "GET", url, &route);
    ck_assert(query_pairs_read(&decoder->arena, route.query, &texts.query));
    return decode_parameter(&decoder->decoding, &texts, &texts.operation->parameters.items[0],
                            value);
}

/* What the reading came to: the value's JSON, or a word for the problem. */
static void tell(enum reading reading, const struct parameter_value *value, struct strbuf *out)
{
    switch (reading) {
    case READING_ABSENT:
        strbuf_add_text(out, value->unwritten ? "unwritten" : "absent");
        return;
    case READING_VALUE:
        if (value->node)
            node_write(value->node, out);
        if (value->doubt.text)
            strbuf_add_text(out, " doubt");
        if (value->repeated)
            strbuf_addf(out, " repeated %zu", value->count);
        return;
    case READING_BROKEN:
        ck_assert(value->problem.length > 0);
        strbuf_add_text(out, "broken");
        return;
    case READING_UNSUPPORTED:
        ck_assert(value->problem.length > 0);
        strbuf_add_text(out, "unsupported");
        return;
    }
}

START_TEST(styles)
{
    const struct style_row *row = &rows[_i];
    struct strbuf description, got, expected;
    struct decoder decoder;
    struct parameter_value value;

    strbuf_init(&description, SIZE_MAX);
    strbuf_init(&expected, SIZE_MAX);
    strbuf_init(&got, SIZE_MAX);
    describe(row, &description);
    decoder_init(&decoder, description.text);
    tell(read_row(row, &decoder, &value), &value, &got);
    add_json(&expected, row->value ? row->value : row->outcome);
    ck_assert_msg(str_equal(strbuf_str(&got), strbuf_str(&expected)),
                  "%s: %s %s explode %d {%s} \"%s\": got %.*s, expected %.*s", row->source, row->in,
                  row->style, row->explode, row->schema, row->text, STR_ARGS(strbuf_str(&got)),
                  STR_ARGS(strbuf_str(&expected)));
    decoder_release(&decoder);
    strbuf_release(&got);
    strbuf_release(&expected);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("parameter styles", UNIT_LOOP(styles, rows))
