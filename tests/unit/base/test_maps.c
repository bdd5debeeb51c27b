/* The two maps, by text, and by address and number; and the set of numbers. */
#include "base/arena.h"
#include "base/map.h"
#include "base/number_set.h"
#include "base/pointer_map.h"
#include "unit.h"

enum { MANY = 5000 };

static char places[MANY];

START_TEST(maps_texts)
{
    struct arena arena;
    struct map map = {0};

    arena_init(&arena);
    ck_assert_ptr_null(map_get(&map, STR("0")));
    for (size_t i = 0; i < MANY; i++) {
        void **value = map_put(&map, str_format(&arena, "%zu", i));

        ck_assert_ptr_null(*value);
        *value = &places[i];
    }
    *map_put(&map, STR("7")) = NULL; /* the key is there: only its value changes */
    ck_assert_uint_eq(map.count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        struct str key = map.entries[i].key;

        ck_assert_msg(str_equal(key, str_format(&arena, "%zu", i)), "%.*s is out of order",
                      STR_ARGS(key));
        ck_assert_ptr_eq(map_get(&map, key), i == 7 ? NULL : &places[i]);
    }
    ck_assert_ptr_null(map_get(&map, STR("5000")));
    ck_assert_ptr_null(map_get(&map, STR("")));
    map_clear(&map);
    ck_assert_ptr_null(map_get(&map, STR("8")));
    *map_put(&map, STR("a\0b")) = &map;
    ck_assert_ptr_null(map_get(&map, STR("a")));
    ck_assert_ptr_eq(map_get(&map, STR("a\0b")), &map);
    map_release(&map);
    arena_release(&arena);
}
END_TEST

START_TEST(maps_addresses)
{
    enum { KEYS = 20, NUMBERS = MANY / KEYS };
    struct pointer_map map = {0};

    ck_assert_ptr_null(pointer_map_get(&map, places, 0));
    for (unsigned i = 0; i < MANY; i++) {
        void **value = pointer_map_put(&map, &places[i / NUMBERS], i % NUMBERS);

        ck_assert_ptr_null(*value);
        *value = &places[i];
    }
    ck_assert_uint_eq(map.count, MANY);
    for (unsigned i = 0; i < MANY; i++)
        ck_assert_ptr_eq(pointer_map_get(&map, &places[i / NUMBERS], i % NUMBERS), &places[i]);
    for (unsigned i = 0; i < KEYS; i++)
        ck_assert_ptr_null(pointer_map_get(&map, &places[i], NUMBERS));
    ck_assert_ptr_null(pointer_map_get(&map, &places[KEYS], 0));
    ck_assert_ptr_eq(*pointer_map_put(&map, places, 1), &places[1]);
    ck_assert_uint_eq(map.count, MANY);
    pointer_map_release(&map);
    ck_assert_ptr_null(pointer_map_get(&map, places, 0));
}
END_TEST

START_TEST(holds_numbers)
{
    struct number_set set = {0};

    ck_assert(!number_set_has(&set, 0));
    for (uint64_t i = 0; i < MANY; i++)
        ck_assert(number_set_add(&set, i * i * 64)); /* many in the same slots */
    for (uint64_t i = 0; i < MANY; i++)
        ck_assert(!number_set_add(&set, i * i * 64) && number_set_has(&set, i * i * 64));
    ck_assert(!number_set_has(&set, 63));
    ck_assert_uint_eq(set.count, MANY);
    number_set_release(&set);
    ck_assert(!number_set_has(&set, 64));
}
END_TEST

UNIT_SUITE("maps", UNIT_TEST(maps_texts); UNIT_TEST(maps_addresses); UNIT_TEST(holds_numbers))
