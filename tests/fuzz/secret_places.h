/* Places of an exchange where a value is secret, and places where it is told once more. */
#ifndef FUZZ_SECRET_PLACES_H
#define FUZZ_SECRET_PLACES_H

#include "secret_scene.h"

/* ---- where the secret stands ---- */

static void in_authorization(struct scene *scene)
{
    static const char *const names[] = {"Authorization", "Proxy-Authorization", "X-Authorization",
                                        "X-Forwarded-Authorization", "authentication"};
    static const char *const forms[] = {
        "Bearer %.*s",
        "bearer %.*s",
        "Token token=\"%.*s\"",
        "%.*s",
        "ApiKey %.*s",
        "Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"%.*s\"",
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE, Signature=%.*s",
        "Bearer  %.*s",
        "Bearer\t%.*s"};
    const char *name = CHOOSE(&scene->chooser, names), *form = CHOOSE(&scene->chooser, forms);
    char value[256];

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wformat-nonliteral"
    snprintf(value, sizeof value, form, STR_ARGS(scene->secret));
#pragma clang diagnostic pop
    add_header(scene, &scene->request_headers, name, str_of(value));
}

static void in_basic_password(struct scene *scene)
{
    struct str pair = str_format(&scene->arena, "user:%.*s", STR_ARGS(scene->secret));
    struct str code = base64_encode(&scene->arena, pair);

    add_header(scene, &scene->request_headers, "Authorization",
               str_format(&scene->arena, "Basic %.*s", STR_ARGS(code)));
}

static void in_named_header(struct scene *scene)
{
    static const char *const names[] = {"X-Api-Key",
                                        "x-auth-token",
                                        "X-Amz-Security-Token",
                                        "Ocp-Apim-Subscription-Key",
                                        "x-functions-key",
                                        "X-Client-Secret",
                                        "X-CSRF-Token",
                                        "DD-APPLICATION-KEY",
                                        "X-Vault-Token",
                                        "PRIVATE-TOKEN",
                                        "X-Custom"};

    add_header(scene, &scene->request_headers, CHOOSE(&scene->chooser, names), scene->secret);
}

static void in_response_header(struct scene *scene)
{
    static const char *const names[] = {"X-Auth-Token", "X-Api-Key", "Authorization",
                                        "X-Subject-Token"};

    add_header(scene, &scene->response_headers, CHOOSE(&scene->chooser, names), scene->secret);
}

static void in_cookie(struct scene *scene)
{
    static const char *const names[] = {"session", "sid", "x", "remember_me", "custom_c"};
    struct str value = str_format(&scene->arena, "a=b; %s=%.*s; theme=dark",
                                  CHOOSE(&scene->chooser, names), STR_ARGS(scene->secret));

    add_header(scene, &scene->request_headers, "Cookie", value);
}

static void in_set_cookie(struct scene *scene)
{
    struct str value =
        str_format(&scene->arena, "session=%.*s; Path=/; HttpOnly", STR_ARGS(scene->secret));

    add_header(scene, &scene->response_headers, "Set-Cookie", value);
}

static void in_query(struct scene *scene)
{
    static const char *const names[] = {"custom", "sig", "X-Amz-Signature", "subscription-key",
                                        "key"};
    size_t own = choose(&scene->chooser, 2);
    const char *name = own ? CHOOSE(&scene->chooser, names) : secret_name(scene);

    if (choose(&scene->chooser, 2))
        scene->parameter = name;
    add_query(scene, name, scene->secret);
}

static void in_query_by_schema(struct scene *scene)
{
    scene->parameter = "q1";
    scene->parameter_schema = "format: password";
    add_query(scene, "q1", scene->secret);
}

static void in_userinfo(struct scene *scene)
{
    struct str encoded = percent_text(&scene->arena, scene->secret);

    scene->userinfo = str_format(&scene->arena, choose(&scene->chooser, 2) ? "u:%.*s@" : "%.*s@",
                                 STR_ARGS(encoded))
                          .text;
}

/* A member of a secret name, in one of the ways that bodies have. */
static void add_secret_member(struct scene *scene, struct strbuf *members)
{
    static const char *const above[] = {"secret",   "password",      "credentials", "accessToken",
                                        "API_KEYS", "client-secret", "private_key"};
    struct arena *arena = &scene->arena;
    struct str name = json_text(arena, str_of(secret_name(scene)), choose(&scene->chooser, 2));
    struct str value = json_text(arena, scene->secret, choose(&scene->chooser, 2));

    switch (choose(&scene->chooser, 7)) {
    case 1:
        value = str_format(arena, "[%.*s]", STR_ARGS(value));
        break;
    case 2: /* what stands below some names is secret whatever its own is */
        name = json_text(arena, str_of(CHOOSE(&scene->chooser, above)), false);
        value = str_format(arena, "{\"value\":%.*s}", STR_ARGS(value));
        break;
    case 3: /* in a text */
        value = json_text(arena, str_format(arena, "{%.*s:%.*s}", STR_ARGS(name), STR_ARGS(value)),
                          choose(&scene->chooser, 2));
        name = STR("\"payload\"");
        break;
    case 4:
        value = str_format(arena, "[{\"a\":1,%.*s:%.*s}]", STR_ARGS(name), STR_ARGS(value));
        name = STR("\"items\"");
        break;
    case 5: /* a number that none can be told from */
        scene->secret = secret_make(arena, scene->secret, 15, SECRET_DIGITS);
        value = scene->secret;
        break;
    case 6:
        value = json_text(arena,
                          str_format(arena, "https://x.test/?a=1&access_token=%.*s&b=2",
                                     STR_ARGS(percent_text(arena, scene->secret))),
                          false);
        name = STR("\"link\"");
        break;
    default:
        break;
    }
    add_member(members, name, value);
}

static void in_request_member(struct scene *scene)
{
    add_secret_member(scene, &scene->request_members);
}

static void in_response_member(struct scene *scene)
{
    add_secret_member(scene, &scene->response_members);
}

/* The schema says so: format password, or writeOnly. */
static void in_request_by_schema(struct scene *scene)
{
    add_text_member(scene, &scene->request_members, choose(&scene->chooser, 2) ? "pin" : "seal",
                    scene->secret);
}

static void in_response_by_schema(struct scene *scene)
{
    add_text_member(scene, &scene->response_members, choose(&scene->chooser, 2) ? "pin" : "seal",
                    scene->secret);
}

static void in_form(struct scene *scene)
{
    scene->request_type = "application/x-www-form-urlencoded";
    scene->request_text = str_format(&scene->arena, "a=1&%s=%.*s&b=2", secret_name(scene),
                                     STR_ARGS(percent_text(&scene->arena, scene->secret)));
}

static void in_part(struct scene *scene)
{
    scene->request_type = "multipart/form-data; boundary=x";
    scene->request_text =
        str_format(&scene->arena,
                   "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\n"
                   "Content-Disposition: form-data; name=\"%s\"\r\n\r\n%.*s\r\n--x--\r\n",
                   secret_name(scene), STR_ARGS(scene->secret));
}

static void in_xml(struct scene *scene)
{
    const char *name = secret_name(scene);

    scene->request_type = "application/xml";
    scene->request_text = str_format(
        &scene->arena, choose(&scene->chooser, 2) ? "<r><%s>%.*s</%s></r>" : "<r %s=\"%.*s\"/>",
        name, STR_ARGS(scene->secret), name);
}

static void in_graphql(struct scene *scene)
{
    struct str query =
        str_format(&scene->arena, "mutation { login(user: \"u\", password: \"%.*s\") { ok } }",
                   STR_ARGS(scene->secret));

    add_text_member(scene, &scene->request_members, "query", query);
}

static void in_plain_text(struct scene *scene)
{
    scene->request_type = "text/plain";
    scene->request_text =
        str_format(&scene->arena, "%s=%.*s", secret_name(scene), STR_ARGS(scene->secret));
}

static void in_referer(struct scene *scene)
{
    static const char *const names[] = {"Referer", "X-Original-URL", "X-Forwarded-Uri"};
    struct str url = str_format(&scene->arena, "https://x.test/?access_token=%.*s",
                                STR_ARGS(percent_text(&scene->arena, scene->secret)));

    add_header(scene, &scene->request_headers, CHOOSE(&scene->chooser, names), url);
}

static void in_location(struct scene *scene)
{
    struct str url =
        str_format(&scene->arena, "https://x.test/cb#access_token=%.*s&token_type=bearer",
                   STR_ARGS(percent_text(&scene->arena, scene->secret)));

    add_header(scene, &scene->response_headers, "Location", url);
}

static const struct {
    const char *name;
    void (*put)(struct scene *scene);
    enum secret_letters letters;
} places[] = {
    {"authorization", in_authorization, SECRET_TOKEN},
    {"basic password", in_basic_password, SECRET_ANY},
    {"named header", in_named_header, SECRET_TOKEN},
    {"response header", in_response_header, SECRET_TOKEN},
    {"cookie", in_cookie, SECRET_TOKEN},
    {"set-cookie", in_set_cookie, SECRET_TOKEN},
    {"query", in_query, SECRET_ANY},
    {"query by schema", in_query_by_schema, SECRET_ANY},
    {"userinfo", in_userinfo, SECRET_ANY},
    {"request member", in_request_member, SECRET_ANY},
    {"response member", in_response_member, SECRET_ANY},
    {"request by schema", in_request_by_schema, SECRET_ANY},
    {"response by schema", in_response_by_schema, SECRET_ANY},
    {"form", in_form, SECRET_ANY},
    {"part", in_part, SECRET_ANY},
    {"xml", in_xml, SECRET_TOKEN},
    {"graphql", in_graphql, SECRET_TOKEN},
    {"plain text", in_plain_text, SECRET_TOKEN},
    {"referer", in_referer, SECRET_TOKEN},
    {"location", in_location, SECRET_TOKEN},
};

/* ---- where its value is told once more ---- */

static void nowhere(struct scene *scene)
{
    (void)scene;
}

static void in_note(struct scene *scene)
{
    add_text_member(scene, &scene->response_members, "note", scene->secret);
}

static void amid_note(struct scene *scene)
{
    struct str text =
        str_format(&scene->arena, "%.*s %.*s is not known", (int)choose(&scene->chooser, 80),
                   "a sentence that is long enough to be cut, of so many characters "
                   "as the input says it is",
                   STR_ARGS(scene->secret));

    add_text_member(scene, &scene->response_members, "note", text);
}

static void in_note_hidden(struct scene *scene)
{
    add_member(&scene->response_members, STR("\"note\""),
               json_text(&scene->arena, scene->secret, true));
}

static void in_note_percent(struct scene *scene)
{
    add_text_member(scene, &scene->response_members, "note",
                    percent_text(&scene->arena, scene->secret));
}

static void in_note_base64(struct scene *scene)
{
    struct str text = str_format(&scene->arena, "%.*s%.*s", (int)choose(&scene->chooser, 3), "id",
                                 STR_ARGS(scene->secret));

    add_text_member(scene, &scene->response_members, "note", base64_encode(&scene->arena, text));
}

/* As mail has it (RFC 2045, 6.8); the lines are long enough to tell a part of it. */
static void in_note_base64_lines(struct scene *scene)
{
    struct str rest = base64_encode(&scene->arena, scene->secret);
    struct strbuf lines;

    strbuf_init(&lines, SIZE_MAX);
    for (; rest.length; rest = str_slice(rest, 40, SIZE_MAX))
        strbuf_addf(&lines, "%.*s\r\n", STR_ARGS(str_slice(rest, 0, 40)));
    add_text_member(scene, &scene->response_members, "note", strbuf_str(&lines));
    strbuf_release(&lines);
}

/* RFC 2045, 6.7 */
static void in_note_quoted_printable(struct scene *scene)
{
    struct strbuf out;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < scene->secret.length; i++) {
        char c = scene->secret.text[i];

        if (i == 30)
            strbuf_add_text(&out, "=\r\n");
        strbuf_addf(&out, ascii_is_alpha(c) || ascii_is_digit(c) ? "%c" : "=%02X",
                    (unsigned char)c);
    }
    add_text_member(scene, &scene->response_members, "note", strbuf_str(&out));
    strbuf_release(&out);
}

/* Its place is told as a JSON Pointer. */
static void in_key(struct scene *scene)
{
    add_member(&scene->response_members, json_text(&scene->arena, scene->secret, false), STR("1"));
}

static void in_segment(struct scene *scene)
{
    scene->segment = percent_text(&scene->arena, scene->secret).text;
}

static void in_other_header(struct scene *scene)
{
    add_header(scene, &scene->response_headers, "X-Echo", scene->secret);
}

static void in_other_query(struct scene *scene)
{
    add_query(scene, "other", scene->secret);
}

static const struct {
    const char *name;
    void (*put)(struct scene *scene);
} echoes[] = {
    {"nowhere", nowhere},
    {"note", in_note},
    {"amid note", amid_note},
    {"note, escaped", in_note_hidden},
    {"note, percent", in_note_percent},
    {"note, base64", in_note_base64},
    {"note, base64 in lines", in_note_base64_lines},
    {"note, quoted-printable", in_note_quoted_printable},
    {"key", in_key},
    {"path", in_segment},
    {"header", in_other_header},
    {"query", in_other_query},
};

#endif
