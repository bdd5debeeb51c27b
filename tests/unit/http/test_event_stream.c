#include "unit.h"

#include "base/strbuf.h"
#include "http/event_stream.h"

/* Events as "event/id/retry=data|"; "cut" when the last one was. */
static const struct {
    const char *stream, *expected;
} rows[] = {
    {"", ""},
    {"data: a\n\n", "//=a|"},
    {"data: a\n\ndata: b\n\n", "//=a|//=b|"},
    {"data:a\r\ndata:  b\r\n\r\n", "//=a\n b|"},
    {"data: a\rdata: b\r\r", "//=a\nb|"},
    {"event: add\nid: 7\nretry: 100\ndata: {}\n\n", "add/7/100={}|"},
    {": comment\n\ndata: a\n\n", "//=a|"},
    {"event: ping\n\ndata: a\n\n", "//=a|"},
    {"data\n\n", "//=|"},
    {"data\ndata\n\n", "//=\n|"},
    {"unknown: x\ndata: a\n\n", "//=a|"},
    {"retry: soon\ndata: a\n\n", "//=a|"},
    {"data: a", "cut"},
    {"data: a\n", "cut"},
    {"data: a\n\ndata: b\n", "//=a|cut"},
    {"\xef\xbb\xbf"
     "data: a\n\n",
     "//=a|"},
    {"data: a\n\n\n\n", "//=a|"},
};

START_TEST(reads_events)
{
    struct str rest = str_of(rows[_i].stream);
    struct server_sent_event event;
    struct arena arena;
    struct strbuf out;
    bool cut = false;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    while (event_stream_next(&arena, &rest, &event, &cut))
        strbuf_addf(&out, "%.*s/%.*s/%.*s=%.*s|", STR_ARGS(event.event), STR_ARGS(event.id),
                    STR_ARGS(event.retry), STR_ARGS(event.data));
    strbuf_add_text(&out, cut ? "cut" : "");
    ck_assert_msg(str_equal(strbuf_str(&out), str_of(rows[_i].expected)), "\"%s\": got %.*s",
                  rows[_i].stream, STR_ARGS(strbuf_str(&out)));
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("event stream", UNIT_LOOP(reads_events, rows))
