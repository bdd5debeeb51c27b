#include "redact/known_secrets.h"

#include "base/base64.h"
#include "base/percent.h"
#include "base/strbuf.h"
#include "document/document.h"
#include "document/json_writer.h"
#include "redact/redaction.h"
#include "unit.h"

/* ---- a value in any of its forms ---- */

static uint32_t random_below(uint32_t *state, uint32_t limit)
{
    *state = *state * 1664525 + 1013904223;
    return (*state >> 8) % limit;
}

static void each_as(struct strbuf *out, struct str value, const char *format)
{
    for (size_t i = 0; i < value.length; i++)
        strbuf_addf(out, format, (unsigned char)value.text[i]);
}

static void raw(struct strbuf *out, struct str value)
{
    strbuf_add(out, value);
}

static void upper(struct strbuf *out, struct str value)
{
    for (size_t i = 0; i < value.length; i++)
        strbuf_add_char(out, ascii_upper(value.text[i]));
}

static void lower_percent(struct strbuf *out, struct str value)
{
    each_as(out, value, "%%%02x");
}

static void form(struct strbuf *out, struct str value)
{
    for (size_t i = 0; i < value.length; i++) {
        if (value.text[i] == ' ')
            strbuf_add_char(out, '+');
        else
            percent_encode(out, str_slice(value, i, 1));
    }
}

static void json_units(struct strbuf *out, struct str value)
{
    each_as(out, value, "\\u%04X");
}

/* Some of the characters with one escape, some with another. */
static void json_mixed(struct strbuf *out, struct str value)
{
    for (size_t i = 0; i < value.length; i++) {
        if (i % 3 == 0)
            strbuf_addf(out, "\\u%04x", (unsigned char)value.text[i]);
        else if (i % 3 == 1 && value.text[i] == '/')
            strbuf_add_text(out, "\\/");
        else
            json_add_escaped(out, str_slice(value, i, 1));
    }
}

static void script(struct strbuf *out, struct str value)
{
    each_as(out, value, "\\x%02x");
}

static void markup(struct strbuf *out, struct str value)
{
    for (size_t i = 0; i < value.length; i++) {
        char c = value.text[i];

        strbuf_add_text(out, c == '&'    ? "&amp;"
                             : c == '<'  ? "&lt;"
                             : c == '>'  ? "&gt;"
                             : c == '"'  ? "&quot;"
                             : c == '\'' ? "&#39;"
                             : c == '/'  ? "&sol;"
                             : c == '+'  ? "&plus;"
                                         : "");
        if (!char_is_any(c, "&<>\"'/+"))
            strbuf_add_char(out, c);
    }
}

static void decimal_references(struct strbuf *out, struct str value)
{
    each_as(out, value, "&#%u;");
}

static void hex_references(struct strbuf *out, struct str value)
{
    each_as(out, value, "&#x%x;");
}

typedef void encoder(struct strbuf *out, struct str value);

static encoder *const encoders[] = {raw,    upper,      percent_encode,     lower_percent,
                                    form,   json_units, json_mixed,         json_add_escaped,
                                    script, markup,     decimal_references, hex_references};

static void base64_into(struct strbuf *out, struct str value, const char *before, bool url_safe)
{
    struct arena arena;
    struct str text;

    arena_init(&arena);
    text = base64_encode(&arena, str_format(&arena, "%s%.*s!", before, STR_ARGS(value)));
    for (size_t i = 0; i < text.length; i++) {
        char c = text.text[i];

        strbuf_add_char(out, !url_safe ? c : c == '+' ? '-' : c == '/' ? '_' : c);
    }
    arena_release(&arena);
}

/* Of printable ASCII, marks and letters mixed. */
static struct str random_value(struct arena *arena, uint32_t *state)
{
    size_t length = 8 + random_below(state, 40);
    char *text = arena_alloc(arena, length + 1);

    for (size_t i = 0; i < length; i++)
        text[i] = (char)(0x20 + random_below(state, 0x5f));
    text[0] = 'K'; /* what stands at the ends is no blank, and no half of an escape */
    text[length - 1] = 'z';
    text[length] = '\0';
    return (struct str){text, length};
}

static void expect(const struct redaction *redaction, struct arena *arena, struct str encoded,
                   struct str value)
{
    struct str text = str_format(arena, "before, %.*s; behind", STR_ARGS(encoded));
    struct str redacted = redact_text(redaction, arena, text);

    ck_assert_msg(str_is(redacted, "before, [redacted]; behind"), "%.*s in %.*s gives %.*s",
                  STR_ARGS(value), STR_ARGS(text), STR_ARGS(redacted));
}

enum { VALUES = 200 };

START_TEST(no_form_of_a_value_survives)
{
    uint32_t state = (uint32_t)_i * 7919 + 1;
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct str value;

    arena_init(&arena);
    value = random_value(&arena, &state);
    redaction_learn_value(redaction, value);
    for (size_t i = 0; i < ARRAY_LENGTH(encoders); i++)
        for (size_t j = 0; j < ARRAY_LENGTH(encoders); j++) {
            struct strbuf once, twice;

            strbuf_init(&once, SIZE_MAX);
            strbuf_init(&twice, SIZE_MAX);
            encoders[i](&once, value);
            if (encoders[j] != upper)
                encoders[j](&twice, strbuf_str(&once));
            expect(redaction, &arena, strbuf_str(twice.length ? &twice : &once), value);
            strbuf_release(&once);
            strbuf_release(&twice);
        }
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(no_value_survives_in_base64)
{
    static const char *const before[] = {"", "u", "u:", "user:"};
    uint32_t state = (uint32_t)_i * 104729 + 1;
    struct redaction *redaction = redaction_new();
    struct arena arena;
    struct str value, decoded, redacted;

    arena_init(&arena);
    value = random_value(&arena, &state);
    redaction_learn_value(redaction, value);
    for (size_t i = 0; i < ARRAY_LENGTH(before) * 4; i++) {
        struct strbuf text, shown;

        strbuf_init(&text, SIZE_MAX);
        strbuf_init(&shown, SIZE_MAX);
        strbuf_add_text(&text, "is ");
        base64_into(&shown, value, before[i / 4], i & 1);
        if (i & 2)
            percent_encode(&text, strbuf_str(&shown));
        else
            strbuf_add(&text, strbuf_str(&shown));
        strbuf_add_text(&text, " so");
        redacted = redact_text(redaction, &arena, strbuf_str(&text));
        decoded = str_slice(redacted, 3, redacted.length - 6);
        ck_assert_msg(
            str_find(redacted, STR(REDACTED)) != SIZE_MAX &&
                redacted.length < strlen("is ") + 8 + strlen(REDACTED) + 12 &&
                str_starts_with(redacted, STR("is ")) && str_ends_with(redacted, STR(" so")),
            "%.*s in %.*s: %.*s", STR_ARGS(value), STR_ARGS(strbuf_str(&text)), STR_ARGS(decoded));
        strbuf_release(&text);
        strbuf_release(&shown);
    }
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* ---- what is found where ---- */

static const struct {
    const char *learned, *text, *redacted;
} rows[] = {
    {"a+b/xyz", "a\\u002Bb\\/xyz", "[redacted]"},
    {"a%2Fbcdef", "is a/bcdef", "is [redacted]"},
    {"a%2Fbcdef", "is a%2fbcdef", "is [redacted]"},
    {"tok&en<1>", "<a>tok&amp;en&lt;1&gt;</a>", "<a>[redacted]</a>"},
    {"Zq9Secret", "zQ9sECRET", "[redacted]"},
    {"newSecret1", "C:\\newSecret1", "C:\\[redacted]"},
    {"abcdef1", "100%abcdef1", "100%[redacted]"},
    {"n\xc3\xa4h-geheim", "n\\u00e4h-geheim", "[redacted]"},
    {"key\xf0\x9f\x98\x80-emoji", "key\\uD83D\\uDE00-emoji", "[redacted]"},
    /* over several lines, as mail has them (RFC 2045, 6.7 and 6.8), and headers that are folded */
    {"Zk3v9QmX2rT7bL0pWy8sHd4NqF6", "is dXNlcjpaazN2OVFtWDJyVDdi\r\nTDBwV3k4c0hkNE5xRjYsIHNv.",
     "is dXNlcj[redacted]sIHNv."},
    {"Zk3v9QmX2rT7bL0pWy8sHd4NqF6", "is dXNlcjpaazN2OV\nFtWDJyVDdi\nTDBwV3k4c0hkN\nE5xRjYsIHNv.",
     "is dXNlcj[redacted]sIHNv."},
    {"Zk3v9QmX2rT7bL0pWy8sHd4NqF6",
     "is \\\"dXNlcjpaazN2OVFtWDJyVDdi\\r\\n TDBwV3k4c0hkNE5xRjYsIHNv.",
     "is \\\"dXNlcj[redacted]sIHNv."},
    {"Zk3v9QmX2rT7bL0pWy8sHd4NqF6", "is Zk3v9QmX2rT7bL=\r\n0pWy8sHd4NqF6.", "is [redacted]."},
    {"Zk3v9QmX2rT7bL0pWy8sHd4NqF6", "is Zk3v9QmX2rT7bL\n \t0pWy8sHd4NqF6.", "is [redacted]."},
    {"p@ssw0rd=Zq9/xy", "is p@ssw0rd=3DZq9/xy.", "is [redacted]."},
    {"p@ssw0rd=Zq9/xy", "is p=40ssw0rd=3D=\\nZq9/xy.", "is [redacted]."},
    {"Zk3v9QmX2r", "is Zk3v9 QmX2r=\n", "is Zk3v9 QmX2r=\n"},
    /* Base64 in Base64 */
    {"Zk3v9QmX2rT7bL0pWy8sHd4NqF6",
     "is eyJ0IjogIldtc3pkamxSYlZneWNsUTNZa3d3Y0ZkNU9ITklaRFJPY1VZMiJ9.",
     "is eyJ0IjogI[redacted]J9."},
    /* what a value says in Base64, padded or not, and secrets in it */
    {"SGVsbG9Xb3JsZFNlY3JldDk=", "is HelloWorldSecret9.", "is [redacted]."},
    {"SGVsbG8_V29ybGQ-U2VjcmV0OX5-", "is Hello?World>Secret9~~.", "is [redacted]."},
    {"U0dWc2JHOVhiM0pzWkZObFkzSmxkRGs", "is HelloWorldSecret9.", "is [redacted]."},
    {"eyJ1c2VyIjoiY2Fyb2wiLCJ0b2tlbiI6IlprM3Y5UW1YMnJUNyJ9", "carol, Zk3v9QmX2rT7",
     "carol, [redacted]"},
    {"dXNlcjpodW50ZXIyaHVudGVyMg", "user: hunter2hunter2", "user: [redacted]"},
    {"aHR0cHM6Ly9hLmV4YW1wbGU", "https://a.example and //a.example", "[redacted] and //a.example"},
    {"c3RyaW5n", "expected string", "expected string"},
    {"cGV0cw==", "pets", "pets"},
    /* short values are no part of a word */
    {"pw12", "pw12 and pw123, xpw12 and \"pw12\"",
     "[redacted] and pw123, xpw12 and \"[redacted]\""},
    {"pw12", "a%20pw12%20b", "a%20[redacted]%20b"},
    {"tiger", "a tiger, tigers", "a [redacted], tigers"},
    {"123456", "123456 1234567 0123456 x", "[redacted] 1234567 0123456 x"},
    {"123456789012", "91234567890129", "9[redacted]9"},
    {"4711", "4711", "4711"},
    {"abc", "abc", "abc"},
    {"------", "a ------ b", "a ------ b"},
    /* words are not learned */
    {"integer", "expected integer", "expected integer"},
    {"Deleted", "was deleted", "was deleted"},
    {"{{token}}", "with {{token}}", "with {{token}}"},
    {REDACTED, "is [redacted]", "is [redacted]"},
    {"described", "is Described", "is Described"},
    /* what rules/values.md says is not found */
    {"Zk3v9QmX2rT7bL0pWy8s", "5a6b337639516d583272543762", "5a6b337639516d583272543762"},
    {"Zk3v9QmX2rT7bL0pWy8s", "Zk3v9QmX2rT7bL0pWy8", "Zk3v9QmX2rT7bL0pWy8"},
    {"Zk3v9QmX2rT7bL0pWy8s", "Zk3v9QmX2r T7bL0pWy8s", "Zk3v9QmX2r T7bL0pWy8s"},
    {"n\xc3\xa4h-geheim", "N\xc3\x84H-GEHEIM", "N\xc3\x84H-GEHEIM"},
    {"abc", "is abc", "is abc"},
    {"12345", "is 12345", "is 12345"},
    /* nothing else changes */
    {"secret-1", "a  b\t%20%zz\\q&nosuch;&#; secret-1 \\",
     "a  b\t%20%zz\\q&nosuch;&#; [redacted] \\"},
    {"secret-1", "secret-", "secret-"},
    {"secret-1", "", ""},
};

START_TEST(learned_values_are_found)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_add_words(redaction, json_read(&arena, STR("d"), STR("[\"described\"]"), NULL)->root);
    redaction_learn_value(redaction, str_of(rows[_i].learned));
    ck_assert_str(redact_text(redaction, &arena, str_of(rows[_i].text)), rows[_i].redacted);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(what_the_user_gave_is_found_everywhere)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_add_words(redaction, json_read(&arena, STR("d"), STR("[\"string\"]"), NULL)->root);
    redaction_add_value(redaction, STR("string"));
    redaction_add_value(redaction, STR("4711"));
    ck_assert_str(redact_text(redaction, &arena, STR("a substring 047110")),
                  "a sub[redacted] 0[redacted]0");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(letters_alone_are_no_part_of_names)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_learn_value(redaction, STR("active"));
    redaction_learn_value(redaction, STR("Example"));
    ck_assert_str(redact_text(redaction, &arena, STR("inactive is_active pre-active a.example/x")),
                  "inactive is_active pre-active a.example/x");
    ck_assert_str(redact_text(redaction, &arena, STR("is active. /u/active?p=ACTIVE \"example\"")),
                  "is [redacted]. /u/[redacted]?p=[redacted] \"[redacted]\"");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(the_longest_and_all_that_overlap_are_taken_out)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    redaction_learn_value(redaction, STR("1bcdef"));
    redaction_learn_value(redaction, STR("1bcdefgh2j"));
    redaction_learn_value(redaction, STR("h2jklmno"));
    ck_assert_str(redact_text(redaction, &arena, STR("-1bcdefgh2jklmnop")), "-[redacted]p");
    ck_assert_str(redact_text(redaction, &arena, STR("-1bcdefgh2x1bcdef")),
                  "-[redacted]gh2x[redacted]");
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

/* Of the letters and digits that tokens have; each is the beginning of the longer ones. */
static struct str long_token(struct arena *arena, size_t length)
{
    char *text = arena_alloc(arena, length + 1);

    for (size_t i = 0; i < length; i++)
        text[i] = "abcdefgh01234567"[(i * i + i / 7) % 16];
    return (struct str){text, length};
}

/* Lengths of tokens that are learned one after the other, and of the one that is met. */
static const struct {
    size_t learned[2], met;
} long_tokens[] = {
    {{4000}, 4000},
    {{SECRET_TOKEN_BYTES + 1}, SECRET_TOKEN_BYTES + 1},
    {{SECRET_TOKEN_BYTES}, SECRET_TOKEN_BYTES},
    {{SECRET_TOKEN_BYTES - 1}, SECRET_TOKEN_BYTES - 1},
    {{SECRET_TOKEN_BYTES, 600}, 600},
    {{600, SECRET_TOKEN_BYTES}, 600},
    {{SECRET_TOKEN_BYTES - 1, 600}, 600},
    {{600, 4000}, 4000},
};

static void expect_long(const struct redaction *redaction, struct str token)
{
    struct arena arena;
    struct str text;

    arena_init(&arena);
    text = str_format(&arena, "is %.*s, so", STR_ARGS(token));
    ck_assert_str(redact_text(redaction, &arena, text), "is [redacted], so");
    arena_release(&arena);
}

static void learn_long(struct redaction *redaction, struct arena *arena, int row)
{
    for (size_t i = 0; i < 2 && long_tokens[row].learned[i]; i++)
        redaction_learn_value(redaction, long_token(arena, long_tokens[row].learned[i]));
}

START_TEST(long_tokens_are_found_to_their_end)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;

    arena_init(&arena);
    learn_long(redaction, &arena, _i);
    expect_long(redaction, long_token(&arena, long_tokens[_i].met));
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

START_TEST(long_tokens_that_another_learned_are_found_to_their_end)
{
    struct redaction *redaction = redaction_new(), *worker = redaction_fork(redaction);
    struct arena arena;
    const struct secret_text *values;
    size_t count;

    arena_init(&arena);
    learn_long(worker, &arena, _i);
    values = redaction_learned(worker, &arena, &count);
    ck_assert(!redaction_learn_values(redaction, values, count));
    expect_long(redaction, long_token(&arena, long_tokens[_i].met));
    arena_release(&arena);
    redaction_free(worker);
    redaction_free(redaction);
}
END_TEST

START_TEST(long_tokens_that_were_given_are_found_to_their_end)
{
    struct redaction *redaction = redaction_new(), *worker;
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < 2 && long_tokens[_i].learned[i]; i++)
        redaction_add_value(redaction, long_token(&arena, long_tokens[_i].learned[i]));
    worker = redaction_fork(redaction);
    expect_long(redaction, long_token(&arena, long_tokens[_i].met));
    expect_long(worker, long_token(&arena, long_tokens[_i].met));
    arena_release(&arena);
    redaction_free(worker);
    redaction_free(redaction);
}
END_TEST

/* ---- cost, in steps ---- */

static uint64_t steps_of(struct known_secrets *known, struct str text)
{
    struct secret_view view = {.text = text};
    struct arena arena;
    struct secret_marks marks = {.length = text.length, .arena = &arena};

    arena_init(&arena);
    known->steps = 0;
    known_secrets_mark(known, &view, &marks);
    arena_release(&arena);
    return known->steps;
}

enum { MEGABYTE = 1024 * 1024 };

/* A text of tokens of its own, and a thousand of those that are known. */
static char *random_text(const struct known_secrets *known)
{
    uint32_t state = 5;
    char *text = alloc_bytes(MEGABYTE);

    for (size_t i = 0; i < MEGABYTE; i++)
        text[i] = "abcdefghijklmnopqrstuvwxyz0123456789 \n"[random_below(&state, 38)];
    for (size_t i = 0; i < 1000 && i < known->patterns.count; i++) {
        struct str secret = known_secrets_at(known, i);

        memcpy(text + i * 1000, secret.text, secret.length);
    }
    return text;
}

static void add_tokens(struct known_secrets *known, const char *before, size_t count)
{
    uint32_t state = 3;
    struct arena arena;

    arena_init(&arena);
    for (size_t i = 0; i < count; i++)
        known_secrets_add(known,
                          str_format(&arena, "%s%08x%08x%08x", before,
                                     random_below(&state, 1u << 24), (unsigned)i,
                                     random_below(&state, 1u << 24)),
                          false);
    arena_release(&arena);
}

START_TEST(ten_thousand_secrets_cost_what_ten_do)
{
    struct known_secrets few = {0}, many = {0};
    char *text;
    uint64_t steps;

    add_tokens(&few, "sk_live_", 10);
    add_tokens(&many, "sk_live_", 10000);
    text = random_text(&many);
    steps = steps_of(&many, (struct str){text, MEGABYTE});
    ck_assert_msg(steps < 2 * steps_of(&few, (struct str){text, MEGABYTE}), "%llu steps",
                  (unsigned long long)steps);
    free(text);
    known_secrets_release(&few);
    known_secrets_release(&many);
}
END_TEST

/* Every place of the text begins as every secret does, or as secrets of all lengths. */
START_TEST(secrets_made_to_be_slow_are_not)
{
    struct known_secrets known = {0};
    char *text = alloc_bytes(MEGABYTE), letters[512];
    uint64_t steps;

    memset(text, 'a', MEGABYTE);
    memset(letters, 'a', sizeof letters);
    for (size_t length = 8; length <= 200; length++) {
        known_secrets_add(&known, (struct str){letters, length}, false);
        letters[length] = 'b';
        known_secrets_add(&known, (struct str){letters, length + 1}, false);
        letters[length] = 'a';
    }
    steps = steps_of(&known, (struct str){text, MEGABYTE});
    ck_assert_msg(steps < (uint64_t)MEGABYTE * 3 * 200, "%llu steps", (unsigned long long)steps);
    /* A token that is found to its end begins at every place. */
    known_secrets_add(&known, (struct str){letters, sizeof letters}, false);
    steps = steps_of(&known, (struct str){text, MEGABYTE});
    ck_assert_msg(steps < (uint64_t)MEGABYTE * 3 * SECRET_TOKEN_BYTES, "%llu steps",
                  (unsigned long long)steps);
    free(text);
    known_secrets_release(&known);
}
END_TEST

START_TEST(searching_and_adding_take_turns)
{
    struct known_secrets known = {0};
    struct arena arena;

    arena_init(&arena);
    for (unsigned i = 0; i < 3000; i++) {
        struct str value = str_format(&arena, "secret-%u-x", i);
        struct secret_view view = {.text = value};
        struct secret_marks marks = {.length = value.length, .arena = &arena};

        known_secrets_add(&known, value, false);
        known_secrets_mark(&known, &view, &marks);
        ck_assert_str(secret_marks_apply(&marks, value), REDACTED);
        ck_assert_uint_le(known.level_count, 13);
    }
    for (unsigned i = 0; i < 3000; i++) {
        struct str value = str_format(&arena, "secret-%u-x", i);
        struct secret_view view = {.text = value};
        struct secret_marks marks = {.length = value.length, .arena = &arena};

        known_secrets_mark(&known, &view, &marks);
        ck_assert_str(secret_marks_apply(&marks, value), REDACTED);
    }
    arena_release(&arena);
    known_secrets_release(&known);
}
END_TEST

START_TEST(beyond_the_ceiling_nothing_is_shown)
{
    struct redaction *redaction = redaction_new();
    struct arena arena;
    size_t length = 4 * MEGABYTE;
    char *text = alloc_bytes(length);

    arena_init(&arena);
    for (unsigned i = 0; i < 40; i++) {
        memset(text, ' ', length); /* no token: all of it is kept */
        text[0] = (char)('a' + i);
        redaction_learn_value(redaction, (struct str){text, length});
    }
    ck_assert(redaction_is_full(redaction));
    ck_assert_str(redact_text(redaction, &arena, STR("a word")), REDACTED);
    redaction_forget(redaction);
    ck_assert(!redaction_is_full(redaction));
    ck_assert_str(redact_text(redaction, &arena, STR("a word")), "a word");
    free(text);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

UNIT_SUITE("known_secrets", UNIT_TIMES(no_form_of_a_value_survives, VALUES);
           UNIT_TIMES(no_value_survives_in_base64, VALUES);
           UNIT_LOOP(learned_values_are_found, rows);
           UNIT_TEST(what_the_user_gave_is_found_everywhere);
           UNIT_TEST(letters_alone_are_no_part_of_names);
           UNIT_TEST(the_longest_and_all_that_overlap_are_taken_out);
           UNIT_LOOP(long_tokens_are_found_to_their_end, long_tokens);
           UNIT_LOOP(long_tokens_that_another_learned_are_found_to_their_end, long_tokens);
           UNIT_LOOP(long_tokens_that_were_given_are_found_to_their_end, long_tokens);
           UNIT_TEST(ten_thousand_secrets_cost_what_ten_do);
           UNIT_TEST(secrets_made_to_be_slow_are_not); UNIT_TEST(searching_and_adding_take_turns);
           UNIT_TEST(beyond_the_ceiling_nothing_is_shown))
