/* Headers by HTTP's own rules: their form, how often they occur, and which headers of a response
   nobody describes. */
#include "check/checker.h"

#include "check/http_finding.h"
#include "check/placeholder_check.h"
#include "finding/rules.h"
#include "http/field.h"
#include "http/known_header.h"

/* ---- form ---- */

/* Recorders of HTTP/2 write its pseudo-headers among the others (RFC 9113, 8.3). */
static bool is_pseudo(struct str name)
{
    return str_starts_with(name, STR(":"));
}

static uint64_t in_each_byte(unsigned value)
{
    return value * UINT64_C(0x0101010101010101);
}

/* One that is above 0x1f and not 0x7f shows in its highest bit here; where one does not, the bytes
   are looked at one by one. */
static bool is_printable_word(const char *text)
{
    uint64_t word, low, printable;

    memcpy(&word, text, sizeof word);
    low = word & in_each_byte(0x7f);
    printable = ((low + in_each_byte(0x60)) & ~(low + in_each_byte(1))) | word;
    return (printable & in_each_byte(0x80)) == in_each_byte(0x80);
}

static bool has_control(struct str value)
{
    while (value.length >= sizeof(uint64_t) && is_printable_word(value.text))
        value = str_slice(value, sizeof(uint64_t), SIZE_MAX);
    for (size_t i = 0; i < value.length; i++) {
        unsigned char c = (unsigned char)value.text[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return true;
    }
    return false;
}

static void check_grammar(struct checker *checker, enum side side, const struct header *header,
                          const struct known_header *known)
{
    struct arena *arena = &checker->arena;
    struct str value = str_trim(header->value), name = header->name;

    if (!header_name_is_valid(name) && !placeholder_of(checker, name).text)
        raise_http_header(checker, side, RULE_HTTP_HEADER_MALFORMED, STR_NONE, SEVERITY_OFF,
                          STR("a header's name is no token (RFC 9110, 5.1)"));
    else if (has_control(value))
        raise_http_header(checker, side, RULE_HTTP_HEADER_MALFORMED, name, SEVERITY_OFF,
                          STR("its value holds a control byte (RFC 9110, 5.5)"));
    else if (known && !header_follows(known->grammar, value))
        raise_http_header(checker, side, RULE_HTTP_HEADER_MALFORMED, name, SEVERITY_OFF,
                          str_format(arena, "its value is not %s (%s)",
                                     header_grammar_name(known->grammar), known->source));
}

/* ---- how often ---- */

/* Firefox writes the headers of a multipart body's parts among the request's. */
static bool holds_headers_of_parts(const struct checker *checker, enum side side)
{
    const struct message_type *type = &checker->types[side];

    return side == SIDE_REQUEST && type->state == TYPE_READ &&
           type->parsed.kind == CONTENT_MULTIPART;
}

static void check_again(struct checker *checker, enum side side, const struct headers *headers,
                        size_t at, const struct known_header *known)
{
    const struct header *again = &headers->items[at];

    if (!known || known->lines != HEADER_ONE || holds_headers_of_parts(checker, side))
        return;
    for (size_t i = 0; i < at; i++) {
        bool same;

        if (!str_equal_ignoring_case(headers->items[i].name, again->name))
            continue;
        same = str_equal(str_trim(headers->items[i].value), str_trim(again->value));
        raise_http_header(checker, side, RULE_HTTP_HEADER_DUPLICATE, again->name,
                          same ? SEVERITY_INFO : SEVERITY_OFF,
                          str_format(&checker->arena, "it has one value and stands twice, %s (%s)",
                                     same ? "with the same" : "with different ones",
                                     known->source));
        return;
    }
}

static void check_side(struct checker *checker, enum side side, const struct headers *headers)
{
    for (size_t i = 0; i < headers->count; i++) {
        const struct header *header = &headers->items[i];
        const struct known_header *known = known_header_find(header->name);

        if (is_pseudo(header->name))
            continue;
        check_grammar(checker, side, header, known);
        check_again(checker, side, headers, i, known);
    }
}

/* ---- not described ---- */

static bool is_described(const struct response_object *response, struct str name)
{
    for (size_t i = 0; i < response->headers.count; i++)
        if (str_equal_ignoring_case(response->headers.items[i].name, name))
            return true;
    return false;
}

static void check_undocumented(struct checker *checker, const struct response_object *response)
{
    const struct headers *headers = &checker->exchange->response.headers;

    for (size_t i = 0; i < headers->count; i++) {
        struct str name = headers->items[i].name;

        if (is_pseudo(name) || is_described(response, name) || known_header_find(name) ||
            header_is_of_infrastructure(name))
            continue;
        raise_http_header(checker, SIDE_RESPONSE, RULE_RESPONSE_HEADER_UNDOCUMENTED, name,
                          SEVERITY_OFF, STR("the header is not described"));
    }
}

void check_http_headers(struct checker *checker)
{
    const struct exchange *exchange = checker->exchange;
    const struct response_object *response = checker->exercised.response;

    if (rule_is_on(checker, RULE_HTTP_HEADER_MALFORMED) ||
        rule_is_on(checker, RULE_HTTP_HEADER_DUPLICATE)) {
        check_side(checker, SIDE_REQUEST, &exchange->request.headers);
        check_side(checker, SIDE_RESPONSE, &exchange->response.headers);
    }
    if (response && !response->unread && !response->headers.unread &&
        rule_is_on(checker, RULE_RESPONSE_HEADER_UNDOCUMENTED))
        check_undocumented(checker, response);
}
