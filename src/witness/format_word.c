#include "witness/format_word.h"

#include <inttypes.h>
#include <time.h>

#include "base/arena.h"
#include "base/base64.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "document/kinds.h"
#include "witness/hint_word.h"

enum {
    FIRST_OF_2024 = 1704067200, /* in seconds: the clock where none is set */
    FIRST_WIDE_LETTER = 0xc0,
    FIRST_SURROGATE = 0xd800
};

struct word {
    const struct witness_settings *settings;
    struct str words; /* of the hint; may be empty */
    uint64_t n;
    uint64_t turn;   /* of n; from 0 */
    uint64_t number; /* turn + 1 */
    struct strbuf *out;
};

/* ---- the hint's words ---- */

static bool is_one_of(struct str word, const char *list)
{
    struct str rest = str_of(list);

    while (rest.text)
        if (str_equal(str_cut(&rest, ' '), word))
            return true;
    return false;
}

/* Adds the words of ASCII but those of the list `left_out`, which only name the format; `otherwise`
   where there are none. */
static void add_slug(const struct word *word, const char *left_out, char separator,
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

/* "", then `before` and 2, 3, ... */
static void add_number(const struct word *word, const char *before)
{
    if (word->turn)
        strbuf_addf(word->out, "%s%" PRIu64, before, word->number);
}

/* ---- time ---- */

/* So many seconds and days after the clock. false: in no year of four digits. */
static bool read_clock(const struct word *word, uint64_t days, uint64_t seconds, struct tm *time)
{
    int64_t now = word->settings->now_ms / 1000;
    time_t moment;

    if (days > INT32_MAX || seconds > INT32_MAX)
        return false;
    moment = (time_t)((now ? now : FIRST_OF_2024) + (int64_t)days * DAY_SECONDS + (int64_t)seconds);
    return gmtime_r(&moment, time) && time->tm_year >= -1900 && time->tm_year <= 9999 - 1900;
}

static void add_date(struct strbuf *out, const struct tm *time)
{
    strbuf_addf(out, "%04d-%02d-%02d", time->tm_year + 1900, time->tm_mon + 1, time->tm_mday);
}

static void add_time(struct strbuf *out, const struct tm *time)
{
    strbuf_addf(out, "%02d:%02d:%02d", time->tm_hour, time->tm_min, time->tm_sec);
}

static bool write_date(const struct word *word)
{
    struct tm time;

    if (!read_clock(word, word->turn, 0, &time))
        return false;
    add_date(word->out, &time);
    return true;
}

static bool write_date_time_local(const struct word *word)
{
    struct tm time;

    if (!read_clock(word, word->turn, 0, &time))
        return false;
    add_date(word->out, &time);
    strbuf_add_char(word->out, 'T');
    add_time(word->out, &time);
    return true;
}

static bool write_date_time(const struct word *word)
{
    return write_date_time_local(word) && strbuf_add_char(word->out, 'Z');
}

/* The step, an hour, a minute and a second, and a day have no divisor in common: every second of
   the day comes once. */
static bool write_time_local(const struct word *word)
{
    const uint64_t step = 3600 + 60 + 1;
    struct tm time;

    if (word->turn >= DAY_SECONDS || !read_clock(word, 0, word->turn * step % DAY_SECONDS, &time))
        return false;
    add_time(word->out, &time);
    return true;
}

static bool write_time(const struct word *word)
{
    return write_time_local(word) && strbuf_add_char(word->out, 'Z');
}

static bool write_duration(const struct word *word)
{
    return strbuf_addf(word->out, "P%" PRIu64 "D", word->number);
}

/* Names are not the locale's. */
static bool write_http_date(const struct word *word)
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    struct tm time;

    if (!read_clock(word, word->turn, 0, &time))
        return false;
    strbuf_addf(word->out, "%.3s, %02d %.3s %04d ", days + 3 * (size_t)time.tm_wday, time.tm_mday,
                months + 3 * (size_t)time.tm_mon, time.tm_year + 1900);
    add_time(word->out, &time);
    return strbuf_add_text(word->out, " GMT");
}

/* ---- hosts and mailboxes ---- */

/* The networks of RFC 5737, then 10.0.0.0/8. */
static bool add_network(const struct word *word, uint64_t index)
{
    static const char *const networks[] = {"192.0.2", "198.51.100", "203.0.113"};

    if (index < ARRAY_LENGTH(networks))
        return strbuf_add_text(word->out, networks[index]);
    index -= ARRAY_LENGTH(networks);
    return index <= 0xffff &&
           strbuf_addf(word->out, "10.%" PRIu64 ".%" PRIu64, index >> 8, index & 0xff);
}

static bool write_ipv4(const struct word *word)
{
    const uint64_t hosts = 254; /* of a network: neither the first nor the last address */

    return add_network(word, word->turn / hosts) &&
           strbuf_addf(word->out, ".%" PRIu64, word->turn % hosts + 1);
}

static bool write_ipv4_cidr(const struct word *word)
{
    return add_network(word, word->turn) && strbuf_add_text(word->out, ".0/24");
}

/* RFC 3849: 2001:db8::/32 */
static bool write_ipv6(const struct word *word)
{
    uint64_t number = word->number;

    if (number <= 0xffff)
        return strbuf_addf(word->out, "2001:db8::%" PRIx64, number);
    return number <= UINT32_MAX &&
           strbuf_addf(word->out, "2001:db8::%" PRIx64 ":%" PRIx64, number >> 16, number & 0xffff);
}

static bool write_ipv6_cidr(const struct word *word)
{
    if (word->turn == 0)
        return strbuf_add_text(word->out, "2001:db8::/32");
    return word->turn <= 0xffff && strbuf_addf(word->out, "2001:db8:%" PRIx64 "::/48", word->turn);
}

static bool write_hostname(const struct word *word)
{
    return strbuf_addf(word->out, "host%" PRIu64 ".example.com", word->number);
}

static bool write_email(const struct word *word)
{
    add_slug(word, "email emails e mail mails address addresses", '.', "user");
    add_number(word, "");
    return strbuf_add_text(word->out, "@example.com");
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

    add_slug(word, "url urls uri uris iri link links href path reference template", '-', otherwise);
    add_number(word, word->out->length > start ? "/" : "");
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
    add_slug(word, "pointer", '-', "items");
    return strbuf_addf(word->out, "/%" PRIu64, word->turn);
}

static bool write_relative_pointer(const struct word *word)
{
    strbuf_addf(word->out, "%" PRIu64 "/", word->turn);
    add_slug(word, "pointer", '-', "items");
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
    add_slug(word, "", ' ', "example");
    add_number(word, " ");
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
    add_slug(word, "pattern regex", '-', "word");
    add_number(word, "");
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
    add_slug(word, "token", '-', "a");
    add_number(word, "-");
    return true;
}

/* ---- rows ---- */

static const struct {
    const char *format;
    bool (*write)(const struct word *word);
} rows[] = {
    {"date-time", write_date_time},
    {"date", write_date},
    {"time", write_time},
    {"duration", write_duration},
    {"date-time-local", write_date_time_local},
    {"time-local", write_time_local},
    {"http-date", write_http_date},
    {"ipv4", write_ipv4},
    {"ipv6", write_ipv6},
    {"ipv4-cidr", write_ipv4_cidr},
    {"ipv6-cidr", write_ipv6_cidr},
    {"hostname", write_hostname},
    {"idn-hostname", write_hostname},
    {"email", write_email},
    {"idn-email", write_email},
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
