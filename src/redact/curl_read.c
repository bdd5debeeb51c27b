/* A command line of ours back to its words. */
#include "redact/curl_line.h"

/* The byte of the escape in $'...' that *rest starts with, which is moved behind it. */
static char read_escape(struct str *rest)
{
    char c = rest->length > 1 ? rest->text[1] : '\\';
    unsigned octal = 0;
    size_t digits = 0;

    while (digits < 3 && 1 + digits < rest->length && rest->text[1 + digits] >= '0' &&
           rest->text[1 + digits] <= '7')
        octal = octal * 8 + (unsigned)(rest->text[1 + digits++] - '0');
    *rest = str_slice(*rest, digits ? 1 + digits : 2, SIZE_MAX);
    if (digits)
        return (char)octal;
    return c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
}

/* Each reads one part of a word and moves *rest behind it. false: it has no end. */

static bool read_single_quoted(struct strbuf *word, struct str *rest)
{
    size_t end;

    *rest = str_slice(*rest, 1, SIZE_MAX);
    end = str_find_char(*rest, '\'');
    strbuf_add(word, str_slice(*rest, 0, end));
    if (end == rest->length)
        return false;
    *rest = str_slice(*rest, end + 1, SIZE_MAX);
    return true;
}

static bool read_escaped(struct strbuf *word, struct str *rest)
{
    *rest = str_slice(*rest, 2, SIZE_MAX);
    while (rest->length && rest->text[0] != '\'') {
        if (rest->text[0] == '\\') {
            strbuf_add_char(word, read_escape(rest));
        } else {
            strbuf_add_char(word, rest->text[0]);
            *rest = str_slice(*rest, 1, SIZE_MAX);
        }
    }
    if (!rest->length)
        return false;
    *rest = str_slice(*rest, 1, SIZE_MAX);
    return true;
}

/* "$NAME" or "${NAME}" */
static void read_variable(struct strbuf *word, struct str *rest)
{
    bool braces = str_starts_with(*rest, STR("${"));
    size_t start = braces ? 2 : 1, end = start;

    while (end < rest->length && curl_is_of_name(rest->text[end]))
        end++;
    strbuf_add_char(word, '\0');
    strbuf_add(word, str_slice(*rest, start, end - start));
    strbuf_add_char(word, '\0');
    *rest = str_slice(*rest, braces ? end + 1 : end, SIZE_MAX);
}

static bool read_double_quoted(struct strbuf *word, struct str *rest)
{
    *rest = str_slice(*rest, 1, SIZE_MAX);
    while (rest->length && rest->text[0] != '"') {
        if (rest->text[0] == '$') {
            read_variable(word, rest);
        } else {
            strbuf_add_char(word, rest->text[0]);
            *rest = str_slice(*rest, 1, SIZE_MAX);
        }
    }
    if (!rest->length)
        return false;
    *rest = str_slice(*rest, 1, SIZE_MAX);
    return true;
}

/* Up to a blank that stands in no quotes. */
static bool read_word(struct strbuf *word, struct str *rest)
{
    bool whole = true;

    while (whole && rest->length && rest->text[0] != ' ') {
        if (rest->text[0] == '\'')
            whole = read_single_quoted(word, rest);
        else if (str_starts_with(*rest, STR("$'")))
            whole = read_escaped(word, rest);
        else if (rest->text[0] == '"')
            whole = read_double_quoted(word, rest);
        else {
            if (rest->text[0] == '\\')
                *rest = str_slice(*rest, 1, SIZE_MAX);
            strbuf_add(word, str_slice(*rest, 0, 1));
            *rest = str_slice(*rest, 1, SIZE_MAX);
        }
    }
    return whole;
}

/* What the word is, by the one before it: the first word is the URL. */
static enum curl_word_kind kind_of(const struct curl_line *line, bool quoted)
{
    struct str option = line->words.count ? line->words.items[line->words.count - 1].text : STR("");

    if (!quoted)
        return CURL_OPTION;
    if (line->words.count == 0)
        return CURL_URL;
    return str_is(option, "-H")           ? CURL_HEADER
           : str_is(option, "--data-raw") ? CURL_BODY
                                          : CURL_ARGUMENT;
}

static bool read_words(struct arena *arena, struct str text, struct curl_line *line)
{
    struct strbuf word;
    bool whole = true;

    strbuf_init(&word, SIZE_MAX);
    while (whole && text.length && !line->comment.text) {
        text = str_slice(text, text.text[0] == ' ' ? 1 : 0, SIZE_MAX);
        if (str_starts_with(text, STR("# "))) {
            line->comment = str_copy(arena, str_slice(text, 2, SIZE_MAX));
        } else {
            bool quoted = text.length && char_is_any(text.text[0], "'\"$");

            strbuf_clear(&word);
            whole = read_word(&word, &text);
            curl_line_add(line, kind_of(line, quoted), str_copy(arena, strbuf_str(&word)));
        }
    }
    strbuf_release(&word);
    return whole;
}

bool curl_line_read(struct arena *arena, struct str text, struct curl_line *line)
{
    size_t start = strlen("curl -sS");

    if (!str_starts_with(text, STR("curl -sS")))
        return false;
    start += start < text.length && text.text[start] == 'g';
    return read_words(arena, str_slice(text, start, SIZE_MAX), line);
}
