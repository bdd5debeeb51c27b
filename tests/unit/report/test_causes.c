/* One entry a cause: what it holds, and the order of entries. */
#include <stdio.h>

#include "base/strbuf.h"
#include "finding/rules.h"
#include "report/cause_words.h"
#include "report/text_layout.h"

#include "unit.h"

/* path: "/a" is of the operation GET /a; of a request that hits none also "POST /a". */
struct row {
    rule_index rule;
    const char *path, *pointer, *place;
    enum severity severity;
    enum baseline_state baseline;
    uint64_t exchanges;
};

#define AMOUNT   RULE_RESPONSE_BODY_SCHEMA
#define MEMBER   RULE_RESPONSE_PROPERTY_UNDOCUMENTED
#define NULLABLE RULE_RESPONSE_NULLABLE_WITHOUT_TYPE
#define STALE    RULE_GATE_BASELINE_STALE
#define NOWHERE  RULE_ROUTE_PATH_UNDOCUMENTED

static void add(struct findings *findings, const struct row *row)
{
    bool is_hit = row->rule != NOWHERE;
    const char *path = strchr(row->path, '/');
    struct str method = path == row->path ? STR("GET") : str_of(row->path);
    char url[64];
    struct finding finding = {.rule = row->rule,
                              .severity = row->severity,
                              .message = STR("it drifted"),
                              .class = rule_info(row->rule)->class,
                              .part = row->rule == STALE ? PART_DESCRIPTION
                                      : is_hit           ? PART_RESPONSE_BODY
                                                         : PART_REQUEST_PATH,
                              .pointer = str_of(row->pointer),
                              .description = {.file = STR("a.yaml"), .line = 7},
                              .exchanges = row->exchanges,
                              .cause_exchanges = row->exchanges,
                              .baseline = row->baseline};

    finding.description.pointer = str_of(row->place);
    snprintf(url, sizeof url, "http://h%s", path);
    if (is_hit) {
        finding.operation = (struct operation_name){.method = STR("GET"), .path = str_of(path)};
    } else {
        finding.samples[0] = (struct sample){.method = str_cut(&method, ' '), .url = str_of(url)};
        finding.sample_count = 1;
    }
    findings_add(findings, &finding);
}

static bool all(const void *context, const struct finding *finding)
{
    (void)context;
    (void)finding;
    return true;
}

static bool unexcused(const void *context, const struct finding *finding)
{
    (void)context;
    return !finding_is_excused(finding);
}

/* "1 /pointer: what · reach" of each entry, with its severity before it. */
static void tell(struct strbuf *out, const struct causes *causes)
{
    strbuf_init(out, SIZE_MAX);
    for (size_t i = 0; i < causes->count; i++) {
        const struct cause_entry *entry = &causes->entries[i];

        strbuf_addf(out, "%s%s ", severity_name(entry->severity),
                    entry->is_excused ? " excused" : "");
        cause_sentence(out, entry);
        strbuf_add_text(out, " [");
        cause_operation_name(out, entry);
        strbuf_add_text(out, "|");
        cause_reach(out, entry);
        strbuf_add_text(out, "]\n");
    }
}

static const struct {
    const char *name;
    struct row rows[6];
    const char *shown, *everything;
} examples[] = {
    {"one schema in several operations",
     {{AMOUNT, "/a", "/price", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 3},
      {AMOUNT, "/b", "/items/3/price", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 4}},
     "error response body .../price: it drifted [|2 operations, 7 exchanges]\n",
     NULL},
    {"two schemas",
     {{AMOUNT, "/a", "/price", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 3},
      {AMOUNT, "/a", "/size", "/Size/type", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error response body /price: it drifted [GET /a|3 exchanges]\n"
     "error response body /size: it drifted [GET /a|]\n",
     NULL},
    {"members of one object, by their names",
     {{MEMBER, "/a", "/0/vat", "/Money/properties", SEVERITY_WARNING, BASELINE_NONE, 3},
      {MEMBER, "/a", "/7/net", "/Money/properties", SEVERITY_WARNING, BASELINE_NONE, 3},
      {MEMBER, "/a", "/0/a~1b", "/Money/properties", SEVERITY_WARNING, BASELINE_NONE, 3}},
     "warning response body /*: no schema describes these 3 properties: a/b, net, vat [GET /a|3 "
     "exchanges]\n",
     NULL},
    {"how a description writes that null is allowed",
     {{NULLABLE, "/a", "/address", "/User/address", SEVERITY_WARNING, BASELINE_NONE, 3},
      {NULLABLE, "/b", "/0/source", "/Card/source", SEVERITY_WARNING, BASELINE_NONE, 1}},
     "warning response body ...: it drifted: 2 properties (address, source) [|2 operations, 4 "
     "exchanges]\n",
     NULL},
    {"what a baseline has that is out of date",
     {{STALE, "/a", "", "/findings/0", SEVERITY_WARNING, BASELINE_NONE, 0},
      {STALE, "/a", "", "/findings/1", SEVERITY_WARNING, BASELINE_NONE, 0}},
     "warning 2 entries are not found again (--prune drops them) [|]\n",
     NULL},
    {"severity goes before traffic, and the highest is the entry's",
     {{MEMBER, "/a", "/vat", "/Money/properties", SEVERITY_WARNING, BASELINE_NONE, 90},
      {AMOUNT, "/b", "/price", "/Money/type", SEVERITY_INFO, BASELINE_NONE, 4},
      {AMOUNT, "/c", "/price", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error response body /price: it drifted [|2 operations, 5 exchanges]\n"
     "warning response body /vat: it drifted [GET /a|90 exchanges]\n",
     NULL},
    {"what is known is no part of what is new",
     {{AMOUNT, "/a", "/price", "/Money/type", SEVERITY_ERROR, BASELINE_KNOWN, 3},
      {AMOUNT, "/b", "/price", "/Money/type", SEVERITY_ERROR, BASELINE_NEW, 4},
      {MEMBER, "/a", "/vat", "/Money/properties", SEVERITY_ERROR, BASELINE_NONE, 90}},
     "error response body /price: it drifted [GET /b|4 exchanges]\n"
     "error response body /vat: it drifted [GET /a|90 exchanges]\n",
     "error response body /price: it drifted [GET /b|4 exchanges]\n"
     "error response body /vat: it drifted [GET /a|90 exchanges]\n"
     "error excused response body /price: it drifted [GET /a|3 exchanges]\n"},
    {"paths by where they leave the description",
     {{NOWHERE, "/v2/pets", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 2},
      {NOWHERE, "/v2/pets/7", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1},
      {NOWHERE, "/v2/petshops", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1},
      {NOWHERE, "/admin", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error request path: no path of the description matches /v2/... [|3 exchanges (GET)]\n"
     "error request path: it drifted [|]\n",
     NULL},
    {"a path with its methods",
     {{NOWHERE, "/v2/pets", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1},
      {NOWHERE, "PATCH /v2/pets", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error request path: no path of the description matches /v2/pets [|2 exchanges (GET, "
     "PATCH)]\n",
     NULL},
    {"methods with their numbers",
     {{NOWHERE, "POST /v2/pets", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1},
      {NOWHERE, "/v2/pets/7", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1},
      {NOWHERE, "POST /v2/toys", "", "/paths", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error request path: no path of the description matches /v2/... [|3 exchanges (2 POST, 1 "
     "GET)]\n",
     NULL},
    {"places that end otherwise, by their beginning",
     {{AMOUNT, "/a", "/prices/EUR", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 1},
      {AMOUNT, "/a", "/prices/EURO", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error response body /prices/...: it drifted [GET /a|]\n",
     NULL},
    {"places that have nothing in common",
     {{AMOUNT, "/a", "/price", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 1},
      {AMOUNT, "/b", "/vat", "/Money/type", SEVERITY_ERROR, BASELINE_NONE, 1}},
     "error response body ...: it drifted [|2 operations, 2 exchanges]\n",
     NULL},
};

START_TEST(one_entry_a_cause)
{
    struct findings *findings = findings_new();
    struct causes causes;
    struct strbuf told;

    for (size_t i = 0; i < ARRAY_LENGTH(examples[_i].rows) && examples[_i].rows[i].path; i++)
        add(findings, &examples[_i].rows[i]);
    causes_init(&causes, findings, unexcused, NULL);
    tell(&told, &causes);
    ck_assert_msg(strcmp(told.text, examples[_i].shown) == 0, "%s:\n%s", examples[_i].name,
                  told.text);
    strbuf_release(&told);
    causes_release(&causes);
    causes_init(&causes, findings, all, NULL);
    tell(&told, &causes);
    ck_assert_msg(!examples[_i].everything || strcmp(told.text, examples[_i].everything) == 0,
                  "%s:\n%s", examples[_i].name, told.text);
    strbuf_release(&told);
    causes_release(&causes);
    findings_free(findings);
}
END_TEST

/* Those with most traffic, without information where there is more. */
START_TEST(tells_what_most_exchanges_have)
{
    static const struct row rows[] = {
        {AMOUNT, "/a", "/a", "/a", SEVERITY_ERROR, BASELINE_NONE, 1},
        {MEMBER, "/a", "/b", "/b", SEVERITY_WARNING, BASELINE_NONE, 9},
        {MEMBER, "/a", "/c", "/c", SEVERITY_WARNING, BASELINE_NONE, 5},
        {MEMBER, "/a", "/d", "/d", SEVERITY_INFO, BASELINE_NONE, 99},
        {MEMBER, "/a", "/e", "/e", SEVERITY_WARNING, BASELINE_NONE, 7}};
    struct findings *findings = findings_new();
    const struct cause_entry *most[3];
    struct causes causes;

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        add(findings, &rows[i]);
    causes_init(&causes, findings, all, NULL);
    ck_assert_uint_eq(causes_most(&causes, most, 3), 3);
    ck_assert(str_is(most[0]->shown->pointer, "/b") && str_is(most[1]->shown->pointer, "/e") &&
              str_is(most[2]->shown->pointer, "/c"));
    causes_release(&causes);
    findings_free(findings);
}
END_TEST

/* Lines behind ten columns, of at most 30. */
static const struct {
    const char *name, *text, *shown;
} texts[] = {
    {"a line", "one two three", "one two three"},
    {"to the last column", "exactly twenty chars", "exactly twenty chars"},
    {"two lines", "no schema describes this property",
     "no schema describes\n          this property"},
    {"two columns a character", "住所住所 住所住所住所 住所",
     "住所住所\n          住所住所住所 住所"},
    {"what is wider than a line", "/aaaaaaaaaaaaaaaaaaaaaaaaaaaa x",
     "/aaaaaaaaaaaaaaaaaaa\n          aaaaaaaaa x"},
    {"more than three lines", "1aaaaaaaaaaaaaaaaaa 2bbbbbbbbbbbbbbbbbb 3cccc dddddddd eeeee ffff",
     "1aaaaaaaaaaaaaaaaaa\n          2bbbbbbbbbbbbbbbbbb\n          3cccc dddddddd..."},
};

START_TEST(breaks_lines)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    text_add_lines(&out, str_of(texts[_i].text), &(struct text_lines){10, 30, 3});
    ck_assert_msg(strcmp(out.text, texts[_i].shown) == 0, "%s:\n%s", texts[_i].name, out.text);
    strbuf_release(&out);
}
END_TEST

UNIT_SUITE("causes", UNIT_LOOP(one_entry_a_cause, examples);
           UNIT_TEST(tells_what_most_exchanges_have); UNIT_LOOP(breaks_lines, texts))
