/* Every style, explode and type in every place, by the table of parameter_styles.def. A text is
   read as a value when the value as `const` holds for it. */
#include "judging.h"

#include "decode/parameter_styles.h"

/* %1$s: the place */
#define STYLE_BROKEN        "error request.parameter-style request.%1$s color\n" NOT_CHECKED
#define SCHEMA(keyword, at) "error request.parameter-schema." keyword " request.%1$s color" at "\n"
#define PARAMETER_MISSING   "error request.parameter-missing request.%1$s color\n"
#define REPEATED            "error request.parameter-repeated request.%1$s color\n" NOT_CHECKED
#define UNDOCUMENTED(name)  "warning request.parameter-undocumented request.%1$s " name "\n"
#define ABSORBED(name)      "info request.parameter-undocumented request.%1$s " name "\n"
#define NOT_CHECKED         "not-checked request.%1$s: *\n"

static const struct style_row rows[] = {
#include "parameter_styles.def"
};

START_TEST(styles)
{
    const struct style_row *row = &rows[_i];
    char request[512], header[512], expected[512];
    struct judging judging;
    struct strbuf description;
    const char *got;

    strbuf_init(&description, SIZE_MAX);
    describe(row, &description);
    snprintf(request, sizeof request, "GET /p/%s%s%s", is_in(row, "path") ? row->text : "x",
             is_query(row) ? "?" : "", is_query(row) ? row->text : "");
    snprintf(header, sizeof header, "%s: %s", is_in(row, "cookie") ? "cookie" : "color", row->text);
    snprintf(expected, sizeof expected, row->outcome ? row->outcome : "",
             is_query(row) ? "query" : row->in);
    judging_init(&judging, description.text, NULL);
    got = judge_sent(
        &judging,
        &(struct sent){.request = request,
                       .request_headers = is_in(row, "path") || is_query(row) ? NULL : header});
    ck_assert_msg(lines_match(expected, got),
                  "%s: %s %s explode %d {%s} \"%s\": got\n%sexpected %s\n%s", row->source, row->in,
                  row->style, row->explode, row->schema, row->text, got,
                  row->value ? row->value : "", expected);
    judging_release(&judging);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("parameter styles", UNIT_LOOP(styles, rows))
