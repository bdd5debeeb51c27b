/* What is around the sections: the head with its policy, the header, navigation and the filter. */
#include <inttypes.h>

#include "base/base64.h"
#include "base/sha256.h"
#include "report/finding_text.h"
#include "report/html.h"
#include "report/summary_text.h"

/* Written by base/embed.sh; a row without a name ends it. */
struct embedded {
    const char *name;
    const char *start;
    uint64_t length;
};
extern const struct embedded embedded_page[] __attribute__((visibility("hidden")));

struct str html_asset(const char *name)
{
    for (const struct embedded *file = embedded_page; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return (struct str){file->start, file->length};
    return STR_NONE;
}

/* ---- head ---- */

/* CSP 3, 2.3.1: a hash-source of the text as it stands. */
static void add_hash(struct strbuf *out, const char *asset)
{
    unsigned char bytes[SHA256_BYTES];
    struct sha256 hash;
    struct arena arena;

    sha256_init(&hash);
    sha256_add(&hash, html_asset(asset));
    sha256_bytes(&hash, bytes);
    arena_init(&arena);
    strbuf_addf(out, "'sha256-%.*s'",
                STR_ARGS(base64_encode(&arena, (struct str){(const char *)bytes, sizeof bytes})));
    arena_release(&arena);
}

static void meta(struct html_writer *html, const char *name, const char *content)
{
    html_open(html, "meta", NULL);
    html_attribute(html, "name", str_of(name));
    html_attribute(html, "content", str_of(content));
    html_close(html);
}

static void policy(struct html_writer *html)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    strbuf_add_text(&text, "default-src 'none'; style-src ");
    add_hash(&text, "page.css");
    strbuf_add_text(&text, "; script-src ");
    add_hash(&text, "page.js");
    strbuf_add_text(&text, "; base-uri 'none'; form-action 'none'");
    html_open(html, "meta", NULL);
    html_attribute(html, "http-equiv", STR("Content-Security-Policy"));
    html_attribute(html, "content", strbuf_str(&text));
    html_close(html);
    strbuf_release(&text);
}

static void asset(struct html_writer *html, const char *element, const char *name)
{
    html_open(html, element, NULL);
    html_raw(html, html_asset(name));
    html_close(html);
}

static void title(struct html_writer *html, const struct html_page *page)
{
    struct str name = page->gathered.run.title;
    struct strbuf shown;

    strbuf_init(&shown, SIZE_MAX);
    name_text(&shown, name.length ? name : STR("API"));
    html_text(html, strbuf_str(&shown));
    strbuf_release(&shown);
}

void html_head(struct html_writer *html, const struct html_page *page)
{
    strbuf_add_text(html->out, "<!DOCTYPE html>");
    html_open(html, "html", NULL);
    html_attribute(html, "lang", STR("en"));
    html_open(html, "head", NULL);
    html_open(html, "meta", NULL);
    html_attribute(html, "charset", STR("utf-8"));
    html_close(html);
    policy(html);
    meta(html, "viewport", "width=device-width, initial-scale=1");
    meta(html, "referrer", "no-referrer");
    meta(html, "robots", "noindex");
    meta(html, "color-scheme", "light dark");
    html_open(html, "title", NULL);
    title(html, page);
    html_say(html, " - oasdrift");
    html_close(html);
    asset(html, "style", "page.css");
    html_close(html);
}

/* ---- header ---- */

static void fact(struct html_writer *html, const char *name, struct str value)
{
    if (!value.length)
        return;
    html_open(html, "div", NULL);
    html_leaf(html, "dt", NULL, str_of(name));
    html_leaf(html, "dd", NULL, value);
    html_close(html);
}

/* "openapi.yaml · Pets 1.2 · OpenAPI 3.1.0 · sha256 1b2c..." */
static void description(struct html_writer *html, const struct description_info *info, bool several)
{
    html_open(html, "div", NULL);
    html_leaf(html, "dt", NULL, several && info->api.length ? info->api : STR("description"));
    html_open(html, "dd", NULL);
    html_leaf(html, "code", NULL, info->file);
    if (several && info->title.length) {
        html_say(html, " ");
        html_shown(html, "span", NULL, info->title, name_text);
        html_say(html, " ");
        html_shown(html, "span", NULL, info->version, name_text);
    }
    if (info->openapi.length) {
        html_say(html, " · OpenAPI ");
        html_text(html, info->openapi);
    }
    if (info->sha256.length) {
        html_say(html, " · sha256 ");
        html_leaf(html, "code", "id", info->sha256);
    }
    if (info->target.length) {
        html_say(html, " · ");
        html_text(html, info->target);
    }
    html_close(html);
    html_close(html);
}

static void baseline_fact(struct html_writer *html, const struct baseline_tally *tally)
{
    struct strbuf text;

    strbuf_init(&text, SIZE_MAX);
    summary_baseline(&text, tally);
    fact(html, "baseline", strbuf_str(&text));
    strbuf_release(&text);
}

static void facts(struct html_writer *html, const struct html_page *page,
                  const struct event_end *end)
{
    struct strbuf text;

    html_open(html, "dl", "about");
    for (size_t i = 0; i < page->gathered.run.description_count; i++)
        description(html, &page->gathered.run.descriptions[i],
                    page->gathered.run.description_count > 1);
    fact(html, "target", page->gathered.run.target);
    fact(html, "command", page->gathered.run.command);
    fact(html, "time", page->gathered.run.time);
    strbuf_init(&text, SIZE_MAX);
    if (end->duration_ms)
        strbuf_addf(&text, "%" PRIu64 ".%03" PRIu64 " s", end->duration_ms / 1000,
                    end->duration_ms % 1000);
    fact(html, "took", strbuf_str(&text));
    strbuf_release(&text);
    baseline_fact(html, &end->baseline);
    fact(html, "by", STR("oasdrift " OASDRIFT_VERSION));
    html_close(html);
}

static void card(struct html_writer *html, const char *class, uint64_t number, const char *one,
                 const char *many)
{
    html_open(html, "li", class);
    html_open(html, "strong", NULL);
    html_sayf(html, "%" PRIu64, number);
    html_close(html);
    html_sayf(html, " %s", str_counted(number, one, many));
    html_close(html);
}

static void card_of_operations(struct html_writer *html, const struct event_end *end)
{
    html_open(html, "li", NULL);
    html_open(html, "strong", NULL);
    html_sayf(html, "%" PRIu64 " of %" PRIu64, end->operations_seen, end->operations_total);
    html_close(html);
    html_sayf(html, " %s", str_counted(end->operations_total, "operation", "operations"));
    html_close(html);
}

static void cards(struct html_writer *html, const struct html_page *page,
                  const struct event_end *end)
{
    bool lint = str_is(page->gathered.run.command, "lint");

    html_open(html, "ul", "cards");
    card(html, "error", end->findings[SEVERITY_ERROR], "error", "errors");
    card(html, "warning", end->findings[SEVERITY_WARNING], "warning", "warnings");
    card(html, "info", end->findings[SEVERITY_INFO], "info", "info");
    card(html, NULL, page->gathered.causes.count, "cause", "causes");
    card(html, NULL, end->not_checked, "not checked", "not checked");
    if (end->ignored)
        card(html, NULL, end->ignored, "ignored", "ignored");
    if (!lint) {
        card(html, NULL, end->exchanges, "exchange", "exchanges");
        card_of_operations(html, end);
    }
    html_close(html);
}

void html_header(struct html_writer *html, const struct html_page *page,
                 const struct event_end *end)
{
    struct strbuf verdict;

    strbuf_init(&verdict, SIZE_MAX);
    summary_verdict(&verdict, page->style->fail_on, end);
    html_open(html, "header",
              end->exit_code                                      ? "failed"
              : event_end_has_counting(end, page->style->fail_on) ? "noted"
                                                                  : "passed");
    html_open(html, "h1", NULL);
    title(html, page);
    if (page->gathered.run.version.length) {
        html_say(html, " ");
        html_shown(html, "span", "version", page->gathered.run.version, name_text);
    }
    html_close(html);
    html_leaf(html, "p", "verdict", strbuf_str(&verdict));
    cards(html, page, end);
    facts(html, page, end);
    html_close(html);
    strbuf_release(&verdict);
}

/* ---- navigation ---- */

static void link_to(struct html_writer *html, const char *target, const char *text)
{
    html_open(html, "li", NULL);
    html_open(html, "a", NULL);
    html_attribute(html, "href", str_of(target));
    html_say(html, text);
    html_close(html);
    html_close(html);
}

void html_navigation(struct html_writer *html, const struct html_page *page,
                     const struct event_end *end)
{
    html_open(html, "nav", NULL);
    html_attribute(html, "aria-label", STR("Sections"));
    html_open(html, "ul", NULL);
    link_to(html, "#causes", "Causes");
    if (findings_not_checked_count(page->gathered.run.findings))
        link_to(html, "#not-checked", "Not checked");
    if (findings_diagnostic_count(page->gathered.run.findings))
        link_to(html, "#errors", "Could not look");
    if (end->assertion_count)
        link_to(html, "#assertions", "Assertions");
    if (page->history)
        link_to(html, "#trend", "Trend");
    if (page->coverage.length) {
        link_to(html, "#coverage", "Coverage");
        link_to(html, "#operations", "Operations");
    }
    if (page->has_schemas)
        link_to(html, "#schemas", "Schemas");
    if (page->gathered.causes.count)
        link_to(html, "#rules", "Rules");
    if (end->source_count)
        link_to(html, "#sources", "Recordings");
    html_close(html);
    html_close(html);
}

/* ---- the end ---- */

void html_footer(struct html_writer *html)
{
    html_open(html, "footer", NULL);
    html_open(html, "p", NULL);
    html_say(html, "Written by oasdrift " OASDRIFT_VERSION
                   ". This page asks no network for anything, and reads the same without scripts.");
    html_close(html);
    html_close(html);
    html_keys(html);
    asset(html, "script", "page.js");
}
