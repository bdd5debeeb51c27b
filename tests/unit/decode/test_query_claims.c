/* Whose a name of a query is: a parameter's, an API key's, a property's of an object without a name
   of its own, or nobody's. */
#include "decoder.h"

#include "decode/parameter.h"

static const struct {
    const char *parameters; /* beside an API key "key" */
    const char *name;
    enum query_claim claim;
} rows[] = {
    {"", "a", CLAIM_NONE},
    {"", "key", CLAIM_DESCRIBED},
    {"{name: a, in: query, schema: {type: string}}", "a", CLAIM_DESCRIBED},
    {"{name: a, in: query, schema: {type: string}}", "b", CLAIM_NONE},
    {"{name: a, in: header, schema: {type: string}}", "a", CLAIM_NONE},
    {"{name: a, in: query, style: deepObject, schema: {type: object}}", "a[b]", CLAIM_DESCRIBED},
    {"{name: a, in: query, style: deepObject, schema: {type: object}}", "ab[b]", CLAIM_NONE},
    {"{name: a, in: query, schema: {type: object, properties: {b: {}}}}", "b", CLAIM_DESCRIBED},
    {"{name: a, in: query, schema: {type: object, properties: {b: {}}}}", "c", CLAIM_ABSORBED},
    {"{name: a, in: query, schema: {type: object, additionalProperties: {type: integer}}}", "c",
     CLAIM_DESCRIBED},
    {"{name: a, in: query, schema: {type: object, additionalProperties: false}}", "c", CLAIM_NONE},
    {"{name: a, in: query, explode: false, schema: {type: object}}", "c", CLAIM_NONE},
    {"{name: a, in: query, schema: {type: object}}, {name: c, in: query, schema: {}}", "c",
     CLAIM_DESCRIBED},
    {"{name: a, in: querystring, content: {text/plain: {}}}", "b", CLAIM_DESCRIBED},
};

START_TEST(claims)
{
    struct strbuf description;
    struct decoder decoder;
    struct route route;
    const struct operation *operation;
    enum query_claim claim;

    strbuf_init(&description, SIZE_MAX);
    strbuf_addf(&description,
                "openapi: 3.2.0\ninfo: {title: Claims, version: '1'}\npaths:\n  /a:\n    get:\n"
                "      parameters: [%s]\n      responses: {'200': {description: ok}}\n"
                "components: {securitySchemes: {k: {type: apiKey, in: query, name: key}}}\n",
                rows[_i].parameters);
    decoder_init(&decoder, description.text);
    operation = decoder_operation(&decoder, "GET", "/a", &route);
    claim = query_claim_of(&decoder.decoding, operation, str_of(rows[_i].name));
    ck_assert_msg(claim == rows[_i].claim, "[%s] %s: %d", rows[_i].parameters, rows[_i].name,
                  (int)claim);
    decoder_release(&decoder);
    strbuf_release(&description);
}
END_TEST

/* Chains of allOf, about as long as those of which all parts are kept, and longer: the last part
   names a property. */
static const unsigned chains[] = {0, 1, 61, 62, 63, 64, 65, 200};

static void describe_chain(unsigned length, struct strbuf *out)
{
    strbuf_add_text(out, "openapi: 3.1.0\ninfo: {title: Chain, version: '1'}\npaths:\n  /a:\n"
                         "    get:\n      parameters: [{name: a, in: query, schema: {type: object, "
                         "allOf: [{$ref: '#/components/schemas/S0'}]}}]\n"
                         "      responses: {'200': {description: ok}}\n"
                         "components:\n  schemas:\n");
    for (unsigned i = 0; i < length; i++)
        strbuf_addf(out, "    S%u: {allOf: [{$ref: '#/components/schemas/S%u'}]}\n", i, i + 1);
    strbuf_addf(out, "    S%u: {properties: {last: {}}}\n", length);
}

START_TEST(chain)
{
    struct strbuf description;
    struct decoder decoder;
    struct route route;
    const struct operation *operation;

    strbuf_init(&description, SIZE_MAX);
    describe_chain(chains[_i], &description);
    decoder_init(&decoder, description.text);
    operation = decoder_operation(&decoder, "GET", "/a", &route);
    for (size_t again = 0; again < 2; again++) {
        ck_assert_msg(query_claim_of(&decoder.decoding, operation, STR("last")) == CLAIM_DESCRIBED,
                      "%u", chains[_i]);
        ck_assert_msg(query_claim_of(&decoder.decoding, operation, STR("other")) == CLAIM_ABSORBED,
                      "%u", chains[_i]);
    }
    decoder_release(&decoder);
    strbuf_release(&description);
}
END_TEST

UNIT_SUITE("query claims", UNIT_LOOP(claims, rows); UNIT_LOOP(chain, chains))
