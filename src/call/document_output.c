#include "call/document_output.h"

#include "base/strbuf.h"

static enum document_format format_named(const char *path, enum document_format format)
{
    struct str name = str_of(path);

    if (str_ends_with(name, STR(".json")))
        return DOCUMENT_JSON;
    return str_ends_with(name, STR(".yaml")) || str_ends_with(name, STR(".yml")) ? DOCUMENT_YAML
                                                                                 : format;
}

bool document_output(const struct document *document, const char *path, enum document_format format,
                     struct file_output *file, struct error *err)
{
    struct strbuf text;
    bool written;

    strbuf_init(&text, SIZE_MAX);
    written = format_named(path, format) == DOCUMENT_JSON ? node_write_lines(document->root, &text)
                                                          : yaml_write(document->root, &text);
    if (written)
        fwrite(text.text, 1, text.length, file->stream);
    written = written ? file_commit(file, err) : error_raise(err, "the document cannot be written");
    strbuf_release(&text);
    return written;
}
