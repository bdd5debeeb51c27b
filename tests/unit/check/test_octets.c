/* Which bodies and parts are octets, whatever their media type, and which have no reading as a
   value: media types, schemas and versions, each in a request and in a response. */
#include "judging.h"

enum { IN_30 = 1, IN_31 = 2, IN_32 = 4, BEFORE_32 = IN_30 | IN_31, SINCE_31 = IN_31 | IN_32 };
enum { EVERY = IN_30 | IN_31 | IN_32 };

#define BINARY "{type: string, format: binary}"

#define JSON_FILE   "{\"x\":1}"
#define BROKEN_JSON "{\"x\":"

static const struct row {
    unsigned versions;
    const char *type, *schema, *body;
    const char *expected; /* by the rule or reason, without its side; "": nothing is said */
} rows[] = {
#include "octets.def"
};

static const struct {
    unsigned bit;
    const char *text;
} versions[] = {{IN_30, "3.0.3"}, {IN_31, "3.1.0"}, {IN_32, "3.2.0"}};

static void describe(const struct row *row, const char *version, struct strbuf *out)
{
    struct str type = str_of(row->type), key = str_cut(&type, ';');

    strbuf_addf(out,
                "openapi: %s\ninfo: {title: Octets, version: '1'}\npaths:\n  /b:\n    post:\n"
                "      security: [{}]\n      requestBody: &body\n        content:\n"
                "          '%.*s': {schema: %s}\n"
                "      responses:\n        '200': {<<: *body, description: ok}\n"
                "components:\n  schemas:\n"
                "    File: " BINARY
                "\n    Wrapped: {allOf: [{$ref: '#/components/schemas/File'}]}\n",
                version, STR_ARGS(key), row->schema);
}

static const char *judged(struct judging *judging, const struct row *row, bool request)
{
    char header[256];

    snprintf(header, sizeof header, "content-type: %s", row->type);
    return request ? judge_sent(judging, &(struct sent){.request = "POST /b",
                                                        .request_headers = header,
                                                        .request_body = row->body})
                   : judge_sent(judging, &(struct sent){.request = "POST /b",
                                                        .request_headers = header,
                                                        .request_state = BODY_UNKNOWN,
                                                        .status = 200,
                                                        .headers = header,
                                                        .body = row->body});
}

/* Does each line that is not of the other side hold the expected text, and is there one? That what
   is malformed cannot be read goes without saying. */
static bool is_expected(const char *expected, const char *got, const char *part)
{
    struct str rest = str_of(got), line;
    bool some = false;

    while ((line = str_cut(&rest, '\n')).length) {
        if (str_find(line, str_of(part)) == SIZE_MAX ||
            str_find(line, STR("cannot be read as")) != SIZE_MAX)
            continue;
        if (!*expected || str_find(line, str_of(expected)) == SIZE_MAX)
            return false;
        some = true;
    }
    return some == (*expected != '\0');
}

START_TEST(octets)
{
    const struct row *row = &rows[_i];

    for (size_t i = 0; i < ARRAY_LENGTH(versions); i++) {
        struct strbuf description;
        struct judging judging;
        const char *got;

        if (!(row->versions & versions[i].bit))
            continue;
        strbuf_init(&description, SIZE_MAX);
        describe(row, versions[i].text, &description);
        judging_init(&judging, description.text, NULL);
        for (int request = 0; request < 2; request++) {
            got = judged(&judging, row, request != 0);
            ck_assert_msg(
                is_expected(row->expected, got, request ? "request.body" : "response.body"),
                "%s: %s %s \"%s\": expected \"%s\", got\n%s", versions[i].text, row->type,
                row->schema, row->body, row->expected, got);
        }
        judging_release(&judging);
        strbuf_release(&description);
    }
}
END_TEST

UNIT_SUITE("octets", UNIT_LOOP(octets, rows))
