#include "witness/text_words.h"

#include "base/utf8.h"
#include "witness/format_word.h"
#include "witness/hint_word.h"

enum { FIGURE_MAX_BYTES = 24 };

/* A hint is written in several ways, for a pattern may take one and not another. */
static const struct style {
    const char *separator;  /* between words */
    bool example;           /* what a person would write there (hint_word.h) */
    bool last;              /* its last word alone */
    char (*letter)(char c); /* how letters are written */
} styles[] = {
    {"", true, false, ascii_lower},   {" ", false, false, ascii_lower},
    {"_", false, false, ascii_lower}, {"", false, true, ascii_lower},
    {"", false, false, ascii_lower},  {"_", false, false, ascii_upper},
    {"", false, true, ascii_upper},
};

size_t text_words_count(const struct text_wish *wish)
{
    return (wish->hint_count + 1) * ARRAY_LENGTH(styles);
}

static bool is_in_word(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || (unsigned char)c >= 0x80;
}

/* A new word begins behind what is no letter and no digit, and where a capital follows a small
   letter: customerEmail. */
static bool begins_word(struct str hint, size_t at)
{
    char c = hint.text[at], before = at ? hint.text[at - 1] : ' ';

    if (!is_in_word(c))
        return false;
    return !is_in_word(before) || (c >= 'A' && c <= 'Z' && before >= 'a' && before <= 'z');
}

static struct str last_word(struct str hint)
{
    for (size_t at = hint.length; at-- > 0;)
        if (begins_word(hint, at))
            return str_slice(hint, at, hint.length);
    return hint;
}

static void write_styled(struct str hint, const struct style *style, struct strbuf *out)
{
    bool any = false;

    if (style->last)
        hint = last_word(hint);
    for (size_t at = 0; at < hint.length; at++) {
        if (any && begins_word(hint, at))
            strbuf_add_text(out, style->separator);
        if (is_in_word(hint.text[at])) {
            strbuf_add_char(out, style->letter(hint.text[at]));
            any = true;
        }
    }
}

/* The beginning, of so many code points. */
static size_t bytes_of(struct str text, uint64_t length)
{
    size_t at = 0;

    while (at < text.length && length-- > 0) {
        uint32_t code;
        size_t bytes = utf8_decode(str_slice(text, at, UTF8_MAX_BYTES), &code);

        at += bytes ? bytes : 1;
    }
    return at;
}

/* A space at the end may be trimmed by who reads it: the text's first letter stands for it. */
static void cut(struct strbuf *out, size_t from, uint64_t length)
{
    struct str text = str_slice(strbuf_str(out), from, SIZE_MAX);
    char first[UTF8_MAX_BYTES];
    size_t bytes = bytes_of(text, 1);

    memcpy(first, text.text, bytes);
    out->length = from + bytes_of(text, length);
    if (out->length > from + 1 && out->text[out->length - 1] == ' ') {
        out->length--;
        strbuf_add(out, (struct str){first, bytes});
    }
}

/* Makes what stands behind `from` at least as long, by saying it again, and no longer than it may
   be. `tail`: code points that follow. */
static void fit(const struct text_wish *wish, size_t from, uint64_t tail, struct strbuf *out)
{
    size_t word = out->length - from, length;
    uint64_t minimum = wish->minimum > tail ? wish->minimum - tail : 0;
    uint64_t maximum = wish->maximum > tail ? wish->maximum - tail : 0;

    length = utf8_length(str_slice(strbuf_str(out), from, word));
    while (word && length < minimum && minimum <= TEXT_WORDS_MAX_LENGTH) {
        struct strbuf again;

        strbuf_init(&again, SIZE_MAX);
        strbuf_add_char(&again, ' ');
        strbuf_add(&again, str_slice(strbuf_str(out), from, word));
        strbuf_add(out, strbuf_str(&again));
        strbuf_release(&again);
        length = utf8_length(str_slice(strbuf_str(out), from, SIZE_MAX));
        if (length > minimum) {
            cut(out, from, minimum);
            break;
        }
    }
    if (length > maximum)
        cut(out, from, maximum);
}

/* Ada, Lisbon, EUR; where the hint says nothing of the kind, the hint. */
static bool write_example(const struct text_wish *wish, struct str hint, uint64_t number,
                          struct strbuf *out)
{
    size_t from = out->length;

    if (!hint_word(hint, wish->settings, number, out))
        return false;
    fit(wish, from, 0, out);
    return out->length > from;
}

bool text_words_write(const struct text_wish *wish, size_t index, uint64_t number,
                      struct strbuf *out)
{
    const struct style *style = &styles[index % ARRAY_LENGTH(styles)];
    size_t hint = index / ARRAY_LENGTH(styles), from = out->length;
    struct strbuf figure;

    if (hint > wish->hint_count)
        return false;
    if (style->example && hint < wish->hint_count)
        return write_example(wish, wish->hints[hint], number, out);
    strbuf_init(&figure, FIGURE_MAX_BYTES);
    if (number)
        strbuf_addf(&figure, "%llu", (unsigned long long)number);
    write_styled(hint < wish->hint_count ? wish->hints[hint] : STR("text"), style, out);
    fit(wish, from, figure.length, out);
    strbuf_add(out, strbuf_str(&figure));
    strbuf_release(&figure);
    return out->length > from;
}

/* ---- guesses ---- */

/* Formats, and names of hint_words.def. What few patterns take stands before what many do. */
static const char *const guesses[] = {
    "date-time", "date-time-local", "date",    "time",     "time-local", "uuid",    "ipv4",
    "ipv6",      "email",           "uri",     "hostname", "phone",      "version", "post code",
    "locale",    "language",        "country", "currency",
};

size_t text_guess_count(void)
{
    return ARRAY_LENGTH(guesses);
}

bool text_guess_write(const struct text_wish *wish, size_t index, uint64_t number,
                      struct strbuf *out)
{
    struct str name = str_of(guesses[index]);
    const struct format *format = format_find(name);

    if (format)
        return format_word(format, wish->settings, wish->hint_count ? wish->hints[0] : STR_NONE,
                           number, out);
    return hint_word(name, wish->settings, number, out);
}
