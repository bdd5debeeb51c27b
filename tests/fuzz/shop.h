/* An API, and exchanges of it that break it in most ways, for targets whose input is another file.
 */
#ifndef FUZZ_SHOP_H
#define FUZZ_SHOP_H

#include "check/check.h"
#include "folder.h"
#include "source/source.h"

/* In the folder, as "s". */
static const char shop_description[] =
    "openapi: 3.1.0\n"
    "info: {title: shop, version: '1'}\n"
    "tags: [{name: pets}, {name: admin}]\n"
    "paths:\n"
    "  /pets:\n"
    "    get:\n"
    "      operationId: listPets\n"
    "      tags: [pets]\n"
    "      parameters:\n"
    "        - {name: limit, in: query, schema: {type: integer, maximum: 10}}\n"
    "        - {name: x-trace, in: header, schema: {type: string, format: uuid}}\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          headers: {x-total: {required: true, schema: {type: integer}}}\n"
    "          content:\n"
    "            application/json:\n"
    "              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}\n"
    "              example: [{id: 1, name: a}]\n"
    "    post:\n"
    "      operationId: addPet\n"
    "      tags: [pets, admin]\n"
    "      security: [{key: []}]\n"
    "      requestBody:\n"
    "        required: true\n"
    "        content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}\n"
    "      responses:\n"
    "        '201': {description: made}\n"
    "        4XX: {description: not made}\n"
    "  /pets/{id}:\n"
    "    get:\n"
    "      operationId: getPet\n"
    "      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]\n"
    "      responses:\n"
    "        '200':\n"
    "          description: ok\n"
    "          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}\n"
    "components:\n"
    "  securitySchemes: {key: {type: apiKey, in: header, name: x-key}}\n"
    "  schemas:\n"
    "    Pet:\n"
    "      type: object\n"
    "      required: [id]\n"
    "      properties:\n"
    "        id: {type: integer, minimum: 1}\n"
    "        name: {type: string, minLength: 1}\n"
    "        born: {type: string, format: date-time}\n"
    "        kind: {enum: [cat, dog]}\n";

static const char shop_recording[] =
    "{\"request\":{\"method\":\"GET\",\"url\":\"http://h/"
    "pets?limit=11&other=1\",\"headers\":[{\"name\":"
    "\"X-Trace\",\"value\":\"1\"}]},\"response\":{\"status\":200,\"headers\":[{\"name\":"
    "\"X-Request-Id\",\"value\":\"r\"}],\"content\":{\"mimeType\":\"application/json\",\"text\":"
    "\"[{\\\"id\\\":0,\\\"name\\\":\\\"\\\"},{\\\"born\\\":\\\"x\\\",\\\"kind\\\":1,\\\"_links\\\":"
    "1},"
    "{\\\"id\\\":0}]\"}}}\n"
    "{\"request\":{\"method\":\"POST\",\"url\":\"http://h/"
    "pets\",\"headers\":[{\"name\":\"X-Key\",\"value\":"
    "\"k\"}],\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{\\\"id\\\":\\\"1\\\"}\"}},"
    "\"response\":{\"status\":404,\"headers\":[],\"content\":{\"mimeType\":\"text/plain\",\"text\":"
    "\"no\"}}}\n"
    "{\"request\":{\"method\":\"GET\",\"url\":\"http://h/pets/"
    "7\",\"headers\":[]},\"response\":{\"status\":"
    "200,\"headers\":[{\"name\":\"Content-Type\",\"value\":\"application/json\"}],\"content\":{"
    "\"mimeType\":\"application/"
    "json\",\"text\":\"{\\\"id\\\":8,\\\"name\\\":\\\"n\\\",\\\"born\\\":"
    "\\\"2026-11-25T00:00:00Z\\\"}\"}}}\n"
    "{\"request\":{\"method\":\"GET\",\"url\":\"http://h/"
    "nowhere\",\"headers\":[]},\"response\":{\"status\":"
    "500,\"headers\":[],\"content\":{\"mimeType\":\"text/html\",\"text\":\"<p>\"}}}\n";

/* Loaded when it is first asked for; it lives as long as the process. */
static inline struct api *shop_api(void)
{
    static struct api *api;
    char path[sizeof folder + 2];
    struct error err = {0};

    if (api)
        return api;
    write_file("s", str_of(shop_description));
    snprintf(path, sizeof path, "%s/s", folder);
    api = openapi_load(path, NULL, &err);
    must(api != NULL, "the shop is described");
    openapi_list_calls(api);
    return api;
}

/* Calls `judged` with each exchange once it is judged. */
static inline void shop_judge(struct checker *checker,
                              void (*judged)(void *context, const struct judgement *judgement),
                              void *context)
{
    struct exchange exchange;
    struct judgement judgement;
    struct error err = {0};
    struct source source;
    struct arena arena;

    arena_init(&arena);
    must(source_open_memory(&source, STR("r"), str_of(shop_recording), "har-lines", &arena, &err),
         "the shop was recorded");
    while (source_next(&source, &exchange, &err) == SOURCE_GOT) {
        check_exchange(checker, &exchange, &judgement);
        judged(context, &judgement);
        arena_clear(&arena);
    }
    must(!err.raised, "the recording can be read");
    source_close(&source);
    arena_release(&arena);
}

#endif
