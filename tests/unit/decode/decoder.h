/* What the suites of decode/ share: a description as text, and what decoders work with. */
#ifndef UNIT_DECODE_DECODER_H
#define UNIT_DECODE_DECODER_H

#include "base/strbuf.h"
#include "decode/decoding.h"
#include "openapi/description.h"
#include "openapi/route.h"

struct decoder {
    struct api *api;
    struct arena arena;
    struct decoding decoding;
};

static inline void decoder_init(struct decoder *decoder, const char *description)
{
    struct error err = {0};

    decoder->api = load_text(description, NULL, &err);
    ck_assert_msg(decoder->api, "%s", err.message);
    arena_init(&decoder->arena);
    decoding_init(&decoder->decoding, decoder->api, &decoder->arena, evaluator_new());
}

static inline void decoder_release(struct decoder *decoder)
{
    evaluator_free(decoder->decoding.evaluator);
    decoding_release(&decoder->decoding);
    arena_release(&decoder->arena);
    openapi_free(decoder->api);
}

/* The operation that a request hits, opened. */
static inline const struct operation *decoder_operation(struct decoder *decoder, const char *method,
                                                        const char *url, struct route *route)
{
    route_match(decoder->api, str_of(method), str_of(url), route);
    ck_assert_msg(route->operation, "%s %s hits nothing", method, url);
    return operation_open(decoder->api, route->operation);
}

#endif
