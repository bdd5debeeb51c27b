#include "witness/hint_word.h"

#include <inttypes.h>

#include "witness/format_word.h"

static const struct row {
    struct str name;
    const char *texts; /* NULL: those of the format */
    const char *format;
    bool alone;
} rows[] = {
#define HINT(name, texts)         {STR_INITIAL(name), texts, NULL, false},
#define HINT_ALONE(name, texts)   {STR_INITIAL(name), texts, NULL, true},
#define HINT_FORMAT(name, format) {STR_INITIAL(name), NULL, format, false},
#include "witness/hint_words.def"
#undef HINT
#undef HINT_ALONE
#undef HINT_FORMAT
};

/* ---- words ---- */

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_word_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

/* Does a word begin at text[at], although no space is before it? As in firstName and URLPath. */
static bool is_hump(struct str text, size_t at)
{
    return is_upper(text.text[at]) &&
           (!is_upper(text.text[at - 1]) ||
            (at + 1 < text.length && is_word_byte(text.text[at + 1]) &&
             !is_upper(text.text[at + 1]) && !ascii_is_digit(text.text[at + 1])));
}

static size_t count_word(struct str text)
{
    size_t length = 0;

    while (length < text.length && is_word_byte(text.text[length]) &&
           (length == 0 || !is_hump(text, length)))
        length++;
    return length;
}

void hint_split(struct str hint, struct strbuf *words)
{
    while (hint.length) {
        size_t length = count_word(hint);

        if (length && words->length + 1 + length > HINT_MAX_BYTES)
            return;
        if (length && words->length)
            strbuf_add_char(words, ' ');
        for (size_t i = 0; i < length; i++)
            strbuf_add_char(words, ascii_lower(hint.text[i]));
        hint = str_slice(hint, length ? length : 1, hint.length);
    }
}

uint64_t hint_turn(const struct witness_settings *settings, uint64_t n)
{
    /* Bits that are flipped lead to another place from each. */
    return settings->seed ? n ^ (1 + settings->seed % 15) : n;
}

/* ---- texts ---- */

static bool ends_with_words(struct str words, struct str name)
{
    return str_ends_with(words, name) &&
           (words.length == name.length || words.text[words.length - name.length - 1] == ' ');
}

static const struct row *find_row(struct str words)
{
    const struct row *found = NULL;

    for (size_t i = 0; i < ARRAY_LENGTH(rows); i++) {
        const struct row *row = &rows[i];
        bool fits = row->alone ? str_equal(words, row->name) : ends_with_words(words, row->name);

        if (fits && (!found || row->name.length > found->name.length))
            found = row;
    }
    return found;
}

/* Of "tags", what is known of a "tag". */
static const struct row *find_row_of_one(struct str words)
{
    const struct row *row = find_row(words);

    if (row || !str_ends_with(words, STR("s")))
        return row;
    return find_row(str_slice(words, 0, words.length - 1));
}

static struct str nth_text(const char *texts, uint64_t turn, uint64_t *round)
{
    struct str rest = str_of(texts), text = STR_NONE;
    uint64_t count = 1;

    for (size_t i = 0; i < rest.length; i++)
        count += rest.text[i] == '|';
    *round = turn / count;
    for (uint64_t i = 0; i <= turn % count; i++)
        text = str_cut(&rest, '|');
    return text;
}

static void write_text(const char *texts, uint64_t turn, struct strbuf *out)
{
    uint64_t round;
    struct str text = nth_text(texts, turn, &round);
    size_t mark = str_find_char(text, '#'), digits = 0;

    while (mark + digits < text.length && text.text[mark + digits] == '#')
        digits++;
    strbuf_add(out, str_slice(text, 0, mark));
    if (digits) {
        strbuf_addf(out, "%0*" PRIu64, (int)digits, round + 1);
        strbuf_add(out, str_slice(text, mark + digits, text.length));
    } else if (round) {
        strbuf_addf(out, "%c%" PRIu64, str_find_char(text, ' ') < text.length ? ' ' : '-',
                    round + 1);
    }
}

/* With "-", for what nothing is known of may be an identifier, and few of these have spaces. */
static void add_joined(struct str words, struct strbuf *out)
{
    for (size_t i = 0; i < words.length; i++)
        strbuf_add_char(out, words.text[i] == ' ' ? '-' : words.text[i]);
}

static bool write_words(struct str words, const struct witness_settings *settings, uint64_t n,
                        struct strbuf *out)
{
    const struct row *row = find_row_of_one(words);
    uint64_t turn = hint_turn(settings, n);

    if (row && row->format)
        return format_word(format_find(str_of(row->format)), settings, words, n, out);
    if (row) {
        write_text(row->texts, turn, out);
        return true;
    }
    add_joined(words, out);
    if (turn)
        strbuf_addf(out, "-%" PRIu64, turn + 1);
    return true;
}

bool hint_word(struct str hint, const struct witness_settings *settings, uint64_t n,
               struct strbuf *out)
{
    struct strbuf words;
    bool written = false;

    strbuf_init(&words, HINT_MAX_BYTES);
    hint_split(hint, &words);
    if (words.length)
        written = write_words(strbuf_str(&words), settings, n, out);
    strbuf_release(&words);
    return written;
}
