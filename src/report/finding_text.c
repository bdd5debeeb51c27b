#include "report/finding_text.h"

#include <inttypes.h>

#include "base/escape.h"
#include "base/short_name.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "document/document.h"

static const struct {
    const char *whole; /* the part as a whole */
    const char *named; /* when a name follows: of a parameter or a header */
} parts[] = {
    [PART_REQUEST_PATH] = {"request path", "request path parameter"},
    [PART_REQUEST_QUERY] = {"request query", "request query parameter"},
    [PART_REQUEST_HEADER] = {"request header", "request header"},
    [PART_REQUEST_COOKIE] = {"request cookie", "request cookie"},
    [PART_REQUEST_BODY] = {"request body", "request body"},
    [PART_RESPONSE_STATUS] = {"response status", "response status"},
    [PART_RESPONSE_HEADER] = {"response header", "response header"},
    [PART_RESPONSE_BODY] = {"response body", "response body"},
    [PART_DESCRIPTION] = {"", ""},
};

const char *part_text(enum part part, bool named)
{
    return named ? parts[part].named : parts[part].whole;
}

/* ---- names ---- */

void name_text(struct strbuf *out, struct str name)
{
    struct arena arena;

    arena_init(&arena);
    escape_control_to(out, short_name(&arena, name));
    arena_release(&arena);
}

/* A token is shortened as the name is that it stands for. */
static void add_token(struct arena *arena, struct strbuf *out, struct str token)
{
    struct str name = pointer_token_text(arena, token), shown = short_name(arena, name);

    if (str_equal(shown, name))
        strbuf_addf(out, "/%.*s", STR_ARGS(token));
    else
        pointer_add_token(out, shown);
}

void pointer_text(struct strbuf *out, struct str pointer)
{
    struct str rest = pointer;
    struct strbuf shown;
    struct arena arena;

    if (pointer.length <= SHORT_NAME_MAX) {
        escape_control_to(out, pointer);
        return;
    }
    arena_init(&arena);
    strbuf_init(&shown, SIZE_MAX);
    strbuf_add(&shown, str_cut(&rest, '/')); /* "" or "..." */
    while (rest.text)
        add_token(&arena, &shown, str_cut(&rest, '/'));
    escape_control_to(out, short_whole(&arena, strbuf_str(&shown), pointer));
    strbuf_release(&shown);
    arena_release(&arena);
}

/* Moves *word behind the marks that stand before or behind a name in a sentence; returns it. */
static struct str without_marks(struct str word)
{
    while (word.length && char_is_any(word.text[0], "\"'(["))
        word = str_slice(word, 1, SIZE_MAX);
    while (word.length && char_is_any(word.text[word.length - 1], "\"')]:;,.?"))
        word.length--;
    return word;
}

void sentence_text(struct strbuf *out, struct str text)
{
    while (text.text) {
        struct str word = str_cut(&text, ' '), name = without_marks(word);

        if (name.length > SHORT_NAME_MAX) {
            size_t before = (size_t)(name.text - word.text);

            escape_control_to(out, str_slice(word, 0, before));
            name_text(out, name);
            word = str_slice(word, before + name.length, SIZE_MAX);
        }
        escape_control_to(out, word);
        strbuf_add_text(out, text.text ? " " : "");
    }
}

void operation_text(struct strbuf *out, const struct operation_name *name)
{
    if (!name->method.length && !name->path.length) {
        strbuf_add_text(out, "no operation");
        return;
    }
    if (name->api.length) {
        name_text(out, name->api);
        strbuf_add_text(out, ": ");
    }
    name_text(out, name->method);
    strbuf_add_char(out, ' ');
    name_text(out, name->path);
}

void part_text_begin(struct strbuf *out, enum part part, bool named, struct str name,
                     struct str pointer)
{
    const char *words = part_text(part, named);

    if (!*words || part == PART_RESPONSE_STATUS)
        return;
    strbuf_add_text(out, words);
    if (name.length) {
        strbuf_add_char(out, ' ');
        name_text(out, name);
    }
    if (pointer.length) {
        strbuf_add_char(out, ' ');
        pointer_text(out, pointer);
    }
    strbuf_add_text(out, ": ");
}

static void add_rule(struct strbuf *out, const struct finding *finding)
{
    strbuf_addf(out, " [%s", rule_info(finding->rule)->id);
    if (finding->keyword.length) {
        strbuf_add_char(out, '.');
        escape_control_to(out, finding->keyword);
    }
    strbuf_add_char(out, ']');
}

void finding_text_what(struct strbuf *out, const struct finding *finding)
{
    bool named = finding->name.length > 0 && finding->operation.path.length > 0;

    part_text_begin(out, finding->part, named, finding->name, finding->pointer);
    sentence_text(out, finding->message);
}

void finding_text_message(struct strbuf *out, const struct finding *finding)
{
    finding_text_what(out, finding);
    add_rule(out, finding);
}

void finding_text_place(struct strbuf *out, const struct finding *finding)
{
    const struct place *place = &finding->description;

    if (place->file.length) {
        escape_control_to(out, place->file);
        if (place->line)
            strbuf_addf(out, ":%zu", place->line);
        if (place->line && place->column)
            strbuf_addf(out, ":%zu", place->column);
    } else if (finding->sample_count) {
        escape_control_to(out, finding->samples[0].source);
    }
}

void finding_text_begin(struct strbuf *out, const struct finding *finding)
{
    size_t before = out->length;

    finding_text_place(out, finding);
    strbuf_add_text(out, out->length > before ? ": " : "");
}

void finding_text_acceptance(struct strbuf *out, const struct finding *finding)
{
    const struct acceptance *accepted = &finding->accepted;
    const struct {
        const char *before;
        struct str text;
    } notes[] = {{": ", accepted->reason},
                 {"; owner ", accepted->owner},
                 {"; ", accepted->ticket},
                 {"; until ", accepted->expires}};

    if (!finding_is_excused(finding))
        return;
    strbuf_addf(out, " (%s", baseline_state_name(finding->baseline));
    for (size_t i = 0; i < ARRAY_LENGTH(notes); i++) {
        if (notes[i].text.length == 0)
            continue;
        strbuf_add_text(out, notes[i].before);
        escape_control_to(out, notes[i].text);
    }
    strbuf_add_char(out, ')');
}

/* " (GET /pets)". Findings of the description are known by their place. */
static void add_operation(struct strbuf *out, const struct finding *finding)
{
    if (finding->part == PART_DESCRIPTION || !finding->operation.path.length)
        return;
    strbuf_add_text(out, " (");
    operation_text(out, &finding->operation);
    strbuf_add_char(out, ')');
}

void finding_text_headline(struct strbuf *out, const struct finding *finding)
{
    finding_text_begin(out, finding);
    strbuf_addf(out, "%s: ", severity_name(finding->severity));
    finding_text_what(out, finding);
    add_operation(out, finding);
    add_rule(out, finding);
    finding_text_acceptance(out, finding);
    strbuf_add_char(out, '\n');
}

/* The line, with a space for each tab: so each character takes one column. */
static void add_source_line(struct strbuf *out, struct str line)
{
    struct str rest = line;

    while (rest.text) {
        escape_control_to(out, str_cut(&rest, '\t'));
        if (rest.text)
            strbuf_add_char(out, ' ');
    }
}

/* How many columns the first `columns` characters of the line take once they are escaped. */
static size_t shown_width(struct str line, size_t columns)
{
    struct strbuf shown;
    size_t at = 0, width;

    while (columns-- && at < line.length) {
        uint32_t code;
        size_t used = utf8_decode(str_slice(line, at, SIZE_MAX), &code);

        at += used ? used : 1;
    }
    strbuf_init(&shown, SIZE_MAX);
    add_source_line(&shown, str_slice(line, 0, at));
    width = utf8_columns(strbuf_str(&shown));
    strbuf_release(&shown);
    return width;
}

/* Shown instead of what a long line has before the excerpt. */
#define LEFT_OUT "..."

static void add_carets(struct strbuf *out, const struct place *place, const struct palette *palette)
{
    size_t before = place->column - 1 - place->skipped;
    size_t lead = place->skipped ? strlen(LEFT_OUT) : 0;
    size_t from = lead + shown_width(place->excerpt, before);
    size_t to = lead + shown_width(place->excerpt, before + place->width);

    strbuf_addf(out, "      | %*s%s^", (int)from, "", palette->caret);
    for (size_t i = from + 1; i < to; i++)
        strbuf_add_char(out, '~');
    strbuf_addf(out, "%s\n", palette->plain);
}

void finding_text_excerpt(struct strbuf *out, const struct finding *finding,
                          const struct palette *palette)
{
    const struct place *place = &finding->description;

    if (!place->excerpt.length || !place->line || place->column <= place->skipped)
        return;
    strbuf_addf(out, "%5zu | %s", place->line, place->skipped ? LEFT_OUT : "");
    add_source_line(out, place->excerpt);
    strbuf_add_char(out, '\n');
    if (place->column - place->skipped <= place->excerpt.length)
        add_carets(out, place, palette);
}

void sample_text(struct strbuf *out, const struct sample *sample)
{
    escape_control_to(out, sample->source);
    strbuf_addf(out, " entry %zu", sample->index);
}

/* "GET /pets"; where no operation was hit, the request. */
static void add_request(struct strbuf *out, const struct finding *finding)
{
    if (finding->operation.path.length) {
        operation_text(out, &finding->operation);
        return;
    }
    name_text(out, finding->samples[0].method);
    strbuf_add_char(out, ' ');
    name_text(out, finding->samples[0].url);
}

/* " 200 application/json · session.har entry 118 · and 12 more like it" */
static void add_answer(struct strbuf *out, const struct finding *finding)
{
    if (finding->samples[0].status > 0)
        strbuf_addf(out, " %d", finding->samples[0].status);
    if (finding->media_type.length) {
        strbuf_add_char(out, ' ');
        name_text(out, finding->media_type);
    }
    strbuf_add_text(out, " · ");
    sample_text(out, &finding->samples[0]);
    if (finding->exchanges && finding->count > finding->exchanges)
        strbuf_addf(out, " · %" PRIu64 " times in %" PRIu64 " %s", finding->count,
                    finding->exchanges, str_counted(finding->exchanges, "exchange", "exchanges"));
    else if (finding->count > 1)
        strbuf_addf(out, " · and %" PRIu64 " more like it", finding->count - 1);
    strbuf_add_char(out, '\n');
}

static void add_more(struct strbuf *out, const struct finding *finding)
{
    if (finding->count > 1)
        strbuf_addf(out, "  and %" PRIu64 " more like it\n", finding->count - 1);
}

void finding_text_exchange(struct strbuf *out, const struct finding *finding)
{
    if (finding->sample_count == 0) {
        add_more(out, finding);
        return;
    }
    strbuf_add_text(out, "  ");
    add_request(out, finding);
    add_answer(out, finding);
}

void finding_text_answer(struct strbuf *out, const struct finding *finding)
{
    if (finding->sample_count == 0 || !finding->operation.path.length) {
        finding_text_exchange(out, finding);
        return;
    }
    strbuf_add_text(out, " ");
    add_answer(out, finding);
}

void finding_text_samples(struct strbuf *out, const struct finding *finding)
{
    for (size_t i = 1; i < finding->sample_count; i++) {
        const struct sample *sample = &finding->samples[i];

        strbuf_add_text(out, "  also: ");
        sample_text(out, sample);
        if (sample->method.length || sample->url.length) {
            strbuf_add_text(out, " · ");
            name_text(out, sample->method);
            strbuf_add_char(out, ' ');
            name_text(out, sample->url);
        }
        strbuf_add_char(out, '\n');
    }
}

void finding_text_reproduce(struct strbuf *out, const struct finding *finding,
                            const struct palette *palette)
{
    if (finding->sample_count == 0 || finding->samples[0].curl.length == 0)
        return;
    strbuf_addf(out, "  %sreproduce: ", palette->dim);
    escape_control_to(out, finding->samples[0].curl);
    strbuf_addf(out, "%s\n", palette->plain);
}

void diagnostic_text_source(struct strbuf *out, const struct diagnostic *diagnostic)
{
    if (!diagnostic->source.length || str_starts_with(diagnostic->message, diagnostic->source))
        return;
    escape_control_to(out, diagnostic->source);
    if (diagnostic->indexed)
        strbuf_addf(out, " entry %zu", diagnostic->index);
    strbuf_add_text(out, ": ");
}

void diagnostic_text(struct strbuf *out, const struct diagnostic *diagnostic)
{
    diagnostic_text_source(out, diagnostic);
    escape_control_to(out, diagnostic->message);
}
