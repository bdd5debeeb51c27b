/* OAuth flows. 2.0 writes the one flow of a scheme into the scheme, under names of its own. */
#include "openapi/model.h"

enum { URL_AUTHORIZATION = 1u << 0, URL_TOKEN = 1u << 1, URL_DEVICE = 1u << 2 };

/* OpenAPI 3.2, 4.29: which URLs a flow needs. */
static const struct {
    enum field field;
    const char *name_20; /* of 2.0's `flow`; NULL: 2.0 has none such */
    unsigned urls;
} kinds[] = {
    {FIELD_FLOWS_IMPLICIT, "implicit", URL_AUTHORIZATION},
    {FIELD_FLOWS_PASSWORD, "password", URL_TOKEN},
    {FIELD_FLOWS_CLIENT_CREDENTIALS, "application", URL_TOKEN},
    {FIELD_FLOWS_AUTHORIZATION_CODE, "accessCode", URL_AUTHORIZATION | URL_TOKEN},
    {FIELD_FLOWS_DEVICE_AUTHORIZATION, NULL, URL_DEVICE | URL_TOKEN},
};

static void check_urls(struct api *api, const struct oauth_flow *flow, unsigned wanted)
{
    const struct {
        unsigned bit;
        struct str url;
        const char *name;
    } urls[] = {
        {URL_AUTHORIZATION, flow->authorization_url, "authorizationUrl"},
        {URL_TOKEN, flow->token_url, "tokenUrl"},
        {URL_DEVICE, flow->device_url, "deviceAuthorizationUrl"},
    };

    for (size_t i = 0; i < ARRAY_LENGTH(urls); i++)
        if ((wanted & urls[i].bit) && !urls[i].url.text)
            openapi_problem(api, flow->place, PROBLEM_INVALID, "the flow %.*s has no %s",
                            STR_ARGS(flow->name), urls[i].name);
}

static struct oauth_flow flow_read(struct api *api, const struct node *place, struct str name)
{
    return (struct oauth_flow){
        .name = name,
        .authorization_url = field_string(api, place, FIELD_FLOW_AUTHORIZATION_URL),
        .token_url = field_string(api, place, FIELD_FLOW_TOKEN_URL),
        .device_url = field_string(api, place, FIELD_FLOW_DEVICE_AUTHORIZATION_URL),
        .scopes = field_read(api, place, FIELD_FLOW_SCOPES),
        .place = place,
    };
}

static bool flow_read_20(struct api *api, struct security_scheme *scheme)
{
    const struct node *place = scheme->place;
    struct oauth_flow *flow = ARENA_NEW(openapi_arena(api), struct oauth_flow);

    *flow = (struct oauth_flow){
        .name = field_string(api, place, FIELD_SECURITY_SCHEME_FLOW),
        .authorization_url = field_string(api, place, FIELD_SECURITY_SCHEME_AUTHORIZATION_URL),
        .token_url = field_string(api, place, FIELD_SECURITY_SCHEME_TOKEN_URL),
        .scopes = field_read(api, place, FIELD_SECURITY_SCHEME_SCOPES),
        .place = place,
    };
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        if (!kinds[i].name_20 || !str_is(flow->name, kinds[i].name_20))
            continue;
        check_urls(api, flow, kinds[i].urls);
        scheme->flows = flow;
        scheme->flow_count = 1;
        return true;
    }
    openapi_problem(api, place, PROBLEM_INVALID,
                    "an oauth2 scheme has a flow: implicit, password, application or accessCode");
    return true;
}

bool flows_read(struct api *api, struct security_scheme *scheme)
{
    const struct node *map = field_read(api, scheme->place, FIELD_SECURITY_SCHEME_FLOWS);
    struct oauth_flow *flows;

    if (field_is_known(api, FIELD_SECURITY_SCHEME_FLOW))
        return flow_read_20(api, scheme);
    if (!map) {
        openapi_problem(api, scheme->place, PROBLEM_INVALID, "an oauth2 scheme has no flows");
        return true;
    }
    flows = ARENA_ARRAY(openapi_arena(api), struct oauth_flow, ARRAY_LENGTH(kinds));
    for (size_t i = 0; i < ARRAY_LENGTH(kinds); i++) {
        const struct node *place = field_read(api, map, kinds[i].field);

        if (!place)
            continue;
        flows[scheme->flow_count] = flow_read(api, place, field_row(kinds[i].field)->name);
        check_urls(api, &flows[scheme->flow_count++], kinds[i].urls);
    }
    scheme->flows = flows;
    return true;
}
