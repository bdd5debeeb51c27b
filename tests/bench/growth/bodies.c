/* Bodies: what one value may have many of. */
#include "growth.h"

#include <stdlib.h>

#define CHECK "check api.json rec.har --exit-zero --report json"
#define P     "https://a.example/p"

static void make(const char *schema, const char *body)
{
    api_of_schema(schema, NULL);
    recording_of(P, body);
}

static void make_items(size_t n)
{
    make("{\"type\": \"array\", \"items\": {\"type\": \"object\", \"properties\": {\"a\": "
         "{\"type\": "
         "\"integer\"}}}}",
         text("[%s]", repeated(n, "{\"a\": %zu}")));
}

static void make_bad_items(size_t n)
{
    make("{\"type\": \"array\", \"items\": {\"type\": \"object\", \"properties\": {\"a\": "
         "{\"type\": "
         "\"string\"}}}}",
         text("[%s]", repeated(n, "{\"a\": %zu}")));
}

static void make_unique(size_t n)
{
    make("{\"type\": \"array\", \"uniqueItems\": true}", text("[%s]", repeated(n, "{\"a\": %zu}")));
}

static void make_contains(size_t n)
{
    make("{\"type\": \"array\", \"contains\": {\"const\": 7}, \"maxContains\": 2}",
         text("[%s]", repeated(n, "%zu")));
}

static void make_map(size_t n)
{
    make("{\"type\": \"object\", \"additionalProperties\": {\"type\": \"integer\"}}",
         text("{%s}", repeated(n, "\"key%zu\": %zu")));
}

static void make_bad_map(size_t n)
{
    make("{\"type\": \"object\", \"additionalProperties\": {\"type\": \"string\"}}",
         text("{%s}", repeated(n, "\"key%zu\": %zu")));
}

static void make_property_names(size_t n)
{
    make("{\"type\": \"object\", \"propertyNames\": {\"pattern\": \"^key\"}}",
         text("{%s}", repeated(n, "\"key%zu\": %zu")));
}

static char *letters(size_t n, char letter)
{
    char *made = calloc(1, n + 1);

    for (size_t i = 0; i < n; i++)
        made[i] = letter;
    return made;
}

static void make_text(size_t n)
{
    make("{\"type\": \"string\", \"minLength\": 1, \"pattern\": \"^[a-z]+$\"}",
         text("\"%s\"", letters(n, 'a')));
}

static void make_backtracking(size_t n)
{
    make("{\"type\": \"string\", \"pattern\": \"^(a+)+$\"}", text("\"%s!\"", letters(n, 'a')));
}

static void make_digits(size_t n)
{
    make("{\"type\": \"number\", \"multipleOf\": 0.01}", letters(n, '7'));
}

static void make_typed(const char *media_type, const char *schema, const char *body)
{
    FILE *api = api_open();

    fprintf(api,
            "\"/p\": {\"post\": {\"requestBody\": {\"content\": {\"%s\": {\"schema\": %s}}}, "
            "\"responses\": {\"200\": {\"description\": \"d\"}}}}",
            media_type, schema);
    api_close(api, NULL);
    FILE *lines = file_open("rec.har");
    fprintf(lines,
            "{\"startedDateTime\":\"2026-02-10T14:31:00.000Z\",\"time\":1,\"request\":{\"method\":"
            "\"POST\",\"url\":\"" P "\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],\"headers\":[{"
            "\"name\":\"Content-Type\",\"value\":\"%s%s\"}],\"queryString\":[],\"headersSize\":-1,"
            "\"bodySize\":-1,\"postData\":{\"mimeType\":\"%s\",\"text\":\"%s\"}},\"response\":{"
            "\"status\":200,\"statusText\":\"\",\"httpVersion\":\"HTTP/1.1\",\"cookies\":[],"
            "\"headers\":[],\"content\":{\"size\":0,\"mimeType\":\"\"},\"redirectURL\":\"\","
            "\"headersSize\":-1,\"bodySize\":0},\"cache\":{},\"timings\":{\"send\":0,\"wait\":1,"
            "\"receive\":0}}\n",
            media_type, *media_type == 'm' ? "; boundary=b" : "", media_type, body);
    file_close(lines);
}

static void replace(char *in, const char *pair, const char *with)
{
    for (char *at = in; *at; at++)
        if (at[0] == pair[0] && at[1] == pair[1]) {
            at[0] = with[0];
            at[1] = with[1];
        }
}

#define OBJECT "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}"

static void make_form(size_t n)
{
    char *pairs = repeated(n, "f%zu=value%zu");

    replace(pairs, ",\n", "&&");
    make_typed("application/x-www-form-urlencoded", OBJECT, pairs);
}

static void make_multipart(size_t n)
{
    char *parts =
        repeated(n, "--b\\r\\nContent-Disposition: form-data; name=f%zu\\r\\n\\r\\nv%zu\\r\\n");

    replace(parts, ",\n", "\\n");
    make_typed("multipart/form-data", OBJECT, text("%s--b--\\r\\n", parts));
}

static void make_xml(size_t n)
{
    char *elements = repeated(n, "<e%zu>%zu</e%zu>");

    replace(elements, ",\n", "  ");
    make_typed("application/xml", OBJECT, text("<r>%s</r>", elements));
}

static void make_xml_attributes(size_t n)
{
    char *attributes = repeated(n, "a%zu='%zu'");

    replace(attributes, ",\n", "  ");
    make_typed("application/xml", OBJECT, text("<r %s/>", attributes));
}

static void make_xml_array(size_t n)
{
    char *elements = repeated(n, "<a>%zu</a>");

    replace(elements, ",\n", "  ");
    make_typed("application/xml",
               "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"array\", \"items\": "
               "{\"type\": \"integer\"}}}}",
               text("<r>%s</r>", elements));
}

const struct dimension growth_of_bodies[] = {
    {"items", make_items, CHECK, 100, 1000000, 10},
    {"items, all wrong", make_bad_items, CHECK, 100, 100000, 10},
    {"items that are unique", make_unique, CHECK, 100, 1000000, 10},
    {"items, contains", make_contains, CHECK, 100, 1000000, 10},
    {"members of a map", make_map, CHECK, 100, 1000000, 10},
    {"members of a map, all wrong", make_bad_map, CHECK, 100, 100000, 10},
    {"members, propertyNames", make_property_names, CHECK, 100, 1000000, 10},
    {"characters of a text", make_text, CHECK, 1000, 10000000, 10},
    {"characters, (a+)+", make_backtracking, CHECK, 10, 100000, 10},
    {"digits of a number", make_digits, CHECK, 100, 100000, 10},
    {"fields of a form", make_form, CHECK, 100, 100000, 10},
    {"parts of a multipart", make_multipart, CHECK, 100, 100000, 10},
    {"elements of XML", make_xml, CHECK, 100, 100000, 10},
    {"elements of an XML array", make_xml_array, CHECK, 100, 100000, 10},
    {"attributes of XML", make_xml_attributes, CHECK, 100, 100000, 10},
    {NULL, NULL, NULL, 0, 0, 0},
};
