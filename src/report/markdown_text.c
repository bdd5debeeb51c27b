#include "report/markdown_text.h"

#include "base/strbuf.h"

/* Character references mean the character, and never structure (GFM 0.29, 6.2); HTML between tags
   reads them alike. Between the two halves of what would be a link once it is shown, an empty
   character (U+200B) keeps them apart. */
#define APART "&#8203;"
/* The longest of GitHub's names for an emoji has fewer characters. */
enum { EMOJI_NAME_MAX = 64 };

static bool is_word(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

static char char_at(struct str text, size_t at)
{
    return at < text.length ? text.text[at] : '\0';
}

/* ":+1:"; of digits alone there are two. */
static bool begins_emoji(struct str text, size_t at)
{
    size_t end = at + 1;
    struct str name;

    while (end - at < EMOJI_NAME_MAX &&
           (is_word(char_at(text, end)) || char_is_any(char_at(text, end), "_+-")))
        end++;
    name = str_slice(text, at + 1, end - at - 1);
    return name.length && char_at(text, end) == ':' &&
           (!str_is_digits(name) || str_is(name, "100") || str_is(name, "1234"));
}

/* Does the word, and no longer one, end before `at`? */
static bool ends_word(struct str text, size_t at, const char *word)
{
    size_t length = strlen(word);

    return at >= length && (at == length || !is_word(text.text[at - length - 1])) &&
           str_equal_ignoring_case(str_slice(text, at - length, length), str_of(word));
}

/* Would the character begin, or go on with, an address that is a link wherever it stands? */
static bool is_of_address(struct str text, size_t at)
{
    switch (text.text[at]) {
    case '@':
        return true;
    case ':':
        return char_at(text, at + 1) == '/' && char_at(text, at + 2) == '/';
    case 'w':
    case 'W':
        return char_at(text, at + 1) == '.' && ends_word(text, at, "ww");
    }
    return false;
}

/* ... something that is a link or a picture anywhere but in code: an issue, a label, an emoji? */
static bool is_of_reference(struct str text, size_t at)
{
    char next = char_at(text, at + 1);

    switch (text.text[at]) {
    case '~':
        return true;
    case '#':
    case '!':
    case '&':
        return ascii_is_digit(next);
    case '-':
        return ascii_is_digit(next) && ends_word(text, at, "gh");
    case ':':
        return begins_emoji(text, at);
    }
    return false;
}

static void add_character(struct strbuf *out, struct str text, size_t at)
{
    char c = text.text[at];

    switch (c) {
    case '&':
        strbuf_add_text(out, "&amp;");
        break;
    case '<':
        strbuf_add_text(out, "&lt;");
        break;
    case '>':
        strbuf_add_text(out, "&gt;");
        break;
    case '$': /* begins a formula on GitHub, whose manual has this for a plain one */
        strbuf_add_text(out, "<span>$</span>");
        break;
    case '\n':
        strbuf_add_char(out, ' ');
        break;
    case '_': /* within a word it is a character like others */
        if (at && is_word(text.text[at - 1]) && is_word(char_at(text, at + 1)))
            strbuf_add_char(out, c);
        else
            strbuf_add_text(out, "&#95;");
        break;
    default:
        if (char_is_any(c, "|`*[]\\~"))
            strbuf_addf(out, "&#%d;", c);
        else
            strbuf_add_char(out, c);
        break;
    }
}

void markdown_text(struct strbuf *out, struct str text)
{
    for (size_t i = 0; i < text.length; i++) {
        add_character(out, text, i);
        if (is_of_address(text, i) || is_of_reference(text, i))
            strbuf_add_text(out, APART);
    }
}

void markdown_code(struct strbuf *out, struct str text)
{
    strbuf_add_text(out, "<code>");
    for (size_t i = 0; i < text.length; i++) {
        add_character(out, text, i);
        if (is_of_address(text, i))
            strbuf_add_text(out, APART);
    }
    strbuf_add_text(out, "</code>");
}

/* Without the spaces at its end. */
static void add_line(struct strbuf *out, struct str line)
{
    while (line.length && line.text[line.length - 1] == ' ')
        line.length--;
    for (size_t i = 0; i < line.length; i++) {
        char c = line.text[i];

        if (char_is_any(c, "&<>") || (c == '$' && char_at(line, i + 1) == '{'))
            strbuf_addf(out, "&#%d;", c);
        else
            strbuf_add_char(out, c);
    }
    strbuf_add_char(out, '\n');
}

void markdown_block(struct strbuf *out, struct str lines)
{
    if (lines.length && lines.text[lines.length - 1] == '\n')
        lines.length--;
    if (!lines.length)
        return;
    strbuf_add_text(out, "<pre>\n");
    while (lines.text)
        add_line(out, str_cut(&lines, '\n'));
    strbuf_add_text(out, "</pre>\n");
}
