#include "witness/format_word.h"

#include <inttypes.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/utf8.h"
#include "document/kinds.h"
#include "witness/format_writer.h"
#include "witness/hint_word.h"

enum { FIRST_WIDE_LETTER = 0xc0, FIRST_SURROGATE = 0xd800 };

/* ---- the hint's words ---- */

static bool is_one_of(struct str word, const char *list)
{
    struct str rest = str_of(list);

    while (rest.text)
        if (str_equal(str_cut(&rest, ' '), word))
            return true;
    return false;
}

void word_add_slug(const struct word *word, const char *left_out, char separator,
                   const char *otherwise)
{
    struct str rest = word->words;
    bool any = false;

    while (rest.text) {
        struct str part = str_cut(&rest, ' ');

        if (part.length == 0 || !str_is_ascii(part) || is_one_of(part, left_out))
            continue;
        if (any)
            strbuf_add_char(word->out, separator);
        strbuf_add(word->out, part);
        any = true;
    }
    if (!any)
        strbuf_add_text(word->out, otherwise);
}

void word_add_number(const struct word *word, const char *before)
{
    if (word->turn)
        strbuf_addf(word->out, "%s%" PRIu64, before, word->number);
}

/* ---- identifiers and places ---- */

/* splitmix64 */
static uint64_t scatter(uint64_t number)
{
    number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
    return number ^ number >> 31;
}

/* Version 4, variant 8 to b (RFC 9562, 5.4). The last group differs for all numbers, which are
   multiplied by an odd one. */
static bool write_uuid(const struct word *word)
{
    uint64_t bits = scatter(scatter(word->settings->seed + 1) + word->number);
    uint64_t node = word->number * UINT64_C(0x9e3779b97f4b) & UINT64_C(0xffffffffffff);

    return strbuf_addf(
        word->out, "%08" PRIx64 "-%04" PRIx64 "-4%03" PRIx64 "-%04" PRIx64 "-%012" PRIx64,
        bits >> 32, bits >> 16 & 0xffff, bits >> 4 & 0xfff, 0x8000 | (bits << 8 & 0x3fff), node);
}

static void add_path(const struct word *word, const char *otherwise)
{
    size_t start = word->out->length;

    word_add_slug(word, "url urls uri uris iri link links href path reference template", '-',
                  otherwise);
    word_add_number(word, word->out->length > start ? "/" : "");
}

static bool write_uri(const struct word *word)
{
    strbuf_add_text(word->out, "https://example.com/");
    add_path(word, "");
    return true;
}

static bool write_reference(const struct word *word)
{
    strbuf_add_char(word->out, '/');
    add_path(word, "");
    return true;
}

static bool write_template(const struct word *word)
{
    strbuf_add_char(word->out, '/');
    add_path(word, "items");
    return strbuf_add_text(word->out, "/{id}");
}

static bool write_pointer(const struct word *word)
{
    strbuf_add_char(word->out, '/');
    word_add_slug(word, "pointer", '-', "items");
    return strbuf_addf(word->out, "/%" PRIu64, word->turn);
}

static bool write_relative_pointer(const struct word *word)
{
    strbuf_addf(word->out, "%" PRIu64 "/", word->turn);
    word_add_slug(word, "pointer", '-', "items");
    return true;
}

/* ---- numbers ---- */

static bool write_integer(const struct word *word)
{
    return strbuf_addf(word->out, "%" PRIu64, word->number);
}

static bool write_decimal(const struct word *word)
{
    return strbuf_addf(word->out, "%" PRIu64 ".50", word->number);
}

/* ---- text of a kind ---- */

static bool write_words(const struct word *word)
{
    word_add_slug(word, "", ' ', "example");
    word_add_number(word, " ");
    return true;
}

static bool write_password(const struct word *word)
{
    return strbuf_addf(word->out, "Example-%" PRIu64 "-password", word->number);
}

static bool write_html(const struct word *word)
{
    strbuf_add_text(word->out, "<p>");
    write_words(word);
    return strbuf_add_text(word->out, "</p>");
}

static bool write_commonmark(const struct word *word)
{
    strbuf_add_text(word->out, "An *");
    write_words(word);
    return strbuf_add_char(word->out, '*');
}

/* Base64 of the words, with or without padding. */
static void add_base64(const struct word *word, bool padded)
{
    struct word plain = *word;
    struct strbuf text;
    struct arena arena;
    struct str encoded;

    arena_init(&arena);
    strbuf_init(&text, SIZE_MAX);
    plain.out = &text;
    write_words(&plain);
    encoded = base64_encode(&arena, strbuf_str(&text));
    strbuf_add(word->out, padded ? encoded : str_slice(encoded, 0, str_find_char(encoded, '=')));
    strbuf_release(&text);
    arena_release(&arena);
}

static bool write_byte(const struct word *word)
{
    add_base64(word, true);
    return true;
}

static bool write_base64url(const struct word *word)
{
    add_base64(word, false); /* of letters, digits and spaces: neither + nor / come up */
    return true;
}

/* Letters and digits, then the letters of Latin-1 and those that follow. */
static bool write_char(const struct word *word)
{
    static const char first[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    const uint64_t count = sizeof first - 1;
    char bytes[UTF8_MAX_BYTES];
    uint64_t code;

    if (word->turn < count)
        return strbuf_add_char(word->out, first[word->turn]);
    code = word->turn - count + FIRST_WIDE_LETTER;
    if (code >= FIRST_SURROGATE)
        return false;
    return strbuf_add(word->out, (struct str){bytes, utf8_encode((uint32_t)code, bytes)});
}

static bool write_language(const struct word *word)
{
    static const char *const tags[] = {"en", "pt", "de", "fr", "es", "en-GB", "pt-BR", "de-AT"};

    if (word->turn < ARRAY_LENGTH(tags))
        return strbuf_add_text(word->out, tags[word->turn]);
    return word->number <= 99999999 && /* a subtag has eight characters at most */
           strbuf_addf(word->out, "en-x-%" PRIu64, word->number);
}

static bool write_media_range(const struct word *word)
{
    static const char *const ranges[] = {"text/plain", "application/json", "text/*", "*/*"};

    if (word->turn < ARRAY_LENGTH(ranges))
        return strbuf_add_text(word->out, ranges[word->turn]);
    return strbuf_addf(word->out, "application/vnd.example.%" PRIu64 "+json", word->number);
}

static bool write_regex(const struct word *word)
{
    strbuf_add_char(word->out, '^');
    word_add_slug(word, "pattern regex", '-', "word");
    word_add_number(word, "");
    return strbuf_add_char(word->out, '$');
}

/* ---- structured fields ---- */

static bool write_sf_binary(const struct word *word)
{
    strbuf_add_char(word->out, ':');
    add_base64(word, true);
    return strbuf_add_char(word->out, ':');
}

static bool write_sf_boolean(const struct word *word)
{
    return word->n < 2 &&
           strbuf_add_text(word->out, (word->n + word->settings->seed) % 2 ? "?0" : "?1");
}

static bool write_sf_string(const struct word *word)
{
    strbuf_add_char(word->out, '"');
    write_words(word);
    return strbuf_add_char(word->out, '"');
}

/* It begins with a letter, whatever the hint begins with. */
static bool write_sf_token(const struct word *word)
{
    strbuf_add_text(word->out, "token-");
    word_add_slug(word, "token", '-', "a");
    word_add_number(word, "-");
    return true;
}

/* ---- rows ---- */

static const struct {
    const char *format;
    bool (*write)(const struct word *word);
} rows[] = {
    {"date-time", word_write_date_time},
    {"date", word_write_date},
    {"time", word_write_time},
    {"duration", word_write_duration},
    {"date-time-local", word_write_date_time_local},
    {"time-local", word_write_time_local},
    {"http-date", word_write_http_date},
    {"ipv4", word_write_ipv4},
    {"ipv6", word_write_ipv6},
    {"ipv4-cidr", word_write_ipv4_cidr},
    {"ipv6-cidr", word_write_ipv6_cidr},
    {"hostname", word_write_hostname},
    {"idn-hostname", word_write_hostname},
    {"email", word_write_email},
    {"idn-email", word_write_email},
    {"uuid", write_uuid},
    {"uri", write_uri},
    {"uri-reference", write_reference},
    {"iri", write_uri},
    {"iri-reference", write_reference},
    {"uri-template", write_template},
    {"json-pointer", write_pointer},
    {"relative-json-pointer", write_relative_pointer},
    {"int64", write_integer},
    {"uint64", write_integer},
    {"decimal", write_decimal},
    {"decimal128", write_decimal},
    {"byte", write_byte},
    {"base64url", write_base64url},
    {"char", write_char},
    {"language", write_language},
    {"media-range", write_media_range},
    {"regex", write_regex},
    {"sf-binary", write_sf_binary},
    {"sf-boolean", write_sf_boolean},
    {"sf-string", write_sf_string},
    {"sf-token", write_sf_token},
    {"binary", write_words},
    {"commonmark", write_commonmark},
    {"html", write_html},
    {"password", write_password},
};

static bool write_row(bool (*write)(const struct word *), const struct witness_settings *settings,
                      struct str hint, uint64_t n, struct strbuf *out)
{
    struct word word = {.settings = settings, .n = n, .turn = hint_turn(settings, n), .out = out};
    size_t start = out->length;
    struct strbuf words;
    bool written;

    word.number = word.turn + 1;
    strbuf_init(&words, HINT_MAX_BYTES);
    hint_split(hint, &words);
    word.words = strbuf_str(&words);
    written = write(&word);
    strbuf_release(&words);
    if (!written)
        out->length = start;
    return written;
}

bool format_word(const struct format *format, const struct witness_settings *settings,
                 struct str hint, uint64_t n, struct strbuf *out)
{
    if (!format || !(format->kinds & KIND_STRING) || n >= FORMAT_MAX_WORDS)
        return false;
    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++)
        if (str_is(format->name, rows[i].format))
            return write_row(rows[i].write, settings, hint, n, out);
    return false;
}
