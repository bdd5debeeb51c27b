/* What needs the script: filters, and the list of keys. It is hidden until the script shows it. */
#include "report/html.h"

static void option(struct html_writer *html, const char *value, const char *text)
{
    html_open(html, "option", NULL);
    html_attribute(html, "value", str_of(value));
    html_say(html, text);
    html_close(html);
}

static void search(struct html_writer *html)
{
    html_open(html, "label", NULL);
    html_say(html, "Search ");
    html_open(html, "input", NULL);
    html_attribute(html, "type", STR("search"));
    html_attribute(html, "name", STR("q"));
    html_attribute(html, "autocomplete", STR("off"));
    html_close(html);
    html_close(html);
}

static void severity(struct html_writer *html, const char *name)
{
    html_open(html, "label", name);
    html_open(html, "input", NULL);
    html_attribute(html, "type", STR("checkbox"));
    html_attribute(html, "name", STR("severity"));
    html_attribute(html, "value", str_of(name));
    html_flag(html, "checked");
    html_close(html);
    html_sayf(html, " %s", name);
    html_close(html);
}

static void severities(struct html_writer *html)
{
    html_open(html, "fieldset", NULL);
    html_leaf(html, "legend", "hidden", STR("Severities"));
    severity(html, "error");
    severity(html, "warning");
    severity(html, "info");
    html_close(html);
}

/* The script adds what the causes have. */
static void selection(struct html_writer *html, const char *name, const char *title,
                      const char *all)
{
    html_open(html, "label", NULL);
    html_sayf(html, "%s ", title);
    html_open(html, "select", NULL);
    html_attribute(html, "name", str_of(name));
    option(html, "", all);
    html_close(html);
    html_close(html);
}

static void states(struct html_writer *html)
{
    html_open(html, "label", NULL);
    html_say(html, "State ");
    html_open(html, "select", NULL);
    html_attribute(html, "name", STR("state"));
    option(html, "", "any");
    option(html, "new", "new");
    option(html, "open", "not accepted");
    option(html, "known", "accepted");
    html_close(html);
    html_close(html);
}

static void button(struct html_writer *html, const char *id, const char *text)
{
    html_open(html, "button", NULL);
    html_attribute(html, "type", STR("button"));
    html_attribute(html, "id", str_of(id));
    html_say(html, text);
    html_close(html);
}

void html_filter(struct html_writer *html)
{
    html_open(html, "form", NULL);
    html_attribute(html, "id", STR("filter"));
    html_attribute(html, "aria-label", STR("Filter of causes"));
    html_attribute(html, "role", STR("search"));
    html_flag(html, "hidden");
    search(html);
    severities(html);
    selection(html, "operation", "Operation", "any");
    selection(html, "rule", "Rule", "any");
    states(html);
    button(html, "show-all", "Reset");
    button(html, "switch-theme", "Dark or light");
    button(html, "show-keys", "Keys");
    html_open(html, "output", NULL);
    html_attribute(html, "for", STR("filter"));
    html_close(html);
    html_close(html);
}

void html_keys(struct html_writer *html)
{
    static const struct {
        const char *key, *text;
    } keys[] = {
        {"/", "to the search"},
        {"j", "to the next cause"},
        {"k", "to the one before"},
        {"Enter", "its findings"},
        {"Escape", "out of the search; then all causes again"},
        {"?", "this list"},
    };

    html_open(html, "dialog", NULL);
    html_attribute(html, "id", STR("keys"));
    html_attribute(html, "aria-labelledby", STR("keys-title"));
    html_open(html, "h2", NULL);
    html_attribute(html, "id", STR("keys-title"));
    html_say(html, "Keys");
    html_close(html);
    html_open(html, "dl", NULL);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        html_open(html, "div", NULL);
        html_open(html, "dt", NULL);
        html_leaf(html, "kbd", NULL, str_of(keys[i].key));
        html_close(html);
        html_leaf(html, "dd", NULL, str_of(keys[i].text));
        html_close(html);
    }
    html_close(html);
    html_open(html, "form", NULL);
    html_attribute(html, "method", STR("dialog"));
    html_leaf(html, "button", NULL, STR("Close"));
    html_close(html);
    html_close(html);
}
