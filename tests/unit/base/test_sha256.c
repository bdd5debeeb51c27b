/* SHA-256 by both of its roads, against FIPS 180-4's examples and against each other. */
#include "base/sha256.h"

#include "unit.h"

/* The road of processors without instructions for it, which this one may never take. */
#define SHA256_PORTABLE
#define sha256_init  portable_init
#define sha256_add   portable_add
#define sha256_hex   portable_hex
#define sha256_bytes portable_bytes
void portable_init(struct sha256 *hash);
void portable_add(struct sha256 *hash, struct str text);
void portable_hex(struct sha256 *hash, char hex[static SHA256_HEX_LENGTH + 1]);
void portable_bytes(struct sha256 *hash, unsigned char bytes[static SHA256_BYTES]);
#include "base/sha256.c"
#undef sha256_init
#undef sha256_add
#undef sha256_hex
#undef sha256_bytes

static const struct example {
    const char *text;
    const char *hex;
} examples[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
     "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
     "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    /* Up to where the padding begins, beyond it, and a whole block: by coreutils. */
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
     "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
};

START_TEST(has_both_roads_right)
{
    const struct example *example = &examples[_i];
    char hex[SHA256_HEX_LENGTH + 1], portable[SHA256_HEX_LENGTH + 1];
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, str_of(example->text));
    sha256_hex(&hash, hex);
    portable_init(&hash);
    portable_add(&hash, str_of(example->text));
    portable_hex(&hash, portable);
    ck_assert_msg(strcmp(hex, example->hex) == 0, "%s: %s", example->text, hex);
    ck_assert_msg(strcmp(portable, example->hex) == 0, "%s: portable %s", example->text, portable);
}
END_TEST

START_TEST(has_the_bytes_of_its_digits)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[SHA256_BYTES];
    struct sha256 hash;

    sha256_init(&hash);
    sha256_add(&hash, str_of(examples[_i].text));
    sha256_bytes(&hash, bytes);
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        ck_assert_int_eq(digits[bytes[i] >> 4], examples[_i].hex[2 * i]);
        ck_assert_int_eq(digits[bytes[i] & 15], examples[_i].hex[2 * i + 1]);
    }
}
END_TEST

/* Texts of every length up to a few blocks, added in pieces of every size. */
START_TEST(takes_pieces)
{
    enum { LONGEST = 260 };
    char text[LONGEST];
    char whole[SHA256_HEX_LENGTH + 1], pieces[SHA256_HEX_LENGTH + 1];

    for (size_t i = 0; i < LONGEST; i++)
        text[i] = (char)(i * 7 + i / 13);
    for (size_t length = 0; length <= LONGEST; length++) {
        size_t piece = 1 + length % 71;
        struct sha256 hash;

        portable_init(&hash);
        portable_add(&hash, (struct str){text, length});
        portable_hex(&hash, whole);
        sha256_init(&hash);
        for (size_t at = 0; at < length; at += piece)
            sha256_add(&hash, str_slice((struct str){text, length}, at, piece));
        sha256_hex(&hash, pieces);
        ck_assert_msg(strcmp(whole, pieces) == 0, "%zu bytes in pieces of %zu", length, piece);
    }
}
END_TEST

UNIT_SUITE("sha256", UNIT_LOOP(has_both_roads_right, examples);
           UNIT_LOOP(has_the_bytes_of_its_digits, examples); UNIT_TEST(takes_pieces))
