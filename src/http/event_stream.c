#include "http/event_stream.h"

#include "base/strbuf.h"
#include "base/utf8.h"

/* Takes a line and its end off the front. */
static struct str take_line(struct str *rest)
{
    size_t end = 0;
    struct str line;

    while (end < rest->length && rest->text[end] != '\n' && rest->text[end] != '\r')
        end++;
    line = str_slice(*rest, 0, end);
    if (str_starts_with(str_slice(*rest, end, SIZE_MAX), STR("\r\n")))
        end++;
    *rest = str_slice(*rest, end + 1, SIZE_MAX);
    return line;
}

/* The value of "data: value", "data:value" or "data". */
static struct str field_value(struct str line)
{
    struct str value = str_slice(line, str_find_char(line, ':') + 1, SIZE_MAX);

    return str_starts_with(value, STR(" ")) ? str_slice(value, 1, SIZE_MAX) : value;
}

static void add_data(struct strbuf *data, struct str value, bool first)
{
    if (!first)
        strbuf_add_char(data, '\n');
    strbuf_add(data, value);
}

static void set_field(struct server_sent_event *event, struct str name, struct str value)
{
    if (str_is(name, "event"))
        event->event = value;
    else if (str_is(name, "id") && str_find_char(value, '\0') == value.length)
        event->id = value;
    else if (str_is(name, "retry") && str_is_digits(value))
        event->retry = value;
}

/* Reads up to the blank line; false when there is none. *data_lines: how many `data` there were. */
static bool read_event(struct str *rest, struct server_sent_event *event, struct strbuf *data,
                       size_t *data_lines)
{
    *event = (struct server_sent_event){STR_NONE, STR_NONE, STR_NONE, STR_NONE};
    *data_lines = 0;
    strbuf_clear(data);
    while (rest->length) {
        struct str line = take_line(rest), name = str_slice(line, 0, str_find_char(line, ':'));

        if (line.length == 0)
            return true;
        if (str_is(name, "data"))
            add_data(data, field_value(line), (*data_lines)++ == 0);
        else
            set_field(event, name, field_value(line));
    }
    return false;
}

bool event_stream_next(struct arena *arena, struct str *rest, struct server_sent_event *event,
                       bool *cut)
{
    struct strbuf data;
    size_t data_lines = 0;
    bool whole = true;

    strbuf_init(&data, SIZE_MAX);
    *rest = utf8_without_mark(*rest);
    while (rest->length && whole && data_lines == 0)
        whole = read_event(rest, event, &data, &data_lines);
    if (data_lines && whole)
        event->data = str_copy(arena, strbuf_str(&data));
    *cut = *cut || (data_lines && !whole);
    strbuf_release(&data);
    return data_lines && whole;
}
