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

UNIT_SUITE("query claims", UNIT_LOOP(claims, rows))
