#include "http/xml_tree.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/strbuf.h"

/* Between a namespace and a local name: no character of XML. */
#define SEPARATOR '\1'

struct open_element {
    struct xml_element *element;
    struct xml_element **last; /* where its next child is linked in */
    struct strbuf text;
};

struct reading {
    struct arena *arena;
    XML_Parser parser;
    struct open_element open[XML_TREE_MAX_DEPTH];
    size_t depth;
    size_t nodes;
    struct xml_element *root;
    struct xml_failure *failure;
};

static void stop(struct reading *reading, bool limit, const char *message)
{
    if (reading->failure->message.text)
        return;
    reading->failure->limit = limit;
    reading->failure->message = str_of(message);
    XML_StopParser(reading->parser, XML_FALSE);
}

static bool count_node(struct reading *reading)
{
    if (++reading->nodes <= XML_TREE_MAX_NODES)
        return true;
    stop(reading, true, "it has more elements and attributes than are read");
    return false;
}

static void split_name(struct arena *arena, const char *joined, struct str *name,
                       struct str *namespace)
{
    struct str text = str_copy(arena, str_of(joined));
    size_t separator = str_find_char(text, SEPARATOR);

    *namespace = separator == text.length ? STR("") : str_slice(text, 0, separator);
    *name = separator == text.length ? text : str_slice(text, separator + 1, SIZE_MAX);
}

static void add_attributes(struct reading *reading, struct xml_element *element,
                           const char **attributes)
{
    struct xml_attribute **last = &element->attributes;

    for (; attributes[0] && count_node(reading); attributes += 2) {
        struct xml_attribute *attribute = ARENA_NEW(reading->arena, struct xml_attribute);

        split_name(reading->arena, attributes[0], &attribute->name, &attribute->namespace);
        attribute->value = str_copy(reading->arena, str_of(attributes[1]));
        *last = attribute;
        last = &attribute->next;
    }
}

static void XMLCALL start_element(void *context, const char *name, const char **attributes)
{
    struct reading *reading = context;
    struct xml_element *element = ARENA_NEW(reading->arena, struct xml_element);

    if (!count_node(reading))
        return;
    if (reading->depth == XML_TREE_MAX_DEPTH) {
        stop(reading, true, "its elements are nested deeper than is read");
        return;
    }
    element->start = (uint32_t)XML_GetCurrentByteIndex(reading->parser);
    element->inside = element->start + (uint32_t)XML_GetCurrentByteCount(reading->parser);
    split_name(reading->arena, name, &element->name, &element->namespace);
    add_attributes(reading, element, attributes);
    if (reading->depth) {
        struct open_element *parent = &reading->open[reading->depth - 1];

        *parent->last = element;
        parent->last = &element->next;
    } else {
        reading->root = element;
    }
    reading->open[reading->depth] = (struct open_element){element, &element->first, {0}};
    strbuf_init(&reading->open[reading->depth++].text, SIZE_MAX);
}

static void XMLCALL end_element(void *context, const char *name)
{
    struct reading *reading = context;
    struct open_element *open = &reading->open[--reading->depth];

    (void)name;
    open->element->end = (uint32_t)XML_GetCurrentByteIndex(reading->parser);
    if (open->element->end < open->element->inside) /* "<a/>" is both tags */
        open->element->end = open->element->inside;
    open->element->text = str_copy(reading->arena, strbuf_str(&open->text));
    strbuf_release(&open->text);
}

static void XMLCALL add_text(void *context, const char *text, int length)
{
    struct reading *reading = context;

    if (reading->depth)
        strbuf_add(&reading->open[reading->depth - 1].text, (struct str){text, (size_t)length});
}

static void XMLCALL refuse_doctype(void *context, const char *name, const char *system,
                                   const char *public, int internal)
{
    (void)name, (void)system, (void)public, (void)internal;
    stop(context, true, "it has a document type declaration, which is not read");
}

static void note_error(struct reading *reading)
{
    struct xml_failure *failure = reading->failure;

    failure->line = XML_GetCurrentLineNumber(reading->parser);
    failure->column = XML_GetCurrentColumnNumber(reading->parser) + 1;
    if (!failure->message.text)
        failure->message = str_of(XML_ErrorString(XML_GetErrorCode(reading->parser)));
}

const struct xml_element *xml_tree_read(struct arena *arena, struct str text, struct str charset,
                                        struct xml_failure *failure)
{
    static const XML_Memory_Handling_Suite memory = {alloc_bytes, alloc_resize, free};
    static const char separator[] = {SEPARATOR, '\0'};
    const char *encoding = charset.length ? str_copy(arena, charset).text : NULL;
    struct reading *reading = ARENA_NEW(arena, struct reading);
    bool read;

    *failure = (struct xml_failure){.limit = false};
    if (text.length > INT32_MAX) {
        *failure = (struct xml_failure){true, STR("it is larger than 2 GiB"), 1, 1};
        return NULL;
    }
    if (str_find_char(charset, '\0') < charset.length) {
        *failure = (struct xml_failure){false, STR("unknown encoding"), 1, 1};
        return NULL;
    }
    *reading = (struct reading){.arena = arena,
                                .parser = XML_ParserCreate_MM(encoding, &memory, separator),
                                .failure = failure};
    XML_SetUserData(reading->parser, reading);
    XML_SetElementHandler(reading->parser, start_element, end_element);
    XML_SetCharacterDataHandler(reading->parser, add_text);
    XML_SetStartDoctypeDeclHandler(reading->parser, refuse_doctype);
    read = XML_Parse(reading->parser, text.text ? text.text : "", (int)text.length, XML_TRUE) ==
           XML_STATUS_OK;
    if (!read)
        note_error(reading);
    while (reading->depth)
        strbuf_release(&reading->open[--reading->depth].text);
    XML_ParserFree(reading->parser);
    return read ? reading->root : NULL;
}
