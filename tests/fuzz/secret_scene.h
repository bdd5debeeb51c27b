/* An exchange with a secret in it, as the input has it grow: its texts, and names that are secret.
 */
#ifndef FUZZ_SECRET_SCENE_H
#define FUZZ_SECRET_SCENE_H

#include "secret.h"

/* Bytes of the input, 0 past its end. */
struct chooser {
    const uint8_t *data;
    size_t size;
};

static size_t choose(struct chooser *chooser, size_t count)
{
    if (chooser->size == 0)
        return 0;
    chooser->size--;
    return *chooser->data++ % count;
}

#define CHOOSE(chooser, array) (array)[choose(chooser, ARRAY_LENGTH(array))]

/* An exchange as it grows. */
struct scene {
    struct chooser chooser;
    struct arena arena;
    struct str secret;
    const char *standing;                     /* where the secret is, for who reads what broke */
    const char *told;                         /* where it is told once more */
    const char *keyword;                      /* that its schemas have */
    const char *parameter, *parameter_schema; /* of the query; NULL: not described */
    const char *userinfo, *segment;
    struct strbuf query, request_headers, response_headers;
    struct strbuf request_members, response_members;
    const char *request_type;
    struct str request_text; /* absent: the members, as JSON */
};

/* ---- writing ---- */

/* Any text as a JSON string; hidden: each character escaped. */
static struct str json_text(struct arena *arena, struct str text, bool hidden)
{
    struct strbuf out;
    struct str result;

    strbuf_init(&out, SIZE_MAX);
    strbuf_add_char(&out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.text[i];

        if (c < 0x20 || (hidden && c < 0x80))
            strbuf_addf(&out, "\\u%04x", c);
        else
            strbuf_addf(&out, "%s%c", c == '"' || c == '\\' ? "\\" : "", c);
    }
    strbuf_add_char(&out, '"');
    result = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return result;
}

static struct str percent_text(struct arena *arena, struct str text)
{
    struct strbuf out;
    struct str result;

    strbuf_init(&out, SIZE_MAX);
    percent_encode(&out, text);
    result = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return result;
}

static void add_member(struct strbuf *members, struct str name, struct str json)
{
    strbuf_addf(members, "%s%.*s:%.*s", members->length ? "," : "", STR_ARGS(name), STR_ARGS(json));
}

static void add_text_member(struct scene *scene, struct strbuf *members, const char *name,
                            struct str text)
{
    add_member(members, json_text(&scene->arena, str_of(name), false),
               json_text(&scene->arena, text, false));
}

static void add_header(struct scene *scene, struct strbuf *headers, const char *name,
                       struct str value)
{
    strbuf_addf(headers, "%s{\"name\":\"%s\",\"value\":%.*s}", headers->length ? "," : "", name,
                STR_ARGS(json_text(&scene->arena, value, false)));
}

static void add_query(struct scene *scene, const char *name, struct str value)
{
    strbuf_addf(&scene->query, "%s%s=%.*s", scene->query.length ? "&" : "", name,
                STR_ARGS(percent_text(&scene->arena, value)));
}

/* ---- names ---- */

/* A name that is secret wherever it stands, in some spelling. */
static const char *secret_name(struct scene *scene)
{
    static const char *const words[][2] = {
        {"access", "token"},  {"refresh", "token"}, {"client", "secret"}, {"api", "key"},
        {"private", "key"},   {"new", "password"},  {"session", "token"}, {"pwd", NULL},
        {"password", NULL},   {"secret", NULL},     {"passphrase", NULL}, {"client", "assertion"},
        {"code", "verifier"}, {"account", "key"},
    };
    static const struct {
        const char *between;
        bool first_capital, second_capital, capitals;
    } spellings[] = {{"_", false, false, false}, {"-", false, false, false},
                     {"", false, true, false},   {"", true, true, false},
                     {"_", false, false, true},  {"-", true, true, false}};
    size_t words_at = choose(&scene->chooser, ARRAY_LENGTH(words));
    size_t spelling = choose(&scene->chooser, ARRAY_LENGTH(spellings));
    const char *second = words[words_at][1];
    struct str joined = str_format(&scene->arena, "%s%s%s", words[words_at][0],
                                   second ? spellings[spelling].between : "", second ? second : "");
    char *name = str_copy(&scene->arena, joined).text ? (char *)joined.text : NULL;

    for (size_t i = 0; name && i < joined.length; i++)
        if (spellings[spelling].capitals || (i == 0 && spellings[spelling].first_capital) ||
            (second && spellings[spelling].second_capital && i + strlen(second) == joined.length))
            name[i] = ascii_upper(name[i]);
    return name;
}

#endif
