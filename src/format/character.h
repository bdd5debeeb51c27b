/* The sets of characters that several grammars share, those of formats.def and those of http/. */
#ifndef OASDRIFT_FORMAT_CHARACTER_H
#define OASDRIFT_FORMAT_CHARACTER_H

#include "base/str.h"

static inline bool is_alphanumeric(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

/* The digits at the start of text. */
static inline size_t count_digits(struct str text)
{
    size_t count = 0;

    while (count < text.length && ascii_is_digit(text.text[count]))
        count++;
    return count;
}

/* tchar of RFC 9110, 5.6.2: two words of bits for the characters of ASCII. */
static inline bool is_token_character(char c)
{
    static const uint64_t token_characters[2] = {
        UINT64_C(0x03ff6cfa00000000), /* ! # $ % & ' * + - . 0-9 */
        UINT64_C(0x57ffffffc7fffffe), /* A-Z ^ _ ` a-z | ~ */
    };
    unsigned char byte = (unsigned char)c;

    return byte < 0x80 && (token_characters[byte >> 6] >> (byte & 63) & 1);
}

/* RFC 3986, 2.1: "%" HEXDIG HEXDIG at the start of text. */
static inline bool starts_with_escape(struct str text)
{
    return text.length >= 3 && text.text[0] == '%' && ascii_hex_value(text.text[1]) >= 0 &&
           ascii_hex_value(text.text[2]) >= 0;
}

/* RFC 3987, 2.2. Noncharacters, private characters and controls are not in it. */
static inline bool is_ucschar(uint32_t code)
{
    if (code < 0x10000)
        return (code >= 0xa0 && code <= 0xd7ff) || (code >= 0xf900 && code <= 0xfdcf) ||
               (code >= 0xfdf0 && code <= 0xffef);
    return code < 0xf0000 && (code & 0xffff) <= 0xfffd && (code < 0xe0000 || code >= 0xe1000);
}

static inline bool is_iprivate(uint32_t code)
{
    return (code >= 0xe000 && code <= 0xf8ff) || (code >= 0xf0000 && (code & 0xffff) <= 0xfffd);
}

#endif
