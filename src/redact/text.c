/* Texts without their secrets: known values and what is secret by its form, in the text as it is
   written and in what it is when escapes are undone, one kind of them or all; known values also
   where it is in Base64 and where mail broke its lines. What is found in any of these views is
   taken out of the text itself. */
#include "redact/redaction.h"
#include "redact/secret_form.h"
#include "redact/values.h"

enum {
    MEMBER_NAME_MAX = 128, /* bytes; longer names of JSON members are not looked at */
    BASE64_MAX_TIMES = 2,  /* Base64 within Base64 */
    UNESCAPE_MAX_TIMES = SECRET_ESCAPES_MAX + 1
};

/* ---- members, where nothing has read the text ---- */

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.length && (text.text[at] == ' ' || text.text[at] == '\t'))
        at++;
    return at;
}

/* Offset of the quote that ends the JSON string that starts behind `at`, or text.length. */
static size_t string_end(struct str text, size_t at)
{
    while (at < text.length && text.text[at] != '"')
        at += text.text[at] == '\\' ? 2 : 1;
    return at < text.length ? at : text.length;
}

/* Is the text at `"name": "value"`, with a secret name? *start and *end: where the value lies,
   without its quotes. */
static bool secret_member(const struct redaction *redaction, struct str text, size_t *start,
                          size_t *end)
{
    size_t name_end, at;

    if (text.text[0] != '"')
        return false;
    name_end = string_end(str_slice(text, 0, MEMBER_NAME_MAX), 1);
    at = skip_blanks(text, name_end + 1);
    if (at >= text.length || text.text[at] != ':')
        return false;
    at = skip_blanks(text, at + 1);
    if (at >= text.length || text.text[at] != '"')
        return false;
    *start = at + 1;
    *end = string_end(text, at + 1);
    return *start < *end &&
           redaction_hides(redaction, NAME_IN_MEMBER, str_slice(text, 1, name_end - 1),
                           str_slice(text, *start, *end - *start));
}

/* ---- searching ---- */

static bool starts_secret(const struct redaction *redaction, struct str text, size_t at,
                          size_t *start, size_t *end)
{
    if (secret_form_at(text, at, start, end))
        return true;
    if (!secret_member(redaction, str_slice(text, at, SIZE_MAX), start, end))
        return false;
    *start += at;
    *end += at;
    return true;
}

static void search_view(const struct redaction *redaction, const struct secret_view *view,
                        struct secret_marks *marks)
{
    size_t at = 0, start, end;

    known_secrets_mark(redaction->known, view, marks);
    while (at < view->text.length) {
        if (!starts_secret(redaction, view->text, at, &start, &end)) {
            at++;
            continue;
        }
        secret_marks_add(marks, view, start, end);
        at = end;
    }
}

/* A value lies in Base64 at one of four places of a group of characters. */
static void search_base64(const struct redaction *redaction, const struct secret_view *view,
                          struct secret_marks *marks, int times)
{
    struct secret_view decoded, plain;
    struct arena arena;

    arena_init(&arena);
    for (size_t phase = 0; phase < 4 && view_decode_base64(&arena, view, phase, &decoded);
         phase++) {
        known_secrets_mark(redaction->known, &decoded, marks);
        if (view_unescape(&arena, &decoded, ESCAPE_ALL, &plain))
            known_secrets_mark(redaction->known, &plain, marks);
        if (times > 1)
            search_base64(redaction, &decoded, marks, times - 1);
        arena_clear(&arena);
    }
    arena_release(&arena);
}

/* Values that are broken over lines, as they are, in Base64 and in quoted-printable. */
static void search_lines(const struct redaction *redaction, const struct secret_view *view,
                         struct secret_marks *marks)
{
    struct secret_view joined = *view, plain;

    if (view_join_lines(marks->arena, view, &joined)) {
        known_secrets_mark(redaction->known, &joined, marks);
        search_base64(redaction, &joined, marks, BASE64_MAX_TIMES);
    }
    if (view_unescape(marks->arena, &joined, ESCAPE_QUOTED_PRINTABLE, &plain))
        known_secrets_mark(redaction->known, &plain, marks);
}

static void search_views(const struct redaction *redaction, struct str text,
                         struct secret_marks *marks)
{
    const struct secret_view written = {.text = text};
    struct secret_view view;
    unsigned kinds = escapes_in(text, ESCAPE_ALL);

    search_view(redaction, &written, marks);
    for (unsigned kind = 1; kind <= ESCAPE_ALL; kind <<= 1)
        if ((kinds & kind) && kinds != kind && view_unescape(marks->arena, &written, kind, &view))
            search_view(redaction, &view, marks);
    view = written;
    for (int i = 0; i < UNESCAPE_MAX_TIMES && view_unescape(marks->arena, &view, ESCAPE_ALL, &view);
         i++)
        search_view(redaction, &view, marks);
    if (redaction->known->patterns.count == 0)
        return;
    search_base64(redaction, &written, marks, BASE64_MAX_TIMES);
    if (view.starts)
        search_base64(redaction, &view, marks, BASE64_MAX_TIMES);
    search_lines(redaction, &view, marks);
}

struct str redact_text(const struct redaction *redaction, struct arena *arena, struct str text)
{
    struct secret_marks marks = {.length = text.length};
    struct arena scratch;
    struct str redacted = text;

    if (text.length == 0)
        return text;
    if (redaction->known->full || text.length > INT32_MAX)
        return STR(REDACTED);
    arena_init(&scratch);
    marks.arena = &scratch;
    search_views(redaction, text, &marks);
    if (marks.changes)
        redacted = str_copy(arena, secret_marks_apply(&marks, text));
    arena_release(&scratch);
    return redacted;
}
