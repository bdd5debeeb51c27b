#include "redact/unguessable.h"

#include "base/base64.h"

enum {
    MARKS_MAX = 2, /* of Base64 in a window; a UUID has more */
    DIGITS_MIN = 1,
    LETTERS_MIN = 3,       /* of each case that takes part */
    MIXED_CHANGES_MIN = 9, /* from one class of characters to another; 13 are to be expected */
    PLAIN_CHANGES_MIN = 8, /* the same; 12 to 15 */
    MIXED_DIFFERENT_MIN = 13,
    PLAIN_DIFFERENT_MIN = 10, /* of the 16 digits of hexadecimal numbers */
    PAIRS_PER_WORDS = 5,      /* more pairs of a language than one in so many bytes are words */
    PAIRS_PER_WALKS = 3,      /* the same of steps over the keyboard or the alphabet */
    NAMES_MAX = 3             /* words that begin with a capital letter */
};

struct tally {
    size_t lower, upper, digits, marks, changes, different;
    bool hexadecimal;
};

bool unguessable_byte(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || char_is_any(c, "-_+/");
}

static struct tally tally_of(struct str window)
{
    struct tally tally = {.hexadecimal = true};
    bool seen[128] = {false};
    int before = 0;

    for (size_t i = 0; i < window.length; i++) {
        char c = window.text[i];
        int class = ascii_is_digit(c) ? '0' : !ascii_is_alpha(c) ? before : c >= 'a' ? 'a' : 'A';

        tally.digits += ascii_is_digit(c);
        tally.lower += c >= 'a' && c <= 'z';
        tally.upper += c >= 'A' && c <= 'Z';
        tally.marks += !ascii_is_digit(c) && !ascii_is_alpha(c);
        tally.changes += before && class != before;
        tally.hexadecimal &= ascii_hex_value(c) >= 0;
        tally.different += !seen[c & 127];
        seen[c & 127] = true;
        before = class;
    }
    return tally;
}

/* ---- what people write ---- */

/* Digits that stand for letters. */
static char letter_of(char c)
{
    static const char letters[] = "oizeasbtbg";

    return ascii_is_digit(c) ? letters[c - '0'] : ascii_lower(c);
}

/* Is a pair of letters in the list, of two bytes each? */
static bool has_pair(const char *pairs, char first, char second)
{
    for (; *pairs; pairs += 2)
        if (pairs[0] == first && pairs[1] == second)
            return true;
    return false;
}

/* Does what stands `lag` further on follow in the alphabet, or lie beside it on a keyboard? */
static bool is_step(struct str window, size_t at, size_t lag)
{
    static const char keyboard[] =
        "qaazwssxeddcrffvtggbyhhnujjmqwweerrttyyuuiiooppoassddffgghhjjkkl"
        "zxxccvvbbnnm";
    char first = ascii_lower(window.text[at]), second;

    if (at + lag >= window.length)
        return false;
    second = ascii_lower(window.text[at + lag]);
    return second == first + 1 || second == first - 1 || has_pair(keyboard, first, second);
}

/* "WordsLikeThese" */
static size_t capitalised(struct str window)
{
    size_t count = 0;

    for (size_t i = 0; i + 2 < window.length; i++)
        count += ascii_is_alpha(window.text[i]) && window.text[i] < 'a' &&
                 window.text[i + 1] >= 'a' && window.text[i + 2] >= 'a';
    return count;
}

/* The commonest pairs of English and its neighbours are half of all in a text, and one in fourteen
   of those drawn at random. */
static bool is_written(struct str window)
{
    static const char language[] =
        "thheineranreonatenndtiesorteofedisitalarsttontngsehaasouioleveco"
        "medehiriroicneeaaceichieunbesspaswdo";
    size_t words = 0, walks = 0, woven = 0;

    for (size_t i = 0; i + 1 < window.length; i++) {
        char first = letter_of(window.text[i]), second = letter_of(window.text[i + 1]);

        words += has_pair(language, first, second);
        walks += is_step(window, i, 1);
        woven += is_step(window, i, 2);
    }
    return words * PAIRS_PER_WORDS > window.length || walks * PAIRS_PER_WALKS > window.length ||
           woven * PAIRS_PER_WALKS > window.length || capitalised(window) > NAMES_MAX;
}

/* Does it say the same again, at any distance? */
static bool repeats(struct str window)
{
    for (size_t lag = 1; lag <= window.length / 2; lag++) {
        size_t same = 0;

        for (size_t i = 0; i + lag < window.length; i++)
            same += window.text[i] == window.text[i + lag];
        if (same * 2 > window.length - lag)
            return true;
    }
    return false;
}

/* ---- what is no secret of its own: other texts, encoded ---- */

static bool is_printable(unsigned byte)
{
    return byte >= 0x20 && byte < 0x7f;
}

static bool is_mostly(size_t printable, size_t bytes)
{
    return printable * 4 >= bytes * 3;
}

static bool is_text_in_base64(struct str window)
{
    for (size_t phase = 0; phase < 4; phase++) {
        size_t printable = 0, bytes = 0;
        unsigned bits = 0;

        for (size_t i = phase; i < window.length; i++) {
            bits = bits << 6 | (unsigned)base64_digit(window.text[i]);
            if ((i - phase) % 4 == 0)
                continue;
            printable += is_printable(bits >> (6 - 2 * ((i - phase) % 4)) & 0xff);
            bytes++;
        }
        if (is_mostly(printable, bytes))
            return true;
    }
    return false;
}

static bool is_text_in_hexadecimal(struct str window)
{
    for (size_t phase = 0; phase < 2; phase++) {
        size_t printable = 0, bytes = 0;

        for (size_t i = phase; i + 1 < window.length; i += 2, bytes++)
            printable += is_printable((unsigned)ascii_hex_value(window.text[i]) * 16 +
                                      (unsigned)ascii_hex_value(window.text[i + 1]));
        if (is_mostly(printable, bytes))
            return true;
    }
    return false;
}

/* RFC 9562, 4: without its hyphens; versions 1, 6 and 7 are times, and 122 bits are the most. */
static bool is_uuid(struct str window)
{
    int version = ascii_hex_value(window.text[12]), variant = ascii_hex_value(window.text[16]);

    return version >= 1 && version <= 8 && variant >= 8 && variant <= 11;
}

/* ---- windows ---- */

static bool is_another_text(struct str window)
{
    return repeats(window) || is_text_in_base64(window) || is_written(window);
}

static bool is_mixed(struct str window)
{
    struct tally tally = tally_of(window);

    return tally.marks <= MARKS_MAX && tally.digits >= DIGITS_MIN && tally.lower >= LETTERS_MIN &&
           tally.upper >= LETTERS_MIN && tally.changes >= MIXED_CHANGES_MIN &&
           tally.different >= MIXED_DIFFERENT_MIN && !is_another_text(window);
}

static bool is_plain(struct str window)
{
    struct tally tally = tally_of(window);

    if (tally.marks > 0 || tally.digits < DIGITS_MIN || tally.lower + tally.upper < LETTERS_MIN ||
        tally.changes < PLAIN_CHANGES_MIN || tally.different < PLAIN_DIFFERENT_MIN ||
        is_another_text(window))
        return false;
    return !tally.hexadecimal || (!is_uuid(window) && !is_text_in_hexadecimal(window));
}

size_t unguessable_length(struct str text)
{
    size_t length = 0;

    while (length < text.length && length < UNGUESSABLE_PLAIN &&
           unguessable_byte(text.text[length]))
        length++;
    if (length >= UNGUESSABLE_MIXED && is_mixed(str_slice(text, 0, UNGUESSABLE_MIXED)))
        return UNGUESSABLE_MIXED;
    return length == UNGUESSABLE_PLAIN && is_plain(str_slice(text, 0, UNGUESSABLE_PLAIN))
               ? UNGUESSABLE_PLAIN
               : 0;
}
