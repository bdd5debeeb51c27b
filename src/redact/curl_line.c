/* Words and how they are written: safe to print, and for a shell exactly the same bytes. In a
   word's text a variable stands between two NUL, which no word has. */
#include "redact/curl_line.h"

#include "base/escape.h"
#include "base/utf8.h"

void curl_line_release(struct curl_line *line)
{
    VEC_RELEASE(&line->words);
}

void curl_line_add(struct curl_line *line, enum curl_word_kind kind, struct str text)
{
    VEC_ADD(&line->words, ((struct curl_word){kind, text}));
}

struct str curl_variable(struct arena *arena, struct str name)
{
    char *text = arena_alloc(arena, name.length + 2);

    text[0] = text[name.length + 1] = '\0';
    memcpy(text + 1, name.text, name.length);
    return (struct str){text, name.length + 2};
}

/* ---- writing ---- */

/* $'...' (POSIX.1-2024 shell, 2.2.4). Escapes have three octal digits, so that the next character
   cannot become part of one. A '!' is escaped: an interactive shell would look up its history. */
static void add_escaped(struct strbuf *out, struct str text)
{
    strbuf_add_text(out, "$'");
    while (text.length) {
        uint32_t code;
        size_t used = utf8_decode(text, &code);
        struct str one = str_slice(text, 0, used ? used : 1);

        if (one.text[0] == '\n')
            strbuf_add_text(out, "\\n");
        else if (one.text[0] == '\r')
            strbuf_add_text(out, "\\r");
        else if (one.text[0] == '\t')
            strbuf_add_text(out, "\\t");
        else if (one.text[0] == '\'' || one.text[0] == '\\')
            strbuf_addf(out, "\\%c", one.text[0]);
        else if (one.text[0] == '!' || is_log_command(text) || escape_control_needed(one))
            for (size_t i = 0; i < one.length; i++)
                strbuf_addf(out, "\\%03o", (unsigned char)one.text[i]);
        else
            strbuf_add(out, one);
        text = str_slice(text, one.length, SIZE_MAX);
    }
    strbuf_add_char(out, '\'');
}

/* In single quotes nothing has a meaning but the quote itself (POSIX shell, 2.2.2). */
static void add_quoted(struct strbuf *out, struct str text)
{
    if (escape_control_needed(text)) {
        add_escaped(out, text);
        return;
    }
    strbuf_add_char(out, '\'');
    for (size_t i = 0; i < text.length; i++) {
        if (text.text[i] == '\'')
            strbuf_add_text(out, "'\\''");
        else
            strbuf_add_char(out, text.text[i]);
    }
    strbuf_add_char(out, '\'');
}

/* Moves *rest behind what stands before the next variable, and behind its name, which is absent at
   the end. */
static struct str cut_variable(struct str *rest, struct str *name)
{
    struct str literal = str_cut(rest, '\0');

    *name = rest->text ? str_cut(rest, '\0') : STR_NONE;
    return literal;
}

/* Has none of the literal texts a character with a meaning in double quotes (2.2.3)? */
static bool fits_in_double_quotes(struct str text)
{
    struct str name;

    while (text.text) {
        struct str literal = cut_variable(&text, &name);

        if (str_find_any(literal, "\"\\$`!") < literal.length || escape_control_needed(literal))
            return false;
    }
    return true;
}

/* "authorization: Bearer $TOKEN" */
static void add_double_quoted(struct strbuf *out, struct str text)
{
    struct str name;

    strbuf_add_char(out, '"');
    while (text.text) {
        bool braces;

        strbuf_add(out, cut_variable(&text, &name));
        braces = text.length && curl_is_of_name(text.text[0]);
        if (name.text)
            strbuf_addf(out, braces ? "${%.*s}" : "$%.*s", STR_ARGS(name));
    }
    strbuf_add_char(out, '"');
}

/* '{"password": "'"$PASSWORD"'"}' */
static void add_parts(struct strbuf *out, struct str text)
{
    struct str name;

    while (text.text) {
        struct str literal = cut_variable(&text, &name);

        if (literal.length)
            add_quoted(out, literal);
        if (name.text)
            strbuf_addf(out, "\"$%.*s\"", STR_ARGS(name));
    }
}

static void add_word(struct strbuf *out, const struct curl_word *word)
{
    struct str text = word->text;

    if (word->kind == CURL_OPTION)
        strbuf_add(out, text);
    else if (str_find_char(text, '\0') == text.length)
        add_quoted(out, text);
    else if (fits_in_double_quotes(text))
        add_double_quoted(out, text);
    else
        add_parts(out, text);
}

/* Would curl take the URL for several ones? What a variable has, nobody knows. */
static bool may_have_glob(const struct curl_word *word)
{
    return word->kind == CURL_URL && (str_find_any(word->text, "[]{}") < word->text.length ||
                                      str_find_char(word->text, '\0') < word->text.length);
}

void curl_line_write(struct strbuf *out, const struct curl_line *line)
{
    bool literally = false;

    for (size_t i = 0; i < line->words.count; i++)
        literally = literally || may_have_glob(&line->words.items[i]);
    strbuf_add_text(out, literally ? "curl -sSg" : "curl -sS");
    for (size_t i = 0; i < line->words.count; i++) {
        strbuf_add_char(out, ' ');
        add_word(out, &line->words.items[i]);
    }
    if (line->comment.length)
        strbuf_addf(out, " # %.*s", STR_ARGS(line->comment));
}
