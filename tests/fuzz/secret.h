/* A secret that nothing else looks like, and whether a text tells it: as it is, or in some
   encoding, or a part of it. */
#ifndef FUZZ_SECRET_H
#define FUZZ_SECRET_H

#include <stdlib.h>

#include "base/base64.h"
#include "base/escape.h"
#include "base/percent.h"
#include "base/sha256.h"
#include "base/strbuf.h"
#include "base/utf8.h"

/* What it may be made of: what a token has; the same and digits alone; also what texts quote. */
enum secret_letters { SECRET_TOKEN, SECRET_DIGITS, SECRET_ANY };

enum { SECRET_MAX_BYTES = 64, SECRET_PART_BYTES = 8 };

/* Drawn from a seed, so that the bytes of the input say where it stands and not what it is.
   length: SECRET_PART_BYTES to SECRET_MAX_BYTES. */
static inline struct str secret_make(struct arena *arena, struct str seed, size_t length,
                                     enum secret_letters letters)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                   "0123456789-._~+/";
    static const char quoted[] = "\"\\'&<>%=;, {}[]()$#";
    struct sha256 hash;
    char hex[SHA256_HEX_LENGTH + 1], *text = arena_alloc(arena, length + 1);

    sha256_init(&hash);
    sha256_add(&hash, seed);
    sha256_hex(&hash, hex);
    for (size_t i = 0; i < length; i++) {
        unsigned number;

        if (i && i % (SHA256_HEX_LENGTH / 2) == 0) {
            sha256_init(&hash);
            sha256_add(&hash, str_of(hex));
            sha256_hex(&hash, hex);
        }
        number = (unsigned)(16 * ascii_hex_value(hex[2 * (i % 32)]) +
                            ascii_hex_value(hex[2 * (i % 32) + 1]));
        if (letters == SECRET_DIGITS)
            text[i] = (char)('1' + number % 9);
        else if (letters == SECRET_ANY && number % 6 == 0)
            text[i] = quoted[number / 6 % (sizeof quoted - 1)];
        else
            text[i] = alphabet[number % (sizeof alphabet - 1)];
        /* Letters at both ends, for blanks there are trimmed, and others belong to what is around.
         */
        if (letters != SECRET_DIGITS && (i == 0 || i + 1 == length))
            text[i] = alphabet[number % 52];
    }
    text[length] = '\0';
    return (struct str){text, length};
}

/* Outputs are long: what looks into them is no code whose edges count. */
#pragma clang attribute push(__attribute__((no_sanitize("coverage", "address", "undefined"))),     \
                             apply_to = function)

/* ---- what an output may have done to it ---- */

/* Backslashes of JSON, of YAML and of $'...' taken out. */
static inline struct str without_backslashes(struct arena *arena, struct str text)
{
    struct strbuf out;
    struct str result;

    strbuf_init(&out, SIZE_MAX);
    for (size_t i = 0; i < text.length; i++) {
        uint32_t code = 0;
        char utf8[UTF8_MAX_BYTES];
        size_t plain = str_find_char(str_slice(text, i, SIZE_MAX), '\\');
        bool escape = text.text[i] == '\\' && i + 1 < text.length;
        size_t digits = escape && ascii_lower(text.text[i + 1]) == 'u'   ? 4
                        : escape && ascii_lower(text.text[i + 1]) == 'x' ? 2
                                                                         : 0;

        if (plain) {
            strbuf_add(&out, str_slice(text, i, plain));
            i += plain - 1;
        } else if (escape && digits && i + 1 + digits < text.length) {
            for (size_t k = 0; k < digits; k++) {
                int value = ascii_hex_value(text.text[i + 2 + k]);

                code = code * 16 + (unsigned)(value < 0 ? 0 : value);
            }
            strbuf_add(&out, (struct str){utf8, utf8_encode(code ? code : 1, utf8)});
            i += 1 + digits;
        } else {
            strbuf_add_char(&out, text.text[escape ? ++i : i]);
        }
    }
    result = str_copy(arena, strbuf_str(&out));
    strbuf_release(&out);
    return result;
}

static inline struct str without_entities(struct arena *arena, struct str text)
{
    static const struct {
        struct str entity;
        char is;
    } entities[] = {{STR_INITIAL("&lt;"), '<'},    {STR_INITIAL("&gt;"), '>'},
                    {STR_INITIAL("&amp;"), '&'},   {STR_INITIAL("&quot;"), '"'},
                    {STR_INITIAL("&apos;"), '\''}, {STR_INITIAL("&#39;"), '\''}};
    char *copy = arena_alloc(arena, text.length + 1);
    size_t length = 0;

    while (text.length) {
        size_t kind = text.text[0] == '&' ? 0 : ARRAY_LENGTH(entities);

        while (kind < ARRAY_LENGTH(entities) && !str_starts_with(text, entities[kind].entity))
            kind++;
        copy[length++] = kind < ARRAY_LENGTH(entities) ? entities[kind].is : text.text[0];
        text = str_slice(text, kind < ARRAY_LENGTH(entities) ? entities[kind].entity.length : 1,
                         SIZE_MAX);
    }
    return (struct str){copy, length};
}

/* '...'\''...' of a shell, and '' of YAML. */
static inline struct str without_quotes(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++)
        if (text.text[i] != '\'')
            copy[length++] = text.text[i];
    return (struct str){copy, length};
}

/* RFC 6901, 4. */
static inline struct str without_pointer_escapes(struct arena *arena, struct str text)
{
    char *copy = arena_alloc(arena, text.length + 1);
    size_t length = 0;

    for (size_t i = 0; i < text.length; i++) {
        char next = i + 1 < text.length ? text.text[i + 1] : '\0';
        bool escape = text.text[i] == '~' && (next == '0' || next == '1');

        copy[length++] = escape && next == '1' ? '/' : text.text[i];
        i += escape;
    }
    return (struct str){copy, length};
}

/* ---- looking for it ---- */

/* Parts of a text, one after the other, each so many bytes; they overlap by half. */
struct parts {
    struct str whole;
    size_t bytes;
};

static inline unsigned two_bytes(char first, char second)
{
    return (unsigned)(unsigned char)first << 8 | (unsigned char)second;
}

/* Where the case of letters is ignored, two begin in up to four ways. */
static inline void add_beginnings(bool begins[static 1 << 16], const char *text)
{
    const char first[] = {ascii_lower(text[0]), ascii_upper(text[0])};
    const char second[] = {ascii_lower(text[1]), ascii_upper(text[1])};

    for (int i = 0; i < 4; i++)
        begins[two_bytes(first[i / 2], second[i % 2])] = true;
}

/* The part that the text goes on with; STR_NONE: none. */
static inline struct str part_at(struct str text, const struct parts *parts)
{
    for (size_t at = 0; at + parts->bytes <= parts->whole.length; at += parts->bytes / 2)
        if (text.length >= parts->bytes &&
            str_folds_to(text.text, parts->whole.text + at, parts->bytes))
            return str_slice(parts->whole, at, parts->bytes);
    return STR_NONE;
}

/* The first part that the text has, whatever the case of letters; STR_NONE: none. */
static inline struct str part_in(struct str text, struct str whole, size_t bytes)
{
    struct parts parts = {whole, bytes < whole.length ? bytes : whole.length};
    bool begins[1 << 16] = {false};
    struct str found = STR_NONE;

    for (size_t at = 0; at + parts.bytes <= whole.length; at += parts.bytes / 2)
        add_beginnings(begins, whole.text + at);
    for (size_t i = 0; i + 1 < text.length && !found.text; i++)
        if (begins[two_bytes(text.text[i], text.text[i + 1])])
            found = part_at(str_slice(text, i, SIZE_MAX), &parts);
    return found;
}

static inline bool contains(struct str text, struct str part)
{
    return part_in(text, part, part.length).text != NULL;
}

/* Of base64 what no neighbour has a bit in, at each of the three offsets. */
static inline struct str base64_in(struct arena *arena, struct str text, struct str secret)
{
    struct str found = STR_NONE;

    for (size_t offset = 0; offset < 3 && !found.text; offset++) {
        struct str padded =
            str_format(arena, "%.*s%.*s", (int)offset, "\xff\xff", STR_ARGS(secret));
        struct str code = base64_encode(arena, padded);

        found = part_in(text, str_slice(code, offset ? 4 : 0, (secret.length - offset) / 3 * 4 - 4),
                        2 * SECRET_PART_BYTES);
    }
    return found;
}

static inline struct str told_in(struct arena *arena, struct str text, struct str secret)
{
    struct str found = part_in(text, secret, SECRET_PART_BYTES);

    if (!found.text && secret.length >= 3 * SECRET_PART_BYTES)
        found = base64_in(arena, text, secret);
    return found;
}

/* The part of the secret that the output tells; STR_NONE: it tells nothing of it. */
static inline struct str secret_told(struct arena *arena, struct str output, struct str secret)
{
    struct str plain = without_backslashes(arena, output);
    const struct str views[] = {
        output,
        plain,
        without_backslashes(arena, plain),
        percent_decoded(arena, plain),
        percent_decoded(arena, percent_decoded(arena, plain)),
        without_entities(arena, plain),
        without_entities(arena, without_entities(arena, plain)),
        without_quotes(arena, plain),
        without_pointer_escapes(arena, plain),
    };
    struct str found = STR_NONE;

    for (size_t i = 0; i < ARRAY_LENGTH(views) && !found.text; i++)
        found = told_in(arena, views[i], secret);
    return found;
}

#pragma clang attribute pop

#endif
