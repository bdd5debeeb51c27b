/* What cannot be guessed by its form, and secrets found again by their digests. */
#include <stdio.h>

#include "redact/redaction.h"
#include "redact/secret_digest.h"
#include "redact/unguessable.h"
#include "unit.h"

static const struct {
    const char *text;
    size_t length; /* of the window; 0: it may be guessed */
} forms[] = {
    {"Zk3v9QmX2rT7bL0pWy8sHd", 22},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N-and-more", 22},
    {"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", 22}, /* RFC 7519, 3.1: the signature */
    {"9f3a7c12e8b04d6f5a91c37e2bd80f64", 32},
    {"9F3A7C12E8B04D6F5A91C37E2BD80F64", 32},
    {"q7z3x9v2m8w4r6t1y5b0h3c7j9d2k4n8", 32},
    /* too short */
    {"Zk3v9QmX2rT7bL0pWy8sH", 0},
    {"9f3a7c12e8b04d6f5a91c37e2bd80f6", 0},
    {"01ARZ3NDEKTSV4RRFFQ69G5FAV", 0}, /* a ULID */
    {"hunter2", 0},
    {"", 0},
    /* words, however spelt */
    {"correct-Horse-battery-staple-20261130", 0},
    {"MyP4ssw0rdIsHunt3r2ForEv3rAndEv3r", 0},
    {"ThisIsMyVerySecretPassword123456", 0},
    {"release-2024-10-31-rc1-linux-amd64", 0},
    /* walks and repeats */
    {"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol", 0},
    {"1QAZ2wsx3EDC4rfv5TGB6yhn", 0},
    {"aB3dE5fG7aB3dE5fG7aB3dE5fG7", 0},
    {"0123456789abcdef0123456789abcdef", 0},
    {"00000000000000000000000000000000", 0},
    /* numbers and UUIDs */
    {"20261130112233445566778899001122", 0},
    {"0190f2c4-7b1a-7c3e-9d2f-3a4b5c6d7e8f", 0},
    {"0190f2c47b1a7c3e9d2f3a4b5c6d7e8f", 0},
    /* texts in Base64 and in hexadecimal digits */
    {"Y2Fyb2wuc21pdGg6VHIwdWI0ZG9yJjMtMjAyNg==", 0},
    {"eyJ1c2VyIjoiY2Fyb2wuc21pdGgiLCJyb2xlIjoiYWRtaW4ifQ", 0},
    {"6361726f6c2e736d6974683a68756e746572322d32303236", 0},
};

START_TEST(form)
{
    size_t length = unguessable_length(str_of(forms[_i].text));

    ck_assert_msg(length == forms[_i].length, "%s: %zu", forms[_i].text, length);
}
END_TEST

static const struct {
    const char *secret, *text, *shown;
    bool left_out;
} echoes[] = {
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "is Zk3v9QmX2rT7bL0pWy8sHd4N, yes", "is [redacted], yes", false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "/a/Zk3v9QmX2rT7bL0pWy8sHd4N/b", "/a/[redacted]/b", false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "x=Zk3v9QmX2rT7bL0pWy8sHd4N&y", "x=[redacted]&y", false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "cut off: Zk3v9QmX2rT7bL0pWy8sHd...", "cut off: [redacted].",
     false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "preZk3v9QmX2rT7bL0pWy8sHd4Npost", "pre[redacted]post", false},
    {"prod:key:Zk3v9QmX2rT7bL0pWy8sHd4N", "prod:key:Zk3v9QmX2rT7bL0pWy8sHd4N", "[redacted]", false},
    {"prod%3AZk3v9QmX2r%2FT7bL0pWy8sHd4N", "\"prod:Zk3v9QmX2r\\/T7bL0pWy8sHd4N\"", "\"[redacted]\"",
     false},
    {"Zk3v9QmX2r+T7bL0pWy8sHd4N", "Zk3v9QmX2r%2BT7bL0pWy8sHd4N", "[redacted]", false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "Qk3v9QmX2rT7bL0pWy8sHd4M", "Qk3v9QmX2rT7bL0pWy8sHd4M", false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "integer, not string", "integer, not string", false},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "id Qk3v9QmX2rT7bL0pWy8sHd4M.", "id [redacted]", true},
    {"Zk3v9QmX2rT7bL0pWy8sHd4N", "integer, not string", "integer, not string", true},
};

START_TEST(echo)
{
    struct arena arena;
    struct secret_digests digests = {.left_out = echoes[_i].left_out};
    struct secret_digest digest;
    struct str name = STR("a"), key, shown;

    arena_init(&arena);
    key = secret_digest_key(&arena, &name, 1);
    ck_assert(secret_digest_of(key, str_of(echoes[_i].secret), &digest));
    secret_digests_add(&digests, &digest);
    secret_digests_settle(&digests);
    shown = secret_digests_redact(&digests, key, &arena, str_of(echoes[_i].text));
    ck_assert_msg(str_is(shown, echoes[_i].shown), "%s: %.*s", echoes[_i].text, STR_ARGS(shown));
    secret_digests_release(&digests);
    arena_release(&arena);
}
END_TEST

START_TEST(the_lowest_stay)
{
    struct secret_digests digests = {0};

    for (uint32_t i = 0; i < SECRET_DIGESTS_MAX + 3; i++) {
        struct secret_digest digest = {.length = 30};
        char hash[SECRET_DIGEST_LENGTH + 1];

        snprintf(hash, sizeof hash, "%024x", SECRET_DIGESTS_MAX + 3 - i);
        memcpy(digest.hash, hash, SECRET_DIGEST_LENGTH);
        secret_digests_add(&digests, &digest);
        secret_digests_add(&digests, &digest);
    }
    secret_digests_settle(&digests);
    ck_assert_uint_eq(digests.items.count, SECRET_DIGESTS_MAX);
    ck_assert(digests.left_out && memcmp(digests.items.items[0].hash, "000000000000000000000001",
                                         SECRET_DIGEST_LENGTH) == 0);
    secret_digests_release(&digests);
}
END_TEST

/* Two tokens of one issuer: they have a beginning in common that is longer than what is kept of a
   token, and differ in what comes behind it. */
START_TEST(each_of_two_long_tokens_has_a_digest)
{
    static const char *const ends[] = {"Zk3v9QmX2rT7bL0pWy8sHd4N", "Qz7Xv3Lm9Wp2Rt8Yb4Hc6Jd1K"};
    struct redaction *redaction = redaction_new();
    struct secret_digests *digests = redaction_digests(redaction);
    struct arena arena;
    struct str name = STR("a"), key;
    char start[301];

    memset(start, 'a', 300);
    start[300] = '\0';
    arena_init(&arena);
    key = secret_digest_key(&arena, &name, 1);
    redaction_keep_digests(redaction, key);
    for (size_t i = 0; i < 2 * ARRAY_LENGTH(ends); i++)
        redaction_learn_value(redaction, str_format(&arena, "%s.%s", start, ends[i / 2]));
    ck_assert_uint_eq(digests->items.count, 2);
    secret_digests_settle(digests);
    for (size_t i = 0; i < ARRAY_LENGTH(ends); i++)
        ck_assert_str(secret_digests_redact(digests, key, &arena,
                                            str_format(&arena, "%s.%s", start, ends[i])),
                      REDACTED);
    arena_release(&arena);
    redaction_free(redaction);
}
END_TEST

UNIT_SUITE("secret_digest", UNIT_LOOP(form, forms); UNIT_LOOP(echo, echoes);
           UNIT_TEST(the_lowest_stay); UNIT_TEST(each_of_two_long_tokens_has_a_digest))
