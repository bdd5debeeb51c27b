/* pcre2 knows what has a property, and is asked once: for all runs of such characters in a text
   that holds each code point in turn. */
#include "pattern/character_set.h"

#include "base/utf16.h"
#include "base/utf8.h"
#include "pattern/pcre2_code.h"

enum { NAME_MAX_BYTES = 120 };

void property_sets_init(struct property_sets *properties)
{
    *properties = (struct property_sets){.every = NULL};
    arena_init(&properties->names);
}

void property_sets_release(struct property_sets *properties)
{
    for (size_t i = 0; i < properties->sets.count; i++) {
        struct character_set *set = properties->sets.entries[i].value;

        if (set)
            character_set_release(set);
    }
    map_release(&properties->sets);
    arena_release(&properties->names);
    free(properties->every);
}

/* All of such a range have the same properties in each version of Unicode, so that its first code
   point stands for it. */
static const struct span alike[] = {
    {0x3400, 0x4db0},   /* CJK ideographs, extension A */
    {0x4e00, 0x9f00},   /* CJK ideographs */
    {0xac00, 0xd7a0},   /* Hangul syllables */
    {0xe000, 0xf8ff},   /* private use */
    {0x17000, 0x187e0}, /* Tangut */
    {0x20000, 0x2a6d0}, /* CJK ideographs, extension B */
    {0x2a700, 0x2b730}, /* C */
    {0x2b820, 0x2cea0}, /* E */
    {0x34000, 0x3fffd}, /* no characters, like most of what follows */
    {0x40000, 0x4fffd},   {0x50000, 0x5fffd}, {0x60000, 0x6fffd},
    {0x70000, 0x7fffd},   {0x80000, 0x8fffd}, {0x90000, 0x9fffd},
    {0xa0000, 0xafffd},   {0xb0000, 0xbfffd}, {0xc0000, 0xcfffd},
    {0xd0000, 0xdfffd},   {0xe1000, 0xefffd}, {0xf0000, 0xffffd}, /* private use */
    {0x100000, 0x10fffd},
};

/* The last code point that has what `code` has, of those that it stands for. */
static uint32_t last_alike(uint32_t code)
{
    for (size_t i = 0; i < ARRAY_LENGTH(alike); i++)
        if (alike[i].first == code)
            return alike[i].last;
    return code;
}

static void write_every(struct property_sets *properties)
{
    size_t length = 0;

    properties->every = alloc_bytes((size_t)CODE_POINT_END * UTF8_MAX_BYTES);
    for (uint32_t code = 0; code < CODE_POINT_END; code = last_alike(code) + 1)
        if (!utf16_is_surrogate(code))
            length += utf8_encode(code, properties->every + length);
    properties->every_length = length;
    properties->every = alloc_resize(properties->every, length);
}

static uint32_t code_at(struct str text, size_t at)
{
    uint32_t code = 0;

    utf8_decode(str_slice(text, at, UTF8_MAX_BYTES), &code);
    return code;
}

/* The last code point before the offset. */
static uint32_t code_before(struct str text, size_t at)
{
    do
        at--;
    while (utf8_continues(text.text[at]));
    return code_at(text, at);
}

static void gather(struct character_set *set, struct str every, const pcre2_code *code)
{
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    size_t at = 0;

    while (pcre2_match(code, (PCRE2_SPTR)every.text, every.length, at, PCRE2_NO_UTF_CHECK, data,
                       NULL) > 0) {
        PCRE2_SIZE *ends = pcre2_get_ovector_pointer(data);
        struct span span = {code_at(every, ends[0]), last_alike(code_before(every, ends[1]))};

        VEC_ADD(&set->spans, span);
        at = ends[1];
    }
    pcre2_match_data_free(data);
    character_set_finish(set);
}

const struct character_set *property_set(struct property_sets *properties, struct str name)
{
    struct character_set *set = map_get(&properties->sets, name);
    pcre2_code *code;
    int problem;

    if (set || name.length == 0 || name.length > NAME_MAX_BYTES)
        return set;
    code = pcre2_code_new(str_format(&properties->names, "[\\p{%.*s}]+", STR_ARGS(name)), PCRE2_UTF,
                          &problem);
    if (!code)
        return NULL;
    if (!properties->every)
        write_every(properties);
    set = ARENA_NEW(&properties->names, struct character_set);
    gather(set, (struct str){properties->every, properties->every_length}, code);
    pcre2_code_free(code);
    *map_put(&properties->sets, str_copy(&properties->names, name)) = set;
    return set;
}
