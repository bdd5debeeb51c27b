#include "unit.h"

#include <zlib.h>

#include "base/base64.h"
#include "base/strbuf.h"
#include "http/content_coding.h"
#include "stream/zlib_start.h"

enum { GZIP = 31, ZLIB = 15, RAW = -15 };

static struct str pack(struct arena *arena, struct str plain, int window_bits)
{
    z_stream stream = {0};
    size_t bound;
    char *out;

    ck_assert(deflateInit2(&stream, 9, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    bound = deflateBound(&stream, plain.length);
    out = arena_alloc(arena, bound);
    stream.next_in = (z_const Bytef *)plain.text;
    stream.avail_in = (uInt)plain.length;
    stream.next_out = (Bytef *)out;
    stream.avail_out = (uInt)bound;
    ck_assert(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    bound -= stream.avail_out;
    deflateEnd(&stream);
    return (struct str){out, bound};
}

static const struct {
    const char *name;
    const char *header;
    int layers[3]; /* window bits, innermost first; 0: no more */
    size_t cut;    /* bytes taken off the end */
    const char *tail;
    enum decode_outcome outcome;
} coding_rows[] = {
    {"identity", "identity", {0}, 0, "", DECODE_OK},
    {"no header", "", {0}, 0, "", DECODE_OK},
    {"gzip", "gzip", {GZIP}, 0, "", DECODE_OK},
    {"x-gzip, case", "X-GZIP", {GZIP}, 0, "", DECODE_OK},
    {"zlib deflate", "deflate", {ZLIB}, 0, "", DECODE_OK},
    {"raw deflate", "deflate", {RAW}, 0, "", DECODE_OK},
    {"two codings", "deflate, gzip", {ZLIB, GZIP}, 0, "", DECODE_OK},
    {"three, identity among them",
     "gzip, identity, deflate, gzip",
     {GZIP, ZLIB, GZIP},
     0,
     "",
     DECODE_OK},
    {"cut gzip", "gzip", {GZIP}, 9, "", DECODE_TRUNCATED},
    {"cut deflate", "deflate", {ZLIB}, 5, "", DECODE_TRUNCATED},
    {"not gzip", "gzip", {0}, 0, "", DECODE_MALFORMED},
    {"garbage after gzip", "gzip", {GZIP}, 0, "garbage", DECODE_MALFORMED},
    {"garbage after deflate", "deflate", {ZLIB}, 0, "garbage", DECODE_MALFORMED},
    {"not brotli", "br", {0}, 0, "", DECODE_MALFORMED},
    {"not zstd", "zstd", {0}, 0, "", DECODE_MALFORMED},
    {"compress", "compress", {0}, 0, "", DECODE_UNSUPPORTED},
    {"five codings", "gzip,gzip,gzip,gzip,gzip", {0}, 0, "", DECODE_UNSUPPORTED},
};

START_TEST(decodes)
{
    const struct str plain =
        STR("{\"status\":true,\"data\":{\"id\":\"507f1f77bcf86cd799439011\"}}");
    struct arena arena;
    struct strbuf out;
    struct str encoded = plain;
    enum decode_outcome outcome;

    arena_init(&arena);
    strbuf_init(&out, 4096);
    for (size_t i = 0; i < 3 && coding_rows[_i].layers[i]; i++)
        encoded = pack(&arena, encoded, coding_rows[_i].layers[i]);
    if (coding_rows[_i].tail[0]) {
        struct str tail = str_of(coding_rows[_i].tail);
        char *joined = arena_alloc(&arena, encoded.length + tail.length);

        memcpy(joined, encoded.text, encoded.length);
        memcpy(joined + encoded.length, tail.text, tail.length);
        encoded = (struct str){joined, encoded.length + tail.length};
    }
    encoded.length -= coding_rows[_i].cut;
    outcome = content_decode(str_of(coding_rows[_i].header), encoded, &out);
    ck_assert_msg(outcome == coding_rows[_i].outcome, "%s: %s", coding_rows[_i].name,
                  decode_outcome_text(outcome));
    if (outcome == DECODE_OK)
        ck_assert_str(strbuf_str(&out), plain.text);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(joins_gzip_members)
{
    struct arena arena;
    struct strbuf out;
    struct str first, second;
    char *both;

    arena_init(&arena);
    strbuf_init(&out, 4096);
    first = pack(&arena, STR("one "), GZIP);
    second = pack(&arena, STR("two"), GZIP);
    both = arena_alloc(&arena, first.length + second.length);
    memcpy(both, first.text, first.length);
    memcpy(both + first.length, second.text, second.length);
    ck_assert(starts_as_gzip(first));
    ck_assert(!starts_as_gzip(STR("\x1f")));
    ck_assert(content_decode(STR("gzip"), (struct str){both, first.length + second.length}, &out) ==
              DECODE_OK);
    ck_assert_str(strbuf_str(&out), "one two");
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

/* 32 MiB of zeros, packed twice, are some hundred bytes. */
START_TEST(stops_a_bomb)
{
    enum { BOMB_BYTES = 32 * 1024 * 1024, CEILING = 100 * 1000 };
    struct arena arena;
    struct strbuf out;
    struct str bomb;

    arena_init(&arena);
    strbuf_init(&out, CEILING);
    bomb = pack(&arena, (struct str){arena_zeroed(&arena, 1, BOMB_BYTES), BOMB_BYTES}, GZIP);
    ck_assert(content_decode(STR("gzip"), bomb, &out) == DECODE_TOO_LARGE);
    ck_assert(out.length == CEILING);
    strbuf_clear(&out);
    bomb = pack(&arena, bomb, GZIP);
    ck_assert(content_decode(STR("gzip, gzip"), bomb, &out) == DECODE_TOO_LARGE);
    ck_assert(out.length <= CEILING);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

/* A few hundred bytes, or some thousand, may not cost what the largest body costs. */
START_TEST(stops_at_the_ratio)
{
    enum { FLOOR = CONTENT_RATIO_FLOOR, BOMB_BYTES = 16 * FLOOR };
    struct arena arena;
    struct strbuf out;
    struct str zeros, bomb;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    zeros = (struct str){arena_zeroed(&arena, 1, BOMB_BYTES), BOMB_BYTES};
    bomb = pack(&arena, str_slice(zeros, 0, FLOOR), GZIP);
    ck_assert(content_decode(STR("gzip"), bomb, &out) == DECODE_OK);
    strbuf_clear(&out);
    bomb = pack(&arena, zeros, GZIP);
    ck_assert_uint_gt(BOMB_BYTES, bomb.length * CONTENT_MAX_RATIO);
    ck_assert(content_decode(STR("gzip"), bomb, &out) == DECODE_TOO_LARGE);
    ck_assert_uint_eq(out.length, bomb.length * CONTENT_MAX_RATIO);
    ck_assert_uint_eq(out.ceiling, SIZE_MAX);
    strbuf_clear(&out);
    bomb = pack(&arena, bomb, GZIP);
    ck_assert(content_decode(STR("gzip, gzip"), bomb, &out) == DECODE_TOO_LARGE);
    ck_assert_uint_eq(out.length, FLOOR);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

/* Made by node's zlib and by zstd: {"id":1,"text":"caf\u00e9 caf\u00e9 caf\u00e9"}, and zeros. */
#define BROTLI      "CxGAeyJpZCI6MSwidGV4dCI6ImNhZsOpIGNhZsOpIGNhZsOpIn0D"
#define ZSTD        "KLUv/QRY9QAAwHsiaWQiOjEsInRleHQiOiJjYWbDqSAifQEAYpQmM1mRhA=="
#define BROTLI_BOMB "z///f/gnAOKxQCD3/p/////wTwDEYQGA7v0/////4Z8AiMMiAN37//z//8c/ARCHBQC69/8="
#define ZSTD_BOMB                                                                                  \
    "KLUv/QRoTAAACAABAPz/"                                                                         \
    "ORACAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAA"                   \
    "IAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAgAQAAIAEAACABAAAg" \
    "AQ"                                                                                           \
    "AAIAEAACABAAAwAQACidvHw="

static const struct {
    const char *coding, *packed;
    size_t cut; /* bytes taken off the end */
    enum decode_outcome outcome;
} packed_rows[] = {
    {"br", BROTLI, 0, DECODE_OK},
    {"br", BROTLI, 3, DECODE_TRUNCATED},
    {"br", BROTLI_BOMB, 0, DECODE_TOO_LARGE},
    {"zstd", ZSTD, 0, DECODE_OK},
    {"zstd", ZSTD, 3, DECODE_TRUNCATED},
    {"zstd", ZSTD_BOMB, 0, DECODE_TOO_LARGE},
};

START_TEST(decodes_what_others_packed)
{
    struct arena arena;
    struct strbuf out;
    struct str packed;
    enum decode_outcome outcome;

    arena_init(&arena);
    strbuf_init(&out, 100 * 1000);
    ck_assert(base64_decode(&arena, str_of(packed_rows[_i].packed), &packed));
    packed.length -= packed_rows[_i].cut;
    outcome = content_decode(str_of(packed_rows[_i].coding), packed, &out);
    ck_assert_msg(outcome == packed_rows[_i].outcome, "%s: %s", packed_rows[_i].coding,
                  decode_outcome_text(outcome));
    if (outcome == DECODE_OK)
        ck_assert_str(strbuf_str(&out), "{\"id\":1,\"text\":\"caf\xc3\xa9 caf\xc3\xa9 "
                                        "caf\xc3\xa9\"}");
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

UNIT_SUITE("content_coding", UNIT_LOOP(decodes, coding_rows);
           UNIT_LOOP(decodes_what_others_packed, packed_rows); UNIT_TEST(joins_gzip_members);
           UNIT_TEST(stops_a_bomb); UNIT_TEST(stops_at_the_ratio))
