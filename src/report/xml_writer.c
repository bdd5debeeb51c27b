#include "report/xml_writer.h"

#include <assert.h>
#include <inttypes.h>

#include "base/escape.h"
#include "base/utf8.h"

void xml_begin(struct xml_writer *xml, FILE *out)
{
    *xml = (struct xml_writer){.out = out};
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", out);
}

/* XML 1.0, 2.2: Char, but for control characters, which are no text to read. */
static bool is_written_as_is(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return !is_control_beyond_c0(c);
}

static const char *reference(char c, bool in_attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>': /* also keeps "]]>" out of text */
        return "&gt;";
    case '"':
        return in_attribute ? "&quot;" : NULL;
    case '\t': /* XML 1.0, 3.3.3 would make spaces of them in attributes */
        return in_attribute ? "&#9;" : NULL;
    case '\n':
        return in_attribute ? "&#10;" : NULL;
    case '\r': /* XML 1.0, 2.11 would make a line feed of it everywhere */
        return "&#13;";
    default:
        return NULL;
    }
}

static void write_escaped(FILE *out, struct str text, bool in_attribute)
{
    while (text.length) {
        uint32_t code;
        size_t used = utf8_decode(text, &code);
        const char *escape = reference(text.text[0], in_attribute);

        if (is_log_command(text))
            escape = "&#35;";
        if (used == 0)
            fprintf(out, "\\x%02x", (unsigned char)text.text[0]);
        else if (!is_written_as_is(code))
            fprintf(out, "\\u{%" PRIx32 "}", code);
        else if (code > 0x7f)
            fprintf(out, "&#x%" PRIX32 ";", code);
        else if (escape)
            fputs(escape, out);
        else
            fwrite(text.text, 1, used, out);
        text = str_slice(text, used ? used : 1, SIZE_MAX);
    }
}

static void close_tag(struct xml_writer *xml)
{
    if (xml->in_tag)
        fputc('>', xml->out);
    xml->in_tag = false;
}

void xml_element(struct xml_writer *xml, const char *name)
{
    assert(xml->depth < XML_MAX_DEPTH); /* our reports nest no deeper */
    close_tag(xml);
    if (xml->depth)
        fputc('\n', xml->out);
    fprintf(xml->out, "%*s<%s", (int)(2 * xml->depth), "", name);
    xml->open[xml->depth++] = name;
    xml->in_tag = true;
    xml->had_text = false;
}

void xml_attribute(struct xml_writer *xml, const char *name, struct str value)
{
    assert(xml->in_tag); /* attributes come before content */
    fprintf(xml->out, " %s=\"", name);
    write_escaped(xml->out, value, true);
    fputc('"', xml->out);
}

void xml_attribute_number(struct xml_writer *xml, const char *name, uint64_t value)
{
    fprintf(xml->out, " %s=\"%" PRIu64 "\"", name, value);
}

void xml_attribute_seconds(struct xml_writer *xml, const char *name, uint64_t milliseconds)
{
    fprintf(xml->out, " %s=\"%" PRIu64 ".%03" PRIu64 "\"", name, milliseconds / 1000,
            milliseconds % 1000);
}

void xml_text(struct xml_writer *xml, struct str text)
{
    if (text.length == 0)
        return;
    close_tag(xml);
    write_escaped(xml->out, text, false);
    xml->had_text = true;
}

void xml_end(struct xml_writer *xml)
{
    const char *name = xml->open[--xml->depth];

    if (xml->in_tag)
        fputs("/>", xml->out);
    else if (xml->had_text)
        fprintf(xml->out, "</%s>", name);
    else
        fprintf(xml->out, "\n%*s</%s>", (int)(2 * xml->depth), "", name);
    xml->in_tag = false;
    xml->had_text = false;
    if (xml->depth == 0)
        fputc('\n', xml->out);
}
