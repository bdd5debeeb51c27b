#include "unit.h"

#include <malloc.h>

#include "base/strbuf.h"
#include "http/multipart.h"

/* What a body comes to: "name(filename)[header count]=bytes|..." and how it ended. */
static const struct {
    const char *name, *boundary, *body, *expected;
} rows[] = {
    {"two fields", "b",
     "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
     "--b\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\n2\r\n--b--\r\n",
     "a()[1]=1|c()[1]=2|end"},
    {"a file", "b",
     "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a b;c.txt\"\r\n"
     "Content-Type: text/plain\r\n\r\nx\r\ny\r\n--b--",
     "f(a b;c.txt)[2]=x\r\ny|end"},
    {"preamble and epilogue", "b",
     "ignored\r\n--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--\r\nignored",
     "a()[1]=1|end"},
    {"line feeds alone", "b", "--b\nContent-Disposition: form-data; name=a\n\n1\n--b--\n",
     "a()[1]=1|end"},
    {"no head", "b", "--b\r\n\r\nbytes\r\n--b--", "()[0]=bytes|end"},
    {"no bytes", "b", "--b\r\nX: y\r\n\r\n\r\n--b--", "()[1]=|end"},
    {"a head and no blank line", "b", "--b\r\nX: y\r\n--b--", "()[1]=|end"},
    {"white space behind a delimiter", "b", "--b \t\r\n\r\n1\r\n--b--", "()[0]=1|end"},
    {"a longer boundary is another", "b", "--b\r\n\r\n--bc\r\n1\r\n--b--", "()[0]=--bc\r\n1|end"},
    {"the boundary inside of a line", "b", "--b\r\n\r\nx--b\r\n--b--", "()[0]=x--b|end"},
    {"a quoted quote", "b",
     "--b\r\nContent-Disposition: form-data; name=\"a\\\"b\"; filename=\"c%22d\"\r\n\r\n1\r\n--b--",
     "a\"b(c\"d)[1]=1|end"},
    {"a path of a file", "b",
     "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"C:\\x\"\r\n\r\n1\r\n--b--",
     "a(C:\\x)[1]=1|end"},
    {"an empty name", "b", "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--b--",
     "()[1]=1|end"},
    {"another disposition", "b",
     "--b\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--b--", "()[1]=1|end"},
    {"nothing but the end", "b", "--b--", "end"},
    {"no delimiter", "b", "a=1", "no line starts with the boundary"},
    {"nothing", "b", "", "no line starts with the boundary"},
    {"no boundary", NULL, "--b--", "the content type names no boundary"},
    {"an empty boundary", "", "----", "the boundary does not have 1 to 70 characters"},
    {"no end", "b", "--b\r\n\r\n1\r\n", "the closing boundary is missing"},
    {"cut off in a head", "b", "--b\r\nX: y", "the closing boundary is missing"},
    {"no header", "b", "--b\r\nnothing\r\n\r\n1\r\n--b--", "a line of a part's head is no header"},
    {"a header's name", "b", "--b\r\na b: c\r\n\r\n1\r\n--b--",
     "a line of a part's head is no header"},
};

static void add_part(struct strbuf *out, const struct multipart_part *part)
{
    strbuf_addf(out, "%.*s(%.*s)[%zu]=%.*s|", STR_ARGS(part->name), STR_ARGS(part->filename),
                part->headers.count, STR_ARGS(part->bytes));
}

static void take_apart(struct arena *arena, struct str boundary, struct str body,
                       struct strbuf *out)
{
    struct multipart multipart;
    struct multipart_part part;
    struct str problem = STR("end");
    enum multipart_step step = MULTIPART_PART;

    if (multipart_begin(&multipart, arena, body, boundary, &problem))
        while (step == MULTIPART_PART) {
            step = multipart_next(&multipart, &part, &problem);
            if (step == MULTIPART_PART)
                add_part(out, &part);
        }
    strbuf_add(out, problem);
}

START_TEST(takes_multiparts_apart)
{
    struct arena arena;
    struct strbuf out;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    take_apart(&arena, rows[_i].boundary ? str_of(rows[_i].boundary) : STR_NONE,
               str_of(rows[_i].body), &out);
    ck_assert_msg(strcmp(out.text, rows[_i].expected) == 0, "%s: got %s", rows[_i].name, out.text);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(has_limits)
{
    struct arena arena;
    struct strbuf body, out;

    arena_init(&arena);
    strbuf_init(&body, SIZE_MAX);
    strbuf_init(&out, SIZE_MAX);
    for (int i = 0; i <= MULTIPART_MAX_PARTS; i++)
        strbuf_add_text(&body, "--b\n\n\n");
    strbuf_add_text(&body, "--b--");
    take_apart(&arena, STR("b"), strbuf_str(&body), &out);
    ck_assert(str_ends_with(strbuf_str(&out), STR("it has more parts than are read")));
    strbuf_clear(&body);
    strbuf_clear(&out);
    strbuf_add_text(&body, "--b\n");
    for (int i = 0; i <= MULTIPART_MAX_HEADERS; i++)
        strbuf_add_text(&body, "a: b\n");
    strbuf_add_text(&body, "\n\n--b--");
    take_apart(&arena, STR("b"), strbuf_str(&body), &out);
    ck_assert(str_ends_with(strbuf_str(&out), STR("a part has more headers than are read")));
    strbuf_release(&out);
    strbuf_release(&body);
    arena_release(&arena);
}
END_TEST

static size_t memory_in_use(void)
{
    struct mallinfo2 info = mallinfo2();

    return info.uordblks + info.hblkhd;
}

/* A parameter takes room for what it says, and none for all that stands behind it. */
START_TEST(takes_little_memory)
{
    enum { HEAD_BYTES = 64 * 1024, MEMORY = 16 * HEAD_BYTES };
    struct arena arena;
    struct strbuf body, out;
    size_t before;

    strbuf_init(&body, SIZE_MAX);
    strbuf_init(&out, SIZE_MAX);
    strbuf_add_text(&body, "--b\nContent-Disposition: form-data");
    while (body.length < HEAD_BYTES)
        strbuf_add_text(&body, ";a=1;b=\"\"");
    strbuf_add_text(&body, ";name=\"c\"\n\n1\n--b--");
    before = memory_in_use();
    arena_init(&arena);
    take_apart(&arena, STR("b"), strbuf_str(&body), &out);
    ck_assert_str(strbuf_str(&out), "c()[1]=1|end");
    ck_assert_uint_lt(memory_in_use(), before + MEMORY);
    arena_release(&arena);
    strbuf_release(&out);
    strbuf_release(&body);
}
END_TEST

UNIT_SUITE("multipart", UNIT_LOOP(takes_multiparts_apart, rows); UNIT_TEST(has_limits);
           UNIT_TEST(takes_little_memory))
