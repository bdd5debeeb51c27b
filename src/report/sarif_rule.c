/* A rule of SARIF: what its page (rules/) says. */
#include "base/strbuf.h"
#include "finding/json_output.h"
#include "report/sarif.h"
#include "rules/rule_set.h"

const char *sarif_level(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_INFO:
        return "note";
    case SEVERITY_OFF:
        break;
    }
    return "none";
}

/* GitHub's words for its filter "Severity". */
static const char *problem_severity(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_INFO:
    case SEVERITY_OFF:
        break;
    }
    return "recommendation";
}

/* The paragraph of the page that begins at or behind `from`; *from moves behind it. */
static struct str paragraph(struct str page, size_t *from)
{
    struct str rest = str_slice(page, *from, SIZE_MAX);
    size_t end = str_find(rest, STR("\n\n"));
    struct str found = str_slice(rest, 0, end);

    *from += end == SIZE_MAX ? rest.length : end + 2;
    return str_trim(found);
}

/* "The response body does not match its schema. ...": a page has the id, the severity and class,
   and then what the rule says. */
static struct str description_of(struct str page)
{
    size_t at = 0;

    paragraph(page, &at);
    paragraph(page, &at);
    return paragraph(page, &at);
}

static json_t *properties_of(const struct rule_info *info)
{
    struct str id = str_of(info->id), group = str_slice(id, 0, str_find_char(id, '.'));
    json_t *tags = json_array(), *properties = json_object();

    json_array_append_new(tags, json_string("openapi"));
    json_array_append_new(tags, json_from_str(group));
    if (!str_is(group, finding_class_name(info->class))) /* no tag stands twice */
        json_array_append_new(tags, json_string(finding_class_name(info->class)));
    json_object_set_new(properties, "tags", tags);
    json_set_text(properties, "problem.severity", problem_severity(info->severity));
    return properties;
}

json_t *sarif_rule(rule_index rule)
{
    const struct rule_info *info = rule_info(rule);
    json_t *json = json_object(), *title = json_object(), *help = json_object();
    json_t *configuration = json_object(), *full = json_object();
    struct strbuf text;
    struct str page;

    strbuf_init(&text, SIZE_MAX);
    strbuf_addf(&text, "%s.md", info->id);
    page = embedded_file(strbuf_str(&text));
    strbuf_clear(&text);
    strbuf_addf(&text, "%s.", info->title);
    json_set_text(json, "id", info->id);
    json_set_str(title, "text", strbuf_str(&text));
    json_object_set_new(json, "shortDescription", title);
    json_set_str(full, "text", page.length ? description_of(page) : strbuf_str(&text));
    json_object_set_new(json, "fullDescription", full);
    json_set_str(help, "text", page.length ? page : strbuf_str(&text));
    json_set_str(help, "markdown", page);
    json_object_set_new(json, "help", help);
    json_set_text(configuration, "level", sarif_level(info->severity));
    json_object_set_new(json, "defaultConfiguration", configuration);
    json_object_set_new(json, "properties", properties_of(info));
    strbuf_release(&text);
    return json;
}
