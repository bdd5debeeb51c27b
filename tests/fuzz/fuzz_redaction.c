/* The input says where a secret stands in an exchange, where its value is told once more, and what
   the description asks of both; the exchange is judged, and no report, baseline, overlay or message
   tells the secret or a part of it, as it is or encoded. What is no secret is told: values beside
   it, and the words of the program. */
#include "calls.h"
#include "secret_places.h"

/* ---- the files ---- */

static void describe(const struct scene *scene)
{
    static const char body[] =
        "{type: object, properties: {kept: {type: string, pattern: '^never$'}, count: {type: "
        "integer}, "
        "pin: {format: password, %s}, seal: {writeOnly: true, %s}}, additionalProperties: {%s}}";
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text, "openapi: 3.1.0\n"
                       "info: {title: t, version: '1'}\n"
                       "security: [{h: []}, {q: []}, {c: []}, {}]\n"
                       "components:\n"
                       "  securitySchemes:\n"
                       "    h: {type: apiKey, in: header, name: X-Custom}\n"
                       "    q: {type: apiKey, in: query, name: custom}\n"
                       "    c: {type: apiKey, in: cookie, name: custom_c}\n"
                       "  schemas:\n    B: ");
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
    strbuf_addf(&text, body, scene->keyword, scene->keyword, scene->keyword);
#pragma clang diagnostic pop
    strbuf_addf(&text,
                "\npaths:\n"
                "  /v/{id}:\n"
                "    post:\n"
                "      parameters:\n"
                "        - {name: id, in: path, required: true, schema: {%s}}\n",
                scene->keyword);
    if (scene->parameter)
        strbuf_addf(&text, "        - {name: %s, in: query, schema: {%s, %s}}\n", scene->parameter,
                    scene->parameter_schema ? scene->parameter_schema : "description: d",
                    scene->keyword);
    strbuf_addf(&text,
                "      requestBody: {content: {application/json: &c {schema: {$ref: "
                "'#/components/schemas/B'}}, application/x-www-form-urlencoded: *c, "
                "multipart/form-data: *c, application/xml: *c, text/plain: {schema: {%s}}}}\n"
                "      responses:\n"
                "        '200': {description: d, headers: {X-Echo: {schema: {%s}}}, content: "
                "{application/json: *c}}\n",
                scene->keyword, scene->keyword);
    write_file("a", strbuf_str(&text));
    strbuf_release(&text);
}

static struct str json_object(struct arena *arena, const struct strbuf *members)
{
    return str_format(arena, "{%.*s}", STR_ARGS(strbuf_str(members)));
}

/* Two exchanges: the secret's, and one that has none. Which comes first is the input's. */
static void record(struct scene *scene)
{
    struct arena *arena = &scene->arena;
    struct str sent = scene->request_text.text ? scene->request_text
                                               : json_object(arena, &scene->request_members);
    struct str answered = json_object(arena, &scene->response_members);
    struct str secret = str_format(
        arena,
        "{\"request\":{\"method\":\"POST\",\"url\":\"https://%sapi.test/v/"
        "%s%s%.*s\",\"headers\":"
        "[%.*s],\"postData\":{\"mimeType\":\"%s\",\"text\":%.*s}},\"response\":{\"status\":200,"
        "\"headers\":[%.*s],\"content\":{\"mimeType\":\"application/json\",\"text\":%.*s}}}\n",
        scene->userinfo ? scene->userinfo : "", scene->segment ? scene->segment : "1",
        scene->query.length ? "?" : "", STR_ARGS(strbuf_str(&scene->query)),
        STR_ARGS(strbuf_str(&scene->request_headers)),
        scene->request_type ? scene->request_type : "application/json",
        STR_ARGS(json_text(arena, sent, false)), STR_ARGS(strbuf_str(&scene->response_headers)),
        STR_ARGS(json_text(arena, answered, false)));
    struct str plain = STR(
        "{\"request\":{\"method\":\"POST\",\"url\":\"https://api.test/v/2\",\"headers\":[{\"name\":"
        "\"Cookie\",\"value\":\"column=integer; kind=string; word=expected\"}],\"postData\":{"
        "\"mimeType\":\"application/json\",\"text\":\"{}\"}},\"response\":{\"status\":200,"
        "\"headers\":[],\"content\":{\"mimeType\":\"application/json\",\"text\":"
        "\"{\\\"count\\\":\\\"kept-beside\\\"}\"}}}\n");
    bool first = choose(&scene->chooser, 2);

    write_file("b", str_format(arena, "%.*s%.*s", STR_ARGS(first ? secret : plain),
                               STR_ARGS(first ? plain : secret)));
}

/* ---- what is told ---- */

static const char *const outputs[] = {"text",   "json",      "junit",    "ndjson", "accepted",
                                      "merged", "suggested", "messages", NULL};

static void take_words(void *context, const char *text)
{
    strbuf_addf(context, "%s\n", text);
}

static void call(struct strbuf *messages)
{
    const struct oasdrift_terminal_options terminal = {
        .message = take_words, .context = messages, .verbosity = 1};
    const struct oasdrift_list recording = LIST("b");
    const struct oasdrift_check_options check = {
        .outcome = {.reports = LIST("text=text", "json=json", "junit=junit", "ndjson=ndjson")},
        .rules = {.write_baseline = "accepted", .sets = LIST("strict"), .drift_after = 1},
        .operations = {.each_exchange = true},
        .recordings = {.threads = 1},
        .terminal = terminal,
    };
    const struct oasdrift_merge_options merge = {
        .outcome = {.reports = LIST("json=merged")},
        .rules = {.sets = LIST("strict"), .drift_after = 1},
        .terminal = terminal,
    };
    const struct oasdrift_suggest_options suggest = {
        .output = "suggested", .rules = {.drift_after = 1}, .terminal = terminal};

    check_code(oasdrift_check("a", &recording, &check));
    check_code(oasdrift_merge(&(struct oasdrift_list)LIST("ndjson"), &merge));
    check_code(oasdrift_suggest("a", &recording, &suggest));
    write_file("messages", strbuf_str(messages));
}

static void complain(struct scene *scene, const char *what, const char *output, struct str part,
                     struct str text)
{
    struct str recording = read_output(&scene->arena, "b");

    fprintf(
        stderr,
        "does not hold: %s: the secret stands in: %s, and in: %s (schemas: %s); in %s: \"%.*s\"\n"
        "%.*s\n%.*s\n",
        what, scene->standing, scene->told, scene->keyword, output, STR_ARGS(part),
        STR_ARGS(recording), STR_ARGS(text));
    abort();
}

static void check_outputs(struct scene *scene)
{
    for (size_t i = 0; outputs[i]; i++) {
        struct str text = read_output(&scene->arena, outputs[i]);
        struct str part = secret_told(&scene->arena, text, scene->secret);

        if (part.text)
            complain(scene, "no output tells a secret", outputs[i], part, text);
    }
    for (size_t i = 0; i < 2; i++) {
        struct str text = read_output(&scene->arena, outputs[i]);
        struct str plain = without_backslashes(&scene->arena, text);

        if (!contains(plain, STR("\"kept-within\" does not match")))
            complain(scene, "what is no secret is told", outputs[i], STR("kept-within"), text);
        if (!contains(plain, STR("expected integer, found string")))
            complain(scene, "the program's words are told", outputs[i], STR("integer"), text);
    }
}

static void build(struct scene *scene)
{
    static const char *const keywords[] = {
        "type: integer", "pattern: '^never$'", "enum: [never]", "const: never", "format: uuid",
        "maxLength: 1",  "type: array",        "not: {}",       "minimum: 1e99"};
    size_t place = choose(&scene->chooser, ARRAY_LENGTH(places));
    size_t echo = choose(&scene->chooser, ARRAY_LENGTH(echoes));
    size_t length = 12 + choose(&scene->chooser, SECRET_MAX_BYTES - 11);
    struct str seed = {(const char *)scene->chooser.data, scene->chooser.size};

    scene->keyword = CHOOSE(&scene->chooser, keywords);
    scene->secret = secret_make(&scene->arena, seed, length, places[place].letters);
    scene->standing = places[place].name;
    scene->told = echoes[echo].name;
    add_text_member(scene, &scene->response_members, "kept", STR("kept-within"));
    places[place].put(scene);
    echoes[echo].put(scene);
}

static void scene_init(struct scene *scene, const uint8_t *data, size_t size)
{
    *scene = (struct scene){.chooser = {data, size}};
    arena_init(&scene->arena);
    strbuf_init(&scene->query, SIZE_MAX);
    strbuf_init(&scene->request_headers, SIZE_MAX);
    strbuf_init(&scene->response_headers, SIZE_MAX);
    strbuf_init(&scene->request_members, SIZE_MAX);
    strbuf_init(&scene->response_members, SIZE_MAX);
}

static void scene_release(struct scene *scene)
{
    strbuf_release(&scene->query);
    strbuf_release(&scene->request_headers);
    strbuf_release(&scene->response_headers);
    strbuf_release(&scene->request_members);
    strbuf_release(&scene->response_members);
    arena_release(&scene->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct strbuf messages;
    struct scene scene;

    enter_folder();
    remove_outputs(outputs);
    scene_init(&scene, data, size);
    strbuf_init(&messages, SIZE_MAX);
    build(&scene);
    describe(&scene);
    record(&scene);
    call(&messages);
    check_outputs(&scene);
    strbuf_release(&messages);
    scene_release(&scene);
    leave_folder();
    return 0;
}
