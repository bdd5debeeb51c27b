#include "base/duration.h"

#include "unit.h"

static const struct {
    const char *text;
    uint64_t milliseconds; /* 0: refused */
} rows[] = {
    {"500ms", 500},
    {"2s", 2000},
    {"1m", 60000},
    {"3", 3000},
    {"1.5", 1500},
    {"0.25s", 250},
    {"0.6ms", 1},
    {"4294967s", 4294967000},
    {"", 0},
    {"0", 0},
    {"0.4ms", 0},
    {"-1s", 0},
    {" 1s", 0},
    {"1 s", 0},
    {"1h", 0},
    {"ms", 0},
    {"fast", 0},
    {"inf", 0},
    {"4294968s", 0},
    {"1e999", 0},
    {"1.00000000000000000000000000000000s", 0},
};

START_TEST(reads)
{
    uint64_t milliseconds = 0;
    bool read = duration_read_ms(str_of(rows[_i].text), &milliseconds);

    ck_assert_msg(read == (rows[_i].milliseconds > 0), "%s", rows[_i].text);
    if (read)
        ck_assert_msg(milliseconds == rows[_i].milliseconds, "%s: %llu", rows[_i].text,
                      (unsigned long long)milliseconds);
}
END_TEST

START_TEST(takes_no_text_with_a_nul)
{
    uint64_t milliseconds;

    ck_assert(!duration_read_ms((struct str){"2s\0s", 4}, &milliseconds));
    ck_assert(!duration_read_ms(STR_NONE, &milliseconds));
}
END_TEST

UNIT_SUITE("duration", UNIT_LOOP(reads, rows); UNIT_TEST(takes_no_text_with_a_nul))
