#include "unit.h"

#include "base/strbuf.h"
#include "http/query.h"

/* The pairs as "name>value|", and the values of "a" behind them. */
static const struct {
    const char *query, *pairs, *of_a;
} rows[] = {
    {"", "", ""},
    {"a=1&b=2", "a>1|b>2|", "1|"},
    {"a=1&a=2&a", "a>1|a>2|a>|", "1|2||"},
    {"&&a=1&", "a>1|", "1|"},
    {"a=b=c", "a>b=c|", "b=c|"},
    {"%61=%31", "a>%31|", "%31|"},
    {"a+b=c+d", "a b>c+d|", ""},
    {"a%=1&=2", "a%>1|>2|", ""},
};

START_TEST(takes_apart)
{
    struct arena arena;
    struct strbuf out;
    struct query_pairs pairs;
    const struct str *values;
    size_t count;

    arena_init(&arena);
    strbuf_init(&out, SIZE_MAX);
    ck_assert(query_pairs_read(&arena, str_of(rows[_i].query), &pairs));
    for (size_t i = 0; i < pairs.count; i++)
        strbuf_addf(&out, "%.*s>%.*s|", STR_ARGS(pairs.items[i].name),
                    STR_ARGS(pairs.items[i].value));
    ck_assert_str(strbuf_str(&out), rows[_i].pairs);
    strbuf_clear(&out);
    count = query_pairs_find(&pairs, &arena, STR("a"), &values);
    for (size_t i = 0; i < count; i++)
        strbuf_addf(&out, "%.*s|", STR_ARGS(values[i]));
    ck_assert_str(strbuf_str(&out), rows[_i].of_a);
    strbuf_release(&out);
    arena_release(&arena);
}
END_TEST

START_TEST(stops_at_the_limit)
{
    struct arena arena;
    struct strbuf query;
    struct query_pairs pairs;

    arena_init(&arena);
    strbuf_init(&query, SIZE_MAX);
    for (int i = 0; i < QUERY_MAX_PAIRS; i++)
        strbuf_add_text(&query, "a=1&");
    ck_assert(query_pairs_read(&arena, strbuf_str(&query), &pairs));
    ck_assert_uint_eq(pairs.count, QUERY_MAX_PAIRS);
    strbuf_add_text(&query, "a=1");
    ck_assert(!query_pairs_read(&arena, strbuf_str(&query), &pairs));
    ck_assert_uint_eq(pairs.count, QUERY_MAX_PAIRS);
    strbuf_release(&query);
    arena_release(&arena);
}
END_TEST

static const struct {
    const char *query;
    const char *pairs[6]; /* name, value ("-": no '='), ... */
} pair_rows[] = {
    {"", {NULL}},
    {"a=1&b=2", {"a", "1", "b", "2"}},
    {"a&b=", {"a", "-", "b", ""}},
    {"&&a=b=c&", {"a", "b=c"}},
    {"=x", {"", "x"}},
};

START_TEST(reads_pairs)
{
    struct str rest = str_of(pair_rows[_i].query), name, value;

    for (size_t i = 0; pair_rows[_i].pairs[i]; i += 2) {
        ck_assert_msg(query_next(&rest, &name, &value), "too few in %s", pair_rows[_i].query);
        ck_assert_str(name, pair_rows[_i].pairs[i]);
        if (strcmp(pair_rows[_i].pairs[i + 1], "-") == 0)
            ck_assert(value.text == NULL);
        else
            ck_assert_str(value, pair_rows[_i].pairs[i + 1]);
    }
    ck_assert_msg(!query_next(&rest, &name, &value), "more in %s", pair_rows[_i].query);
}
END_TEST

UNIT_SUITE("query", UNIT_LOOP(reads_pairs, pair_rows); UNIT_LOOP(takes_apart, rows);
           UNIT_TEST(stops_at_the_limit))
