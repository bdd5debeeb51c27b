/* `oasdrift explain rules`: what is in force, and from which file and line. */
#include <stdio.h>

#include "base/escape.h"
#include "base/strbuf.h"
#include "finding/rules.h"
#include "rules/state.h"

struct printer {
    void (*line)(void *context, struct str line);
    void *context;
    struct strbuf text;  /* the line so far */
    struct strbuf shown; /* the same, safe to show */
};

/* Names, patterns and reasons are texts from outside, and may hold control characters. */
static void flush(struct printer *printer)
{
    strbuf_clear(&printer->shown);
    escape_control_to(&printer->shown, strbuf_str(&printer->text));
    printer->line(printer->context, strbuf_str(&printer->shown));
    strbuf_clear(&printer->text);
}

/* A title stands apart from what is before it. */
static void print_title(const struct printer *printer, const char *title)
{
    printer->line(printer->context, STR(""));
    printer->line(printer->context, str_of(title));
}

/* "  team.yaml:4:3"; "  default" where no set says anything. */
static void add_place(struct printer *printer, const struct node *place)
{
    struct position position;

    if (!place) {
        strbuf_add_text(&printer->text, "  default");
        return;
    }
    position = node_position(place);
    strbuf_addf(&printer->text, "  %.*s:%zu:%zu", STR_ARGS(node_document(place)->file),
                position.line, position.column);
}

static void add_padded(struct printer *printer, struct str text, int width)
{
    strbuf_addf(&printer->text, "%-*.*s", width, (int)text.length, text.text ? text.text : "");
}

enum { SEVERITY_WIDTH = 9, NAME_WIDTH = 42 };

static void print_setting(struct printer *printer, struct str name, enum severity severity,
                          const struct node *place)
{
    add_padded(printer, str_of(severity_name(severity)), SEVERITY_WIDTH);
    add_padded(printer, name, NAME_WIDTH);
    add_place(printer, place);
    flush(printer);
}

static void print_keywords(const struct rules *rules, rule_index rule, struct printer *printer)
{
    char name[128];

    for (size_t i = 0; i < rules->keywords.count; i++) {
        const struct keyword_severity *row = &rules->keywords.items[i];

        if (row->rule != rule)
            continue;
        snprintf(name, sizeof name, "%s.%.*s", rule_info(rule)->id, STR_ARGS(row->keyword));
        print_setting(printer, str_of(name), row->setting.severity, row->setting.place);
    }
    for (size_t i = 0; rule == RULE_RULE_ASSERTION && i < rules->assertions.count; i++) {
        const struct assertion *assertion = &rules->assertions.items[i];

        snprintf(name, sizeof name, "%s.%.*s", rule_info(rule)->id, STR_ARGS(assertion->name));
        print_setting(printer, str_of(name), assertion->severity, assertion->place);
    }
}

static void print_severities(const struct rules *rules, struct printer *printer)
{
    for (int i = 0; i < RULE_COUNT; i++) {
        print_setting(printer, str_of(rule_info((rule_index)i)->id), rules->severities[i].severity,
                      rules->severities[i].place);
        print_keywords(rules, (rule_index)i, printer);
    }
}

/* ---- where ---- */

static void add_texts(struct printer *printer, const char *name, const struct node *texts)
{
    const struct node *text = NULL;
    const char *before = " ";

    if (!texts)
        return;
    strbuf_addf(&printer->text, "  %s", name);
    while ((text = texts_next(texts, text))) {
        strbuf_addf(&printer->text, "%s%.*s", before, STR_ARGS(node_text(text)));
        before = ", ";
    }
}

static void add_where(struct printer *printer, const struct where *where)
{
    add_texts(printer, "operation", where->operations);
    add_texts(printer, "method", where->methods);
    add_texts(printer, "path", where->paths);
    add_texts(printer, "tag", where->tags);
    add_texts(printer, "status", where->statuses);
}

static void add_field(struct printer *printer, const char *name, struct str value)
{
    if (value.length)
        strbuf_addf(&printer->text, "  %s %.*s", name, STR_ARGS(value));
}

static void add_pattern(struct printer *printer, const struct rule_pattern *pattern)
{
    if (pattern->breadth == BREADTH_GROUP)
        strbuf_addf(&printer->text, "%.*s*", STR_ARGS(pattern->prefix));
    else
        strbuf_addf(&printer->text, "%s", rule_info(pattern->rule)->id);
    if (pattern->breadth == BREADTH_KEYWORD)
        strbuf_addf(&printer->text, ".%.*s", STR_ARGS(pattern->keyword));
}

static void print_overrides(const struct rules *rules, struct printer *printer)
{
    if (rules->overrides.count)
        print_title(printer, "overrides, the last that fits wins:");
    for (size_t i = 0; i < rules->overrides.count; i++) {
        const struct override *override = &rules->overrides.items[i];

        add_padded(printer, str_of(severity_name(override->setting.severity)), SEVERITY_WIDTH);
        add_pattern(printer, &override->pattern);
        add_where(printer, &override->where);
        add_place(printer, override->setting.place);
        flush(printer);
    }
}

static void print_ignores(const struct rules *rules, struct printer *printer)
{
    if (rules->ignores.count)
        print_title(printer, "ignored:");
    for (size_t i = 0; i < rules->ignores.count; i++) {
        const struct ignore *ignore = &rules->ignores.items[i];

        if (ignore->has_rule)
            add_pattern(printer, &ignore->rule);
        else
            strbuf_add_text(&printer->text, "any rule");
        add_where(printer, &ignore->where);
        if (ignore->has_part)
            add_field(printer, "in", str_of(part_name(ignore->part)));
        add_field(printer, "name", ignore->name);
        add_field(printer, "pointer", ignore->pointer);
        add_field(printer, "until", ignore->accepted.expires);
        add_place(printer, ignore->place);
        strbuf_addf(&printer->text, "  (%.*s)", STR_ARGS(ignore->accepted.reason));
        flush(printer);
    }
}

static void print_names(const struct name_setting *names, size_t count, const char *title,
                        struct printer *printer)
{
    if (count)
        print_title(printer, title);
    for (size_t i = 0; i < count; i++) {
        add_padded(printer, names[i].pattern, SEVERITY_WIDTH + NAME_WIDTH);
        add_place(printer, names[i].place);
        flush(printer);
    }
}

static void print_thresholds(const struct rules *rules, struct printer *printer)
{
    const struct thresholds *thresholds = &rules->thresholds;

    if (!thresholds->coverage_count && !thresholds->response_time_ms &&
        !thresholds->limits_not_checked)
        return;
    print_title(printer, "thresholds:");
    for (size_t i = 0; i < thresholds->coverage_count; i++) {
        strbuf_addf(&printer->text, "coverage of %.*s at least %u %%",
                    STR_ARGS(thresholds->coverage[i].name), thresholds->coverage[i].percent);
        add_place(printer, rules->coverage_places[i]);
        flush(printer);
    }
    if (thresholds->response_time_ms) {
        strbuf_addf(&printer->text, "response time at most %llu ms",
                    (unsigned long long)thresholds->response_time_ms);
        add_place(printer, rules->response_time_place);
        flush(printer);
    }
    if (thresholds->limits_not_checked) {
        strbuf_addf(&printer->text, "not checked at most %llu",
                    (unsigned long long)thresholds->not_checked);
        add_place(printer, rules->not_checked_place);
        flush(printer);
    }
}

void rules_print(const struct rules *rules, void (*line)(void *context, struct str line),
                 void *context)
{
    struct printer printer = {.line = line, .context = context};

    strbuf_init(&printer.text, SIZE_MAX);
    strbuf_init(&printer.shown, SIZE_MAX);
    print_severities(rules, &printer);
    print_overrides(rules, &printer);
    print_ignores(rules, &printer);
    print_names(rules->headers.items, rules->headers.count, "headers left alone:", &printer);
    print_names(rules->properties.items, rules->properties.count,
                "properties left alone:", &printer);
    print_thresholds(rules, &printer);
    strbuf_release(&printer.text);
    strbuf_release(&printer.shown);
}
