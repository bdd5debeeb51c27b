/* Secrets of a GraphQL document: literal arguments with secret names (GraphQL, October 2021, 2.9).
   Variables are members of a JSON object. */
#include "redact/search.h"

struct tokens {
    struct str text;
    size_t at;
};

enum token { TOKEN_END, TOKEN_NAME, TOKEN_STRING, TOKEN_NUMBER, TOKEN_OPEN, TOKEN_OTHER };

static bool is_of_name(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c) || c == '_';
}

static size_t string_end(struct str text, size_t at)
{
    bool is_block = str_starts_with(str_slice(text, at, SIZE_MAX), STR("\"\"\""));
    size_t end;

    if (is_block) {
        end = str_find(str_slice(text, at + 3, SIZE_MAX), STR("\"\"\""));
        return end == SIZE_MAX ? text.length : at + 3 + end + 3;
    }
    for (end = at + 1; end < text.length && text.text[end] != '"' && text.text[end] != '\n'; end++)
        if (text.text[end] == '\\')
            end++;
    return end < text.length ? end + 1 : text.length;
}

/* What is ignored (2.1.7): blanks, commas, comments. */
static void pass_ignored(struct tokens *tokens)
{
    while (tokens->at < tokens->text.length) {
        char c = tokens->text.text[tokens->at];

        if (c == '#')
            tokens->at += str_find_char(str_slice(tokens->text, tokens->at, SIZE_MAX), '\n');
        else if ((unsigned char)c <= ' ' || c == ',')
            tokens->at++;
        else
            return;
    }
}

static enum token next_token(struct tokens *tokens, struct str *token)
{
    struct str text = tokens->text;
    size_t start;
    enum token kind;
    char c;

    pass_ignored(tokens);
    start = tokens->at;
    if (start >= text.length)
        return TOKEN_END;
    c = text.text[start];
    if (c == '"') {
        kind = TOKEN_STRING;
        tokens->at = string_end(text, start);
    } else if (is_of_name(c) || c == '-') {
        kind = ascii_is_digit(c) || c == '-' ? TOKEN_NUMBER : TOKEN_NAME;
        while (tokens->at < text.length &&
               (is_of_name(text.text[tokens->at]) ||
                (kind == TOKEN_NUMBER && char_is_any(text.text[tokens->at], "+-."))))
            tokens->at++;
    } else {
        kind = c == '[' || c == '{' ? TOKEN_OPEN : TOKEN_OTHER;
        tokens->at++;
    }
    *token = str_slice(text, start, tokens->at - start);
    return kind;
}

static bool closes(enum token kind, struct str token)
{
    return kind == TOKEN_OTHER && (token.text[0] == ']' || token.text[0] == '}');
}

/* The string between its quotes; its escapes are those of JSON (2.9.4), but in a block. */
static struct str string_value(struct search *search, struct str token)
{
    size_t quotes = str_starts_with(token, STR("\"\"\"")) && token.length >= 6 ? 3 : 1;
    struct read_failure failure;
    const struct document *decoded = quotes == 1 && str_find_char(token, '\\') < token.length
                                         ? json_read(search->arena, STR("string"), token, &failure)
                                         : NULL;

    if (decoded)
        return node_string(decoded->root);
    return token.length >= 2 * quotes ? str_slice(token, quotes, token.length - 2 * quotes)
                                      : STR_NONE;
}

/* Behind a secret name: a value that is no variable, name or type. What an array or object holds is
   told and passed. */
static void take_value(struct search *search, struct tokens *tokens, struct splice *splice)
{
    struct str token = STR_NONE;
    size_t open = 0, start, before = tokens->at;
    enum token kind = next_token(tokens, &token);

    if (kind != TOKEN_STRING && kind != TOKEN_NUMBER && kind != TOKEN_OPEN) {
        tokens->at = before;
        return;
    }
    start = (size_t)(token.text - tokens->text.text);
    do {
        open += kind == TOKEN_OPEN;
        open -= open && closes(kind, token);
        if (kind == TOKEN_STRING || kind == TOKEN_NUMBER)
            search_tell(search, kind == TOKEN_STRING ? string_value(search, token) : token);
    } while (open && (kind = next_token(tokens, &token)) != TOKEN_END);
    splice_put(splice, start, tokens->at, STR("\"" REDACTED "\""));
}

struct str search_graphql(struct search *search, struct str text)
{
    struct tokens tokens = {.text = text};
    struct splice splice;
    struct str name = STR_NONE, token = STR_NONE, found;
    bool is_variable = false;
    enum token kind;

    splice_begin(&splice, text);
    while ((kind = next_token(&tokens, &token)) != TOKEN_END) {
        bool secret = kind == TOKEN_OTHER && token.text[0] == ':' && name.length && !is_variable &&
                      search_name(search, NAME_IN_MEMBER, name).secrecy > SECRECY_BY_FORM;

        if (kind == TOKEN_NAME)
            is_variable = token.text > text.text && token.text[-1] == '$';
        name = kind == TOKEN_NAME ? token : STR_NONE;
        if (secret)
            take_value(search, &tokens, &splice);
    }
    found = splice_end(&splice, search->arena);
    return search->learner ? text : found;
}
