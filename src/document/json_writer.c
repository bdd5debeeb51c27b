#include "document/json_writer.h"

#include "base/escape.h"
#include "base/utf8.h"

/* ---- escapes ---- */

/* The escapes of one letter; that of '/' is read and never written. */
static const struct {
    char letter, meaning;
} letters[] = {{'"', '"'},  {'\\', '\\'}, {'b', '\b'}, {'f', '\f'},
               {'n', '\n'}, {'r', '\r'},  {'t', '\t'}, {'/', '/'}};

char json_escape_meaning(char letter)
{
    for (size_t i = 0; i < ARRAY_LENGTH(letters); i++)
        if (letters[i].letter == letter)
            return letters[i].meaning;
    return '\0';
}

static void add_escape(struct strbuf *out, unsigned char byte, bool shown)
{
    for (size_t i = 0; i < ARRAY_LENGTH(letters); i++) {
        if ((unsigned char)letters[i].meaning != byte)
            continue;
        strbuf_add_char(out, '\\');
        strbuf_add_char(out, letters[i].letter);
        return;
    }
    strbuf_addf(out, shown ? "\\u%04X" : "\\u%04x", byte);
}

static bool needs_escape(unsigned char byte)
{
    return byte < 0x20 || byte == '"' || byte == '\\';
}

/* How many bytes the control character beyond C0 takes that the text starts with; 0: it is none. */
static size_t control_length(struct str text, uint32_t *code)
{
    size_t length = utf8_decode(text, code);

    return length && is_control_beyond_c0(*code) ? length : 0;
}

void json_add_escaped(struct strbuf *out, struct str text)
{
    size_t plain = 0; /* from here on nothing had to be escaped */

    for (size_t i = 0; i < text.length; i++) {
        if (!needs_escape((unsigned char)text.text[i]))
            continue;
        strbuf_add(out, str_slice(text, plain, i - plain));
        add_escape(out, (unsigned char)text.text[i], false);
        plain = i + 1;
    }
    strbuf_add(out, str_slice(text, plain, SIZE_MAX));
}

/* json_add_escaped for text that a terminal may show. The digits of C0 are in capitals, as jansson
   has them. */
static void add_shown(struct strbuf *out, struct str text)
{
    size_t plain = 0;

    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.text[i];
        uint32_t code = 0;
        bool command = byte == '#' && is_log_command(str_slice(text, i, SIZE_MAX));
        size_t length = needs_escape(byte) || command ? 1
                        : byte < 0x7f                 ? 0
                                      : control_length(str_slice(text, i, SIZE_MAX), &code);

        if (length == 0)
            continue;
        strbuf_add(out, str_slice(text, plain, i - plain));
        if (code)
            strbuf_addf(out, "\\u%04x", (unsigned)code); /* all lie in the basic plane */
        else
            add_escape(out, byte, true);
        plain = i + length;
        i = plain - 1;
    }
    strbuf_add(out, str_slice(text, plain, SIZE_MAX));
}

void json_add_string(struct strbuf *out, struct str text)
{
    strbuf_add_char(out, '"');
    json_add_escaped(out, text);
    strbuf_add_char(out, '"');
}

/* ---- layout ---- */

static void begin_line(struct json_writer *writer)
{
    if (!writer->lines)
        return;
    strbuf_add_char(writer->out, '\n');
    for (size_t i = 0; i < writer->level; i++)
        strbuf_add_text(writer->out, "  ");
}

void json_writer_open(struct json_writer *writer, char bracket)
{
    strbuf_add_char(writer->out, bracket);
    writer->level++;
    writer->has_member = false;
}

void json_writer_close(struct json_writer *writer, char bracket)
{
    writer->level--;
    if (writer->has_member)
        begin_line(writer);
    strbuf_add_char(writer->out, bracket);
    writer->has_member = true; /* the container around it has this one */
}

void json_writer_element(struct json_writer *writer)
{
    if (writer->has_member)
        strbuf_add_char(writer->out, ',');
    begin_line(writer);
    writer->has_member = true;
}

void json_writer_key(struct json_writer *writer, struct str key)
{
    json_writer_element(writer);
    json_writer_string(writer, key);
    strbuf_add_text(writer->out, writer->lines ? ": " : ":");
}

void json_writer_string(struct json_writer *writer, struct str text)
{
    struct str kept = utf8_cut(text, writer->string_limit);

    strbuf_add_char(writer->out, '"');
    if (writer->shown)
        add_shown(writer->out, kept);
    else
        json_add_escaped(writer->out, kept);
    strbuf_add_text(writer->out, kept.length < text.length ? "...\"" : "\"");
}
